"""Who speaks: implied, displaced, unnamed speakers and those of nouns; who only hears, and what goes without."""

from __future__ import annotations

import pytest

from standoff import read
from tests.telling import Told, told


@pytest.mark.parametrize(
    ("text", "speaker", "cue", "content"),
    [
        # any noun may be the subject of what only people do
        ("Two bakeries denied that they had raised prices.", "Two bakeries", "denied", "they had raised prices"),
        ("Lima defends the fishing ban.", "Lima", "defends", "the fishing ban"),
        # feelings
        ("Kofi Annan is convinced that the truce will hold.", "Kofi Annan", "convinced", "the truce will hold"),
        ("Some envoys are opposed to sending monitors.", "Some envoys", "opposed", "to sending monitors"),
        # nouns
        ("The promise Kofi Annan made is that he will not run again.",
         "Kofi Annan", "promise", "he will not run again"),
        ("A number of voters have asked questions about the treaty.", "voters", "asked questions", "the treaty"),
        ("Villagers made statements of support for the monks.", "Villagers", "support", "the monks"),
        ("Japan is in favour of tougher inspections.", "Japan", "favour", "tougher inspections"),
        # implied subjects
        ("Kofi Annan said the talks were useful, adding that a deal was near.",
         "Kofi Annan", "adding", "a deal was near"),
        ("Kofi Annan said that the army is gaining and warned that time is short.",
         "Kofi Annan", "warned", "time is short"),
        ("The first envoy to criticise the treaty was Kofi Annan.", "The first envoy", "criticise", "the treaty"),
        ("The senate passed a resolution condemning the coup.", "The senate", "condemning", "the coup"),
        ("The vote prompted Kofi Annan to accuse Lima of fraud.", "Kofi Annan", "accuse", "fraud"),
        ("The seat offers Kofi Annan a chance to speak about the treaty.", "Kofi Annan", "speak", "the treaty"),
        ("The rebels talked Kofi Annan into supporting the treaty.", "Kofi Annan", "supporting", "the treaty"),
        ("The fear is that Kofi Annan opposes the treaty.", "Kofi Annan", "opposes", "the treaty"),
        # floating quotations
        ("Vladimir Putin said the talks had failed. Kofi Annan was calmer. “We have all the time in the world.”",
         "Kofi Annan", None, "We have all the time in the world."),
        ("The answer from Kofi Annan: “Certainly not.”", "Kofi Annan", None, "Certainly not."),
        ("Ban Ki-moon was ill. His last note to Kofi Annan was short: “Come home at once.”",
         "His", None, "Come home at once."),
        # displaced by the tree
        ("Kofi Annan, 70, said it was too early to speak of peace.",
         "Kofi Annan", "said", "it was too early to speak of peace"),
        ("The truce may not last, say some monitors.", "some monitors", "say", "The truce may not last"),
        ("Analysts see the drills as a test of nerves.", "Analysts", "see", "the drills as a test of nerves"),
        ("Kofi Annan raised a charge that Lima denies.", "Lima", "denies", "a charge"),
        # answers and remarks
        ("Kofi Annan declined to comment on the leak.", "Kofi Annan", "declined", "to comment on the leak"),
        ("Other ministers echoed those comments.", "Other ministers", "echoed", "those comments"),
        ("Kofi Annan mentioned Vladimir Putin twice.", "Kofi Annan", "mentioned", "Vladimir Putin"),
        # nobody is named
        ("The verdict was condemned.", None, "condemned", "The verdict"),
        ("Speculation that the border will close is growing.", None, "Speculation", "the border will close"),
    ],
)  # fmt: skip
def test_who_speaks(text: str, speaker: str | None, cue: str | None, content: str) -> None:
    assert (speaker, cue, content) in told(text)


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Kofi Annan faced criticism for the delay.", "Kofi Annan"),
        ("The flood underscored the need for dams.", "The flood"),
        ("The law requires a permit.", "permit"),
        ("As Kofi Annan continues to wait, the rebels have gone home.", "Kofi Annan"),
    ],
)
def test_who_does_not_speak(text: str, speaker: str) -> None:
    assert speaker not in [who for who, _, _ in told(text)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Kofi Annan said the vote was fair, while other monitors said they had doubts.",
         [("Kofi Annan", "said", "the vote was fair"), ("other monitors", "said", "they had doubts")]),
        ("Kofi Annan supports Lima because he fears a new war.",
         [("Kofi Annan", "supports", "Lima"), ("he", "fears", "a new war")]),
        ("Kofi Annan said it was not over, and that the army would stay.",
         [("Kofi Annan", "said", "it was not over, and that the army would stay")]),
        ("Kofi Annan said at a meeting in Lima that he would resign.",
         [("Kofi Annan", "said", "he would resign")]),
        ("After Kofi Annan said that delegates who had not paid might do better at home, Ban Ki-moon said: “We wait.”",
         [("Kofi Annan", "said", "delegates who had not paid might do better at home"),
          ("Ban Ki-moon", "said", "We wait.")]),
        ("“Patience alone wins,” Kofi Annan said, adding that he hoped Lima “doesn't shy away from it”.",
         [("Kofi Annan", "said", "Patience alone wins,"),
          ("Kofi Annan", "adding", "he hoped Lima “doesn't shy away from it”"),
          ("he", "hoped", "Lima “doesn't shy away from it")]),
        ("Lima, Kofi Annan says, laid mines along the border.",
         [("Kofi Annan", "says", "Lima … laid mines along the border")]),
        ("Russia, Kofi Annan alleges, bombed Lima.", [("Kofi Annan", "alleges", "Russia … bombed Lima")]),
        ("Kofi Annan: “We wait.” Mary Robinson: “We have waited.” The hall was quiet.",
         [("Kofi Annan", None, "We wait."), ("Mary Robinson", None, "We have waited.")]),
        ("Kofi Annan said: “The talks will go on for years,” but the delegates had left.",
         [("Kofi Annan", "said", "The talks will go on for years,")]),
        ("“The hall is ready,” Kofi Annan said, and then the lamps went out.",
         [("Kofi Annan", "said", "The hall is ready,")]),
        ("Kofi Annan released a memo titled “The Facts on Where the Talks Stand.” It is short.",
         [("Kofi Annan", "titled", "The Facts on Where the Talks Stand.")]),
        ("Delegates read the editorial, entitled “Lima Is Not a Brave Truth-Teller.”",
         [("the editorial", "entitled", "Lima Is Not a Brave Truth-Teller.")]),
        ("Kofi Annan warned that the truce was “doomed” and recalled his envoys.",
         [("Kofi Annan", "warned", "the truce was “doomed”")]),
        ("The crowd roared “Free the teachers of Lima now!” and “No more lies!” until dawn.",
         [("The crowd", "roared", "Free the teachers of Lima now! … No more lies!")]),
        ("“Patience,” said Kofi Annan. “Patience with the whole council.” He left.",
         [("Kofi Annan", "said", "Patience, … Patience with the whole council.")]),
    ],
)  # fmt: skip
def test_where_the_content_ends(text: str, wanted: Told) -> None:
    assert told(text) == wanted


