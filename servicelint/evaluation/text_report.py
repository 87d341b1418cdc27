"""The figures as text for people."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TextIO

from wcwidth import wcswidth

from servicelint.evaluation.figures import Counts, Evaluation
from servicelint.evaluation.judging import Judgement
from servicelint.evaluation.question import Question
from servicelint.evaluation.wording import FLOORS, interval, key_name, share
from servicelint.summary import Rate

_COLUMNS = ("违规", "确定 对/错", "待复核 对/错", "漏", "判对率", "查全率（确定）", "查全率（含待复核）", "F1")


def write_text(evaluation: Evaluation, question: Question, out: TextIO) -> None:
    """Write the figures; with ``question.cases`` every miss and false alarm, with the reason."""
    for line in _lines(evaluation, question):
        out.write(line + "\n")


def _lines(evaluation: Evaluation, question: Question) -> Iterator[str]:
    yield from _total(evaluation.total)
    for floor in question.floors(evaluation.total):
        yield f"要求{FLOORS[floor.name]}不低于 {floor.least:.1%}：{'达到' if floor.met else '没有达到'}"
    yield from _table("规则", evaluation.by_rule)
    yield from _table(key_name(question.by or ""), evaluation.by_group)
    if evaluation.unlabelled:
        yield f"另有 {len(evaluation.unlabelled)} 处命中没有标注"
    if question.cases:
        yield from _cases("漏报", evaluation.misses)
        yield from _cases("误报", evaluation.false_alarms)
        for one in evaluation.unlabelled:
            yield f"  未标注  {one.row.talk.id}  {one.violation.rule} “{one.violation.text}”"


def _total(counts: Counts) -> Iterator[str]:
    low, high = counts.f1_interval
    yield f"{counts.labels} 处标注，其中 {counts.breaches} 处违规"
    yield f"确定的判对率 {_rate(counts.precision)}"
    yield f"确定的查全率 {_rate(counts.recall_certain)}，F1 {counts.f1:.3f}（95% 区间 {low:.3f}–{high:.3f}）"
    yield f"确定加待复核的查全率 {_rate(counts.recall)}"
    yield f"待复核占 {_rate(counts.review_share)}"


def _table(title: str, groups: Mapping[str, Counts]) -> Iterator[str]:
    """One line a group, in columns; a rate has its 95 % interval in brackets."""
    if not groups:
        return
    rows = [(title, *_COLUMNS), *((name or "（无）", *_cells(counts)) for name, counts in sorted(groups.items()))]
    widths = [max(map(wcswidth, column)) for column in zip(*rows, strict=True)]
    yield ""
    for row in rows:
        yield "  ".join(_padded(cell, width) for cell, width in zip(row, widths, strict=True)).rstrip()
    yield ""


def _cells(counts: Counts) -> Iterator[str]:
    yield str(counts.breaches)
    yield f"{counts.certain_right}/{counts.certain_wrong}"
    yield f"{counts.review_right}/{counts.review_wrong}"
    yield str(counts.missed)
    for rate in (counts.precision, counts.recall_certain, counts.recall):
        yield f"{share(rate)} ({interval(rate)})" if rate.total else "–"
    low, high = counts.f1_interval
    yield f"{counts.f1:.2f} ({low:.2f}–{high:.2f})" if counts.overlap.total else "–"


def _padded(cell: str, width: int) -> str:
    return cell + " " * (width - wcswidth(cell))


def _cases(title: str, cases: Iterable[Judgement]) -> Iterator[str]:
    for one in cases:
        text = one.row.talk.turns[one.label.turn].text
        marked = f"{text[: one.label.start]}【{one.row.quote(one.label)}】{text[one.label.end :]}"
        yield f"  {title}  {one.row.talk.id}  {marked}  {one.reason}"


def _rate(rate: Rate) -> str:
    return f"{rate.value:.1%}（{rate.count}/{rate.total}，95% 区间 {interval(rate, 1)}）"
