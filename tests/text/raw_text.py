"""Raw text as bad as it comes: pieces of the dictionaries, both scripts, widths, marks and spaces, in any order."""

from __future__ import annotations

from hypothesis import strategies as st

from servicelint.text.tables import tables

_PHRASES = sorted({*tables().phrases, *tables().phrases.values()})
_CHARACTERS = sorted({*tables().simplified, *tables().simplified.values()})
_MARKS = ["，", "。", "？", " ", "\n", "…", ".", "．", "\u200b", "\ufe0f", "-", "（", "_", "%", "é", "e\u0301"]
_LATIN = ["a", "B", "Ｃ", "ｋ", "7", "３", "①", "㎏", "℃", "ﬁ", "½", "㈱", "\uf900", "⼈", "𠀀"]

_pieces = st.one_of(
    st.sampled_from(_PHRASES),
    st.sampled_from(_PHRASES).map(lambda phrase: phrase[1:]),
    st.sampled_from(_PHRASES).map(lambda phrase: phrase[:-1]),
    st.sampled_from(_CHARACTERS),
    st.sampled_from(_MARKS),
    st.sampled_from(_LATIN),
    st.characters(),
)

raw_texts = st.lists(_pieces, max_size=8).map("".join)
