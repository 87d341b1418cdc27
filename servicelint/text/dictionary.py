"""jieba's dictionary, read without jieba and only where it is asked: words by their first character.

To read all 349,046 lines takes 0.2 s, which a check of one file would feel. Where the words of each character stand in
the file is found once and kept.
"""

from __future__ import annotations

import mmap
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TypedDict

import orjson

from servicelint.user_cache import cache_file, load, save

_FORMAT = 1
_WIDTHS = bytes([1] * 0xC0 + [2] * 0x20 + [3] * 0x10 + [4] * 0x10)
"""Bytes of a character in UTF-8, by the first of them."""


class Index(TypedDict):
    """What is kept of a dictionary."""

    places: dict[str, list[int]]
    total: int
    longest: int
    size: int


class Words(dict[str, int]):
    """Words that begin with the same character, with their frequencies; ``longest`` is the length of the longest."""

    longest: int = 0


@dataclass(frozen=True, slots=True)
class Dictionary:
    """``places`` are the first and last byte, by twos, of the stretches of ``data`` with the words of a character.

    ``data`` is the file itself, of which only what is looked at takes memory.
    ``total`` is the sum of all frequencies, ``longest`` the length of the longest word.
    """

    data: mmap.mmap = field(compare=False, repr=False)
    places: Mapping[str, list[int]]
    total: int
    longest: int
    _read: dict[str, Words] = field(default_factory=dict, compare=False, repr=False)

    def starting(self, character: str) -> Words:
        """The words that begin with a character, with their frequencies."""
        words = self._read.get(character)
        if words is None:
            places = self.places.get(character, [])
            stretches = (self.data[start:end] for start, end in zip(places[::2], places[1::2], strict=True))
            words = self._read[character] = Words(pair for stretch in stretches for pair in _entries(stretch))
            words.longest = max(map(len, words), default=0)
        return words

    def words(self) -> dict[str, int]:
        """All words with their frequencies."""
        return dict(_entries(self.data[:]))


@cache
def dictionary() -> Dictionary:
    """The dictionary of the jieba that is installed. Raises ModuleNotFoundError when there is none."""
    spec = find_spec("jieba")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError("jieba is not installed", name="jieba")
    path = Path(spec.origin).with_name("dict.txt")
    facts = path.stat()
    kept = cache_file("dictionary", _FORMAT, str(path), facts.st_size, facts.st_mtime_ns)
    with path.open("rb") as file:
        data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    index = _known(load(kept), len(data))
    if index is None:
        index = _index(data[:])
        save(kept, orjson.dumps(index))
    return Dictionary(data, index["places"], index["total"], index["longest"])


def _known(kept: bytes | None, size: int) -> Index | None:
    """The index that was kept, unless it is damaged."""
    try:
        index: Index = orjson.loads(kept or b"")
        sound = index["size"] == size and isinstance(index["places"], dict)
    except (ValueError, TypeError, KeyError):
        return None
    return index if sound else None


def _index(data: bytes) -> Index:
    """Where the words of each character stand. A word that is listed twice counts twice in the total, as for jieba."""
    places: dict[str, list[int]] = {}
    total = longest = at = 0
    for line in data.splitlines(keepends=True):
        word, frequency, _ = line.split(b" ", 2)
        stretches = places.setdefault(word[: _WIDTHS[word[0]]].decode(), [])
        if stretches and stretches[-1] == at:
            stretches[-1] = at + len(line)
        else:
            stretches += at, at + len(line)
        at += len(line)
        total += int(frequency)
        if len(word) > longest:  # in bytes, so that few are decoded
            longest = max(longest, len(word.decode()))
    return {"places": places, "total": total, "longest": longest, "size": len(data)}


def _entries(data: bytes) -> zip[tuple[str, int]]:
    """Lines of word, frequency, part of speech."""
    fields = data.decode().split()
    return zip(fields[::3], map(int, fields[1::3]), strict=True)
