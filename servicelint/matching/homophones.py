"""Phrases of which one character was written as another of the same sound: 不青楚 for 不清楚.

A doubt is a place of a sentence and the character that may have been meant there. It is raised only beside an intact
character that the phrase has beside the meant one, so nothing matches by sound alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from servicelint.matching.compiled import Phrase, expression_of
from servicelint.text.sentences import Sentence
from servicelint.text.sounds import syllables
from servicelint.text.tokenizer import best

_Known = dict[str, dict[str, list[Phrase]]]
"""By an intact neighbour and a syllable, as one text: what may be meant, and by which phrases."""


@dataclass(frozen=True, slots=True, order=True)
class Doubt:
    """Character number ``place`` of a sentence may have been meant as ``meant``, which sounds the same."""

    place: int
    meant: str

    def settled(self, text: str) -> str:
        """The text of the sentence with the meant character put in."""
        return text[: self.place] + self.meant + text[self.place + 1 :]

    def is_held(self, phrase: Phrase, text: str, first: int, last: int) -> bool:
        """Whether within ``text[first:last]`` an intact character stands beside the place as it does in the phrase."""
        before, after = text[max(first, self.place - 1) : self.place], text[self.place + 1 : min(last, self.place + 2)]
        return first <= self.place < last and (
            (before != "" and before + self.meant in phrase.pairs)
            or (after != "" and self.meant + after in phrase.pairs)
        )

    def is_likely(self, sentence: Sentence) -> bool:
        """Whether the words between the nearest punctuation become more probable with the meant character."""
        left = max((k for k in sentence.breaks if k <= self.place), default=0)
        right = min((k for k in sentence.breaks if k > self.place), default=len(sentence.text))
        return best(self.settled(sentence.text)[left:right]) > best(sentence.text[left:right])


class Sounds:
    """The neighbouring characters of many phrases, by how one of the two sounds."""

    def __init__(self, phrases: Iterable[Phrase]) -> None:
        self._after: _Known = {}
        self._before: _Known = {}
        for phrase in phrases:
            for pair in sorted(phrase.pairs):
                _know(self._after, pair[0], pair[1], phrase)
                _know(self._before, pair[1], pair[0], phrase)

    def doubts(self, text: str) -> Iterator[tuple[Phrase, Doubt]]:
        """The doubts in the text of a sentence that, once settled, let a phrase match; some come twice."""
        last = len(text) - 1
        for place, written in enumerate(text):
            for syllable in syllables(written):
                if place and (known := self._after.get(text[place - 1] + syllable)):
                    yield from _raised(text, place, known)
                if place < last and (known := self._before.get(text[place + 1] + syllable)):
                    yield from _raised(text, place, known)


def _know(known: _Known, neighbour: str, meant: str, phrase: Phrase) -> None:
    for syllable in syllables(meant):
        known.setdefault(neighbour + syllable, {}).setdefault(meant, []).append(phrase)


def _raised(text: str, place: int, known: Mapping[str, Iterable[Phrase]]) -> Iterator[tuple[Phrase, Doubt]]:
    for meant, phrases in known.items():
        if meant != text[place]:
            doubt = Doubt(place, meant)
            settled = doubt.settled(text)
            for phrase in phrases:
                if expression_of(phrase).search(settled):
                    yield phrase, doubt


@cache
def sounds_of(phrase: Phrase) -> Sounds:
    """The sounds of one phrase."""
    return Sounds([phrase])
