"""Measures whole processes: wall seconds and peak memory, the runs of all contenders in turns."""

from __future__ import annotations

import statistics
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

LAUNCHER = Path(__file__).with_name("launcher.py")
SERVICELINT = (sys.executable, "-m", "servicelint")
KILOBYTE = 1024
FINDINGS = 1
"""Exit status of a linter, servicelint or a peer, that ran well and found something."""

Command = Sequence[str]


class Run(NamedTuple):
    """What one run of a command took."""

    seconds: float
    peak: int
    """The most bytes that the command, or the largest process it started and waited for, had in memory."""


class Runs(tuple[Run, ...]):
    """The runs of one contender."""

    @property
    def seconds(self) -> float:
        """The median."""
        return statistics.median(run.seconds for run in self)

    @property
    def megabytes(self) -> float:
        """The median of the peaks."""
        return statistics.median(run.peak for run in self) / 1e6


def check(folder: Path, pack: str | Path, report: Path, jobs: int = 1) -> Command:
    """The command that lints a folder, or a file, and writes a JSON report."""
    return (*SERVICELINT, "check", str(folder), "--pack", str(pack), "--format", f"json={report}", "--jobs", str(jobs))


def interleaved(commands: Mapping[str, Command], rounds: int) -> dict[str, Runs]:
    """Run every command in each round, so that what slows the machine down slows all of them.

    A round before the first warms caches and is not counted.
    """
    runs: dict[str, list[Run]] = {name: [] for name in commands}
    for number in range(rounds + 1):
        for name, command in commands.items():
            done = measured(command)
            if number:
                runs[name].append(done)
    return {name: Runs(several) for name, several in runs.items()}


def measured(command: Command) -> Run:
    """Run a command once. Ends the benchmark if it fails."""
    done = subprocess.run(
        [sys.executable, "-I", "-S", str(LAUNCHER), *command], capture_output=True, text=True, check=True
    )
    status, seconds, kilobytes = done.stdout.split()
    if int(status) not in (0, FINDINGS):
        raise SystemExit(f"{' '.join(command)} failed with {status}: {done.stderr[-500:]}")
    return Run(float(seconds), int(kilobytes) * KILOBYTE)
