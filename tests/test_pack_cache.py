"""Packs that were loaded before, in real files: what is kept is used while nothing has changed, and not a byte longer."""

from __future__ import annotations

import shutil
import subprocess
import sys
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

import servicelint
from servicelint.errors import PackError, UsageError
from servicelint.example import Examples
from servicelint.pack import Pack
from servicelint.pack_loader import load_pack

PackOf = Callable[..., Pack]
KINDS = """
- {id: says-no, check: forbidden, title: 甲, severity: major, penalty: 2.5, tags: [a, b], why: 因, instead: 好,
   scope: last 30 s, phrases: ["不[太]管", {phrase: 没门, contexts: none}], suspect: [不], class: customer,
   review: [{phrase: 不行, in: [condition]}], unless: [不管怎样, {not_in: [condition]}], tolerate: [homophones, stutter],
   when: {channel: [call, 3, true]}, effective: {from: 2026-01-02, to: 2026-03-04}, clauses: ["1.2", x/3],
   examples: {bad: [不管, {record: {a: 1, b: [x, {c: 1.5}]}, turns: ["客服：不管"]}], good: [[客户：好, 客服：好]]}}
- {id: skips-greeting, check: required, title: 乙, role: any, scope: first 2 turns, at_least: 2, phrases: [{regex: "您好+"}],
   bonus: 3, certainty: review, examples: {bad: [好], good: [您好。您好。]}}
- {id: no-answer, check: answer, title: 丙, when: {role: customer, phrases: [谢谢]}, phrases: [不客气], within: 2 turns,
   examples: {bad: [[客户：谢谢, 客服：好]], good: [[客户：谢谢, 客服：不客气]]}}
- {id: wrong-order, check: order, title: 丁, steps: [{name: 一, phrases: [您好], must: true}, {name: 二, phrases: [再见]}],
   examples: {bad: [再见。您好。], good: [您好。再见。]}}
- {id: too-long, check: measure, title: 戊, between: [started_at, ended_at], unit: min, max: 30, scope: batch,
   examples: {bad: [{record: {started_at: 2026-03-02 10:00, ended_at: 2026-03-02 11:00}, turns: [好]}], good: [好]}}
- {id: no-record, check: record, title: 己, fields: [agent], contains: {parts: [[a, b], c]}, strict: true,
   examples: {bad: [{record: {a: 1}, turns: [好]}], good: [{record: {agent: a, parts: [a, c]}, turns: [好]}]}}
"""
HEAD = """
title: 全
version: "1.5"
words: {我方: [我, 我們]}
scoring: {start: 90, pass: 60.5, penalties: {major: 7}}
contexts: {condition: {title: 条件, phrases: [如果…~], examples: {in: [如果【不行】], out: [【不行】]}}}
"""
RULE = "- {id: a, check: forbidden, title: 甲, phrases: [不管], examples: {bad: [不管], good: [好]}}"
OWN = "- {id: z, check: forbidden, title: 丁, phrases: [没门], examples: {bad: [没门], good: [好]}}"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache" / "servicelint" / "packs"


def rewrite(kept: Path, old: str, new: str) -> None:
    """Changes what is kept, with a checksum that says it is in order."""
    data = kept.read_bytes()[4:].replace(old.encode(), new.encode())
    kept.write_bytes(zlib.crc32(data).to_bytes(4) + data)


def test_every_kind_of_rule_comes_back_as_it_was(pack_of: PackOf, folder: Path) -> None:
    read = pack_of(KINDS, HEAD)
    (kept,) = folder.iterdir()
    assert load_pack(read.source) == read
    rewrite(kept, "己", "庚")
    assert load_pack(read.source).rules[-1].title == "庚", "what is kept is used"


def test_without_examples_all_else_is_the_same(pack_of: PackOf, folder: Path) -> None:
    whole = pack_of(OWN, "extends: [base.yaml]") if pack_of(KINDS, HEAD, name="base") else None
    assert whole is not None
    for _ in range(2):
        bare = load_pack(whole.source, examples=False)
        assert [rule.examples for pack in (bare, *bare.extended) for rule in pack.rules] == [Examples()] * 13
        assert [rule.name for rule in bare.rules] == [rule.name for rule in whole.rules]
        assert [rule.check for rule in bare.rules] == [rule.check for rule in whole.rules]
        assert (bare.contexts, bare.context_examples) == (whole.contexts, {})
    assert load_pack(whole.source) == whole


