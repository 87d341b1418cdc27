"""What stands where in one talk: exact matches of phrases, computed when asked for."""

from __future__ import annotations

import bisect
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from servicelint.lazy_turns import roles_of, texts_of
from servicelint.matching.compiled import Phrase
from servicelint.matching.context import Context, Spoken
from servicelint.matching.fits import misheard, settled, spans, standing, touches
from servicelint.matching.homophones import Doubt, Sounds
from servicelint.text.fluency import fluent
from servicelint.text.sentences import Sentence, sentences
from servicelint.transcript import Turn


@dataclass(frozen=True, slots=True)
class Match:
    """Where a phrase stands: ``start`` and ``end`` are offsets into the original text of turn number ``turn`` (from 0).

    ``sentence`` is the number of its sentence in the turn (as said, or as meant for a phrase that tolerates
    hesitation), ``first`` and ``last`` are its bounds in the folded text of that. ``doubt`` is the one character that
    was meant otherwise than it was written, of a match by sound.
    """

    turn: int
    start: int
    end: int
    sentence: int
    first: int
    last: int
    doubt: Doubt | None = None

    def order(self) -> tuple[int, int, int, int, tuple[Doubt, ...]]:
        """Sorts by turn, end, then the tightest first."""
        return self.turn, self.end, -self.start, self.sentence, (self.doubt,) if self.doubt else ()

    def overlaps(self, other: Match) -> bool:
        """Whether both share a character."""
        return self.turn == other.turn and self.start < other.end and other.start < self.end


