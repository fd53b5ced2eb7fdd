"""What makes a statement: cues of every part of speech, stances, topics, colons, typed quotation marks."""

from __future__ import annotations

import pytest

import standoff
from tests.telling import told


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Vladimir Putin supports the plan for a ceasefire.",
         ("Vladimir Putin", "supports", "the plan for a ceasefire")),
        ("Vladimir Putin opposes lifting the blockade.", ("Vladimir Putin", "opposes", "lifting the blockade")),
        ("Vladimir Putin spoke about the prisoner exchange.",
         ("Vladimir Putin", "spoke", "the prisoner exchange")),
        ("Vladimir Putin discussed the sanctions with aides.", ("Vladimir Putin", "discussed", "the sanctions")),
        ("Vladimir Putin is ready to meet Zelensky.", ("Vladimir Putin", "ready", "to meet Zelensky")),
        ("Vladimir Putin remains concerned about the drills.",
         ("Vladimir Putin", "concerned", "the drills")),
        ("Vladimir Putin is confident that the talks will succeed.",
         ("Vladimir Putin", "confident", "the talks will succeed")),
        ("As Vladimir Putin noted, the talks have failed.", ("Vladimir Putin", "noted", "the talks have failed")),
        ("Vladimir Putin called on Ukraine to withdraw its troops.",
         ("Vladimir Putin", "called on", "to withdraw its troops")),
        ("A new poll showed Vladimir Putin leading by ten points.",
         ("A new poll", "showed", "Vladimir Putin leading by ten points")),
        ("Reportedly the envoy has left Moscow.", (None, "Reportedly", "the envoy has left Moscow")),
        ("The general is seen as a hardliner.", (None, "seen", "The general … a hardliner")),
        ("Putin: no talks before the sanctions go", ("Putin", None, "no talks before the sanctions go")),
        ("''The talks are over,'' Vladimir Putin said.", ("Vladimir Putin", "said", "The talks are over,")),
        ("Vladimir Putin stood up and left the room:\n\n“We shall never sign this paper.”",
         ("Vladimir Putin", "left", "We shall never sign this paper.")),
        ("“Why should we go there?” Vladimir Putin asked.", ("Vladimir Putin", "asked", "Why should we go there?")),
        ("“Who pressed the button?” asked Vladimir Putin.", ("Vladimir Putin", "asked", "Who pressed the button?")),
        ("“Really?” Vladimir Putin asked.", ("Vladimir Putin", "asked", "Really?")),
        ("“Whoever holds the tap holds the argument.”\u00a0― Vladimir Putin\u00a0",
         ("Vladimir Putin", None, "Whoever holds the tap holds the argument.")),
        ("“Whoever holds the tap holds the argument.” — Vladimir Putin",
         ("Vladimir Putin", None, "Whoever holds the tap holds the argument.")),
        ("Vladimir Putin voiced concern over the drills.", ("Vladimir Putin", "voiced concern", "the drills")),
        ("Vladimir Putin put the dead at 40.", ("Vladimir Putin", "put", "the dead at 40")),
        ("Vladimir Putin denied having fired on civilians.",
         ("Vladimir Putin", "denied", "having fired on civilians")),
        ("TASS quoted Vladimir Putin as saying that the talks had failed.",
         ("Vladimir Putin", "saying", "the talks had failed")),
        ("“The talks have failed,” Vladimir Putin was quoted as saying by TASS.",
         ("Vladimir Putin", "quoted as saying", "The talks have failed,")),
        ("“The talks have failed,” TASS cited Vladimir Putin as saying.",
         ("Vladimir Putin", "saying", "The talks have failed,")),
        ("In Vladimir Putin's words, the talks have failed.",
         ("Vladimir Putin", "words", "the talks have failed")),
        ("The talks yielded, in the words of Vladimir Putin, “two texts and no deal”.",
         ("Vladimir Putin", "in the words of", "two texts and no deal")),
        ("The head of Hezbollah has ruled out any disarmament.",
         ("The head", "ruled out", "any disarmament")),
        ("Hezbollah chief: no talks before the withdrawal",
         ("Hezbollah chief", None, "no talks before the withdrawal")),
        ("Sandu: no talks before the withdrawal", ("Sandu", None, "no talks before the withdrawal")),
        ('"The talks have failed,” Vladimir Putin said.', ("Vladimir Putin", "said", "The talks have failed,")),
        ("“The talks have failed,“ Vladimir Putin said.", ("Vladimir Putin", "said", "The talks have failed,")),
        ("Vladimir Putin expressed full support for Belarus.",
         ("Vladimir Putin", "expressed full support", "Belarus")),
        ("Vladimir Putin renewed his call for a ceasefire.",
         ("Vladimir Putin", "renewed his call", "a ceasefire")),
        ("An envoy willing to meet Zelensky arrived.", ("An envoy", "willing", "to meet Zelensky")),
        ("Vladimir Putin opposes it.", ("Vladimir Putin", "opposes", "it")),
        ("North Korea is believed to possess fifty warheads.",
         (None, "believed", "to possess fifty warheads")),
        ("Vladimir Putin refused to meet Zelensky, whom he regards as a puppet.",
         ("Vladimir Putin", "refused", "to meet Zelensky")),
        ("Vladimir Putin had one rule: “Never give a metre of it back,” he said.",
         ("he", "said", "Never give a metre of it back,")),
        ("“The talks are over,” Vladimir Putin said, adding: “We shall never sign this paper.”",
         ("Vladimir Putin", "adding", "We shall never sign this paper.")),
        ("Vladimir Putin's Telegram channel said: “The talks are over.”",
         ("Vladimir Putin", "said", "The talks are over.")),
        ("The crowd's chants of “No more war” were heard in Moscow.", ("The crowd", "chants", "No more war")),
        ("Vladimir Putin interjected, “Ladies and gentlemen, the anthem,” which was played.",
         ("Vladimir Putin", "interjected", "Ladies and gentlemen, the anthem,")),
        ("Vladimir Putin walked in to chants of “Traitor! Traitor!” and sat down.",
         (None, "chants", "Traitor! Traitor!")),
        ("The crowd’s “No war!” chants drowned out the anthem in Moscow.", ("The crowd", "chants", "No war!")),
        ("The party campaigned under the slogan “Peace first” in Moldova.",
         ("The party", "slogan", "Peace first")),
        ("“Betrayed!” blared the front page of The Sun.", ("the front page", "blared", "Betrayed!")),
        ("The talks are over, according to a note found in Geneva.",
         ("a note", "according to", "The talks are over")),
    ],
)  # fmt: skip
def test_somebody_says(text: str, wanted: tuple[str | None, str | None, str]) -> None:
    found = told(text)
    assert any(
        s == wanted[0] and w.strip(" .") == wanted[2].strip(" .")
        and (c or "").split()[:1] == (wanted[1] or "").split()[:1]
        for s, c, w in found
    ), found  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "Iran backs the rebels in the north.",  # arms, not words
        "Vladimir Putin spoke on condition of anonymity.",
        "Vladimir Putin seems to accept the sanctions.",  # nobody says so
        "Russia recalled its ambassador.",
        "The Russian government had no reason for attacking Norway.",  # with arms
        "Norwegian scientists were denied visas.",
        "Photo: a tank in the street.",
        "The soldiers built the bridge according to schedule.",
        "Vladimir Putin learned in detail about the flood.",
    ],
)
def test_nobody_says(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("Vladimir Putin thinks so.", "so"),
        ("Asked whether he would go, Vladimir Putin said no.", "no"),
        ("Vladimir Putin acknowledges what he calls a setback.", "what he calls a setback"),
        ("The list, which Vladimir Putin called “a provocation”, is long.", "The list … a provocation"),
        ("It was a list which Vladimir Putin considered useless.", "a list … useless"),
        ("Zelensky, whom Vladimir Putin described as a puppet, left.", "Zelensky … a puppet"),
        ("The envoy was vague - “There are no dates,” Vladimir Putin said - and left.", "There are no dates"),
    ],
)  # fmt: skip
def test_what_is_said_elsewhere_or_in_short(text: str, content: str) -> None:
    assert content in [words.rstrip(",") for _, _, words in told(text)]


