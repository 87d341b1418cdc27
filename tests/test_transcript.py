from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from servicelint.transcript import Turn


@given(st.lists(st.sampled_from("好 \n"), min_size=1).map("".join), st.integers(1, 9), st.integers(1, 9), st.data())
def test_place_and_offset_are_inverse(text: str, line: int, column: int, data: st.DataObject) -> None:
    turn = Turn("agent", text, line=line, column=column)
    offset = data.draw(st.integers(0, len(text)))
    assert turn.offset(*turn.place(offset)) == offset


def test_marks_lead_to_the_source_where_it_is_not_verbatim() -> None:
    turn = Turn("agent", 'A&B\n"好"', line=3, column=5, marks=((2, 3, 11), (4, 4, 2), (5, 4, 4)))
    places = [(3, 5), (3, 6), (3, 11), (3, 12), (4, 2), (4, 4), (4, 5)]
    assert [turn.place(offset) for offset in range(7)] == places
    assert [turn.offset(*place) for place in places] == list(range(7))
