"""Large files of JSON lines cut into stretches, so that many processes share one file and none holds it whole."""

from __future__ import annotations

import codecs
import os
from collections.abc import Iterator
from dataclasses import dataclass

from servicelint.readers.formats import SUFFIXES
from servicelint.readers.sources import Item

SIZE = 1 << 20
"""The bytes of a stretch; it ends with the line that reaches them. A file of no more is not cut."""

_LINES = tuple(suffix for suffix, name in SUFFIXES.items() if name == "jsonl")
_WIDE_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_BE)


@dataclass(frozen=True, slots=True)
class Stretch:
    """Something to read, or some of its lines: ``lines`` as they are written, the first with the number ``first``."""

    item: Item
    first: int = 1
    lines: bytes | None = None


def stretches(item: Item, format: str | None = None) -> Iterator[Stretch]:
    """The stretches of a file in order; one for all of it unless it is large and holds JSON lines.

    What cannot be opened is left to whoever reads it, and so is a file whose lines cannot be told by their bytes.
    """
    if not isinstance(item, str) or not _is_cut(item, format):
        yield Stretch(item)
        return
    with open(item, "rb") as file:
        first = 1
        while lines := file.readlines(SIZE):
            yield Stretch(item, first, b"".join(lines))
            first += len(lines)


def _is_cut(path: str, format: str | None) -> bool:
    if format not in (None, "jsonl") or not path.lower().endswith(_LINES):
        return False
    try:
        with open(path, "rb") as file:
            mark = file.read(4)
            return os.fstat(file.fileno()).st_size > SIZE and not (mark.startswith(_WIDE_MARKS) or b"\0" in mark)
    except OSError:
        return False
