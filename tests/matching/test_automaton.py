from __future__ import annotations

from pathlib import Path

import pytest

from servicelint.matching.automaton import WORTH_KEEPING, Automaton

TEXTS = [f"词{number}" for number in range(WORTH_KEEPING // len("词0".encode()) + 1)]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    return tmp_path / "servicelint" / "automata"


def test_overlapping_hits() -> None:
    assert Automaton(["不管", "管理", "不"]).scan("不管理".encode()) == [(3, 2), (6, 0), (9, 1)]
    assert Automaton([]).scan(b"x") == []


def test_a_large_automaton_is_kept(folder: Path) -> None:
    data = "一个词12".encode()
    expected = Automaton(TEXTS).scan(data)
    assert expected == [(10, 1), (11, 12)]
    (kept,) = folder.iterdir()
    before = kept.stat().st_mtime_ns
    assert Automaton(TEXTS).scan(data) == expected
    assert kept.stat().st_mtime_ns == before
    Automaton(TEXTS[::-1])
    assert len(list(folder.iterdir())) == 2


@pytest.mark.parametrize("cut", [0, 100, -1], ids=["empty", "short", "all but the last byte"])
def test_a_damaged_one_is_compiled_anew(folder: Path, cut: int) -> None:
    Automaton(TEXTS)
    (kept,) = folder.iterdir()
    whole = kept.read_bytes()
    kept.write_bytes(whole[:cut])
    assert Automaton(TEXTS).scan("词7".encode()) == [(4, 7)]
    assert kept.read_bytes() == whole
