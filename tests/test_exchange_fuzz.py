"""Damaged files give rows and rejections, never an exception (many more: ``python -m tests.exchange_fuzz``)."""

import pytest

from tests.exchange_fuzz import attack


def test_no_reader_raises_on_damaged_bytes():
    pytest.importorskip("pyarrow")
    counts = attack(40, seed=7)
    assert counts["EventRow"] > 100
    assert counts["Rejected"] > 100
