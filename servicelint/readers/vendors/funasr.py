"""FunASR: sentences in milliseconds, or segments in seconds; the tags that SenseVoice writes are taken off the text."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from servicelint.readers.vendors.columns import SECONDS, Columns
from servicelint.readers.vendors.spoken import Spoken, spoken
from servicelint.readers.vendors.turns import Talk, each_turn, listed, mapping, named, turns_of

_MARK = "<|"
_TAGS = re.compile(r"<\|[^|<>]{0,40}\|>")


def talk(value: Any, at: str) -> Talk:
    """The talk of one recording; without sentences the whole text is one turn."""
    whole = mapping(value, at)
    name = whole.get("key")
    known = name if isinstance(name, str) and not name.startswith("rand_key") else None
    return Talk(_said(whole, at), known)


def _said(whole: dict[str, Any], at: str) -> Spoken:
    if "sentence_info" in whole:
        items = listed(whole["sentence_info"], f"{at}/sentence_info")
        key = "sentence" if items and isinstance(items[0], dict) and "text" not in items[0] else "text"
        return turns_of(
            items, f"{at}/sentence_info", Columns(key, "start", "end", "spk", clean=_untagged, unsaid=_MARK), named
        )
    if "segments" in whole:
        columns = Columns("text", "start", "end", "speaker", SECONDS, clean=_untagged, unsaid=_MARK)
        return turns_of(whole["segments"], f"{at}/segments", columns, named)
    one = each_turn([whole], at, Columns("text", "", "", "", clean=_untagged, unsaid=_MARK), named)
    return spoken([replace(turn, pointer=f"{at}/text") for turn in one])


def _untagged(text: str) -> str:
    return _TAGS.sub("", text).strip() if _MARK in text else text
