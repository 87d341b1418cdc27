"""``record``: a field of the record is missing or empty, or a list lacks items."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from servicelint.checks.breach import Breach, Outcome, Talk
from servicelint.checks.phrases import Language
from servicelint.located import Fields, Items, plain
from servicelint.matching.compiled import Phrase
from servicelint.matching.matcher import Roles
from servicelint.text.folding import fold
from servicelint.transcript import Fact


@dataclass(frozen=True, slots=True)
class Record:
    """All of ``fields`` must be recorded, and each list of ``contains`` hold each of its items, or one of several.

    A record in which none of the fields is even named was not kept with the transcript: that is not assessed, unless
    ``strict`` says that it had to be.
    """

    when_keys: ClassVar[frozenset[str]] = frozenset()
    fields: tuple[str, ...]
    contains: Mapping[str, tuple[tuple[str, ...], ...]]
    strict: bool

    @classmethod
    def parse(cls, fields: Fields, language: Language) -> Record:
        """Reads ``fields``, ``contains`` and ``strict``."""
        names, table = fields.texts("fields"), fields.table_of("contains")
        contains = {}
        for key, node in table.items() if table else ():
            items = node.items if isinstance(node, Items) else (node,)
            contains[key.text] = tuple(
                tuple(map(str, value if isinstance(value, list) else [value])) for value in map(plain, items)
            )
        del language
        if not names and not contains:
            fields.error(fields.table, "a 'record' rule needs 'fields' or 'contains'")
        return cls(names, contains, fields.flag("strict", False))

    def searched(self) -> Mapping[Phrase, Roles]:
        """None: no phrase is looked for."""
        return {}

    def exceptions(self) -> tuple[Phrase, ...]:
        """None."""
        return ()

    def run(self, talk: Talk) -> Outcome:
        """One breach that names everything missing, at the start of the talk: the record has no turn of its own."""
        record = talk.transcript.record
        named = [name for name in (*self.fields, *self.contains) if name in record]
        if not named and not self.strict:
            return Outcome(not_assessed=f"not recorded: {', '.join((*self.fields, *self.contains))}")
        lacks = [name for name in self.fields if _is_empty(record.get(name))]
        for name, wanted in self.contains.items():
            missing = [items[0] for items in wanted if not _holds(record.get(name), items)]
            lacks += [f"{name}（{'、'.join(missing)}）"] if missing else []
        if not lacks:
            return Outcome()
        return Outcome((Breach(0, 0, 0, detail=f"记录缺：{'，'.join(lacks)}"),))


def _is_empty(value: Fact) -> bool:
    return value is None or (isinstance(value, str | tuple | list | Mapping) and not value)


def _holds(value: Fact, items: tuple[str, ...]) -> bool:
    """Whether the list (or text) holds one of the items, as part of an entry: 一次性鞋套 is 鞋套."""
    entries = (
        [fold(str(one)).text for one in value] if isinstance(value, tuple | list) else [fold(str(value or "")).text]
    )
    return any(fold(item).text in entry for item in items for entry in entries)
