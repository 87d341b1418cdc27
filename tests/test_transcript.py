from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from servicelint.transcript import Turn


@given(st.lists(st.sampled_from("好 \n"), min_size=1).map("".join), st.integers(1, 9), st.integers(1, 9), st.data())
def test_place_and_offset_are_inverse(text: str, line: int, column: int, data: st.DataObject) -> None:
    turn = Turn("agent", text, line=line, column=column)
    offset = data.draw(st.integers(0, len(text)))
    assert turn.offset(*turn.place(offset)) == offset
