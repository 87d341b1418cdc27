"""Row six: how long servicelint takes before it has anything to do, beside Python itself."""

from __future__ import annotations

import sys

from benchmarks.calls import Corpora
from benchmarks.measure import SERVICELINT, check, interleaved

NOTHING_TO_SAY = (
    "客服：您好，很高兴为您服务，请问有什么可以帮您？\n客户：没事了。\n客服：感谢您的来电，祝您生活愉快，再见！\n"
)
PYTHON = "python -c pass"


def measure(corpora: Corpora, rounds: int) -> None:
    """Print wall time, its multiple of Python's own, and peak memory."""
    one = corpora.write("one.txt", NOTHING_TO_SAY)
    report = corpora.folder / "report.json"
    runs = interleaved(
        {
            PYTHON: (sys.executable, "-c", "pass"),
            "servicelint --help": (*SERVICELINT, "--help"),
            "servicelint check one.txt, general": check(one, "general", report),
            "servicelint check one.txt, benq": check(one, "benq", report),
        },
        rounds,
    )
    bare = runs[PYTHON].seconds
    print(f"{'start-up':36}{'s':>8}{'x python':>10}{'MB':>6}")
    for name, several in runs.items():
        print(f"{name:36}{several.seconds:8.3f}{several.seconds / bare:10.1f}{several.megabytes:6.0f}")
