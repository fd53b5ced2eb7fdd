"""Who is done to, and by whom, where no plain subject or object says so."""

from __future__ import annotations

import pytest

import standoff
from standoff.types import Event


def told(text: str, kind: str) -> list[Event]:
    """The events of a type that a text tells."""
    events = standoff.read(text + "\n", date="2025-05-20").events
    return [e for e in events if e.type == kind]


def countries(event: Event) -> tuple[list[str | None], list[str | None]]:
    """The countries of both sides, things left out."""
    sides = (event.source, event.recipient)
    source, recipient = ([m.actor.country for m in s if m.actor.kind != "thing"] for s in sides)
    return source, recipient


@pytest.mark.parametrize(
    ("text", "kind", "recipients"),
    [
        ("Kenya welcomed the resumption of ties with Somalia on Monday.", "SUPPORT", ["SOM"]),
        ("Norway criticised the closure of clinics in Kabul.", "ACCUSE", ["AFG"]),
        ("North Korea fired two artillery shells at Seoul.", "ASSAULT", ["KOR"]),
        ("Turkey's foreign minister flew to Damascus on Tuesday.", "CONSULT", ["SYR"]),
        ("Hezbollah fired a salvo of rockets at Haifa on Tuesday.", "ASSAULT", ["ISR"]),
        (
            "Syrian rebels engaged Fijian peacekeepers in a firefight in the Golan Heights.",
            "ASSAULT",
            ["FJI"],
        ),
        ("Ten people were killed by Israeli shelling in the south of Lebanon.", "ASSAULT", ["LBN"]),
        ("Georgian protesters fired rockets at the Georgian government.", "ASSAULT", ["GEO"]),
    ],
)
def test_a_place_or_a_deeper_phrase_names_the_recipient(
    text: str, kind: str, recipients: list[str]
) -> None:
    assert countries(told(text, kind)[0])[1] == recipients


def test_people_hit_in_an_act_that_goes_on_are_the_hit_side_s() -> None:
    struck, killed = told("Israel bombed Beirut on Monday, killing four people.", "ASSAULT")
    assert countries(struck) == countries(killed) == (["ISR"], ["LBN"])


@pytest.mark.parametrize(
    ("text", "kind", "sources"),
    [
        ("Germany said it had no intention of attacking Serbia.", "ASSAULT", ["DEU"]),
        (
            "Vietnam asked Laos for help, while New Delhi has asked Iran to wait.",
            "REQUEST",
            ["IND"],
        ),
        ("The Dutch parliament passed a resolution criticising Serbia.", "ACCUSE", ["NLD"]),
        ("US launched cyber attacks on Iran.", "COERCE", ["USA"]),
        ("A Kenyan reporter was arrested in Kigali.", "COERCE", ["RWA"]),
        ("Israel and Hamas met, but they accused Egypt of bias.", "ACCUSE", ["ISR", "PSE"]),
        ("Narendra Modi met the press during a visit to Jerusalem.", "CONSULT", ["IND"]),
        ("Evidence against Sudan was presented by Chad.", "ACCUSE", ["TCD"]),
        (
            "Vladimir Putin and Xi Jinping said they would send tanks to Mali.",
            "AID",
            ["RUS", "CHN"],
        ),
    ],
)
def test_the_doer_is_found_behind_nouns_participles_and_passives(
    text: str, kind: str, sources: list[str]
) -> None:
    assert countries(told(text, kind)[-1])[0] == sources


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Jordan and Britain agreed to hold drills in June.", "AGREE"),
        ("Jordan and Britain are at odds. Each side accused the other of lying.", "ACCUSE"),
        ("Old foes Jordan and Britain renewed diplomatic ties.", "SUPPORT"),
        ("The leaders of Jordan and Britain met on Monday.", "CONSULT"),
        ("Jordan and Britain held naval drills off Aqaba.", "COOPERATE"),
    ],
)
def test_what_two_do_with_each_other_has_both_and_is_mutual(text: str, kind: str) -> None:
    event = told(text, kind)[0]
    assert event.reciprocal
    assert {*countries(event)[0], *countries(event)[1]} == {"JOR", "GBR"}


def test_both_sides_may_be_an_army_and_an_armed_group() -> None:
    text = "Congo fought M23 near Goma. M23 blamed Congo. Both sides agreed to stop."
    event = told(text, "AGREE")[-1]
    assert {m.actor.side for m in (*event.source, *event.recipient)} == {"COD", "m23"}


def test_police_are_of_the_place_where_the_telling_is() -> None:
    text = (
        "Americans and Russians quarrelled. In Yerevan thousands marched, and police detained ten."
    )
    assert countries(told(text, "COERCE")[0])[0] == ["ARM"]


