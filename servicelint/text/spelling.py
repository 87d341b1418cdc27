"""Every spelling of a folded window in squeezed text: the inverse of folding, so that raw text can be searched for it.

A window is undone in two steps. First the phrases: wherever the value of one makes up the window or a part of it,
the key may have stood there, and may reach over the ends of the window. Then the characters: each may have been any of
the usual code points that fold to it. Squeezing folds the unusual ones.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import chain, islice, product

from servicelint.text.sentences import is_usual
from servicelint.text.tables import tables

_ENOUGH = 4
"""How many times the limit is looked at before giving up: some spellings contain others and are left out."""


@dataclass(frozen=True, slots=True)
class Inverse:
    """What may have stood for folded characters: ``singles`` for one; ``wholes`` for several, as pairs of
    what stood there and its characters, by each of these characters."""

    singles: Mapping[str, tuple[str, ...]]
    wholes: Mapping[str, Sequence[tuple[str, str]]]


Form = tuple[Sequence[str], ...]
"""What stood for a text before phrases were replaced: at each place one of several characters."""


@lru_cache(maxsize=1 << 14)
def spellings(window: str, limit: int = 64) -> frozenset[str] | None:
    """Strings one of which is in every squeezed text that folds to contain ``window``; None if more than ``limit``.

    The window is of significant folded characters, without full stops. No spelling contains another.
    """
    enough = _ENOUGH * limit
    spelled = chain.from_iterable(product(*map(usual, form)) for form in forms(window))
    found = list(islice(spelled, enough))
    if len(found) == enough:
        return None
    minimal = _minimal(set(map("".join, found)))
    return minimal if len(minimal) <= limit else None


def forms(text: str) -> Iterator[Form]:
    """All that may have stood for a text; the first and the last word may reach over its ends."""
    inverse = phrases()
    for whole, value in inverse.wholes.get(text[0], ()):
        if text in value:
            yield tuple(whole)
        for size in range(1, min(len(value), len(text))):
            if value.endswith(text[:size]):
                yield from (tuple(whole) + rest for rest in _forms_from(text, size, inverse))
    yield from _forms_from(text, 0, inverse)


def _forms_from(text: str, start: int, inverse: Inverse) -> Iterator[Form]:
    """As ``forms``, of the text from ``start`` on, where nothing reaches over the start."""
    if start == len(text):
        yield ()
        return
    character = text[start]
    for rest in _forms_from(text, start + 1, inverse):
        yield (inverse.singles.get(character, (character,)), *rest)
    for whole, value in inverse.wholes.get(character, ()):
        if text.startswith(value, start):
            yield from (tuple(whole) + rest for rest in _forms_from(text, start + len(value), inverse))
        elif value.startswith(text[start:]):
            yield tuple(whole)


def usual(characters: Sequence[str]) -> tuple[str, ...]:
    """The usual code points that fold to any of the characters."""
    return tuple([single for character in characters for single in code_points().get(character, (character,))])


def _minimal(found: set[str]) -> frozenset[str]:
    kept: list[str] = []
    for spelling in sorted(found, key=lambda each: (len(each), each)):
        if not any(shorter in spelling for shorter in kept):
            kept.append(spelling)
    return frozenset(kept)


@cache
def phrases() -> Inverse:
    """The inverse of the phrases. Script phrases are undone character by character: 藉 for the 借 of 借口."""
    singles: dict[str, dict[str, None]] = {}
    for key, value in tables().script.items():
        for before, after in zip(key, value, strict=True):
            singles.setdefault(after, {after: None})[before] = None
    return Inverse({after: tuple(before) for after, before in singles.items()}, _by_character(tables().wording.items()))


@cache
def code_points() -> Mapping[str, tuple[str, ...]]:
    """By folded character the usual code points that fold to it alone, itself among them."""
    found: dict[str, list[str]] = {}
    for single in filter(is_usual, tables().simplified):
        value = tables().characters[single]
        found.setdefault(value, [value]).append(single)
    return {value: tuple(singles) for value, singles in found.items() if len(value) == 1}


def _by_character(pairs: Iterable[tuple[str, str]]) -> dict[str, list[tuple[str, str]]]:
    found: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    for whole, value in pairs:
        for character in set(value):
            found[character].append((whole, value))
    return dict(found)
