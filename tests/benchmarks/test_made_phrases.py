"""Packs of made-up phrases must work, or what they cost says nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.made_phrases import SHAPES, made
from benchmarks.phrases import FIFTY, as_written, pack_of
from servicelint.linter import Linter
from servicelint.pack_loader import load_pack
from tests.conftest import talk

PHRASES = made(500)


@pytest.fixture(scope="module")
def linter(tmp_path_factory: pytest.TempPathFactory) -> Linter:
    return Linter([load_pack(_pack(tmp_path_factory.mktemp("packs"), PHRASES))])


def _pack(folder: Path, phrases: dict[str, str]) -> Path:
    path = folder / "made.yaml"
    path.write_text(pack_of(phrases), encoding="utf-8")
    return path


def _found(linter: Linter, *lines: str) -> set[str]:
    report = linter.lint(talk("\n".join(lines)))
    return {violation.rule.removeprefix("phrases/") for violation in report.violations}


def test_fewer_phrases_are_the_first_of_more() -> None:
    assert list(made(50).items()) == list(PHRASES.items())[:50]


def test_they_are_as_many_as_asked_for_and_of_every_shape() -> None:
    assert len(PHRASES) == len(set(PHRASES.values())) == 500
    for mark in ("(不|", "…", "[实在]", "(谁|"):
        assert sum(mark in written for written in PHRASES) == pytest.approx(500 / len(SHAPES), rel=0.1)


def test_each_phrase_is_found_where_an_agent_says_it_and_not_where_it_is_let_off(linter: Linter) -> None:
    for number, said in enumerate(PHRASES.values()):
        rule = f"phrase-{number}"
        assert rule in _found(linter, "客服：您好", f"客服：{said}。", "客服：再见")
        assert rule not in _found(linter, "客服：您好", f"客服：如果{said}。", f"客户：{said}。", "客服：再见")


def test_a_pack_of_fifty_phrases_wants_a_greeting_and_a_farewell(tmp_path: Path) -> None:
    linter = Linter([load_pack(_pack(tmp_path, as_written(FIFTY)))])
    assert _found(linter, "客服：您好", "客服：再见") == set()
    assert _found(linter, "客服：喂", f"客服：{FIFTY[-1]}") == {"greets", "phrase-49", "says-goodbye"}
