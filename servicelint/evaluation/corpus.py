"""Labelled talk: utterances or whole talks with spans that are breaches or look like one, one JSON object a line.

An utterance is ``{"context": [{"role", "text"}], "text", "spans": [{"start", "end", "violation", "category"}]}``; the
agent says ``text``. A talk is ``{"turns": [{"role", "text", "spans"}]}``. ``record`` holds facts; all other keys can be
asked for.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import orjson

from servicelint.errors import Problem, TranscriptError
from servicelint.labels import role_of
from servicelint.transcript import ROLES, Role, Transcript, Turn


@dataclass(frozen=True, slots=True)
class Label:
    """A judged span: turn from 0, offsets into its text. ``category`` says what sort of breach it is."""

    turn: int
    start: int
    end: int
    violation: bool
    category: str


@dataclass(frozen=True, slots=True)
class Row:
    """One labelled talk. ``about`` holds whatever else its line says: clause, part, style, confidence."""

    talk: Transcript
    labels: tuple[Label, ...]
    about: Mapping[str, Any]

    @property
    def labelled_turns(self) -> frozenset[int]:
        """The turns that were judged; what is found in others counts for nothing."""
        return frozenset(label.turn for label in self.labels)

    def quote(self, label: Label) -> str:
        """The characters of a label."""
        return self.talk.turns[label.turn].text[label.start : label.end]


def read_rows(data: bytes, source: str) -> Iterator[Row]:
    """The rows of a JSONL corpus. Raises TranscriptError, with file and line, for a line that is none."""
    for number, line in enumerate(data.splitlines(), 1):
        if not line.strip():
            continue
        try:
            yield row_of(orjson.loads(line), source, number)
        except orjson.JSONDecodeError as error:
            raise TranscriptError(Problem(source, number, error.colno, f"not valid JSON: {error.msg}")) from None
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            what = f"missing key {error}" if isinstance(error, KeyError) else str(error)
            raise TranscriptError(Problem(source, number, 1, f"not a labelled row: {what}")) from None


def row_of(value: Mapping[str, Any], source: str, number: int) -> Row:
    """A row from its parsed line. Raises KeyError, TypeError or ValueError when it is none."""
    known = {"context", "text", "turns", "spans", "record", "start", "end", "violation", "category"}
    about = {key: one for key, one in value.items() if key not in known}
    if "turns" in value:
        spoken = [(turn["role"], turn["text"], turn.get("spans", [])) for turn in value["turns"]]
    else:
        spans = value.get("spans", [value])
        context: list[tuple[str, str, list[Any]]]
        context = [(turn.get("role") or turn["speaker"], turn["text"], []) for turn in value.get("context", [])]
        spoken = [*context, ("agent", value["text"], spans)]
    turns = tuple(Turn(_role(role), text, line=place) for place, (role, text, _) in enumerate(spoken, 1))
    labels = tuple(_label(turn, span, text) for turn, (_, text, spans) in enumerate(spoken) for span in spans)
    name = str(value.get("id", f"{source}:{number}"))
    return Row(Transcript(name, turns, value.get("record") or {}, source), labels, about)


def _role(name: str) -> Role:
    return next((role for role in ROLES if role == name), role_of(name))


def _label(turn: int, span: Mapping[str, Any], text: str) -> Label:
    start, end = span["start"], span["end"]
    if not 0 <= start < end <= len(text):
        raise ValueError(f"span {start}-{end} is not within the text")
    if not isinstance(span["violation"], bool):
        raise ValueError("'violation' must be true or false")
    return Label(turn, start, end, span["violation"], str(span.get("category", "")))
