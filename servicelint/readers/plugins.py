"""Readers that other packages bring along, by the entry point group ``servicelint.readers``.

Looking at the installed packages takes longer than linting a transcript, so it is done once a process, and only when a
format is asked for that is not built in, or when no built-in format recognises a file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache
from importlib.metadata import EntryPoint, entry_points

from servicelint.errors import TranscriptError, UsageError
from servicelint.readers.formats import BY_NAME, Format
from servicelint.readers.result import Reader, ReadResult
from servicelint.readers.sample import Sample

GROUP = "servicelint.readers"


@lru_cache(maxsize=1)
def plugin_names() -> tuple[str, ...]:
    """The names of the readers that installed packages offer, in order; built-in names are not theirs to take."""
    return tuple(sorted(point.name for point in entry_points(group=GROUP) if point.name not in BY_NAME))


@lru_cache(maxsize=64)
def plugin_format(name: str) -> Format:
    """The format of an installed reader. Raises UsageError where its package is broken, KeyError for no such name."""
    for point in entry_points(group=GROUP):
        if point.name == name:
            return _loaded(point)
    raise KeyError(name)


def recognised_by_plugin(sample: Sample) -> Format | None:
    """The format of the first installed reader, in order of names, that recognises the file."""
    return next((found for found in map(plugin_format, plugin_names()) if found.recognises(sample)), None)


def _loaded(point: EntryPoint) -> Format:
    try:
        value = point.load()
    except Exception as error:
        raise UsageError(f"{_origin(point)} cannot be loaded: {error!r}; mend or remove that package") from error
    if isinstance(value, Format):
        return Format(point.name, value.title, value.suffixes, _guarded(point, value.read), value.recognises)
    if not callable(value):
        raise UsageError(f"{_origin(point)} is no function read(data, source) and no Format")
    recognises: Callable[[Sample], bool] = getattr(value, "recognises", _recognises_nothing)
    title = next(iter((value.__doc__ or "").strip().splitlines()), f"read by {point.value}")
    return Format(point.name, title, tuple(getattr(value, "suffixes", ())), _guarded(point, value), recognises)


def _guarded(point: EntryPoint, read: Reader) -> Reader:
    """``read`` with a TranscriptError that it raises told as one that it yields, and its name on any other error."""

    def guarded(data: bytes, source: str) -> Iterator[ReadResult]:
        try:
            yield from read(data, source)
        except TranscriptError as error:
            yield error
        except Exception as error:
            error.add_note(f"{_origin(point)}, transcript {source}")
            raise

    return guarded


def _origin(point: EntryPoint) -> str:
    package = f" of the package {point.dist.name}" if point.dist else ""
    return f"the reader '{point.name}'{package} ({point.value})"


def _recognises_nothing(sample: Sample) -> bool:
    return False
