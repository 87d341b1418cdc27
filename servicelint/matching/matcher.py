"""From phrases and turns to exact matches: one scan finds candidate turns, only these are folded and checked.

The scan runs over the raw text of all turns at once. It may name a turn in which nothing matches in the end, but never
miss one: every text that folds to a phrase holds one of the phrase's spellings.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from servicelint.matching.automaton import Automaton
from servicelint.matching.boundary import stands
from servicelint.matching.compiled import Phrase, expression_of
from servicelint.text.sentences import Sentence, sentences, squeeze
from servicelint.transcript import Turn

_SEPARATOR = "\x1e"


@dataclass(frozen=True, slots=True)
class Match:
    """Where a phrase stands: ``start`` and ``end`` are offsets into the original text of turn number ``turn`` (from 0).

    ``sentence`` is its sentence's number in the turn, ``first`` and ``last`` its bounds in the sentence's folded text.
    """

    turn: int
    start: int
    end: int
    sentence: int
    first: int
    last: int

    def overlaps(self, other: Match) -> bool:
        """Whether both share a character of the same sentence."""
        return (
            self.turn == other.turn
            and self.sentence == other.sentence
            and self.first < other.last
            and other.first < self.last
        )


class Matcher:
    """Compiled phrases; safe to use for any number of talks, one at a time."""

    def __init__(self, phrases: Iterable[Phrase]) -> None:
        self.phrases = tuple(dict.fromkeys(phrases))

    @cached_property
    def _owners(self) -> dict[str, list[Phrase]]:
        owners: dict[str, list[Phrase]] = {}
        for phrase in self.phrases:
            for text in sorted(phrase.spellings):
                owners.setdefault(text, []).append(phrase)
        return owners

    @cached_property
    def _index(self) -> list[list[Phrase]]:
        return list(self._owners.values())

    @cached_property
    def _automaton(self) -> Automaton:
        return Automaton(list(self._owners))

    def scan(self, turns: Sequence[Turn]) -> Occurrences:
        """Find the candidate turns of every phrase in one pass over the talk."""
        texts = [turn.text for turn in turns]
        joined = _SEPARATOR.join(texts)
        if joined.count(_SEPARATOR) != len(texts) - 1:
            joined = _SEPARATOR.join(text.replace(_SEPARATOR, " ") for text in texts)
        data = squeeze(joined).encode("utf-8", "surrogatepass")
        candidates: dict[Phrase, dict[int, None]] = {}
        turn = position = 0
        for end, index in self._automaton.scan(data):
            turn += data.count(b"\x1e", position, end)
            position = max(position, end)
            for phrase in self._index[index]:
                candidates.setdefault(phrase, {})[turn] = None
        everywhere = dict.fromkeys(range(len(turns)))
        for phrase in self.phrases:
            if not phrase.spellings:
                candidates[phrase] = everywhere
        return Occurrences(turns, candidates)

    def everywhere(self, turns: Sequence[Turn]) -> Occurrences:
        """The plain way, kept as the reference: every turn is a candidate of every phrase."""
        return Occurrences(turns, {phrase: dict.fromkeys(range(len(turns))) for phrase in self.phrases})


class Occurrences:
    """Exact matches in one talk, computed when asked for."""

    def __init__(self, turns: Sequence[Turn], candidates: dict[Phrase, dict[int, None]]) -> None:
        self.turns = turns
        self._candidates = candidates
        self._sentences: dict[int, tuple[Sentence, ...]] = {}

    def sentences(self, turn: int) -> tuple[Sentence, ...]:
        """The folded sentences of a turn."""
        if turn not in self._sentences:
            self._sentences[turn] = sentences(self.turns[turn].text)
        return self._sentences[turn]

    def find(self, phrases: Iterable[Phrase], within: Sequence[int]) -> list[Match]:
        """Every match of any of the phrases in the given turns, by turn, sentence, end, then the tightest first."""
        allowed = set(within)
        found = {
            match
            for phrase in phrases
            for turn in self._candidates.get(phrase, ())
            if turn in allowed
            for match in self._matches(phrase, turn)
        }
        return sorted(found, key=lambda match: (match.turn, match.sentence, match.last, -match.first))

    def _matches(self, phrase: Phrase, turn: int) -> Iterator[Match]:
        for number, sentence in enumerate(self.sentences(turn)):
            for first, shortest in spans(phrase, sentence.text):
                last = _standing(phrase, sentence, first, shortest)
                if last is not None:
                    start, end = sentence.span(first, last)
                    yield Match(turn, start, end, number, first, last)

    def touched(self, match: Match, phrases: Iterable[Phrase]) -> Phrase | None:
        """The first of the phrases of which a match overlaps ``match``; words may be cut by it."""
        text = self.sentences(match.turn)[match.sentence].text
        for phrase in phrases:
            if _reaches(phrase, text, match.first, match.last):
                return phrase
        return None


def spans(phrase: Phrase, text: str) -> Iterator[tuple[int, int]]:
    """The matches of a phrase in the text of a sentence: one for each start, so they may overlap."""
    search = expression_of(phrase).search
    found = search(text)
    while found:
        if found.end() > found.start():
            yield found.start(), found.end()
        found = search(text, found.start() + 1)


def _standing(phrase: Phrase, sentence: Sentence, first: int, last: int) -> int | None:
    """Where the match from ``first`` ends without cutting a word: at ``last``, else wherever the phrase fits."""
    if not phrase.boundary or stands(sentence, first, last):
        return last
    fits = expression_of(phrase).fullmatch
    others = (
        end for end in range(first + 1, len(sentence.text) + 1) if end != last and fits(sentence.text, first, end)
    )
    return next((end for end in others if stands(sentence, first, end)), None)


def _reaches(phrase: Phrase, text: str, first: int, last: int) -> bool:
    """Whether some match of the phrase shares a character with text[first:last], however long it must be for that."""
    expression = expression_of(phrase)
    found = expression.search(text)
    while found and found.start() < last:
        if found.end() > first:
            return True
        if any(expression.fullmatch(text, found.start(), end) for end in range(first + 1, len(text) + 1)):
            return True
        found = expression.search(text, found.start() + 1)
    return False
