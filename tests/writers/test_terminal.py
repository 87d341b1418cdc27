from __future__ import annotations

import io
import re
from collections.abc import Callable

import pytest
from wcwidth import wcswidth

from servicelint.linter import Linter
from servicelint.report import Failure, Result
from servicelint.writers import Run
from servicelint.writers.terminal import QUOTE_WIDTH, write_terminal
from tests.conftest import talk

RULES = """
- {id: a, check: forbidden, title: 不知道, severity: major, phrases: [不知道, vip], examples: {bad: [不知道], good: [好]}}
- {id: b, check: measure, title: 满意度, field: satisfaction, scope: batch, min: 85, examples: {bad: [x], good: [y]}}
"""


def written(linter: Linter, *results: Result, color: bool = False) -> list[str]:
    out = io.StringIO()
    write_terminal(results, Run(linter.pack_infos, linter.rules, color=color), out)
    return out.getvalue().splitlines()


@pytest.mark.parametrize(
    ("text", "before", "marked"),
    [
        pytest.param("客服：不知道", "      客服：", "不知道", id="at the start"),
        pytest.param("客服：ok，這個不知道", "      客服：ok，這個", "不知道", id="after narrow and wide"),
        pytest.param("客服：e\u0301é不知道", "      客服：e\u0301é", "不知道", id="after a combining character"),
        pytest.param("客服：👍不知道", "      客服：👍", "不知道", id="after an emoji"),
        pytest.param("客服：请ＶＩＰ来", "      客服：请", "ＶＩＰ", id="full width"),
        pytest.param("客服：好\n  不知道", "      客服：  ", "不知道", id="a continuation line is quoted alone"),
    ],
)
def test_the_mark_stands_under_the_match(linter_of: Callable[..., Linter], text: str, before: str, marked: str) -> None:
    linter = linter_of(RULES)
    lines = written(linter, linter.lint(talk(text)))
    (mark,) = [line for line in lines if re.fullmatch(r" +\^+", line)]
    assert lines[lines.index(mark) - 1].startswith(before + marked)
    assert mark == " " * wcswidth(before) + "^" * wcswidth(marked)


def test_a_long_line_is_cut_around_the_match(linter_of: Callable[..., Linter]) -> None:
    linter = linter_of(RULES)
    lines = written(linter, linter.lint(talk("客服：" + "好的" * 200 + "不知道" + "行啊" * 200)))
    (mark,) = [line for line in lines if re.fullmatch(r" +\^+", line)]
    quote = lines[lines.index(mark) - 1]
    assert wcswidth(quote) <= QUOTE_WIDTH + 20
    assert quote.startswith("      客服：…好的")
    assert quote.endswith("…")
    assert wcswidth(quote[: quote.index("不知道")]) == mark.index("^")


def test_control_characters_do_not_reach_the_terminal(linter_of: Callable[..., Linter]) -> None:
    linter = linter_of(RULES)
    assert not any("\x1b" in line for line in written(linter, linter.lint(talk("客服：\x1b[31m不知道"))))


def test_colours_only_when_asked(linter_of: Callable[..., Linter]) -> None:
    linter = linter_of(RULES)
    report = linter.lint(talk("客服：不知道"))
    assert any("\x1b[" in line for line in written(linter, report, color=True))
    assert not any("\x1b[" in line for line in written(linter, report))


def test_a_talk_of_which_nothing_can_be_told_is_not_called_passed(linter_of: Callable[..., Linter]) -> None:
    linter = linter_of(RULES)
    lines = written(linter, linter.lint(talk("A：不知道\nB：好")))
    assert lines[0] == "talk.txt  100 分  没有一条规则能评估"


def test_failures_and_means_over_the_batch(linter_of: Callable[..., Linter]) -> None:
    linter = linter_of(RULES)
    report = linter.lint(talk("---\nsatisfaction: 70\n---\n客服：好"))
    lines = written(linter, Failure("b.txt", "b.txt: broken"), report)
    assert lines[:2] == ["b.txt  读不了", "  b.txt: broken"]
    assert "读不了 1 份" in lines
    assert lines[-1] == "整批：满意度，平均 70（n=1）  未达标  test/b"
