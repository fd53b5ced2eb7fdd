"""The codec of the record: what goes in comes out."""

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from standoff.record.codec import dumps, loads
from standoff.record.corrections import Correction
from standoff.types import Coding, EventRow, Span
from tests.recording import codings

st.register_type_strategy(
    Span, st.builds(Span, document=st.just("d"), start=st.integers(0, 9), end=st.integers(0, 9))
)
st.register_type_strategy(float, st.floats(allow_nan=False))
st.register_type_strategy(datetime, st.datetimes(timezones=st.just(UTC)))


@pytest.mark.parametrize("noun", [Coding, EventRow, Correction])
@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_a_noun_comes_back_as_it_was(noun, data):
    value = data.draw(st.from_type(noun))
    assert loads(noun, dumps(value), "d") == value


def test_real_codings_come_back_as_they_were():
    for coding in codings():
        assert loads(Coding, dumps(coding), coding.document.id) == coding


def test_a_type_without_a_rule_is_named():
    with pytest.raises(TypeError, match="complex"):
        loads(complex, "1")