def test_a_day_is_no_party() -> None:
    assert told("Israel called Jordan on Monday to explain the delay.", "REQUEST") == []


def test_a_place_alone_makes_no_act_unless_the_model_sees_one() -> None:
    assert told("New settlers came to Warsaw, and he refused to return to Harrow.", "CONSULT") == []


@pytest.mark.parametrize(
    "text",
    [
        "A London-based monitoring group said government forces shelled the town.",
        "Rebels killed peacekeepers, an AFP correspondent said. Government forces shelled the town.",
    ],
)
def test_where_who_tells_it_is_based_is_nobody_s_side(text: str) -> None:
    assert countries(told(text, "ASSAULT")[-1])[0] == [None]


@pytest.mark.parametrize(
    ("text", "recipients"),
    [
        ("Russia said that Israel must end its strikes on Syria.", [["ISR"]]),
        ("Norway's premier said on Monday that Iran has to release the sailors.", [["IRN"]]),
        ("Russia said that the talks must go on.", []),
        ("Russia said that Russia must prepare for a long winter.", []),
        ("Russia said that Israel must have known of the strikes.", []),
        ("Russia said that Israel should think twice.", []),
    ],
)
def test_what_another_side_must_do_is_a_demand(text: str, recipients: list[list[str]]) -> None:
    found = [e for e in told(text, "REQUEST") if e.made_by.startswith("rule")]
    assert [countries(e)[1] for e in found] == recipients


@pytest.mark.parametrize(
    ("text", "kind", "recipients"),
    [
        ("A Zimbabwean court freed a Zimbabwean journalist on Tuesday.", "RETREAT", ["ZWE"]),
        ("Zimbabwe withdrew Zimbabwean troops on Tuesday.", "RETREAT", []),
        ("Kenyan police imposed a curfew in Mombasa on Tuesday.", "COERCE", ["KEN"]),
    ],
)
def test_at_home_acts_are_done_to_people_and_places_not_to_the_own_army(
    text: str, kind: str, recipients: list[str]
) -> None:
    assert countries(told(text, kind)[0])[1] == recipients


@pytest.mark.parametrize(
    ("text", "kind", "recipients"),
    [
        ("Norway condemned the raids carried out by Russia.", "ACCUSE", ["RUS"]),
        ("Chad rejected every offer made by the Taliban.", "REJECT", ["AFG"]),
        ("Norway condemned the raids carried out by night.", "ACCUSE", []),
    ],
)
def test_who_did_what_words_are_about_is_spoken_to(
    text: str, kind: str, recipients: list[str]
) -> None:
    assert countries(told(text, kind)[0])[1] == recipients


@pytest.mark.parametrize(
    ("text", "recipients"),
    [
        ("Kenya warned the Somali traders that their shops would be closed.", [["SOM"]]),
        ("Kenya warned that many shops would be closed.", []),
        ("Kenya said it would attack the Somali army within days.", [["SOM"]]),
        ("Kenya said that Ethiopia would attack the Somali army.", []),
        ("Kenya said it would receive the Somali army.", []),
        ("Kenya says it is calm but warned it will attack Somalia.", [["SOM"]]),
    ],
)
def test_who_is_told_of_an_act_of_the_speaker_s_is_threatened(
    text: str, recipients: list[list[str]]
) -> None:
    assert [countries(e)[1] for e in told(text, "THREATEN")] == recipients


@pytest.mark.parametrize(
    ("text", "kind", "source", "recipient"),
    [
        ("Missiles fired by the Israeli army struck a depot in Syria.", "ASSAULT", "ISR", "SYR"),
        ("Iran freed 11 of Norway's prisoners.", "RETREAT", "IRN", "NOR"),
        ("Kenyan police imposed a curfew in parts of Mombasa.", "COERCE", "KEN", "KEN"),
        ("The Peruvian president declared a state of siege in Peru.", "COERCE", "PER", "PER"),
        ("A Cuban dissident surrendered to the Cuban police.", "RETREAT", "CUB", "CUB"),
        ("Chad agreed to lift a ban on imports of Kenyan tea.", "AGREE", "TCD", "KEN"),
        ("Barack Obama lifted the embargo after Cuba freed a priest.", "RETREAT", "USA", "CUB"),
        ("The United Nations said it will send food to Chad.", "AID", "UNO", "TCD"),
        ("The Kenyan government said Ethiopia was guilty.", "ACCUSE", "KEN", "ETH"),
    ],
)
def test_whose_things_places_and_promises_are(
    text: str, kind: str, source: str, recipient: str
) -> None:
    event = told(text, kind)[0]
    assert (event.source[0].actor.country, event.recipient[0].actor.country) == (source, recipient)


