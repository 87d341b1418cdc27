from __future__ import annotations

from collections.abc import Callable

import pytest

from servicelint.checks.metrics import METRICS, Reading
from servicelint.linter import Linter
from servicelint.transcript import Transcript
from tests.conftest import talk


def rule(body: str) -> str:
    return f"- {{id: a, check: measure, title: 超限, {body}, examples: {{bad: [x], good: [y]}}}}"


def visit(record: str) -> Transcript:
    return talk("---\n" + record.replace("; ", "\n") + "\n---\n客服：好")


@pytest.mark.parametrize(
    ("body", "record", "message"),
    [
        pytest.param("field: rings, max: 3", "rings: 3", None, id="at the bound"),
        pytest.param("field: rings, max: 3", "rings: 5", "超限（rings：5，不超过 3）", id="above"),
        pytest.param("field: mastery, min: 85", "mastery: 80", "超限（mastery：80，不少于 85）", id="below"),
        pytest.param("field: hangup_by, equals: customer", "hangup_by: Customer", None, id="equal text"),
        pytest.param(
            "field: hangup_by, equals: customer",
            "hangup_by: agent",
            "超限（hangup_by：agent，应为 customer）",
            id="other text",
        ),
        pytest.param(
            "field: connected, equals: true", "connected: false", "超限（connected：False，应为 True）", id="flag"
        ),
        pytest.param("field: rings, equals: 3, tolerance: 1", "rings: 4", None, id="tolerance"),
        pytest.param("field: rings, max: 3", "rings: many", "超限（rings：many，不超过 3）", id="no number"),
        pytest.param(
            "between: [arrived_at, appointment_at], unit: min, min: 5, max: 10",
            "appointment_at: 2026-03-02T10:00:00+08:00; arrived_at: 2026-03-02T09:53:00+08:00",
            None,
            id="seven minutes early",
        ),
        pytest.param(
            "between: [arrived_at, appointment_at], unit: min, min: 5",
            "appointment_at: 2026-03-02T10:00:00+08:00; arrived_at: 2026-03-02T10:10",
            "超限（arrived_at → appointment_at：-10 分钟，不少于 5 分钟）",
            id="one with a zone: both local",
        ),
        pytest.param(
            "between: [ended_at, callback_at], unit: d, max: 7",
            "ended_at: 2026-03-02T23:59; callback_at: 2026-03-09",
            None,
            id="a date alone counts in days",
        ),
        pytest.param(
            "between: [ended_at, callback_at], unit: h, max: 24",
            "ended_at: 2026-03-02T10:00:00; callback_at: 2026-03-03T10:00:01",
            "超限（ended_at → callback_at：24.0003 小时，不超过 24 小时）",
            id="one second too late",
        ),
        pytest.param(
            "between: [ended_at, callback_at], unit: h, max: 1",
            "ended_at: 2026-03-02T10:00Z; callback_at: 2026-03-02T19:30+08:00",
            "超限（ended_at → callback_at：1.5 小时，不超过 1 小时）",
            id="zones",
        ),
    ],
)
def test_facts(linter_of: Callable[..., Linter], body: str, record: str, message: str | None) -> None:
    report = linter_of(rule(body)).lint(visit(record))
    assert [v.message for v in report.violations] == ([message] if message else [])
    assert not report.not_assessed


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ("field: rings, max: 3", "not recorded: rings"),
        ("between: [ended_at, callback_at], max: 3", "not recorded: ended_at, callback_at"),
        ("metric: longest_silence, max: 3", "no timestamps"),
    ],
)
def test_not_assessed(linter_of: Callable[..., Linter], body: str, reason: str) -> None:
    report = linter_of(rule(body)).lint(talk("客服：好\n客户：好"))
    assert [one.reason for one in report.not_assessed] == [reason]
    assert not report.violations


TIMED = """
    [00:00 --> 00:04] 客服：您好，请问有什么可以帮您
    [00:10 --> 00:20] 客户：打印机不动了怎么办
    [00:18 --> 00:20] 客服：好
    [00:21 --> 00:22] 客户：在吗？
    [00:23 --> 00:24] 系统：转接中
    [00:52 --> 00:53] 客户：喂
    """


@pytest.mark.parametrize(
    ("metric", "text", "reading"),
    [
        pytest.param("longest_silence", TIMED, Reading(30.0, 5), id="silence, the system's voice is silence"),
        pytest.param("overlap", TIMED, Reading(2.0, 2), id="overlap"),
        pytest.param("characters_a_minute", TIMED, Reading(120.0, 0), id="speed: 12 characters in 6 seconds"),
        pytest.param("longest_turn", TIMED, Reading(11, 0), id="longest turn"),
        pytest.param("unanswered_questions", TIMED, Reading(1, 3), id="unanswered"),
        pytest.param("unanswered_questions", "客户：怎么办？\n客服：我看看", Reading(0, 0), id="answered"),
        pytest.param("unanswered_questions", "客服：好\n客户：怎么办", Reading(1, 1), id="asked at the end"),
        pytest.param("last_speaker", TIMED, Reading("customer", 5), id="last speaker"),
        pytest.param("last_speaker", "客服：再见\n动作：挂机", Reading("agent", 0), id="an action is not speech"),
        pytest.param("last_speaker", "客服：再见\nA：好", "the last speaker's role is not known", id="unknown speaker"),
        pytest.param("longest_turn", "客户：喂", "no turns of role agent", id="no agent"),
        pytest.param("overlap", "[00:01] 客服：好", "no end times", id="no end times"),
        pytest.param("longest_silence", "[00:01] 动作：敲门", "nobody speaks", id="nobody speaks"),
    ],
)
def test_metrics(metric: str, text: str, reading: Reading | str) -> None:
    assert METRICS[metric](talk(text)) == reading


def test_a_mean_over_the_batch_is_no_violation_of_a_talk(linter_of: Callable[..., Linter]) -> None:
    linter = linter_of(rule("field: satisfaction, scope: batch, min: 85"))
    report = linter.lint(visit("satisfaction: 40"))
    assert not report.violations
    assert [(one.rule, one.value) for one in report.batch_values] == [("test/a", 40)]
    assert linter.lint(visit("rings: 1")).not_assessed[0].reason == "not recorded: satisfaction"
