"""Who is meant: names that the tagger cuts short, titles, descriptions, pronouns."""

from __future__ import annotations

import pytest

from standoff import Coding, read


def coded(text: str) -> Coding:
    """A coding of one sentence or two."""
    return read(text + "\n", date="2016-07-31")


def speakers(text: str) -> list[str]:
    """Ids of the speakers, in order."""
    return [s.speaker.actor.id if s.speaker else "-" for s in coded(text).statements]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Democratic candidate Hillary Clinton said the talks had failed.", "hillary-clinton"),
        ("Her rival Donald Trump said the talks had failed.", "donald-trump"),
        ("Mr Putin said the talks had failed.", "vladimir-putin"),
        ("Team member Sulaf Wenno said the talks had failed.", "text:sulaf-wenno"),
        ("Council member Lin Mei-hua said the talks had failed.", "text:lin-mei-hua"),
    ],
)
def test_a_title_or_relation_before_a_name_goes_to_the_name(text: str, speaker: str) -> None:
    assert speakers(text) == [speaker]


def test_a_surname_inside_another_name_is_not_its_famous_bearer() -> None:
    found = speakers("Councillor Raymond Wong said the talks had failed.")
    assert found == ["text:raymond-wong"]


def test_a_surname_behind_its_bearer_s_initial_is_his() -> None:
    assert speakers("V. Putin said the talks had failed.") == ["vladimir-putin"]
    assert speakers("Q. Putin said the talks had failed.") == ["text:q.-putin"]


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("The Syrian army accused the SDF of murder.", "syrian-democratic-forces"),
        ("The Japanese government accused the SDF of waste.", "japan-self-defense-forces"),
    ],
)
def test_letters_of_two_bodies_mean_that_of_the_country_named(text: str, body: str) -> None:
    event = next(e for e in coded(text).events if e.type == "ACCUSE")
    assert [m.actor.id for m in event.recipient] == [body]


def test_dissidents_of_no_named_country_are_not_the_opposition_at_home() -> None:
    (event,) = coded("Canada helped the exiled dissidents.").events
    assert all(m.actor.country is None for m in event.recipient)


def test_a_description_goes_back_to_the_person_just_named() -> None:
    text = "Donald Trump spoke in Ohio. The New York businessman said the deal was dead."
    assert speakers(text) == ["donald-trump"]


def test_a_description_that_tells_somebody_apart_does_not() -> None:
    text = "Donald Trump spoke in Ohio. The candidate of the left said the deal was dead."
    assert "donald-trump" not in speakers(text)


def test_she_is_nobody_who_was_called_he() -> None:
    text = (
        "Asif Khalil criticised Hillary Clinton. He said the march would go on. "
        "He noted a radio interview in which she said that she was sorry."
    )
    assert speakers(text)[-1] == "hillary-clinton"


def test_a_singular_pronoun_is_no_group_that_was_called_they() -> None:
    text = "Experts said they believed it. She said it was over."
    assert speakers(text)[-1].startswith("text:she")


def test_whoever_is_called_to_in_a_quotation_does_not_speak_it() -> None:
    text = "“Russia, if you are listening, I hope you find the letters,” Putin told reporters."
    assert speakers(text) == ["vladimir-putin"]


def test_a_question_put_to_somebody_is_not_asked_by_him() -> None:
    text = "Asked if the talks had failed, Vladimir Putin said he would not guess."
    assert speakers(text) == ["-", "vladimir-putin"]


def test_a_quotation_with_its_cue_in_the_midst_is_one_statement() -> None:
    text = (
        "“If you are in the Senate and another senator says you could be shot and nobody would "
        "come to your aid,” Vladimir Putin said, “that is even worse.”"
    )
    (statement,) = coded(text).statements
    assert len(statement.content) == 2
    assert statement.speaker is not None


def test_a_clause_after_the_cue_is_the_author_s() -> None:
    text = "“They are all accurate,” Vladimir Putin said after the prosecutor had read a summary."
    (statement,) = coded(text).statements
    assert statement.kind == "direct"


def test_north_and_south_korea_are_two_states() -> None:
    (event,) = coded("North and South Korea exchanged artillery fire yesterday.").events
    ids = {m.actor.id for m in (*event.source, *event.recipient)}
    assert ids == {"PRK", "KOR"}


