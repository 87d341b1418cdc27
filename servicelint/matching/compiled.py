"""A phrase ready to be searched: plain data, picklable, without compiled automata or expressions."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from servicelint.matching.expression import can_be_empty, expression
from servicelint.matching.needed import needed
from servicelint.matching.neighbours import neighbours
from servicelint.matching.phrase import PhraseError, parse
from servicelint.matching.pieces import pieces
from servicelint.matching.search import search_expressions
from servicelint.text.folding import fold

DEFAULT_GAP = 8
"""Characters that a gap may span unless the pack says otherwise."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """``source`` as the author wrote it; ``pattern`` over the significant folded characters of a sentence.

    ``searches`` are expressions over squeezed raw text of which one matches wherever the phrase does; empty when
    there are none to go by (a regular expression), then every turn is looked at. ``boundary`` says whether a match
    may cut words in half. ``linear`` marks an expression for RE2. ``tolerate`` holds the hesitations
    that may interrupt the phrase, ``fillers`` and ``stutter``, and ``homophones``.

    ``pairs`` are its neighbouring characters, of which one may be written as another of the same sound, and
    ``pieces`` raw strings of which one stands in every text where one is (again every turn if there are none);
    both are empty for a phrase that does not tolerate it.
    """

    source: str
    pattern: str
    searches: tuple[str, ...]
    boundary: bool = True
    linear: bool = False
    tolerate: frozenset[str] = frozenset()
    pairs: frozenset[str] = frozenset()
    pieces: frozenset[str] = frozenset()

    def __hash__(self) -> int:
        # Phrases are looked up for every rule of every talk.
        return hash(self.pattern)


def compile_phrase(
    source: str,
    words: Mapping[str, tuple[str, ...]],
    *,
    gap: int = DEFAULT_GAP,
    boundary: bool = True,
    homophones: bool = False,
) -> Phrase:
    """Compile a phrase of the phrase language, with ``homophones`` also what is needed to find it by its sound.

    Raises PhraseError when it cannot be parsed or can never match.
    """
    tree = parse(source, words)
    if can_be_empty(tree):
        raise PhraseError("the phrase can match without a single character")
    pattern = expression(tree, gap)
    _refuse_impossible(pattern)
    phrase = Phrase(source, pattern, search_expressions(tree), boundary)
    if not homophones:
        return phrase
    pairs = neighbours(tree)
    return replace(phrase, pairs=pairs, pieces=pieces(tree, pairs))


def _refuse_impossible(pattern: str) -> None:
    if re.search(r"(?<!\\)\\Z(?![|)]|\Z)", pattern) or re.search(r"[^|(:]\\A", pattern):
        raise PhraseError("'^' belongs at the beginning of a phrase and '$' at its end")


def compile_regex(source: str, *, boundary: bool = False) -> Phrase:
    """Compile a regular expression for RE2; its Chinese characters are folded, its operators are not touched.

    Raises PhraseError for what RE2 refuses (look-around, back-references) and for one that matches the empty text.
    """
    import re2

    pattern = _CHINESE.sub(_folded, source)
    try:
        compiled = re2.compile(pattern, _re2_options())
    except re2.error as error:
        reason = error.args[0].decode() if isinstance(error.args[0], bytes) else str(error.args[0])
        raise PhraseError(f"RE2 cannot read this expression: {reason}") from None
    if compiled.search(""):
        raise PhraseError("the expression matches the empty text")
    return Phrase(source, pattern, _needed_expressions(pattern), boundary, linear=True)


def _needed_expressions(pattern: str) -> tuple[str, ...]:
    """Expressions of which one matches wherever this one does, or none where it has nothing to go by."""
    try:
        tree = needed(pattern)
        return search_expressions(tree) if tree else ()
    except PhraseError:
        return ()  # it asks for the end of a sentence, where nothing can match


def _folded(found: re.Match[str]) -> str:
    """Characters of a class are folded one by one, those outside together, so that 軟體 becomes 软件."""
    if found[0].startswith("["):
        return "".join(fold(char).text if char >= "⺀" else char for char in found[0])
    return fold(found[0]).text


_CHINESE = re.compile(r"\[(?:\\.|[^\]\\])*\]|[⺀-\U0003ffff]+")


@cache
def _re2_options() -> Any:
    import re2

    options = re2.Options()
    options.log_errors = False
    return options


def expression_of(phrase: Phrase) -> Any:
    """The compiled regular expression of a phrase, RE2's or Python's: both have ``search(text, pos)``."""
    # Not kept by phrase: to tell equal phrases of two packs takes longer than to search a sentence.
    return _expression(phrase.pattern, phrase.linear)


@cache
def _expression(pattern: str, linear: bool) -> Any:
    if linear:
        import re2

        return re2.compile(pattern, _re2_options())
    return re.compile(pattern)
