"""Alibaba Cloud recording transcription (NLS) and contact centre: sentences by channel. Times are milliseconds."""

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

_BY_CHANNEL = Columns("Text", "BeginTime", "EndTime", "ChannelId")
_BY_SPEAKER = Columns("Text", "BeginTime", "EndTime", "SpeakerId")


def talk(value: Any, at: str) -> Talk:
    """The talk of an answer, with or without its envelope."""
    whole = mapping(value, at)
    holder, below = (whole["Result"], f"{at}/Result") if isinstance(whole.get("Result"), dict) else (whole, at)
    place = f"{below}/Sentences"
    items = listed(holder.get("Sentences"), place)
    if by_channel(items, "ChannelId", "SpeakerId"):
        found = turns_of(items, place, _BY_CHANNEL, channel_named)
    else:
        found = turns_of(items, place, _BY_SPEAKER, named)
    record = facts(whole, at) | facts(holder, below) | {"task_id": whole.get("TaskId")}
    return Talk(in_time(found), None, record)
