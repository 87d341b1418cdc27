"""Places survive cutting, joining and decoding."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from servicelint.readers.placed import Placed, joined, placed, without_carriage_returns

_DOUBLED = re.compile('""')
_TEXTS = st.text('客服\n" ,', max_size=20)


@given(_TEXTS, st.integers(1, 9), st.integers(1, 9))
def test_decoding_keeps_every_place(written: str, line: int, column: int) -> None:
    source = placed(written, line, column)
    read = source.replaced(_DOUBLED, lambda _: '"')
    assert read.text == written.replace('""', '"')
    offset = 0
    for place in range(len(read.text)):
        assert read.place(place) == source.place(offset)
        offset += 2 if written.startswith('""', offset) else 1


@given(_TEXTS, st.data())
def test_a_part_keeps_its_places(written: str, data: st.DataObject) -> None:
    whole = placed(written, 3, 7).replaced(_DOUBLED, lambda _: '"')
    start = data.draw(st.integers(0, len(whole.text)))
    stop = data.draw(st.integers(start, len(whole.text)))
    part = whole.part(start, stop)
    assert part.text == whole.text[start:stop]
    assert [part.place(at) for at in range(len(part.text))] == [whole.place(at) for at in range(start, stop)]


@given(_TEXTS)
def test_lines_joined_again_are_what_they_were(written: str) -> None:
    whole = placed(written, 2, 5)
    assert joined(whole.split(), "\n") == whole


@pytest.mark.parametrize(
    ("parts", "text", "marks"),
    [
        pytest.param([("您好", 1, 4), ("在吗", 1, 6)], "您好在吗", ((0, 1, 4),), id="one after the other"),
        pytest.param([("您好", 1, 4), ("在吗", 1, 9)], "您好在吗", ((0, 1, 4), (2, 1, 9)), id="something left out"),
        pytest.param([("", 1, 1), ("您好", 1, 4), ("", 2, 1)], "您好", ((0, 1, 4),), id="empty parts are nowhere"),
        pytest.param([("", 5, 6)], "", ((0, 5, 6),), id="nothing has a place"),
    ],
)
def test_joined(parts: list[tuple[str, int, int]], text: str, marks: tuple[tuple[int, int, int], ...]) -> None:
    assert joined([placed(*part) for part in parts]) == Placed(text, marks)


def test_stripped() -> None:
    assert placed(" \n 您好 ", 1, 1).stripped() == placed("您好", 2, 2)
    assert placed("  ", 1, 1).stripped().text == ""


def test_line_ends_become_one_character() -> None:
    assert without_carriage_returns("一\r\n二\r三\n四\u2028") == "一\n二\n三\n四\u2028"
