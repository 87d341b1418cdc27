"""How fast JSON is read, beside orjson's bare parse of the same bytes: lines of each vendor's shape, and documents.

    python -m benchmarks.readers [--megabytes 2]

The talk is that of the tests. For each shape there are three rows: a file of lines, a compact document of one
conversation and one with indentation, read again and again. ``share`` is the share of orjson's rate: reading parses,
checks every value, and makes a turn only where somebody asks for it, as the linter does for a violation. ``+turns`` is
the share where every turn is asked for.
"""

from __future__ import annotations

import argparse
import io
import time
from collections.abc import Callable, Iterable, Iterator

import orjson

from servicelint.readers import ReadResult, read_stream
from servicelint.transcript import Transcript
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
"""Of each file."""


def measure(megabytes: float = MEGABYTES) -> None:
    """Print three rows for each shape: bytes a turn, megabytes a second of both, and the shares."""
    size = int(megabytes * 1e6)
    print(f"{'':21}   B/turn  orjson MB/s  read MB/s  share  +turns")
    for shape in _SHAPES:
        value = shape(_TALK)
        line = orjson.dumps(value)
        count = max(1, size // len(line))
        _row(shape.__name__, "lines", [line] * count, [b"\n".join([line] * count)], "a.jsonl")
        for kind, option in (("compact", 0), ("indented", orjson.OPT_INDENT_2)):
            documents = [orjson.dumps(value, option=option)] * count
            _row(shape.__name__, kind, documents, documents, "a.json")


def _row(shape: str, kind: str, values: list[bytes], files: list[bytes], name: str) -> None:
    bare, read, whole = _best(
        lambda: map(orjson.loads, values),
        lambda: _read(files, name),
        lambda: map(_with_turns, _read(files, name)),
    )
    size = sum(map(len, values))
    print(
        f"{shape:12} {kind:8} {size / len(values) / len(_TALK):8.0f} {size / bare / 1e6:12.0f} "
        f"{size / read / 1e6:10.0f} {bare / read:6.2f} {bare / whole:7.2f}"
    )


def _read(files: list[bytes], name: str) -> Iterator[ReadResult]:
    return (result for data in files for result in read_stream(io.BytesIO(data), name))


def _with_turns(result: ReadResult) -> object:
    return list(result.turns) if isinstance(result, Transcript) else result


def _best(*runs: Callable[[], Iterable[object]], times: int = 7) -> Iterator[float]:
    """The processor seconds of each run, the fastest of several by turns; what they yield is let go at once."""
    taken: list[list[float]] = [[] for _ in runs]
    for _ in range(times):
        for run, seconds in zip(runs, taken, strict=True):
            begun = time.process_time()
            for _result in run():
                pass
            seconds.append(time.process_time() - begun)
    return map(min, taken)


def main() -> None:
    """Measure all shapes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--megabytes", type=float, default=MEGABYTES)
    measure(parser.parse_args().megabytes)


if __name__ == "__main__":
    main()
