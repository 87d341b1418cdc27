from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from servicelint.errors import PackError, UsageError
from servicelint.pack import Pack
from servicelint.pack_loader import builtin_packs, load_pack

PackOf = Callable[..., Pack]
GOOD = "- {id: a, check: forbidden, title: 标题, phrases: [不管], examples: {bad: [不管], good: [好]}}"


def problems(path: Path) -> list[str]:
    with pytest.raises(PackError) as error:
        load_pack(path)
    return str(error.value).replace(str(path), "x").splitlines()


@pytest.mark.parametrize(
    ("yaml", "expected"),
    [
        pytest.param("pack: x\n", ["x:1:1: missing key 'rules'"], id="no rules"),
        pytest.param("- a\n", ["x:1:1: a pack is a mapping with the keys pack, title, version and rules"], id="a list"),
        pytest.param("", ["x:1:1: a pack is a mapping with the keys pack, title, version and rules"], id="empty"),
        pytest.param(
            f"pack: x\nruels: []\nrules: [{GOOD[2:]}]\n",
            ["x:2:1: unknown key 'ruels' (did you mean 'rules'?)"],
            id="key",
        ),
        pytest.param(
            "pack: x\nrules:\n  - id: a\n    check: forbidden\n    title: 标题\n    phrase: [不管]\n"
            "    examples: {bad: [不管], good: [好]}\n",
            [
                "x:3:5: a 'forbidden' rule needs 'phrases', 'review' or 'suspect'",
                "x:6:5: unknown key 'phrase' (did you mean 'phrases'?)",
            ],
            id="key of a rule",
        ),
        pytest.param(
            "pack: x\nrules:\n  - {id: Bad_Id, check: forbiden, title: 标题}\n",
            [
                "x:3:5: id 'Bad_Id' must be lower case words joined by hyphens, like 'says-dont-know'",
                "x:3:5: no check is called 'forbiden' (did you mean 'forbidden'?)",
            ],
            id="id and kind",
        ),
        pytest.param(
            f"pack: x\nrules:\n{GOOD}\n{GOOD}\n", ["x:4:3: duplicate rule id 'a' (first on line 3)"], id="duplicate id"
        ),
        pytest.param(
            "pack: x\nrules:\n- id: a\n  check: required\n  title: 标题\n  severity: grave\n  phrases: ['不(管|', 好]\n"
            "  scope: first two turns\n  role: agnet\n  at_least: 0\n  gap: x\n  examples: {bad: [x]}\n",
            [
                "x:6:13: 'severity' must be one of critical, major, minor, info; not 'grave'",
                "x:7:13: phrase '不(管|': empty alternative; write [a|b] for an optional one",
                "x:8:10: 'scope' must read like 'first 2 turns', 'last 30 s' or 'first 20 %'",
                "x:9:9: 'role' must be one of agent, customer, action, system, unknown; not 'agnet' (did you mean 'agent'?)",
                "x:10:13: 'at_least' must be at least 1",
                "x:11:8: 'gap' must be a number",
                "x:12:13: needs at least one good example",
            ],
            id="all at once",
        ),
        pytest.param(
            f"pack: x\ntolerate: [fillers, homophone]\nrules:\n{GOOD}\n",
            [
                "x:2:21: 'tolerate' must be one of fillers, stutter, homophones; not 'homophone' (did you mean 'homophones'?)"
            ],
            id="unknown tolerance",
        ),
        pytest.param(
            "pack: x\nextends: [general, nothing]\nrules: []\n",
            ["x:2:20: no pack 'nothing': give a file, or one of the built-in packs " + ", ".join(builtin_packs())],
            id="unknown pack",
        ),
        pytest.param("pack: x\nextends: [x.yaml]\nrules: []\n", ["x: the pack extends itself"], id="cycle"),
        pytest.param(
            "pack: x\nextends: [general]\noverrides: {general/says-dont-no: {severity: major}}\nrules: []\n",
            ["x:3:13: no extended pack has a rule 'general/says-dont-no' (did you mean 'general/says-dont-know'?)"],
            id="override of nothing",
        ),
        pytest.param(
            "pack: x\nscoring: {start: x, pas: 3}\nwords: {我方: []}\nrules: []\n",
            [
                "x:2:18: 'start' must be a number",
                "x:2:21: unknown key 'pas' (did you mean 'pass'?)",
                "x:3:13: word list '我方' must be a list of words, none empty or punctuation alone",
            ],
            id="scoring and words",
        ),
        pytest.param(
            "pack: x\nrules:\n- {id: a, check: forbidden, title: 标题, phrases: [{phrase: 不管, regex: x}], examples: {bad: [a], good: [b]}}\n",
            ["x:3:50: needs either 'phrase' or 'regex'"],
            id="phrase and regex",
        ),
        pytest.param(
            "pack: x\ncontexts:\n  final:\n    phrases: [不行$, {phrase: '~$', gp: 3}]\n    examples: {in: [不行]}\n"
            "rules:\n- {id: a, check: forbidden, title: 标题, phrases: [不管], unless: [{in: finl}], examples: {bad: [a], good: [b]}}\n",
            [
                "x:4:5: a context needs examples: 'in' where it holds, 'out' where it does not",
                "x:4:15: phrase '不行$': write the match as '~', once and outside brackets",
                "x:4:35: unknown key 'gp' (did you mean 'gap'?)",
                "x:5:21: mark the words that the context is about: 如果还【不行】",
                "x:7:69: no context is called 'finl' (did you mean 'final'?); add it under 'contexts:'",
            ],
            id="contexts",
        ),
        pytest.param(
            "pack: x\ncontexts: {end: {phrases: ['~$'], examples: {in: [【不】], out: [【不】好]}}}\n"
            "rules:\n- {id: a, check: required, title: 标题, phrases: [您好], unless: [{in: end}], examples: {bad: [a], good: [b]}}\n"
            "- {id: b, check: forbidden, title: 标题, phrases: [不管], suspect: [{phrase: 好, contexts: none}],"
            " review: [{phrase: '(不', in: end}], examples: {bad: [a], good: [b]}}\n",
            [
                "x:4:63: needs either 'phrase' or 'regex'",
                "x:4:64: unknown key 'in'",
                "x:5:77: unknown key 'contexts'",
                "x:5:104: phrase '(不': ')' is missing",
            ],
            id="contexts where they count for nothing",
        ),
    ],
)
def test_every_defect_is_located(tmp_path: Path, yaml: str, expected: list[str]) -> None:
    path = tmp_path / "x.yaml"
    path.write_text(yaml, encoding="utf-8")
    assert problems(path) == [line.replace("x:", "x:", 1) for line in expected]