@pytest.mark.parametrize(
    ("text", "kind", "recipient"),
    [
        ("Spanish police arrested 25 employees on Monday.", "COERCE", "25 employees"),
        ("A Belgian court convicted the party of fraud.", "SANCTION", "the party"),
    ],
)
def test_people_whom_only_the_words_tell_are_who_it_is_done_to(
    text: str, kind: str, recipient: str
) -> None:
    (mention,) = told(text, kind)[0].recipient
    assert recipient.startswith(text[mention.span.start : mention.span.end])
    assert mention.actor.country in {"ESP", "BEL"}  # of whose police and courts do it


def test_a_source_s_own_title_is_no_other_side() -> None:
    text = "The chairman of the African Union Commission Moussa Faki Mahamat condemned the attacks."
    assert countries(told(text, "ACCUSE")[0])[1] == []


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Zambian miners called off the strike on Tuesday.", "reported"),
        ("Zambian miners will not end the strike.", "negated"),
    ],
)
def test_who_ends_a_strike_of_his_own_concedes(text: str, status: str) -> None:
    (event,) = told(text, "CONCEDE")
    assert (event.status, countries(event)[0]) == (status, ["ZMB"])


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Teachers went on strike for better pay on Monday.", 1),
        ("The bowling machine went on strike on Monday.", 0),
    ],
)
def test_who_protests_needs_no_country_but_a_sector(text: str, found: int) -> None:
    assert len(told(text, "PROTEST")) == found


def test_to_demonstrate_a_thing_is_no_protest() -> None:
    assert told("The grant demonstrates the American commitment to Chad.", "PROTEST") == []


def test_a_leader_s_surname_alone_is_his_where_no_date_tells_who_is_in_office() -> None:
    (event,) = standoff.read("Musharraf condemned India.\n").events
    assert event.source[0].actor.id == "pervez-musharraf"


def words(event: Event, text: str) -> list[str]:
    """The words of an event's recipients."""
    return [text[m.span.start : m.span.end] for m in event.recipient]


@pytest.mark.parametrize(
    ("text", "kind", "recipient"),
    [
        ("Peru's senate condemned the ruling.", "ACCUSE", ["the ruling"]),
        (
            "Cuban sailors said they will not end the strike until the company pays them.",
            "CONCEDE",
            ["the company"],
        ),
        ("Chad and two nomad clans agreed to hold a drill.", "AGREE", ["two nomad clans"]),
    ],
)
def test_what_no_table_knows_is_told_in_its_own_words(
    text: str, kind: str, recipient: list[str]
) -> None:
    event = told(text, kind)[0]
    assert words(event, text) == recipient
    assert all(m.actor.side.startswith("text:") for m in event.recipient)


def test_a_time_is_no_side() -> None:
    assert not any(told("Peru condemned on Monday in recent months.", "ACCUSE")[0].recipient)


@pytest.mark.parametrize(
    ("text", "kind", "recipients"),
    [
        ("Volker Türk, the United Nations rights chief, called for an inquiry.", "REQUEST", []),
        ("Chile lodged a complaint with the United Nations.", "ACCUSE", []),
        ("Chile urged Peru to freeze the talks with Bolivia.", "REQUEST", ["PER"]),
        ("Chile opposed lifting the sanctions on Bolivia.", "REJECT", ["BOL"]),
        (
            "Chancellor Angela Merkel has defended Germany's decision to close it.",
            "SUPPORT",
            ["DEU"],
        ),
        ("Police in Riga detained 14.", "COERCE", ["LVA"]),
        ("A Togolese court jailed two editors.", "SANCTION", ["TGO"]),
        ("Chile attacked a British base in Cyprus.", "ASSAULT", ["GBR"]),
        ("Chile is ready to send troops to Peru.", "AGREE", ["PER"]),
        ("Zambia legalised the opposition party.", "CONCEDE", ["ZMB"]),
    ],
)
def test_who_is_a_party_and_who_is_not(text: str, kind: str, recipients: list[str]) -> None:
    assert countries(told(text, kind)[0])[1] == recipients


def test_who_is_blamed_did_it() -> None:
    text = "The Dutch government blamed Beijing for a cyberattack that paralysed the port of Rotterdam."
    assert countries(told(text, "COERCE")[0]) == (["CHN"], ["NLD"])


def test_who_is_accused_of_it_did_it_whatever_stands_between() -> None:
    text = "Human Rights Watch accused M23 in a report last month of executing civilians."
    assert [m.actor.id for m in told(text, "ASSAULT")[0].source] == ["m23"]


