"""The labelled corpus: its shape, and the figures that no change may fall below."""

from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path

import pytest
import yaml

from servicelint.coverage import coverage
from servicelint.evaluation.corpus import Row, read_rows
from servicelint.evaluation.figures import evaluate
from servicelint.evaluation.judging import judge
from servicelint.linter import Linter
from servicelint.pack_loader import load_pack
from tests.conftest import ROOT

FOLDER = ROOT / "corpora" / "labelled"
PACKS = sorted(path.name.partition(".")[0] for path in FOLDER.glob("*.labels.jsonl"))
FLOORS = yaml.safe_load((FOLDER / "floors.yaml").read_text(encoding="utf-8"))


@cache
def rows(pack: str) -> tuple[Row, ...]:
    path: Path = FOLDER / f"{pack}.labels.jsonl"
    return tuple(read_rows(path.read_bytes(), path.name))


def test_there_is_enough_of_everything() -> None:
    every = [row for pack in PACKS for row in rows(pack)]
    assert len(every) >= 1500
    assert len({row.talk.id for row in every}) == len(every)
    breaches = sum(any(label.violation for label in row.labels) for row in every)
    assert 0.4 <= breaches / len(every) <= 0.6
    assert {row.about["style"] for row in every} == {"typed", "asr"}
    assert {row.about["script"] for row in every} == {"hans", "tw", "hk"}
    assert Counter(row.about["part"] for row in every)["kept"] >= len(every) * 0.3


@pytest.mark.parametrize("pack", PACKS)
def test_every_clause_is_one_of_the_standard(pack: str) -> None:
    known = {covered.clause.id for covered in coverage(load_pack(pack))}
    assert {row.about["clause"] for row in rows(pack)} <= known


@pytest.mark.parametrize("part", ["development", "kept"])
@pytest.mark.parametrize("pack", PACKS)
def test_figures_do_not_fall(pack: str, part: str) -> None:
    selected = [row for row in rows(pack) if row.about["part"] == part]
    total = evaluate(judge(Linter([load_pack(pack)]), selected)).total
    floor = FLOORS[pack][part]
    assert total.precision.value >= floor["precision"]
    assert total.recall.value >= floor["recall"]
