"""Tencent Cloud recording recognition: the detailed sentences of a task, or the lines of its flat result.

Source: the vendor's documentation of DescribeTaskStatus. Detailed times are milliseconds.
"""

from __future__ import annotations

import re
from typing import Any

from servicelint.readers.vendors.columns import Columns
from servicelint.readers.vendors.facts import facts
from servicelint.readers.vendors.spoken import Spoken, spoken
from servicelint.readers.vendors.turns import ShapeError, Talk, mapping, named, turns_of
from servicelint.transcript import new_turn

_DETAIL = Columns("FinalSentence", "StartMs", "EndMs", "SpeakerId")
# [0:0.020,0:2.380]  words, or [0:0.020,0:2.380,1]  words of speaker 1
_LINE = re.compile(r"\[(\d+):(\d+(?:\.\d+)?),(\d+):(\d+(?:\.\d+)?)(?:,(\w+))?\]\s*(.*)")


def talk(value: Any, at: str) -> Talk:
    """The talk of a task, with or without the envelope of the answer."""
    data, below = mapping(value, at), at
    for key in ("Response", "Data"):
        if key in data:
            data, below = mapping(data[key], f"{below}/{key}"), f"{below}/{key}"
    found = (
        turns_of(data["ResultDetail"], f"{below}/ResultDetail", _DETAIL, named)
        if data.get("ResultDetail")
        else _flat(data.get("Result"), f"{below}/Result")
    )
    return Talk(found, None, facts(value, at) | facts(data, below) | {"task_id": data.get("TaskId")})


def _flat(result: object, at: str) -> Spoken:
    if not isinstance(result, str):
        raise ShapeError(at, "must be a string of lines, or there must be a list ResultDetail")
    found = []
    for number, written in enumerate(filter(None, map(str.strip, result.split("\n"))), 1):
        read = _LINE.fullmatch(written)
        if read is None:
            raise ShapeError(at, f"its line {number} does not begin with times like [0:0.020,0:2.380]")
        start, end = (60 * int(read[one]) + float(read[one + 1]) for one in (1, 3))
        role, label = named(read[5])
        if read[6]:
            found.append(new_turn(role, read[6], start, end, 1, label, at))
    return spoken(found)
