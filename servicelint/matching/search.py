"""What to look for before a turn is folded: expressions that match wherever a phrase does, and seldom elsewhere.

They run over squeezed raw text, byte by byte, and say less than the phrase: nothing of how wide a gap may be, or of
the borders of words.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from itertools import groupby

from servicelint.matching.expression import folded
from servicelint.matching.neighbours import ends, meetings
from servicelint.matching.phrase import Choice, Edge, Gap, Literal, Sequence
from servicelint.text.sentences import END, POINT, TURN_SEPARATOR
from servicelint.text.spelled import REST, Whole, alternatives, spelled, wholes
from servicelint.text.tokenizer import best

LONGEST = 12_000
"""Bytes of an expression at most; longer ones are divided. Hyperscan refuses those of more than 16,000."""

SPOKEN = frozenset("我你您他她们的了是不在有这那就好请帮一个吗呢啊吧么也都要给可以说没到来去还")
SPOKEN_SHARE = 0.01
"""How many characters of a talk are one of SPOKEN, each at least, roughly."""
RARE = 1e-5
"""A stretch of a phrase that begins at so few places of a talk is looked for alone."""
_EDGES = 0.1
"""How many places of a talk are an end of a sentence, roughly."""

_EDGE = f"[{TURN_SEPARATOR}{END}{POINT}]"
_Part = Literal | Gap | Edge | Choice


def search_expressions(tree: Sequence) -> tuple[str, ...]:
    """Expressions of which one matches in every squeezed turn, between separators, in which the phrase matches.

    Empty when there is nothing to go by.
    """
    between_gaps = (parts for is_gap, parts in groupby(tree.parts, lambda part: isinstance(part, Gap)) if not is_gap)
    stretches = _telling([stretch for parts in between_gaps if (stretch := _firm(parts)).parts])
    return tuple(_short_enough(stretches)) if stretches else ()


def _telling(stretches: list[Sequence]) -> list[Sequence]:
    """The two rarest stretches of a phrase, or the rarest alone: to look for common ones too costs more than it saves.

    Measured with the built-in packs: the scan takes half as long and names a fortieth more turns.
    """
    shares = [_share(stretch) for stretch in stretches]
    rarest = sorted(range(len(stretches)), key=shares.__getitem__)
    enough = 1 if min(shares, default=0) <= RARE else 2
    return [stretches[number] for number in sorted(rarest[:enough])]


def _share(tree: Sequence) -> float:
    """At which share of the places of a talk the sequence begins, were its parts independent of each other."""
    share = 1.0
    for part in tree.parts:
        if isinstance(part, Literal):
            share *= _share_of(folded(part.text))
        elif isinstance(part, Choice):
            share *= min(1.0, sum(map(_share, part.options)) + part.optional)
        elif isinstance(part, Edge):
            share *= _EDGES
    return share


def _share_of(text: str) -> float:
    """The same for plain characters, by the words of jieba's dictionary; books say 您 and 请 less than people do."""
    said = (max(1.0, SPOKEN_SHARE / math.exp(best(character))) for character in text if character in SPOKEN)
    return math.exp(best(text)) * math.prod(said)


def _firm(parts: Iterable[_Part]) -> Sequence:
    """The parts without those at both ends that may be left out; none where not a character is left."""
    kept = list(parts)
    while kept and _may_be_left_out(kept[0]):
        kept.pop(0)
    while kept and _may_be_left_out(kept[-1]):
        kept.pop()
    return Sequence(tuple(kept) if any(_written_part(part) for part in kept if not isinstance(part, Edge)) else ())


def _may_be_left_out(part: _Part) -> bool:
    return not _written_part(part) or (isinstance(part, Choice) and part.optional)


def _short_enough(stretches: list[Sequence]) -> Iterator[str]:
    """The expressions of the stretches one after another, divided at the largest choice while they are too long."""
    written = _written_out(stretches)
    if len(written.encode("utf-8", "surrogatepass")) <= LONGEST:
        yield written
        return
    choices = [
        (len(_written_part(part)), number, place)
        for number, stretch in enumerate(stretches)
        for place, part in enumerate(stretch.parts)
        if isinstance(part, Choice) and len(part.options) > 1
    ]
    if choices:
        _, number, place = max(choices)
        for half in _halves(stretches[number], place):
            yield from _short_enough([*stretches[:number], half, *stretches[number + 1 :]])
    elif len(stretches) > 1:
        yield from _short_enough(sorted(stretches, key=lambda stretch: len(_written(stretch)))[:1])


def _halves(stretch: Sequence, place: int) -> Iterator[Sequence]:
    choice = stretch.parts[place]
    assert isinstance(choice, Choice)
    middle = len(choice.options) // 2
    for half in (Choice(choice.options[:middle], choice.optional), Choice(choice.options[middle:], False)):
        yield Sequence((*stretch.parts[:place], half, *stretch.parts[place + 1 :]))


def _written_out(stretches: list[Sequence]) -> str:
    """The stretches in their order, or what may have stood for the end of one and the beginning of the next."""
    written = [alternatives([_written(stretch), *_met(meetings(stretch))]) for stretch in stretches]
    whole = [REST.join(written)]
    for number in range(len(stretches) - 1):
        _, last, _ = ends(stretches[number])
        first, _, _ = ends(stretches[number + 1])
        met = _wholes(a + b for a in last for b in first)
        whole += [REST.join([*written[:number], each.expression, *written[number + each.size :]]) for each in met]
    return alternatives(whole)


def _met(pairs: Iterable[str]) -> list[str]:
    return [whole.expression for whole in _wholes(pairs)]


def _wholes(pairs: Iterable[str]) -> list[Whole]:
    return list(dict.fromkeys(whole for pair in sorted(pairs) for whole in wholes().get(pair, ())))


def _written(tree: Sequence) -> str:
    return "".join(map(_written_part, tree.parts))


def _written_part(part: _Part) -> str:
    if isinstance(part, Literal):
        text = folded(part.text)
        return spelled(text) if text else ""
    if isinstance(part, Gap):
        return REST
    if isinstance(part, Edge):
        return _EDGE
    written = list(map(_written, part.options))
    options = alternatives([text for text in written if text])
    return f"(?:{options})?" if part.optional or not all(written) else options
