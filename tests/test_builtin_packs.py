from __future__ import annotations

import json
from importlib.resources import files
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from servicelint.pack_loader import builtin_packs, load_pack
from servicelint.proof import prove_context, prove_rule
from servicelint.text.tables import tables

PACKS = {name: load_pack(name) for name in builtin_packs()}
RULES = {rule.name: rule for pack in PACKS.values() for rule in pack.own_rules}
SCHEMA = json.loads(files("servicelint.schemas").joinpath("pack.schema.json").read_text(encoding="utf-8"))


def test_the_packs_that_are_shipped() -> None:
    assert list(PACKS) == ["benq", "chanjet", "general", "haier", "software-tw", "tax-service"]


@pytest.mark.parametrize("name", RULES)
def test_examples_do_what_they_say(name: str) -> None:
    assert [str(problem) for problem in prove_rule(RULES[name])] == []


@pytest.mark.parametrize("name", PACKS)
def test_contexts_hold_where_they_say(name: str) -> None:
    pack = PACKS[name]
    assert [str(problem) for context in pack.context_examples for problem in prove_context(pack, context)] == []


@pytest.mark.parametrize("name", RULES)
def test_a_rule_is_proven_in_both_scripts(name: str) -> None:
    rule = RULES[name]
    assert len(rule.examples.bad) + len(rule.examples.review) >= 3
    assert len(rule.examples.good) >= 3
    examples = [str(example) for example in (*rule.examples.bad, *rule.examples.good, *rule.examples.review)]
    traditional = [text for text in examples if not tables().simplified.keys().isdisjoint(text)]
    assert traditional
    assert len(traditional) < len(examples)


@pytest.mark.parametrize("name", RULES)
def test_a_rule_defends_itself(name: str) -> None:
    assert RULES[name].why
    assert RULES[name].title


@pytest.mark.parametrize("name", PACKS)
def test_packs_follow_the_schema(name: str) -> None:
    Draft202012Validator(SCHEMA).validate(yaml.safe_load(builtin_packs()[name].read_text(encoding="utf-8")))


RULE = {
    "id": "a",
    "check": "forbidden",
    "title": "标题",
    "phrases": ["不管"],
    "examples": {"bad": ["x"], "good": ["y"]},
}


@pytest.mark.parametrize(
    "change",
    [
        {"phrase": ["x"]},
        {"id": "Bad_Id"},
        {"severity": "grave"},
        {"scope": "first two turns"},
        {"check": "forbiden"},
        {"phrases": [{"phrase": "a", "regex": "b"}]},
        {"examples": {"bad": ["x"]}},
        {"at_least": 2},
        {"tolerate": "homophone"},
    ],
)
def test_the_schema_refuses_what_the_loader_refuses(change: dict[str, Any]) -> None:
    validator = Draft202012Validator(SCHEMA)
    assert validator.is_valid({"pack": "x", "rules": [RULE]})
    assert validator.is_valid({"pack": "x", "tolerate": ["stutter", "homophones"], "rules": [RULE]})
    assert validator.is_valid({"pack": "x", "rules": [RULE | {"tolerate": "homophones"}]})
    assert not validator.is_valid({"pack": "x", "rules": [RULE | change]})
