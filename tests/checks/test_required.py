from __future__ import annotations

from collections.abc import Callable

import pytest

from servicelint.linter import Linter
from tests.conftest import talk


def rule(extra: str = "") -> str:
    return f"""
- id: skips-greeting
  check: required
  title: 未问候
  phrases: ["(您|你)好", 早上好]
  unless: [替我问您好]
  examples: {{bad: [喂], good: [您好]}}
  {extra}
"""


@pytest.mark.parametrize(
    ("extra", "text", "place"),
    [
        pytest.param("", "客服：您好", None, id="said"),
        pytest.param("", "客服：妳好像很急", (1, 9), id="cut out of a word"),
        pytest.param("", "客户：您好\n客服：喂", (2, 5), id="said by the customer"),
        pytest.param("", "客服：替我问您好", (1, 9), id="what unless touches does not count"),
        pytest.param("scope: first 1 turn", "客服：喂\n客服：您好", (1, 4), id="too late: points at the start"),
        pytest.param("scope: last 1 turn", "客服：您好\n客户：好\n客服：喂", (3, 5), id="too early: points at the end"),
        pytest.param("scope: last 1 turn", "客服：您好\n客服：喂\n  嗯", (3, 4), id="at the end of a continued turn"),
        pytest.param("at_least: 2", "客服：您好，早上好", None, id="twice"),
        pytest.param("at_least: 2", "客服：您好", (1, 6), id="once is too few"),
        pytest.param("scope: first 10 s", "[00:00] 客服：喂\n[00:20] 客服：您好", (1, 12), id="outside the seconds"),
        pytest.param("scope: first 10 s", "[00:00] 客户：喂\n[00:09] 客服：您好", None, id="within the seconds"),
        pytest.param("scope: last 10 s", "[00:00] 客服：您好\n[00:20] 客服：喂", (2, 13), id="last seconds"),
        pytest.param("scope: first 50 %", "客服：喂\n客户：喂\n客服：您好\n客户：好", (1, 4), id="outside the share"),
    ],
)
def test_places(linter_of: Callable[..., Linter], extra: str, text: str, place: tuple[int, int] | None) -> None:
    report = linter_of(rule(extra)).lint(talk(text))
    assert not report.not_assessed
    found = [(v.line, v.column, v.end_line, v.end_column, v.text) for v in report.violations]
    assert found == ([(*place, *place, "")] if place else [])


def test_names_the_window_and_the_nearest_miss(linter_of: Callable[..., Linter]) -> None:
    linter = linter_of("""
        - id: a
          check: required
          title: 未报单位
          scope: first 2 turns
          phrases: [这里是明基服务中心]
          examples: {bad: [您好], good: [这里是明基服务中心]}
        """)
    (violation,) = linter.lint(talk("客服：您好，這裡是明基服務站")).violations
    assert violation.message == "未报单位（查看范围：客服前 2 轮；最接近的是“這裡是明基服務站”）"


@pytest.mark.parametrize(
    ("extra", "text", "reason"),
    [
        ("", "客户：喂", "no turns of role agent"),
        ("", "A：喂\nB：您好", "no turns of role agent"),
        ("scope: first 30 s", "客服：喂", "no timestamps"),
        ("when: {channel: call}", "客服：喂", "not recorded: channel"),
    ],
)
def test_not_assessed(linter_of: Callable[..., Linter], extra: str, text: str, reason: str) -> None:
    report = linter_of(rule(extra)).lint(talk(text))
    assert not report.violations
    assert [one.reason for one in report.not_assessed] == [reason]


@pytest.mark.parametrize(("channel", "count"), [("call", 1), ("chat", 1), ("visit", 0)])
def test_when(linter_of: Callable[..., Linter], channel: str, count: int) -> None:
    report = linter_of(rule("when: {channel: [call, chat]}")).lint(talk(f"---\nchannel: {channel}\n---\n客服：喂"))
    assert len(report.violations) == count
    assert not report.not_assessed


@pytest.mark.parametrize(
    ("text", "violations", "reasons"),
    [
        pytest.param("客服：我把鞋套穿上", 0, [], id="said"),
        pytest.param("动作：穿鞋套", 0, [], id="done"),
        pytest.param("动作：进门\n客服：好", 1, [], id="neither said nor done"),
        pytest.param("客服：好", 0, ["no turns of role action"], id="nobody wrote down what was done"),
    ],
)
def test_what_may_have_been_done_unseen(
    linter_of: Callable[..., Linter], text: str, violations: int, reasons: list[str]
) -> None:
    linter = linter_of("""
        - {id: a, check: required, title: 未穿鞋套, role: [action, agent], phrases: [穿鞋套, 鞋套穿上],
           examples: {bad: [["动作：进门"]], good: [穿鞋套]}}
        """)
    report = linter.lint(talk(text))
    assert (len(report.violations), [one.reason for one in report.not_assessed]) == (violations, reasons)


@pytest.mark.parametrize(
    ("scope", "cut", "violations"),
    [
        ("first 1 turn", "start", 0),
        ("first 1 turn", "end", 1),
        ("first 1 turn", "both", 0),
        ("last 1 turn", "end", 0),
        ("last 1 turn", "start", 1),
        ("first 100 %", "false", 1),
    ],
)
def test_a_recording_that_is_cut_off(linter_of: Callable[..., Linter], scope: str, cut: str, violations: int) -> None:
    report = linter_of(rule(f"scope: {scope}")).lint(talk(f"---\ncut: {cut}\n---\n客服：喂"))
    assert len(report.violations) == violations
    assert [one.reason for one in report.not_assessed] == [f"the recording is cut off: {cut}"] * (1 - violations)


@pytest.mark.parametrize(
    ("text", "certainties"),
    [
        pytest.param("客服：早上好", [], id="said"),
        pytest.param("客服：早上豪", ["review"], id="by its sound alone"),
        pytest.param("客服：早上豪，您好", [], id="both"),
        pytest.param("客服：喂", ["certain"], id="not at all"),
    ],
)
def test_a_phrase_known_by_its_sound_leaves_a_doubt(
    linter_of: Callable[..., Linter], text: str, certainties: list[str]
) -> None:
    report = linter_of(rule("tolerate: homophones")).lint(talk(text))
    assert [v.certainty for v in report.violations] == certainties
