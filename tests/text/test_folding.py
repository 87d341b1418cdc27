from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from opencc import OpenCC

from servicelint.text.folding import fold
from servicelint.text.tables import entries, plain_form, tables
from servicelint.text.wording import GUARDS, TRANSLATED
from tests.text.raw_text import raw_texts

if TYPE_CHECKING:
    from collections.abc import Iterator

CORPORA = Path(__file__).parents[2] / "corpora"

KEPT_APART = frozenset({"乾干", "於于", "徵征", "著着", "吒咤", "濛蒙", "昇升", "薹苔"})
"""What OpenCC's phrases keep apart in some names and words, and folding does not."""

READ_OTHERWISE = frozenset({"幺么", "麽么", "擡抬", "𫫇恶", "锺钟", "钜巨", "矽硅", "苧苎", "衹只", "颚腭", "鲶鲇"})
"""Characters of READINGS, and chains of OpenCC's own (薴 → 苧 → 苎) followed to their end."""


@pytest.mark.parametrize(
    ("raw", "folded"),
    [
        pytest.param("這個我不知道", "这个我不知道", id="traditional"),
        pytest.param("Ｗｉｆｉ ５Ｇ", "wifi5g", id="width-and-case"),
        pytest.param("不 知\n道\u200b", "不知道", id="white-space-and-zero-width"),
        pytest.param("使用者", "用户", id="taiwan-word"),
        pytest.param("使用者", "用户", id="taiwan-word-longer"),
        pytest.param("隨身碟", "u盘", id="value-in-lower-case"),
        pytest.param("印表機無法連線", "打印机无法连接", id="several"),
        pytest.param("藉口", "借口", id="script-phrase"),
        pytest.param("㎏", "kg", id="one-code-point-two-characters"),
        pytest.param("什麼什么", "什么什么", id="both-scripts"),
        pytest.param("资料資料", "数据数据", id="the-same-word-in-both-scripts"),
        pytest.param("⒜①𝐚", "⒜①𝐚", id="drawn-letters-stay"),
        pytest.param("", "", id="empty"),
    ],
)
def test_fold(raw: str, folded: str) -> None:
    assert fold(raw).text == folded


PLAIN = """
    上网路由器 调整合同 下载入口 赶快取消 很多工作 删除错误 网络卡顿 请安装置物架 电视窗帘 给您回拨
    空调外挂机 挂断登出 打开启动页 方便软体验 许可权限 重新增加 文件 查询 执行 多数位于 蚌埠 呼叫中心
    什么 抬起来 为什么 通话记录 沟通道歉 名字型号 优点选择 中文字 感测试 传感测量
"""


@pytest.mark.parametrize("text", [*PLAIN.split()])
def test_plain_mainland_wording_is_left_alone(text: str) -> None:
    assert fold(text).text == text


@pytest.mark.parametrize(
    ("raw", "i", "j", "quote"),
    [
        pytest.param("请使用者稍等", 1, 3, "使用者", id="whole-word"),
        pytest.param("请使用者稍等", 1, 2, "使用者", id="half-a-word-has-the-whole-span"),
        pytest.param("请使用者稍等", 3, 4, "稍", id="after-it"),
        pytest.param("我的軟體", 2, 3, "軟", id="same-length-keeps-characters"),
        pytest.param("重 2㎏ 的", 2, 4, "㎏", id="one-code-point"),
        pytest.param("不 知 道", 0, 3, "不 知 道", id="spaces-inside"),
        pytest.param("不知道 ", 3, 3, "", id="zero-width-at-the-end"),
    ],
)
def test_span(raw: str, i: int, j: int, quote: str) -> None:
    start, end = fold(raw).span(i, j)
    assert raw[start:end] == quote


@given(raw_texts)
def test_folding_again_changes_nothing(raw: str) -> None:
    once = fold(raw).text
    assert fold(once).text == once


@given(raw_texts)
def test_every_character_has_an_origin(raw: str) -> None:
    folded = fold(raw)
    assert len(folded.text) == len(folded.starts) == len(folded.ends)
    assert list(folded.starts) == sorted(folded.starts)
    assert all(0 <= start < end <= len(raw) for start, end in zip(folded.starts, folded.ends, strict=True))