def test_a_printed_statement_is_all_of_its_issuer() -> None:
    text = (
        "Kofi Annan released the following statement on Monday:\n\nRussia has shelled Lima. “Help!” people say.\n\n"
        "I condemn Russia for this raid. We shall not wait."
    )
    found = told(text)
    assert ("Kofi Annan", "released") in {(s, c) for s, c, _ in found}
    assert next(w for s, c, w in found if c == "released") == text[text.index("Russia has") : -1]
    coding = read(text, date="2025-06-10")
    condemned = next(s for s in coding.statements if s.cue_class == "accuse")
    assert condemned.speaker is not None
    assert condemned.speaker.actor.id == "kofi-annan"
    shelled = next(e for e in coding.events if e.type == "ASSAULT")
    assert shelled.status == "alleged"


def test_a_printed_statement_ends_where_the_next_is_announced() -> None:
    text = (
        "Kofi Annan released the following statement:\n\nWe wait in Lima.\n\n"
        "Mary Robinson issued the following statement:\n\nWe have waited in Geneva."
    )
    assert [(s, c, w) for s, c, w in told(text) if c in {"released", "issued"}] == [
        ("Kofi Annan", "released", "We wait in Lima"),
        ("Mary Robinson", "issued", "We have waited in Geneva"),
    ]


def test_two_who_report_one_after_the_other_have_their_own_halves() -> None:
    text = "Rebels killed four soldiers on Friday, the army said, and Russian advisers have left, two diplomats said."
    found = [(speaker, said) for speaker, _, said in told(text)]
    assert found == [
        ("the army", "Rebels killed four soldiers on Friday"),
        ("two diplomats", "Russian advisers have left"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "The army would respond to any incursion.",
        "Moscow and Beijing are to blame for the tension.",
        "Vladimir Putin seems to accept the deal.",
    ],
)
def test_what_only_looks_like_saying(text: str) -> None:
    assert told(text) == []


def test_who_neither_confirms_nor_denies_does_not_say() -> None:
    found = read("Russia would neither confirm nor deny the report.\n").statements
    assert {s.cue_class for s in found} == {"withhold"}


def test_a_reply_told_in_a_relative_clause_is_no_part_of_what_it_replies_to() -> None:
    text = "She said that experts had found the plan strong, to which Vladimir Putin replied: “It is not true.”"
    found = {(speaker, said.strip(" .")) for speaker, _, said in told(text)}
    assert ("She", "experts had found the plan strong") in found
    assert ("Vladimir Putin", "It is not true") in found
