"""Measuring whole processes, and what is made of the measurements."""

from __future__ import annotations

import math
import sys
from pathlib import Path

import pytest

from benchmarks import peers
from benchmarks.calls import STARTED, Calls, Corpora
from benchmarks.growth import Work, corrected
from benchmarks.measure import Run, Runs, interleaved, measured
from benchmarks.memory import talks
from benchmarks.throughput import rates_of

MEGABYTE = 10**6


def runs(*seconds: float) -> Runs:
    return Runs(Run(each, 0) for each in seconds)


def python(code: str) -> tuple[str, ...]:
    return sys.executable, "-c", code


def test_the_runs_of_the_contenders_take_turns_after_a_round_that_does_not_count(tmp_path: Path) -> None:
    log = tmp_path / "log"
    done = interleaved({name: ("sh", "-c", f"echo {name} >> {log}") for name in "ab"}, rounds=2)
    assert log.read_text().split() == ["a", "b"] * 3
    assert {name: len(several) for name, several in done.items()} == {"a": 2, "b": 2}


def test_a_run_that_finds_something_is_a_good_one() -> None:
    assert measured(python("raise SystemExit(1)")).seconds > 0


def test_a_run_that_fails_ends_the_benchmark_with_what_it_said() -> None:
    with pytest.raises(SystemExit, match=r"failed with 2: no such pack"):
        measured(python("import sys; print('no such pack', file=sys.stderr); sys.exit(2)"))


def test_memory_is_that_of_the_command_and_not_of_the_benchmark() -> None:
    ballast = bytearray(64 * MEGABYTE)  # a child forked from this process would begin with it
    assert measured(("true",)).peak < len(ballast)
    assert measured(python(f"bytearray({len(ballast)})")).peak > len(ballast)


def test_runs_are_summed_up_by_their_medians() -> None:
    several = Runs((Run(1, 5 * MEGABYTE), Run(9, 7 * MEGABYTE), Run(2, 90 * MEGABYTE)))
    assert (several.seconds, several.megabytes) == (2, 7)


def test_a_rate_is_told_with_and_without_start_up(tmp_path: Path) -> None:
    many, first = Calls(tmp_path, 100 * MEGABYTE), Calls(tmp_path, 10 * MEGABYTE)
    assert rates_of(many, runs(4), first, runs(1)) == (25, 30)
    assert math.isnan(rates_of(many, runs(1), first, runs(1)).lasting)


def test_ten_times_the_calls_take_ten_times_as_long_when_each_takes_as_long_as_ever() -> None:
    start = 0.5
    less, more = (Work(calls, runs(start + (calls - STARTED) * 0.01), runs(start)) for calls in (200, 2000))
    assert corrected(less, more) == pytest.approx(10)


def test_fewer_calls_are_the_first_of_more(tmp_path: Path) -> None:
    corpora = Corpora(tmp_path)
    few, more = (
        {path.name: path.read_bytes() for path in corpora.calls(files).folder.rglob("*.txt")} for files in (2, 3)
    )
    assert (len(few), len(more)) == (2, 3)
    assert few.items() < more.items()
    assert corpora.calls(3).size == sum(map(len, more.values()))


def test_a_peer_that_is_not_installed_is_told_and_left_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(peers, "SEMGREP", tmp_path / "semgrep")
    monkeypatch.setattr(peers, "TEXTLINT", tmp_path / "textlint")
    assert set(peers.contenders(Corpora(tmp_path), ["不知道"], few=2)) == {"good script", "natural script"}
    told = capsys.readouterr().err.splitlines()
    assert [line.split(" ", 1)[0] for line in told] == ["ripgrep", "Semgrep", "textlint"]


def test_the_scripts_run_over_a_folder(tmp_path: Path) -> None:
    corpora = Corpora(tmp_path)
    every = peers.contenders(corpora, ["不知道"], few=1)
    folder = corpora.calls(1).folder
    for name in ("good script", "natural script"):
        assert measured(every[name].command(folder)).seconds > 0


def test_the_conversations_that_memory_is_measured_with_are_short_and_always_the_same() -> None:
    some = list(talks(300))
    assert some == list(talks(300))
    assert 400 < sum(len(str(talk).encode()) for talk in some) / len(some) < 600
    assert len({talk["id"] for talk in some}) == 300
