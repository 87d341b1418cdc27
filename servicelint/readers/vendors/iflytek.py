"""iFlytek speech transcription: the list of sentences of version 1, the lattice of version 2; JSON inside of strings.

Source: the vendor's documentation of the answers of getResult. Times are milliseconds, mostly written as strings.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import orjson

from servicelint.readers.vendors.columns import (
    MILLISECONDS,
    UNUSUAL,
    Columns,
    check_strings,
    checked_times,
)
from servicelint.readers.vendors.facts import facts
from servicelint.readers.vendors.spoken import Spoken, spoken
from servicelint.readers.vendors.turns import (
    ShapeError,
    Talk,
    listed,
    mapping,
    named,
    seconds,
    speaker_named,
    spread,
    turns_of,
)
from servicelint.transcript import Role, Turn, new_turn

_SENTENCES = Columns("onebest", "bg", "ed", "speaker")
_NOBODY = frozenset({"0", ""})
"""What stands for the speaker where the vendor was not asked to tell the speakers apart."""


def parts(document: object, at: str) -> Iterator[tuple[Any, str]]:
    """The conversations: a list of sentences is one, any other list holds several."""
    return spread(document, at, _are_sentences)


def talk(value: Any, at: str) -> Talk:
    """The talk of an answer, raw or with its result taken out."""
    if isinstance(value, list):
        return Talk(turns_of(value, at, _SENTENCES, _speaker))
    whole = mapping(value, at)
    if "data" in whole:
        data, inside = _unpacked(whole["data"], f"{at}/data")
        return Talk(turns_of(data, inside, _SENTENCES, _speaker))
    content, below = (whole["content"], f"{at}/content") if "content" in whole else (whole, at)
    result, inside = content, below
    if isinstance(content, dict) and "orderResult" in content:
        result, inside = _unpacked(content["orderResult"], f"{below}/orderResult")
    order = mapping(content, below).get("orderInfo")
    durations = {"originalDuration": 1000.0}
    found = _lattice(mapping(result, inside), inside)
    record = facts(order, f"{below}/orderInfo", durations)
    return Talk(found, None, record | {"task_id": order.get("orderId") if isinstance(order, dict) else None})


def _are_sentences(value: object) -> bool:
    return isinstance(value, list) and bool(value) and isinstance(value[0], dict) and "onebest" in value[0]


def _lattice(result: dict[str, Any], at: str) -> Spoken:
    """The sentences of the smoothed lattice, or of the plain one where there is no smoothed one."""
    key = "lattice" if result.get("lattice") else "lattice2"
    place = f"{at}/{key}"
    items = listed(result.get(key), place)
    said = by_columns(items, place) or spoken(one_by_one(items, place))
    return said.without_silence()


def by_columns(items: list[Any], at: str) -> Spoken | None:
    """What the sentences of a lattice say; None where one wants a closer look."""
    try:
        written = [item["json_1best"] for item in items]
        packed = set(map(type, written)) == {str}
        sentences = [best["st"] for best in (map(orjson.loads, written) if packed else written)]
        texts = list(map(_best_words, sentences))
        starts, ends = checked_times([one["bg"] for one in sentences], [one["ed"] for one in sentences])
        speakers = [one["rl"] for one in sentences]
        check_strings(speakers)
        if not _NOBODY.isdisjoint(speakers):
            speakers = [item.get("spk") if one in _NOBODY else one for item, one in zip(items, speakers, strict=True)]
            check_strings(speakers)
    except UNUSUAL:
        return None
    voices = {speaker: named(speaker) for speaker in dict.fromkeys(speakers)}
    mark = "#" if packed else ""
    return Spoken(
        texts, starts, ends, MILLISECONDS, speakers, voices, lambda index: f"{at}/{index}/json_1best{mark}/st"
    )


def one_by_one(items: list[Any], at: str) -> list[Turn]:
    """The same as turns. Raises ShapeError for a sentence that is broken."""
    return [_turn(item, f"{at}/{index}") for index, item in enumerate(items)]


def _turn(item: object, at: str) -> Turn:
    best, inside = _unpacked(mapping(item, at).get("json_1best"), f"{at}/json_1best")
    sentence = mapping(mapping(best, inside).get("st"), f"{inside}/st")
    return _sentence(sentence, mapping(item, at), f"{inside}/st")


def _sentence(sentence: dict[str, Any], item: dict[str, Any], at: str) -> Turn:
    start = seconds(sentence.get("bg", item.get("begin")), f"{at}/bg")
    end = seconds(sentence.get("ed", item.get("end")), f"{at}/ed")
    if start is not None and end is not None and end < start:
        raise ShapeError(f"{at}/ed", "must not be before the start")
    number = str(sentence.get("rl", "0"))
    role, label = speaker_named(item.get("spk") if number in _NOBODY else number, f"{at}/rl")
    return new_turn(role, _text(sentence, at), start, end, 1, label, at)


def _text(sentence: dict[str, Any], at: str) -> str:
    """The best candidates of the words one after the other."""
    try:
        return _best_words(sentence)
    except (KeyError, IndexError, TypeError):  # slower, to tell which, and to pass over words without candidates
        parts = listed(sentence.get("rt"), f"{at}/rt")
        return "".join([_word(word, at) for part in parts for word in _words(part, at)])


def _best_words(sentence: dict[str, Any]) -> str:
    return "".join([word["cw"][0]["w"] for part in sentence["rt"] for word in part["ws"]])


def _words(part: object, at: str) -> list[Any]:
    return listed(mapping(part, f"{at}/rt").get("ws"), f"{at}/rt/ws")


def _word(word: object, at: str) -> str:
    """The best candidate of a word; punctuation is a word of its own."""
    candidates = listed(mapping(word, f"{at}/rt/ws").get("cw"), f"{at}/rt/ws/cw")
    text = mapping(candidates[0], f"{at}/rt/ws/cw/0").get("w", "") if candidates else ""
    if not isinstance(text, str):
        raise ShapeError(f"{at}/rt/ws/cw/0/w", "must be a string")
    return text


def _unpacked(value: object, at: str) -> tuple[object, str]:
    """The value, or the one that a string holds as JSON, with the pointer to go on from."""
    if not isinstance(value, str):
        return value, at
    try:
        inner: object = orjson.loads(value)
    except orjson.JSONDecodeError as error:
        raise ShapeError(at, f"holds no valid JSON: {error.msg} at character {error.pos + 1} of it") from None
    return inner, f"{at}#"


def _speaker(number: Any) -> tuple[Role, str]:
    return named(None if number in ("0", 0) else number)
