"""What the vendors' modules are built of: turns of the items of a list, and values checked on the way."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from servicelint.labels import role_of
from servicelint.readers.vendors.columns import MILLISECONDS, SECONDS, UNUSUAL, Columns, Speaker, by_columns, column
from servicelint.readers.vendors.spoken import Spoken, spoken
from servicelint.transcript import Role, Turn, new_turn

_MAX_LEVELS = 6
_NUMBERS = (int, float, str)


class ShapeError(Exception):
    """A value that is not what the vendor writes; ``at`` is its JSON pointer."""

    def __init__(self, at: str, message: str) -> None:
        super().__init__(f"{dotted(at)}: {message}" if at else message)
        self.at = at


@dataclass(slots=True)
class Talk:
    """One conversation: what was said, its own id where it has one, and facts by our names."""

    said: Spoken
    id: object = None
    record: dict[str, object] = field(default_factory=dict)


class _Speakers(dict[Any, tuple[Role, str]]):
    """The speakers of a conversation, each worked out once."""

    def __init__(self, speaker: Speaker) -> None:
        self._speaker = speaker

    def __missing__(self, key: Any) -> tuple[Role, str]:
        found = self[key] = self._speaker(key)
        return found


def turns_of(items: object, at: str, columns: Columns, speaker: Speaker) -> Spoken:
    """What the items of a list say, those without words left out. Raises ShapeError for an item that is broken."""
    listing = listed(items, at)
    return by_columns(listing, at, columns, speaker) or spoken(each_turn(listing, at, columns, speaker))


def each_turn(items: list[Any], at: str, columns: Columns, speaker: Speaker) -> list[Turn]:
    """The same, item by item: slower, and for anything that an item may be."""
    turns = []
    text_key, start_key, end_key, speaker_key = columns.text, columns.start, columns.end, columns.speaker
    unit, inside, clean = columns.unit, columns.inside, columns.clean
    before, behind = f"{at}/", f"/{text_key}"
    speakers = _Speakers(speaker)
    for index, item in enumerate(items):
        try:
            text, start, end = item[text_key], item.get(start_key), item.get(end_key)
            role, label = speakers[(item.get(inside) or item if inside else item).get(speaker_key)]
        except (KeyError, TypeError, AttributeError):
            raise broken(item, f"{at}/{index}", text_key) from None
        if type(text) is not str:
            raise ShapeError(f"{at}/{index}{behind}", "must be a string")
        begun: float | None
        ended: float | None
        if type(start) is int and type(end) is int and 0 <= start <= end:  # nearly all, and not worth a call
            begun, ended = start / unit, end / unit
        else:
            begun, ended = _plain_times(start, end, unit) or times(start, end, f"{at}/{index}", columns)
        if clean is not None:
            text = clean(text)
        if text and not text.isspace():
            turns.append(new_turn(role, text, begun, ended, 1, label, f"{before}{index}{behind}"))
    return turns


def _plain_times(start: object, end: object, unit: float) -> tuple[float, float] | None:
    """The start and end in seconds of two numbers, also in strings; None for what needs a closer look."""
    if type(start) not in _NUMBERS or type(end) not in _NUMBERS:
        return None
    try:
        begun, ended = float(start) / unit, float(end) / unit  # type: ignore[arg-type]
    except ValueError:
        return None
    return (begun, ended) if 0 <= begun <= ended < math.inf else None


def times(start: object, end: object, at: str, columns: Columns) -> tuple[float | None, float | None]:
    """The start and end of an item in seconds. Raises ShapeError where they are none, or in the wrong order."""
    begun = seconds(start, f"{at}/{columns.start}", columns.unit)
    ended = seconds(end, f"{at}/{columns.end}", columns.unit)
    if begun is not None and ended is not None and ended < begun:
        raise ShapeError(f"{at}/{columns.end}", "must not be before the start")
    return begun, ended


def spread(value: object, at: str, is_one: Callable[[object], bool]) -> Iterator[tuple[Any, str]]:
    """The conversations of a list, and of lists in it, with their pointers. Raises ShapeError for too many levels."""
    if at.count("/") > _MAX_LEVELS:
        raise ShapeError(at, "conversations are nested too deeply")
    if isinstance(value, list) and not is_one(value):
        for index, part in enumerate(value):
            yield from spread(part, f"{at}/{index}", is_one)
    else:
        yield value, at


def broken(item: object, at: str, key: str) -> ShapeError:
    """Why an item without the words of a turn is none."""
    if not isinstance(item, dict):
        return ShapeError(at, "must be an object")
    if key not in item:
        return ShapeError(f"{at}/{key}", "is missing")
    return ShapeError(at, "its speaker cannot be read")


def listed(value: object, at: str) -> list[Any]:
    """A list. Raises ShapeError for anything else."""
    if not isinstance(value, list):
        raise ShapeError(at, "must be a list" if value is not None else "is missing; it must be a list")
    return value


def mapping(value: object, at: str) -> dict[str, Any]:
    """An object. Raises ShapeError for anything else."""
    if not isinstance(value, dict):
        raise ShapeError(at, "must be an object" if value is not None else "is missing; it must be an object")
    return value


def seconds(value: object, at: str, unit: float = MILLISECONDS) -> float | None:
    """A time in seconds of a number, or of a number in a string, also as ``1.5s``; None where there is none."""
    if value is None or value == "":
        return None
    if isinstance(value, str):
        scale = SECONDS if value[-1] == "s" else unit
        try:
            number = float(value.rstrip("s"))
        except ValueError:
            raise ShapeError(at, f"'{value}' is no time") from None
    elif isinstance(value, int | float) and not isinstance(value, bool):
        number, scale = value, unit
    else:
        raise ShapeError(at, "must be a time in numbers")
    if not 0 <= number < math.inf:
        raise ShapeError(at, f"must be a time, 0 or more; not {value}")
    return number / scale


def speaker_named(value: object, at: str, kind: str = "speaker") -> tuple[Role, str]:
    """The same as ``named`` for a value that may be anything. Raises ShapeError where it names nobody."""
    if value is not None and not isinstance(value, str | int | float):
        raise ShapeError(at, "must be the name or number of a speaker")
    return named(value, kind)


@lru_cache(maxsize=4096, typed=True)
def named(speaker: str | int | float | None, kind: str = "speaker") -> tuple[Role, str]:
    """The role and label of a speaker's id or name; a bare number is called ``speaker 1`` (or ``channel 1``)."""
    if speaker is None or speaker == "":
        return "unknown", ""
    text = str(speaker)
    label = f"{kind} {text}" if text.lstrip("-").isdecimal() else text
    return role_of(label), label


