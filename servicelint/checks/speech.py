"""Something said or done: by whom, in which words, and in which not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from servicelint.checks.breach import LetOff, Talk
from servicelint.checks.phrases import Language, PhraseReader
from servicelint.checks.scope import Scope, parse_scope
from servicelint.located import Fields
from servicelint.matching.compiled import Phrase
from servicelint.matching.matcher import Roles
from servicelint.matching.occurrences import Match


@dataclass(frozen=True, slots=True)
class Speech:
    """Any of ``phrases`` said in ``scope``; a match that a phrase of ``unless`` touches does not count."""

    scope: Scope
    phrases: tuple[Phrase, ...]
    unless: tuple[Phrase, ...]

    @classmethod
    def parse(cls, fields: Fields, language: Language) -> Speech:
        """Reads ``role``, ``scope``, ``phrases``, ``unless``, ``gap`` and ``boundary``."""
        reader = PhraseReader.of(fields, language)
        return cls(parse_scope(fields), reader.phrases("phrases"), reader.phrases("unless"))

    def searched(self) -> Mapping[Phrase, Roles]:
        """The phrases that the scan must look for, and in whose turns."""
        return dict.fromkeys(self.phrases, self.scope.roles)

    def is_said(self, talk: Talk) -> bool:
        """Whether it is said at all, exactly: told by the first match, so the others cost nothing."""
        matches = talk.occurrences.exact(self.phrases, talk.turns(self.scope))
        return any(talk.occurrences.touched(match, self.unless) is None for match in matches)

    def find(self, talk: Talk, turns: Sequence[int] | None = None) -> tuple[list[Match], list[LetOff]]:
        """Separate places where it is said, in order, and what was let off; in ``turns`` instead of the scope's."""
        let_off: list[LetOff] = []
        said: list[Match] = []
        for match in talk.occurrences.find(self.phrases, talk.turns(self.scope) if turns is None else turns):
            unless = talk.occurrences.touched(match, self.unless)
            if unless is not None:
                let_off.append(LetOff(match.turn, match.start, match.end, unless.source))
            elif not said or not match.overlaps(said[-1]):
                said.append(match)
        return said, let_off
