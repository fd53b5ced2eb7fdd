"""Corrections: an append-only log, the state that it gives, what it says of the coder and of the people."""

import json
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from standoff.errors import InputError
from standoff.pipeline import link
from standoff.record import Correction, Filter
from standoff.record.audit import audit
from standoff.record.canonical import digest, lines
from standoff.record.corrections import mention_id
from standoff.record.dyads import dyad
from standoff.record.queries import count, item
from standoff.record.review import agreement, alpha, evaluate, judged, queue
from standoff.report.gold import gold_line
from tests.gold import read_gold
from tests.recording import NOW, codings, filled


def said(item, verdict="fixed", field=None, value=None, coder="ann", minutes=0):
    made = NOW + timedelta(minutes=minutes)
    return Correction(item=item, verdict=verdict, field=field, value=value, coder=coder, made=made)


def rejection():
    """Kim's rejection of talks, of the second article."""
    return next(e for e in codings()[1].events if e.type == "REJECT")


@pytest.fixture
def record(tmp_path):
    with filled(tmp_path / "standoff.db") as record:
        yield record


def test_what_is_wrong_counts_no_more_and_the_machine_s_record_stays(record):
    event = rejection()
    before = dyad(record, "PRK", "USA").directions[0].happened
    record.correct(said(event.id, "wrong"))
    assert dyad(record, "PRK", "USA").directions[0].happened == before - 1
    assert event.id not in {e.id for e in record.state(codings()[1].document.id).right.events}
    assert record.coding(codings()[1].document.id) == codings()[1]
    record.correct(said(event.id, "right"))
    assert dyad(record, "PRK", "USA").directions[0].happened == before


@pytest.mark.parametrize(("field", "value", "seen"), [
    ("type", "THREATEN", lambda e: (e.type, e.quad, e.made_by) == ("THREATEN", "verbal conflict", "correction")),
    ("status", "historical", lambda e: (e.status, e.status_by) == ("historical", "correction")),
    ("source", "PRK", lambda e: [m.actor.id for m in e.source] == ["PRK"]),
    ("recipient", "USA, KOR", lambda e: [m.actor.id for m in e.recipient] == ["USA", "KOR"]),
    ("recipient", "", lambda e: e.recipient == ()),
    ("date", "2025-03-01..2025-03-04", lambda e: (e.date.start, e.date.end) == (date(2025, 3, 1), date(2025, 3, 4))),
    ("mode", "yield", lambda e: e.mode == "yield"),
])  # fmt: skip
def test_a_field_of_an_event_is_fixed(record, field, value, seen):
    record.correct(said(rejection().id, field=field, value=value))
    found = item(record, rejection().id)
    assert seen(found.item)
    text = found.coding.document.text
    assert all(text[m.span.start : m.span.end] for m in (*found.item.source, *found.item.recipient))
    assert list(audit(record)) == []


def test_a_fixed_type_is_found_by_its_new_name(record):
    record.correct(said(rejection().id, field="type", value="THREATEN"))
    asked = Filter(type=("THREATEN",), actor=("kim-jong-un",), outlet=("Harbour Times",))
    assert count(record, asked) == 1


def test_an_actor_is_relinked_wherever_its_words_stand(record):
    speaker = next(m for e in codings()[1].events for m in e.source if m.actor.id == "kim-jong-un")
    record.correct(said(mention_id(speaker.span), field="actor", value="KOR"))
    found = item(record, rejection().id).item
    assert {m.actor.id for m in found.source if m.span == speaker.span} == {"KOR"}
    assert (
        count(record, Filter(actor=("kim-jong-un",), outlet=("Harbour Times",), type=("REJECT",)))
        == 0
    )


@pytest.mark.parametrize(("field", "value"), [
    ("speaker", "KOR"), ("kind", "direct"), ("cue_class", "deny"), ("sourcing", "anonymous"), ("targets", "KOR,USA"),
])  # fmt: skip
def test_a_field_of_a_statement_is_fixed(record, field, value):
    statement = codings()[0].statements[0]
    record.correct(said(statement.id, field=field, value=value))
    found = getattr(item(record, statement.id).item, field)
    if field == "speaker":
        found = found.actor.id
    elif field == "targets":
        found = ",".join(m.actor.id for m in found)
    assert found == value


@pytest.mark.parametrize("bad", [
    said("nothing:e1", "wrong"), said(rejection().id, field="type", value="REFUSE"),
    said(rejection().id, field="source", value="NOBODY"), said(rejection().id, field="date", value="Thursday"),
    said(rejection().id, field="date", value="2025-03-04..2025-03-01"), said(rejection().id, field="quad", value="x"),
    said(rejection().id, field="status", value="maybe"), said(rejection().id, field="mode", value="missile"),
    said(rejection().id, "wrong", field="type"), said(rejection().id, "perhaps"),
    said(rejection().id, "wrong", coder=" "), said(rejection().id, field="occurrence", value="nothing"),
    said(rejection().id, field="occurrence", value=rejection().id),
    said(f"{codings()[1].document.id}@0-1", field="actor", value="USA"),
])  # fmt: skip
def test_what_cannot_be_applied_is_refused_and_not_noted(record, bad):
    with pytest.raises(InputError):
        record.correct(bad)
    assert record.log() == ()


def test_an_event_is_put_into_another_act_and_out_of_it_again(record):
    one = rejection()
    two = next(e for e in codings()[2].events if e.type == "REJECT")
    record.correct(said(two.id, field="occurrence", value=one.id))
    together = dyad(record, "PRK", "USA", Filter(type=("REJECT",))).acts
    assert [(a.mentions, a.documents, a.outlets) for a in together] == [(2, 2, 2)]
    record.correct(said(two.id, field="occurrence", value=""))
    assert [a.mentions for a in dyad(record, "PRK", "USA", Filter(type=("REJECT",))).acts] == [1, 1]


