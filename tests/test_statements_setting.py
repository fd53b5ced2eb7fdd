"""Through what, where and to whom something is said."""

from __future__ import annotations

import pytest

from tests.telling import said


@pytest.mark.parametrize(
    ("text", "cue", "venue"),
    [
        (
            "Nicolás Maduro told a rally in Caracas that the ruling was void.",
            "told",
            "a rally in Caracas",
        ),
        ("Sergei Lavrov said in parliament that talks were near.", "said", "parliament"),
        (
            "In Beirut, Joseph Aoun condemned the strikes and asked the council to meet.",
            "asked",
            "Beirut",
        ),
        (
            "Donald Trump told reporters aboard his plane that talks were near.",
            "told",
            "his plane",
        ),
        (
            "Donald Trump said in televised remarks that talks were near.",
            "said",
            "televised remarks",
        ),
        ("Tahani Elsir, an analyst at the Rift Forum, said the map changes.", "said", None),
        ("Hawks in Congress fear a deal.", "fear", None),
        ("Shehbaz Sharif told parliament that talks were near.", "told", None),
    ],
)
def test_venue(text: str, cue: str, venue: str | None) -> None:
    found = said(text, cue).venue
    assert (found.name if found else None) == venue


@pytest.mark.parametrize(
    ("text", "cue", "channel"),
    [
        (
            "Dmitry Medvedev wrote on his Telegram channel that the war goes on.",
            "wrote",
            "Telegram",
        ),
        ("“They rammed us,” Jay Tarriela told Radyo Palawan.", "told", "Radyo Palawan"),
        ("Viktor Salnis has said through a spokesman that he is innocent.", "said", "spokesman"),
        ("In a survey last month 58 percent of Poles said they feared a war.", "said", "survey"),
        ("Sergei Lavrov said that talks were near.", "said", None),
    ],
)
def test_channel(text: str, cue: str, channel: str | None) -> None:
    found = said(text, cue).channel
    assert (found.actor.name if found else None) == channel


@pytest.mark.parametrize(
    ("text", "cue", "country"),
    [
        ("Shehbaz Sharif thanked Donald Trump for the truce.", "thanked", "USA"),
        ("Ilinca Moraru has discussed a radar with Emmanuel Macron.", "discussed", "FRA"),
        ("Badr Abdelatty warned in a letter to Ethiopia that the river falls.", "warned", "ETH"),
    ],
)
def test_addressee(text: str, cue: str, country: str) -> None:
    assert [m.actor.country for m in said(text, cue).addressees] == [country]
