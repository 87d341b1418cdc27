"""Huawei Cloud quality inspection: a list of sentences with roles. Times are milliseconds."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from servicelint.readers.vendors.columns import Columns
from servicelint.readers.vendors.turns import Talk, named, spread, turns_of

_COLUMNS = Columns("content", "beginTime", "endTime", "role")


def parts(document: object, at: str) -> Iterator[tuple[Any, str]]:
    """The conversations: a list of sentences is one, a list of lists holds several."""
    return spread(document, at, _are_sentences)


def _are_sentences(value: object) -> bool:
    return isinstance(value, list) and bool(value) and isinstance(value[0], dict)


def talk(value: Any, at: str) -> Talk:
    """The talk of a list of sentences."""
    return Talk(turns_of(value, at, _COLUMNS, named))
