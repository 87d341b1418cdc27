"""From phrases and turns to exact matches: one scan finds candidate turns, only these are folded and checked.

The scan runs over the raw text of all turns at once. It may name a turn in which nothing matches in the end, but never
miss one: every text that folds to a phrase holds one of the phrase's spellings, and every text that sounds like it
with one wrong character one of its pieces.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property

from servicelint.matching.automaton import Automaton
from servicelint.matching.compiled import Phrase
from servicelint.matching.homophones import Sounds
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
    def _pieces(self) -> frozenset[str]:
        return frozenset().union(*(phrase.pieces for phrase in self.phrases))

    @cached_property
    def _texts(self) -> list[str]:
        return [*self._owners, *sorted(self._pieces - self._owners.keys())]

    @cached_property
    def _index(self) -> list[tuple[list[Phrase], bool]]:
        """For each text the phrases it may stand for, and whether it is a piece of one."""
        return [(self._owners.get(text, []), text in self._pieces) for text in self._texts]

    @cached_property
    def _automaton(self) -> Automaton:
        return Automaton(self._texts)

    @cached_property
    def _sounds(self) -> dict[frozenset[str], Sounds]:
        """The sounds of the phrases that tolerate homophones, by all that they tolerate."""
        misheard = [phrase for phrase in self.phrases if phrase.pairs]
        tolerances = dict.fromkeys(phrase.tolerate for phrase in misheard)
        return {tolerate: Sounds(one for one in misheard if one.tolerate == tolerate) for tolerate in tolerances}

    def scan(self, turns: Sequence[Turn]) -> Occurrences:
        """Find the candidate turns of every phrase in one pass over the talk."""
        texts = [turn.text for turn in turns]
        joined = _SEPARATOR.join(texts)
        if joined.count(_SEPARATOR) != len(texts) - 1:
            joined = _SEPARATOR.join(text.replace(_SEPARATOR, " ") for text in texts)
        occurrences = Occurrences(turns, {}, {}, self._sounds)
        self._collect(squeeze(joined), occurrences)
        for tolerate in self._tolerances:
            meant = (
                _SEPARATOR.join(sentence.text for sentence in occurrences.meant(turn, tolerate))
                for turn in range(len(turns))
            )
            self._collect(_TURN_SEPARATOR.join(meant), occurrences, tolerate)
        everywhere = dict.fromkeys(range(len(turns)))
        for phrase in self.phrases:
            if not phrase.spellings:
                occurrences.candidates[phrase] = everywhere
            if phrase.pairs and not phrase.pieces:
                occurrences.doubtful.update(everywhere)
        return occurrences

    @cached_property
    def _tolerances(self) -> list[frozenset[str]]:
        """What phrases tolerate, where it is hesitation."""
        found = {phrase.tolerate for phrase in self.phrases}
        return sorted((tolerate for tolerate in found if tolerate - {"homophones"}), key=sorted)

    def _collect(self, text: str, occurrences: Occurrences, tolerate: frozenset[str] | None = None) -> None:
        """Add the turns in which a spelling stands; with ``tolerate`` for the phrases that tolerate just this."""
        candidates = occurrences.candidates
        separator = b"\x1e" if tolerate is None else b"\x1d"
        data = text.encode("utf-8", "surrogatepass")
        turn = position = 0
        for end, index in self._automaton.scan(data):
            turn += data.count(separator, position, end)
            position = max(position, end)
            phrases, is_piece = self._index[index]
            if is_piece:
                occurrences.doubtful[turn] = None
            for phrase in phrases:
                if tolerate is None or phrase.tolerate == tolerate:
                    candidates.setdefault(phrase, {})[turn] = None

    def everywhere(self, turns: Sequence[Turn]) -> Occurrences:
        """The plain way, kept as the reference: every turn is a candidate of every phrase."""
        numbers = dict.fromkeys(range(len(turns)))
        return Occurrences(turns, dict.fromkeys(self.phrases, numbers), numbers, self._sounds)
