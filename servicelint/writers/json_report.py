"""The JSON report, version 1, written transcript by transcript: a batch of any size takes constant memory."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, fields
from operator import attrgetter
from typing import Any, TextIO

import orjson

from servicelint._version import __version__
from servicelint.batch_means import batch_means
from servicelint.report import Failure, NotAssessed, Result, TranscriptReport
from servicelint.summary import Group, Rate, Tally
from servicelint.violation import Violation
from servicelint.writers.run import Run

VERSION = 1
_FIELDS = tuple(field.name for field in fields(Violation) if field.name not in ("context", "context_column"))
_values = attrgetter(*_FIELDS)


def write_json(results: Iterable[Result], run: Run, out: TextIO) -> None:
    """Write the report as one JSON document; the schema is ``servicelint/schemas/report.schema.json``."""
    tally, failures = Tally(), []
    tool = _json({"name": "servicelint", "version": __version__})
    out.write(f'{{"version": {VERSION},\n "tool": {tool},\n "packs": {_json([asdict(pack) for pack in run.packs])},\n')
    out.write(' "transcripts": [')
    separator = "\n  "
    written = _Written()
    for result in results:
        tally.add(result)
        if isinstance(result, Failure):
            failures.append({"path": result.path, "error": result.error})
            continue
        out.write(separator + _json(transcript_json(result, written(result.not_assessed))))
        separator = ",\n  "
    out.write(f'],\n "failures": {_json(failures)},\n "summary": {_json(summary_json(tally, run))}}}\n')


class _Written:
    """Writes what is not assessed, often the same many rules from one transcript to the next, once."""

    def __init__(self) -> None:
        self._last: tuple[NotAssessed, ...] = ()
        self._fragment = orjson.Fragment(b"[]")

    def __call__(self, not_assessed: tuple[NotAssessed, ...]) -> orjson.Fragment:
        if not_assessed is not self._last:
            self._last, self._fragment = not_assessed, orjson.Fragment(orjson.dumps(not_assessed))
        return self._fragment


def transcript_json(report: TranscriptReport, not_assessed: object) -> dict[str, Any]:
    """One transcript of the report as values that orjson writes: plain ones, dataclasses and fragments of JSON."""
    value: dict[str, Any] = {
        "path": report.path,
        "id": report.id,
        "channel": report.channel,
        "agent": report.agent,
        "score": report.score,
        "possible_score": report.possible_score,
        "passed": report.passed,
        "ledger": report.ledger,
        "violations": [violation_json(violation) for violation in report.violations],
        "not_assessed": not_assessed,
    }
    if report.inferred_roles:
        value["roles_inferred"] = dict(report.inferred_roles)
    return value


def violation_json(violation: Violation) -> dict[str, Any]:
    """One violation of the report as plain values."""
    value = dict(zip(_FIELDS, _values(violation), strict=True))
    if not violation.pointer:
        del value["pointer"]
    return value


def summary_json(tally: Tally, run: Run) -> dict[str, Any]:
    """The totals of the run as plain values."""
    return {
        **_group_json(tally.all),
        "failures": tally.failures,
        "reviews": tally.reviews,
        "violations": tally.by_severity(),
        "classes": [{"class": name, **_rate_json(rate)} for name, rate in tally.by_class()],
        "batch": [
            {"rule": one.rule.name, "mean": one.mean, "transcripts": one.transcripts, "passed": one.passed}
            for one in batch_means(run.rules, tally)
        ],
        "rules": [{"rule": rule, "violations": count, **_rate_json(rate)} for rule, count, rate in tally.by_rule()],
        "agents": [{"agent": name, **_group_json(group)} for name, group in sorted(tally.agents.items())],
        "teams": [{"team": name, **_group_json(group)} for name, group in sorted(tally.teams.items())],
    }


def _group_json(group: Group) -> dict[str, Any]:
    return {
        "transcripts": group.transcripts,
        "mean_score": group.mean_score,
        "pass_rate": _rate_json(group.pass_rate),
        "critical_rate": _rate_json(group.critical_rate),
    }


def _rate_json(rate: Rate) -> dict[str, Any]:
    low, high = rate.interval
    return {"count": rate.count, "rate": round(rate.value, 4), "low": round(low, 4), "high": round(high, 4)}


def _json(value: Any) -> str:
    return orjson.dumps(value).decode()
