"""The fast way of linting and the plain one, which tries every phrase on every turn, on packs and talks made at random."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from servicelint.linter import Linter
from servicelint.transcript import Role, Transcript, Turn

PHRASES = [
    "不[太]知道",
    "没(办|方)法",
    "^您好",
    "再见$",
    "(用|租)户…不",
    "软(件|体)[不]",
    "{您}…自己…办",
    "请[您]稍等",
    "打开…门",
    "不行",
    "^(好的|行)$",
    "{phrase: 您, boundary: none}",
    "{regex: '\\\\d(块|元)'}",
    "{regex: '3\\\\.5'}",
]
WORDS = ["不知道", "太", "沒", "辦法", "您好", "再見", "使用者", "用户", "軟體", "软", "件", "你", "自己", "請", "稍等"]
MARKS = [
    "，",
    "。",
    "？",
    " ",
    ".",
    "3.5",
    "…",
    "“",
    "”",
    "\n",
    "开启",
    "打開",
    "門",
    "不行",
    "好的",
    "行",
    "5元",
    "嗯",
    "不",
]

roles = st.sampled_from(["agent", "customer", "any", "[agent, action]", "system"])
several = st.lists(st.sampled_from(PHRASES), min_size=1, max_size=3, unique=True)
scopes = st.sampled_from(["", "scope: first 1 turn, ", "scope: last 2 turns, ", "scope: first 50 %, "])


def listed(phrases: list[str]) -> str:
    return f"[{', '.join(one if one.startswith('{phrase') or one.startswith('{regex') else json.dumps(one) for one in phrases)}]"


@st.composite
def rules(draw: st.DrawFn) -> str:
    speech = f"role: {draw(roles)}, {draw(scopes)}phrases: {listed(draw(several))}"
    kind = draw(st.sampled_from(["forbidden", "required", "answer", "order"]))
    if kind == "answer":
        speech += f", before: {draw(st.sampled_from(['true', 'false']))}"
        speech += f", when: {{role: {draw(roles)}, phrases: {listed(draw(several))}}}"
    elif kind == "order":
        steps = (f"{{name: {n}, role: {draw(roles)}, phrases: {listed(draw(several))}, must: true}}" for n in "ab")
        return f"check: order, steps: [{', '.join(steps)}]"
    else:
        speech += f", unless: {listed(draw(several))}" if draw(st.booleans()) else ""
    if kind == "forbidden" and draw(st.booleans()):
        speech += f", suspect: {listed(draw(several))}"
    if kind == "required":
        speech += f", at_least: {draw(st.integers(1, 2))}"
    return f"check: {kind}, {speech}"


turns = st.tuples(
    st.sampled_from(["agent", "customer", "action", "system", "unknown"]),
    st.lists(st.sampled_from([*WORDS, *MARKS]), max_size=7).map("".join),
)


def transcript(said: list[tuple[Any, str]], record: dict[str, Any]) -> Transcript:
    made: list[tuple[Role, str]] = [(role, text) for role, text in said]
    return Transcript("t", tuple(Turn(role, text) for role, text in made), record)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(rules(), min_size=1, max_size=4), st.lists(st.lists(turns, max_size=5), min_size=1, max_size=6))
def test_the_fast_way_and_the_plain_way_agree(
    linter_of: Callable[..., Linter], made: list[str], talks: list[list[tuple[Any, str]]]
) -> None:
    head = "words: {您: [您, 你]}\n"
    text = "".join(
        f"- {{id: r{number}, title: 甲, {rule}, examples: {{bad: [好], good: [好]}}}}\n"
        for number, rule in enumerate(made)
    )
    linter = linter_of(text, head)
    for said in talks:
        whole = transcript(said, {"channel": "call"})
        assert linter.lint(whole) == linter.lint_plainly(whole)
