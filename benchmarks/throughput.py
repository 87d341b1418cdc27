"""Rows one and two: fifty phrases and the whole of `benq` beside the peers, on one core, and two jobs beside one.

Each contender also runs over a few calls, which is its start-up, and the rate over the others is what it would have
over many more files.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from benchmarks.calls import STARTED, Calls, Corpora
from benchmarks.measure import Runs, check, interleaved
from benchmarks.peers import Contender, contenders
from benchmarks.phrases import FIFTY, as_written, pack_of

REFERENCES = ("ripgrep", "natural script")
HEADS = {"whole": "whole processes", "lasting": "without start-up"}
ONE_JOB, TWO_JOBS = "servicelint, benq", "servicelint, benq, 2 jobs"


class Rates(NamedTuple):
    """Megabytes a second: of the whole process, and without its start-up."""

    whole: float
    lasting: float


def measure(corpora: Corpora, files: int, few: int, rounds: int) -> None:
    """Run all contenders and print a table."""
    every = {**_ours(corpora), **contenders(corpora, FIFTY, few)}
    first = corpora.calls(STARTED)
    given = {name: corpora.calls(min(files, contender.most)) for name, contender in every.items()}
    starts = {_start(name): contender.command(first.folder) for name, contender in every.items()}
    runs = interleaved(
        {**{name: contender.command(given[name].folder) for name, contender in every.items()}, **starts}, rounds
    )
    rates = {name: rates_of(given[name], runs[name], first, runs[_start(name)]) for name in every}
    _print(rates, runs)
    two, single = rates[TWO_JOBS], rates[ONE_JOB]
    print(
        f"benq, 2 jobs against 1: {two.whole / single.whole:.2f} times as fast, "
        f"{two.lasting / single.lasting:.2f} without start-up"
    )


def rates_of(calls: Calls, runs: Runs, first: Calls, start: Runs) -> Rates:
    """The rates of a contender over many calls, and over those of them that are not the first few.

    The latter is not a number where the others took no time that could be told from noise.
    """
    more = runs.seconds - start.seconds
    lasting = (calls.size - first.size) / more / 1e6 if more > 0 else math.nan
    return Rates(calls.size / runs.seconds / 1e6, lasting)


def _start(name: str) -> str:
    return f"{name}, start-up"


def _ours(corpora: Corpora) -> Mapping[str, Contender]:
    pack = corpora.write("fifty.yaml", pack_of(as_written(FIFTY)))
    report = corpora.folder / "report.json"

    def contender(pack: str | Path, jobs: int) -> Contender:
        return Contender(lambda folder: check(folder, pack, report, jobs))

    return {
        "servicelint, 50 phrases": contender(pack, 1),
        ONE_JOB: contender("benq", 1),
        TWO_JOBS: contender("benq", 2),
    }


def _print(rates: Mapping[str, Rates], runs: Mapping[str, Runs]) -> None:
    present = [name for name in REFERENCES if name in rates]
    ratio_heads = "".join(f"{'x ' + name:>18}" for name in present)
    for part, head in HEADS.items():
        print(f"{head:28}{'s':>8}{'MB':>6}{'MB/s':>9}{ratio_heads}")
        for name in rates:
            seconds = runs[name].seconds - (runs[_start(name)].seconds if part == "lasting" else 0)
            rate = getattr(rates[name], part)
            ratios = "".join(f"{rate / getattr(rates[one], part):>18.3g}" for one in present)
            print(f"{name:28}{seconds:8.2f}{runs[name].megabytes:6.0f}{rate:9.2f}{ratios}")
        print()
