"""Measures servicelint against its peers on generated calls: `make bench`, or `python -m benchmarks.run --files 2000`.

Every contender is a whole process over the same files. The runs of all contenders take turns, several rounds, so that
what slows the machine down slows all of them; printed are medians, megabytes a second, and how many times the rate of
ripgrep and of the natural script that is.
"""

from __future__ import annotations

import argparse
import json
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from benchmarks.corpus import generate
from benchmarks.phrases import FIFTY, pack_of, spellings_of

HERE = Path(__file__).parent
SERVICELINT = (sys.executable, "-m", "servicelint", "check")
REFERENCES = ("ripgrep", "natural script")


def main() -> None:
    """Generate the calls, run the contenders and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--files", type=int, default=2000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--natural-files", type=int, default=200, help="the natural script is slow: files it is given")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        calls, few = Path(folder, "calls"), Path(folder, "few")
        size = generate(calls, arguments.files, FIFTY)
        few_size = generate(few, arguments.natural_files, FIFTY)
        commands = _commands(Path(folder), calls, few)
        seconds = _interleaved(commands, arguments.rounds)
    sizes = {name: few_size if name == "natural script" else size for name in commands}
    _print(seconds, sizes)


def _commands(folder: Path, calls: Path, few: Path) -> Mapping[str, Sequence[str]]:
    pack = folder / "fifty.yaml"
    pack.write_text(pack_of(FIFTY), encoding="utf-8")
    spellings = folder / "spellings.txt"
    spellings.write_text("\n".join(spellings_of(FIFTY)), encoding="utf-8")
    (folder / "phrases.json").write_text(json.dumps(FIFTY), encoding="utf-8")
    report = f"json={folder / 'report.json'}"
    commands: dict[str, Sequence[str]] = {
        "natural script": (sys.executable, str(HERE / "natural_script.py"), str(folder / "phrases.json"), str(few)),
        "good script": (sys.executable, str(HERE / "good_script.py"), str(spellings), str(calls)),
        "servicelint, 50 phrases": (*SERVICELINT, str(calls), "--pack", str(pack), "--format", report, "--jobs", "1"),
        "servicelint, benq": (*SERVICELINT, str(calls), "--pack", "benq", "--format", report, "--jobs", "1"),
        "servicelint, benq, 2 jobs": (*SERVICELINT, str(calls), "--pack", "benq", "--format", report, "--jobs", "2"),
    }
    if shutil.which("rg"):
        commands["ripgrep"] = ("rg", "-j1", "-F", "-f", str(spellings), "--count-matches", str(calls))
    else:
        print("ripgrep is not installed: apt-get install ripgrep", file=sys.stderr)
    return commands


def _interleaved(commands: Mapping[str, Sequence[str]], rounds: int) -> dict[str, list[float]]:
    """Wall seconds of each command in each round; a round before them warms caches and is not counted."""
    seconds: dict[str, list[float]] = {name: [] for name in commands}
    for number in range(rounds + 1):
        for name, command in commands.items():
            start = time.perf_counter()
            done = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=False)
            if done.returncode > 1:
                raise SystemExit(f"{name} failed: {done.stderr.decode(errors='replace')[-500:]}")
            if number:
                seconds[name].append(time.perf_counter() - start)
    return seconds


def _print(seconds: Mapping[str, Sequence[float]], sizes: Mapping[str, int]) -> None:
    rates = {name: sizes[name] / statistics.median(times) / 1e6 for name, times in seconds.items()}
    print(f"{'':28}{'s':>8}{'MB/s':>9}" + "".join(f"{'x ' + reference:>18}" for reference in REFERENCES))
    for name, times in seconds.items():
        ratios = (f"{rates[name] / rates[one]:.3g}" if one in rates else "-" for one in REFERENCES)
        print(f"{name:28}{statistics.median(times):8.2f}{rates[name]:9.2f}" + "".join(f"{one:>18}" for one in ratios))


if __name__ == "__main__":
    main()
