from __future__ import annotations

from itertools import chain

import pytest
from hypothesis import given

from servicelint.text.folding import fold
from servicelint.text.sentences import SENTENCE_ENDS, is_significant, sentences, significant, squeeze
from servicelint.text.tables import tables
from tests.text.raw_text import raw_texts


@pytest.mark.parametrize(
    ("turn", "texts"),
    [
        pytest.param("您好，请稍等。谢谢！再见", ["您好请稍等", "谢谢", "再见"], id="ends"),
        pytest.param("好吗？！；;?!。．｡.行", ["好吗", "行"], id="ends-in-a-row"),
        pytest.param("升级到v2.0。收您3.5元", ["升级到v2.0", "收您3.5元"], id="point-in-a-number"),
        pytest.param("打开ａ．ｃｎ.谢谢", ["打开a.cn", "谢谢"], id="full-width-point-then-stop"),
        pytest.param("ok. Then", ["ok", "then"], id="stop-before-a-space"),
        pytest.param("第一\n第二", ["第一第二"], id="line-break-is-space"),
        pytest.param("net work 不 行", ["network不行"], id="space-in-words"),
        pytest.param("嗯……（停顿）“好”~_的", ["嗯停顿好的"], id="insignificant"),
        pytest.param("50% 25℃ ¥9 c++ a&b #1 9/10 5* $2 me@x", ["50%25°c¥9c++a&b#19/105*$2me@x"], id="symbols"),
        pytest.param("。！ …", [], id="nothing"),
    ],
)
def test_sentences(turn: str, texts: list[str]) -> None:
    assert [sentence.text for sentence in sentences(turn)] == texts


def test_breaks_are_where_punctuation_was_but_not_where_space_was() -> None:
    (sentence,) = sentences("（您好，请 您……稍等，）")
    assert sentence.text == "您好请您稍等"
    assert sentence.breaks == {2, 4}


@pytest.mark.parametrize(
    ("turn", "i", "j", "quote"),
    [
        pytest.param("嗯。这个，我不 知道！", 2, 6, "我不 知道", id="span-skips-nothing-inside"),
        pytest.param("嗯。不，知道！", 0, 3, "不，知道", id="over-a-comma"),
        pytest.param("嗯。请使用者等", 1, 3, "使用者", id="word-of-another-length"),
    ],
)
def test_span(turn: str, i: int, j: int, quote: str) -> None:
    start, end = sentences(turn)[1].span(i, j)
    assert turn[start:end] == quote


def test_zero_width_spans_stand_before_the_character_or_at_the_end() -> None:
    (sentence,) = sentences("，您好。")
    assert [sentence.span(k, k) for k in range(3)] == [(1, 1), (2, 2), (3, 3)]


def test_significant_keeps_points_in_numbers_only() -> None:
    assert significant(fold("《3.5》，v2. 好……。").text) == "3.5v2好"


@pytest.mark.parametrize(
    ("raw", "squeezed"),
    [
        pytest.param("您好，请 稍等。", "您好请稍等;", id="marks"),
        pytest.param("３.5元．OK‼", "3\x1f5元\x1fok;", id="points, width, case"),
        pytest.param("沒辦法（㎏）℃\x1f\n_“”", "沒辦法kg°c", id="unusual"),
        pytest.param("您\x1e好", "您\x1e好", id="turns"),
    ],
)
def test_squeeze(raw: str, squeezed: str) -> None:
    assert squeeze(raw).decode() == squeezed


def counting(text: str) -> str:
    """What counts of a text, character by character."""
    return "".join(each for raw in text for each in tables().characters[raw] if is_significant(each))


def squeezed_text(raw: str) -> str:
    return squeeze(raw).decode("utf-8", "surrogatepass")


def test_squeeze_keeps_what_counts_of_every_code_point() -> None:
    every = map(chr, chain(range(0x32400), range(0xE0000, 0xE0200), range(0x10FF00, 0x110000)))
    assert not [raw for raw in every if counting(squeezed_text(raw)) != counting(raw)]


def test_squeeze_marks_every_end_of_a_sentence() -> None:
    ends = [raw for raw in map(chr, range(0x32400)) if set(tables().characters[raw]) & SENTENCE_ENDS]
    assert {squeezed_text(raw) for raw in ends} == {";"}


@given(raw_texts)
def test_squeezing_loses_nothing_that_counts(raw: str) -> None:
    assert counting(squeezed_text(raw)) == counting(raw)


@given(raw_texts)
def test_sentences_hold_folded_text_in_order(raw: str) -> None:
    folded = fold(raw).text
    for sentence in sentences(raw):
        assert sentence.text
        assert all(character in folded for character in sentence.text)
        assert all(0 < k < len(sentence.text) for k in sentence.breaks)
        assert list(sentence.starts) == sorted(sentence.starts)
