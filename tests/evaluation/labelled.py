"""A small pack and labelled rows to try it on."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from servicelint.evaluation.corpus import Row, read_rows

RULES = """
- {id: a, check: forbidden, title: 甲, clauses: ["1"], phrases: [不知道, 不管], review: [没办法], unless: [您不知道],
   examples: {bad: [不知道], good: [您不知道], review: [没办法]}}
- {id: b, check: required, title: 乙, phrases: [您好], examples: {bad: [喂], good: [您好]}}
- {id: c, check: forbidden, title: 丙, clauses: ["1", "3"], when: {channel: visit}, phrases: [改天],
   examples: {bad: [改天], good: [今天]}}
- {id: d, check: forbidden, title: 丁, phrases: [退货], examples: {bad: [退货], good: [今天]}}
"""


def row(text: str, quote: str, violation: bool, **more: Any) -> dict[str, Any]:
    """A labelled utterance as a line of a corpus holds it."""
    start = text.index(quote)
    return {"text": text, "spans": [{"start": start, "end": start + len(quote), "violation": violation}], **more}


def rows_of(values: Iterable[Mapping[str, Any]]) -> list[Row]:
    """The rows of a corpus with these lines."""
    return list(read_rows("\n".join(json.dumps(value, ensure_ascii=False) for value in values).encode(), "c.jsonl"))


def write_pack(folder: Path, rules: str = RULES) -> str:
    """The pack as a file."""
    path = folder / "test.yaml"
    path.write_text("pack: test\nrules:\n" + rules, encoding="utf-8")
    return str(path)


def write_corpus(folder: Path, values: Iterable[Mapping[str, Any]]) -> str:
    """The rows as a file."""
    path = folder / "c.jsonl"
    path.write_text("\n".join(json.dumps(value) for value in values), encoding="utf-8")
    return str(path)
