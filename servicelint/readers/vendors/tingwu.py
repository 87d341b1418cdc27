"""Alibaba Cloud Tingwu: paragraphs of words, in the file of the transcription. Times are milliseconds."""

from __future__ import annotations

from typing import Any

from servicelint.readers.vendors.columns import (
    MILLISECONDS,
    UNUSUAL,
    check_ids,
    checked_times,
    column,
)
from servicelint.readers.vendors.facts import facts
from servicelint.readers.vendors.spoken import Spoken, spoken
from servicelint.readers.vendors.turns import (
    ShapeError,
    Talk,
    broken,
    listed,
    mapping,
    named,
    seconds,
    speaker_named,
)
from servicelint.transcript import Turn, new_turn


def talk(value: Any, at: str) -> Talk:
    """The talk of a transcription, with or without its envelope."""
    whole, holder, below = mapping(value, at), value, at
    if "Transcription" in whole:
        holder, below = mapping(whole["Transcription"], f"{at}/Transcription"), f"{at}/Transcription"
    place = f"{below}/Paragraphs"
    items = listed(holder.get("Paragraphs"), place)
    said = by_columns(items, place) or spoken(one_by_one(items, place))
    record = facts(holder.get("AudioInfo"), f"{below}/AudioInfo")
    return Talk(said.without_silence(), None, record | {"task_id": whole.get("TaskId")})


def by_columns(items: list[Any], at: str) -> Spoken | None:
    """What the paragraphs say; None where one wants a closer look."""
    try:
        words = [item["Words"] for item in items]
        texts = ["".join([word["Text"] for word in paragraph]) for paragraph in words]
        begun, ended = [one[0]["Start"] for one in words], [one[-1]["End"] for one in words]
        starts, ends = checked_times(begun, ended)
        speakers = column(items, "SpeakerId")
        check_ids(speakers)
    except UNUSUAL:
        return None
    voices = {speaker: named(speaker) for speaker in dict.fromkeys(speakers)}
    return Spoken(texts, starts, ends, MILLISECONDS, speakers, voices, lambda index: f"{at}/{index}/Words")


def one_by_one(items: list[Any], at: str) -> list[Turn]:
    """The same as turns. Raises ShapeError for a paragraph that is broken."""
    return [_paragraph(item, f"{at}/{index}") for index, item in enumerate(items)]


def _paragraph(item: object, at: str) -> Turn:
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
    return new_turn(role, text, start, end, 1, label, f"{at}/Words")


def _bad_word(words: list[Any], at: str) -> ShapeError:
    for index, word in enumerate(words):
        if not isinstance(word, dict) or "Text" not in word:
            return broken(word, f"{at}/{index}", "Text")
        if not isinstance(word["Text"], str):
            return ShapeError(f"{at}/{index}/Text", "must be a string")
    return ShapeError(at, "must be a list of words")
