from __future__ import annotations

from collections.abc import Callable

import pytest

from servicelint.linter import Linter
from tests.conftest import talk

RULE = """
- id: says-dont-know
  check: forbidden
  title: 不知道
  severity: major
  phrases: ["不[太]清楚", 不知道]
  review: ["不知道…(吗|呢)$"]
  unless: ["{您}…不知道", "听不[太]清楚"]
  examples: {bad: [不知道], good: [您不知道]}
"""
HEAD = "words: {您: [您, 你]}"


@pytest.mark.parametrize(
    ("text", "places"),
    [
        pytest.param("客服：这个我不知道", [(1, 7, 10, "certain")], id="certain"),
        pytest.param("客服：這個我不太清楚啦", [(1, 7, 11, "certain")], id="traditional"),
        pytest.param("客服：不知道行不行呢", [(1, 4, 7, "review")], id="overlaps a review phrase"),
        pytest.param("客服：您也不知道", [], id="let off"),
        pytest.param("客服：我听不清楚", [], id="let off by overlap on the left"),
        pytest.param("客户：我不知道", None, id="no agent turn"),
        pytest.param("客户：我不知道\n客服：好的", [], id="said by the customer"),
        pytest.param(
            "客服：不知道。不清楚，不知道",
            [(1, 4, 7, "certain"), (1, 8, 11, "certain"), (1, 12, 15, "certain")],
            id="three",
        ),
        pytest.param("客服：好的\n  这个不知道", [(2, 5, 8, "certain")], id="in a continuation line"),
    ],
)
def test_places(linter_of: Callable[..., Linter], text: str, places: list[tuple[int, int, int, str]] | None) -> None:
    report = linter_of(RULE, HEAD).lint(talk(text))
    if places is None:
        assert [(rule.rule, rule.reason) for rule in report.not_assessed] == [
            ("test/says-dont-know", "no turns of role agent")
        ]
    else:
        assert [(v.line, v.column, v.end_column, v.certainty) for v in report.violations] == places
        assert not report.not_assessed


def test_review_phrase_alone_is_for_review(linter_of: Callable[..., Linter]) -> None:
    linter = linter_of("""
        - {id: a, check: forbidden, title: 标题, review: [没办法], examples: {review: [没办法], good: [有办法]}}
        """)
    (violation,) = linter.lint(talk("客服：没办法呀")).violations
    assert (violation.certainty, violation.text) == ("review", "没办法")


def test_overlapping_matches_of_one_rule_are_one_violation(linter_of: Callable[..., Linter]) -> None:
    linter = linter_of("""
        - {id: a, check: forbidden, title: 标题, phrases: [不管, 我们不管, 我们…不管], examples: {bad: [不管], good: [好]}}
        """)
    assert [v.text for v in linter.lint(talk("客服：我们公司我们不管")).violations] == ["不管"]


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        pytest.param("客服：我不嗯知道啊", ["不嗯知道"], id="filler"),
        pytest.param("客服：我不不不知道", ["不知道"], id="stutter"),
        pytest.param("客服：我不嗯，不知道", ["不知道"], id="both"),
        pytest.param("客服：您嗯不知道", [], id="what unless says of what was meant"),
        pytest.param("客服：您您不知道", [], id="the same of a stutter"),
        pytest.param("客服：我不知道，嗯我不嗯知道", ["不知道", "不嗯知道"], id="said and meant are told apart"),
    ],
)
def test_tolerated_hesitation(linter_of: Callable[..., Linter], text: str, quotes: list[str]) -> None:
    rule = "- {id: a, check: forbidden, title: 甲, phrases: [不知道], unless: [您不知道], examples: {bad: [不知道], good: [您不知道]}"
    tolerant = linter_of(rule + ", tolerate: [fillers, stutter]}")
    assert [v.text for v in tolerant.lint(talk(text)).violations] == quotes
    by_pack = linter_of(rule + "}", "tolerate: [fillers, stutter]")
    assert [v.text for v in by_pack.lint(talk(text)).violations] == quotes
    assert tolerant.lint(talk(text)) == tolerant.lint_plainly(talk(text))


@pytest.mark.parametrize(
    ("text", "certainties"),
    [
        pytest.param("客服：我们从不说“不知道”三个字", ["review"], id="quoted"),
        pytest.param("客服：我們不說「不知道」的", ["review"], id="corner marks"),
        pytest.param("客服：刚才“这个”我不知道", ["certain"], id="something else is quoted"),
        pytest.param("客服：“我不知道”", ["certain"], id="marks around the whole turn"),
        pytest.param("客服：“不知道，我不清楚”是不行的，我不清楚", ["review", "review", "certain"], id="some of it"),
    ],
)
def test_what_is_quoted_is_for_review(linter_of: Callable[..., Linter], text: str, certainties: list[str]) -> None:
    assert [v.certainty for v in linter_of(RULE, HEAD).lint(talk(text)).violations] == certainties


