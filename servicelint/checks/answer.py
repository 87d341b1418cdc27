"""``answer``: something happened and the expected phrase does not follow, or was not there before it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from servicelint.checks.breach import Breach, Outcome, Talk
from servicelint.checks.nearest import nearest_miss
from servicelint.checks.phrases import Language
from servicelint.checks.speech import Speech
from servicelint.located import Fields
from servicelint.matching.compiled import Phrase
from servicelint.matching.matcher import Roles, merged
from servicelint.matching.occurrences import Match
from servicelint.transcript import Transcript
from servicelint.violation import Certainty

_WITHIN = re.compile(r"(\d+)\s*(turns?|s|seconds?)\Z")


@dataclass(frozen=True, slots=True)
class Answer:
    """After each ``trigger``, or in the same turn, ``speech`` must be said.

    ``within`` limits how late: turns of its role, or seconds; None: any time.

    With ``before`` it must precede. Without a trigger the facts of the record are the occasion: it must be said
    somewhere. Where the occasion, or what would have been the answer, is found by its sound alone, it is for review.
    """

    when_keys: ClassVar[frozenset[str]] = frozenset({"phrases", "unless", "role", "gap", "boundary", "tolerate"})
    trigger: Speech | None
    speech: Speech
    before: bool
    within: tuple[int, str] | None

    @classmethod
    def parse(cls, fields: Fields, language: Language) -> Answer:
        """Reads ``when`` (its phrases), ``before``, ``within`` and the keys of a speech."""
        fields.required("when")
        fields.required("phrases")
        occasion = fields.table_of("when")
        trigger = Speech.parse(occasion, language) if occasion and occasion.node("phrases") else None
        return cls(trigger, Speech.parse(fields, language), fields.flag("before", False), _within(fields))

    def searched(self) -> Mapping[Phrase, Roles]:
        """The phrases that the scan must look for, and in whose turns."""
        speeches = [self.speech, self.trigger] if self.trigger else [self.speech]
        return merged(speech.searched() for speech in speeches)

    def exceptions(self) -> tuple[Phrase, ...]:
        """The ``unless`` phrases, each of which an example must exercise."""
        return self.speech.unless + (self.trigger.unless if self.trigger else ())

    def run(self, talk: Talk) -> Outcome:
        """One breach for each occasion that was not answered; those that wait for the same place count once."""
        if self.trigger is None:
            return self._anywhere(talk)
        occasions, let_off = self.trigger.find(talk)
        if occasions and not talk.speakers(self.speech.scope):
            return Outcome(not_assessed=talk.unassessable(self.speech.scope))
        if occasions and self._needs_times(talk.transcript):
            return Outcome(not_assessed="no timestamps")
        breaches: dict[tuple[int, int], Breach] = {}
        for occasion in occasions:
            turns = self._window(talk, occasion)
            said, innocent = self.speech.find(talk, turns)
            let_off += innocent
            answers = [answer for answer in said if self._counts(answer, occasion)]
            if all(answer.doubt for answer in answers):
                breach = self._breach(talk, occasion, turns, "review" if answers or occasion.doubt else "certain")
                known = breaches.setdefault((breach.turn, breach.start), breach)
                if known.certainty == "review":
                    breaches[breach.turn, breach.start] = breach
        if breaches and (unseen := talk.unseen(self.speech.scope)):
            return Outcome(not_assessed=unseen)
        return Outcome(tuple(breaches.values()), tuple(let_off))

    def _anywhere(self, talk: Talk) -> Outcome:
        reason = talk.unassessable(self.speech.scope)
        if reason:
            return Outcome(not_assessed=reason)
        if self.speech.is_said(talk):
            return Outcome()
        said, let_off = self.speech.find(talk)
        if any(match.doubt is None for match in said):
            return Outcome(let_off=tuple(let_off))
        if unseen := talk.unseen(self.speech.scope):
            return Outcome(not_assessed=unseen)
        turns = talk.turns(self.speech.scope) or talk.speakers(self.speech.scope)
        place = len(talk.transcript.turns[turns[-1]].text)
        detail = f"查看范围：{self.speech.scope}{nearest_miss(self.speech, talk, turns)}"
        breach = Breach(turns[-1], place, place, "review" if said else "certain", detail)
        return Outcome((breach,), tuple(let_off))

    def _needs_times(self, talk: Transcript) -> bool:
        return self.within is not None and self.within[1] == "s" and any(turn.start is None for turn in talk.turns)

    def _window(self, talk: Talk, occasion: Match) -> tuple[int, ...]:
        """The turns in which the phrase is looked for; that of the occasion itself comes along."""
        speakers = talk.turns(self.speech.scope)
        same = tuple(turn for turn in speakers if turn == occasion.turn)
        if self.before:
            others = tuple(turn for turn in speakers if turn < occasion.turn)
        else:
            others = tuple(turn for turn in speakers if turn > occasion.turn)
        if self.within is None:
            return (*others, *same) if self.before else (*same, *others)
        amount, unit = self.within
        if unit == "turns":
            return (*others[-amount:], *same) if self.before else (*same, *others[:amount])
        spoken = talk.transcript.turns
        now = spoken[occasion.turn]
        if self.before:
            return (*(n for n in others if (spoken[n].start or 0) >= (now.start or 0) - amount), *same)
        return (*same, *(n for n in others if (spoken[n].start or 0) <= (now.end or now.start or 0) + amount))

    def _counts(self, answer: Match, occasion: Match) -> bool:
        return answer.turn != occasion.turn or not self.before or answer.start < occasion.start

    def _breach(self, talk: Talk, occasion: Match, turns: tuple[int, ...], certainty: Certainty) -> Breach:
        quote = talk.transcript.turns[occasion.turn].text[occasion.start : occasion.end]
        miss = nearest_miss(self.speech, talk, turns)
        if self.before:
            detail = f"在“{quote}”之前{self._span()}{miss}"
            return Breach(occasion.turn, occasion.start, occasion.start, certainty, detail)
        turn = turns[-1] if turns else occasion.turn
        end = len(talk.transcript.turns[turn].text)
        return Breach(turn, end, end, certainty, f"在“{quote}”之后{self._span()}{miss}")

    def _span(self) -> str:
        if self.within is None:
            return ""
        amount, unit = self.within
        return f"，{amount} {'轮' if unit == 'turns' else '秒'}之内"


def _within(fields: Fields) -> tuple[int, str] | None:
    node = fields.node("within")
    if node is None:
        return None
    found = _WITHIN.match(fields.as_text(node, "within"))
    if found is None or int(found[1]) == 0:
        fields.error(node, "'within' must read like '2 turns' or '30 s'")
        return None
    return int(found[1]), "turns" if found[2].startswith("turn") else "s"
