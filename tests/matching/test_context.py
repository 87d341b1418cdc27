from __future__ import annotations

import pytest

from servicelint.matching.context import Barred, Context, compile_surrounding
from servicelint.matching.occurrences import Match, Occurrences
from servicelint.matching.phrase import PhraseError
from servicelint.transcript import Turn

WORDS = {"您": ("您", "你"), "我方": ("我", "我们"), "落": ("啊", "呀")}


def stands(text: str, source: str, barred: Barred | None = None, gap: int = 8) -> bool:
    """Whether the words between 【 and 】 stand in the surrounding."""
    start, end = text.index("【"), text.index("】") - 1
    turns = [Turn("agent", text.replace("【", "").replace("】", ""))]
    context = Context("test", "", (compile_surrounding(source, WORDS, gap=gap, barred=barred),))
    return Occurrences(turns, {}).context(Match(0, start, end, 0, 0, 0), [context]) is context


@pytest.mark.parametrize(
    ("source", "inside", "outside"),
    [
        pytest.param("如果…~", "如果还【不行】", "还【不行】如果", id="before"),
        pytest.param("~的话", "【不行】的话", "【不行】就的话", id="after"),
        pytest.param("{您}…~的", "您那边【不行】的", "您那边【不行】", id="both sides"),
        pytest.param("如果…~", "如果還【不行】", "如果。【不行】", id="traditional, and no gap across a sentence end"),
        pytest.param("~…。…可以", "【不行】啊。您可以换", "【不行】啊您可以换", id="into the next sentence"),
        pytest.param("~…？", "【不行】吗？", "【不行】吗。", id="question mark"),
        pytest.param("~[{落}]，", "【不行】啊，换吧", "【不行】啊换吧", id="punctuation asked for"),
        pytest.param("如果还~", "如果，还，【不行】", "如果不【不行】", id="punctuation not asked for"),
        pytest.param("^那~$", "好。那【不行】。真的", "好那【不行】", id="ends of the sentence"),
        pytest.param("^^那~$$", "那【不行】", "好。那【不行】。真的", id="ends of the turn"),
        pytest.param("~$$", "那【不行】？", "那【不行】？真的", id="end of the turn after a question mark"),
    ],
)
def test_surroundings(source: str, inside: str, outside: str) -> None:
    assert stands(inside, source)
    assert not stands(outside, source)


@pytest.mark.parametrize(
    ("source", "barred", "inside", "outside"),
    [
        pytest.param("{您}…~", Barred(without=("{我方}",)), "您说【不行】", "您说我们【不行】", id="without"),
        pytest.param("{您}…~", Barred(not_after=("给", "告诉")), "您说【不行】", "告诉您【不行】", id="not after"),
        pytest.param("~", Barred(not_after=("{我方}",)), "那个【不行】", "那个我们【不行】", id="not after the match"),
        pytest.param("~{您}", Barred(not_before=("问",)), "【不行】您说", "【不行】您问", id="not before"),
    ],
)
def test_barred(source: str, barred: Barred, inside: str, outside: str) -> None:
    if source == "~":
        with pytest.raises(PhraseError):
            compile_surrounding(source, WORDS, gap=8)
        source = "~…"
    assert stands(inside, source, barred)
    assert not stands(outside, source, barred)


def test_gap_is_bounded() -> None:
    assert stands("如果一二三【不行】", "如果…~", gap=3)
    assert not stands("如果一二三四【不行】", "如果…~", gap=3)


@pytest.mark.parametrize("source", ["如果", "~如果~", "~", "(如果|~)", "{谁}~"])
def test_refused(source: str) -> None:
    with pytest.raises(PhraseError):
        compile_surrounding(source, WORDS, gap=8)


@pytest.mark.parametrize("text", ["[给]…您", "^给"])
def test_only_words_can_be_barred_before(text: str) -> None:
    with pytest.raises(PhraseError, match="not_after"):
        compile_surrounding("{您}…~", WORDS, gap=8, barred=Barred(not_after=(text,)))


def test_each_reading_is_barred_before() -> None:
    assert not stands("告诉您【不行】", "{您}…~", Barred(not_after=("(告诉|给)[了]",)))
    assert not stands("给了您【不行】", "{您}…~", Barred(not_after=("(告诉|给)[了]",)))
    assert stands("看了您【不行】", "{您}…~", Barred(not_after=("(告诉|给)[了]",)))


def test_echo() -> None:
    turns = [Turn("customer", "還是不行"), Turn("system", "稍候"), Turn("agent", "不行？"), Turn("agent", "没电")]
    echo = Context("echo", echo=True)
    assert Occurrences(turns, {}).context(Match(2, 0, 2, 0, 0, 2), [echo]) is echo
    assert Occurrences(turns, {}).context(Match(3, 0, 2, 0, 0, 2), [echo]) is None
