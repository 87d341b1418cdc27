"""From phrases and turns to exact matches: one scan finds candidate turns, only these are folded and checked.

The scan runs over the raw text of the turns at once. It may name a turn in which nothing matches in the end, but never
miss one: in every text that folds to a phrase one of the phrase's searches matches, and every text that sounds like it
with one wrong character holds one of its pieces.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

from servicelint.lazy_turns import roles_of, texts_of
from servicelint.matching.automaton import Automaton
from servicelint.matching.compiled import Phrase
from servicelint.matching.homophones import Sounds
from servicelint.matching.occurrences import Occurrences
from servicelint.text.sentences import END, TURN_SEPARATOR, squeeze
from servicelint.transcript import ROLES, Role, Turn

_SEPARATOR = TURN_SEPARATOR.encode()

Roles = tuple[Role, ...]
"""In whose turns a phrase is looked for; in everybody's when empty."""


def merged(searched: Iterable[Mapping[Phrase, Roles]]) -> dict[Phrase, Roles]:
    """What several look for together: each phrase once, in the turns of all who are asked about."""
    found: dict[Phrase, Roles] = {}
    for each in searched:
        for phrase, roles in each.items():
            known = found.get(phrase, roles)
            found[phrase] = tuple(sorted({*known, *roles})) if known and roles else ()
    return found


class Matcher:
    """Compiled phrases; safe to use for any number of talks, one at a time.

    Phrases for which no roles are given are looked for in every turn.
    """

    def __init__(self, phrases: Mapping[Phrase, Roles] | Iterable[Phrase]) -> None:
        self.phrases = dict(phrases) if isinstance(phrases, Mapping) else dict.fromkeys(phrases, ())

    @cached_property
    def _scanners(self) -> dict[Role, _Scanner]:
        """By the role whose turns they scan; roles in whose turns the same is looked for share one."""
        scanners: dict[tuple[Phrase, ...], _Scanner] = {}
        found: dict[Role, _Scanner] = {}
        for role in ROLES:
            phrases = tuple([each for each, roles in self.phrases.items() if not roles or role in roles])
            if phrases:
                found[role] = scanners.get(phrases) or scanners.setdefault(phrases, _Scanner(phrases))
        return found

    @cached_property
    def _sounds(self) -> dict[frozenset[str], Sounds]:
        """The sounds of the phrases that tolerate homophones, by all that they tolerate."""
        misheard = [phrase for phrase in self.phrases if phrase.pairs]
        tolerances = dict.fromkeys(phrase.tolerate for phrase in misheard)
        return {tolerate: Sounds(one for one in misheard if one.tolerate == tolerate) for tolerate in tolerances}

    def prepare(self, roles: Iterable[Role]) -> None:
        """Compile or load what finds phrases in the turns of these roles."""
        for role in roles:
            if role in self._scanners:
                self._scanners[role].prepare()

    def scan(self, turns: Sequence[Turn]) -> Occurrences:
        """Find the candidate turns of every phrase in one pass over the talk."""
        occurrences = Occurrences(turns, {}, {}, self._sounds)
        numbers: dict[_Scanner, list[int]] = {}
        for number, role in enumerate(roles_of(turns)):
            if role in self._scanners:
                numbers.setdefault(self._scanners[role], []).append(number)
        for scanner, heard in numbers.items():
            scanner.scan(occurrences, heard)
        return occurrences

    def everywhere(self, turns: Sequence[Turn]) -> Occurrences:
        """The plain way, kept as the reference: every turn is a candidate of every phrase."""
        numbers = dict.fromkeys(range(len(turns)))
        return Occurrences(turns, {phrase.pattern: numbers for phrase in self.phrases}, numbers, self._sounds)


class _Scanner:
    """Finds the candidate turns of the phrases that are looked for in the turns of some role."""

    def __init__(self, phrases: Sequence[Phrase]) -> None:
        self._phrases = phrases
        tolerances = {phrase.tolerate for phrase in phrases}
        self._hesitations = sorted((each for each in tolerances if each - {"homophones"}), key=sorted)
        self._everywhere = [phrase for phrase in phrases if not phrase.searches]
        self._doubts_all = any(phrase.pairs and not phrase.pieces for phrase in phrases)

    @cached_property
    def _owners(self) -> dict[str, dict[str, None]]:
        """The phrases, by their patterns, for each expression that is looked for; none for a piece alone."""
        owners: dict[str, dict[str, None]] = {}
        for phrase in self._phrases:
            for expression in phrase.searches:
                owners.setdefault(expression, {})[phrase.pattern] = None
            for piece in sorted(phrase.pieces):
                owners.setdefault(re.escape(piece), {})
        return owners

    @cached_property
    def _index(self) -> list[tuple[tuple[str, ...], bool]]:
        """For each expression the patterns of the phrases it is looked for, and whether it is a piece of one."""
        pieces = {re.escape(piece) for phrase in self._phrases for piece in phrase.pieces}
        return [(tuple(patterns), expression in pieces) for expression, patterns in self._owners.items()]

    @cached_property
    def _automaton(self) -> Automaton:
        return Automaton(list(self._owners))

    def prepare(self) -> None:
        """Compile or load the automaton."""
        self._automaton.scan(_SEPARATOR)

    def scan(self, occurrences: Occurrences, numbers: Sequence[int]) -> None:
        """Add the candidate turns among those of these numbers."""
        every = texts_of(occurrences.turns)
        texts = [every[number] for number in numbers]
        joined = TURN_SEPARATOR.join(texts)
        if joined.count(TURN_SEPARATOR) != len(texts) - 1:
            joined = TURN_SEPARATOR.join(text.replace(TURN_SEPARATOR, " ") for text in texts)
        self._collect(squeeze(joined), numbers, occurrences)
        for tolerate in self._hesitations:
            meant = (END.join(sentence.text for sentence in occurrences.meant(n, tolerate)) for n in numbers)
            self._collect(squeeze(TURN_SEPARATOR.join(meant)), numbers, occurrences)
        for phrase in self._everywhere:
            occurrences.candidates.setdefault(phrase.pattern, {}).update(dict.fromkeys(numbers))
        if self._doubts_all:
            occurrences.doubtful.update(dict.fromkeys(numbers))

    def _collect(self, squeezed: bytes, numbers: Sequence[int], occurrences: Occurrences) -> None:
        """Add the turns, of these numbers, in which something looked for stands."""
        candidates = occurrences.candidates
        # Every sentence stands between two marks, so that the first and the last need no expressions of their own.
        data = _SEPARATOR + squeezed + _SEPARATOR
        place, position = -1, 0
        for end, index in self._automaton.scan(data):
            # The mark at the end of a match, if there is one, may be that which ends the turn.
            place += data.count(_SEPARATOR, position, end - 1)
            position = max(position, end - 1)
            patterns, is_piece = self._index[index]
            if is_piece:
                occurrences.doubtful[numbers[place]] = None
            for pattern in patterns:
                candidates.setdefault(pattern, {})[numbers[place]] = None
