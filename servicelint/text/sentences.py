"""A turn as sentences of significant characters, each with its place in the original.

Significant are letters, digits, ideographs and a few symbols that are read aloud. White space counts for nothing;
punctuation within a sentence is skipped too, but no word reaches across it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from servicelint.text.folding import Folded, fold
from servicelint.text.tables import tables

SYMBOLS = frozenset("%&@#+/*$¥°℃")
SENTENCE_ENDS = frozenset("。!?;")
"""What ends a sentence, folded; besides the full stop, where it is not a decimal point or part of a name."""

TURN_SEPARATOR, END, POINT = "\x1e", ";", "\x1f"
"""What squeezed text has between turns, at the end of a sentence, and for a full stop, which may be one."""

_STOPS = frozenset(".．")
_USUAL_MARKS = (
    *((mark, "") for mark in "\x1f，、 "),
    *((mark, END) for mark in "。？！；?!"),
    (".", POINT),
    ("．", POINT),
)
"""The commonest marks and what becomes of them: to replace them costs a tenth of looking at each."""
_USUAL = f"\u4e00-\u9fff0-9A-Za-z%&@#+/*${END}{TURN_SEPARATOR}{POINT}"
_UNUSUAL = re.compile(f"[^{_USUAL}]+")


@dataclass(frozen=True, slots=True)
class Sentence:
    """The significant characters of one sentence; ``starts`` and ``ends`` are offsets into the text of the turn.

    ``breaks`` holds each ``k`` with punctuation between ``text[k - 1]`` and ``text[k]``; ``is_question`` tells whether
    a question mark ends the sentence.
    """

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    breaks: frozenset[int]
    is_question: bool = False

    def span(self, i: int, j: int) -> tuple[int, int]:
        """The original code points of ``text[i:j]``; a zero-width place when nothing lies between."""
        if i < j:
            return self.starts[i], self.ends[j - 1]
        place = self.starts[i] if i < len(self.starts) else self.ends[-1] if self.ends else 0
        return place, place


@lru_cache(maxsize=1 << 10)  # greetings and farewells are said again and again
def sentences(text: str) -> tuple[Sentence, ...]:
    """Fold a turn and cut it into sentences. Empty ones are left out; a line break is only white space."""
    folded = fold(text)
    return tuple(_cut(folded, text))


def significant(folded: str) -> str:
    """The significant characters of a folded text, as a phrase is compared."""
    return "".join([each for k, each in enumerate(folded) if is_significant(each) or _is_inner_point(folded, k)])


def squeeze(raw: str) -> bytes:
    """What of a text counts, in UTF-8 and hardly folded: white space and punctuation are dropped.

    Keeps Chinese characters as they are, Latin letters in lower case, and the turn separator; all that is less usual is
    folded. What ends a sentence becomes ``END``, a full stop, which may be a decimal point, ``POINT``. What folds to
    contain a phrase, squeezed, contains a spelling of it.
    """
    for mark, kept in _USUAL_MARKS:
        raw = raw.replace(mark, kept)
    return _UNUSUAL.sub(_kept, raw).encode("utf-8", "surrogatepass").lower()


def is_usual(character: str) -> bool:
    """Whether squeezing leaves the character as it is, but for its case."""
    return _UNUSUAL.match(character) is None


@lru_cache(maxsize=1 << 16)
def is_significant(character: str) -> bool:
    """Whether a folded character counts; a full stop does not by itself."""
    return character.isalnum() or character in SYMBOLS


def _cut(folded: Folded, text: str) -> Iterator[Sentence]:
    taken: list[int] = []
    breaks: set[int] = set()
    for k, character in enumerate(folded.text):
        if is_significant(character):
            taken.append(k)
        elif character == "." and text[folded.starts[k]] in _STOPS:
            if _is_inner_point(folded.text, k) and _is_unspaced(folded, k):
                taken.append(k)
            else:
                yield from _sentence(folded, taken, breaks)
                taken, breaks = [], set()
        elif character in SENTENCE_ENDS:
            yield from _sentence(folded, taken, breaks, character == "?")
            taken, breaks = [], set()
        else:
            breaks.add(len(taken))
    yield from _sentence(folded, taken, breaks)


def _sentence(folded: Folded, taken: list[int], breaks: set[int], question: bool = False) -> Iterator[Sentence]:
    if taken:
        yield Sentence(
            "".join([folded.text[k] for k in taken]),
            tuple([folded.starts[k] for k in taken]),
            tuple([folded.ends[k] for k in taken]),
            frozenset(breaks - {0, len(taken)}),
            question,
        )


def _is_inner_point(text: str, k: int) -> bool:
    """Whether ``text[k]`` is a point between Latin letters or digits: 3.5, v2.0, a.cn."""
    return text[k] == "." and 0 < k < len(text) - 1 and _is_latin(text[k - 1]) and _is_latin(text[k + 1])


def _is_latin(character: str) -> bool:
    return character.isascii() and character.isalnum()


def _is_unspaced(folded: Folded, k: int) -> bool:
    """Whether no white space stood beside the point in the original: "ok. Then" ends a sentence."""
    return folded.ends[k - 1] == folded.starts[k] and folded.ends[k] == folded.starts[k + 1]


def _kept(run: re.Match[str]) -> str:
    return _squeezed(run[0])


@lru_cache(maxsize=1 << 16)
def _squeezed(run: str) -> str:
    return "".join(map(_kept_of, run))


def _kept_of(character: str) -> str:
    folded = tables().characters[character]
    if any(each in SENTENCE_ENDS for each in folded):
        return END
    return "".join(filter(is_significant, folded))
