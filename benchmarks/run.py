"""Measures servicelint beside its peers on generated calls: `make bench`, or `python -m benchmarks.run --files 2000`.

Every contender is a whole process over the same files, and their runs take turns; printed are medians. The sections:

throughput  fifty phrases, and all of `benq`, beside ripgrep, Semgrep, textlint and two scripts; two jobs beside one
rules       500 rules beside 50
files       ten times the files: time and memory
readers     JSON of each vendor beside orjson's bare parse
startup     the time before any work, beside Python's
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from pathlib import Path

from benchmarks import growth, readers, startup, throughput
from benchmarks.calls import Corpora

STARTS = 4
"""How many times as many rounds start-up is given: it is short, and its spread large."""
IDLE = 0.5
"""Load average up to which nothing else is taken to run."""


def main() -> None:
    """Generate the calls and measure the sections that are asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sections", nargs="*", help="default: all")
    parser.add_argument("--files", type=int, default=2000, help="calls of 4.3 KB each (at least 200)")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--natural-files", type=int, default=200, help="the natural script is slow: files it is given")
    options = parser.parse_args()
    files, rounds = options.files, options.rounds
    if (load := os.getloadavg()[0]) > IDLE:
        print(f"other work shares the processors (load {load:.1f}): two jobs gain less by it", file=sys.stderr)
    with tempfile.TemporaryDirectory() as folder:
        corpora = Corpora(Path(folder))
        sections = {
            "throughput": lambda: throughput.measure(corpora, files, options.natural_files, rounds),
            "rules": lambda: growth.measure_rules(corpora, files, rounds),
            "files": lambda: growth.measure_files(corpora, files, rounds),
            "readers": lambda: readers.measure(),
            "startup": lambda: startup.measure(corpora, rounds * STARTS),
        }
        if unknown := set(options.sections) - set(sections):
            parser.error(f"no such section: {', '.join(sorted(unknown))}; there are {', '.join(sections)}")
        for name in options.sections or sections:
            sections[name]()
            print(flush=True)


if __name__ == "__main__":
    main()
