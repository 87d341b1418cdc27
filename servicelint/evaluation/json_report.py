"""The figures and cases as JSON for programs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any, TextIO

import orjson

from servicelint.evaluation.figures import Counts, Evaluation
from servicelint.evaluation.judging import Judgement
from servicelint.evaluation.question import Floor, Question
from servicelint.summary import Rate


def write_json(evaluation: Evaluation, question: Question, out: TextIO) -> None:
    """Write what was asked, the figures and every case as one JSON object."""
    value = {
        "packs": [asdict(pack) for pack in question.packs],
        "corpora": question.corpora,
        "options": {"where": dict(question.where), "min_confidence": question.min_confidence, "by": question.by},
        "floors": {floor.name: _floor_json(floor) for floor in question.floors(evaluation.total)},
        "total": _counts_json(evaluation.total),
        "rules": _groups_json(evaluation.by_rule),
        "groups": _groups_json(evaluation.by_group),
        "misses": [_case_json(one) for one in evaluation.misses],
        "false_alarms": [_case_json(one) for one in evaluation.false_alarms],
        "reviews": [_case_json(one) for one in evaluation.reviews],
        "unlabelled": [
            {"id": one.row.talk.id, "rule": one.violation.rule, "text": one.violation.text}
            for one in evaluation.unlabelled
        ],
    }
    out.write(orjson.dumps(value, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE).decode())


def _groups_json(groups: Mapping[str, Counts]) -> dict[str, Any]:
    return {name: _counts_json(counts) for name, counts in sorted(groups.items())}


def _counts_json(counts: Counts) -> dict[str, Any]:
    low, high = counts.f1_interval
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
        "f1": round(counts.f1, 4) if counts.overlap.total else None,
        "f1_interval": {"low": round(low, 4), "high": round(high, 4)},
    }


def _rate_json(rate: Rate) -> dict[str, Any]:
    low, high = rate.interval
    value = round(rate.value, 4) if rate.total else None
    return {"count": rate.count, "total": rate.total, "rate": value, "low": round(low, 4), "high": round(high, 4)}


def _floor_json(floor: Floor) -> dict[str, Any]:
    return {"least": floor.least, "met": floor.met}


def _case_json(one: Judgement) -> dict[str, Any]:
    """One case: what was labelled, the rules that answer for it, what they found, or why nothing was."""
    return {
        "id": one.row.talk.id,
        "text": one.row.talk.turns[one.label.turn].text,
        "start": one.label.start,
        "end": one.label.end,
        "violation": one.label.violation,
        "category": one.label.category,
        "rules": list(one.rules),
        "found": [asdict(flag) for flag in one.flags],
        "cause": None if one.cause is None else asdict(one.cause),
        "reason": one.reason,
    }
