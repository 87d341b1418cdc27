"""``required``: breached when too few of the phrases are said in scope."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from servicelint.checks.breach import Breach, Outcome, Talk
from servicelint.checks.nearest import nearest_miss
from servicelint.checks.phrases import Language
from servicelint.checks.speech import Speech
from servicelint.located import Fields
from servicelint.matching.compiled import Phrase
from servicelint.matching.matcher import Roles
from servicelint.violation import Certainty


@dataclass(frozen=True, slots=True)
class Required:
    """``speech`` must be found at ``at_least`` separate places; with those it takes that are so by sound alone, it is
    for review.
    """

    when_keys: ClassVar[frozenset[str]] = frozenset()
    speech: Speech
    at_least: int

    @classmethod
    def parse(cls, fields: Fields, language: Language) -> Required:
        """Reads ``at_least`` and the keys of a speech."""
        fields.required("phrases")
        return cls(Speech.parse(fields, language), fields.whole("at_least", 1, minimum=1))

    def searched(self) -> Mapping[Phrase, Roles]:
        """The phrases that the scan must look for, and in whose turns."""
        return self.speech.searched()

    def exceptions(self) -> tuple[Phrase, ...]:
        """The ``unless`` phrases, each of which an example must exercise."""
        return self.speech.unless

    def run(self, talk: Talk) -> Outcome:
        """One breach at the place where the phrase belonged, or none."""
        reason = talk.unassessable(self.speech.scope)
        if reason:
            return Outcome(not_assessed=reason)
        if self.at_least == 1 and self.speech.is_said(talk):
            return Outcome()
        said, let_off = self.speech.find(talk)
        exact = sum(match.doubt is None for match in said)
        if exact >= self.at_least:
            return Outcome(let_off=tuple(let_off))
        if unseen := talk.unseen(self.speech.scope):
            return Outcome(not_assessed=unseen)
        certainty: Certainty = "review" if len(said) >= self.at_least else "certain"
        return Outcome((self._breach(talk, exact, certainty),), tuple(let_off))

    def _breach(self, talk: Talk, said: int, certainty: Certainty) -> Breach:
        scope = self.speech.scope
        first = scope.window is not None and scope.window.side == "first"
        turns = talk.turns(scope)
        turn = (turns or talk.speakers(scope))[0 if first else -1]
        at = 0 if first else len(talk.transcript.turns[turn].text)
        detail = f"查看范围：{scope}"
        if self.at_least > 1:
            detail += f"；应有 {self.at_least} 处，实有 {said} 处"
        return Breach(turn, at, at, certainty, detail + ("" if said else nearest_miss(self.speech, talk, turns)))
