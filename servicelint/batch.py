"""Lints many files: one code path for any number of processes, results in input order."""

from __future__ import annotations

import itertools
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor

from servicelint.errors import TranscriptError
from servicelint.linter import Linter
from servicelint.pack import Pack
from servicelint.readers import read_transcripts
from servicelint.report import Failure, Result

CHUNK = 64
"""Files a worker takes at a time."""
AHEAD = 4
"""Chunks waiting for each worker: enough to keep it busy, few enough to bound memory."""


def lint_files(packs: Sequence[Pack], paths: Iterable[str], jobs: int = 1) -> Iterator[Result]:
    """Lint every transcript of every file, in input order, whatever the number of processes.

    A file (or line of one) that cannot be read is a Failure in its place; the others are linted all the same.
    """
    if jobs == 1:
        linter = Linter(packs)
        for path in paths:
            yield from lint_file(linter, path)
        return
    with ProcessPoolExecutor(jobs, initializer=_start, initargs=(packs,)) as pool:
        files = iter(paths)
        waiting: deque[Future[list[Result]]] = deque()
        while chunk := list(itertools.islice(files, CHUNK)):
            waiting.append(pool.submit(_lint_chunk, chunk))
            if len(waiting) >= jobs * AHEAD:
                yield from waiting.popleft().result()
        while waiting:
            yield from waiting.popleft().result()


def lint_file(linter: Linter, path: str) -> Iterator[Result]:
    """Lint every transcript of one file."""
    for result in read_transcripts(path):
        yield Failure(path, str(result)) if isinstance(result, TranscriptError) else linter.lint(result)


_worker: list[Linter] = []
# Set once in each worker process by the pool's initializer: the one way to hand it something before its first task.


def _start(packs: Sequence[Pack]) -> None:
    _worker[:] = [Linter(packs)]


def _lint_chunk(paths: list[str]) -> list[Result]:
    return [result for path in paths for result in lint_file(_worker[0], path)]
