"""What a user says about files that they do not say themselves: one value, passed to every reader."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from servicelint.transcript import Role

if TYPE_CHECKING:
    from servicelint.readers.records import RecordTable


@dataclass(frozen=True, slots=True)
class ReaderOptions:
    """How to read transcripts; picklable, so that worker processes read as their parent does.

    ``format`` is a name from ``READERS``, else the format is told by each file. ``speakers`` gives roles to labels, or
    to the numbers in labels that readers make of them (``speaker 1``), ``channels`` to numbers of channels
    (``channel 0``). ``columns`` names the columns of tables: our name to the name in the file. ``infer_roles`` tells
    the roles of speakers without one by what they say. ``records`` is a table of records to join.
    """

    format: str | None = None
    speakers: Mapping[str, Role] = field(default_factory=dict)
    channels: Mapping[int, Role] = field(default_factory=dict)
    columns: Mapping[str, str] = field(default_factory=dict)
    infer_roles: bool = True
    records: RecordTable | None = None

    @property
    def roles(self) -> dict[str, Role]:
        """The role of each label that was given one."""
        numbered = {f"speaker {label}": role for label, role in self.speakers.items() if label.isdecimal()}
        return numbered | {f"channel {number}": role for number, role in self.channels.items()} | {**self.speakers}


DEFAULT = ReaderOptions()
"""What goes without saying."""
