"""Amazon Connect Contact Lens, where a map gives the participants' roles, and Transcribe Call Analytics, which writes
the role into each turn. Times are milliseconds."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from servicelint.readers.vendors.columns import Columns, Speaker
from servicelint.readers.vendors.facts import facts
from servicelint.readers.vendors.turns import Talk, listed, mapping, named, turns_of
from servicelint.transcript import Role

_BY_PARTICIPANT = Columns("Content", "BeginOffsetMillis", "EndOffsetMillis", "ParticipantId")
_BY_ROLE = Columns("Content", "BeginOffsetMillis", "EndOffsetMillis", "ParticipantRole")
_ROLES: Mapping[object, Role] = {
    "AGENT": "agent",
    "CUSTOMER": "customer",
    "SYSTEM": "system",
    "CUSTOM_BOT": "system",
    "SUPERVISOR": "agent",
}
_SILENCE = {"Content": ""}


def talk(value: Any, at: str) -> Talk:
    """The talk of one contact; joining and leaving a chat are no turns."""
    whole = mapping(value, at)
    items = listed(whole.get("Transcript"), f"{at}/Transcript")
    known = _roles(whole.get("Participants")) or _roles(items)
    columns = _BY_PARTICIPANT if any("ParticipantId" in item for item in items if isinstance(item, dict)) else _BY_ROLE
    said = turns_of(_without_events(items), f"{at}/Transcript", columns, _speaker(known))
    measured = whole.get("ConversationCharacteristics")
    record = facts(whole, at) | facts(measured, f"{at}/ConversationCharacteristics")
    contact = whole.get("CustomerMetadata")
    identity = contact.get("ContactId") if isinstance(contact, dict) else None
    return Talk(said, identity or whole.get("ContactId"), record)


def _without_events(items: list[Any]) -> list[Any]:
    """The items, in their places; events as items without words."""
    return [_SILENCE if isinstance(item, dict) and item.get("Type") == "EVENT" else item for item in items]


def _roles(participants: object) -> dict[object, object]:
    """The roles of participants by their ids, from the map or from turns that have both."""
    listing = participants if isinstance(participants, list) else []
    both = ((one.get("ParticipantId"), one.get("ParticipantRole")) for one in listing if isinstance(one, dict))
    return {identity: role for identity, role in both if isinstance(identity, str) and isinstance(role, str)}


def _speaker(known: Mapping[object, object]) -> Speaker:
    def speaker(identity: Any) -> tuple[Role, str]:
        role, label = named(identity)
        return _ROLES.get(known.get(identity, identity), role), label

    return speaker
