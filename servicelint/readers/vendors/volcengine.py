"""Volcengine speech recognition: the utterances of a result. Times are milliseconds."""

from __future__ import annotations

from typing import Any

from servicelint.readers.vendors.columns import Columns
from servicelint.readers.vendors.facts import facts
from servicelint.readers.vendors.spoken import in_time
from servicelint.readers.vendors.turns import (
    Talk,
    by_channel,
    channel_named,
    listed,
    mapping,
    named,
    turns_of,
)

_BY_CHANNEL = Columns("text", "start_time", "end_time", "channel_id", inside="additions")
_BY_SPEAKER = Columns("text", "start_time", "end_time", "speaker", inside="additions")


def talk(value: Any, at: str) -> Talk:
    """The talk of an answer, with or without its envelope."""
    whole = mapping(value, at)
    key = next((key for key in ("result", "resp") if isinstance(whole.get(key), dict)), "")
    holder, below = (whole[key], f"{at}/{key}") if key else (whole, at)
    place = f"{below}/utterances"
    items = listed(holder.get("utterances"), place)
    if by_channel(items, "channel_id", "speaker", "additions"):
        found = turns_of(items, place, _BY_CHANNEL, channel_named)
    else:
        found = turns_of(items, place, _BY_SPEAKER, named)
    record = facts(whole, at) | facts(whole.get("audio_info"), f"{at}/audio_info")
    return Talk(in_time(found), None, record | {"task_id": holder.get("id")})
