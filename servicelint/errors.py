"""What can go wrong through no fault of ours: every error a user can fix derives from ServiceLintError."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One defect of an input file. Lines and columns count from 1; 0 means the whole file."""

    source: str
    line: int
    column: int
    message: str

    def __str__(self) -> str:
        place = f"{self.source}:{self.line}:{self.column}" if self.line else self.source
        return f"{place}: {self.message}"


class ServiceLintError(Exception):
    """Base of the errors that the user can mend; the command line exits with 2."""


class TranscriptError(ServiceLintError):
    """A transcript that cannot be read: names the file, the line and what to do."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem)
        self.problem = problem

    def __str__(self) -> str:
        return str(self.problem)


class SourceError(ServiceLintError):
    """A file of the user's with defects: all of them, in file order."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(sorted(problems))
        super().__init__(self.problems)

    def __str__(self) -> str:
        return "\n".join(map(str, self.problems))


class PackError(SourceError):
    """A rule pack with defects."""


class ConfigurationError(SourceError):
    """A configuration with defects."""


class RecordsError(SourceError):
    """A table of records with defects."""


class UsageError(ServiceLintError):
    """A request that cannot be carried out: no such pack, no files, an unknown rule."""
