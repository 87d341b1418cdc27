"""A parsed phrase written out: as its readings, and as a regular expression over folded text."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from functools import cache

from servicelint.matching.phrase import Choice, Edge, Gap, Literal, PhraseError, Sequence
from servicelint.text.folding import fold
from servicelint.text.sentences import SENTENCE_ENDS, significant

MAX_READINGS = 512
"""Up to so many ways of reading, a phrase may write a Taiwan word across a bracket, as in (軟|硬)體."""
MAX_PAIR = 100_000
"""How many ways of reading two neighbouring parts may have: more is a mistake."""

Reading = tuple[Literal | Gap | Edge, ...]
"""What stands one after another once every choice is made."""


def count_readings(tree: Sequence) -> int:
    """In how many ways the phrase can be read; equal ones count apart."""
    counts = (sum(map(count_readings, part.options)) + part.optional for part in tree.parts if isinstance(part, Choice))
    return math.prod(counts)


def readings(tree: Sequence) -> list[Reading]:
    """Every way of reading the phrase once choices are made."""
    ways: list[Reading] = [()]
    for part in tree.parts:
        if isinstance(part, Choice):
            tails = [tail for option in part.options for tail in readings(option)]
            if part.optional:
                tails.append(())
        else:
            tails = [(part,)]
        ways = [way + tail for way in ways for tail in tails]
    return ways


def can_be_empty(tree: Sequence) -> bool:
    """Whether the phrase can match without a single character."""
    return all(
        not folded(part.text)
        if isinstance(part, Literal)
        else part.optional or any(map(can_be_empty, part.options))
        if isinstance(part, Choice)
        else True
        for part in tree.parts
    )


def runs(reading: Reading) -> list[str]:
    """The folded texts between the gaps and edges of a reading."""
    found, text = [], ""
    for part in (*reading, Gap()):
        if isinstance(part, Literal):
            text += part.text
        elif text:
            found.append(folded(text))
            text = ""
    return [run for run in found if run]


@cache
def folded(text: str) -> str:
    """The significant folded characters of a literal."""
    plain = fold(text).text
    if any(end in plain for end in SENTENCE_ENDS):
        raise PhraseError("a phrase cannot cross the end of a sentence; leave out 。！？；")
    return significant(plain)


def expression(tree: Sequence, gap: int) -> str:
    """The phrase as a regular expression over the significant folded characters of a sentence.

    Folding looks at words (軟體 is 软件), so a reading whose literals fold differently together than apart
    ((軟|硬)體) is added as a whole. Raises PhraseError where a phrase of very many readings does that.
    """
    written = _expression(tree, gap)
    if count_readings(tree) <= MAX_READINGS:
        split = [reading for reading in readings(tree) if _is_split(reading)]
        return "|".join([written, *sorted({_reading_expression(reading, gap) for reading in split})])
    for pair in _neighbours(tree):
        if count_readings(pair) > MAX_PAIR:
            raise PhraseError("far too many ways of reading it; split it into several phrases")
        for reading in readings(pair):
            if _is_split(reading):
                text = "".join(part.text for part in reading if isinstance(part, Literal))
                raise PhraseError(f"brackets divide a word in '{text}'; write the word whole")
    return written


def _is_split(reading: Reading) -> bool:
    return runs(reading) != [run for run in _runs_apart(reading) if run]


def _neighbours(tree: Sequence) -> Iterator[Sequence]:
    """Any two parts that can stand side by side, in the phrase or in one of its options."""
    for k, part in enumerate(tree.parts):
        if isinstance(part, Choice):
            for option in part.options:
                yield from _neighbours(option)
        for other in tree.parts[k + 1 :]:
            yield Sequence((part, other))
            if not (isinstance(other, Choice) and other.optional):
                break


def _runs_apart(reading: Reading) -> list[str]:
    found = [""]
    for part in reading:
        if isinstance(part, Literal):
            found[-1] += folded(part.text)
        else:
            found.append("")
    return found


def _expression(tree: Sequence, gap: int) -> str:
    return "".join(_part_expression(part, gap) for part in tree.parts)


def _part_expression(part: Literal | Gap | Edge | Choice, gap: int) -> str:
    if isinstance(part, Literal):
        return re.escape(folded(part.text))
    if isinstance(part, Gap):
        return f".{{0,{gap}}}?"
    if isinstance(part, Edge):
        return r"\A" if part.mark == "^" else r"\Z"
    options = sorted({_expression(option, gap) for option in part.options}, key=lambda text: (-len(text), text))
    return f"(?:{'|'.join(options)})" + ("?" if part.optional else "")


def _reading_expression(reading: Reading, gap: int) -> str:
    text, written = "", ""
    for part in (*reading, None):
        if isinstance(part, Literal):
            text += part.text
            continue
        written += re.escape(folded(text))
        text = ""
        if part is not None:
            written += _part_expression(part, gap)
    return written
