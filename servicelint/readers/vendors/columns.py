"""The items of a list read column by column: nearly all files are regular, and turns are seldom looked at.

Whatever is unusual is left to ``turns.each_turn``, which reads item by item and tells what is wrong.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from operator import itemgetter, le
from typing import Any

import orjson

from servicelint.readers.vendors.spoken import Spoken, Times, Voice

MILLISECONDS = 1000.0
SECONDS = 1.0

UNUSUAL = (KeyError, IndexError, TypeError, AttributeError, ValueError)
"""What reading by columns raises for values that want a closer look."""

_NUMBERS = frozenset({int, float})
_IDS = frozenset({int, str})
_NONE = frozenset({type(None)})

Speaker = Callable[[Any], Voice]
"""The role and label of a speaker by the value that stands for them."""


@dataclass(frozen=True, slots=True)
class Columns:
    """The keys of an item's words, times and speaker.

    ``unit`` is how many of the vendor's units make a second, ``inside`` the key of the object in the item that holds
    the speaker. ``clean`` takes off the words what was not said, which ``unsaid`` stands in.
    """

    text: str
    start: str
    end: str
    speaker: str
    unit: float = MILLISECONDS
    inside: str = ""
    clean: Callable[[str], str] | None = None
    unsaid: str = ""


def by_columns(items: list[Any], at: str, columns: Columns, speaker: Speaker) -> Spoken | None:
    """What the items of a list say, those without words left out; None for what needs a closer look."""
    key, inside = columns.text, columns.inside
    try:
        texts = list(map(itemgetter(key), items))
        whole = "".join(texts)  # which raises TypeError unless all are strings
        starts, ends = checked_times(column(items, columns.start), column(items, columns.end))
        speakers = column([item.get(inside) or item for item in items] if inside else items, columns.speaker)
        voices = {one: speaker(one) for one in dict.fromkeys(speakers)}
    except UNUSUAL:
        return None
    if columns.clean is not None and columns.unsaid in whole:
        texts = list(map(columns.clean, texts))
    said = Spoken(texts, starts, ends, columns.unit, speakers, voices, lambda index: f"{at}/{index}/{key}")
    return said.without_silence()


def column(items: list[Any], key: str) -> list[Any]:
    """The values of a key, None where it is missing."""
    try:
        return list(map(itemgetter(key), items))
    except KeyError:
        return [item.get(key) for item in items]


def check_strings(values: Iterable[Any]) -> None:
    """Raises TypeError unless all are strings."""
    "".join(values)


def check_ids(values: Iterable[Any]) -> None:
    """Raises TypeError unless all are strings or whole numbers, of which no two of different kinds are equal."""
    kinds = set(map(type, values))
    if not kinds <= _IDS and kinds != _NONE:
        raise TypeError


def numbers(values: Sequence[Any]) -> Times:
    """The numbers that stand in a column as such or in strings; None for a column of nothing.

    Raises ValueError or TypeError for what needs a closer look.
    """
    kinds = set(map(type, values))
    if kinds <= _NUMBERS:
        return values
    if kinds == _NONE:
        return None
    return written_numbers(",".join(values), len(values))


def written_numbers(text: str, count: int) -> list[float]:
    """So many numbers, written with commas between them. Raises ValueError for anything else."""
    found: list[Any] = orjson.loads(f"[{text}]")
    if len(found) != count or not _NUMBERS.issuperset(map(type, found)):
        raise ValueError
    return found


def checked_times(starts: Sequence[Any], ends: Sequence[Any]) -> tuple[Times, Times]:
    """The numbers of two columns. Raises ValueError or TypeError for what needs a closer look.

    That is also a time below 0, and an end that comes before its start.
    """
    if not {*map(type, starts), *map(type, ends)} <= _NUMBERS:
        starts, ends = numbers(starts), numbers(ends)  # type: ignore[assignment]
    first = starts if starts is not None else ends
    if first is not None and min(first) < 0:
        raise ValueError
    if starts is not None and ends is not None and not all(map(le, starts, ends)):
        raise ValueError
    return starts, ends
