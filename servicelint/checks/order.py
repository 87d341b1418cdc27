"""``order``: steps that come in the wrong order, or a step that must be there and is missing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from servicelint.checks.breach import Breach, LetOff, Outcome, Talk
from servicelint.checks.nearest import nearest_miss
from servicelint.checks.phrases import Language
from servicelint.checks.speech import Speech
from servicelint.located import Fields, Table
from servicelint.matching.compiled import Phrase
from servicelint.matching.matcher import Roles, merged
from servicelint.matching.occurrences import Match


@dataclass(frozen=True, slots=True)
class Step:
    """One step: what is said or done, what it is called, and whether it must be there."""

    name: str
    speech: Speech
    must: bool


@dataclass(frozen=True, slots=True)
class Order:
    """The steps in the order they belong. The first time of each step counts.

    A step that is there by its sound alone proves no wrong order; that it is missing is then for review.
    """

    when_keys: ClassVar[frozenset[str]] = frozenset()
    steps: tuple[Step, ...]

    @classmethod
    def parse(cls, fields: Fields, language: Language) -> Order:
        """Reads ``steps``, each with ``name``, ``must`` and the keys of a speech."""
        fields.required("steps")
        steps = []
        for node in fields.nodes("steps"):
            if not isinstance(node, Table):
                fields.error(node, "a step is a mapping with the keys name, role, phrases and must")
                continue
            step = Fields(node, fields.source, fields.problems)
            step.required("name")
            step.required("phrases")
            steps.append(Step(step.text("name"), Speech.parse(step, language), step.flag("must", False)))
            step.reject_unread()
        if len(steps) < 2:
            fields.error(fields.table, "an 'order' rule needs at least two steps")
        fields.text("role")
        return cls(tuple(steps))

    def searched(self) -> Mapping[Phrase, Roles]:
        """The phrases that the scan must look for, and in whose turns."""
        return merged(step.speech.searched() for step in self.steps)

    def exceptions(self) -> tuple[Phrase, ...]:
        """The ``unless`` phrases, each of which an example must exercise."""
        return tuple(phrase for step in self.steps for phrase in step.speech.unless)

    def run(self, talk: Talk) -> Outcome:
        """A breach at each step that comes before one it must follow, and where each missing step belonged."""
        unseen = [step for step in self.steps if step.must and not talk.speakers(step.speech.scope)]
        if unseen:
            return Outcome(not_assessed=talk.unassessable(unseen[0].speech.scope))
        let_off: list[LetOff] = []
        first: list[Match | None] = []
        heard: list[bool] = []
        for step in self.steps:
            said, innocent = step.speech.find(talk)
            let_off += innocent
            first.append(next((match for match in said if match.doubt is None), None))
            heard.append(bool(said))
        missing = [step for step, match in zip(self.steps, first, strict=True) if step.must and match is None]
        doubts = [reason for step in missing if (reason := talk.unseen(step.speech.scope))]
        breaches = self._early(first)
        if doubts and not breaches:
            return Outcome(not_assessed=doubts[0])
        breaches += [] if doubts else self._missing(talk, first, heard)
        return Outcome(tuple(breaches), tuple(let_off))

    def _early(self, first: list[Match | None]) -> list[Breach]:
        """Each step that comes before an earlier one, told by the nearest of these."""
        breaches = []
        for number, match in enumerate(first):
            late = [k for k in range(number) if (other := first[k]) and match and _place(other) > _place(match)]
            if match and late:
                detail = f"“{self.steps[number].name}”在“{self.steps[late[-1]].name}”之前"
                breaches.append(Breach(match.turn, match.start, match.end, detail=detail))
        return breaches

    def _missing(self, talk: Talk, first: list[Match | None], heard: list[bool]) -> list[Breach]:
        breaches = []
        for number, (step, match) in enumerate(zip(self.steps, first, strict=True)):
            if match is None and step.must:
                turns = talk.turns(step.speech.scope)
                turn, at = self._belongs(talk, first, number, turns)
                detail = f"缺“{step.name}”{nearest_miss(step.speech, talk, turns)}"
                breaches.append(Breach(turn, at, at, "review" if heard[number] else "certain", detail))
        return breaches

    def _belongs(self, talk: Talk, first: list[Match | None], number: int, turns: tuple[int, ...]) -> tuple[int, int]:
        """Before the next step that is there, else at the end of the step's last turn."""
        following = next((match for match in first[number + 1 :] if match), None)
        if following:
            return following.turn, following.start
        turn = (turns or range(len(talk.transcript.turns)))[-1]
        return turn, len(talk.transcript.turns[turn].text)


def _place(match: Match) -> tuple[int, int]:
    return match.turn, match.start
