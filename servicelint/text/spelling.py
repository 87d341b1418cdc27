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


@lru_cache(maxsize=1 << 14)
def spellings(window: str, limit: int = 64) -> frozenset[str] | None:
    """Strings one of which is in every squeezed text that folds to contain ``window``; None if more than ``limit``.

    The window is of significant folded characters, without full stops. No spelling contains another.
    """
    enough = _ENOUGH * limit
    forms = list(islice(_undone(window, phrases()), enough))
    spelled = chain.from_iterable(map(_written, _minimal(set(forms))))
    found = list(islice(spelled, enough))
    if len(forms) == enough or len(found) == enough:
        return None
    minimal = _minimal(set(found))
    return minimal if len(minimal) <= limit else None


def _undone(text: str, inverse: Inverse) -> Iterator[str]:
    """All that may have stood for ``text``; the first and the last of the wholes may reach over its ends."""
    for whole, value in inverse.wholes.get(text[0], ()):
        if text in value:
            yield whole
        for size in range(1, min(len(value), len(text))):
            if value.endswith(text[:size]):
                yield from (whole + rest for rest in _continued(text[size:], inverse))
    yield from _continued(text, inverse)


def _continued(text: str, inverse: Inverse) -> Iterator[str]:
    """As ``_undone``, where nothing reaches over the start."""
    if not text:
        yield ""
        return
    for single in inverse.singles.get(text[0], text[0]):
        yield from (single + rest for rest in _continued(text[1:], inverse))
    for whole, value in inverse.wholes.get(text[0], ()):
        if text.startswith(value):
            yield from (whole + rest for rest in _continued(text[len(value) :], inverse))
        elif value.startswith(text):
            yield whole


def _minimal(found: set[str]) -> frozenset[str]:
    kept: list[str] = []
    for spelling in sorted(found, key=lambda each: (len(each), each)):
        if not any(shorter in spelling for shorter in kept):
            kept.append(spelling)
    return frozenset(kept)


def _written(form: str) -> Iterator[str]:
    """The form in every usual code point."""
    return map("".join, product(*(code_points().get(character, (character,)) for character in form)))


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
