from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from servicelint.text.fluency import fluent
from servicelint.text.sentences import sentences


@pytest.mark.parametrize(
    ("raw", "fillers", "stutter", "meant"),
    [
        pytest.param("我嗯不知道", True, False, "我不知道", id="filler"),
        pytest.param("我，嗯，不知道", True, False, "我不知道", id="filler between commas"),
        pytest.param("我我我不知道", False, True, "我不知道", id="one character again and again"),
        pytest.param("这个我不知不知道", False, True, "这个我不知道", id="two characters"),
        pytest.param("我不嗯不知道", True, True, "我不知道", id="both"),
        pytest.param("我不嗯不知道", False, True, None, id="a filler hides a stutter"),
        pytest.param("余额不足", True, True, None, id="fluent"),
        pytest.param("嗯嗯", True, True, None, id="nothing is left"),
        pytest.param("知不知道", True, True, None, id="a question is no stutter"),
    ],
)
def test_fluent(raw: str, fillers: bool, stutter: bool, meant: str | None) -> None:
    (sentence,) = sentences(raw)
    found = fluent(sentence, fillers=fillers, stutter=stutter)
    assert (found and found.text) == meant


@given(st.text(alphabet="我不知道嗯啊，", min_size=1))
def test_what_is_left_keeps_its_place(raw: str) -> None:
    for sentence in sentences(raw):
        meant = fluent(sentence, fillers=True, stutter=True)
        for char, start, end in zip(meant.text, meant.starts, meant.ends, strict=True) if meant else ():
            assert raw[start:end] == char
        assert meant is None or all(0 < place < len(meant.text) for place in meant.breaks)
