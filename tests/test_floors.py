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
    kept = json.loads(pinned.read_text())["floors"][floors.processor()]["dev"]
    assert kept == {"statements": 0.8, "speaker": 0.95}


def test_changed_gold_is_refused_until_measured_anew(pinned):
    floors.raise_floors(figures(0.8, 0.9))
    data = json.loads(pinned.read_text())
    pinned.write_text(json.dumps(data | {"measured on": "other"}))
    assert "have changed" in next(floors.falls(figures(0.9, 0.9)))


@pytest.mark.parametrize(("flags", "kind"), [
    ("flags : fpu avx2 avx512f avx512_vnni", "exact"), ("flags : fpu avx2 avx_vnni", "exact"),
    ("flags : fpu avx2 avx512f", "saturating"),
])  # fmt: skip
def test_processors_of_two_kinds_have_floors_of_their_own(
    pinned, tmp_path, monkeypatch, flags, kind
):
    cpuinfo = tmp_path / "cpuinfo"
    cpuinfo.write_text(flags)
    monkeypatch.delenv("STANDOFF_PROCESSOR", raising=False)
    monkeypatch.setattr(floors, "CPUINFO", cpuinfo)
    monkeypatch.setattr(floors.platform, "machine", lambda: "x86_64")
    floors.raise_floors(figures(0.8, 0.9))
    assert list(json.loads(pinned.read_text())["floors"]) == [kind]
    cpuinfo.write_text("flags : fpu avx2" if kind == "exact" else "flags : avx_vnni")
    assert list(floors.falls(figures(0.1, 0.1))) == []
    floors.raise_floors(figures(0.5, 0.6))
    cpuinfo.write_text(flags)
    assert len(list(floors.falls(figures(0.5, 0.6)))) == 4
