"""Turns that are made when they are asked for: of most talks only a few are ever looked at."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import overload

from servicelint.transcript import Role, Turn


class LazyTurns(Sequence[Turn]):
    """The turns of a talk by their roles and texts; ``make`` gives the turn of a number (from 0), whole.

    ``labels`` gives the labels of all turns. Equal to any sequence of equal turns, and pickled as a tuple.
    """

    __slots__ = ("_made", "_make", "labels", "roles", "texts")

    def __init__(
        self,
        roles: Sequence[Role],
        texts: Sequence[str],
        make: Callable[[int], Turn],
        labels: Callable[[], Sequence[str]],
    ) -> None:
        self.roles = roles
        self.texts = texts
        self.labels = labels
        self._make = make
        self._made: list[Turn | None] = [None] * len(texts)

    def __len__(self) -> int:
        return len(self._made)

    @overload
    def __getitem__(self, index: int) -> Turn: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Turn, ...]: ...
    def __getitem__(self, index: int | slice) -> Turn | tuple[Turn, ...]:
        if isinstance(index, slice):
            return tuple([self[number] for number in range(*index.indices(len(self)))])
        turn = self._made[index]
        if turn is None:
            turn = self._made[index] = self._make(range(len(self))[index])
        return turn

    def __iter__(self) -> Iterator[Turn]:
        return map(self.__getitem__, range(len(self)))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, tuple | LazyTurns) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        return hash(tuple(self))

    def __repr__(self) -> str:
        return repr(tuple(self))

    def __reduce__(self) -> tuple[type[tuple[Turn, ...]], tuple[list[Turn]]]:
        return tuple, (list(self),)


def roles_of(turns: Sequence[Turn]) -> Sequence[Role]:
    """The role of each turn, without making it."""
    return turns.roles if isinstance(turns, LazyTurns) else [turn.role for turn in turns]


def texts_of(turns: Sequence[Turn]) -> Sequence[str]:
    """The text of each turn, without making it."""
    return turns.texts if isinstance(turns, LazyTurns) else [turn.text for turn in turns]


def labels_of(turns: Sequence[Turn]) -> Sequence[str]:
    """The label of each turn, without making it."""
    return turns.labels() if isinstance(turns, LazyTurns) else [turn.label for turn in turns]


def with_turn_roles(turns: Sequence[Turn], roles: Sequence[Role]) -> LazyTurns:
    """The same turns with other roles."""
    return LazyTurns(
        roles, texts_of(turns), lambda number: replace(turns[number], role=roles[number]), lambda: labels_of(turns)
    )
