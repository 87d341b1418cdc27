from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from servicelint.matching.compiled import Phrase, compile_phrase, compile_regex, expression_of
from servicelint.matching.fits import spans
from servicelint.matching.homophones import Doubt
from servicelint.matching.matcher import Matcher
from servicelint.matching.neighbours import neighbours
from servicelint.matching.phrase import parse
from servicelint.text.sentences import Sentence, sentences
from servicelint.text.sounds import syllables
from servicelint.transcript import Turn

WORDS = {"我方": ("我", "我们")}


def tolerant(source: str, *also: str, boundary: bool = True) -> Phrase:
    phrase = compile_phrase(source, WORDS, boundary=boundary, homophones=True)
    return replace(phrase, tolerate=frozenset({"homophones", *also}))


def quotes(phrase: Phrase, text: str) -> list[tuple[str, bool]]:
    """What is found, and whether by its sound alone."""
    found = Matcher([phrase]).scan([Turn("agent", text)]).find([phrase], [0])
    return [(text[match.start : match.end], match.doubt is not None) for match in found]


@pytest.mark.parametrize(
    ("source", "text", "found"),
    [
        pytest.param("随便", "那随遍你", [("随遍", True)], id="the last character"),
        pytest.param("随便", "那岁便你", [("岁便", True)], id="the first character"),
        pytest.param("随便", "那岁遍你", [], id="two wrong characters"),
        pytest.param("隨便", "那隨徧你", [("隨徧", True)], id="traditional"),
        pytest.param("不[太|是很]清楚", "我不太青楚", [("不太青楚", True)], id="with an optional part"),
        pytest.param("不[太|是很]清楚", "我不台清楚", [("不台清楚", True)], id="in the optional part"),
        pytest.param("不清楚", "我不，青 楚", [("不，青 楚", True)], id="punctuation between"),
        pytest.param("{我方}…不管", "我们这边不关", [("我们这边不关", True)], id="behind a gap"),
        pytest.param("银行", "去银航", [("银航", True)], id="another common reading"),
        pytest.param("不知道", "我不资道", [], id="z for zh is another sound"),
        pytest.param("不管", "我们不菅", [], id="菅 only looks like 管"),
        pytest.param("不", "步", [], id="nothing but the sound"),
        pytest.param("我…不", "我部", [], id="a single character behind a gap"),
        pytest.param("不管", "全部管好了", [], id="makes less sense than what is written"),
        pytest.param("不管", "我们不关理", [], id="cuts a word that is meant"),
        pytest.param("不管", "我们不管", [("不管", False)], id="as it is written"),
        pytest.param("我[们]不知道", "我不只道，我不知道", [("我不只道", True), ("我不知道", False)], id="apart"),
    ],
)
def test_found_by_sound(source: str, text: str, found: list[tuple[str, bool]]) -> None:
    assert quotes(tolerant(source), text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("我不嗯只道", ["不嗯只道"]),
        ("我不不只道", ["不只道"]),
        ("我不只只道", ["不只只道"]),
        ("我不嗯，不只只道", ["不只只道"]),
    ],
)
def test_together_with_hesitation(text: str, found: list[str]) -> None:
    phrase = tolerant("不知道", "fillers", "stutter")
    assert sorted({quote for quote, _ in quotes(phrase, text)}, key=len) == found


def test_without_the_tolerance_nothing_is_found_by_sound() -> None:
    phrase = compile_phrase("不知道", {})
    assert (phrase.pairs, phrase.pieces) == (frozenset(), frozenset())
    assert quotes(phrase, "不只道") == []


def test_a_regular_expression_is_not_found_by_sound() -> None:
    phrase = replace(compile_regex("不知道"), tolerate=frozenset({"homophones"}))
    assert quotes(phrase, "不只道，不知道") == [("不知道", False)]


@pytest.mark.parametrize(
    ("source", "pairs"),
    [
        pytest.param("不[太|是很]清", {"不太", "不是", "是很", "太清", "很清", "不清"}, id="optional"),
        pytest.param("{我方}不", {"我不", "我们", "们不"}, id="word list"),
        pytest.param("我…不管", {"不管"}, id="a gap parts"),
        pytest.param("^不管$", {"不管"}, id="edges"),
        pytest.param("(軟|硬)體壞", {"软件", "件坏", "硬件"}, id="a word across brackets"),
        pytest.param("我，不", {"我不"}, id="punctuation does not part"),
    ],
)
def test_neighbours(source: str, pairs: set[str]) -> None:
    assert pairs <= neighbours(parse(source, WORDS))
    if "軟" not in source:
        assert pairs == neighbours(parse(source, WORDS))


def test_one_piece_is_intact_wherever_one_character_is_wrong() -> None:
    for source in (
        "随便",
        "不知道",
        "请您稍等一下",
        "我们…不管",
        "不[太|是很]清楚",
        "(这|那){我方}(可|就)不管[您|你]的",
    ):
        phrase = compile_phrase(source, WORDS, homophones=True)
        assert phrase.pieces
        for text in (
            "随便",
            "不知道",
            "请您稍等一下",
            "我们不管",
            "不太清楚",
            "不清楚",
            "不是很清楚",
            "那我可不管你的",
        ):
            if expression_of(phrase).fullmatch(text):
                for place in range(len(text)):
                    heard = text[:place] + "〇" + text[place + 1 :]
                    assert any(piece in heard for piece in phrase.pieces), (source, heard)


PIECES = [
    "不",
    "步",
    "知道",
    "至道",
    "知",
    "到",
    "我们",
    "我门",
    "管",
    "关",
    "太",
    "清",
    "青楚",
    "，",
    "。",
    "您",
    "软",
    "體",
]
PHRASES = ["不[太]清楚", "不知道", "{我方}…不管", "^我们", "(软|硬)件"]
ALPHABET = sorted({char for source in (*PHRASES, *WORDS["我方"]) for char in source if syllables(char)})


def plainly(phrase: Phrase, sentence: Sentence) -> Iterator[tuple[int, int, Doubt]]:
    """Every place and every character that may be meant there; what stands beside it must matter to the phrase."""
    fits = expression_of(phrase).fullmatch
    for place, written in enumerate(sentence.text):
        for meant in (char for char in ALPHABET if char != written and set(syllables(char)) & set(syllables(written))):
            doubt = Doubt(place, meant)
            text = doubt.settled(sentence.text)
            for first, last in spans(phrase, text):
                beside = [k for k in (place - 1, place + 1) if first <= k < last]
                held = any(not fits(text[:k] + "\0" + text[k + 1 :], first, last) for k in beside)
                inside = first <= place < last and not fits(sentence.text, first, last)
                if inside and held and doubt.is_likely(sentence):
                    yield *sentence.span(first, last), doubt


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=8).map("".join), st.sampled_from(PHRASES))
def test_all_that_sounds_like_the_phrase_is_found(text: str, source: str) -> None:
    phrase = tolerant(source, boundary=False)
    found = Matcher([phrase]).scan([Turn("agent", text)]).find([phrase], [0])
    exact = [match for match in found if match.doubt is None]
    expected = {
        each
        for sentence in sentences(text)
        for each in plainly(phrase, sentence)
        if not any(each[0] < match.end and match.start < each[1] for match in exact)
    }
    assert {(match.start, match.end, match.doubt) for match in found if match.doubt} == expected
