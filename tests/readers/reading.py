"""What a reader makes of a text or a file, in short."""

from __future__ import annotations

from collections.abc import Sequence

from servicelint.errors import TranscriptError
from servicelint.readers import READERS
from servicelint.readers.result import ReadResult
from servicelint.transcript import Transcript

Short = tuple[str, str, float | None, int, int]


def read(format: str, data: str | bytes, source: str = "calls/talk.dat") -> list[ReadResult]:
    """The results of a reader of the registry."""
    return list(READERS[format](data.encode() if isinstance(data, str) else data, source))


def talk(format: str, data: str | bytes, source: str = "calls/talk.dat") -> Transcript:
    """The one conversation."""
    (result,) = read(format, data, source)
    assert isinstance(result, Transcript), str(result)
    return result


def problem(format: str, data: str | bytes, source: str = "talk.dat") -> str:
    """The one error as it is shown."""
    (result,) = read(format, data, source)
    assert isinstance(result, TranscriptError), result
    return str(result)


def short(transcript: Transcript) -> list[Short]:
    """Role, words, start, line and column of each turn."""
    return [(turn.role, turn.text, turn.start, turn.line, turn.column) for turn in transcript.turns]


def ends(transcript: Transcript) -> Sequence[float | None]:
    """The ends of the turns."""
    return [turn.end for turn in transcript.turns]
