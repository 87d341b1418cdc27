"""What a regular expression cannot do without, as a tree of the phrase language, so that the scan can look for it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from re import _constants as constants  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

from servicelint.matching.phrase import Choice, Gap, Literal, Sequence

MAX_OPTIONS = 24
"""Characters of a class that are looked for one by one; a larger class may be anything."""


def needed(pattern: str) -> Sequence | None:
    """Literals, choices and gaps that every match of the expression consists of; None where that cannot be told.

    The tree says less than the expression, never more: what it does not understand is a gap.
    """
    try:
        parsed = parser.parse(pattern)
    except (re.error, OverflowError, RecursionError):
        return None  # valid for RE2, but not for Python
    if parsed.state.flags & (re.IGNORECASE | re.VERBOSE):
        return None
    return _sequence(parsed)


def _sequence(parsed: Iterable[tuple[Any, Any]]) -> Sequence:
    parts: list[Literal | Gap | Choice] = []
    for operation, argument in parsed:
        for part in _parts(operation, argument):
            last = parts[-1] if parts else None
            if isinstance(part, Literal) and isinstance(last, Literal):
                parts[-1] = Literal(last.text + part.text)
            else:
                parts.append(part)
    return Sequence(tuple(parts))


def _parts(operation: Any, argument: Any) -> tuple[Literal | Gap | Choice, ...]:
    if operation is constants.LITERAL:
        # By itself a point would be dropped, and its neighbours taken for each other's.
        return (Literal(chr(argument)) if chr(argument) != "." else Gap(),)
    if operation is constants.AT:
        return ()
    if operation is constants.IN:
        return (_class(argument),)
    if operation is constants.SUBPATTERN:
        _, added, removed, inner = argument
        return (Gap(),) if added or removed else _kept(_sequence(inner))
    if operation is constants.BRANCH:
        options = tuple(_sequence(option) for option in argument[1])
        return (Choice(options, optional=False),) if all(option.parts for option in options) else (Gap(),)
    if operation in (constants.MAX_REPEAT, constants.MIN_REPEAT) and argument[0] > 0:
        once = _kept(_sequence(argument[2]))
        return once if argument[1] == 1 else (*once, Gap())
    return (Gap(),)


def _kept(tree: Sequence) -> tuple[Literal | Gap | Choice, ...]:
    return tuple(part for part in tree.parts if isinstance(part, Literal | Gap | Choice))


def _class(items: list[tuple[Any, Any]]) -> Choice | Gap:
    characters: list[str] = []
    for operation, argument in items:
        if operation is constants.LITERAL:
            characters.append(chr(argument))
        elif operation is constants.RANGE and argument[1] - argument[0] < MAX_OPTIONS:
            characters += map(chr, range(argument[0], argument[1] + 1))
        else:
            return Gap()
    if len(characters) > MAX_OPTIONS:
        return Gap()
    return Choice(tuple(Sequence((Literal(character),)) for character in characters), optional=False)
