"""Alibaba Cloud smart conversation analysis: a dialogue with roles, alone or among the tickets of a batch.

Source: the vendor's documentation of data uploads. Times are milliseconds.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from servicelint.readers.vendors.columns import Columns
from servicelint.readers.vendors.facts import facts
from servicelint.readers.vendors.turns import Talk, listed, mapping, named, spread, turns_of

_COLUMNS = Columns("words", "begin", "end", "role")


def parts(document: object, at: str) -> Iterator[tuple[Any, str]]:
    """The conversations: a dialogue, the tickets of a batch, or a list of either."""
    for part, place in spread(document, at, lambda value: False):
        if isinstance(part, dict) and "tickets" in part:
            tickets = listed(part["tickets"], f"{place}/tickets")
            yield from ((ticket, f"{place}/tickets/{index}") for index, ticket in enumerate(tickets))
        else:
            yield part, place


def talk(value: Any, at: str) -> Talk:
    """The talk of a ticket."""
    ticket = mapping(value, at)
    found = turns_of(ticket.get("dialogue"), f"{at}/dialogue", _COLUMNS, named)
    record = facts(ticket, at)
    caller = {"inbound": "caller", "outbound": "callee"}.get(str(record.get("direction")), "")
    return Talk(found, ticket.get("tid"), record | {"customer_phone": ticket.get(caller)})