@given(raw_texts, raw_texts)
def test_a_sentence_end_parts_what_is_folded(left: str, right: str) -> None:
    assert fold(left + "。" + right).text == fold(left).text + "。" + fold(right).text


def test_folding_again_changes_nothing_where_phrases_meet() -> None:
    changing = {*tables().script, *tables().wording}
    ways = [*tables().phrases.items()]
    for former, replaced in ways:
        for latter, value in ways:
            if former in changing or latter in changing:
                for text in _joined({former, replaced}, {latter, value}):
                    assert fold(fold(text).text).text == fold(text).text, text


def test_every_translated_word_is_in_the_dictionary() -> None:
    assert set(tables().wording) == TRANSLATED
    assert not TRANSLATED & GUARDS


def test_every_guard_keeps_something_from_being_read_into_it() -> None:
    heads = {size: {key[:size] for key in TRANSLATED} for size in range(2, 8)}
    tails = {size: {key[-size:] for key in TRANSLATED} for size in range(2, 8)}
    idle = {
        guard
        for guard in GUARDS
        if not any(guard[k : k + n] in heads[n] | tails[n] for n in range(2, 8) for k in range(len(guard)))
    }
    assert not idle


@pytest.mark.parametrize("conversion", ["tw2sp", "hk2s"])
def test_folding_is_opencc_but_for_what_is_listed(conversion: str) -> None:
    for key in _dictionary(conversion):
        spelled = "".join(map(tables().characters.__getitem__, key))
        plain_conversion = "tw2s" if conversion == "tw2sp" and spelled not in TRANSLATED else conversion
        expected = _plain(_opencc(plain_conversion).convert(key))
        folded = fold(key).text
        if any(word in spelled for word in TRANSLATED - {spelled}) and plain_conversion == "tw2s":
            continue  # An entry that is not used may hold one that is.
        assert len(folded) == len(expected), key
        differences = {a + b for a, b in zip(expected, folded, strict=True) if a != b}
        assert differences <= KEPT_APART | READ_OTHERWISE, key


@pytest.mark.parametrize(("there", "back"), [("s2t", "t2s"), ("s2tw", "tw2s"), ("s2twp", "tw2sp"), ("s2hk", "hk2s")])
def test_both_scripts_fold_alike(there: str, back: str) -> None:
    left_alone = 0
    for line in _corpus_lines():
        other = _opencc(there).convert(line)
        if there == "s2twp" and _is_left_alone(other):
            left_alone += 1
        elif _opencc(back).convert(other) == line:
            assert fold(other).text == fold(line).text
    assert left_alone < len(_corpus_lines()) / 20


def _joined(lefts: set[str], rights: set[str]) -> Iterator[str]:
    """Every overlap of one of the one and one of the other; side by side they do not meet."""
    for left in lefts:
        for right in rights:
            for size in range(1, min(len(left), len(right))):
                if left[-size:] == right[:size]:
                    yield left + right[size:]


def _dictionary(conversion: str) -> list[str]:
    place = {"tw2sp": ["TWPhrasesRev", "TWVariantsRevPhrases", "TWVariantsRev"]}
    names = place.get(conversion, ["HKVariantsRevPhrases", "HKVariantsRev"])
    return [key for name in (*names, "TSPhrases", "TSCharacters") for key, _ in entries(name)]


@cache
def _unused_words() -> set[str]:
    """Taiwan words that OpenCC puts for mainland ones, and folding does not take back."""
    values = {value for _, value in entries("TWPhrases")}
    spelled = {value: "".join(map(tables().characters.__getitem__, value)) for value in values}
    return {value for value, key in spelled.items() if key not in TRANSLATED}


def _is_left_alone(taiwanese: str) -> bool:
    """Whether a Taiwan text holds a word that folding does not take back, or one that a guard keeps from it (有效能)."""
    spelled = "".join(map(tables().characters.__getitem__, taiwanese))
    return any(word in taiwanese for word in _unused_words()) or any(guard in spelled for guard in GUARDS)


@cache
def _opencc(conversion: str) -> OpenCC:
    return OpenCC(conversion)


def _plain(text: str) -> str:
    return "".join(map(plain_form, text))


@cache
def _corpus_lines() -> tuple[str, ...]:
    paths = sorted(CORPORA.rglob("*.txt"))
    return tuple(dict.fromkeys(line for path in paths for line in path.read_text(encoding="utf-8").splitlines()))
