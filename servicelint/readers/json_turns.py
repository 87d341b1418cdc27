"""The turns of our own model read column by column: nearly all files are regular, and turns are seldom looked at.

Whatever is unusual is left to ``json_model``, which reads turn by turn and tells what is wrong.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from operator import itemgetter, le
from typing import Any, NamedTuple, cast

from servicelint.labels import role_of
from servicelint.lazy_turns import LazyTurns
from servicelint.readers.json_places import Lines
from servicelint.transcript import ROLES, Role, Turn, new_turn

KEYS = ("role", "text", "start", "end", "label")
"""The keys of a turn that are read."""

_ROLES: frozenset[str] = frozenset(ROLES)
_NUMBERS = frozenset({int, float})
_NUMBERS_OR_NONE = _NUMBERS | {type(None)}
_STRINGS_OR_NONE = frozenset({str, type(None)})
_UNUSUAL = (KeyError, TypeError, AttributeError, ValueError)

_Column = list[Any] | None


class Turns(NamedTuple):
    """What is read of turns: they themselves, the labels of those without a role, and whether every key was read."""

    turns: Sequence[Turn]
    unknown: Sequence[str]
    all_read: bool


def quick_turns(items: list[Any], lines: Lines, pointer: str) -> Turns | None:
    """The turns of items that are as they should be; None for what needs a closer look."""
    try:
        columns, all_read = _columns(items)
        texts = _strings(columns["text"])
        starts, ends = columns["start"], columns["end"]
        _check_times(starts, ends)
        roles, labels = _speakers(columns["role"], columns["label"])
    except _UNUSUAL:
        return None

    def make(index: int) -> Turn:
        start, end = _seconds(starts, index), _seconds(ends, index)
        label = "" if labels is None else labels[index]
        line = lines.of_turn(index)
        return new_turn(roles[index], texts[index], start, end, line, label, f"{pointer}/turns/{index}/text")

    def every_label() -> list[str]:
        return [""] * len(texts) if labels is None else labels

    return Turns(LazyTurns(roles, texts, make, every_label), _unknown(roles, labels), all_read)


def _columns(items: list[Any]) -> tuple[dict[str, _Column], bool]:
    """The values of each key, None for a key that no item has; and whether the items have no other keys."""
    known = [key for key in KEYS if key in items[0]]
    try:
        found: dict[str, _Column] = {key: list(map(itemgetter(key), items)) for key in known}
        if set(map(len, items)) == {len(known)}:
            return dict.fromkeys(KEYS) | found, True
    except KeyError:
        pass  # the items differ in their keys
    return {key: [item.get(key) for item in items] for key in KEYS}, False


def _strings(values: Collection[Any] | None) -> Any:
    """The same strings. Raises TypeError for any other value, and where there is none."""
    if values is None:
        raise TypeError
    "".join(values)
    return values


def _check_times(starts: _Column, ends: _Column) -> None:
    """Raises TypeError or ValueError for a time that is none or below 0, and for an end that comes before its start."""
    first, last = starts or ends or (), ends or ()
    kinds = {*map(type, first), *map(type, last)}
    if not kinds <= _NUMBERS:
        _check_some_times(kinds, first, last)
    elif (first and min(first) < 0) or (starts and not all(map(le, starts, last))):
        raise ValueError


def _check_some_times(kinds: set[type], starts: Sequence[Any], ends: Sequence[Any]) -> None:
    """The same where some times are missing."""
    if not kinds <= _NUMBERS_OR_NONE:
        raise TypeError
    if min((time for time in (*starts, *ends) if time is not None), default=0) < 0:
        raise ValueError
    pairs = zip(starts, ends, strict=False)
    if any(end < start for start, end in pairs if start is not None and end is not None):
        raise ValueError


def _speakers(roles: _Column, labels: _Column) -> tuple[list[Role], list[str] | None]:
    """The roles and labels; a role that is none of ours is read as a label (客服). Raises TypeError for no role."""
    if roles is None:
        return list(map(role_of, _strings(labels))), labels
    names, given = set(roles), _labels(labels)
    if names <= _ROLES:
        return roles, given
    by_name: dict[str, Role] = {name: cast(Role, name) if name in _ROLES else role_of(name) for name in _strings(names)}
    shown = {name: "" if name in _ROLES else name for name in by_name}
    pairs = zip(roles, given or [""] * len(roles), strict=True)
    return [by_name[name] for name in roles], [label or shown[name] for name, label in pairs]


def _labels(labels: _Column) -> list[str] | None:
    """The labels, an empty one where there is none. Raises TypeError for one that is no string."""
    if labels is None:
        return None
    try:
        "".join(labels)
    except TypeError:
        if not _STRINGS_OR_NONE.issuperset(map(type, labels)):
            raise
        return [label or "" for label in labels]
    return labels


def _unknown(roles: Sequence[Role], labels: Sequence[str] | None) -> list[str]:
    if "unknown" not in roles:
        return []
    if labels is None:
        return [""]
    return list(dict.fromkeys(label for role, label in zip(roles, labels, strict=True) if role == "unknown"))


def _seconds(times: _Column, index: int) -> float | None:
    time = None if times is None else times[index]
    return None if time is None else float(time)
