"""Archives, read in place: each member is read like a file of its name in a folder of the archive's name."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from servicelint.errors import TranscriptError
from servicelint.readers.member_names import is_taken
from servicelint.readers.result import failure
from servicelint.readers.sources import Item, Source, opened, own_name
from servicelint.readers.tar_members import tar_members
from servicelint.readers.unpacking import DEFAULT_BOUNDS, Bounds
from servicelint.readers.zip_members import zip_members

_ZIP = ".zip"


def members(
    item: str | Source,
    ignored: Callable[[str], bool] | None = None,
    named: bool = True,
    bounds: Bounds = DEFAULT_BOUNDS,
) -> Iterator[Item]:
    """The transcript files in an archive, with an error in the place of each that cannot be read."""
    name = own_name(item)
    wanted = _Wanted(name, ignored)
    read = zip_members if name.lower().endswith(_ZIP) else tar_members
    failed = False
    try:
        file = opened(item)
    except OSError as error:
        yield failure(name, f"cannot be read: {error.strerror}")
        return
    with file:
        for member in read(file, name, wanted, bounds):
            failed = failed or isinstance(member, TranscriptError)
            yield member
    if named and not wanted.any and not failed:
        yield failure(name, "no transcripts in this archive")


class _Wanted:
    """Chooses members by their names, and knows whether there was any transcript, ignored or not."""

    def __init__(self, archive: str, ignored: Callable[[str], bool] | None) -> None:
        self._archive = archive
        self._ignored = ignored
        self.any = False

    def __call__(self, member: str) -> bool:
        if not is_taken(member):
            return False
        self.any = True
        return self._ignored is None or not self._ignored(f"{self._archive}/{member}")
