from __future__ import annotations

from collections.abc import Callable

import pytest

from servicelint.evaluation.cases import Span, cases_of, pieces
from servicelint.evaluation.figures import evaluate
from servicelint.evaluation.judging import judge
from servicelint.linter import Linter
from tests.evaluation.labelled import RULES, row, rows_of


@pytest.mark.parametrize(
    ("labelled", "matched", "cut"),
    [
        pytest.param([], [], "甲乙丙丁", id="nothing"),
        pytest.param([(0, 4)], [], "L甲乙丙丁", id="all"),
        pytest.param([(1, 3)], [(1, 3)], "甲|LM乙丙|丁", id="the same"),
        pytest.param([(1, 3)], [(2, 4)], "甲|L乙|LM丙|M丁", id="overlapping"),
        pytest.param([(0, 4)], [(1, 2), (1, 3)], "L甲|LM乙|LM丙|L丁", id="one in another"),
        pytest.param([(0, 1)], [(3, 4)], "L甲|乙丙|M丁", id="apart"),
    ],
)
def test_words_are_cut_where_a_span_begins_or_ends(labelled: list[Span], matched: list[Span], cut: str) -> None:
    found = pieces("甲乙丙丁", labelled, matched)
    assert "|".join(f"{'L' * one.labelled}{'M' * one.matched}{one.text}" for one in found) == cut


def test_control_characters_become_their_pictures() -> None:
    assert [one.text for one in pieces("a\x00b\r\n\tc\x7f", [(1, 2)], [])] == ["a", "␀", "b␍\n\tc␡"]


def test_every_kind_with_its_surroundings(linter_of: Callable[..., Linter]) -> None:
    context = [{"role": "customer", "text": str(number)} for number in range(5)]
    later = {"role": "customer", "text": "哦"}
    talk = {
        "turns": [
            {"role": "agent", "text": "不知道", "spans": [{"start": 0, "end": 3, "violation": False}]},
            later,
            later,
        ]
    }
    rows = rows_of(
        [
            row("这事跟我无关", "跟我无关", True, id="r 1/2", clause="1", context=context),
            talk,
            row("没办法了", "没办法", True, id="r3"),
            row("没办法的话再说", "没办法", False, id="r3"),
            row("不管，跟您无关", "无关", False, id="r5", clause="3"),
        ]
    )
    cases = list(cases_of(evaluate(judge(linter_of(RULES), rows)), "clause"))
    assert [(one.kind, one.anchor, one.rules, one.group) for one in cases] == [
        ("miss", "case-r-1-2-6-3", ("test/a", "test/c"), "1"),
        ("false-alarm", "case-c.jsonl-2-1-1", ("test/a",), ""),
        ("review-right", "case-r3-1-1", ("test/a",), ""),
        ("review-wrong", "case-r3-1-1-again-2", ("test/a",), ""),
        ("unlabelled", "case-r5-1-1", ("test/a",), "3"),
    ]
    assert [turn.text for turn in cases[0].before] == ["2", "3", "4"]
    assert [len(one.after) for one in cases] == [0, 1, 0, 0, 0]
