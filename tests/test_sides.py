"""Who did it to whom: several states in one phrase, opponents at home, crowds, officials of bodies, groups."""

from __future__ import annotations

import pytest

import standoff
from standoff.types import Event


def acted(text: str, kind: str) -> Event:
    """The event of a type that a text tells."""
    coding = standoff.read(text + "\n", date="2025-05-20")
    return next(e for e in coding.events if e.type == kind)


def ids(event: Event) -> tuple[list[str], list[str]]:
    """Actors of both sides."""
    return [m.actor.id for m in event.source], [m.actor.id for m in event.recipient]


def test_adjectives_of_two_states_before_one_noun_are_two_sides() -> None:
    event = acted("Iranian and American envoys exchanged notes on Monday.", "CONSULT")
    assert ids(event) == (["IRN:GOV"], ["USA:GOV"])
    assert event.reciprocal
    assert [m.actor.name for m in event.recipient] == ["American envoys"]


@pytest.mark.parametrize(
    ("text", "recipient"),
    [
        ("Antonis Samaras accused the Greek government of appeasement.", ["GRC:GOV"]),
        ("Greece accused its ambassador of appeasement.", []),
    ],
)
def test_one_may_accuse_another_of_the_same_country_but_not_ones_own(
    text: str, recipient: list[str]
) -> None:
    assert ids(acted(text, "ACCUSE"))[1] == recipient


def test_a_crowd_is_of_the_country_of_the_place() -> None:
    event = acted("Crowds marched against India in Karachi on Sunday.", "PROTEST")
    assert ids(event) == (["PAK:CVL"], ["IND"])


@pytest.mark.parametrize(
    ("text", "kind", "source"),
    [
        ("Taiwan is thought to have offered the Americans a chip plant.", "AGREE", ["TWN"]),
        ("Tehran denied arming the Houthis.", "AID", ["IRN"]),
    ],
)
def test_who_is_thought_to_have_done_it_or_denies_doing_it_is_the_doer(
    text: str, kind: str, source: list[str]
) -> None:
    assert ids(acted(text, kind))[0] == source


@pytest.mark.parametrize(
    ("text", "side"),
    [
        ("Mark Rutte accused Russia of sabotage.", "nato"),
        ("M23 accused Rwanda of sabotage.", "m23"),
        ("Houthi leaders accused Israel of sabotage.", "houthis"),
        ("The Wagner Group accused Ukraine of sabotage.", "RUS"),
        ("Emmanuel Macron accused Russia of sabotage.", "FRA"),
    ],
)
def test_a_side_is_a_state_a_body_or_an_armed_group(text: str, side: str) -> None:
    assert [m.actor.side for m in acted(text, "ACCUSE").source] == [side]


def test_who_carries_arms_strikes_and_does_not_speak() -> None:
    def spoken(text: str) -> int:
        return len(standoff.read(text + "\n", date="2025-05-20").statements)

    assert not spoken("M23 attacked a Congolese convoy on Monday.")
    assert spoken("Marine Le Pen attacked the budget as a betrayal.")


def test_a_seat_that_is_also_a_surname_is_a_seat_where_it_is_a_place() -> None:
    assert ids(acted("Washington accused The Hague of spying.", "ACCUSE")) == (["USA"], ["NLD"])


@pytest.mark.parametrize(
    ("text", "kind", "recipient"),
    [
        ("Iran has threatened to close all borders with Iraq.", "THREATEN", "IRQ"),
        ("Moscow agreed to lift its sanctions against Georgia.", "AGREE", "GEO"),
    ],
)
def test_what_is_promised_or_threatened_has_the_recipient(
    text: str, kind: str, recipient: str
) -> None:
    assert ids(acted(text, kind))[1] == [recipient]


def test_our_army_is_of_the_speaker_s_state() -> None:
    assert ids(acted("“Our army shelled the town,” Vladimir Putin said.", "ASSAULT"))[0] == [
        "RUS:MIL"
    ]
    assert ids(acted("“They attacked our ships,” Vladimir Putin said.", "ASSAULT"))[1] == ["RUS"]


def test_our_soldiers_may_be_of_no_state() -> None:
    said = "Ursula von der Leyen said: “Our soldiers attacked the rebels in Mali.”"
    assert [m.actor.country for m in acted(said, "ASSAULT").source] == ["EUR"]


def test_a_ministry_of_relations_is_of_the_country_behind_them() -> None:
    text = "The Ministry of External Relations of North Korea hosted a reception for the Russian delegation."
    assert ids(acted(text, "CONSULT")) == (["PRK:GOV"], ["RUS:GOV"])


