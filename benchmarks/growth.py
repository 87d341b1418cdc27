"""Rows three and four: what ten times the rules, and ten times the files, take in time and memory."""

from __future__ import annotations

from typing import NamedTuple

from benchmarks.calls import STARTED, Corpora
from benchmarks.made_phrases import made
from benchmarks.measure import Runs, check, interleaved
from benchmarks.phrases import pack_of

TIMES = 10
RULES = 50


class Work(NamedTuple):
    """The runs over so many calls, and over the first few of them, which is start-up."""

    calls: int
    runs: Runs
    start: Runs

    @property
    def each(self) -> float:
        """The seconds that a call takes, start-up left out."""
        return (self.runs.seconds - self.start.seconds) / (self.calls - STARTED)


def measure_rules(corpora: Corpora, files: int, rounds: int) -> None:
    """Compare generated packs of 50 and of 500 rules over the same calls."""
    phrases = made(RULES * TIMES)
    commands = {}
    for count in (RULES, RULES * TIMES):
        pack = corpora.write(f"made-{count}.yaml", pack_of(dict(list(phrases.items())[:count])))
        for calls in (STARTED, files):
            folder = corpora.calls(calls).folder
            commands[f"{count} rules, {calls} calls"] = check(folder, pack, corpora.folder / "report.json")
    few_start, few, many_start, many = interleaved(commands, rounds).values()
    _print(f"{TIMES * RULES} rules against {RULES}", Work(files, few, few_start), Work(files, many, many_start))


def measure_files(corpora: Corpora, files: int, rounds: int) -> None:
    """Compare ten times the calls with a tenth of them, with `benq`."""
    commands = {
        str(calls): check(corpora.calls(calls).folder, "benq", corpora.folder / "report.json")
        for calls in (STARTED, files // TIMES, files)
    }
    start, few, many = interleaved(commands, rounds).values()
    tenth = files // TIMES
    _print(f"{files} calls against {tenth}", Work(tenth, few, start), Work(files, many, start))


def _print(what: str, less: Work, more: Work) -> None:
    print(
        f"{what}: {more.runs.seconds:.2f} s against {less.runs.seconds:.2f} s, "
        f"{more.runs.seconds / less.runs.seconds:.2f} times, {corrected(less, more):.2f} without start-up; "
        f"peak {more.runs.megabytes:.0f} MB against {less.runs.megabytes:.0f} MB"
    )


def corrected(less: Work, more: Work) -> float:
    """How many times as long all calls of ``more`` take as those of ``less``, start-up left out."""
    return more.each * more.calls / (less.each * less.calls)
