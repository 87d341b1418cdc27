"""Holds what the rules say against what people said of the same words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from servicelint.checks.forbidden import Forbidden
from servicelint.evaluation.corpus import Label, Row
from servicelint.linter import Linter
from servicelint.matching.boundary import stands
from servicelint.matching.occurrences import spans
from servicelint.report import Innocent, TranscriptReport
from servicelint.text.sentences import sentences
from servicelint.violation import Certainty, Violation


@dataclass(frozen=True, slots=True)
class Judgement:
    """A label and what the pack says of its words: ``certainty`` is None when no rule flags them.

    ``reason`` says why not, or on whose account.
    """

    row: Row
    label: Label
    certainty: Certainty | None
    rules: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class Unlabelled:
    """A violation in a judged turn whose words carry no label: someone should judge it."""

    row: Row
    violation: Violation


def judge(linter: Linter, rows: Iterable[Row]) -> Iterator[Judgement | Unlabelled]:
    """Every label with its judgement, and what was found besides. Only ``forbidden`` rules are measured."""
    for row in rows:
        report = linter.lint(row.talk)
        found = [v for v in report.violations if v.kind == "forbidden" and v.turn - 1 in row.labelled_turns]
        for label in row.labels:
            yield _judgement(linter, row, label, report, [v for v in found if _overlaps(row, v, label)])
        for violation in found:
            if not any(_overlaps(row, violation, label) for label in row.labels):
                yield Unlabelled(row, violation)


def _overlaps(row: Row, found: Violation | Innocent, label: Label) -> bool:
    start = row.talk.turns[found.turn - 1].offset(found.line, found.column)
    return found.turn - 1 == label.turn and start < label.end and label.start < start + len(found.text)


def _judgement(linter: Linter, row: Row, label: Label, report: TranscriptReport, flagged: list[Violation]) -> Judgement:
    rules = tuple(dict.fromkeys(violation.rule for violation in flagged))
    if not flagged:
        return Judgement(row, label, None, rules, _why_not(linter, row, label, report.innocent))
    certain = any(violation.certainty == "certain" for violation in flagged)
    quotes = "、".join(f"{violation.rule} “{violation.text}”" for violation in flagged)
    return Judgement(row, label, "certain" if certain else "review", rules, quotes)


def _why_not(linter: Linter, row: Row, label: Label, innocent: Iterable[Innocent]) -> str:
    """Which ``unless`` let the words off, which phrase would cut a word there, or that no phrase knows them."""
    for one in innocent:
        if _overlaps(row, one, label):
            return f"unless “{one.unless}” ({one.rule})"
    for rule in linter.rules:
        for phrase in rule.check.searched() if isinstance(rule.check, Forbidden) else ():
            for sentence in sentences(row.talk.turns[label.turn].text):
                for first, last in spans(phrase, sentence.text):
                    start, end = sentence.span(first, last)
                    meets = start < label.end and label.start < end
                    if meets and phrase.boundary and not stands(sentence, first, last):
                        return f"word boundary: “{phrase.source}” ({rule.name})"
    return "no phrase"