def test_the_press_listens_and_an_outlet_passes_on() -> None:
    press, outlet = coded(
        "Vladimir Putin told the press that it was bad. Vladimir Putin told Fox News he was out."
    ).statements
    assert press.channel is None
    assert [m.actor.name for m in press.addressees] == ["press"]
    assert outlet.channel is not None
    assert outlet.channel.actor.id == "fox-news"


def test_rivals_of_one_country_can_accuse_each_other() -> None:
    (event,) = coded("Hillary Clinton blasted her rival Donald Trump over his stance.").events
    assert event.type == "ACCUSE"
    assert [m.actor.id for m in event.recipient] == ["donald-trump"]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("The United States fired a missile. In his speech, Kim Jong Un said the talks had failed.", "kim-jong-un"),
        ("Angela Merkel left. In his remarks, Mr Putin said the talks had failed.", "vladimir-putin"),
    ],
)  # fmt: skip
def test_a_pronoun_may_run_ahead_of_the_subject(text: str, speaker: str) -> None:
    from standoff.coding.mentions import Mentions
    from standoff.coding.syntax import Syntax
    from standoff.language import analyse
    from standoff.ontology.actors import load_actors

    analysis = analyse(text)
    mentions = Mentions(Syntax(analysis), load_actors(), "d", None, frozenset())
    pronoun = next(t.index for t in analysis.tokens if t.text in {"his", "he"})
    found = mentions.who(pronoun)
    assert found is not None
    assert (found.actor.id, found.resolved_by) == (speaker, "pronoun ahead of its name")


@pytest.mark.parametrize(
    ("text", "sides"),
    [
        ("Armenia and Azerbaijan signed a truce. Russia is said to be angry. Russia had tried before. "
         "The two countries accused Georgia of bias.", {"ARM", "AZE"}),
        ("Venezuela accused Guyana of theft. Guyana mobilised its army. Brazil, which threatened both countries with "
         "sanctions, closed its border.", {"BRA"}),
    ],
)  # fmt: skip
def test_the_two_countries_are_those_told_of_together(text: str, sides: set[str]) -> None:
    last = [e for e in coded(text).events if e.type in {"ACCUSE", "THREATEN"}][-1]
    assert {m.actor.side for m in last.source} == sides


def test_who_acts_on_both_countries_is_neither() -> None:
    text = "Venezuela accused Guyana of theft. Brazil threatened both countries with sanctions."
    threat = next(e for e in coded(text).events if e.type == "THREATEN")
    assert {m.actor.side for m in threat.recipient} == {"VEN", "GUY"}


def test_an_adjective_before_a_noun_names_nobody() -> None:
    found = coded(
        "Military cooperation between North Korea and Russia is growing, the United States said."
    ).events
    assert {m.actor.id for e in found for m in (*e.source, *e.recipient)} == {"PRK", "RUS"}


def test_who_is_named_behind_a_pronoun_in_its_clause_is_not_meant() -> None:
    text = "Vladimir Putin answered a letter of Thongloun Sisoulith. He thanked Thongloun Sisoulith for the help."
    thanks = next(e for e in coded(text).events if e.type == "SUPPORT")
    assert [m.actor.id for m in thanks.source] == ["vladimir-putin"]


def test_whom_a_quotation_names_did_not_say_it() -> None:
    text = "Sydney Seiler warned of war. “Vladimir Putin believes that he is safe,” he said."
    assert speakers(text)[-1] == "text:sydney-seiler"


def test_of_two_of_one_family_whoever_leads_goes_by_the_surname() -> None:
    text = (
        "Kim Yo Jong, the sister of North Korea's leader, mocked Seoul. In May Kim praised Russia."
    )
    assert speakers(text)[-1] == "kim-jong-un"
    assert speakers("Kim Yo Jong mocked Seoul. Kim praised Russia.")[-1] == "kim-yo-jong"


def test_whose_is_of_what_its_clause_explains() -> None:
    visit = coded("Germany, whose chancellor is to visit Beijing, praised the plan.").events[0]
    assert [m.actor.id for m in visit.source] == ["angela-merkel"]


def test_its_minister_is_of_whom_the_news_is() -> None:
    text = "Kenya will not attend the summit after Chad threatened the hosts, its foreign minister said."
    (statement,) = (s for s in coded(text).statements if s.cue_class == "assert")
    assert statement.speaker is not None
    assert statement.speaker.actor.country == "KEN"


