"""Did it happen: sentences of ours, the act by its word, its status and the days that words give it."""

from __future__ import annotations

from datetime import date

import pytest

from standoff.coding.dates import expressions
from standoff.pipeline import read
from standoff.types import Event

ON = date(2025, 6, 10)  # a Tuesday


def act(text: str, word: str) -> Event:
    """The event of a text that stands at a word."""
    coding = read(text + "\n", date=ON)
    where = coding.document.text.index(word)
    return next(e for e in coding.events if e.trigger.start == where)


@pytest.mark.parametrize(
    ("text", "word", "status"),
    [
        ("No Chadian soldier attacked Sudan.", "attacked", "negated"),
        ("Parliament in Accra has yet to sanction Togo.", "sanction", "negated"),
        ("Chad stopped short of threatening Sudan.", "threatening", "negated"),
        ("Japan urged Russia not to attack Ukraine.", "attack", "hypothetical"),
        ("Chad will bomb Sudan if Khartoum arms the rebels.", "bomb", "hypothetical"),
        ("Brazil offered to send food to Haiti.", "send", "hypothetical"),
        ("Kenya is going to sanction Uganda.", "sanction", "future"),
        ("China goes on arming the Burmese army.", "arming", "ongoing"),
        ("Hungary has blocked the talks with Ukraine ever since.", "blocked", "ongoing"),
        ("Peru ordered the Chilean envoys to leave and condemned Chile.", "condemned", "reported"),
        ("Italian soldiers guard the bridge at Mitrovica.", "guard", "ongoing"),
        ("Israel bombs Syria", "bombs", "reported"),
        ("Chad has for years armed the rebels in Sudan.", "armed", "ongoing"),
        ("Chile appealed to Peru to free the envoys.", "free", "hypothetical"),
        ("Egypt blames Ethiopia for last month's floods.", "blames", "reported"),
        ("In 2016, when China suspended talks with Taiwan, Tokyo kept silent.", "suspended", "historical"),
        ("Should Chad bomb Sudan, Khartoum will arm the rebels.", "arm", "hypothetical"),
        ("Whoever arms the Chadian rebels will pay for it.", "arms", "hypothetical"),
        ("Peru's envoy boasted that Lima would sanction Chile.", "sanction", "future"),
        ("Kenya drew up a bill that would sanction Uganda.", "sanction", "hypothetical"),
        ("Sudan told Chad to withdraw its soldiers.", "withdraw", "hypothetical"),
        ("Sudan insists that Chad withdraw its soldiers.", "withdraw", "hypothetical"),
        ("Two Chilean officers are being held in Peru.", "held", "ongoing"),
        ("Two thousand Russian soldiers are stationed in Moldova.", "stationed", "ongoing"),
        ("Jordan has struck the smugglers in Syria before.", "struck", "historical"),
        ("No Chadian envoy has come since Sudan bombed Chad.", "bombed", "historical"),
        ("A day earlier Chad had shelled Sudan.", "shelled", "reported"),
        ("Chad on Monday suspended its 2018 accord with Sudan.", "suspended", "reported"),
        ("Peru apologised to Chile for the killings of 1963.", "apologised", "reported"),
        ("Chad shelled Sudan on Monday, five weeks after Sudan bombed Chad.", "bombed", "historical"),
        ("Turkey rejected Iraq's demand for an end to the raids.", "demand", "reported"),
        ("Kosovo marked the first anniversary of an attack by Serbian gunmen.", "attack", "historical"),
        ("Rebels attacked a Chadian town two days ago.", "attacked", "reported"),
        ("Rebels attacked a Chadian town weeks ago.", "attacked", "historical"),
        ("Finnish commandos boarded a Russian tanker at the time.", "boarded", "historical"),
        ("Finnish commandos boarded a Russian tanker at the same time.", "boarded", "reported"),
        ("China responded at the time by imposing sanctions on three American firms.", "sanctions", "historical"),
        ("Sudan's army vilified Chad for decades.", "vilified", "historical"),
        ("The Chadian president bombed Sudan in his youth.", "bombed", "historical"),
        ("Peru's president imposed sanctions on Chile in his first term.", "sanctions", "historical"),
        ("In Lima a tablet marking the Chilean president's visit to Peru was unveiled.", "visit", "historical"),
        ("The United States should punish Iran by imposing sanctions on its banks.", "sanctions", "hypothetical"),
        ("Chad will reopen the border when its president visits Sudan.", "visits", "future"),
        ("Japanese hawks call for deploying American missiles in Okinawa.", "deploying", "hypothetical"),
        ("The Senate approved a resolution condemning Chad.", "condemning", "reported"),
        ("Chad will say no to Sudan.", "say", "future"),
        ("A bill would forbid the president to attack Venezuela.", "attack", "hypothetical"),
        ("The law bars American aid to Chad.", "aid", "negated"),
        ("The new Polish government is unlikely to reopen the Belarusian border.", "reopen", "hypothetical"),
        ("Egypt unveiled a design to deploy Russian missiles in Sinai.", "deploy", "future"),
        ("Obama directed the army to arm the Syrian rebels in 2014.", "directed", "historical"),
        ("In late 2000 the Chadian minister rushed to meet Sudan's president.", "meet", "historical"),
        ("Chad came under criticism from France when rebels surfaced in March.", "came", "historical"),
        ("The Kremlin said last year that Ukraine had shelled Donetsk.", "shelled", "historical"),
        ("Togo backed the Ghanaian rebels through much of the 20th century.", "backed", "historical"),
        ("In the spring Algerian gunners shot down a drone of Mali.", "shot", "historical"),
        ("Chad filed a complaint in 2013 alleging that Sudan had armed rebels.", "alleging", "historical"),
        ("The minister visited Sudan and condemned Egypt on October 17, 2022.", "visited", "historical"),
        ("In the first half of 2024 Chad armed the Sudanese rebels.", "armed", "historical"),
        ("Chad not only attacked Sudan but also closed the border.", "attacked", "reported"),
        ("Rebels eventually attacked a Chadian town.", "attacked", "reported"),
        ("Chad condemned Sudan shortly after it shelled a town last July.", "shelled", "historical"),
        ("Europe has to sanction Chad.", "sanction", "hypothetical"),
        ("Four Chadian envoys had to quit Sudan.", "quit", "reported"),
        ("Chad lacks the means to bomb Sudan.", "bomb", "negated"),
        ("Chad did not respond to Sudan's request for talks.", "request", "reported"),
        ("Sudan's demand for talks was not answered by Chad.", "demand", "reported"),
        ("Chad said the men detained by Sudan were innocent.", "detained", "reported"),
        ("Chad has not ruled out bombing Sudan.", "bombing", "hypothetical"),
        ("No evidence has emerged that Chad bombed Sudan.", "bombed", "negated"),
        ("Chad nearly bombed Sudan.", "bombed", "negated"),
        ("Chad's president meets Sudan's prime minister on Friday.", "meets", "future"),
        ("Sudan is suspected of bombing Chad.", "bombing", "alleged"),
        ("Chad used to arm the Sudanese rebels.", "arm", "historical"),
        ("Chad used drones to bomb Sudan.", "bomb", "reported"),
        ("For years Chad and Sudan have traded charges and have expelled each other's envoys.", "expelled", "ongoing"),
        ("Had Chad attacked Sudan, Egypt would have responded.", "attacked", "hypothetical"),
        ("The Senate passed a bill to sanction Chad.", "sanction", "hypothetical"),
        ("Chad warned Sudan not to attack Niger.", "attack", "hypothetical"),
        ("Chad is prepared to attack Sudan.", "attack", "hypothetical"),
        ("Parliament is debating sanctions against Chad.", "sanctions", "hypothetical"),
        ("Chad's support for the Sudanese rebels is well known.", "support", "reported"),
        ("Chad's offer to mediate was rejected by Sudan.", "offer", "reported"),
        ("In recent weeks Chad has bombed Sudan.", "bombed", "reported"),
        ("During his years in office Chad's president sanctioned Sudan.", "sanctioned", "historical"),
        ("Chad has bombed Sudan for the first time since the war.", "bombed", "reported"),
        ("It was the first time that Chad had bombed Sudan since 2014.", "bombed", "reported"),
        ("Chad denied the claim that it had bombed Sudan.", "bombed", "negated"),
        ("Obama said he would have vetoed the sanctions against Chad.", "vetoed", "hypothetical"),
        ("Word came that Chad would sanction Sudan.", "sanction", "future"),
        ("Chad intensified its attacks on Sudan.", "attacks", "reported"),
        ("Spain debated whether to close its border in the wake of an attack by Chadian rebels.", "attack", "reported"),
        ("A bill would prohibit the president from sanctioning Chad.", "sanctioning", "hypothetical"),
        ("American bombers attacked Sudan in the last century.", "attacked", "historical"),
        ("Chad refused to stop bombing Sudan.", "bombing", "ongoing"),
        ("Chad has not stopped arming the Sudanese rebels.", "arming", "ongoing"),
        ("Chad promised not to attack Sudan.", "attack", "negated"),
        ("It emerged that Chad had attacked Sudan.", "attacked", "reported"),
        ("The plan foresees the withdrawal of Chad's troops.", "withdrawal", "hypothetical"),
        ("The deal provides for an exchange of prisoners between Chad and Sudan.", "exchange", "hypothetical"),
        ("Niger denounced Chad in the year before last.", "denounced", "historical"),
        ("Barack Obama imposed a blockade on Chad.", "blockade", "historical"),
        ("Barack Obama criticised Chad.", "criticised", "reported"),
        ("The quarrel dates back to the war, when Chad shelled Sudan.", "shelled", "historical"),
        ("The last time they met, Chad threatened Sudan.", "threatened", "historical"),
        ("Before he became president, William Ruto accused Sudan of theft.", "accused", "historical"),
        ("Chad has in the past attacked Sudan.", "attacked", "historical"),
        ("Chad toyed with the idea of bombing Sudan.", "bombing", "hypothetical"),
        ("A raid by Chad on Sudan remains on the table.", "raid", "hypothetical"),
        ("Sudan is bracing for a Chadian blockade.", "blockade", "hypothetical"),
        ("Hopes that Chad would arm Sudan were dashed.", "arm", "negated"),
        ("At no point did Chad attack Sudan.", "attack", "negated"),
        ("Chadian jets turned back before they could bomb Sudan.", "bomb", "negated"),
        ("One option is to bomb Sudan.", "bomb", "hypothetical"),
        ("The law empowers the president to bomb Sudan.", "bomb", "hypothetical"),
        ("Chad has yet to decide whether to arm the Sudanese rebels.", "arm", "hypothetical"),
        ("There is talk in Chad of bombing Sudan.", "bombing", "hypothetical"),
        ("Far from condemning Sudan, Chad praised it.", "condemning", "negated"),
        ("Talks between Chad and Sudan are pencilled in for May.", "Talks", "future"),
        ("Chad and Sudan are in the middle of their drills.", "drills", "ongoing"),
        ("Bombing Sudan would not stop it, Chad warned.", "Bombing", "hypothetical"),
        ("Chad's army dreams of invading Sudan.", "invading", "hypothetical"),
        ("A war between Chad and Sudan is unthinkable.", "war", "hypothetical"),
        ("Chad brushed off claims that it had bombed Sudan.", "bombed", "negated"),
        ("Neither Chad nor Niger has been able to arm Sudan.", "arm", "negated"),
        ("Gabon has yet to respond to the raid by Chad.", "raid", "reported"),
        ("Talks between Chad and Sudan resume in Doha on Thursday.", "Talks", "future"),
        ("Talks between Chad and Sudan resume later this month.", "Talks", "future"),
        ("A Sudanese patrol can be seen shelling a Chadian village.", "shelling", "reported"),
        ("An attack by Chad on Sudan would be a mistake.", "attack", "hypothetical"),
        ("The attack by Chad on Sudan would be the worst so far.", "attack", "reported"),
        ("A Chadian attack on Sudan is unlikely.", "attack", "hypothetical"),
        ("Chad shelled Sudan. It is not the first such attack.", "attack", "reported"),
        ("Mali expelled its envoy in 2021 after weeks of protests in Bamako.", "protests", "historical"),
        ("In 2021 France lost a jet when Mali shelled its base.", "shelled", "historical"),
    ],
)  # fmt: skip
def test_the_words_of_a_clause_decide(text: str, word: str, status: str) -> None:
    assert act(text, word).status == status


