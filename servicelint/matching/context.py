"""Contexts: what may stand around a match and change what it means (a condition, a question, another subject).

A context is written in the phrase language with ``~`` for the match. It looks at the whole turn: ``。`` is the end of a
sentence, ``？`` its question mark, ``，`` any punctuation within it (elsewhere that counts for nothing, as in every
phrase), ``^^`` and ``$$`` are the ends of the turn.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from servicelint.matching.expression import folded, readings, runs
from servicelint.matching.phrase import Choice, Edge, Gap, Literal, PhraseError, parse
from servicelint.matching.phrase import Sequence as Tree
from servicelint.text.sentences import Sentence

_MARKS = {"。": r"\??\n", "？": r"\?", "?": r"\?", "，": ",", ",": ","}
_PIECES = re.compile("([。？?，,])")
_EDGES = {
    "^": r"(?:\A|(?<=\n))",
    "^^": r"\A",
    "$": r"(?=\??(?:\n|\Z))",
    "$$": r"(?=\??\n?\Z)",
}


@dataclass(frozen=True, slots=True)
class Surrounding:
    """One way of being in a context: expressions for what stands right before the match and right after it."""

    source: str
    before: str
    after: str

    def holds(self, text: str, first: int, last: int) -> bool:
        """Whether ``text[first:last]`` stands so."""
        if self.after and not _expression(self.after).match(text, last):
            return False
        return not self.before or _expression(self.before).search(text, 0, first) is not None


@dataclass(frozen=True, slots=True)
class Barred:
    """Phrases that must not stand in any gap of a surrounding, right before it, right after it."""

    without: tuple[str, ...] = ()
    not_after: tuple[str, ...] = ()
    not_before: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Context:
    """A named list of surroundings; ``title`` says what they mean, for people.

    With ``echo`` a match also stands in it where the customer said the same words just before.
    """

    name: str
    title: str = ""
    surroundings: tuple[Surrounding, ...] = ()
    echo: bool = False

    def __str__(self) -> str:
        return f"{self.name}（{self.title}）" if self.title else self.name


@dataclass(frozen=True, slots=True)
class Spoken:
    """A whole turn as contexts see it; ``places[k][i]`` is where character i of sentence k stands in ``text``."""

    text: str
    places: Sequence[Sequence[int]]

    @classmethod
    def of(cls, sentences: Sequence[Sentence]) -> Spoken:
        """The sentences one after another, each ended by a line break, with marks for questions and punctuation."""
        text = ""
        places: list[list[int]] = []
        for sentence in sentences:
            places.append([])
            for k, character in enumerate(sentence.text):
                text += "," if k in sentence.breaks else ""
                places[-1].append(len(text))
                text += character
            text += "?\n" if sentence.is_question else "\n"
        return cls(text, places)


def compile_surrounding(
    source: str, words: Mapping[str, tuple[str, ...]], *, gap: int, barred: Barred | None = None
) -> Surrounding:
    """Compile one line of a context. Raises PhraseError."""
    barred = barred or Barred()
    sides = re.split(r"(?<!\\)~", source)
    if len(sides) != 2:
        raise PhraseError("write the match as '~', once and outside brackets")
    if not any(sides):
        raise PhraseError("nothing stands before or after '~'")
    without, not_before = (
        [_written(parse(text, words), "") for text in texts] for texts in (barred.without, barred.not_before)
    )
    character = f"(?!{'|'.join(without)})[^,\\n?]" if without else r"[^,\n?]"
    spanned = f"(?:,?{character}){{0,{gap}}}?"
    before, after = (_written(parse(side, words), spanned) for side in sides)
    if before or barred.not_after:
        before = rf"{_not_behind(barred.not_after, words)}(?:{before}),?\Z"
    return Surrounding(source, before, f"(?:{after})(?!{'|'.join(not_before)})" if not_before else after)


def _not_behind(texts: Iterable[str], words: Mapping[str, tuple[str, ...]]) -> str:
    """One look-behind for each reading: an expression may look back over a fixed number of characters only."""
    behind = ""
    for text in texts:
        for reading in readings(parse(text, words)):
            if not all(isinstance(part, Literal) for part in reading):
                raise PhraseError(f"'{text}' under 'not_after' must be words; a gap or an end has no fixed length")
            behind += f"(?<!{re.escape(''.join(runs(reading)))})"
    return behind


@cache
def _expression(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def _written(tree: Tree, gap: str) -> str:
    """A side of a surrounding as an expression; neighbouring edges are one."""
    written, k = "", 0
    while k < len(tree.parts):
        part = tree.parts[k]
        following = tree.parts[k + 1] if k + 1 < len(tree.parts) else None
        if isinstance(part, Edge):
            doubled = part == following
            written += _EDGES[part.mark * (2 if doubled else 1)]
            k += doubled
        else:
            written += _part(part, gap)
        k += 1
    return written


def _part(part: Literal | Gap | Choice, gap: str) -> str:
    if isinstance(part, Gap):
        return gap
    if isinstance(part, Choice):
        options = sorted({_written(option, gap) for option in part.options}, key=lambda text: (-len(text), text))
        return f"(?:{'|'.join(options)})" + ("?" if part.optional else "")
    return "".join(_MARKS.get(piece) or _spelled(folded(piece)) for piece in _PIECES.split(part.text) if piece)


def _spelled(text: str) -> str:
    """The characters, with or without punctuation before each."""
    return "".join(f",?{re.escape(character)}" for character in text)