def test_the_two_are_two_sides() -> None:
    text = "Japan and South Korea traded barbs. Russia had long mediated between the two."
    sides = [{m.actor.side for m in e.recipient} for e in coded(text).events if e.type == "CONSULT"]
    assert sides == [{"JPN", "KOR"}]


def test_both_who_are_named_before_which_are_meant() -> None:
    events = coded("Chad thanked Brazil and Qatar, which brokered the release.").events
    brokered = next(e for e in events if e.mode == "third-party")
    assert {m.actor.side for m in brokered.source} == {"BRA", "QAT"}
    events = coded("Chad thanked Brazil and Qatar, which has brokered the release.").events
    brokered = next(e for e in events if e.mode == "third-party")
    assert {m.actor.side for m in brokered.source} == {"QAT"}


def test_the_north_of_the_koreas_may_be_written_small() -> None:
    told = (
        "North Korea and South Korea traded fire. South Korea fired rockets into the north.",
        "North Korea and South Korea traded fire. South Korea fired rockets in the north.",
    )
    sides = [[m.actor.side for m in coded(t).events[-1].recipient] for t in told]
    assert sides[0] == ["PRK"]
    assert sides[1] != ["PRK"]


def test_its_neighbour_is_the_other_side_spoken_of() -> None:
    found = coded("Togo recalled its envoy to Ghana. It accused its neighbour of robbing migrants.")
    accused = next(e for e in found.events if e.type == "ACCUSE")
    assert [m.actor.country for m in accused.recipient] == ["GHA"]


def test_a_continent_acts_or_is_a_place() -> None:
    found = coded("Europe warned that sanctions may return. She lives in Europe.")
    assert speakers("Europe warned that sanctions may return.") == ["place:europe"]
    assert found.statements[0].speaker is not None
    assert found.statements[0].speaker.actor.kind == "group"
    (attack,) = coded("Chad bombed a Sudanese base in Europe.").events
    assert attack.place is not None
    assert (attack.place.name, attack.place.country) == ("Europe", None)


def test_congress_is_of_whom_the_article_speaks() -> None:
    peru = coded(
        "Peruvian students marched on Congress. Peru's president has asked Congress to resign."
    )
    asked = next(e for e in peru.events if e.type == "REQUEST")
    assert [m.actor.id for m in asked.recipient] == ["PER:LEG"]
    assert speakers("Congress denounced Chad.") == ["us-congress"]


def test_whoever_is_to_do_it_to_her_is_not_she() -> None:
    text = "Mary Robinson was removed; prosecutors have asked a judge to bar her from leaving. She denies all charges."
    assert speakers(text)[-1] == "text:mary-robinson"


def test_the_government_is_no_ministry_named_before() -> None:
    text = "Peru's foreign ministry complained. On Thursday the {} said the army was ready."
    for words in ("government", "health ministry"):
        found = coded(text.format(words)).statements[-1].speaker
        assert found is not None
        assert found.actor.name == words


def test_the_speaker_of_a_house_is_of_its_country() -> None:
    assert speakers("The speaker of Peru's parliament said the army was ready.") == ["PER:LEG"]


@pytest.mark.parametrize("words", ["the neighbours", "the two kingdoms", "both"])
def test_the_neighbours_are_the_two_spoken_of(words: str) -> None:
    found = coded(f"Thailand and Cambodia clashed in May. Malaysia urged {words} to talk.")
    asked = next(e for e in found.events if e.type == "REQUEST")
    assert {m.actor.country for m in asked.recipient} == {"THA", "KHM"}


def test_their_guns_are_of_both() -> None:
    found = coded("Five people died. Thailand and Cambodia met, and both withdrew their guns.")
    left = next(e for e in found.events if e.type == "RETREAT")
    assert ({m.actor.country for m in left.source}, left.recipient) == ({"THA", "KHM"}, ())


def test_whoever_is_in_office_tells_his_own_parliament() -> None:
    text = (
        "South Korean ministers met South Korea's president. South Korea's army said it was ready. "
        "Japanese Prime Minister Sanae Takaichi told parliament the launch was bad."
    )
    told = standoff_2025(text).statements[-1]
    assert [m.actor.id for m in told.addressees] == ["JPN:LEG"]


def standoff_2025(text: str) -> Coding:
    """A coding of today's office holders."""
    return read(text + "\n", date="2025-12-01")
