"""Reads what every rule has in common, and hands the rest to the rule's check."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from servicelint.checks import CHECKS
from servicelint.checks.phrases import Language
from servicelint.checks.scope import parse_scope
from servicelint.example import ExampleReader
from servicelint.located import Fields, Items, Node, did_you_mean, plain
from servicelint.moments import parse_moment
from servicelint.pack import ERROR_CLASSES, Effective, ErrorClass, Rule, When
from servicelint.transcript import Role
from servicelint.violation import CERTAINTIES, SEVERITIES

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\Z")


def read_rule(fields: Fields, pack: str, language: Language) -> Rule | None:
    """One rule of a pack; None when it has no kind or no id to go by. Defects are reported through ``fields``."""
    for key in ("id", "check", "title"):
        fields.required(key)
    rule_id, kind = fields.text("id"), fields.text("check")
    if rule_id and not _ID.match(rule_id):
        fields.error(fields.table, f"id '{rule_id}' must be lower case words joined by hyphens, like 'says-dont-know'")
    check_kind = CHECKS.get(kind)
    if check_kind is None:
        if kind:
            fields.error(fields.table, f"no check is called '{kind}'{did_you_mean(kind, list(CHECKS))}")
        return None
    check = check_kind.parse(fields, language)
    rule = Rule(
        pack,
        rule_id,
        kind,
        fields.text("title"),
        check,
        fields.one_of("severity", SEVERITIES, "minor"),
        fields.number("penalty", None, 0),
        _clauses(fields, pack),
        fields.one_of("certainty", CERTAINTIES, "certain"),
        _when(fields, check_kind.when_keys),
        fields.text("why"),
        fields.text("instead"),
        fields.texts("tags"),
        _error_class(fields),
        fields.number("bonus", 0, 0) or 0,
        _effective(fields),
        ExampleReader(fields, _speaker(fields)).read(),
        fields.source,
        fields.table.line,
        fields.table.column,
    )
    fields.reject_unread()
    return rule if rule_id else None


def read_override(fields: Fields, pack: str, rule: Rule) -> Rule | None:
    """An extended rule as the extending pack wants it; None when it is switched off."""
    enabled = fields.flag("enabled", True)
    changed = replace(
        rule,
        severity=fields.one_of("severity", SEVERITIES, rule.severity),
        penalty=fields.number("penalty", rule.penalty, 0),
        clauses=_clauses(fields, pack) or rule.clauses,
    )
    fields.reject_unread()
    return changed if enabled else None


def _error_class(fields: Fields) -> ErrorClass | None:
    node = fields.node("class")
    return None if node is None else fields.as_one_of(node, "class", ERROR_CLASSES, "customer")


def _effective(fields: Fields) -> Effective:
    table = fields.table_of("effective")
    if table is None:
        return Effective()
    first, last = _date(table, "from"), _date(table, "to")
    if first and last and first > last:
        table.error(table.table, "'from' is after 'to': the rule is never in force")
    table.reject_unread()
    return Effective(first, last)


def _date(fields: Fields, key: str) -> date | None:
    node = fields.node(key)
    if node is None:
        return None
    moment = parse_moment(fields.as_text(node, key))
    if moment is None or not moment.whole_day:
        fields.error(node, f"'{key}' must be a date like 2026-03-02")
        return None
    return moment.time.date()


def _clauses(fields: Fields, pack: str) -> tuple[str, ...]:
    return tuple(clause if "/" in clause else f"{pack}/{clause}" for clause in fields.texts("clauses"))


def _when(fields: Fields, reserved: frozenset[str]) -> When:
    table = fields.table_of("when")
    return When({key.text: _values(node) for key, node in table.items() if key.text not in reserved} if table else {})


def _values(node: Node) -> tuple[str | int | float | bool | None, ...]:
    return tuple(plain(item) for item in (node.items if isinstance(node, Items) else (node,)))


def _speaker(fields: Fields) -> Role:
    """Who says an example that carries no label: the first of the rule's roles."""
    unheard = Fields(fields.table, fields.source, [])
    return (parse_scope(unheard).roles or ("agent",))[0]
