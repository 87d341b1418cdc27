from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from servicelint.errors import PackError
from servicelint.pack import Pack
from servicelint.pack_checker import defects, load_verified
from servicelint.pack_loader import builtin_packs, load_pack

PackOf = Callable[..., Pack]
FORBIDS = "- {id: a, check: forbidden, title: 甲, phrases: [不用了], examples: {bad: [不用了], good: [好]}}\n"


def messages(pack: Pack) -> list[str]:
    return [problem.message for problem in defects(pack)]


@pytest.mark.parametrize("name", builtin_packs())
def test_the_built_in_packs_are_in_order_and_kept_as_they_are(name: str) -> None:
    pack = load_pack(name)
    assert load_pack(name) == pack
    assert [str(problem) for problem in defects(pack)] == []


def test_a_phrase_that_another_rule_demands(pack_of: PackOf) -> None:
    demands = "- {id: b, check: required, title: 乙, phrases: ['您[就]不用了解'], examples: {bad: [好], good: [您就不用了解]}}\n"
    assert messages(pack_of(FORBIDS + demands)) == []
    demands = (
        "- {id: b, check: required, title: 乙, phrases: ['(真的|您)不用了'], examples: {bad: [好], good: [您不用了]}}\n"
    )
    assert messages(pack_of(FORBIDS + demands)) == [
        "test/a forbids '您不用了', which test/b demands",
        "test/a forbids '真的不用了', which test/b demands",
    ]


@pytest.mark.parametrize(
    ("facts", "clash"), [("channel: visit", True), ("channel: [call, visit]", True), ("channel: call", False)]
)
def test_rules_that_never_meet_do_not_clash(pack_of: PackOf, facts: str, clash: bool) -> None:
    other = FORBIDS.replace("id: a", f"id: b, when: {{{facts}}}")
    found = messages(pack_of(FORBIDS.replace("id: a", "id: a, when: {channel: visit}") + other))
    assert ("test/a and test/b flag the same characters of '不用了'" in found) is clash


STEPS = "- {{id: a, check: order, title: 次序, steps: [{}], examples: {{bad: [{}], good: [{}]}}}}\n"


def test_an_order_that_nobody_can_keep(pack_of: PackOf) -> None:
    same = "{name: 一, phrases: [敲门]}, {name: 二, phrases: [进门, 敲门], must: true}"
    assert messages(pack_of(STEPS.format(same, "好", "敲门"))) == ["test/a: steps '一' and '二' share a phrase"]
    steps = "{name: 一, role: action, phrases: [敲门], must: true}, {name: 二, role: action, phrases: [进门]}"
    found = messages(pack_of(STEPS.format(steps, "'动作：进门'", "好")))
    assert "test/a: no good example shows that the order can be kept" in found


def test_a_clause_that_the_standard_does_not_have(pack_of: PackOf) -> None:
    pack = pack_of(FORBIDS.replace("id: a", "id: a, clauses: ['99.9']"), name="benq")
    assert "benq/a: the standard has no clause 'benq/99.9'" in messages(pack)


def test_a_pack_that_is_extended_is_examined_too(pack_of: PackOf) -> None:
    pack_of(FORBIDS.replace("good: [好]", "good: [不用了]"), name="base")
    own = "- {id: z, check: forbidden, title: 丁, phrases: [没门], examples: {bad: [没门], good: [好]}}"
    with pytest.raises(PackError, match="base/a: good example is flagged"):
        load_verified(pack_of(own, "extends: [base.yaml]").source)


def test_a_pack_is_examined_once(pack_of: PackOf, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    load_verified(pack_of(FORBIDS).source)
    (remembered,) = (tmp_path / "cache" / "servicelint" / "verified").iterdir()
    assert remembered.read_bytes() == b""
    broken = pack_of(FORBIDS.replace("good: [好]", "good: [不用了]"))
    with pytest.raises(PackError, match="good example is flagged"):
        load_verified(broken.source)
    assert len(list(remembered.parent.iterdir())) == 1
