"""Copies of one report: what is found in whatever dress, and what a template makes only alike."""

from __future__ import annotations

import hashlib
import random
from collections import defaultdict
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from standoff.discourse import bands, compared, copies, copy_groups, resemblance, signature
from standoff.discourse.copies import candidates
from standoff.errors import DataError
from standoff.types import Document

DAY = date(2025, 3, 4)
STORY = """\
VALDORA, March 4 (Meridian) -- Engineers reopened the only bridge over the Senn on Tuesday, four days after \
a flood tore away its northern ramp and cut the town of Valdora off from the rest of the province.
The first lorries carried drinking water, flour and fuel for the hospital, which had run on a single \
generator since Saturday.
"We had enough for one more night," said Mara Tolin, who runs the surgical ward. "After that we would have \
had to choose."
The water rose faster than the gauges upstream could report, the river authority said in a statement. It \
promised an inquiry into why three of nine sensors had been out of order since the autumn.
About 2,300 people spent the weekend in schools and in the sports hall on the hill. Most of them went home \
on Tuesday, but some two hundred houses along the quay remain closed until their walls have been looked at.
Opposition members of the provincial council asked for the resignation of the commissioner for roads, Ilan \
Brezek, who had called the ramp sound only a month ago. Mr. Brezek said that he would answer questions on \
Thursday.
Forecasters expect light rain for the rest of the week and no further rise of the river. -0-"""


def document(text: str, published: date | None = DAY, name: str | None = None) -> Document:
    id_ = name or hashlib.sha256(f"{text}{published}".encode()).hexdigest()[:16]
    return Document(id=id_, text=text, published=published)


def kind(a: str, b: str, later: int = 0) -> str | None:
    other = document(b, date.fromordinal(DAY.toordinal() + later), "b")
    found = compared(document(a, name="a"), other)
    return found.kind if found else None


