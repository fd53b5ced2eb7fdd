"""The gate on quality can fail: a figure under its floor is named, and floors never sink."""

import json

import pytest
from benchmarks import floors


@pytest.fixture
def pinned(tmp_path, monkeypatch):
    monkeypatch.setattr(floors, "FLOORS", tmp_path / "floors.json")
    return floors.FLOORS


def figures(statements, speaker):
    part = {"statements": {"f": statements}, "speaker": {"accuracy": speaker}}
    return {"dev": part, "test": part}


def test_a_fall_is_named(pinned):
    floors.raise_floors(figures(0.8, 0.9))
    assert list(floors.falls(figures(0.8, 0.9))) == []
    fallen = list(floors.falls(figures(0.7, 0.9)))
    assert fallen == [f"{p}, statements: 70.0 is under its floor 80.0" for p in ("dev", "test")]


def test_floors_rise_and_never_sink(pinned):
    floors.raise_floors(figures(0.8, 0.9))
    floors.raise_floors(figures(0.7, 0.95))
    kept = json.loads(pinned.read_text())["floors"]["dev"]
    assert kept == {"statements": 0.8, "speaker": 0.95}


def test_changed_gold_is_refused_until_measured_anew(pinned):
    floors.raise_floors(figures(0.8, 0.9))
    data = json.loads(pinned.read_text())
    pinned.write_text(json.dumps(data | {"measured on": "other"}))
    assert "have changed" in next(floors.falls(figures(0.9, 0.9)))
