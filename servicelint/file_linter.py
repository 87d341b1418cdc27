"""Reads and lints one file after the other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from servicelint.errors import TranscriptError
from servicelint.linter import Linter
from servicelint.pack import Pack
from servicelint.readers import FileReader, ReaderOptions
from servicelint.readers.sources import shown
from servicelint.readers.stretches import Stretch
from servicelint.report import Failure, Result


class FileLinter:
    """A linter with the reader of its files. Raises UsageError for a format that is not known."""

    def __init__(self, packs: Sequence[Pack], options: ReaderOptions) -> None:
        self._start = packs, options
        self._linter = Linter(packs)
        self._reader = FileReader(options)

    def __reduce__(self) -> tuple[type[FileLinter], tuple[Sequence[Pack], ReaderOptions]]:
        return FileLinter, self._start

    def prepare(self) -> None:
        """Load now what most files need, so that processes forked from this one share it."""
        self._linter.prepare()

    def lint(self, stretch: Stretch) -> Iterator[Result]:
        """Lint every transcript of a file, or of a stretch of one."""
        for result in self._reader.read_stretch(stretch):
            if isinstance(result, TranscriptError):
                yield Failure(shown(stretch.item), str(result))
            else:
                yield self._linter.lint(result)
