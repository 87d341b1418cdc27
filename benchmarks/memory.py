"""How much memory servicelint takes for more and more transcripts: it should not depend on how many there are.

    python -m benchmarks.memory [--transcripts 1000000] [--files 20000] [--jobs 2] [--pack benq]

Lines of JSONL, a short conversation of about 500 bytes each, and a folder of small files, all generated into a
temporary folder. Printed are the peaks of the main process and of the largest of its children. Linux only: the peaks
are read from ``/proc`` while the process runs.
"""

from __future__ import annotations

import argparse
import itertools
import random
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import orjson

from benchmarks.corpus import SEED, sentence
from benchmarks.measure import FINDINGS, KILOBYTE, Command, check
from benchmarks.phrases import FIFTY

STEP = 10
STEPS = 3
TURNS = 4
SENTENCES = 5000
"""Different ones: the talk of a million conversations need not be all new, only not be held in memory."""
BREACH_SHARE = 0.005
PAUSE = 0.02
"""Seconds between two looks at the processes."""


class Peaks(NamedTuple):
    """The most memory of a process and of the largest of its children, in bytes, and how long it ran."""

    main: int
    child: int
    seconds: float


def main() -> None:
    """Generate, run and print, for a hundredth, a tenth and all of the transcripts."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--transcripts", type=int, default=1_000_000)
    parser.add_argument("--files", type=int, default=20_000)
    parser.add_argument("--jobs", type=int, nargs="+", default=[1, 2])
    parser.add_argument("--pack", default="benq")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_lines(folder / "first.jsonl", STEPS)
        watched(check(folder / "first.jsonl", options.pack, folder / "report.json"))  # fills the cache
        print(f"{'':28}{'jobs':>5}{'s':>8}{'main, MB':>10}{'child, MB':>11}")
        for count in (options.transcripts // STEP**power for power in reversed(range(STEPS))):
            lines = folder / "talks.jsonl"
            size = write_lines(lines, count)
            _measure(f"{count:,} lines, {size / 1e6:.0f} MB", lines, options.pack, options.jobs)
            lines.unlink()
        files = folder / "files"
        size = write_files(files, options.files)
        _measure(f"{options.files:,} files, {size / 1e6:.0f} MB", files, options.pack, options.jobs)


def write_lines(path: Path, count: int) -> int:
    """A file of JSONL; returns how many bytes it has."""
    with path.open("wb") as file:
        for talk in talks(count):
            file.write(orjson.dumps(talk) + b"\n")
    return path.stat().st_size


def write_files(folder: Path, count: int) -> int:
    """A JSON file for each conversation, a thousand a folder; returns how many bytes they have."""
    size = 0
    for number, talk in enumerate(talks(count)):
        path = folder / f"{number // 1000:04}" / f"{number:06}.json"
        path.parent.mkdir(parents=True, exist_ok=True)
        size += path.write_bytes(orjson.dumps(talk))
    return size


def talks(count: int, seed: int = SEED) -> Iterator[dict[str, object]]:
    """Short conversations, some with a forbidden phrase."""
    source = random.Random(seed)
    said = [sentence(source) for _ in range(SENTENCES)]
    roles = list(itertools.islice(itertools.cycle(("agent", "customer")), TURNS))
    for number in range(count):
        turns = [{"role": role, "text": text} for role, text in zip(roles, source.choices(said, k=TURNS), strict=True)]
        if source.random() < BREACH_SHARE:
            turns[0]["text"] += source.choice(FIFTY)
        yield {"id": f"{number:07}", "turns": turns}


def _measure(what: str, path: Path, pack: str, several: list[int]) -> None:
    for jobs in several:
        peaks = watched(check(path, pack, path.parent / "report.json", jobs))
        print(
            f"{what:28}{jobs:5}{peaks.seconds:8.1f}{peaks.main / 1e6:10.0f}{peaks.child / 1e6:11.0f}",
            flush=True,
        )


def watched(command: Command) -> Peaks:
    """Run a command and look at it and its children until it ends."""
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    main = child = 0
    while process.poll() is None:
        main = max(main, _peak(process.pid))
        child = max(child, *map(_peak, _children(process.pid)), 0)
        time.sleep(PAUSE)
    if process.returncode not in (0, FINDINGS):
        raise SystemExit(f"{' '.join(command)} failed with {process.returncode}")
    return Peaks(main, child, time.perf_counter() - start)


def _children(process: int) -> list[int]:
    try:
        return [int(child) for child in Path(f"/proc/{process}/task/{process}/children").read_text().split()]
    except (FileNotFoundError, ProcessLookupError):
        return []  # it has just ended


def _peak(process: int) -> int:
    """The most bytes a process has had in memory so far."""
    try:
        status = Path(f"/proc/{process}/status").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return 0  # it has just ended
    return next((int(line.split()[1]) * KILOBYTE for line in status.splitlines() if line.startswith("VmHWM")), 0)


if __name__ == "__main__":
    main()
