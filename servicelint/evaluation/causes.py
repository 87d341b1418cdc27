"""Why no rule flags the words of a label: what stood in the way, and whose rule it was."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from servicelint.checks.forbidden import Forbidden
from servicelint.evaluation.corpus import Label, Row
from servicelint.linter import Linter
from servicelint.matching.boundary import stands
from servicelint.matching.compiled import Phrase
from servicelint.matching.fits import spans
from servicelint.pack import Rule
from servicelint.report import Innocent, TranscriptReport
from servicelint.text.sentences import Sentence, sentences
from servicelint.violation import Violation

Obstacle = Literal["unless", "boundary", "idle", "merged", "unknown"]
"""An exception let the words off; a word would be cut; the rule does not apply there; the match is part of another
one, beside the label; no phrase knows the words."""


@dataclass(frozen=True, slots=True)
class Cause:
    """What kept the words from being flagged.

    ``phrase`` is as written in the pack: the ``unless`` of that obstacle, else the phrase that was found; ``start`` and
    ``end`` are the offsets in the turn of what was found. All are empty when no phrase knows the words. ``detail`` says
    why an idle rule is idle.
    """

    obstacle: Obstacle
    rule: str = ""
    phrase: str = ""
    start: int = 0
    end: int = 0
    detail: str = ""

    def __str__(self) -> str:
        """The cause in words."""
        words = {
            "unless": f"unless “{self.phrase}” 放过（{self.rule}）",
            "boundary": f"词界：“{self.phrase}” 会切断词（{self.rule}）",
            "idle": f"规则在此不适用：“{self.phrase}”（{self.rule}，{self.detail}）",
            "merged": f"已并入相邻的命中：“{self.phrase}”（{self.rule}）",
            "unknown": "没有短语认得",
        }
        return words[self.obstacle]


def overlaps(row: Row, found: Violation | Innocent, label: Label) -> bool:
    """Whether a finding shares a character with a label."""
    return _shares(row, found, label.turn, label.start, label.end)


def span(row: Row, found: Violation | Innocent) -> tuple[int, int]:
    """The offsets of a finding in the text of its turn."""
    start = row.talk.turns[found.turn - 1].offset(found.line, found.column)
    return start, start + len(found.text)


def _shares(row: Row, found: Violation | Innocent, turn: int, first: int, last: int) -> bool:
    if found.turn - 1 != turn:
        return False
    start, end = span(row, found)
    return start < last and first < end


def cause_of(linter: Linter, row: Row, label: Label, report: TranscriptReport) -> Cause:
    """The first thing that kept the words of a label from being flagged, exceptions before all others."""
    measured = {rule.name: (rule, rule.check) for rule in linter.rules if isinstance(rule.check, Forbidden)}
    for one in report.innocent:
        if one.rule in measured and overlaps(row, one, label):
            return Cause("unless", one.rule, one.unless, *span(row, one))
    said = sentences(row.talk.turns[label.turn].text)
    for rule, check in measured.values():
        for phrase in (*check.phrases, *check.review, *check.suspect):
            for start, end, whole in _places(phrase, said, label):
                if not whole:
                    return Cause("boundary", rule.name, phrase.source, start, end)
                beside = any(v.rule == rule.name and _shares(row, v, label.turn, start, end) for v in report.violations)
                detail = "" if beside else _why_idle(rule, check, row, report)
                return Cause("merged" if beside else "idle", rule.name, phrase.source, start, end, detail)
    return Cause("unknown")


def _places(phrase: Phrase, said: Sequence[Sentence], label: Label) -> Iterator[tuple[int, int, bool]]:
    """Where a phrase stands in the words of a label, and whether without cutting a word."""
    for sentence in said:
        for first, last in spans(phrase, sentence.text):
            start, end = sentence.span(first, last)
            if start < label.end and label.start < end:
                yield start, end, not phrase.boundary or stands(sentence, first, last)


def _why_idle(rule: Rule, check: Forbidden, row: Row, report: TranscriptReport) -> str:
    """Why a rule has nothing to say of a place where one of its phrases stands."""
    if rule.when.contradicted(row.talk.record):
        return "when 不符"
    if not rule.effective.covers(row.talk.record):
        return "不在有效期内"
    return next((one.reason for one in report.not_assessed if one.rule == rule.name), f"scope：{check.scope}")
