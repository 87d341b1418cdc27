"""An example of a reader for servicelint: logs whose lines are ``A 12.5 words``, speaker A or C, second, words."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePath

from servicelint.readers.result import ReadResult, failure
from servicelint.readers.roles import role_warnings
from servicelint.readers.sample import Sample
from servicelint.transcript import Role, Transcript, Turn

HEAD = "HOTLINE 1"
ROLES: dict[str, Role] = {"A": "agent", "C": "customer"}


def read(data: bytes, source: str) -> Iterator[ReadResult]:
    """Logs of the HOTLINE recorder, one call a file."""
    turns = []
    for number, line in enumerate(data.decode("utf-8", "replace").splitlines(), 1):
        if not line.strip() or line.startswith(HEAD):
            continue
        try:
            speaker, second, words = line.split(" ", 2)
            start = float(second)
        except ValueError:
            yield failure(source, "a line is a speaker, a second and words, as in 'A 12.5 您好'", number)
            return
        column = len(line) - len(words) + 1
        turns.append(Turn(ROLES.get(speaker, "unknown"), words, start, line=number, column=column, label=speaker))
    if not turns:
        yield failure(source, "no turns: nothing stands behind the first line")
        return
    yield Transcript(PurePath(source).stem, tuple(turns), source=source, warnings=role_warnings(turns))


def recognises(sample: Sample) -> bool:
    """Whether the first line is that of the recorder."""
    return sample.text.startswith(HEAD)


# Both are optional: without them the reader is used where --input-format names it.
read.recognises = recognises  # type: ignore[attr-defined]
read.suffixes = (".hot",)  # type: ignore[attr-defined]
