"""What a check finds: places in the talk, before they become violations of a rule."""

from __future__ import annotations

from dataclasses import dataclass, field

from servicelint.checks.scope import Scope
from servicelint.lazy_turns import roles_of
from servicelint.matching.occurrences import Occurrences
from servicelint.transcript import Role, Transcript
from servicelint.violation import Certainty


@dataclass(frozen=True, slots=True)
class Talk:
    """One transcript with the matches found in it: all a check may look at.

    ``complete`` says that whatever was done is written down, as in the examples of a rule.
    """

    transcript: Transcript
    occurrences: Occurrences
    complete: bool = False
    _scopes: dict[Scope, tuple[int, ...]] = field(default_factory=dict, compare=False, repr=False)
    _speakers: dict[tuple[Role, ...], tuple[int, ...]] = field(default_factory=dict, compare=False, repr=False)

    def speakers(self, scope: Scope) -> tuple[int, ...]:
        """The numbers (from 0) of all turns of the scope's roles."""
        found = self._speakers.get(scope.roles)
        if found is None:
            found = self._speakers[scope.roles] = scope.speakers(self.transcript)
        return found

    def turns(self, scope: Scope) -> tuple[int, ...]:
        """The numbers (from 0) of the turns in scope."""
        if scope.window is None:
            return self.speakers(scope)
        found = self._scopes.get(scope)
        if found is None:
            found = self._scopes[scope] = scope.turns(self.transcript, self.speakers(scope))
        return found

    def unassessable(self, scope: Scope) -> str | None:
        """Why the scope cannot be told in this talk, or None."""
        return scope.unassessable(self.transcript, self.speakers(scope))

    def unseen(self, scope: Scope) -> str | None:
        """Why the lack of something in scope proves nothing.

        Nobody may have written down what was done, or the recording is cut off where it would be (``cut`` of the
        record: start, end or both).
        """
        unlogged = "action" in scope.roles and "action" not in roles_of(self.transcript.turns)
        if unlogged and not self.complete:
            return "no turns of role action"
        cut = self.transcript.record.get("cut")
        side = "both" if scope.window is None else {"first": "start", "last": "end"}[scope.window.side]
        if cut and (cut in (True, "both", side) or side == "both"):
            return f"the recording is cut off: {'both' if cut is True else cut}"
        return None


@dataclass(frozen=True, slots=True)
class Breach:
    """A span of a turn's original text (``turn`` from 0); zero-width where something is missing.

    ``detail`` is added to the rule's title: the window searched, the nearest miss. ``suspected``: said of words that
    are suspicious by themselves, so that a certain breach of any rule at the same place says it better.
    """

    turn: int
    start: int
    end: int
    certainty: Certainty = "certain"
    detail: str = ""
    suspected: bool = False

    def overlaps(self, other: Breach) -> bool:
        """Whether both share a character."""
        return self.turn == other.turn and self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class LetOff:
    """A match that is innocent, and the ``unless`` phrase that says so."""

    turn: int
    start: int
    end: int
    unless: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """The breaches of one rule, what was let off, or the reason why the rule could not be assessed.

    ``batch_value`` is what the talk adds to a mean over the batch.
    """

    breaches: tuple[Breach, ...] = ()
    let_off: tuple[LetOff, ...] = ()
    not_assessed: str | None = None
    batch_value: float | None = None