def test_an_armed_group_is_not_its_country() -> None:
    text = "Sudan's army said the Rapid Support Forces had attacked El Fasher."
    assert act(text, "attacked").status == "alleged"


def test_who_accuses_accuses_another() -> None:
    text = "The Tamil National Front accused the Sri Lankan navy of attacking three boats."
    assert act(text, "attacking").status == "alleged"


def test_a_relative_clause_in_a_claim_is_taken_for_granted() -> None:
    text = "The rebels said Chad had violated the truce that Sudan rejected."
    assert act(text, "rejected").status == "reported"


def test_the_past_perfect_of_an_aside_makes_no_background() -> None:
    text = (
        "Rwanda, which had cut ties with Belgium in March, expelled two Belgian envoys on Monday. "
        "Congo condemned Rwanda."
    )
    assert act(text, "condemned").status == "reported"


@pytest.mark.parametrize(
    ("text", "word", "status"),
    [
        ("Tajikistan's ministry called the Kyrgyz raid a crime.", "raid", "reported"),
        ("A film shows that Kyrgyz soldiers shelled Tajikistan.", "shelled", "reported"),
        ("Chad's minister said that Sudan had offered to free two Chadians.", "offered", "reported"),
        ("Chad has offered help, according to two of its envoys, but Sudan rejected it.", "rejected", "reported"),
        ("“They shelled us,” Chad's minister said of the Sudanese army.", "shelled", "alleged"),
        ("Chad's minister said that Sudan had shelled Adré.", "shelled", "alleged"),
    ],
)  # fmt: skip
def test_only_a_claim_about_another_is_one(text: str, word: str, status: str) -> None:
    assert act(text, word).status == status


