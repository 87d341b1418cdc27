"""What is wrong between the rules of a pack, where each rule by itself is in order."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from servicelint.checks.answer import Answer
from servicelint.checks.breach import Outcome, Talk
from servicelint.checks.forbidden import Forbidden
from servicelint.checks.order import Order
from servicelint.checks.required import Required
from servicelint.checks.speech import Speech
from servicelint.errors import Problem
from servicelint.matching.compiled import Phrase
from servicelint.matching.expression import count_readings, readings, runs
from servicelint.matching.matcher import Matcher
from servicelint.matching.phrase import Literal, parse
from servicelint.pack import Pack, Rule
from servicelint.transcript import Transcript, Turn

MAX_READINGS = 5000
"""A phrase with more readings is not tried."""
MAX_SAMPLES = 200
"""Readings of a phrase that are tried at most."""
CONTINUATION = "一下这个"
"""Plain words that may follow any phrase."""


def inconsistencies(pack: Pack) -> list[Problem]:
    """Phrases that one rule demands and another forbids, rules that flag the same characters, impossible orders."""
    trial = _Trial()
    return sorted(
        {*_demanded_and_forbidden(pack, trial), *_flagged_twice(pack, trial), *_impossible_orders(pack, trial)}
    )


def _demanded_and_forbidden(pack: Pack, trial: _Trial) -> Iterator[Problem]:
    forbidden = [rule for rule in pack.rules if isinstance(rule.check, Forbidden)]
    for rule in pack.rules:
        for speech, text in _demanded(rule, pack):
            for other in forbidden:
                # With words after it too: a phrase may be the beginning of what is said.
                said = (_saying(speech, text), _saying(speech, text + CONTINUATION))
                if _meet(rule, other) and all(trial.flagged(other, talk) for talk in said):
                    message = f"{other.name} forbids '{text}', which {rule.name} demands"
                    yield _problem(rule if rule.pack == pack.name else other, message)


def _demanded(rule: Rule, pack: Pack) -> Iterator[tuple[Speech, str]]:
    """What a rule wants to hear, as text; phrases with gaps are left out, as anything may stand there."""
    speeches: tuple[Speech, ...] = ()
    if isinstance(rule.check, Required | Answer):
        speeches = (rule.check.speech,)
    elif isinstance(rule.check, Order):
        speeches = tuple(step.speech for step in rule.check.steps if step.must)
    for speech in speeches:
        for phrase in speech.phrases:
            if not phrase.linear:
                for text in _texts(phrase, pack):
                    yield speech, text


def _texts(phrase: Phrase, pack: Pack) -> Iterator[str]:
    words = {name: texts for base in (*pack.extended, pack) for name, texts in base.words.items()}
    tree = parse(phrase.source, words)
    if count_readings(tree) > MAX_READINGS:
        return
    for reading in itertools.islice(readings(tree), MAX_SAMPLES):
        if all(isinstance(part, Literal) for part in reading):
            yield from runs(reading)


def _saying(speech: Speech, text: str) -> Transcript:
    role = (speech.scope.roles or ("agent",))[0]
    return Transcript("demanded", (Turn(role, text),))


def _flagged_twice(pack: Pack, trial: _Trial) -> Iterator[Problem]:
    """Bad examples of one rule of which another flags the very same characters."""
    forbidden = [rule for rule in pack.rules if isinstance(rule.check, Forbidden)]
    for rule in pack.own_rules:
        if not isinstance(rule.check, Forbidden):
            continue
        for example in rule.examples.bad:
            flagged = trial.flagged(rule, example.talk)
            for other in forbidden:
                if other.name != rule.name and _meet(rule, other) and flagged & trial.flagged(other, example.talk):
                    message = f"{rule.name} and {other.name} flag the same characters of '{example}'"
                    yield Problem(rule.source, example.line, example.column, message)


def _impossible_orders(pack: Pack, trial: _Trial) -> Iterator[Problem]:
    """Orders of which no good example shows that they can be kept, and steps that cannot be told apart."""
    for rule in pack.own_rules:
        if not isinstance(rule.check, Order):
            continue
        for first, second in itertools.combinations(rule.check.steps, 2):
            shared = {phrase.pattern for phrase in first.speech.phrases} & {p.pattern for p in second.speech.phrases}
            if shared and set(first.speech.scope.roles) & set(second.speech.scope.roles):
                yield _problem(rule, f"{rule.name}: steps '{first.name}' and '{second.name}' share a phrase")
        outcomes = [trial.run(rule, example.talk) for example in rule.examples.good]
        if not any(outcome.not_assessed is None for outcome in outcomes):
            yield _problem(rule, f"{rule.name}: no good example shows that the order can be kept")


def _meet(rule: Rule, other: Rule) -> bool:
    """Whether both rules can apply to one record: no fact is wanted otherwise by the two."""
    return all(
        {str(value) for value in values} & {str(value) for value in other.when.facts.get(name, values)}
        for name, values in rule.when.facts.items()
    )


class _Trial:
    """Runs single rules on little talks; each rule is compiled once."""

    def __init__(self) -> None:
        self._matchers: dict[str, Matcher] = {}

    def run(self, rule: Rule, talk: Transcript) -> Outcome:
        matcher = self._matchers.setdefault(rule.name, Matcher(rule.check.searched()))
        return rule.check.run(Talk(talk, matcher.everywhere(talk.turns), complete=True))

    def flagged(self, rule: Rule, talk: Transcript) -> set[tuple[int, int, int]]:
        """The places where the rule is certainly breached."""
        breaches = self.run(rule, talk).breaches
        return {(breach.turn, breach.start, breach.end) for breach in breaches if breach.certainty == "certain"}


def _problem(rule: Rule, message: str) -> Problem:
    return Problem(rule.source, rule.line, rule.column, message)
