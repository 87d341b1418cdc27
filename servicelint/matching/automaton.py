"""One automaton over all spellings of all phrases: scans bytes once, reports overlapping hits."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import hyperscan


class Automaton:
    """Finds which of many texts stand where. Build one a process: it holds native memory and cannot be pickled."""

    def __init__(self, texts: Sequence[str]) -> None:
        """``texts`` must be unique and not empty; a hit names its index."""
        self._database: Any = None
        if texts:
            self._database = hyperscan.Database()
            self._database.compile(
                expressions=[text.encode("utf-8", "surrogatepass") for text in texts],
                ids=list(range(len(texts))),
                elements=len(texts),
                flags=[0] * len(texts),
                literal=True,
            )

    def scan(self, data: bytes) -> list[tuple[int, int]]:
        """Every occurrence of every text in ``data`` as (end offset, index of the text), by end offset."""
        hits: list[tuple[int, int]] = []
        if self._database is None or not data:
            return hits

        def on_hit(index: int, _start: int, end: int, _flags: int, _context: object) -> None:
            hits.append((end, index))

        self._database.scan(data, match_event_handler=on_hit)
        return hits