def test_from_a_glance_back_the_past_comes_back_to_the_news() -> None:
    text = "In March 2023 Chad had expelled the German envoy. Berlin condemned Chad."
    assert act(text, "condemned").status == "reported"


def test_background_goes_on_from_a_dated_act() -> None:
    text = "In March 2023 Chad expelled the German envoy. Berlin condemned Chad."
    assert act(text, "condemned").status == "historical"


def test_background_goes_on_from_a_dated_sentence_without_an_act() -> None:
    text = "On October 8, 1895, the palace lay in darkness. Japanese soldiers murdered the Korean queen."
    assert act(text, "murdered").status == "historical"
    assert act(text.replace(", 1895,", ""), "murdered").status == "historical"
    assert act(text.replace("On October 8, 1895, the", "The"), "murdered").status == "reported"


@pytest.mark.parametrize(
    ("text", "word", "status"),
    [
        ("Italy gave in on Monday after Libya had bombed a tanker.", "bombed", "reported"),
        ("By evening Libya had bombed an Italian tanker.", "bombed", "reported"),
        ("Sudan, which had bombed Chad, praised Mali.", "bombed", "historical"),
        ("Malawian soldiers were killed in January in an assault by Rwandan troops.", "assault", "historical"),
    ],
)  # fmt: skip
def test_the_past_perfect_may_be_of_the_course_of_the_news(
    text: str, word: str, status: str
) -> None:
    assert act(text, word).status == status


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("On 3 May he fell ill. Three days later he died.", ("2025-05-06", "2025-05-06")),
        ("On 3 May he fell ill. That night he died.", ("2025-05-03", "2025-05-03")),
        ("On 3 May he fell ill. He had left the day before.", ("2025-05-02", "2025-05-02")),
        ("On 3 May he fell ill. The next day he died.", ("2025-05-04", "2025-05-04")),
        ("On 3 May he fell ill, and that month he died.", ("2025-05-01", "2025-05-31")),
        ("He left in 2001. Seven years later he died.", ("2008-01-01", "2008-12-31")),
        ("He left in December 2024 and that June he died.", ("2024-06-01", "2024-06-30")),
        ("On 3 May, after ten days in April, he died hours later.", ("2025-05-03", "2025-05-03")),
        ("On 3 May he fell ill. Eight days earlier he had left.", ("2025-04-25", "2025-04-25")),
        ("On 3 May he fell ill. A few hours earlier he had eaten.", ("2025-05-03", "2025-05-03")),
        ("Two weeks before Monday's talks he died.", ("2025-05-26", "2025-06-01")),
    ],
)  # fmt: skip
def test_a_time_may_count_from_the_one_before(text: str, days: tuple[str, str]) -> None:
    found = expressions(text)[-1].days(ON)
    assert found is not None
    assert tuple(day.isoformat() for day in found) == days


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("He died a year ago on Monday.", ("2024-06-09", "2024-06-09")),
        ("He died a year ago today.", ("2024-06-10", "2024-06-10")),
        ("He had died a few hours earlier.", ("2025-06-09", "2025-06-10")),
        ("He died on 30 November last year.", ("2024-11-30", "2024-11-30")),
    ],
)  # fmt: skip
def test_days_a_year_back(text: str, days: tuple[str, str]) -> None:
    found = expressions(text)[0].days(ON)
    assert found is not None
    assert tuple(day.isoformat() for day in found) == days