def test_not_utf8(tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    path.write_bytes("pack: 标准".encode("gb18030"))
    assert problems(path) == ["x: not UTF-8 at byte 6; save it as UTF-8"]


def test_unknown_pack() -> None:
    with pytest.raises(UsageError, match=r"no pack 'bneq' \(did you mean 'benq'\?\)"):
        load_pack("bneq")


def test_extends(pack_of: PackOf) -> None:
    pack_of(
        """
        - {id: a, check: forbidden, title: 标题, phrases: ["{我方}不管"], examples: {bad: [我不管], good: [好]}}
        - {id: b, check: forbidden, title: 标题, phrases: [没空], clauses: [1.10], examples: {bad: [没空], good: [好]}}
        """,
        "words: {我方: [我]}\nscoring: {pass: 70}",
        name="base",
    )
    pack = pack_of(
        """
        - {id: a, check: forbidden, title: 标题, phrases: ["{我方}没有"], examples: {bad: [我没有], good: [好]}}
        """,
        """
        extends: [base.yaml]
        overrides:
          base/a: {severity: critical, clauses: [2.10, other/3]}
          base/b: {enabled: false}
        """,
    )
    assert [(rule.name, rule.severity, rule.clauses) for rule in pack.rules] == [
        ("base/a", "critical", ("test/2.10", "other/3")),
        ("test/a", "minor", ()),
    ]
    assert [rule.name for rule in pack.own_rules] == ["test/a"]
    assert pack.scoring.pass_mark == 70
    assert [base.name for base in pack.extended] == ["base"]
