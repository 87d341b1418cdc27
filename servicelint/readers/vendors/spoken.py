"""What was said in a conversation of a vendor's, by columns: no turn is made of it before somebody asks for one."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter, le
from typing import Any

from servicelint.lazy_turns import LazyTurns
from servicelint.transcript import Role, Turn, new_turn

Voice = tuple[Role, str]
"""The role and label of a speaker."""

Times = Sequence[float | None] | None
"""The times of turns in the vendor's unit; None where no turn has one."""


@dataclass(slots=True)
class Spoken:
    """The turns of a conversation, column by column.

    ``voices`` are the speakers in the order of their first turns, by the values that stand for them in ``speakers``.
    ``unit`` is how many units of ``starts`` and ``ends`` make a second. ``pointer`` gives the JSON pointer of a turn's
    words by its number (from 0).
    """

    texts: Sequence[str]
    starts: Times
    ends: Times
    unit: float
    speakers: Sequence[Any]
    voices: Mapping[Any, Voice]
    pointer: Callable[[int], str]

    def roles(self) -> list[Role]:
        """The role of each turn."""
        known = {role for role, _ in self.voices.values()}
        if len(known) == 1:
            return [*known] * len(self.speakers)
        by_speaker = {speaker: role for speaker, (role, _) in self.voices.items()}
        return list(map(by_speaker.__getitem__, self.speakers))

    def turns(self, line_of: Callable[[str], int]) -> LazyTurns:
        """The turns, with the lines that ``line_of`` gives to JSON pointers."""

        def make(index: int) -> Turn:
            role, label = self.voices[self.speakers[index]]
            pointer = self.pointer(index)
            line = line_of(pointer)
            return new_turn(role, self.texts[index], self.start(index), self.end(index), line, label, pointer)

        return LazyTurns(self.roles(), self.texts, make, lambda: [self.voices[one][1] for one in self.speakers])

    def picked(self, order: Sequence[int]) -> Spoken:
        """Only the turns of these numbers, in that order."""
        speakers, pointer = _picked(self.speakers, order), self.pointer
        return Spoken(
            _picked(self.texts, order),
            None if self.starts is None else _picked(self.starts, order),
            None if self.ends is None else _picked(self.ends, order),
            self.unit,
            speakers,
            {one: self.voices[one] for one in dict.fromkeys(speakers)},
            lambda index: pointer(order[index]),
        )

    def without_silence(self) -> Spoken:
        """Without the turns that have no words."""
        if all(map(str.strip, self.texts)):
            return self
        return self.picked([index for index, text in enumerate(self.texts) if text and not text.isspace()])

    def start(self, index: int) -> float | None:
        """The start of a turn in seconds."""
        return self._seconds(self.starts, index)

    def end(self, index: int) -> float | None:
        """The end of a turn in seconds."""
        return self._seconds(self.ends, index)

    def unknown(self) -> list[str]:
        """The labels of the speakers whose role is not known, in the order of their first turns."""
        return list(dict.fromkeys(label for role, label in self.voices.values() if role == "unknown"))

    def _seconds(self, times: Times, index: int) -> float | None:
        time = None if times is None else times[index]
        return None if time is None else time / self.unit


def spoken(turns: Sequence[Turn]) -> Spoken:
    """The columns of turns that are made already; their lines are forgotten."""
    speakers = [(turn.role, turn.label) for turn in turns]
    return Spoken(
        [turn.text for turn in turns],
        [turn.start for turn in turns],
        [turn.end for turn in turns],
        1.0,
        speakers,
        {one: one for one in speakers},
        lambda index: turns[index].pointer,
    )


def joined(parts: Sequence[Spoken]) -> Spoken:
    """What all of the parts say, one after the other."""
    if len(parts) == 1:
        return parts[0]
    owners = [(part, index) for part in parts for index in range(len(part.texts))]
    speakers = [part.voices[speaker] for part in parts for speaker in part.speakers]
    return Spoken(
        [part.texts[index] for part, index in owners],
        [part.start(index) for part, index in owners],
        [part.end(index) for part, index in owners],
        1.0,
        speakers,
        {one: one for one in speakers},
        lambda number: owners[number][0].pointer(owners[number][1]),
    )


def in_time(said: Spoken) -> Spoken:
    """The turns in order of their starts, where every one has one: vendors list channel after channel."""
    starts = said.starts
    if starts is None or None in starts or all(map(le, starts, starts[1:])):  # type: ignore[arg-type]
        return said
    seconds = [time / said.unit for time in starts if time is not None]
    return said.picked(sorted(range(len(seconds)), key=seconds.__getitem__))


def _picked(values: Sequence[Any], order: Sequence[int]) -> Sequence[Any]:
    if len(order) < 2:  # of which an itemgetter makes no tuple
        return [values[index] for index in order]
    found: Sequence[Any] = itemgetter(*order)(values)
    return found
