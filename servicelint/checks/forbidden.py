"""``forbidden``: breached at each place where a phrase is said in scope."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from servicelint.checks.breach import Breach, LetOff, Outcome, Talk
from servicelint.checks.phrases import Language, PhraseReader
from servicelint.checks.scope import Scope, parse_scope
from servicelint.located import Fields
from servicelint.matching.compiled import Phrase
from servicelint.matching.occurrences import Match
from servicelint.text.quotation import is_quoted


@dataclass(frozen=True, slots=True)
class Forbidden:
    """``phrases`` are certain, ``review`` could be meant either way, ``unless`` is innocent.

    A match of ``phrases`` that overlaps one of ``review``, that stands in quotation marks, or that is found by its
    sound alone is for review too.
    """

    when_keys: ClassVar[frozenset[str]] = frozenset()
    scope: Scope
    phrases: tuple[Phrase, ...]
    review: tuple[Phrase, ...]
    unless: tuple[Phrase, ...]

    @classmethod
    def parse(cls, fields: Fields, language: Language) -> Forbidden:
        """Reads ``role``, ``scope``, ``phrases``, ``review``, ``unless``, ``gap`` and ``boundary``."""
        reader = PhraseReader.of(fields, language)
        check = cls(parse_scope(fields), reader.phrases("phrases"), reader.phrases("review"), reader.phrases("unless"))
        if not (fields.nodes("phrases") or fields.nodes("review")):
            fields.error(fields.table, "a 'forbidden' rule needs 'phrases' or 'review'")
        return check

    def searched(self) -> tuple[Phrase, ...]:
        """The phrases that the scan must look for."""
        return self.phrases + self.review

    def exceptions(self) -> tuple[Phrase, ...]:
        """The ``unless`` phrases, each of which an example must exercise."""
        return self.unless

    def _is_quoted(self, talk: Talk, match: Match) -> bool:
        return is_quoted(talk.transcript.turns[match.turn].text, match.start, match.end)

    def run(self, talk: Talk) -> Outcome:
        """One breach for each cluster of overlapping matches that no ``unless`` lets off."""
        reason = self.scope.unassessable(talk.transcript)
        if reason:
            return Outcome(not_assessed=reason)
        turns = self.scope.turns(talk.transcript)
        let_off: list[LetOff] = []
        breaches: list[Breach] = []
        last: Match | None = None
        doubtful = [match for match in talk.occurrences.find(self.review, turns) if match.doubt is None]
        for match in talk.occurrences.find(self.searched(), turns):
            unless = talk.occurrences.touched(match, self.unless)
            if unless is not None:
                let_off.append(LetOff(match.turn, match.start, match.end, unless.source))
            elif last is None or not match.overlaps(last):
                review = (
                    bool(match.doubt) or any(match.overlaps(one) for one in doubtful) or self._is_quoted(talk, match)
                )
                breaches.append(Breach(match.turn, match.start, match.end, "review" if review else "certain"))
                last = match
        return Outcome(tuple(breaches), tuple(let_off))
