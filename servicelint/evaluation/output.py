"""The figures as text for people and as JSON for programs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from servicelint.evaluation.figures import Counts, Evaluation
from servicelint.evaluation.judging import Judgement
from servicelint.summary import Rate


def as_text(evaluation: Evaluation, *, cases: bool) -> Iterator[str]:
    """Lines of the report; with ``cases`` every miss and false alarm, with the reason."""
    yield from _total(evaluation.total)
    yield from _table("规则", evaluation.by_rule)
    yield from _table("分组", evaluation.by_group)
    if evaluation.unlabelled:
        yield f"另有 {len(evaluation.unlabelled)} 处命中没有标注"
    if cases:
        yield from _cases("漏报", evaluation.misses)
        yield from _cases("误报", evaluation.false_alarms)
        for one in evaluation.unlabelled:
            yield f"  未标注  {one.row.talk.id}  {one.violation.rule} “{one.violation.text}”"


def as_json(evaluation: Evaluation) -> dict[str, Any]:
    """The figures and cases as plain values."""
    return {
        "total": _counts_json(evaluation.total),
        "rules": {name: _counts_json(counts) for name, counts in sorted(evaluation.by_rule.items())},
        "groups": {name: _counts_json(counts) for name, counts in sorted(evaluation.by_group.items())},
        "misses": [_case_json(one) for one in evaluation.misses],
        "false_alarms": [_case_json(one) for one in evaluation.false_alarms],
        "unlabelled": [
            {"id": one.row.talk.id, "rule": one.violation.rule, "text": one.violation.text}
            for one in evaluation.unlabelled
        ],
    }


def _total(counts: Counts) -> Iterator[str]:
    yield f"{counts.labels} 处标注，其中 {counts.breaches} 处违规"
    yield f"确定的判对率 {_rate(counts.precision)}"
    yield f"确定的查全率 {_rate(counts.recall_certain)}，F1 {counts.f1:.3f}"
    yield f"确定加待复核的查全率 {_rate(counts.recall)}"
    yield f"待复核占 {_rate(counts.review_share)}"


def _table(title: str, groups: Mapping[str, Counts]) -> Iterator[str]:
    if not groups:
        return
    yield f"{title}：确定 对/错，待复核 对/错，漏，判对率，查全率（含待复核）"
    for name, counts in sorted(groups.items()):
        certain = f"{counts.certain_right}/{counts.certain_wrong}"
        review = f"{counts.review_right}/{counts.review_wrong}"
        shares = f"{_share(counts.precision)}  {_share(counts.recall) if title == '分组' else '–'}"
        yield f"  {name or '（无）'}  {certain}  {review}  {counts.missed}  {shares}"


def _cases(title: str, cases: list[Judgement]) -> Iterator[str]:
    for one in cases:
        text = one.row.talk.turns[one.label.turn].text
        marked = f"{text[: one.label.start]}【{one.row.quote(one.label)}】{text[one.label.end :]}"
        yield f"  {title}  {one.row.talk.id}  {marked}  {one.reason}"


def _rate(rate: Rate) -> str:
    low, high = rate.interval
    return f"{rate.value:.1%}（{rate.count}/{rate.total}，95% 区间 {low:.1%}–{high:.1%}）"


def _share(rate: Rate) -> str:
    return f"{rate.value:.0%}" if rate.total else "–"


def _counts_json(counts: Counts) -> dict[str, Any]:
    return {
        "labels": counts.labels,
        "breaches": counts.breaches,
        "certain": {"right": counts.certain_right, "wrong": counts.certain_wrong},
        "review": {"right": counts.review_right, "wrong": counts.review_wrong},
        "missed": counts.missed,
        "precision": _rate_json(counts.precision),
        "recall_certain": _rate_json(counts.recall_certain),
        "recall": _rate_json(counts.recall),
        "review_share": _rate_json(counts.review_share),
        "f1": round(counts.f1, 4),
    }


def _rate_json(rate: Rate) -> dict[str, Any]:
    low, high = rate.interval
    value = round(rate.value, 4) if rate.total else None
    return {"count": rate.count, "total": rate.total, "rate": value, "low": round(low, 4), "high": round(high, 4)}


def _case_json(one: Judgement) -> dict[str, Any]:
    turn = one.row.talk.turns[one.label.turn]
    return {
        "id": one.row.talk.id,
        "text": turn.text,
        "start": one.label.start,
        "end": one.label.end,
        "category": one.label.category,
        "rules": list(one.rules),
        "reason": one.reason,
    }
