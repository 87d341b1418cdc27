"""Which rules of a linter need not be run on a talk, told of all of them at once: most find nothing in most talks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from servicelint.checks.breach import Talk
from servicelint.checks.forbidden import Forbidden
from servicelint.checks.scope import Scope
from servicelint.pack import DAY_FACTS, Effective, Rule
from servicelint.report import NotAssessed
from servicelint.transcript import Fact


@dataclass(frozen=True, slots=True)
class Settled:
    """``open`` are the numbers of the rules still to be run, in order.

    Of the others, ``not_assessed`` holds by number those that cannot be assessed, and ``assessed`` counts those that
    find nothing.
    """

    open: Sequence[int]
    not_assessed: dict[int, NotAssessed]
    assessed: int


class Plan:
    """What can be told of rules beforehand."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        self._names = [rule.name for rule in rules]
        self._asked_of_record = {*DAY_FACTS, *(name for rule in rules for name in rule.when.facts)}
        reasons = ((number, rule.name, not_recorded(rule, {})) for number, rule in enumerate(rules))
        self._unrecorded = {number: NotAssessed(name, reason) for number, name, reason in reasons if reason}
        self._waiting: dict[str, list[int]] = {}
        self._scopes: dict[Scope, set[int]] = {}
        for number, rule in enumerate(rules):
            bound = rule.when.facts or rule.effective != Effective() or rule.bonus
            if isinstance(rule.check, Forbidden) and not bound:
                self._scopes.setdefault(rule.check.scope, set()).add(number)
                for phrase in rule.check.waits_for():
                    self._waiting.setdefault(phrase.pattern, []).append(number)
        self._others = set(range(len(rules))).difference(*self._scopes.values())
        self._unrecorded_in_order = tuple(self._unrecorded.values())

    def settle(self, talk: Talk) -> Settled:
        """What is settled in a talk without running a rule.

        A forbidden rule none of whose phrases may stand anywhere finds nothing; a rule that depends on facts cannot be
        assessed where none is recorded.
        """
        not_assessed = dict(self._unrecorded) if self._asked_of_record.isdisjoint(talk.transcript.record) else {}
        heard = self._heard(talk)
        still = sorted(heard | (self._others - not_assessed.keys()))
        assessed = 0
        for scope, numbers in self._scopes.items():
            reason = talk.unassessable(scope)
            if reason is None:
                assessed += len(numbers) - len(numbers & heard)
            else:
                not_assessed.update((number, NotAssessed(self._names[number], reason)) for number in numbers - heard)
        return Settled(still, not_assessed, assessed)

    def in_order(self, not_assessed: Mapping[int, NotAssessed]) -> tuple[NotAssessed, ...]:
        """What is not assessed, by the numbers of the rules; one and the same tuple where nothing is recorded."""
        if not_assessed == self._unrecorded:
            return self._unrecorded_in_order
        return tuple(not_assessed[number] for number in sorted(not_assessed))

    def _heard(self, talk: Talk) -> set[int]:
        """The numbers of the rules that wait for phrases, one of which may stand somewhere."""
        if talk.occurrences.doubtful:  # where words may be misheard, every phrase may
            return set().union(*self._scopes.values())
        return {number for pattern in talk.occurrences.candidates for number in self._waiting.get(pattern, ())}


def not_recorded(rule: Rule, record: Mapping[str, Fact]) -> str | None:
    """The reason, where a fact that the rule depends on is not recorded."""
    missing = (*rule.when.missing(record), *(("started_at",) if rule.effective.missing(record) else ()))
    return f"not recorded: {', '.join(missing)}" if missing else None
