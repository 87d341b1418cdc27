"""Compressed bytes as a stream with bounds: a small file must not become one that fills the memory."""

from __future__ import annotations

import errno
import gzip
import io
import zlib
from dataclasses import dataclass
from typing import BinaryIO, cast

from servicelint.errors import TranscriptError
from servicelint.readers.result import failure
from servicelint.readers.sources import NESTED, is_archive

MIB = 1 << 20


@dataclass(frozen=True, slots=True)
class Bounds:
    """How much an archive may hold: members, bytes of one, bytes of all, and bytes for each byte that it takes itself.

    Text shrinks to a fifth, very repetitive JSON to a fiftieth. Up to ``small`` bytes the ratio does not matter.
    """

    members: int = 1_000_000
    member: int = 256 * MIB
    total: int = 64 * 1024 * MIB
    ratio: int = 200
    small: int = 16 * MIB

    def allowance(self, packed: int) -> int:
        """The bytes that an archive which takes ``packed`` bytes may unpack to."""
        return min(self.total, max(self.small, self.ratio * packed))


DEFAULT_BOUNDS = Bounds()
DAMAGED = "the archive is damaged; pack it again"
_LINES = (".jsonl", ".ndjson")
TOO_LARGE = "far larger unpacked than its size lets expect; unpack it first if it can be trusted"


class Gunzipped(io.RawIOBase):
    """What is in a gzip file, at most ``allowance`` bytes of it.

    What comes before damage is read. Everything that goes wrong is an OSError whose ``strerror`` is for the user.
    """

    def __init__(self, file: BinaryIO, allowance: int) -> None:
        super().__init__()
        self._file = gzip.GzipFile(fileobj=file, mode="rb")
        self._left = allowance

    def readable(self) -> bool:
        """True: it is for reading."""
        return True

    def readinto(self, buffer: object) -> int:
        """Read into a buffer, as RawIOBase asks for."""
        view = memoryview(cast("bytearray", buffer)).cast("B")
        data = self._read(len(view))
        view[: len(data)] = data
        return len(data)

    def _read(self, size: int) -> bytes:
        try:
            data = self._file.read1(size)  # read() would lose what it has when it fails
        except (gzip.BadGzipFile, EOFError, zlib.error):
            raise OSError(errno.EIO, DAMAGED) from None
        self._left -= len(data)
        if self._left < 0:
            raise OSError(errno.EFBIG, TOO_LARGE)
        return data


def gunzipped(file: BinaryIO, name: str, bounds: Bounds = DEFAULT_BOUNDS) -> io.BufferedReader:
    """The bytes that a single compressed file holds, which is shown as ``name``.

    JSON lines are read one after the other, and so may be many; everything else is as large as a member at most.
    Raises OSError for an archive.
    """
    if is_archive(name):
        raise OSError(errno.EINVAL, NESTED)
    allowance = bounds.allowance(size_of(file))
    allowance = allowance if name.lower().endswith(_LINES) else min(allowance, bounds.member)
    return io.BufferedReader(Gunzipped(file, allowance), MIB // 8)


def size_of(file: BinaryIO) -> int:
    """The bytes of an open file, which stands at its beginning afterwards."""
    size = file.seek(0, io.SEEK_END)
    file.seek(0)
    return size


def too_large(name: str, bounds: Bounds) -> TranscriptError:
    """The error for a member that is larger than one may be."""
    return failure(name, f"larger than {bounds.member // MIB} MiB unpacked; unpack the archive first")


def too_many(name: str, bounds: Bounds) -> TranscriptError:
    """The error for an archive with more members than one may have."""
    return failure(name, f"more than {bounds.members:,} members; unpack the archive first")
