"""``forbidden``: breached at each place where a phrase is said in scope."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from servicelint.checks.breach import Breach, LetOff, Outcome, Talk
from servicelint.checks.phrases import Guard, Language, PhraseReader
from servicelint.checks.scope import Scope, parse_scope
from servicelint.located import Fields
from servicelint.matching.compiled import Phrase
from servicelint.matching.matcher import Roles
from servicelint.matching.occurrences import Match
from servicelint.text.quotation import is_quoted
from servicelint.violation import Certainty


@dataclass(frozen=True, slots=True)
class Forbidden:
    """``phrases`` are certain, ``review`` could be meant either way, ``unless`` is innocent.

    A match of ``phrases`` that overlaps one of ``review``, that stands in quotation marks, or that is found by its
    sound alone is for review too; one of ``suspect`` is for review where nothing else is found. Guards say the same by
    the context of a match: where one of ``excuses`` holds it is let off, where one of ``doubts`` does it is for review.
    Matches of ``fixed`` mean the same everywhere.
    """

    when_keys: ClassVar[frozenset[str]] = frozenset()
    scope: Scope
    phrases: tuple[Phrase, ...]
    review: tuple[Phrase, ...]
    unless: tuple[Phrase, ...]
    suspect: tuple[Phrase, ...] = ()
    fixed: tuple[Phrase, ...] = ()
    excuses: tuple[Guard, ...] = ()
    doubts: tuple[Guard, ...] = ()

    @classmethod
    def parse(cls, fields: Fields, language: Language) -> Forbidden:
        """Reads ``role``, ``scope``, ``gap``, ``boundary`` and the lists of phrases."""
        reader = PhraseReader.of(fields, language)
        phrases, fixed = reader.with_fixed("phrases")
        check = cls(
            parse_scope(fields),
            phrases,
            reader.unguarded("review"),
            reader.unguarded("unless"),
            reader.phrases("suspect"),
            fixed,
            reader.guards("unless"),
            reader.guards("review"),
        )
        if not (check.phrases or check.review or check.suspect or fields.nodes("phrases")):
            fields.error(fields.table, "a 'forbidden' rule needs 'phrases', 'review' or 'suspect'")
        return check

    def searched(self) -> Mapping[Phrase, Roles]:
        """The phrases that the scan must look for, and in whose turns."""
        guards = (guard.phrase for guard in (*self.excuses, *self.doubts) if guard.phrase)
        return dict.fromkeys((*self.phrases, *self.review, *self.suspect, *guards), self.scope.roles)

    def exceptions(self) -> tuple[Phrase, ...]:
        """The ``unless`` phrases, each of which an example must exercise."""
        return self.unless

    def waits_for(self) -> tuple[Phrase, ...]:
        """The phrases without any of which nothing is found."""
        return (*self.phrases, *self.review, *self.suspect)

    def run(self, talk: Talk) -> Outcome:
        """One breach for each cluster of overlapping matches that no ``unless`` lets off."""
        reason = talk.unassessable(self.scope)
        if reason:
            return Outcome(not_assessed=reason)
        turns = talk.turns(self.scope)
        let_off: list[LetOff] = []
        breaches: list[Breach] = []
        last: Match | None = None
        found, suspected = self._found(talk, turns)
        doubtful = [match for match in talk.occurrences.find(self.review, turns) if not match.doubt] if found else []
        fixed = talk.occurrences.find(self.fixed, turns) if found else []
        for match in found:
            free = not any(map(match.overlaps, fixed))
            excuse = self._excuse(talk, match, free)
            if excuse is not None:
                let_off.append(LetOff(match.turn, match.start, match.end, excuse))
            elif last is None or not match.overlaps(last):
                review = (
                    match in suspected or any(map(match.overlaps, doubtful)) or self._is_doubtful(talk, match, free)
                )
                certainty: Certainty = "review" if review else "certain"
                breaches.append(Breach(match.turn, match.start, match.end, certainty, suspected=match in suspected))
                last = match
        return Outcome(tuple(breaches), tuple(let_off))

    def _found(self, talk: Talk, turns: Sequence[int]) -> tuple[list[Match], frozenset[Match]]:
        """Every match in order, and which of them are suspected only."""
        found = talk.occurrences.find(self.phrases + self.review, turns)
        suspects = talk.occurrences.find(self.suspect, turns) if self.suspect else []
        alone = [match for match in suspects if not any(map(match.overlaps, found))]
        return sorted(found + alone, key=Match.order), frozenset(alone)

    def _excuse(self, talk: Talk, match: Match, free: bool) -> str | None:
        """What lets the match off: a phrase, or a context where contexts count (``free``)."""
        unless = talk.occurrences.touched(match, self.unless)
        if unless is not None:
            return unless.source
        reasons = (guard.reason(talk.occurrences, match) for guard in self.excuses if free)
        return next(filter(None, reasons), None)

    def _is_doubtful(self, talk: Talk, match: Match, free: bool) -> bool:
        if match.doubt or is_quoted(talk.transcript.turns[match.turn].text, match.start, match.end):
            return True
        return free and any(guard.reason(talk.occurrences, match) for guard in self.doubts)