def test_the_day_of_an_attempt_is_past() -> None:
    event = act("Chadian students tried to march on the embassy on Friday.", "march")
    assert event.date.start == date(2025, 6, 6)


def test_some_monday_is_no_day() -> None:
    assert expressions("He died on a Monday.")[0].days(ON) is None


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Chad shelled Sudan on Monday, two days after Sudan bombed Chad.", ("2025-06-07", "2025-06-07")),
        ("Chad shelled Sudan, a year to the day after Sudan bombed Chad.", ("2024-06-10", "2024-06-10")),
        ("A month after Sudan bombed Chad, Adré is quiet.", ("2025-05-01", "2025-05-31")),
    ],
)  # fmt: skip
def test_an_act_may_lie_so_long_before_another(text: str, days: tuple[str, str]) -> None:
    told = act(text, "bombed").date
    assert (str(told.start), str(told.end)) == days


@pytest.mark.parametrize("text", ["That night he died.", "Three days later he died."])
def test_a_time_with_none_before_it_is_left_out(text: str) -> None:
    assert expressions(text) == ()


def test_that_day_is_no_month() -> None:
    assert expressions("In May he fell ill. That day he died.")[-1].days(ON) is None


def test_a_long_chain_of_such_times_ends() -> None:
    text = "On 3 May he left. " + "Three days later he left. " * 5000
    assert expressions(text)[-1].days(ON) is not None
