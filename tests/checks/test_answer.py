from __future__ import annotations

from collections.abc import Callable

import pytest

from servicelint.linter import Linter
from tests.conftest import talk


def rule(extra: str = "", when: str = "phrases: [送您, 请喝水], unless: [不送您], role: customer") -> str:
    return f"""
- id: takes-gift
  check: answer
  title: 未婉拒
  when: {{{when}}}
  phrases: [谢谢, 心领, 不用了]
  unless: [不谢谢]
  examples: {{bad: [["客户：送您", "客服：好"]], good: [["客户：送您", "客服：谢谢"]]}}
  {extra}
"""


@pytest.mark.parametrize(
    ("extra", "text", "places"),
    [
        pytest.param("", "客户：喂\n客服：喂", [], id="no occasion"),
        pytest.param("", "客户：送您\n客服：心领了", [], id="answered"),
        pytest.param("", "客服：谢谢\n客户：送您\n客服：好", [(3, 5)], id="said before, not after"),
        pytest.param("", "客户：送您\n客户：谢谢", None, id="nobody to answer"),
        pytest.param("", "客户：不送您\n客服：好", [], id="occasion let off"),
        pytest.param("", "客户：送您\n客服：不谢谢", [(2, 7)], id="answer let off"),
        pytest.param("within: 1 turn", "客户：送您\n客服：哦\n客服：谢谢", [(2, 5)], id="too late by turns"),
        pytest.param("within: 2 turns", "客户：送您\n客服：哦\n客户：嗯\n客服：谢谢", [], id="in time by turns"),
        pytest.param("", "客户：送您\n客户：请喝水\n客服：好", [(3, 5)], id="two occasions, one window"),
        pytest.param(
            "", "客户：送您\n客服：好\n客户：请喝水\n客服：谢谢", [], id="without a limit the end is the limit"
        ),
        pytest.param(
            "within: 1 turn",
            "客户：送您\n客服：好\n客户：请喝水\n客服：好",
            [(2, 5), (4, 5)],
            id="two occasions, two windows",
        ),
        pytest.param("within: 5 s", "[00:01] 客户：送您\n[00:08] 客服：谢谢", [(1, 14)], id="too late by seconds"),
        pytest.param(
            "within: 5 s", "[00:01 --> 00:04] 客户：送您\n[00:08] 客服：谢谢", [], id="seconds count from the end"
        ),
        pytest.param("within: 5 s", "客户：送您\n客服：谢谢", None, id="no timestamps"),
        pytest.param("before: true", "客服：谢谢\n客户：送您", [], id="before"),
        pytest.param("before: true", "客户：送您\n客服：谢谢", [(1, 4)], id="only after"),
    ],
)
def test_places(linter_of: Callable[..., Linter], extra: str, text: str, places: list[tuple[int, int]] | None) -> None:
    report = linter_of(rule(extra)).lint(talk(text))
    assert [(v.line, v.column) for v in report.violations] == (places or [])
    assert bool(report.not_assessed) == (places is None)


def test_in_the_same_turn_only_what_follows_counts(linter_of: Callable[..., Linter]) -> None:
    linter = linter_of("""
        - id: opens-case-unasked
          check: answer
          title: 未征得同意
          when: {phrases: [打开机箱], role: agent}
          before: true
          within: 1 turn
          phrases: [可以吗]
          examples: {bad: [我打开机箱], good: [["客服：可以吗", "客服：我打开机箱"]]}
        """)
    assert not linter.lint(talk("客服：可以吗，我打开机箱")).violations
    (violation,) = linter.lint(talk("客服：可以吗\n客服：嗯\n客服：我打开机箱，可以吗")).violations
    assert (violation.line, violation.column, violation.text) == (3, 5, "")
    assert violation.message == "未征得同意（在“打开机箱”之前，1 轮之内；最接近的是“可以吗”）"


def test_a_fact_as_the_occasion(linter_of: Callable[..., Linter]) -> None:
    linter = linter_of(rule(when="paid: true"))
    assert not linter.lint(talk("---\npaid: false\n---\n客服：好")).violations
    assert not linter.lint(talk("---\npaid: true\n---\n客服：谢谢")).violations
    (violation,) = linter.lint(talk("---\npaid: true\n---\n客服：好")).violations
    assert (violation.line, violation.column) == (4, 5)
    assert linter.lint(talk("客服：好")).not_assessed[0].reason == "not recorded: paid"


def test_what_is_said_in_the_same_turn_counts(linter_of: Callable[..., Linter]) -> None:
    linter = linter_of("""
        - id: consults-unasked
          check: answer
          title: 未征求意见
          when: {phrases: [跟研发讨论], role: agent}
          phrases: [行吗]
          examples: {bad: [我跟研发讨论], good: [行吗，我跟研发讨论]}
        """)
    assert not linter.lint(talk("客服：您看先挂电话行吗？我跟研发讨论一下")).violations
    assert linter.lint(talk("客服：行吗\n客服：我跟研发讨论一下")).violations


@pytest.mark.parametrize(
    ("text", "certainties"),
    [
        pytest.param("客户：请喝水\n客服：谢谢", [], id="answered"),
        pytest.param("客户：请喝水\n客服：不永了", ["review"], id="answered by sound"),
        pytest.param("客户：请喝谁\n客服：好", ["review"], id="an occasion by sound"),
        pytest.param("客户：请喝水\n客服：好", ["certain"], id="not answered"),
        pytest.param("客户：请喝谁，送您\n客服：好", ["certain"], id="one occasion is plain"),
    ],
)
def test_what_is_known_by_its_sound_leaves_a_doubt(
    linter_of: Callable[..., Linter], text: str, certainties: list[str]
) -> None:
    when = "phrases: [送您, 请喝水], role: customer, tolerate: homophones"
    report = linter_of(rule("tolerate: homophones", when)).lint(talk(text))
    assert [v.certainty for v in report.violations] == certainties


@pytest.mark.parametrize(("said", "certainties"), [("心领", []), ("不永了", ["review"]), ("好", ["certain"])])
def test_an_answer_to_the_record_known_by_its_sound(
    linter_of: Callable[..., Linter], said: str, certainties: list[str]
) -> None:
    linter = linter_of(rule("tolerate: homophones", "channel: call"))
    report = linter.lint(talk(f"---\nchannel: call\n---\n客服：{said}"))
    assert [v.certainty for v in report.violations] == certainties