def channel_named(channel: Any) -> tuple[Role, str]:
    """The role and label of a channel."""
    return named(channel, "channel")


def by_channel(items: list[Any], channel: str, speaker: str, inside: str = "") -> bool:
    """Whether the speakers go by channel: there are several, which tell for certain, or there is no diarisation."""
    try:
        values = [item.get(inside) or item for item in items] if inside else items
        return len(_ids(column(values, channel))) > 1 or not _ids(column(values, speaker))
    except UNUSUAL:
        values = [(item.get(inside) or item if inside else item) for item in items if isinstance(item, dict)]
        values = [value for value in values if isinstance(value, dict)]
        channels = {value[channel] for value in values if _is_id(value.get(channel))}
        return len(channels) > 1 or not any(_is_id(value.get(speaker)) for value in values)


def _ids(values: list[Any]) -> set[Any]:
    """The different ids among the values. Raises ValueError where a number that is no id may hide one."""
    different = set(values)
    if any(type(value) is float for value in different):
        raise ValueError
    return set(filter(_is_id, different))


def dotted(at: str) -> str:
    """A JSON pointer as a path that people read: ``/segments/3/text`` is ``segments[3].text``."""
    return "".join(_steps(at)).removeprefix(".")


def _steps(at: str) -> Iterator[str]:
    for part in at.split("/")[1:]:
        name, mark, _ = part.partition("#")
        yield f"[{name}]" if name.isdecimal() else f".{name}"
        if mark:
            yield "#"


def _is_id(value: object) -> bool:
    return isinstance(value, str | int) and value != ""
