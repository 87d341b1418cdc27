"""Whisper and WhisperX: segments in seconds; WhisperX names the speakers, plain Whisper knows none."""

from __future__ import annotations

from typing import Any

from servicelint.readers.vendors.facts import facts
from servicelint.readers.vendors.turns import SECONDS, Columns, Talk, mapping, named, turns_of

_COLUMNS = Columns("text", "start", "end", "speaker", SECONDS)


def talk(value: Any, at: str, line: int) -> Talk:
    """The talk of one recording."""
    whole = mapping(value, at)
    found = turns_of(whole.get("segments"), f"{at}/segments", line, _COLUMNS, named)
    return Talk(found, None, facts(whole, at, {"duration": SECONDS}))