def test_scope_and_role(linter_of: Callable[..., Linter]) -> None:
    linter = linter_of("""
        - {id: a, check: forbidden, title: 标题, role: action, phrases: [抽烟], examples: {bad: [抽烟], good: [好]}}
        - {id: b, check: forbidden, title: 标题, scope: last 1 turn, phrases: [抽烟], examples: {bad: [抽烟], good: [好]}}
        """)
    report = linter.lint(talk("客服：抽烟\n动作：抽烟\n客服：好"))
    assert [(v.rule, v.turn) for v in report.violations] == [("test/a", 2)]


def test_what_was_let_off_is_reported(linter_of: Callable[..., Linter]) -> None:
    (innocent,) = linter_of(RULE, HEAD).lint(talk("客服：您不知道")).innocent
    assert (innocent.line, innocent.column, innocent.text, innocent.unless) == (1, 5, "不知道", "{您}…不知道")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param("客服：这个我不青楚", [("不青楚", "review")], id="by sound is for review"),
        pytest.param("客服：這個我不太情楚啦", [("不太情楚", "review")], id="traditional"),
        pytest.param("客服：不清楚，不只道", [("不清楚", "certain"), ("不只道", "review")], id="beside a certain one"),
        pytest.param("客服：不知道行不行尼", [("不知道", "certain")], id="a review phrase by sound takes nothing away"),
        pytest.param("客服：您也不只道", [], id="let off as meant"),
        pytest.param("客服：亭不清楚", [], id="let off by sound"),
        pytest.param("客服：我不嗯青楚", [("不嗯青楚", "review")], id="with a filler"),
        pytest.param("客服：部", [], id="one character"),
    ],
)
def test_tolerated_homophones(linter_of: Callable[..., Linter], text: str, found: list[tuple[str, str]]) -> None:
    tolerant = linter_of(RULE.rstrip() + "\n  tolerate: [fillers, homophones]\n", HEAD)
    report = tolerant.lint(talk(text))
    assert [(v.text, v.certainty) for v in report.violations] == found
    assert report == tolerant.lint_plainly(talk(text))
    assert all(v.certainty == "certain" for v in linter_of(RULE, HEAD).lint(talk(text)).violations)


CONTEXTS = """
words: {您: [您, 你]}
contexts:
  condition:
    title: 假设
    phrases: ["如果…~"]
    examples: {in: [如果【不行】], out: [【不行】]}
  final:
    phrases: ["~$"]
    examples: {in: [【不行】], out: [【不行】吗]}
"""
CONTEXT_RULE = """
- id: says-not-possible
  check: forbidden
  title: 不行
  phrases: [不行, {phrase: 门都没有, contexts: none}]
  suspect: [这可不好]
  unless: [{in: condition}]
  review: [{not_in: final}, {phrase: 那不行, in: [final]}]
  examples: {bad: [不行], good: [如果不行]}
- id: says-hard
  check: forbidden
  title: 不好说
  phrases: [不好说]
  examples: {bad: [不好说], good: [好说]}
"""


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param("客服：这不行", [("不行", "certain")], id="outside of all"),
        pytest.param("客服：如果还不行", [], id="let off in a context"),
        pytest.param("客服：不行您再来", [("不行", "review")], id="for review outside a context"),
        pytest.param("客服：那不行", [("不行", "review")], id="for review for a phrase in a context"),
        pytest.param("客服：如果门都没有呢", [("门都没有", "certain")], id="a phrase that no context changes"),
        pytest.param("客服：这可不好", [("这可不好", "review")], id="suspect"),
        pytest.param("客服：这可不好说", [("不好说", "certain")], id="suspect, but another rule is certain"),
    ],
)
def test_contexts(linter_of: Callable[..., Linter], text: str, found: list[tuple[str, str]]) -> None:
    linter = linter_of(CONTEXT_RULE, CONTEXTS)
    report = linter.lint(talk(text))
    assert [(v.text, v.certainty) for v in report.violations] == found
    assert report == linter.lint_plainly(talk(text))


def test_explained_by_context(linter_of: Callable[..., Linter]) -> None:
    report = linter_of(CONTEXT_RULE, CONTEXTS).lint(talk("客服：如果还不行"))
    assert [(one.text, one.unless) for one in report.innocent] == [("不行", "in: condition（假设）")]
