"""Lints many files: one code path for any number of processes, results in input order."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor

from servicelint.errors import TranscriptError
from servicelint.linter import Linter
from servicelint.pack import Pack
from servicelint.readers import FileReader, ReaderOptions
from servicelint.readers.options import DEFAULT
from servicelint.readers.sources import Item, Source, expand, shown
from servicelint.readers.stretches import Stretch, stretches
from servicelint.report import Failure, Result

CHUNK = 64
"""Files a worker takes at a time."""
CHUNK_BYTES = 1 << 22
"""Bytes of sources after which a chunk ends sooner."""
AHEAD = 4
"""Chunks waiting for each worker: enough to keep it busy, few enough to bound memory."""


def lint_files(
    packs: Sequence[Pack], items: Iterable[Item], jobs: int = 1, options: ReaderOptions = DEFAULT
) -> Iterator[Result]:
    """Lint every transcript of every file and archive, in input order, whatever the number of processes.

    A file (or line of one) that cannot be read is a Failure in its place; the others are linted all the same.
    ``options`` say how the files are read. Raises UsageError for a format that is not known.
    """
    reader = FileReader(options)
    if jobs == 1:
        linter = Linter(packs)
        for item in expand(items):
            yield from lint_item(linter, item, reader)
        return
    with ProcessPoolExecutor(jobs, initializer=_start, initargs=(packs, options)) as pool:
        waiting: deque[Future[list[Result]]] = deque()
        for chunk in _chunks(items, options.format):
            waiting.append(pool.submit(_lint_chunk, chunk))
            if len(waiting) >= jobs * AHEAD:
                yield from waiting.popleft().result()
        while waiting:
            yield from waiting.popleft().result()


def lint_item(linter: Linter, item: Item, reader: FileReader) -> Iterator[Result]:
    """Lint every transcript of one file or source."""
    return lint_stretch(linter, Stretch(item), reader)


def lint_stretch(linter: Linter, stretch: Stretch, reader: FileReader) -> Iterator[Result]:
    """Lint every transcript of a stretch of a file."""
    for result in reader.read_stretch(stretch):
        yield Failure(shown(stretch.item), str(result)) if isinstance(result, TranscriptError) else linter.lint(result)


def _chunks(items: Iterable[Item], format: str | None) -> Iterator[list[Stretch]]:
    """What a worker takes at a time: some whole files and sources, or one stretch of a large file."""
    whole: list[Stretch] = []
    size = 0
    for stretch in (stretch for item in expand(items) for stretch in stretches(item, format)):
        if stretch.lines is None:
            whole.append(stretch)
            size += len(stretch.item.data) if isinstance(stretch.item, Source) else 0
        if whole and (stretch.lines is not None or len(whole) == CHUNK or size >= CHUNK_BYTES):
            yield whole
            whole, size = [], 0
        if stretch.lines is not None:
            yield [stretch]
    if whole:
        yield whole


_worker: list[tuple[Linter, FileReader]] = []
# Set once in each worker process by the pool's initializer: the one way to hand it something before its first task.


def _start(packs: Sequence[Pack], options: ReaderOptions) -> None:
    _worker[:] = [(Linter(packs), FileReader(options))]


def _lint_chunk(chunk: list[Stretch]) -> list[Result]:
    linter, reader = _worker[0]
    return [result for stretch in chunk for result in lint_stretch(linter, stretch, reader)]