def test_a_changed_pack_is_read_again(pack_of: PackOf, folder: Path) -> None:
    assert pack_of(RULE).rules[0].title == "甲"
    assert pack_of(RULE.replace("甲", "乙")).rules[0].title == "乙"
    assert pack_of(RULE).rules[0].title == "甲"
    assert len(list(folder.iterdir())) == 1, "one file for each pack file"


def test_a_changed_pack_that_is_extended_is_read_again(pack_of: PackOf, tmp_path: Path) -> None:
    pack_of(RULE, name="base")
    pack_of(OWN, "extends: [base.yaml]", name="middle")
    top = pack_of(OWN, "extends: [middle.yaml]", name="top")
    base = tmp_path / "base.yaml"
    text = base.read_bytes()
    base.write_bytes(text.replace("甲".encode(), "乙".encode()))
    assert [rule.title for rule in load_pack(top.source).rules] == ["乙", "丁", "丁"]
    base.write_bytes(text)
    assert load_pack(top.source) == top


def test_what_is_extended_is_found_anew(pack_of: PackOf, tmp_path: Path) -> None:
    pack_of(RULE, name="base")
    own = pack_of(OWN, "extends: [base.yaml]")
    (tmp_path / "base.yaml").unlink()
    with pytest.raises(PackError, match=r"no pack 'base\.yaml'"):
        load_pack(own.source)
    Path(own.source).unlink()
    with pytest.raises(UsageError, match="no pack"):
        load_pack(own.source)


def test_a_pack_that_has_come_to_extend_itself(pack_of: PackOf, tmp_path: Path) -> None:
    pack_of(RULE, name="base")
    pack_of(OWN, "extends: [base.yaml]", name="top")
    base = tmp_path / "base.yaml"
    base.write_bytes(b"extends: [top.yaml]\n" + base.read_bytes())
    for name in ("base", "top"):
        with pytest.raises(PackError, match="the pack extends itself"):
            load_pack(tmp_path / f"{name}.yaml")


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param(lambda data: b"", id="empty"),
        pytest.param(lambda data: data[:2], id="cut off in the checksum"),
        pytest.param(lambda data: data[:-1], id="cut off"),
        pytest.param(lambda data: data.replace("甲".encode(), "乙".encode()), id="other characters"),
        pytest.param(lambda data: data + b" ", id="longer"),
    ],
)
def test_what_is_damaged_is_made_anew(pack_of: PackOf, folder: Path, damage: Callable[[bytes], bytes]) -> None:
    pack = pack_of(RULE)
    (kept,) = folder.iterdir()
    whole = kept.read_bytes()
    kept.write_bytes(damage(whole))
    assert load_pack(pack.source) == pack
    assert kept.read_bytes() == whole


def test_a_number_that_json_cannot_hold_is_no_hindrance(pack_of: PackOf, folder: Path) -> None:
    penalty = 10**30
    assert pack_of(RULE.replace("甲", f"甲, penalty: {penalty}")).rules[0].penalty == penalty
    assert not list(folder.iterdir())


def test_equal_files_of_two_folders_are_told_apart(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "p.yaml").write_text(f"pack: p\nextends: [base.yaml]\nrules:\n{OWN}\n", encoding="utf-8")
        (tmp_path / name / "base.yaml").write_text(f"pack: {name}\nrules:\n{RULE}\n", encoding="utf-8")
    found = [load_pack(tmp_path / name / "p.yaml").rules[0].name for name in ("a", "b", "a")]
    assert found == ["a/a", "b/a", "a/a"]


def test_other_code_reads_packs_anew(pack_of: PackOf, tmp_path: Path) -> None:
    source = pack_of(RULE).source
    installed = shutil.copytree(Path(servicelint.__file__).parent, tmp_path / "site" / "servicelint")

    def severity() -> str:
        code = f"from servicelint import load_pack; print(load_pack({source!r}).rules[0].severity)"
        done = subprocess.run(
            [sys.executable, "-c", code], cwd=installed.parent, capture_output=True, text=True, timeout=120, check=True
        )
        return done.stdout.strip()

    assert severity() == "minor"
    reader = installed / "rule_reader.py"
    text = reader.read_text("utf-8")
    assert text.count('SEVERITIES, "minor"') == 1
    reader.write_text(text.replace('SEVERITIES, "minor"', 'SEVERITIES, "critical"'), "utf-8")
    assert severity() == "critical"
    (installed / "_version.py").write_text('__version__ = "99.0"\n', "utf-8")
    assert severity() == "critical"