class Occurrences:
    """Exact matches and matches by sound in one talk, computed when asked for.

    ``candidates`` are, by the pattern of each phrase, the turns in which it may stand, ``doubtful`` those in which some
    phrase may by its sound.
    """

    def __init__(
        self,
        turns: Sequence[Turn],
        candidates: dict[str, dict[int, None]],
        doubtful: dict[int, None] | None = None,
        sounds: Mapping[frozenset[str], Sounds] = MappingProxyType({}),
    ) -> None:
        self.turns = turns
        self._texts = texts_of(turns)
        self.candidates = candidates
        self.doubtful: dict[int, None] = doubtful or {}
        self._sounds = sounds
        self._doubts: dict[Phrase, dict[tuple[int, int, Doubt], None]] = {}
        self._doubted: set[int] = set()
        self._sentences: dict[int, tuple[Sentence, ...]] = {}
        self._meant: dict[tuple[int, frozenset[str]], tuple[Sentence, ...]] = {}
        self._spoken: dict[int, Spoken] = {}

    def sentences(self, turn: int) -> tuple[Sentence, ...]:
        """The folded sentences of a turn."""
        if turn not in self._sentences:
            self._sentences[turn] = sentences(self._texts[turn])
        return self._sentences[turn]

    def meant(self, turn: int, tolerate: frozenset[str]) -> tuple[Sentence, ...]:
        """The sentences of a turn that hold hesitation, as they were meant without it."""
        key = turn, tolerate
        if key not in self._meant:
            fillers, stutter = "fillers" in tolerate, "stutter" in tolerate
            meant = (fluent(sentence, fillers=fillers, stutter=stutter) for sentence in self.sentences(turn))
            self._meant[key] = tuple(sentence for sentence in meant if sentence is not None)
        return self._meant[key]

    def _heard(self, turn: int, phrase: Phrase) -> tuple[Sentence, ...]:
        """The sentences a phrase is tried on: as they were said and, if it tolerates hesitation, as they were meant."""
        said = self.sentences(turn)
        return said + self.meant(turn, phrase.tolerate) if phrase.tolerate else said

    def find(self, phrases: Iterable[Phrase], within: Sequence[int]) -> list[Match]:
        """Every match of any of the phrases in the given turns, by turn, end, then the tightest first.

        A match by sound that overlaps an exact one is left out: what was said is known there.
        """
        phrases, known = tuple(phrases), self.candidates
        candidates = [(phrase, turn) for phrase in phrases if phrase.pattern in known for turn in known[phrase.pattern]]
        if not (candidates or self._sounds):
            return []
        allowed = set(within)
        found = {match for phrase, turn in candidates if turn in allowed for match in self._matches(phrase, turn)}
        if self._sounds:
            doubted = self._misheard(phrases, allowed)
            found |= {match for match in doubted if not any(match.overlaps(exact) for exact in found)}
        return sorted(found, key=Match.order)

    def exact(self, phrases: Iterable[Phrase], within: Sequence[int]) -> Iterator[Match]:
        """The exact matches of the phrases, turn by turn as given; each is looked for when it is asked for."""
        found = [(phrase, turns) for phrase in phrases if (turns := self.candidates.get(phrase.pattern))]
        for turn in within if found else ():
            for phrase, turns in found:
                if turn in turns:
                    yield from self._matches(phrase, turn)

    def _matches(self, phrase: Phrase, turn: int) -> Iterator[Match]:
        for number, sentence in enumerate(self._heard(turn, phrase)):
            for first, shortest in spans(phrase, sentence.text):
                last = standing(phrase, sentence, first, shortest)
                if last is not None:
                    start, end = sentence.span(first, last)
                    yield Match(turn, start, end, number, first, last)

    def _misheard(self, phrases: Iterable[Phrase], within: set[int]) -> Iterator[Match]:
        """The matches by sound in the given turns."""
        for turn in self.doubtful.keys() & within - self._doubted:
            self._doubt(turn)
        for phrase in phrases if self._doubts else ():
            for turn, number, doubt in self._doubts.get(phrase, ()):
                if turn in within:
                    heard = self._heard(turn, phrase)[number]
                    for first, last in misheard(phrase, heard, doubt):
                        yield Match(turn, *heard.span(first, last), number, first, last, doubt)

    def _doubt(self, turn: int) -> None:
        """Raise the doubts of a turn, by phrase, with the numbers of their sentences, as said and as meant."""
        self._doubted.add(turn)
        for tolerate, sounds in self._sounds.items():
            for number, sentence in enumerate(self.sentences(turn) + self.meant(turn, tolerate)):
                for phrase, doubt in sounds.doubts(sentence.text):
                    self._doubts.setdefault(phrase, {})[turn, number, doubt] = None

    def touched(self, match: Match, phrases: Iterable[Phrase]) -> Phrase | None:
        """The first of the phrases of which a match overlaps ``match``; words may be cut by it."""
        for phrase in phrases:
            for number, sentence in enumerate(self._heard(match.turn, phrase)):
                if number == match.sentence:
                    sentence = settled(sentence, match.doubt) if match.doubt else sentence
                    first, last = match.first, match.last
                elif phrase.tolerate:
                    first, last = _bounds(sentence, match.start, match.end)
                else:
                    continue
                if first < last and touches(phrase, sentence, first, last):
                    return phrase
        return None

    def context(self, match: Match, contexts: Iterable[Context]) -> Context | None:
        """The first of the contexts that the match stands in."""
        first, last = self._place(match)
        text = self._spoken_text(match.turn)
        for context in contexts:
            if any(surrounding.holds(text, first, last) for surrounding in context.surroundings):
                return context
            if context.echo and self._echoes(match.turn, text[first:last]):
                return context
        return None

    def _spoken_text(self, turn: int) -> str:
        if turn not in self._spoken:
            self._spoken[turn] = Spoken.of(self.sentences(turn))
        return self._spoken[turn].text

    def _place(self, match: Match) -> tuple[int, int]:
        """The bounds of a match in the turn as contexts see it."""
        self._spoken_text(match.turn)
        for places, sentence in zip(self._spoken[match.turn].places, self.sentences(match.turn), strict=True):
            first, last = _bounds(sentence, match.start, match.end)
            if first < last:
                return places[first], places[last - 1] + 1
        raise ValueError(f"no sentence holds {match}")

    def _echoes(self, turn: int, quote: str) -> bool:
        """Whether the customer's last turn before this one holds the same words."""
        roles = roles_of(self.turns)
        earlier = (number for number in range(turn - 1, -1, -1) if roles[number] == "customer")
        number = next(earlier, None)
        return number is not None and quote in self._spoken_text(number)


def _bounds(sentence: Sentence, start: int, end: int) -> tuple[int, int]:
    """The characters of a sentence that stand within these offsets of the turn."""
    return bisect.bisect_right(sentence.ends, start), bisect.bisect_left(sentence.starts, end)
