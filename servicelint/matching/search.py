"""What to look for before a turn is folded: expressions that match wherever a phrase does, and seldom elsewhere.

They run over squeezed raw text, byte by byte, and say less than the phrase: nothing of how wide a gap may be, or of
the borders of words.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from itertools import chain, groupby

from servicelint.matching.expression import folded
from servicelint.matching.neighbours import ends, meetings
from servicelint.matching.phrase import Choice, Edge, Gap, Literal, Sequence
from servicelint.text.sentences import END, POINT, TURN_SEPARATOR
from servicelint.text.spelled import REST, Whole, alternatives, spelled, wholes
from servicelint.text.tokenizer import best

LONGEST = 4_000
"""Bytes of an expression at most; longer ones are divided. Hyperscan refuses some of 6,000, by how they are made."""

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
    if len(stretches) > 1 and _is_long(_written_out(stretches)):
        stretches = [min(stretches, key=_share)]
    if len(stretches) > 1:
        return (_written_out(stretches),)
    return tuple(_short_enough(stretches[0])) if stretches else ()


def _is_long(written: str) -> bool:
    return len(written.encode("utf-8", "surrogatepass")) > LONGEST


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


def _short_enough(stretch: Sequence) -> list[str]:
    """The expressions of a stretch while it is too long: by halves of its largest choice, or of one half of it."""
    written = _written_out([stretch])
    if not _is_long(written):
        return [written]
    sizes = [len(_written_part(part)) if isinstance(part, Choice) else 0 for part in stretch.parts]
    if len(stretch.parts) > 1 and 2 * max(sizes) < len(written):
        middle = len(stretch.parts) // 2
        halves = map(_firm, (stretch.parts[:middle], stretch.parts[middle:]))
        return _short_enough(next(half for half in halves if half.parts))
    return list(chain.from_iterable(map(_short_enough, _ways(stretch, sizes.index(max(sizes))))))


def _ways(stretch: Sequence, place: int) -> Iterator[Sequence]:
    """The stretch with either half of a choice; with its only option, and without where it may be left out."""
    before, choice, after = stretch.parts[:place], stretch.parts[place], stretch.parts[place + 1 :]
    assert isinstance(choice, Choice)
    if choice.optional:
        yield Sequence((*before, *after))
    if len(choice.options) == 1:
        yield Sequence((*before, *choice.options[0].parts, *after))
    else:
        middle = len(choice.options) // 2
        for options in (choice.options[:middle], choice.options[middle:]):
            yield Sequence((*before, Choice(options, optional=False), *after))


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
