"""Lints many files: one code path for any number of processes, results in input order."""

from __future__ import annotations

import itertools
import os
from collections.abc import Callable, Iterable, Iterator, Sequence

from servicelint.file_linter import FileLinter
from servicelint.pack import Pack
from servicelint.readers import ReaderOptions
from servicelint.readers.options import DEFAULT
from servicelint.readers.sources import Item, Source, expand
from servicelint.readers.stretches import Stretch, stretches
from servicelint.report import Result

CHUNK = 64
"""Files a worker takes at a time."""
CHUNK_BYTES = 1 << 22
"""Bytes of sources after which a chunk ends sooner."""


def processors() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def lint_files(
    packs: Sequence[Pack],
    items: Iterable[Item],
    jobs: int = 1,
    options: ReaderOptions = DEFAULT,
    tell: Callable[[str], None] = lambda message: None,
) -> Iterator[Result]:
    """Lint every transcript of every file and archive, in input order, whatever the number of processes.

    A file (or line of one) that cannot be read is a Failure in its place; the others are linted all the same. When a
    process dies, ``tell`` hears of it, and what it had in hand is linted once more, each file by itself: one at which
    a process dies again is a Failure. Little work is done in this process, whatever ``jobs`` says. ``options`` say how
    the files are read. Raises UsageError for a format that is not known.
    """
    linter = FileLinter(packs, options)
    if jobs == 1:
        for item in expand(items):
            yield from linter.lint(Stretch(item))
        return
    chunks = _chunks(items, options.format)
    first = list(itertools.islice(chunks, 2))
    if len(first) < 2:
        for stretch in itertools.chain.from_iterable(first):
            yield from linter.lint(stretch)
        return
    from servicelint.workers import lint_chunks  # starting processes takes long to import, and few runs need it

    yield from lint_chunks(linter, itertools.chain(first, chunks), jobs, tell)


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
