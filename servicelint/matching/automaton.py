"""One automaton for all that is looked for: scans bytes once, reports overlapping hits."""

from __future__ import annotations

import platform
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import hyperscan

from servicelint.user_cache import cache_file, load, save

WORTH_KEEPING = 500
"""Bytes of expressions: fewer are compiled about as fast as a file is read."""


class Automaton:
    """Finds where many expressions match. Build one a process: it holds native memory and cannot be pickled."""

    def __init__(self, expressions: Sequence[str]) -> None:
        """``expressions`` are Hyperscan's, read byte by byte; none matches the empty text. A hit names its index."""
        self._database: Any = None
        if expressions:
            encoded = [expression.encode("utf-8", "surrogatepass") for expression in expressions]
            self._database = _kept(encoded) if sum(map(len, encoded)) >= WORTH_KEEPING else _compiled(encoded)

    def scan(self, data: bytes) -> list[tuple[int, int]]:
        """Where matches end in ``data``, as (end offset, index of the expression), by end offset."""
        hits: list[tuple[int, int]] = []
        if self._database is None or not data:
            return hits

        def on_hit(index: int, _start: int, end: int, _flags: int, _context: object) -> None:
            hits.append((end, index))

        self._database.scan(data, match_event_handler=on_hit)
        return hits


def _kept(expressions: list[bytes]) -> Any:
    """The database from the user's cache, else compiled and kept there; it is made for one kind of processor."""
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


def _processor() -> str:
    """What the processor can do, where the system says so: a home folder may be shared by different machines."""
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return ""
    return next((line for line in lines if line.startswith(("flags", "Features"))), "")
