"""All raw spellings of a folded text at once, as one expression: what `spelling` lists, without a limit.

A text has as many spellings as those of its characters multiplied; an expression only as long as these added up.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import islice, pairwise

from servicelint.text.sentences import END, POINT, TURN_SEPARATOR
from servicelint.text.spelling import Form, forms, usual
from servicelint.text.tables import tables

REST = f"[^{TURN_SEPARATOR}{END}]*"
"""Whatever follows in the sentence."""
LONGEST = 1_000
"""Characters of an expression at most: of a text that would take more the first half is looked for."""
MAX_FORMS = 64
"""In how many ways whole words may have stood for a text at most: of a text with more, too."""
LONGEST_TEXT = 100
"""Characters that are written out of a longer text."""


@lru_cache(maxsize=1 << 16)
def spelled(text: str) -> str:
    """A regular expression that matches in every squeezed text whose sentences hold ``text``.

    ``text`` is of significant folded characters. The expression has no classes of characters but ``REST``, so that it
    can be matched byte by byte.
    """
    if len(text) > LONGEST_TEXT:
        return spelled(text[:LONGEST_TEXT]) + REST
    found = list(islice(forms(text), MAX_FORMS + 1))
    written = alternatives(map(_written, found))
    if len(text) > 1 and (len(found) > MAX_FORMS or len(written) > LONGEST):
        return spelled(text[: len(text) // 2]) + REST
    return written


@dataclass(frozen=True, slots=True)
class Whole:
    """An expression of what may have stood for some characters at once, and how many these are at most."""

    expression: str
    size: int


@cache
def wholes() -> Mapping[str, tuple[Whole, ...]]:
    """By two characters, in order, what may have stood for both at once: 軟體 for 软 and 件.

    Where a phrase has a bracket or a gap between them, its parts are then not spelled one after the other. Two
    characters that become others together (藉 and 口) are spelled as those.
    """
    found: dict[str, dict[Whole, None]] = {}
    for key, value in tables().wording.items():
        for pair in (value[k] + second for k in range(len(value)) for second in value[k + 1 :]):
            found.setdefault(pair, {})[Whole(_written(tuple(key)), len(value))] = None
    for key, value in (*tables().wording.items(), *tables().script.items()):
        for pair in map("".join, pairwise(key)):
            found.setdefault(pair, {})[Whole(spelled(value), len(value))] = None
    return {pair: tuple(each) for pair, each in found.items()}


def alternatives(expressions: Iterable[str]) -> str:
    """One of the expressions; without brackets if there is but one."""
    distinct = list(dict.fromkeys(expressions))
    return distinct[0] if len(distinct) == 1 else f"(?:{'|'.join(distinct)})"


def _written(form: Form) -> str:
    return "".join(map(_one_of, form))


@lru_cache(maxsize=1 << 14)
def _one_of(characters: Sequence[str]) -> str:
    if "." in characters:
        return POINT
    return alternatives(map(re.escape, usual(characters)))
