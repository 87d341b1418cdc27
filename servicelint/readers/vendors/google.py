"""Google Contact Center AI: segments with roles, else with channels that the call's metadata gives to the sides."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from servicelint.readers.vendors.facts import facts
from servicelint.readers.vendors.turns import (
    SECONDS,
    ShapeError,
    Talk,
    broken,
    in_time,
    listed,
    mapping,
    named,
    seconds,
    speaker_named,
)
from servicelint.transcript import Role, Turn, new_turn

_ROLES: Mapping[object, Role] = {
    "HUMAN_AGENT": "agent",
    "END_USER": "customer",
    "AUTOMATED_AGENT": "system",
    "ANY_AGENT": "agent",
}
_Speaker = Callable[[dict[str, Any], str], tuple[Role, str]]


def talk(value: Any, at: str, line: int) -> Talk:
    """The talk of a conversation, with or without its envelope."""
    whole, below = mapping(value, at), at
    for key in ("conversation", "transcript"):
        if key in whole:
            outer, whole, below = whole, mapping(whole[key], f"{below}/{key}"), f"{below}/{key}"
            if key == "transcript":
                return _talk(outer, whole, below, line)
    return _talk(whole, whole, below, line)


def _talk(conversation: dict[str, Any], transcript: dict[str, Any], at: str, line: int) -> Talk:
    place = f"{at}/transcriptSegments"
    speaker = _speaker(conversation.get("callMetadata"))
    segments = listed(transcript.get("transcriptSegments"), place)
    turns = [_turn(item, f"{place}/{index}", line, speaker) for index, item in enumerate(segments)]
    record = facts(conversation, at, {"duration": SECONDS}) | {"started_at": conversation.get("startTime")}
    name = conversation.get("name")
    identity = name.rpartition("/")[2] if isinstance(name, str) else None
    return Talk(in_time([turn for turn in turns if turn.text.strip()]), identity, record)


def _turn(item: object, at: str, line: int, speaker: _Speaker) -> Turn:
    segment = mapping(item, at)
    text = segment.get("text")
    if not isinstance(text, str):
        raise broken(item, at, "text") if text is None else ShapeError(f"{at}/text", "must be a string")
    words = listed(segment.get("words") or [], f"{at}/words")
    start = end = None
    if words:
        last = len(words) - 1
        start = seconds(mapping(words[0], f"{at}/words/0").get("startOffset"), f"{at}/words/0/startOffset", SECONDS)
        end = seconds(
            mapping(words[-1], f"{at}/words/{last}").get("endOffset"), f"{at}/words/{last}/endOffset", SECONDS
        )
    role, label = speaker(segment, at)
    return new_turn(role, text, start, end, line, label, f"{at}/text")


def _speaker(metadata: object) -> _Speaker:
    """By the participant's role, else by the channel."""
    sides = metadata if isinstance(metadata, dict) else {}
    channels: dict[str, Role] = {
        str(sides.get("customerChannel")): "customer",
        str(sides.get("agentChannel")): "agent",
    }

    def speaker(segment: dict[str, Any], at: str) -> tuple[Role, str]:
        participant = segment.get("segmentParticipant")
        written = participant.get("role") if isinstance(participant, dict) else None
        if isinstance(written, str) and written:
            role, label = named(written)
            return _ROLES.get(written, role), label
        channel = segment.get("channelTag")
        role, label = speaker_named(channel, f"{at}/channelTag", "channel")
        return (role if channel is None else channels.get(str(channel), role)), label

    return speaker
