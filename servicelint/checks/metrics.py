"""Numbers computed from the turns of a talk, each with the turn it was found at, or why it cannot be told."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from servicelint.text.sentences import sentences
from servicelint.transcript import Transcript, Turn

SPOKEN = ("agent", "customer", "unknown")


@dataclass(frozen=True, slots=True)
class Reading:
    """A value (a number or a role) and the number of the turn, from 0, where it was measured."""

    value: float | str
    turn: int


Metric = Callable[[Transcript], Reading | str]
"""A reading, or why there is none."""


def longest_silence(talk: Transcript) -> Reading | str:
    """Seconds of the longest stretch in which nobody speaks; at the turn that ends it."""
    timed = _timed(talk)
    if isinstance(timed, str):
        return timed
    heard, best = 0.0, Reading(0.0, timed[0][0])
    for number, (turn, start, end) in enumerate(timed):
        if number and start - heard > float(best.value):
            best = Reading(round(start - heard, 3), turn)
        heard = max(heard, end)
    return best


def overlap(talk: Transcript) -> Reading | str:
    """Seconds of the longest stretch by which an agent starts before the customer has ended; at the agent's turn."""
    timed = _timed(talk)
    if isinstance(timed, str):
        return timed
    best = Reading(0.0, timed[0][0])
    for (before, customer_start, customer_end), (turn, start, end) in itertools.pairwise(timed):
        roles = talk.turns[before].role, talk.turns[turn].role
        shared = min(customer_end, end) - max(start, customer_start)
        if roles == ("customer", "agent") and shared > float(best.value):
            best = Reading(round(shared, 3), turn)
    return best


def characters_a_minute(talk: Transcript) -> Reading | str:
    """The agent's speed: significant characters a minute over all agent turns; at the fastest turn of 2 s or more."""
    timed = _timed(talk)
    if isinstance(timed, str):
        return timed
    spoken = [(turn, _length(talk.turns[turn]), end - start) for turn, start, end in timed if _is_agent(talk, turn)]
    seconds = sum(duration for _, _, duration in spoken)
    if seconds <= 0:
        return "no agent turn has a duration"
    rates = [(length / duration, turn) for turn, length, duration in spoken if duration >= 2]
    fastest = max(rates, default=(0.0, spoken[0][0]))[1]
    return Reading(round(sum(length for _, length, _ in spoken) / seconds * 60, 1), fastest)


def longest_turn(talk: Transcript) -> Reading | str:
    """Significant characters of the agent's longest turn."""
    lengths = [(_length(turn), -number) for number, turn in enumerate(talk.turns) if turn.role == "agent"]
    if not lengths:
        return "no turns of role agent"
    length, number = max(lengths)
    return Reading(length, -number)


def unanswered_questions(talk: Transcript) -> Reading | str:
    """Questions of the customer after which the agent says nothing before the customer speaks again, or ever."""
    if not any(turn.role == "agent" for turn in talk.turns):
        return "no turns of role agent"
    spoken = [(number, turn) for number, turn in enumerate(talk.turns) if turn.role in ("agent", "customer")]
    unanswered = [
        number
        for position, (number, turn) in enumerate(spoken)
        if turn.role == "customer" and _asks(turn) and not _is_answered(spoken, position)
    ]
    return Reading(len(unanswered), unanswered[0] if unanswered else 0)


def last_speaker(talk: Transcript) -> Reading | str:
    """Who spoke last: ``agent`` or ``customer``."""
    spoken = [number for number, turn in enumerate(talk.turns) if turn.role in SPOKEN]
    if not spoken or talk.turns[spoken[-1]].role == "unknown":
        return "the last speaker's role is not known"
    return Reading(talk.turns[spoken[-1]].role, spoken[-1])


METRICS: Mapping[str, Metric] = MappingProxyType(
    {
        "longest_silence": longest_silence,
        "overlap": overlap,
        "characters_a_minute": characters_a_minute,
        "longest_turn": longest_turn,
        "unanswered_questions": unanswered_questions,
        "last_speaker": last_speaker,
    }
)

_QUESTION_ENDS = (
    "吗",
    "呢",
    "么",
    "什么",
    "多少",
    "几点",
    "哪里",
    "怎么办",
    "为什么",
    "行不行",
    "能不能",
    "可不可以",
    "是不是",
    "谁",
)


def _timed(talk: Transcript) -> list[tuple[int, float, float]] | str:
    """Number, start and end of every spoken turn, in order of their starts; or why there are none."""
    timed = []
    for number, turn in enumerate(talk.turns):
        if turn.role in SPOKEN:
            if turn.start is None or turn.end is None:
                return "no timestamps" if turn.start is None else "no end times"
            timed.append((number, turn.start, turn.end))
    return sorted(timed, key=lambda one: one[1]) or "nobody speaks"


def _length(turn: Turn) -> int:
    return sum(len(sentence.text) for sentence in sentences(turn.text))


def _is_agent(talk: Transcript, turn: int) -> bool:
    return talk.turns[turn].role == "agent"


def _asks(turn: Turn) -> bool:
    found = sentences(turn.text)
    return turn.text.rstrip().endswith(("?", "？")) or bool(found and found[-1].text.endswith(_QUESTION_ENDS))


def _is_answered(spoken: list[tuple[int, Turn]], position: int) -> bool:
    following = spoken[position + 1 : position + 2]
    return bool(following) and following[0][1].role == "agent" and _length(following[0][1]) > 0