LINES = STORY.split("\n")
BODY = STORY.partition(" -- ")[2].removesuffix(" -0-")
COPIES = {
    "as it is": (STORY, "same text"),
    "without dateline and end mark": (BODY, "same text"),
    "under another headline and byline": (
        f"Trapped town breathes again\nBy our correspondent\nVALDORA (Agencies) - {BODY}\nEditing by the night desk",
        "same text",
    ),
    "under a dateline without an agency": (f"VALDORA, South Merrow — {BODY}", "same text"),
    "in curly quotation marks and one line": (BODY.replace('"', "”").replace("\n", " "), "same text"),
    "first four paragraphs": ("\n".join(LINES[:4]), "excerpt"),
    "without a paragraph": ("\n".join(LINES[:3] + LINES[4:]), "copy"),
    "with two paragraphs more": (
        f"{BODY}\nThe bridge was built in 1931 and has been mended nine times. Its arches are listed, which is why"
        " plans for a wider one failed.\nIn the valley below, farmers counted drowned cattle.",
        "copy",
    ),
    "with the number corrected": (STORY.replace("2,300", "2,450"), "copy"),
    "with a name spelled in another way": (STORY.replace("Tolin", "Tollin"), "copy"),
    "in the words of another house": (
        STORY.replace("said", "stated").replace("lorries", "trucks").replace("on Tuesday", "Tuesday"), "copy"
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", COPIES)
def test_a_report_is_known_in_another_dress(name: str) -> None:
    text, expected = COPIES[name]
    assert kind(STORY, text) == expected


GREETING = (
    "ARVENTA, May 9 (Meridian) -- President Olan Reve sent a message of greeting to {who} on {day} on the"
    " occasion of the {nth} anniversary of {what}.\nThe message expressed the belief that the relations of friendship"
    " and cooperation between the two countries would grow stronger in the time to come. -0-"
)
WEATHER = (
    "Arventa, {date} (Meridian) -- The weather service expects {sky} over the capital on {day}, with a high of {high}"
    " degrees and a low of {low}. Winds will blow from the {wind} at {speed} kilometres an hour. On the coast a swell"
    " of {swell} metres is expected, and small boats should stay in harbour until the evening."
)
OTHERS = {
    "a greeting to another president": (
        GREETING.format(who="King Lothar of Merrow", day="Monday", nth="40th", what="its independence"),
        GREETING.format(who="President Ida Sunn of Kestria", day="Monday", nth="25th", what="its republic"),
        0,
    ),
    "a greeting and its answer": (
        GREETING.format(who="King Lothar of Merrow", day="Monday", nth="40th", what="its independence"),
        GREETING.format(who="King Lothar of Merrow", day="Monday", nth="40th", what="its independence")
        .replace("sent a message of greeting to", "received a message of thanks from"),
        6,
    ),
    "the weather of another day": (
        WEATHER.format(date="May 9", sky="rain", day="Friday", high=14, low=8, wind="west", speed=30, swell=2),
        WEATHER.format(date="May 10", sky="sun", day="Saturday", high=19, low=7, wind="north", speed=12, swell=1),
        1,
    ),
    "an arrival and a departure": (
        "ARVENTA, May 2 (Meridian) -- A delegation of the Merrow Society for the Study of Rivers and Lakes, headed by"
        " its vice-chairman Tobias Ahl, arrived here by air on Thursday. -0-",
        "ARVENTA, May 7 (Meridian) -- A delegation of the Merrow Society for the Study of Rivers and Lakes, headed by"
        " its vice-chairman Tobias Ahl, left here by air on May 6. -0-",
        5,
    ),
    "a basket from somebody else": (
        "ARVENTA, May 2 (Meridian) -- A basket of flowers was laid at the monument to the founders on the hill of the"
        " capital on Friday by Tobias Ahl, chairman of the Merrow Society, on the occasion of Founders' Day. -0-",
        "ARVENTA, May 2 (Meridian) -- A basket of flowers was laid at the monument to the founders on the hill of the"
        " capital on Friday by Junia Pell, consul of Kestria, on the occasion of Founders' Day. -0-",
        0,
    ),
    "a digest with a line of it": (
        "\n".join(LINES[:2]),
        "Here is what the papers have on Wednesday.\n" + " ".join(
            f"- The {place} council met about the {matter} and put off its decision until after the holidays, as"
            f" it had done twice before, and members left by the {way} door."
            for place in ("Arventa", "Kestria", "Merrow", "Lower Senn", "Upper Senn")
            for matter, way in (("harbour", "back"), ("school", "front"), ("tram", "side"))
        ) + "\n" + LINES[1],
        1,
    ),
    "another report of the same flood": (
        STORY,
        "Lorries rolled into flooded Valdora on Tuesday for the first time in four days. The bridge over the Senn,"
        " whose northern ramp was swept away on Friday, carries one lane of traffic, and soldiers wave the drivers"
        " on.\nMara Tolin, a surgeon, said that her ward had had fuel for a night. Ilan Brezek, the commissioner"
        " for roads, kept silent.",
        0,
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", OTHERS)
def test_what_a_template_or_an_event_has_in_common_is_no_copy(name: str) -> None:
    one, two, later = OTHERS[name]
    assert kind(one, two, later) is None


def test_days_later_more_must_agree() -> None:
    added = (
        "The province has since set up a fund for the owners of the closed houses, and an engineer who asked"
        " not to be named spoke of cracks in a second pier. Nobody has been charged with anything, and the"
        " commissioner, who kept silent for so long, is back at his desk. Neighbours have begun to sell."
    )
    changed = "\n".join([*LINES[:5], added])
    assert kind(STORY, changed) == "copy"
    assert kind(STORY, changed, later=20) is None


def test_the_fuller_text_comes_first() -> None:
    short = document("\n".join(LINES[:4]), name="1")
    found = compared(short, document(STORY, name="2"))
    assert found is not None
    assert (found.a, found.b) == ("2", "1")


def test_nothing_is_no_copy_of_nothing() -> None:
    assert copies([document("", name="a"), document(" -- ", name="b")]) == ()
    assert compared(document("", name="a"), document("", name="b")) is None
    assert bands(signature("?!")) == ()
    assert resemblance(signature(""), signature("")) == 0.0


@given(st.permutations(range(6)))
@settings(max_examples=30, deadline=None)
def test_the_order_of_documents_does_not_matter(order: list[int]) -> None:
    texts = [
        STORY,
        BODY,
        "\n".join(LINES[:4]),
        OTHERS["the weather of another day"][0],
        STORY.upper(),
        STORY + " More.",
    ]
    given_ = [document(text, name=f"{k}") for k, text in enumerate(texts)]
    assert copies(given_[k] for k in order) == copies(given_)
    assert copy_groups(copies(given_)) == (("0", "1", "2", "4", "5"),)


def test_two_stories_in_one_round_up_stay_two() -> None:
    flood = document(BODY, name="1")
    words = random.Random(1).choices(
        ["river", "town", "road", "bridge", "council", "water", "night"], k=200
    )
    other = document(" ".join(words) + ".", name="2")
    both = document(f"{BODY}\n{' '.join(words)}.", name="3")
    found = copies([flood, other, both])
    assert {(c.a, c.b) for c in found} == {("3", "1"), ("3", "2")}
    assert len(copy_groups(found)[0]) == 2


def test_links_that_came_one_by_one_make_the_same_groups() -> None:
    """A record links each new document to all earlier ones, not to the first alone."""
    texts = [BODY, STORY, STORY.upper(), "\n".join(LINES[:4])]
    some = [document(text, name=f"{k}") for k, text in enumerate(texts)]
    links = [compared(a, b) for n, b in enumerate(some) for a in some[:n]]
    assert copy_groups(link for link in links if link) == copy_groups(copies(some))


def test_a_new_document_is_looked_up_in_an_index_of_earlier_ones() -> None:
    index: defaultdict[bytes, list[str]] = defaultdict(list)
    for name, text in (("flood", STORY), ("weather", OTHERS["the weather of another day"][0])):
        for key in bands(signature(text)):
            index[key].append(name)
    assert candidates(bands(signature("\n".join(LINES[:4]))), index) == ("flood",)


def test_signatures_of_version_1_never_change() -> None:
    """Stored signatures are compared with new ones: if this fails, give the new ones another version."""
    known = {
        "": ("01ffffffffffffffffffffffff", "970c3124d181db23"),
        STORY: ("0129a41701fad4330108614800", "3dff8830caf270db"),
        "Überfall auf Kraków: 3½ Stunden, 평양 東京 ﬁre": (
            "01ad81bc140224ee570301c31a",
            "3b67e6bcf47a4a08",
        ),
    }
    made = {text: signature(text) for text in known}
    assert {t: (s[:13].hex(), hashlib.sha256(s).hexdigest()[:16]) for t, s in made.items()} == known


@given(st.text())
@settings(deadline=None)
def test_every_text_has_a_signature_of_one_size(text: str) -> None:
    made = signature(text)
    assert len(made) == 513
    assert signature(f"  {text}\n") == made
    assert all(len(key) == 10 for key in bands(made))


def test_resemblance_is_near_the_share_of_runs_in_common() -> None:
    tokens = [f"w{k}" for k in random.Random(2).choices(range(4000), k=1200)]
    one, two = tokens[:900], tokens[300:]
    sets = [{tuple(t[k : k + 4]) for k in range(len(t) - 3)} for t in (one, two)]
    exact = len(sets[0] & sets[1]) / len(sets[0] | sets[1])
    assert resemblance(signature(" ".join(one)), signature(" ".join(two))) == pytest.approx(
        exact, abs=0.13
    )


def test_a_signature_of_another_version_is_refused() -> None:
    old = b"\x00" + signature(STORY)[1:]
    for refused in (
        lambda: bands(old),
        lambda: resemblance(signature(STORY), old),
        lambda: bands(b""),
    ):
        with pytest.raises(DataError, match="make signatures anew"):
            refused()


def test_the_same_text_of_another_day_is_the_same_text() -> None:
    one = document(STORY, name="a")
    assert copies([one, replace(one, id="b", published=date(2026, 1, 1))])[0].kind == "same text"