@pytest.mark.parametrize(
    ("text", "cue", "content", "cue_class"),
    [
        ("The ministry did not say who had fired.", "say", "who had fired", "withhold"),
        ("The ministry has not confirmed the raid.", "confirmed", "the raid", "withhold"),
        ("The ministry did not respond to a request for comment.", "respond", "request for comment", "withhold"),
        ("The ministry does not want a war.", "want", "a war", "reject"),
        ("The ministry does not believe that the ship was hit.", "believe", "the ship was hit", "deny"),
        ("The ministry has never accused Russia of the attack.", "accused", "the attack", "withhold"),
        ("The ministry declined to comment.", "declined", "to comment", "withhold"),
        ("The ministry refused to discuss the raid.", "refused", "to discuss the raid", "reject"),
        ("The ministry confirmed the raid.", "confirmed", "the raid", "assert"),
        ("The ministry did not rule out a raid.", "rule out", "a raid", "withhold"),
    ],
)  # fmt: skip
def test_what_somebody_does_not_say(text: str, cue: str, content: str, cue_class: str) -> None:
    (found,) = standoff.read(text + "\n").statements
    assert [(c, w.removeprefix("a ")) for _, c, w in told(text)] == [
        (cue, content.removeprefix("a "))
    ]
    assert found.cue_class == cue_class


def test_what_somebody_says_that_he_does_not_say_is_said_once() -> None:
    found = told("Vladimir Putin said that he could not confirm the raid.")
    assert [cue for _, cue, _ in found] == ["said"]


def test_who_does_not_say_claims_nothing() -> None:
    coding = standoff.read("India has not confirmed that Pakistan had shelled the village.\n")
    assert [e.attributed_to for e in coding.events if e.type == "ASSAULT"] == [None]


@pytest.mark.parametrize(
    ("speaker", "kind"),
    [
        ("Vladimir Putin", "named-individual"), ("A senior official", "unnamed-individual"),
        ("The defence ministry", "named-group"), ("Two diplomats", "unnamed-group"),
        ("The report", "document"), ("A new poll", "poll"), ("Satellite data", "database"),
    ],
)  # fmt: skip
def test_the_type_of_a_source(speaker: str, kind: str) -> None:
    coding = standoff.read(f"{speaker} suggested that the convoy had crossed the border.\n")
    assert [s.source_type for s in coding.statements] == [kind]


def test_what_is_not_said_is_no_rendering_of_what_is_said() -> None:
    told = "that Russian troops had shelled the crowded market of Kupiansk before dawn on Monday.\n"
    said = (f"Sergei Lavrov confirmed {told}", f"Sergei Lavrov did not confirm {told}")
    codings = [
        standoff.read(t, date="2025-03-05", source=f"Outlet {n}")
        for n, t in enumerate((*said, *said))
    ]
    assert [len(u.statements) for u in standoff.utterances(codings)] == [2, 2]
