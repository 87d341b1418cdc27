"""One automaton for all that is looked for: scans bytes once, reports overlapping hits."""

from __future__ import annotations

import math
import platform
import zlib
from collections.abc import Collection, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import hyperscan

from servicelint.user_cache import cache_file, load, save

WORTH_KEEPING = 500
"""Bytes of expressions: fewer are compiled about as fast as a file is read."""
PART = 512
"""Expressions that are compiled together, roughly: it takes two seconds, and a part more takes 10 µs in each scan."""


class Automaton:
    """Finds where many expressions match. Build one a process: it holds native memory and cannot be pickled."""

    def __init__(self, expressions: Sequence[str]) -> None:
        """``expressions`` are Hyperscan's, read byte by byte; none matches the empty text. A hit names its index."""
        encoded = {expression.encode("utf-8", "surrogatepass"): k for k, expression in enumerate(expressions)}
        self._parts = [(_database(part), [encoded[each] for each in part]) for part in _divided(encoded)]

    def scan(self, data: bytes) -> list[tuple[int, int]]:
        """Where matches end in ``data``, as (end offset, index of the expression), by end offset."""
        hits: list[tuple[int, int]] = []
        if not data:
            return hits

        def on_hit(number: int, _start: int, end: int, _flags: int, places: Sequence[int]) -> None:
            hits.append((end, places[number]))

        for database, places in self._parts:
            database.scan(data, match_event_handler=on_hit, context=places)
        return sorted(hits) if len(self._parts) > 1 else hits


def _divided(expressions: Collection[bytes]) -> list[list[bytes]]:
    """The expressions in parts of about ``PART``, each by what it says: where one is edited, the others stay as kept.

    There are 1, 2, 4 ... parts, so that some more expressions seldom make other parts of all.
    """
    count = 1 << max(0, math.ceil(math.log2(max(1, len(expressions)) / PART)))
    parts: list[list[bytes]] = [[] for _ in range(count)]
    for expression in sorted(expressions):
        parts[zlib.crc32(expression) % count].append(expression)
    return [part for part in parts if part]


def _database(expressions: list[bytes]) -> Any:
    """The database from the user's cache, else compiled and kept there; it is made for one kind of processor."""
    if sum(map(len, expressions)) < WORTH_KEEPING:
        return _compiled(expressions)
    machine = (hyperscan.__version__, platform.machine(), _processor())  # type: ignore[attr-defined]
    path = cache_file("automata", *machine, b"\0".join(expressions))
    data = load(path)
    if data is not None:
        try:
            database = hyperscan.loadb(data, hyperscan.HS_MODE_BLOCK)
            database.scratch = hyperscan.Scratch(database)
        except hyperscan.error:
            pass  # kept by another machine, or damaged: hyperscan checks what it reads
        else:
            return database
    database = _compiled(expressions)
    save(path, hyperscan.dumpb(database))
    return database


def _compiled(expressions: list[bytes]) -> Any:
    database = hyperscan.Database(mode=hyperscan.HS_MODE_BLOCK)
    count = len(expressions)
    flags = [hyperscan.HS_FLAG_DOTALL] * count
    database.compile(expressions=expressions, ids=list(range(count)), elements=count, flags=flags)
    return database


@cache
def _processor() -> str:
    """What the processor can do, where the system says so: a home folder may be shared by different machines."""
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return ""
    return next((line for line in lines if line.startswith(("flags", "Features"))), "")
