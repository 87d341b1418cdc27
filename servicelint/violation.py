"""A violation: where, what and why, frozen and complete when it is built."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

from servicelint.transcript import Role

Severity = Literal["critical", "major", "minor", "info"]
SEVERITIES: tuple[Severity, ...] = get_args(Severity)
"""From the gravest to the lightest."""

Certainty = Literal["certain", "review"]
CERTAINTIES: tuple[Certainty, ...] = get_args(Certainty)


@dataclass(frozen=True, slots=True)
class Violation:
    """One breach of one rule.

    ``rule`` is ``pack/id``, ``clauses`` are ``standard/id``. ``turn``, ``line`` and ``column`` count from 1,
    ``end_column`` is exclusive; a missing thing has a zero-width span where it belonged. ``time`` is seconds since
    the start of the talk, or None. ``text`` is the quote. ``fingerprint`` identifies the violation
    across edits that move it. ``context`` is the line quoted under it, ``context_column`` the column of its first
    character. ``pointer`` is the JSON pointer of the turn's words where the transcript is a JSON document, else ``""``.
    """

    rule: str
    kind: str
    clauses: tuple[str, ...]
    severity: Severity
    penalty: float
    certainty: Certainty
    message: str
    role: Role
    turn: int
    time: float | None
    line: int
    column: int
    end_line: int
    end_column: int
    text: str
    fingerprint: str
    context: str = ""
    context_column: int = 1
    pointer: str = ""
