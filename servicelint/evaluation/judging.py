"""Holds what the rules say against what people said of the same words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from servicelint.evaluation.causes import Cause, cause_of, overlaps, span
from servicelint.evaluation.corpus import Label, Row
from servicelint.linter import Linter
from servicelint.report import TranscriptReport
from servicelint.violation import Certainty, Violation


@dataclass(frozen=True, slots=True)
class Flag:
    """What a rule found in the words of a label; ``start`` and ``end`` are offsets into the text of the turn."""

    rule: str
    certainty: Certainty
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Judgement:
    """A label and what the pack says of its words: flags, or the ``cause`` why there are none.

    ``owners`` are the rules that an unflagged label counts against: the one that saw the words and let them pass, else
    the one its row names, else all rules of its clause.
    """

    row: Row
    label: Label
    flags: tuple[Flag, ...]
    cause: Cause | None = None
    owners: tuple[str, ...] = ()

    @property
    def certainty(self) -> Certainty | None:
        """The surest that any rule says; None when no rule flags the words."""
        return _surest(self.flags)

    @property
    def rules(self) -> Mapping[str, Certainty | None]:
        """What each rule that answers for the label says of it."""
        if not self.flags:
            return dict.fromkeys(self.owners)
        return {one.rule: _surest(flag for flag in self.flags if flag.rule == one.rule) for one in self.flags}

    @property
    def reason(self) -> str:
        """Why the words are not flagged, or on whose account they are."""
        return "、".join(f"{flag.rule} “{flag.text}”" for flag in self.flags) if self.flags else str(self.cause)

    def value_of(self, key: str) -> str:
        """What the label or its row says under a key (category, clause, part); empty when nothing."""
        return self.label.category if key == "category" else str(self.row.about.get(key, ""))


@dataclass(frozen=True, slots=True)
class Unlabelled:
    """A violation in a judged turn whose words carry no label: someone should judge it."""

    row: Row
    violation: Violation


def judge(linter: Linter, rows: Iterable[Row]) -> Iterator[Judgement | Unlabelled]:
    """Every label with its judgement, and what was found besides. Only ``forbidden`` rules are measured."""
    answering = _rules_by_clause(linter)
    for row in rows:
        report = linter.lint(row.talk)
        found = [v for v in report.violations if v.kind == "forbidden" and v.turn - 1 in row.labelled_turns]
        for label in row.labels:
            flagged = [violation for violation in found if overlaps(row, violation, label)]
            if flagged:
                yield Judgement(row, label, tuple(_flag(row, violation) for violation in flagged))
            else:
                yield _unflagged(linter, row, label, report, answering)
        for violation in found:
            if not any(overlaps(row, violation, label) for label in row.labels):
                yield Unlabelled(row, violation)


def _flag(row: Row, violation: Violation) -> Flag:
    return Flag(violation.rule, violation.certainty, *span(row, violation), violation.text)


def _surest(flags: Iterable[Flag]) -> Certainty | None:
    said = {flag.certainty for flag in flags}
    return "certain" if "certain" in said else "review" if said else None


def _unflagged(
    linter: Linter, row: Row, label: Label, report: TranscriptReport, answering: Mapping[str, tuple[str, ...]]
) -> Judgement:
    cause = cause_of(linter, row, label, report)
    named = cause.rule or row.about.get("rule")
    owners = (str(named),) if named else answering.get(str(row.about.get("clause", "")), ())
    return Judgement(row, label, (), cause, owners)


def _rules_by_clause(linter: Linter) -> Mapping[str, tuple[str, ...]]:
    """The measured rules by the number of each clause they serve."""
    answering: dict[str, tuple[str, ...]] = {}
    for rule in linter.rules:
        if rule.kind == "forbidden":
            for number in dict.fromkeys(clause.rpartition("/")[2] for clause in rule.clauses):
                answering[number] = (*answering.get(number, ()), rule.name)
    return answering