def test_whose_thing_it_is_was_decided_when_it_was_read() -> None:
    text = (
        "Fighters of the Islamic State West Africa Province overran an army base at Marte in north-east Nigeria on "
        "Monday night. Another band of the same group blew up the bridge of Rann, close to Cameroon. Nigerian jets "
        "bombed the retreating gunmen on Tuesday near Lake Chad. Chad offered Nigeria help from its own air force."
    )
    assert ids(acted(text, "ASSAULT"))[0] == ["iswap"]


def test_a_kind_of_arms_is_no_force() -> None:
    text = (
        "The United States met Iran on Monday. Russia has supplied air defence missiles to Syria."
    )
    assert ids(acted(text, "AID")) == (["RUS"], ["SYR"])


def test_parliament_is_no_company_named_before() -> None:
    text = "Pakistan shut its airspace to Indian airlines. Shehbaz Sharif warned parliament that he would respond."
    coding = standoff.read(text + "\n", date="2025-05-20")
    assert all(m.actor.id != "IND:BUS" for s in coding.statements for m in s.addressees)


def test_a_minister_of_a_people_s_power_is_of_its_country() -> None:
    text = "Washington waits. Choe Son Hui met Yvan Gil Pinto, foreign minister of the People's Power of Venezuela."
    coding = standoff.read(text + "\n", date="2025-05-20")
    met = next(e for e in coding.events if e.type == "CONSULT")
    assert [m.actor.country for m in met.recipient] == ["VEN"]


def test_who_was_met_at_home_is_not_threatened_next() -> None:
    text = "Kim Jong Un met his defence minister, No Kwang Chol, and threatened war."
    assert ids(acted(text, "THREATEN")) == (["kim-jong-un"], [])


def test_to_print_a_statement_is_no_act() -> None:
    coding = standoff.read(
        "The ministry of Iran released the following press statement on Wednesday.\n",
        date="2025-05-20",
    )
    assert not coding.events


def test_who_is_received_on_a_visit_is_the_visitor() -> None:
    coding = standoff.read(
        "Kim Jong Un received Sergei Shoigu on a visit to North Korea.\n", date="2025-05-20"
    )
    visit = coding.events[-1]
    assert ids(visit) == (["sergei-shoigu"], ["PRK"])


def test_an_office_in_capitals_is_no_surname() -> None:
    event = acted("The Algerian Prime Minister met Macron in Paris.", "CONSULT")
    assert ids(event)[0] == ["DZA:GOV"]


def test_an_official_of_no_country_counts_where_the_model_sees_the_act() -> None:
    event = acted("Interim President Manuel Merino resigned on Sunday.", "RETREAT")
    assert ids(event)[0] == ["text:manuel-merino"]


def test_an_act_without_a_known_side_counts_where_the_model_is_sure_of_it() -> None:
    assert ids(acted("Eleven rioters were beaten by guards on Monday.", "ASSAULT"))[1]
    assert not standoff.read("The cook beat eleven eggs for the guards on Monday.\n").events


def test_what_a_row_excepts_is_no_act_for_the_model_either() -> None:
    assert not standoff.read("The Kremlin declined to comment.\n", date="2025-06-10").events


def test_a_protest_that_only_the_lexicon_sees_is_of_the_people_where_it_is() -> None:
    event = acted("Protests against growing hardship erupted in Tripoli on Tuesday.", "PROTEST")
    assert ids(event)[0] == ["LBY"]


@pytest.mark.parametrize(
    ("text", "kind", "sides"),
    [
        ("Kyiv received assurances from Oslo on Monday.", "AGREE", (["NOR"], ["UKR"])),
        ("Togolese protesters received rifles from the Togolese government.", "AID",
         (["TGO:GOV"], ["TGO:CVL"])),
        ("Benin faces pressure from Niger over the pipeline.", "REQUEST", (["NER"], ["BEN"])),
    ],
)  # fmt: skip
def test_who_receives_it_has_it_done_to_him(
    text: str, kind: str, sides: tuple[list[str], list[str]]
) -> None:
    assert ids(acted(text, kind)) == sides


@pytest.mark.parametrize(
    ("text", "kind", "source"),
    [
        ("Iran jailed a Swiss student for joining a protest in Tehran.", "PROTEST", ["CHE:EDU"]),
        ("Boko Haram claimed responsibility for the attack in Maiduguri.", "ASSAULT", ["boko-haram"]),
        ("A shell was fired at Israel from Lebanon on Monday.", "ASSAULT", ["LBN"]),
        ("A missile believed to have been fired by the Houthis hit a Greek ship.", "ASSAULT", ["houthis"]),
        ("Norway backed the treaty in a statement that praised Chad.", "SUPPORT", ["NOR"]),
    ],
)  # fmt: skip
def test_who_did_it_though_another_word_stands_nearer(
    text: str, kind: str, source: list[str]
) -> None:
    coding = standoff.read(text + "\n", date="2025-05-20")
    assert source in [ids(e)[0] for e in coding.events if e.type == kind]


