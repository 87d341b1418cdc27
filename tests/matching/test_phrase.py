from __future__ import annotations

import re

import pytest

from servicelint.matching.compiled import Phrase, compile_phrase, compile_regex
from servicelint.matching.matcher import Matcher
from servicelint.matching.phrase import PhraseError
from servicelint.transcript import Turn

WORDS = {"我方": ("我", "我们", "我们公司"), "您": ("您", "你")}


def found(phrase: Phrase, text: str) -> list[str]:
    turns = [Turn("agent", text)]
    matches = Matcher([phrase]).scan(turns).find([phrase], [0])
    assert matches == Matcher([phrase]).everywhere(turns).find([phrase], [0])
    return [text[match.start : match.end] for match in matches]


@pytest.mark.parametrize(
    ("phrase", "text", "quotes"),
    [
        pytest.param("不知道", "这个我不知道", ["不知道"], id="literal"),
        pytest.param("不知道", "這個我 不 知 道 啦", ["不 知 道"], id="white space between characters"),
        pytest.param("不知道", "不，知、道", ["不，知、道"], id="pause marks between characters"),
        pytest.param("不知道", "我不。知道吗", [], id="a sentence end between characters"),
        pytest.param("没办法", "沒辦法", ["沒辦法"], id="simplified rule, traditional text"),
        pytest.param("沒辦法", "没办法", ["没办法"], id="traditional rule, simplified text"),
        pytest.param("用户要求", "這是使用者要求的", ["使用者要求"], id="Taiwan vocabulary in the text"),
        pytest.param("使用者要求", "这是用户要求的", ["用户要求"], id="Taiwan vocabulary in the rule"),
        pytest.param("(軟|硬)體升级", "帮您软件升级", ["软件升级"], id="vocabulary across a bracket"),
        pytest.param("(軟|硬)體升级", "幫您硬體升級", ["硬體升級"], id="the other alternative"),
        pytest.param("vip专线", "请打ＶＩＰ專線", ["ＶＩＰ專線"], id="width and case"),
        pytest.param("请[您]稍等", "请稍等，请您稍等", ["请稍等", "请您稍等"], id="optional"),
        pytest.param(
            "不[太|是很]清楚", "不清楚不太清楚不是很清楚", ["不清楚", "不太清楚", "不是很清楚"], id="optional one of"
        ),
        pytest.param("(听|看)不清", "听不清，看不清", ["听不清", "看不清"], id="alternatives"),
        pytest.param("您…投诉", "您可以去投诉", ["您可以去投诉"], id="gap"),
        pytest.param("您…投诉", "您一二三四五六七八九投诉", [], id="gap too wide"),
        pytest.param("您…投诉", "您好。去投诉", [], id="gap over a sentence end"),
        pytest.param("您…投诉", "您好，去投诉", ["您好，去投诉"], id="gap over a pause"),
        pytest.param("{我方}不管", "我们公司不管", ["我们公司不管"], id="word list"),
        pytest.param("^随便[吧|啊]$", "好的。随便吧！再说", ["随便吧"], id="anchors"),
        pytest.param("^随便$", "您随便", [], id="start anchor"),
        pytest.param("^随便$", "随便您", [], id="end anchor"),
        pytest.param("(^|我)没空", "没空。我没空", ["没空", "我没空"], id="anchor in a group"),
        pytest.param("50%以上", "达到50%以上", ["50%以上"], id="symbols that mean something"),
        pytest.param(r"a\|b", "选a b", ["a b"], id="escaped mark that folding drops"),
        pytest.param("不管", "我们不管理服务器", [], id="word boundary"),
        pytest.param("您…再见", "您再见面时说再见", ["您再见面时说再见"], id="a later ending that cuts no word"),
        pytest.param("不管[理…]", "我们不管理啊", ["不管理"], id="the ending that cuts no word"),
        pytest.param("不管", "我们不管，理由是", ["不管"], id="no word across a pause"),
    ],
)
def test_what_a_phrase_matches(phrase: str, text: str, quotes: list[str]) -> None:
    assert found(compile_phrase(phrase, WORDS), text) == quotes


def test_gap_and_boundary_are_options() -> None:
    assert found(compile_phrase("您…投诉", {}, gap=12), "您一二三四五六七八九投诉") == ["您一二三四五六七八九投诉"]
    assert found(compile_phrase("不管", {}, boundary=False), "我们不管理服务器") == ["不管"]


@pytest.mark.parametrize(
    ("expression", "text", "quotes"),
    [
        pytest.param(r"1[3-9]\d{9}", "电话是138 0000 1234啊", ["138 0000 1234"], id="digits, spaces folded away"),
        pytest.param(r"[沒没]用", "這個沒用", ["沒用"], id="Chinese characters are folded"),
        pytest.param(r"軟體(更新|升級)", "这个软件升级", ["软件升级"], id="words are folded together"),
        pytest.param(r"\D{2}收费", "额外收费", ["额外收费"], id="operators are not"),
    ],
)
def test_what_a_regex_matches(expression: str, text: str, quotes: list[str]) -> None:
    assert found(compile_regex(expression), text) == quotes


@pytest.mark.parametrize(
    ("phrase", "complaint"),
    [
        ("请[您稍等", "']' is missing"),
        ("请(您|稍等", "')' is missing"),
        ("请您]稍等", "closes nothing"),
        ("请(您|)稍等", "empty alternative"),
        ("请[]稍等", "empty alternative"),
        ("{他方}不管", "no word list is called '他方'"),
        ("{我方不管", "'}' is missing"),
        ("不管\\", "nothing follows"),
        ("[啊]", "without a single character"),
        ("…", "without a single character"),
        ("您好。再见", "end of a sentence"),
        ("不管^", "'^' belongs at the beginning"),
        ("$不管", "'$' at its end"),
        ("(一|二|三|四|五|六)" * 4 + "(軟|硬)體", "brackets divide a word in '軟體'"),
    ],
)
def test_phrases_that_cannot_be(phrase: str, complaint: str) -> None:
    with pytest.raises(PhraseError, match=re.escape(complaint)):
        compile_phrase(phrase, WORDS)


@pytest.mark.parametrize("expression", [r"(?=不)知道", r"(不)\1", r"(不", r"x*"])
def test_expressions_that_cannot_be(expression: str) -> None:
    with pytest.raises(PhraseError):
        compile_regex(expression)
