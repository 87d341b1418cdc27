"""Counts the instructions of three fixed workloads and compares them with the figures of the last time.

    python -m benchmarks.instructions [--update]

Seconds on a shared machine differ by tens of per cent from one run to the next. Instructions, counted by valgrind's
cachegrind with its cache simulation off, do not: runs on an idle and on a busy machine agreed to a millionth. Other
versions of Python or hyperscan count otherwise, and libraries choose their code by what the processor can do (valgrind
shows them one without AVX-512, so most look alike); hence the tolerance of ten per cent. A count that grew by more ends
the run with status 1. ``--update`` takes the new figures in.
"""

from __future__ import annotations

import argparse
import os
import platform
import re
import shutil
import subprocess
import sys
import tempfile
from importlib.metadata import version
from pathlib import Path

from benchmarks.calls import STARTED, Corpora
from benchmarks.figures import Figures, compare, read, written
from benchmarks.measure import FINDINGS, Command, check
from benchmarks.phrases import FIFTY, as_written, pack_of
from benchmarks.startup import NOTHING_TO_SAY

FIGURES = Path(__file__).with_name("instructions.json")
CALLS = 100
"""Calls counted, of which the first few are start-up: enough to make the rest stand out, and few enough for CI."""
COUNTING = ("valgrind", "--tool=cachegrind", "--cache-sim=no", f"--cachegrind-out-file={os.devnull}")
WARMING = ("valgrind", "--tool=none")
"""What a processor can do is less under valgrind, and hyperscan may compile anew for it: not while counting."""


def main() -> None:
    """Count, compare and print, or keep the new figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--update", action="store_true", help=f"write the counts to {FIGURES.name}")
    update = parser.parse_args().update
    if shutil.which("valgrind") is None:
        parser.error("valgrind is not installed: make instructions")
    counted = Figures(versions(), count_all())
    if update:
        FIGURES.write_text(written(counted), encoding="utf-8")
        print(FIGURES.read_text(encoding="utf-8"), end="")
        return
    verdicts = compare(counted, read(FIGURES.read_text(encoding="utf-8")))
    for verdict in verdicts:
        print(verdict.message)
    sys.exit(any(verdict.fails for verdict in verdicts))


def versions() -> dict[str, str]:
    """What the counts depend on beside our own code."""
    return {"python": platform.python_version(), "hyperscan": version("hyperscan"), "orjson": version("orjson")}


def count_all() -> dict[str, int]:
    """The instructions of each workload: of a whole start-up, and of a call when all is loaded."""
    with tempfile.TemporaryDirectory() as name:
        corpora = Corpora(Path(name))
        fifty = corpora.write("fifty.yaml", pack_of(as_written(FIFTY)))
        one = corpora.write("one.txt", NOTHING_TO_SAY)
        counter = _Counter(corpora)
        for pack in (fifty, "benq"):
            counter.warm(pack)
        return {
            "start-up, one call, benq": counter.count(one, "benq"),
            "a call, fifty phrases": counter.call(fifty),
            "a call, benq": counter.call("benq"),
        }


class _Counter:
    """Counts what servicelint executes, with a cache of its own and the same environment wherever it runs."""

    def __init__(self, corpora: Corpora) -> None:
        self._corpora = corpora
        own = {"PYTHONHASHSEED": "0", "LC_ALL": "C.UTF-8", "XDG_CACHE_HOME": str(corpora.folder / "cache")}
        self._environment = {"PATH": os.environ["PATH"], **own}

    def warm(self, pack: str | Path) -> None:
        """Have everything in the cache that a run may keep there."""
        command = self._check(self._corpora.calls(CALLS).folder, pack)
        self._run(command)
        self._run((*WARMING, *command))

    def call(self, pack: str | Path) -> int:
        """The instructions of a call: those of many calls less those of the first few."""
        first, all_calls = (self.count(self._corpora.calls(calls).folder, pack) for calls in (STARTED, CALLS))
        return (all_calls - first) // (CALLS - STARTED)

    def count(self, path: Path, pack: str | Path) -> int:
        """The instructions of a whole run."""
        told = self._run((*COUNTING, *self._check(path, pack)))
        found = re.search(r"I +refs: +([\d,]+)", told)
        if found is None:
            raise SystemExit(f"valgrind counted nothing: {told[-500:]}")
        return int(found[1].replace(",", ""))

    def _check(self, path: Path, pack: str | Path) -> Command:
        return check(path, pack, self._corpora.folder / "report.json")

    def _run(self, command: Command) -> str:
        """What the command says on standard error."""
        done = subprocess.run(command, env=self._environment, capture_output=True, text=True, check=False)
        if done.returncode not in (0, FINDINGS):
            raise SystemExit(f"{' '.join(command)} failed with {done.returncode}: {done.stderr[-500:]}")
        return done.stderr


if __name__ == "__main__":
    main()
