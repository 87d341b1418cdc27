"""Google Contact Center AI: segments with roles, else with channels that the call's metadata gives to the sides."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from servicelint.readers.vendors.columns import (
    SECONDS,
    UNUSUAL,
    check_ids,
    check_strings,
    column,
    written_numbers,
)
from servicelint.readers.vendors.facts import facts
from servicelint.readers.vendors.spoken import Spoken, Voice, in_time, spoken
from servicelint.readers.vendors.turns import (
    ShapeError,
    Talk,
    broken,
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


def talk(value: Any, at: str) -> Talk:
    """The talk of a conversation, with or without its envelope."""
    whole, below = mapping(value, at), at
    for key in ("conversation", "transcript"):
        if key in whole:
            outer, whole, below = whole, mapping(whole[key], f"{below}/{key}"), f"{below}/{key}"
            if key == "transcript":
                return _talk(outer, whole, below)
    return _talk(whole, whole, below)


def _talk(conversation: dict[str, Any], transcript: dict[str, Any], at: str) -> Talk:
    place = f"{at}/transcriptSegments"
    speaker = speaker_by(conversation.get("callMetadata"))
    segments = listed(transcript.get("transcriptSegments"), place)
    said = by_columns(segments, place, speaker) or spoken(one_by_one(segments, place, speaker))
    record = facts(conversation, at, {"duration": SECONDS}) | {"started_at": conversation.get("startTime")}
    name = conversation.get("name")
    identity = name.rpartition("/")[2] if isinstance(name, str) else None
    return Talk(in_time(said.without_silence()), identity, record)


def by_columns(segments: list[Any], at: str, speaker: _Speaker) -> Spoken | None:
    """What the segments say; None where one wants a closer look."""
    try:
        texts = [segment["text"] for segment in segments]
        check_strings(texts)
        words = [segment["words"] for segment in segments]
        starts = _offsets([one[0]["startOffset"] for one in words])
        ends = _offsets([one[-1]["endOffset"] for one in words])
        speakers, voices = _voices(segments, speaker)
    except UNUSUAL:
        return None
    return Spoken(texts, starts, ends, SECONDS, speakers, voices, lambda index: f"{at}/{index}/text")


def one_by_one(segments: list[Any], at: str, speaker: _Speaker) -> list[Turn]:
    """The same as turns. Raises ShapeError for a segment that is broken."""
    return [_turn(item, f"{at}/{index}", speaker) for index, item in enumerate(segments)]


def _offsets(values: list[Any]) -> Sequence[float]:
    """The seconds of offsets like ``1.5s``."""
    found = written_numbers(f"{','.join(values)},".replace("s,", ",")[:-1], len(values))
    if min(found) < 0:
        raise ValueError
    return found


def _voices(segments: list[Any], speaker: _Speaker) -> tuple[list[Any], dict[Any, Voice]]:
    """The speakers of the segments, by roles where every segment has one, by channels where none has."""
    participants = column(segments, "segmentParticipant")
    if any(participants):
        speakers = [participant["role"] for participant in participants]
        check_strings(speakers)
        if not all(speakers):
            raise ValueError
        return speakers, {one: speaker({"segmentParticipant": {"role": one}}, "") for one in dict.fromkeys(speakers)}
    speakers = column(segments, "channelTag")
    check_ids(speakers)
    return speakers, {one: speaker({"channelTag": one}, "") for one in dict.fromkeys(speakers)}


def _turn(item: object, at: str, speaker: _Speaker) -> Turn:
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
    return new_turn(role, text, start, end, 1, label, f"{at}/text")


def speaker_by(metadata: object) -> _Speaker:
    """What tells the speaker of a segment: the participant's role, else the channel."""
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
