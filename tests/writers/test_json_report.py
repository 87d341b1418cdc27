from __future__ import annotations

import io
import json
from importlib.resources import files

import pytest
from jsonschema import Draft202012Validator

from servicelint.linter import Linter
from servicelint.pack_loader import builtin_packs, load_pack
from servicelint.readers import read_transcript
from servicelint.report import Failure
from servicelint.writers import Run
from servicelint.writers.json_report import write_json
from tests.conftest import ROOT, talk

SCHEMA = Draft202012Validator(
    json.loads(files("servicelint.schemas").joinpath("report.schema.json").read_text("utf-8"))
)


def written(linter: Linter, results: list[object]) -> dict[str, object]:
    out = io.StringIO()
    write_json(results, Run(linter.pack_infos, linter.rules), out)  # type: ignore[arg-type]
    report: dict[str, object] = json.loads(out.getvalue())
    SCHEMA.validate(report)
    return report


@pytest.mark.parametrize("pack", builtin_packs())
def test_reports_on_the_corpora_follow_the_schema(pack: str) -> None:
    linter = Linter([load_pack(pack)])
    reports = [linter.lint(read_transcript(path)) for path in sorted((ROOT / "corpora").glob("*/*.txt"))]
    written(linter, list(reports))
    for report in reports:
        assert linter.scoring.start - sum(line.penalty for line in report.ledger) == pytest.approx(report.score)


def test_the_schema_is_strict() -> None:
    linter = Linter([load_pack("general")])
    report = written(linter, [linter.lint(talk("客服：不知道")), Failure("a.txt", "a.txt: broken")])
    for broken in (report | {"extra": 1}, {key: value for key, value in report.items() if key != "summary"}):
        assert not SCHEMA.is_valid(broken)
    transcript = report["transcripts"][0]  # type: ignore[index]
    transcript["violations"][0]["severity"] = "grave"
    assert not SCHEMA.is_valid(report)


def test_an_empty_run() -> None:
    report = written(Linter([load_pack("general")]), [])
    assert report["transcripts"] == []
    assert report["summary"]["mean_score"] is None  # type: ignore[index]


def test_totals_by_agent_team_and_class(linter_of) -> None:  # type: ignore[no-untyped-def]
    linter = linter_of("""
        - {id: a, check: forbidden, title: 甲, severity: critical, class: compliance, phrases: [破解], examples: {bad: [破解], good: [好]}}
        - {id: b, check: measure, title: 满意度, field: satisfaction, scope: batch, min: 85, examples: {bad: [x], good: [y]}}
        """)
    talks = [
        "---\nagent: A\nteam: T\nsatisfaction: 80\n---\n客服：破解",
        "---\nagent: A\nteam: T\nsatisfaction: 96\n---\n客服：好",
        "---\nagent: B\n---\n客服：好",
    ]
    summary = written(linter, [linter.lint(talk(text)) for text in talks])["summary"]
    assert summary["transcripts"] == 3  # type: ignore[index]
    assert [(one["agent"], one["transcripts"], one["mean_score"]) for one in summary["agents"]] == [  # type: ignore[index]
        ("A", 2, 50),
        ("B", 1, 100),
    ]
    assert [(one["team"], one["critical_rate"]["rate"]) for one in summary["teams"]] == [("T", 0.5)]  # type: ignore[index]
    assert [(one["class"], one["count"]) for one in summary["classes"]] == [("compliance", 1)]  # type: ignore[index]
    assert summary["batch"] == [{"rule": "test/b", "mean": 88, "transcripts": 2, "passed": True}]  # type: ignore[index]
