"""A pack's own proof: runs the examples of its rules, and says which do not do what they say."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from servicelint.checks.breach import Outcome, Talk
from servicelint.errors import Problem
from servicelint.example import Example
from servicelint.matching.matcher import Matcher
from servicelint.matching.occurrences import Match, Occurrences
from servicelint.pack import Pack, Rule


def prove(pack: Pack) -> list[Problem]:
    """The defects of the pack's own rules that its examples bring to light, in file order; empty when all is well."""
    rules = (problem for rule in pack.own_rules for problem in prove_rule(rule))
    contexts = (problem for name in pack.context_examples for problem in prove_context(pack, name))
    return sorted([*rules, *contexts])


def prove_context(pack: Pack, name: str) -> Iterator[Problem]:
    """Look at the words between 【 and 】 in each example of one context: do they stand in it, or not."""
    examples = pack.context_examples[name]
    for inside, example in [(True, one) for one in examples.inside] + [(False, one) for one in examples.outside]:
        *before, turn = example.talk.turns
        start, end = turn.text.index("【"), turn.text.index("】") - 1
        turns = (*before, replace(turn, text=turn.text.replace("【", "").replace("】", "")))
        match = Match(len(before), start, end, 0, 0, 0)
        if (Occurrences(turns, {}).context(match, [pack.contexts[name]]) is not None) != inside:
            complaint = "example does not stand in it" if inside else "example stands in it"
            yield Problem(pack.source, example.line, example.column, f"context '{name}': {complaint}: {example}")


def prove_rule(rule: Rule) -> Iterator[Problem]:
    """Run every example of one rule: the expected verdict, and whether each ``unless`` lets something off."""
    matcher = Matcher(rule.check.searched())
    fired: set[str] = set()
    kinds = (("bad", rule.examples.bad), ("good", rule.examples.good), ("review", rule.examples.review))
    for kind, examples in kinds:
        for example in examples:
            outcome = _run(rule, matcher, example)
            fired.update(let_off.unless for let_off in outcome.let_off)
            complaint = _complaint(kind, outcome)
            if complaint:
                yield Problem(rule.source, example.line, example.column, f"{rule.name}: {complaint}: {example}")
    for phrase in rule.check.exceptions():
        if phrase.source not in fired:
            message = f"{rule.name}: no example is let off by 'unless' phrase '{phrase.source}'; add one or drop it"
            yield Problem(rule.source, rule.line, rule.column, message)


def _run(rule: Rule, matcher: Matcher, example: Example) -> Outcome:
    talk = example.talk
    if example.with_record:
        missing = rule.when.missing(talk.record)
        if missing:
            return Outcome(not_assessed=f"not recorded: {', '.join(missing)}")
        if rule.when.contradicted(talk.record):
            return Outcome()
    # To compile what scans takes longer than to try every phrase on some short talks.
    return rule.check.run(Talk(talk, matcher.everywhere(talk.turns), complete=True))


def _complaint(kind: str, outcome: Outcome) -> str | None:
    if outcome.not_assessed is not None and kind != "good":
        return f"{kind} example is not assessed ({outcome.not_assessed})"
    certain = any(breach.certainty == "certain" for breach in outcome.breaches)
    if kind == "good" and outcome.breaches:
        return "good example is flagged"
    if kind == "bad" and not certain:
        return "bad example is flagged for review only" if outcome.breaches else "bad example is not flagged"
    if kind == "review" and (certain or not outcome.breaches):
        return "example for review is flagged as certain" if certain else "example for review is not flagged"
    return None
