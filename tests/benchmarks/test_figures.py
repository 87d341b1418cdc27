"""Instruction counts beside those that were kept."""

from __future__ import annotations

import pytest

from benchmarks.figures import Figures, compare, read, written
from benchmarks.instructions import FIGURES

VERSIONS = {"python": "3.11.2"}


def figures(**instructions: int) -> Figures:
    return Figures(VERSIONS, instructions)


@pytest.mark.parametrize(
    ("now", "fails", "said"),
    [
        pytest.param(1101, True, "GREW", id="grew by more than ten per cent"),
        pytest.param(1100, False, "+10.0%", id="grew by ten per cent"),
        pytest.param(1000, False, "+0.0%", id="the same"),
        pytest.param(900, False, "-10.0%", id="fell by ten per cent"),
        pytest.param(899, False, "--update", id="fell by more"),
    ],
)
def test_a_count_may_differ_by_ten_per_cent(now: int, fails: bool, said: str) -> None:
    (verdict,) = compare(figures(check=now), figures(check=1000))
    assert verdict.fails is fails
    assert said in verdict.message
    assert ("--update" in verdict.message) is (now == 899)


def test_each_workload_is_judged_by_itself() -> None:
    verdicts = compare(figures(slower=1200, same=50), figures(slower=1000, same=50))
    assert [verdict.fails for verdict in verdicts] == [True, False]


def test_a_workload_without_a_kept_figure_fails() -> None:
    (verdict,) = compare(figures(new=1), figures())
    assert verdict.fails
    assert "new: 1, no figure is kept" in verdict.message


def test_a_kept_figure_without_a_workload_fails() -> None:
    (verdict,) = compare(figures(), figures(gone=1))
    assert verdict.fails
    assert "gone" in verdict.message


def test_other_versions_are_told_and_compared_all_the_same() -> None:
    note, verdict = compare(Figures({"python": "3.12.0"}, {"check": 1200}), figures(check=1000))
    assert (note.message, note.fails) == ("note: counted with python 3.12.0, the kept figures with 3.11.2", False)
    assert verdict.fails


def test_figures_are_read_as_they_were_written() -> None:
    kept = figures(check=1000)
    assert read(written(kept)) == kept


def test_the_committed_figures_differ_in_nothing_from_themselves() -> None:
    kept = read(FIGURES.read_text(encoding="utf-8"))
    verdicts = compare(kept, kept)
    assert len(verdicts) == 3
    assert not any(verdict.fails for verdict in verdicts)
