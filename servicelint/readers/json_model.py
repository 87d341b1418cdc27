"""Our own model as JSON, both ways: ``{"id", "record", "turns": [{"role", "text", "start", "end", "label"}]}``."""

from __future__ import annotations

import math
from collections.abc import Mapping
from itertools import chain
from typing import Any

from servicelint.labels import role_of
from servicelint.readers.json_places import Lines
from servicelint.readers.json_turns import KEYS, Turns, quick_turns
from servicelint.readers.result import NestingError, failure, frozen_facts
from servicelint.readers.roles import label_warnings
from servicelint.readers.times import unreadable_time
from servicelint.transcript import ROLES, Fact, Role, Transcript, Turn, new_turn

_KEYS = ("id", "record", "turns")
_KEY_SET = frozenset(_KEYS)


class _ShapeError(Exception):
    """A value that is not what the model wants; ``turn`` is the index of the turn it stands in."""

    def __init__(self, path: str, message: str, turn: int | None = None) -> None:
        super().__init__(f"{path}: {message}" if path else message)
        self.turn = turn


def from_json(value: object, source: str, default_id: str, lines: Lines, pointer: str = "") -> Transcript:
    """The conversation of a parsed JSON value.

    ``default_id`` names it when neither it nor its record has an id. Raises TranscriptError, with the path
    of the value that is wrong and the line that ``lines`` knows for it. ``pointer`` is the value's own in its document.
    """
    try:
        return _transcript(value, source, default_id, lines, pointer)
    except _ShapeError as error:
        line = lines.conversation() if error.turn is None else lines.of_turn(error.turn)
        raise failure(source, str(error), line) from None


def to_json(transcript: Transcript) -> dict[str, Any]:
    """The conversation as ``from_json`` reads it; places, source and warnings are not part of the model."""
    return {
        "id": transcript.id,
        "record": _plain(transcript.record),
        "turns": [_turn_to_json(turn) for turn in transcript.turns],
    }


def _turn_to_json(turn: Turn) -> dict[str, Any]:
    value: dict[str, Any] = {"role": turn.role, "text": turn.text}
    optional = {"start": turn.start, "end": turn.end, "label": turn.label or None}
    return value | {key: fact for key, fact in optional.items() if fact is not None}


def _plain(value: Fact) -> Any:
    if isinstance(value, Mapping):
        return {key: _plain(inner) for key, inner in value.items()}
    return [_plain(inner) for inner in value] if isinstance(value, tuple) else value


def _transcript(value: object, source: str, default_id: str, lines: Lines, pointer: str) -> Transcript:
    conversation = _object(value, "")
    if "turns" not in conversation:
        raise _ShapeError("", "a conversation is an object with a list 'turns'; vendors: servicelint formats")
    record = _record(conversation.get("record"))
    items = conversation["turns"]
    if not isinstance(items, list):
        raise _ShapeError("turns", "must be a list")
    if not items:
        raise _ShapeError("turns", "no turns")
    read = quick_turns(items, lines, pointer) or each_turn(items, lines, pointer)
    unread = () if read.all_read and conversation.keys() <= _KEY_SET else _unread_warnings(conversation)
    return Transcript(
        id=_identity(conversation, record, default_id),
        turns=read.turns,
        record=record,
        source=source,
        warnings=(*unread, *label_warnings(read.unknown)),
    )


def _record(value: object) -> dict[str, Fact]:
    if value is None:
        return {}
    try:
        record = frozen_facts(_object(value, "record"))
    except NestingError as error:
        raise _ShapeError("record", str(error)) from None
    if unreadable := unreadable_time(record):
        raise _ShapeError(f"record.{unreadable[0]}", unreadable[1])
    return record


def _identity(conversation: Mapping[str, object], record: Mapping[str, Fact], default: str) -> str:
    value = conversation.get("id")
    if value is None:
        value = record.get("id")
    if value is None:
        return default
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise _ShapeError("id", "must be a string or a whole number")
    return str(value)


def each_turn(items: list[Any], lines: Lines, pointer: str) -> Turns:
    """The turns one by one: slower, and for anything that an item may be."""
    turns = tuple([_turn(item, index, lines, f"{pointer}/turns/{index}/text") for index, item in enumerate(items)])
    return Turns(turns, list(dict.fromkeys(turn.label for turn in turns if turn.role == "unknown")), False)


def _turn(item: object, index: int, lines: Lines, pointer: str) -> Turn:
    path = f"turns[{index}]"
    try:
        fields = _object(item, path)
        role, label = _role(fields, path)
        text = _string(fields.get("text"), f"{path}.text")
        start, end = _seconds(fields.get("start"), f"{path}.start"), _seconds(fields.get("end"), f"{path}.end")
        if start is not None and end is not None and end < start:
            raise _ShapeError(f"{path}.end", "must not be before start")
    except _ShapeError as error:
        error.turn = index
        raise
    return new_turn(role, text, start, end, lines.of_turn(index), label, pointer)


def _role(fields: Mapping[str, object], path: str) -> tuple[Role, str]:
    """The role and the label; a role that is none of ours is read as a label (客服)."""
    if fields.get("role") is None and fields.get("label") is None:
        raise _ShapeError(f"{path}.role", f"must be one of {', '.join(ROLES)}, or a speaker label")
    label = "" if fields.get("label") is None else _string(fields["label"], f"{path}.label")
    if fields.get("role") is None:
        return role_of(label), label
    role = _string(fields["role"], f"{path}.role")
    if role in ROLES:
        return role, label
    return role_of(role), label or role


def _object(value: object, path: str) -> dict[str, object]:
    if not isinstance(value, dict):
        raise _ShapeError(path, "must be an object")
    return value


def _string(value: object, path: str) -> str:
    if not isinstance(value, str):
        raise _ShapeError(path, "must be a string")
    return value


def _seconds(value: object, path: str) -> float | None:
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value) or value < 0:
        raise _ShapeError(path, "must be a number of seconds, 0 or more")
    return float(value)


def _unread_warnings(conversation: Mapping[str, Any]) -> tuple[str, ...]:
    """One sentence on the keys that the model does not have, since a misspelt one would be lost in silence."""
    unread = dict.fromkeys(key for key in conversation if key not in _KEYS)
    of_turns = dict.fromkeys(chain.from_iterable(conversation["turns"]))
    unread |= dict.fromkeys(f"turns[].{key}" for key in of_turns if key not in KEYS)
    if not unread:
        return ()
    return (f"keys that are not read: {', '.join(unread)}; facts about the talk belong in 'record'",)
