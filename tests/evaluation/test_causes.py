from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from servicelint.evaluation.judging import Judgement, judge
from servicelint.linter import Linter
from tests.evaluation.labelled import RULES, row, rows_of

MORE = """
- {id: e, check: forbidden, title: 戊, scope: first 1 turn, phrases: [换货], examples: {bad: [换货], good: [好]}}
- {id: f, check: forbidden, title: 己, phrases: [不行啊, 啊你], boundary: none, examples: {bad: [不行啊, 啊你], good: [好]}}
- {id: g, check: forbidden, title: 庚, effective: {from: 2030-01-01}, phrases: [涨价], examples: {bad: [涨价], good: [好]}}
"""


@pytest.mark.parametrize(
    ("value", "obstacle", "rule", "place", "reason"),
    [
        pytest.param(row("哦您不知道吧", "不知道", True), "unless", "test/a", (2, 5), "unless “您不知道” 放过（test/a）", id="unless"),
        pytest.param(row("我们不管理它", "不管", True), "boundary", "test/a", (2, 4), "词界：“不管” 会切断词（test/a）", id="boundary"),
        pytest.param(row("改天吧", "改天", True, record={"channel": "call"}), "idle", "test/c", (0, 2), "规则在此不适用：“改天”（test/c，when 不符）", id="another channel"),
        pytest.param(row("改天吧", "改天", True), "idle", "test/c", (0, 2), "规则在此不适用：“改天”（test/c，not recorded: channel）", id="channel not recorded"),
        pytest.param(row("要换货", "换货", True, context=[{"role": "agent", "text": "喂"}]), "idle", "test/e", (1, 3), "规则在此不适用：“换货”（test/e，scope：客服前 1 轮）", id="out of scope"),
        pytest.param(row("涨价了", "涨价", True, record={"started_at": "2029-01-01T10:00:00"}), "idle", "test/g", (0, 2), "规则在此不适用：“涨价”（test/g，不在有效期内）", id="not yet in force"),
        pytest.param(row("不行啊你去问别人", "你去问别人", True), "merged", "test/f", (2, 4), "已并入相邻的命中：“啊你”（test/f）", id="merged"),
        pytest.param(row("跟我无关", "无关", True), "unknown", "", (0, 0), "没有短语认得", id="unknown"),
    ],
)  # fmt: skip
def test_what_kept_the_words_from_being_flagged(
    linter_of: Callable[..., Linter],
    value: dict[str, Any],
    obstacle: str,
    rule: str,
    place: tuple[int, int],
    reason: str,
) -> None:
    (judgement,) = (one for one in judge(linter_of(RULES + MORE), rows_of([value])) if isinstance(one, Judgement))
    cause = judgement.cause
    assert cause is not None
    assert (cause.obstacle, cause.rule, (cause.start, cause.end)) == (obstacle, rule, place)
    assert judgement.reason == reason


def test_a_rule_of_another_kind_is_no_reason(linter_of: Callable[..., Linter]) -> None:
    rules = """
    - {id: a, check: forbidden, title: 甲, phrases: [不管], examples: {bad: [不管], good: [好]}}
    - {id: b, check: required, title: 乙, phrases: [您], unless: [您好], examples: {bad: [您好], good: [您说]}}
    """
    (judgement,) = judge(linter_of(rules), rows_of([row("您好", "您", True)]))
    assert isinstance(judgement, Judgement)
    assert judgement.reason == "没有短语认得"


@pytest.mark.parametrize(
    ("about", "owners"),
    [
        pytest.param({"clause": "1"}, ("test/a", "test/c"), id="the rules of the clause"),
        pytest.param({"clause": "1", "rule": "test/d"}, ("test/d",), id="the rule of the sheet"),
        pytest.param({"clause": "9"}, (), id="a clause without rules"),
        pytest.param({}, (), id="nobody"),
    ],
)
def test_who_answers_for_words_that_nobody_flags(
    linter_of: Callable[..., Linter], about: dict[str, str], owners: tuple[str, ...]
) -> None:
    (judgement,) = judge(linter_of(RULES), rows_of([row("跟我无关", "无关", True, **about)]))
    assert isinstance(judgement, Judgement)
    assert tuple(judgement.rules) == owners
