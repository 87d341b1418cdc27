"""Lints in several processes: results in the order of the work, and no work lost when a process dies."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool

from servicelint.file_linter import FileLinter
from servicelint.readers.sources import shown
from servicelint.readers.stretches import Stretch
from servicelint.report import Failure, Result

AHEAD = 4
"""Chunks waiting for each worker: enough to keep it busy, few enough to bound memory."""

Chunk = list[Stretch]


def lint_chunks(
    linter: FileLinter,
    chunks: Iterable[Chunk],
    jobs: int,
    tell: Callable[[str], None],
) -> Iterator[Result]:
    """Lint chunks of work in ``jobs`` processes, in order."""
    linter.prepare()  # where processes are forked, they share what is loaded now
    work = _Work(linter)
    waiting: deque[tuple[Chunk, Future[list[Result]]]] = deque()
    left = iter(chunks)
    pool = work.pool(jobs)
    try:
        while True:
            while len(waiting) < jobs * AHEAD and (chunk := next(left, None)) is not None:
                waiting.append((chunk, work.submit(pool, chunk)))
            if not waiting:
                return
            chunk, future = waiting.popleft()
            try:
                results = future.result()
            except BrokenProcessPool:
                tell("a process that lints has died; the files it had in hand are linted again, one by one")
                pool.shutdown()
                in_hand = [chunk, *(other for other, _ in waiting)]
                yield from work.one_by_one(stretch for each in in_hand for stretch in each)
                waiting.clear()
                pool = work.pool(jobs)
            else:
                yield from results
    finally:
        pool.shutdown(cancel_futures=True)


class _Work:
    """What every process is started with."""

    def __init__(self, linter: FileLinter) -> None:
        self._linter = linter

    def pool(self, jobs: int) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(jobs, initializer=_start, initargs=(self._linter,))

    def submit(self, pool: ProcessPoolExecutor, chunk: Chunk) -> Future[list[Result]]:
        """Hand a chunk to the pool; to one that has died meanwhile, a future that says so."""
        try:
            return pool.submit(_lint, chunk)
        except BrokenProcessPool as error:
            broken: Future[list[Result]] = Future()
            broken.set_exception(error)
            return broken

    def one_by_one(self, stretches: Iterable[Stretch]) -> Iterator[Result]:
        """Lint what a process has died of, each file by itself; one at which it dies again is given up."""
        pool = self.pool(1)
        try:
            for stretch in stretches:
                try:
                    results = pool.submit(_lint, [stretch]).result()
                except BrokenProcessPool:
                    name = shown(stretch.item)
                    results = [Failure(name, f"{name}: the process that lints it has died twice; is memory short?")]
                    pool.shutdown()
                    pool = self.pool(1)
                yield from results
        finally:
            pool.shutdown()


_worker: list[FileLinter] = []
# Set once in each worker process by the pool's initializer: the one way to hand it something before its first task.


def _start(linter: FileLinter) -> None:
    _worker[:] = [linter]


def _lint(chunk: Chunk) -> list[Result]:
    return [result for stretch in chunk for result in _worker[0].lint(stretch)]
