"""Facts that vendors write beside the talk, by the names of our record vocabulary."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from servicelint.readers.vendors.columns import MILLISECONDS, SECONDS
from servicelint.readers.vendors.turns import seconds

_SAME: Mapping[str, str] = {
    "agentId": "agent",
    "AgentId": "agent",
    "customerServiceId": "agent",
    "customerServiceName": "agent_name",
    "skillGroupName": "team",
    "SkillGroupName": "team",
    "ringCount": "rings",
    "rings": "rings",
}
_WORDS: Mapping[str, tuple[str, Mapping[str, str]]] = {
    "Channel": ("channel", {"voice": "call", "chat": "chat"}),
    "medium": ("channel", {"phone_call": "call", "chat": "chat"}),
    "callType": ("direction", {"1": "outbound", "3": "inbound"}),
    "ContactType": ("direction", {"inbound": "inbound", "outbound": "outbound"}),
    "HungUpSide": ("hangup_by", {"user": "customer", "seat": "agent"}),
    "hangupSide": ("hangup_by", {"user": "customer", "customer": "customer", "seat": "agent", "agent": "agent"}),
    "ReleaseInitiator": ("hangup_by", {"customer": "customer", "agent": "agent"}),
    "releaseInitiator": ("hangup_by", {"customer": "customer", "agent": "agent"}),
    "DisconnectReason": ("hangup_by", {"customer_disconnect": "customer", "agent_disconnect": "agent"}),
}
_ONLY_OF_CALLS = frozenset({"callType", "HungUpSide", "hangupSide", "ReleaseInitiator", "releaseInitiator"})
_DURATIONS: Mapping[str, float] = {
    "audio_duration": MILLISECONDS,
    "AudioDuration": SECONDS,
    "BizDuration": MILLISECONDS,
    "Duration": MILLISECONDS,
    "TotalConversationDurationMillis": MILLISECONDS,
    "content_duration_in_milliseconds": MILLISECONDS,
    "original_duration_in_milliseconds": MILLISECONDS,
    "duration": MILLISECONDS,
}


def facts(value: object, at: str, durations: Mapping[str, float] = _DURATIONS) -> dict[str, object]:
    """The facts among the keys of an object: agent, team, rings, channel, direction, hangup_by, duration (seconds).

    ``durations`` gives the unit of keys that a vendor counts in others. Raises ShapeError for a duration that is none.
    """
    found: dict[str, object] = {}
    if not isinstance(value, dict):
        return found
    for key, fact in value.items():
        if key in _SAME:
            found[_SAME[key]] = fact
        elif key in _WORDS:
            name, words = _WORDS[key]
            found |= _word(name, words, fact)
            if key in _ONLY_OF_CALLS:
                found.setdefault("channel", "call")
        elif key in durations or key in _DURATIONS:
            found["duration"] = seconds(fact, f"{at}/{key}", durations.get(key, _DURATIONS.get(key, SECONDS)))
    return found


def _word(name: str, words: Mapping[str, str], fact: Any) -> dict[str, object]:
    word = words.get(str(fact).lower())
    return {} if word is None else {name: word}
