"""How fast JSON is read, beside orjson's bare parse of the same bytes: lines of each vendor's shape, and documents.

    python -m benchmarks.readers [--megabytes 2]

The talk is that of the tests. The last column is the share of orjson's rate: reading parses, checks every value and
builds the turns with their JSON pointers.
"""

from __future__ import annotations

import argparse
import io
import statistics
import time
from collections import deque
from collections.abc import Callable, Iterable
from functools import partial

import orjson

from servicelint.readers import read_stream
from tests.readers import vendor_json
from tests.readers.conversations import CONVERSATIONS

_TALK = [said for talk in CONVERSATIONS.values() for said in talk]
_SHAPES: tuple[vendor_json.Encode, ...] = (
    vendor_json.model,
    vendor_json.iflytek_1,
    vendor_json.iflytek_2,
    vendor_json.tencent,
    vendor_json.volcengine,
    vendor_json.aliyun,
    vendor_json.tingwu,
    vendor_json.sca,
    vendor_json.paraformer,
    vendor_json.funasr,
    vendor_json.whisperx,
    vendor_json.contact_lens,
    vendor_json.google,
    vendor_json.huawei,
)


MEGABYTES = 2.0
TIMES = 7


def measure(megabytes: float = MEGABYTES) -> None:
    """Print a line for each shape: bytes a turn, nanoseconds a turn, megabytes a second and the share of orjson."""
    for shape in _SHAPES:
        line = orjson.dumps(shape(_TALK))
        lines = [line] * max(1, int(megabytes * 1e6) // len(line))
        data = b"\n".join(lines)
        turns = len(lines) * len(_TALK)
        bare, read = _medians(
            partial(map, orjson.loads, lines),
            partial(_read, data),
        )
        print(
            f"{shape.__name__:14} {len(line) / len(_TALK):5.0f} B/turn  orjson {bare / turns * 1e9:5.0f} ns/turn  "
            f"read {read / turns * 1e9:5.0f} ns/turn, {len(data) / read / 1e6:4.0f} MB/s, {bare / read:.2f} of orjson"
        )


def _read(data: bytes) -> Iterable[object]:
    return read_stream(io.BytesIO(data), "a.jsonl")


def _medians(*runs: Callable[[], Iterable[object]]) -> list[float]:
    """The median seconds of each run; they take turns, and what they yield is consumed."""
    taken: list[list[float]] = [[] for _ in runs]
    for _ in range(TIMES):
        for run, seconds in zip(runs, taken, strict=True):
            begun = time.perf_counter()
            deque(run(), 0)
            seconds.append(time.perf_counter() - begun)
    return [statistics.median(seconds) for seconds in taken]


def main() -> None:
    """Measure all shapes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--megabytes", type=float, default=MEGABYTES)
    measure(parser.parse_args().megabytes)


if __name__ == "__main__":
    main()