def test_negotiators_of_a_state_and_of_a_body_are_two() -> None:
    event = told("UK and EU negotiators have agreed a free trade agreement.", "SUPPORT")[0]
    assert event.reciprocal
    assert [m.actor.id for m in event.recipient] == ["european-union"]


def test_the_bloc_is_the_last_international_body() -> None:
    text = "The European Union met in Brussels. The Kremlin shrugged. The bloc imposed sanctions on Russia."
    assert [m.actor.id for m in told(text, "SANCTION")[0].source] == ["european-union"]


def test_a_senator_of_no_named_state_is_of_the_state_in_focus() -> None:
    text = "Turkey opened talks in Ankara. Senator Ali Demir urged Greece to wait."
    assert countries(told(text, "REQUEST")[0]) == (["TUR"], ["GRC"])


def test_a_government_must_says_a_countryman_without_office() -> None:
    text = "Ana Lopez, the former prime minister of Peru, said the Peruvian government must ensure security."
    assert countries(told(text, "REQUEST")[0])[1] == ["PER"]


@pytest.mark.parametrize(
    ("text", "kind", "recipients"),
    [
        ("Norway called for sanctions against Serbia.", "ACCUSE", ["SRB"]),
        ("Berlin backed new sanctions on Iran.", "ACCUSE", ["IRN"]),
        ("Kyiv called on the European Union for sanctions against Russia.", "REQUEST", ["EUR"]),
        ("Norway called for the prosecution of Kim Jong Un.", "ACCUSE", ["PRK"]),
    ],
)
def test_who_asks_for_sanctions_against_somebody_accuses_him(
    text: str, kind: str, recipients: list[str]
) -> None:
    (event,) = standoff.read(text + "\n", date="2025-05-20").events
    assert (event.type, countries(event)[1]) == (kind, recipients)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("North Korea fired twenty artillery rounds in the night.", "ASSAULT"),
        ("Both Koreas have put their armies on high levels of alert.", "MOBILIZE"),
    ],
)
def test_ammunition_and_levels_are_no_recipients(text: str, kind: str) -> None:
    assert [m.actor.name for e in told(text, kind) for m in e.recipient] == []


@pytest.mark.parametrize(
    ("text", "kind", "sides"),
    [
        ("North Korea has sent soldiers to fight for Moscow.", "AID", (["PRK"], ["RUS"])),
        ("France sent soldiers to fight the rebels in Mali.", "MOBILIZE", (["FRA"], [])),
        ("Algeria closed its last two border posts with Morocco.", "COERCE", (["DZA"], ["MAR"])),
        ("France has sold Rabat two patrol ships.", "COOPERATE", (["FRA"], ["MAR"])),
        ("Dozens of Chinese ships circled Taiwan.", "MOBILIZE", (["CHN"], ["TWN"])),
        ("William Ruto called Emmanuel Macron on Tuesday evening.", "CONSULT", (["KEN"], ["FRA"])),
        ("Europe accuses Chad of a massacre.", "ACCUSE", (["EUR"], ["TCD"])),
        ("European leaders met William Ruto.", "CONSULT", (["EUR"], ["KEN"])),
        ("European Union leaders met William Ruto.", "CONSULT", (["EUR"], ["KEN"])),
        ("French forces in Europe attacked a Chadian jet.", "ASSAULT", (["FRA"], ["TCD"])),
        ("Baltic states accuse Belarus of sabotage.", "ACCUSE", (["IGO"], ["BLR"])),
        ("Ghana is under pressure from Togo to leave.", "REQUEST", (["TGO"], ["GHA"])),
        ("Chad remains in talks with Togo.", "CONSULT", (["TCD"], ["TGO"])),
        ("William Ruto was in Doha for talks with Togo.", "CONSULT", (["KEN"], ["TGO"])),
        ("Togo is set to impose sanctions on Chadian banks.", "SANCTION", (["TGO"], ["TCD"])),
        ("Togo condemned Chad's attack.", "ASSAULT", (["TCD"], [])),
        ("Chadian police fired at demonstrators.", "ASSAULT", (["TCD"], ["TCD"])),
        ("The UN urged the authorities in Lima to investigate.", "ACCUSE", (["PER"], [])),
        ("Chad declared a state of emergency.", "COERCE", (["TCD"], [])),
        ("Chad and Sudan clashed over a well.", "ASSAULT", (["TCD"], ["SDN"])),
        ("Chad sent observers.", "AID", (["TCD"], [])),
        ("Chad told Khartoum that it would send doctors.", "AID", (["TCD"], ["SDN"])),
        (
            "Chadian jets struck Sudan, N'Djamena said, shattering a truce.",
            "REJECT",
            (["TCD"], ["SDN"]),
        ),
        ("Togo and Ghana voiced concern over Chad.", "ACCUSE", (["TGO", "GHA"], ["TCD"])),
        (
            "Chad warned that it was “doomed” and imposed sanctions on Togo.",
            "SANCTION",
            (["TCD"], ["TGO"]),
        ),
        ("Ghana, which favours talks with Chad, has blocked a budget.", "REJECT", (["GHA"], [])),
        ("Chad launched rockets on the last day of the drill.", "MOBILIZE", (["TCD"], [])),
        ("Chad refused to condemn it, a change that Togo noted.", "ACCUSE", (["TCD"], [])),
        ("Chad answered with a missile strike on Sudan.", "ASSAULT", (["TCD"], ["SDN"])),
        ("Chad starved the town through a blockade of Sudan.", "COERCE", (["TCD"], ["SDN"])),
        ("Togo hailed it; Ghana called it a mistake.", "SUPPORT", (["TGO"], [])),
        ("The Sudanese army is armed with Iranian rifles.", "AID", (["IRN"], ["SDN"])),
    ],
)
def test_who_did_it_to_whom_in_plain_news(
    text: str, kind: str, sides: tuple[list[str], list[str]]
) -> None:
    assert countries(told(text, kind)[0]) == sides


