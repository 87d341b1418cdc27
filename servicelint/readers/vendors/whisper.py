"""Whisper and WhisperX: segments in seconds; WhisperX names the speakers, plain Whisper knows none."""

from __future__ import annotations

from typing import Any

from servicelint.readers.vendors.columns import SECONDS, Columns
from servicelint.readers.vendors.facts import facts
from servicelint.readers.vendors.turns import Talk, mapping, named, turns_of

_COLUMNS = Columns("text", "start", "end", "speaker", SECONDS)


def talk(value: Any, at: str) -> Talk:
    """The talk of one recording."""
    whole = mapping(value, at)
    found = turns_of(whole.get("segments"), f"{at}/segments", _COLUMNS, named)
    return Talk(found, None, facts(whole, at, {"duration": SECONDS}))