def test_tellings_of_a_wrong_act_stand_alone_and_stay_so(record):
    link(record)
    one, two = (next(e for e in codings()[k].events if e.type == "REJECT") for k in (1, 2))
    home = "SELECT o.id FROM events e JOIN occurrences o ON o.number = e.occurrence WHERE e.id = ?"

    def acts():
        return [record.db.execute(home, (e.id,)).fetchone()[0] for e in (one, two)]

    assert len(set(acts())) == 1
    record.correct(said(acts()[0], "wrong"))
    assert len(set(acts())) == 2
    link(record)
    assert len(set(acts())) == 2
    assert next(s for s in evaluate(record) if s.what == "occurrences").judged == 1


def test_joining_anew_keeps_what_people_put_together(record):
    one = rejection()
    other = next(e for e in codings()[0].events if e.type == "ACCUSE")
    record.correct(said(other.id, field="occurrence", value=one.id))
    link(record)
    home = "SELECT occurrence FROM events WHERE id = ?"
    rows = [record.db.execute(home, (e.id,)).fetchone()[0] for e in (one, other)]
    assert rows[0] == rows[1]


FIXES = st.lists(
    st.tuples(
        st.sampled_from(range(4)), st.integers(0, 5),
        st.sampled_from([
            ("wrong", None, None), ("right", None, None), ("fixed", "type", "ACCUSE"), ("fixed", "type", "THREATEN"),
            ("fixed", "status", "negated"), ("fixed", "source", "CHN"), ("fixed", "recipient", ""),
        ]),
    ), max_size=6,
)  # fmt: skip


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(fixes=FIXES)
def test_replaying_the_log_gives_the_state(tmp_path_factory, fixes):
    """Columns kept up to date one correction at a time are those of a record joined anew from log and codings."""
    folder = tmp_path_factory.mktemp("replay")
    with filled(folder / "a.db") as one, filled(folder / "b.db", codings()[::-1]) as two:
        log = []
        for n, (article, k, (verdict, field, value)) in enumerate(fixes):
            events = codings()[article].events
            log.append(said(events[k % len(events)].id, verdict, field, value, minutes=n))
        link(one)
        for line in log:
            one.correct(line)
            two.correct(line)
        link(one)
        link(two)
        assert digest(one) == digest(two), list(lines(one))
        assert list(audit(one)) == []


# Krippendorff (2011), Computing Krippendorff's Alpha-Reliability, section D: four observers, nominal data.
EXAMPLE = (
    (1, 2, 3, 3, 2, 1, 4, 1, 2, None, None, None),
    (1, 2, 3, 3, 2, 2, 4, 1, 2, 5, None, 3),
    (None, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, None),
    (1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, None),
)


def test_alpha_is_krippendorff_s():
    units = [
        {str(n): str(v) for n, v in enumerate(values) if v is not None}
        for values in zip(*EXAMPLE, strict=True)
    ]
    found = alpha(units)
    assert found == pytest.approx(0.743, abs=0.0005)


def test_alpha_of_full_agreement_is_one_and_of_one_value_undefined():
    assert alpha([{"a": "x", "b": "x"}, {"a": "y", "b": "y"}]) == 1.0
    assert alpha([{"a": "x", "b": "x"}, {"a": "x", "b": "x"}]) is None
    assert alpha([{"a": "x"}]) is None


def test_the_last_word_of_each_coder_is_compared():
    log = [
        said("d:e1", "wrong"),
        said("d:e1", "right"),
        said("d:e1", "right", coder="ben"),
        said("d:e2", "wrong"),
    ]
    found = agreement(log)
    assert (found.items, found.alike, found.coders) == (1, 1, ("ann", "ben"))


def test_the_most_doubtful_come_first_and_leave_when_judged(record):
    first = queue(record, limit=100)
    assert [f.item.confidence for f in first] == sorted(f.item.confidence for f in first)
    record.correct(said(first[0].item.id, "right"))
    assert first[0].item.id not in {f.item.id for f in queue(record, limit=100)}


def test_the_coder_is_measured_by_what_people_judged(record):
    events = [e.id for e in codings()[0].events]
    record.correct(said(events[0], "right"))
    record.correct(said(events[1], "wrong"))
    record.correct(said(rejection().id, field="status", value="historical"))
    scores = {s.what: (s.judged, s.right) for s in evaluate(record)}
    assert scores["events"] == (3, 2)
    assert scores["events: status"] == (2, 1)
    assert scores["events: type"] == (2, 2)
    low, high = next(s for s in evaluate(record) if s.what == "events").bounds
    assert 0 < low < 2 / 3 < high < 1


def test_corrected_articles_are_gold_in_our_format(record, tmp_path):
    record.correct(said(rejection().id, field="status", value="historical"))
    ((state, complete),) = judged(record)
    assert not complete
    path = tmp_path / f"{state.coding.document.id}.json"
    path.write_text(gold_line(state, complete=complete), encoding="utf-8")
    gold = read_gold(path, state.coding.document.text)
    assert len(gold.events) == len(state.right.events)
    assert len(gold.statements) == len(state.right.statements)
    assert "historical" in {e.status for e in gold.events}
    assert json.loads(path.read_text(encoding="utf-8"))["complete"] is False


def test_a_correction_is_equal_to_itself_read_back(record):
    line = replace(said(rejection().id, field="status", value="future"), note="“says so”")
    record.correct(line)
    assert record.log() == (line,)