@pytest.mark.parametrize(
    "text",
    [
        "Mark Carney took action to let the team into the country.",
        "He warned Algiers of arming what he called a militia.",
        "Chadian men armed with knives sat there.",
    ],
)
def test_what_only_looks_like_an_act_of_speech(text: str) -> None:
    assert not told(text, "ACCUSE")
    assert not told(text, "CONSULT")
    assert not told(text, "AID")


def test_what_somebody_s_capital_is_names_no_party() -> None:
    text = "The Kenyan team flew to Kabul. Its home lies on territory controlled by the Taliban."
    assert [countries(e)[1] for e in told(text, "COERCE")] == [[]]


@pytest.mark.parametrize(
    ("text", "sides"),
    [
        ("Beijing said Manila would pay a heavy price.", ["PHL"]),
        ("“Ghana will face consequences,” William Ruto said.", ["GHA"]),
        ("William Ruto said Ghana will have to pay dearly.", ["GHA"]),
        ("Moscow said Finland must leave the alliance or Helsinki will regret it.", ["FIN"]),
        ("William Ruto warned that Accra could be wiped out.", ["GHA"]),
        ("William Ruto vowed to flood Ghana with goods.", ["GHA"]),
        ("Analysts said Ghana would pay a price.", []),
        ("“We will pay a price,” William Ruto said.", []),
        ("William Ruto said Ghana paid a heavy price.", []),
    ],
)
def test_what_is_to_befall_another_side_is_a_threat(text: str, sides: list[str]) -> None:
    threats = told(text, "THREATEN")
    assert [m.actor.country for event in threats for m in event.recipient] == sides
    assert not told(text, "AID")
    assert not told(text, "REQUEST") or sides == []


@pytest.mark.parametrize(
    ("text", "sides"),
    [
        ("William Ruto said Ghana's army is to blame for the raid.", ["GHA"]),
        ("William Ruto knows that Ghana is chiefly to blame.", ["GHA"]),
        ("Ghana must be held accountable, William Ruto said.", ["GHA"]),
        ("Analysts say Ghana is to blame.", []),
        ("William Ruto said Ghana is responsible for the security of the zone.", []),
    ],
)
def test_who_is_to_blame_is_accused_by_whoever_says_so(text: str, sides: list[str]) -> None:
    charges = told(text, "ACCUSE")
    assert [m.actor.country for event in charges for m in event.recipient] == sides
    assert all(m.actor.country == "KEN" for event in charges for m in event.source)


def test_a_long_statement_holds_several_acts_of_speech() -> None:
    text = (
        "William Ruto issued the following statement:\n"
        "Ghana is to blame for the raid.\n"
        "Togo must stop its drills at once.\n"
        "Accra will pay dearly.\n"
    )
    found = standoff.read(text, date="2025-06-10").events
    acts = [
        (e.type, m.actor.country)
        for e in found
        for m in e.recipient
        if e.made_by.startswith("rule")
    ]
    assert acts == [("ACCUSE", "GHA"), ("REQUEST", "TGO"), ("THREATEN", "GHA")]
    assert len({e.id for e in found}) == len(found)
