"""What a transcript file does not say itself: facts from beside it, and the roles of its speakers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import PurePath

from servicelint.errors import TranscriptError
from servicelint.readers.options import ReaderOptions
from servicelint.readers.result import ReadResult
from servicelint.readers.roles import with_inferred_roles, with_roles
from servicelint.readers.sidecars import Sidecars
from servicelint.transcript import Fact, Transcript


class Completion:
    """Completes the transcripts of one run or worker, as ``options`` say."""

    def __init__(self, options: ReaderOptions) -> None:
        self._options = options
        self._roles = options.roles
        self._sidecars = Sidecars()

    def complete(self, result: ReadResult) -> ReadResult:
        """The transcript with its record and roles; the error of a record beside it instead, and errors as they are.

        What the transcript says itself counts most, then the file beside it, then the table of records.
        """
        if isinstance(result, TranscriptError):
            return result
        try:
            transcript = self._with_record(result)
        except TranscriptError as error:
            return error
        if self._roles:
            transcript = with_roles(transcript, self._roles)
        return with_inferred_roles(transcript) if self._options.infer_roles else transcript

    def _with_record(self, transcript: Transcript) -> Transcript:
        if beside := self._sidecars.facts(transcript.source):
            transcript = _named(_with_facts(transcript, beside), beside)
        records = self._options.records
        if records is not None and (joined := records.facts(transcript.id, transcript.source)):
            transcript = _with_facts(transcript, joined)
        return transcript


def _with_facts(transcript: Transcript, facts: Mapping[str, Fact]) -> Transcript:
    own = {name: fact for name, fact in transcript.record.items() if fact is not None}
    return replace(transcript, record={**facts, **own})


def _named(transcript: Transcript, facts: Mapping[str, Fact]) -> Transcript:
    """The transcript with the id that is stated beside it, when it has none but the name of its file."""
    stated = facts.get("id")
    if stated is None or transcript.id != PurePath(transcript.source).stem:
        return transcript
    return replace(transcript, id=str(stated))
