"""Which clauses of a standard a pack covers: the standard's clause table against the clauses that rules cite."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from servicelint import yaml_source
from servicelint.errors import PackError, Problem
from servicelint.located import Fields, Table
from servicelint.pack import Pack, Rule
from servicelint.pack_loader import standard_path


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause of a standard in our words. ``unseen`` says why no transcript can show it, else it is empty."""

    id: str
    summary: str
    unseen: str


@dataclass(frozen=True, slots=True)
class Covered:
    """A clause with the rules that cite it."""

    clause: Clause
    rules: tuple[Rule, ...]

    @property
    def is_open(self) -> bool:
        """Whether a transcript could show a breach and no rule looks for it."""
        return not self.rules and not self.clause.unseen


def coverage(pack: Pack) -> list[Covered]:
    """Every clause of the pack's standard with its rules.

    Raises UsageError when the pack has no clause table, PackError for a table that is not in order.
    """
    return [
        Covered(clause, tuple(rule for rule in pack.rules if f"{pack.name}/{clause.id}" in rule.clauses))
        for clause in _clauses(standard_path(pack.name))
    ]


def unknown_clauses(pack: Pack) -> Iterator[Problem]:
    """Each clause of the pack's own standard that a rule cites and the clause table does not hold."""
    known = {f"{pack.name}/{clause.id}" for clause in _clauses(standard_path(pack.name))}
    for rule in pack.rules:
        for clause in rule.clauses:
            if clause.startswith(f"{pack.name}/") and clause not in known:
                yield Problem(
                    rule.source, rule.line, rule.column, f"{rule.name}: the standard has no clause '{clause}'"
                )


def _clauses(path: Path) -> list[Clause]:
    node = yaml_source.parse(path.read_text(encoding="utf-8"), str(path))
    if not isinstance(node, Table):
        raise PackError([Problem(str(path), 1, 1, "a clause table is a mapping with the keys standard and clauses")])
    problems: list[Problem] = []
    fields = Fields(node, str(path), problems)
    fields.required("standard")
    fields.text("standard")
    fields.text("title")
    clauses = [
        _clause(Fields(each, str(path), problems)) for each in fields.nodes("clauses") if isinstance(each, Table)
    ]
    fields.reject_unread()
    if problems:
        raise PackError(problems)
    return clauses


def _clause(fields: Fields) -> Clause:
    fields.required("id")
    fields.required("summary")
    clause = Clause(fields.text("id"), fields.text("summary"), fields.text("unseen"))
    fields.reject_unread()
    return clause
