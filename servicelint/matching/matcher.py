"""From phrases and turns to exact matches: one scan finds candidate turns, only these are folded and checked.

The scan runs over the raw text of all turns at once. It may name a turn in which nothing matches in the end, but never
miss one: every text that folds to a phrase holds one of the phrase's spellings.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property

from servicelint.matching.automaton import Automaton
from servicelint.matching.compiled import Phrase
from servicelint.matching.occurrences import Occurrences
from servicelint.text.sentences import squeeze
from servicelint.transcript import Turn

_SEPARATOR, _TURN_SEPARATOR = "\x1e", "\x1d"


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
        candidates: dict[Phrase, dict[int, None]] = {}
        occurrences = Occurrences(turns, candidates)
        self._collect(squeeze(joined), candidates)
        for tolerate in self._tolerances:
            meant = (
                _SEPARATOR.join(sentence.text for sentence in occurrences.meant(turn, tolerate))
                for turn in range(len(turns))
            )
            self._collect(_TURN_SEPARATOR.join(meant), candidates, tolerate)
        everywhere = dict.fromkeys(range(len(turns)))
        for phrase in self.phrases:
            if not phrase.spellings:
                candidates[phrase] = everywhere
        return occurrences

    @cached_property
    def _tolerances(self) -> list[frozenset[str]]:
        return sorted({phrase.tolerate for phrase in self.phrases} - {frozenset()}, key=sorted)

    def _collect(
        self, text: str, candidates: dict[Phrase, dict[int, None]], tolerate: frozenset[str] | None = None
    ) -> None:
        """Add the turns in which a spelling stands; with ``tolerate`` for the phrases that tolerate just this."""
        separator = b"\x1e" if tolerate is None else b"\x1d"
        data = text.encode("utf-8", "surrogatepass")
        turn = position = 0
        for end, index in self._automaton.scan(data):
            turn += data.count(separator, position, end)
            position = max(position, end)
            for phrase in self._index[index]:
                if tolerate is None or phrase.tolerate == tolerate:
                    candidates.setdefault(phrase, {})[turn] = None

    def everywhere(self, turns: Sequence[Turn]) -> Occurrences:
        """The plain way, kept as the reference: every turn is a candidate of every phrase."""
        return Occurrences(turns, {phrase: dict.fromkeys(range(len(turns))) for phrase in self.phrases})
