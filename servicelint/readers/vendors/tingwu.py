"""Alibaba Cloud Tingwu: paragraphs of words, in the file of the transcription. Times are milliseconds."""

from __future__ import annotations

from typing import Any

from servicelint.readers.vendors.facts import facts
from servicelint.readers.vendors.turns import (
    ShapeError,
    Talk,
    broken,
    listed,
    mapping,
    seconds,
    speaker_named,
)
from servicelint.transcript import Turn, new_turn


def talk(value: Any, at: str, line: int) -> Talk:
    """The talk of a transcription, with or without its envelope."""
    whole, holder, below = mapping(value, at), value, at
    if "Transcription" in whole:
        holder, below = mapping(whole["Transcription"], f"{at}/Transcription"), f"{at}/Transcription"
    place = f"{below}/Paragraphs"
    items = listed(holder.get("Paragraphs"), place)
    turns = [_paragraph(item, f"{place}/{index}", line) for index, item in enumerate(items)]
    record = facts(holder.get("AudioInfo"), f"{below}/AudioInfo")
    return Talk([turn for turn in turns if turn.text.strip()], None, record | {"task_id": whole.get("TaskId")})


def _paragraph(item: object, at: str, line: int) -> Turn:
    paragraph = mapping(item, at)
    words = listed(paragraph.get("Words"), f"{at}/Words")
    try:
        text = "".join([word["Text"] for word in words])
    except (KeyError, TypeError):
        raise _bad_word(words, f"{at}/Words") from None
    role, label = speaker_named(paragraph.get("SpeakerId"), f"{at}/SpeakerId")
    start = end = None
    if words:
        last = f"{at}/Words/{len(words) - 1}/End"
        start, end = seconds(words[0].get("Start"), f"{at}/Words/0/Start"), seconds(words[-1].get("End"), last)
        if start is not None and end is not None and end < start:
            raise ShapeError(last, "must not be before the start")
    return new_turn(role, text, start, end, line, label, f"{at}/Words")


def _bad_word(words: list[Any], at: str) -> ShapeError:
    for index, word in enumerate(words):
        if not isinstance(word, dict) or "Text" not in word:
            return broken(word, f"{at}/{index}", "Text")
        if not isinstance(word["Text"], str):
            return ShapeError(f"{at}/{index}/Text", "must be a string")
    return ShapeError(at, "must be a list of words")
