from __future__ import annotations

from pathlib import Path

import pytest

from servicelint.matching.automaton import PART, WORTH_KEEPING, Automaton

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
    backwards = [(end, len(TEXTS) - 1 - index) for end, index in expected]
    assert Automaton(TEXTS[::-1]).scan(data) == backwards
    assert len(list(folder.iterdir())) == 1
    Automaton(TEXTS[1:])
    assert len(list(folder.iterdir())) == 2


@pytest.mark.parametrize("cut", [0, 100, -1], ids=["empty", "short", "all but the last byte"])
def test_a_damaged_one_is_compiled_anew(folder: Path, cut: int) -> None:
    Automaton(TEXTS)
    (kept,) = folder.iterdir()
    whole = kept.read_bytes()
    kept.write_bytes(whole[:cut])
    assert Automaton(TEXTS).scan("词7".encode()) == [(4, 7)]
    assert kept.read_bytes() == whole


def test_many_expressions_are_compiled_in_parts_of_which_an_edition_changes_few(folder: Path) -> None:
    texts = [f"词{number:04}" for number in range(2 * PART + 1)]
    data = "一个词0012和词0007".encode()
    expected = [(13, 12), (23, 7)]
    assert [hit for hit in Automaton(texts).scan(data) if hit[1] in (7, 12)] == expected
    kept = set(folder.iterdir())
    assert len(kept) == 4  # parts
    edited = ["先", *texts[:-1]]
    assert [(end, edited[index]) for end, index in Automaton(edited).scan(data)] == [(13, "词0012"), (23, "词0007")]
    assert len(set(folder.iterdir()) - kept) <= 2
