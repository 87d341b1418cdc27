"""For every clause that a transcript can show: a whole record that breaches it, and its compliant twin.

``tests/clauses/PACK.yaml`` lists the cases. The twin is a transcript of ``corpora/PACK`` without violations; the
breach differs from it in one line (``line`` becomes ``becomes``, or is dropped) or one field of the record (``field``).
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from servicelint.checks.measure import Measure
from servicelint.coverage import coverage
from servicelint.linter import Linter
from servicelint.pack import Rule
from servicelint.pack_loader import load_pack
from servicelint.readers.text import parse
from servicelint.report import TranscriptReport
from tests.conftest import ROOT

STANDARDS = sorted(path.stem for path in (ROOT / "rules" / "standards").glob("*.yaml"))


def cases(standard: str) -> list[dict[str, Any]]:
    loaded: list[dict[str, Any]] = yaml.safe_load(
        (Path(__file__).parent / "clauses" / f"{standard}.yaml").read_text("utf-8")
    )
    return loaded


@cache
def linter(standard: str) -> Linter:
    return Linter([load_pack(standard)])


@cache
def twin(standard: str, name: str) -> str:
    return (ROOT / "corpora" / standard / name).read_text(encoding="utf-8")


def is_batch(rule: Rule) -> bool:
    """Whether the rule judges a mean over a batch, which no single record breaches."""
    return isinstance(rule.check, Measure) and rule.check.batch


def lint(standard: str, text: str) -> TranscriptReport:
    return linter(standard).lint(parse(text, "twin.txt"))


def breach(case: dict[str, Any], text: str) -> str:
    """The twin's text with one line or one field changed."""
    lines = text.split("\n")
    if "field" in case:
        ((name, value),) = case["field"].items()
        dumped = yaml.safe_dump(value, allow_unicode=True, default_flow_style=True, width=1000)
        written = f"{name}: {dumped.removesuffix('...' + chr(10)).strip()}"
        places = [number for number, line in enumerate(lines) if line.startswith(f"{name}:")]
        lines[places[0] if places else 1 : places[0] + 1 if places else 1] = [written]
    else:
        assert lines.count(case["line"]) == 1, f"{case['line']!r} is not one line of {case['base']}"
        number = lines.index(case["line"])
        lines[number : number + 1] = [case["becomes"]] if case.get("becomes") else []
    return "\n".join(lines)


@pytest.mark.parametrize(
    ("standard", "case"),
    [
        pytest.param(standard, case, id=f"{standard}/{case['clause']}-{case['rule'].partition('/')[2]}")
        for standard in STANDARDS
        for case in cases(standard)
    ],
)
def test_a_breach_and_its_twin(standard: str, case: dict[str, Any]) -> None:
    text = twin(standard, case["base"])
    assert [v.rule for v in lint(standard, text).violations] == []
    found = lint(standard, breach(case, text)).violations
    assert {v.rule for v in found} == {case["rule"]}
    assert all(f"{standard}/{case['clause']}" in v.clauses for v in found)


@pytest.mark.parametrize("standard", STANDARDS)
def test_every_clause_has_a_rule_and_a_case(standard: str) -> None:
    covered = coverage(load_pack(standard))
    shown = {one.clause.id for one in covered if not all(is_batch(rule) for rule in one.rules)}
    assert [one.clause.id for one in covered if one.is_open] == []
    assert sorted(shown - {str(case["clause"]) for case in cases(standard)}) == []


@pytest.mark.parametrize("standard", STANDARDS)
def test_every_rule_has_a_record_that_breaches_only_it(standard: str) -> None:
    pack = load_pack(standard)
    cited = {
        rule.name
        for rule in pack.rules
        if not is_batch(rule) and any(clause.startswith(f"{standard}/") for clause in rule.clauses)
    }
    assert sorted(cited - {case["rule"] for case in cases(standard)}) == []
