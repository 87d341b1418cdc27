"""DashScope Paraformer: one transcript a channel, of sentences with the ids of the diarisation. Milliseconds."""

from __future__ import annotations

from typing import Any

from servicelint.readers.vendors.columns import Columns, Speaker
from servicelint.readers.vendors.facts import facts
from servicelint.readers.vendors.spoken import in_time, joined
from servicelint.readers.vendors.turns import Talk, listed, mapping, named, turns_of

_COLUMNS = Columns("text", "begin_time", "end_time", "speaker_id")


def talk(value: Any, at: str) -> Talk:
    """The talk of all channels, in order of time."""
    whole = mapping(value, at)
    transcripts = listed(whole.get("transcripts"), f"{at}/transcripts")
    found = []
    for index, one in enumerate(transcripts):
        place = f"{at}/transcripts/{index}"
        transcript = mapping(one, place)
        channel = transcript.get("channel_id") if len(transcripts) > 1 else None
        found.append(turns_of(transcript.get("sentences"), f"{place}/sentences", _COLUMNS, _speaker(channel)))
    record = facts(whole.get("properties"), f"{at}/properties")
    return Talk(in_time(joined(found)), None, record)


def _speaker(channel: Any) -> Speaker:
    """By the channel, which tells for certain, where there are several; else by the diarisation."""
    if channel is not None:
        return lambda speaker: named(channel, "channel")
    return named