@pytest.mark.parametrize(
    ("text", "kind", "recipient"),
    [
        ("Syria freed the mayor of the Lebanese town of Arsal.", "RETREAT", ["LBN:GOV"]),
        ("The Sudanese army attacked Chad-backed rebels near Kutum.", "ASSAULT", ["SDN:REB"]),
        ("Portugal has given millions in assistance to help Haiti.", "AID", ["HTI"]),
        ("Soldiers had shot at mourners, Bishop Roe told a radio in Conakry.", "ASSAULT", ["text:mourners"]),
    ],
)  # fmt: skip
def test_whom_it_was_done_to_though_another_name_stands_nearer(
    text: str, kind: str, recipient: list[str]
) -> None:
    assert ids(acted(text, kind))[1] == recipient


def test_enemy_troops_are_not_of_the_state_spoken_of() -> None:
    event = acted("The Malian army said enemy troops attacked its base.", "ASSAULT")
    assert ids(event)[0] == ["text:enemy-troops"]


def test_who_only_tells_an_attack_has_not_suffered_it() -> None:
    event = acted("Gunmen opened fire near Dakar, police in Senegal said.", "ASSAULT")
    assert "SEN:COP" not in ids(event)[1]


def test_nobody_is_done_to_by_himself() -> None:
    event = acted("A man who knew Vladimir Putin blew himself up in Moscow.", "ASSAULT")
    assert "vladimir-putin" not in ids(event)[1]


@pytest.mark.parametrize(
    ("text", "kind", "sides"),
    [
        ("Two Kenyan soldiers were wounded in an ambush by al-Shabab.", "ASSAULT",
         (["al-shabab"], ["KEN:MIL"])),
        ("Israel bombed depots belonging to Hezbollah.", "ASSAULT", (["ISR"], ["hezbollah"])),
        ("Iraq seized a cache of shells belonging to Islamic State fighters in Mosul.", "COERCE",
         (["IRQ"], ["islamic-state"])),
        ("The Oromo Liberation Front reached an agreement with the Ethiopian government.", "SUPPORT",
         (["oromo-liberation-front"], ["ETH:GOV"])),
        ("On a visit to Zimbabwe, Cyril Ramaphosa praised the harvest.", "CONSULT",
         (["cyril-ramaphosa"], ["ZWE"])),
    ],
)  # fmt: skip
def test_sides_beyond_the_verbs_own_phrases(
    text: str, kind: str, sides: tuple[list[str], list[str]]
) -> None:
    assert sides in [ids(e) for e in standoff.read(text + "\n").events if e.type == kind]


@pytest.mark.parametrize(
    ("text", "kind", "source"),
    [
        ("Oslo issued an ultimatum to Chad to normalise relations with Mali.", "SUPPORT", ["TCD"]),
        ("The president of Chad ended the mutiny.", "PROTEST", []),
        ("The G20 protests in Hamburg went on.", "PROTEST", []),
    ],
)
def test_who_asks_for_it_or_meets_it_does_not_do_it(
    text: str, kind: str, source: list[str]
) -> None:
    events = [e for e in standoff.read(text + "\n").events if e.type == kind]
    assert all(ids(e)[0] == source for e in events)


def test_politicians_attack_each_other_in_words() -> None:
    assert acted("Donald Trump attacked Hillary Clinton over her speech.", "ACCUSE").mode
    assert acted("Vladimir Putin attacked Ukraine.", "ASSAULT")


@pytest.mark.parametrize(
    ("text", "kind", "sides"),
    [
        ("France called on Iran to free the prisoners.", "RETREAT", (["IRN"], ["IRN:CVL"])),
        ("Greek police arrested a Turkish student on charges of insulting Cyprus.", "ACCUSE",
         (["TUR:EDU"], ["CYP"])),
        ("France condemned the shooting of Palestinian farmers.", "ASSAULT", ([], ["PSE:AGR"])),
        ("Taliban fighters fired rockets on Hamid Karzai International Airport.", "ASSAULT",
         (["taliban"], ["text:hamid-karzai-international-airport"])),
        ("Somalia cut ties with Kenya and expelled diplomats.", "SANCTION", (["SOM"], ["KEN:GOV"])),
        ("Missiles fired by Israel hit a depot of the Syrian army.", "MOBILIZE", None),
    ],
)  # fmt: skip
def test_who_is_called_on_charged_or_killed(
    text: str, kind: str, sides: tuple[list[str], list[str]] | None
) -> None:
    found = [ids(e) for e in standoff.read(text + "\n").events if e.type == kind]
    assert sides in found if sides else not found


@pytest.mark.parametrize("victims", ["Palestinian farmers", "two envoys from Chad"])
def test_who_suffered_it_is_not_blamed_for_it(victims: str) -> None:
    event = acted(f"France condemned the killing of {victims}.", "ACCUSE")
    assert not any(m.actor.country for m in event.recipient)
