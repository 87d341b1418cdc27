"""From a vendor's parsed document to transcripts: its conversations, the lines of their turns, and their errors."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from importlib import import_module
from types import ModuleType
from typing import Any

from servicelint.readers.json_places import Places
from servicelint.readers.result import NestingError, ReadResult, failure, frozen_facts
from servicelint.readers.roles import label_warnings
from servicelint.readers.times import unreadable_time
from servicelint.readers.vendors.turns import ShapeError, Talk, spread
from servicelint.transcript import Fact, Transcript


def read_value(vendor: str, value: object, source: str, default_id: str, places: Places) -> Iterator[ReadResult]:
    """The conversations of a parsed document, with an error in the place of each that is broken.

    One without an id of its own is called ``default_id``, with its number where the document holds several.
    """
    module = _module(vendor)
    try:
        parts = list(_parts(module, value))
    except ShapeError as error:
        yield failure(source, str(error), places.line(error.at))
        return
    if not parts:
        yield failure(source, "no conversations: the list is empty", places.first)
    for number, (part, at) in enumerate(parts, 1):
        try:
            talk = module.talk(part, at)
            yield _transcript(talk, source, f"{default_id}#{number}" if len(parts) > 1 else default_id, at, places)
        except ShapeError as error:
            yield failure(source, str(error), places.line(error.at))


@cache
def _module(vendor: str) -> ModuleType:
    return import_module(f"servicelint.readers.vendors.{vendor}")


def _parts(module: ModuleType, value: object) -> Iterator[tuple[Any, str]]:
    """The conversations of a document with their pointers: by the module's own ``parts``, or one each of a list."""
    own = getattr(module, "parts", None)
    yield from own(value, "") if own is not None else spread(value, "", lambda part: False)


def _transcript(talk: Talk, source: str, default_id: str, at: str, places: Places) -> Transcript:
    if not talk.said.texts:
        raise ShapeError(at, "no turns: nothing was said, or recognised")
    record = _record(talk.record, at) if talk.record else {}
    identity = talk.id if isinstance(talk.id, str | int) and talk.id != "" else default_id
    turns = talk.said.turns(places.line)
    return Transcript(str(identity), turns, record, source, label_warnings(talk.said.unknown()))


def _record(facts: Mapping[str, object], at: str) -> dict[str, Fact]:
    try:
        record = frozen_facts({name: value for name, value in facts.items() if value not in (None, "")})
    except NestingError as error:
        raise ShapeError(at, str(error)) from None
    if unreadable := unreadable_time(record):
        raise ShapeError(at, f"{unreadable[0]}: {unreadable[1]}")
    return record
