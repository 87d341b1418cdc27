"""What `tolerate: homophones` gains and costs on the labelled corpus: `.venv/bin/python benchmarks/homophones.py`.

Each sentence that a pack finds today gets one character within the found words replaced by a common one of the same
sound, drawn by its frequency in jieba's dictionary. Its sound is what pypinyin says of it in its sentence, so the
mistakes do not come from the table of readings that the tolerance itself goes by.
"""

from __future__ import annotations

import argparse
import random
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pypinyin

from servicelint.evaluation.corpus import Label, Row, read_rows
from servicelint.linter import Linter
from servicelint.pack_loader import builtin_packs, load_pack
from servicelint.readers import read_transcript
from servicelint.text.tokenizer import word_model
from servicelint.transcript import Transcript
from servicelint.violation import Violation

ROOT = Path(__file__).parent.parent
COMMON = 500
"""Frequency in jieba's dictionary from which on a recogniser may well write the character."""


def main() -> None:
    """Print all figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--mistakes", type=int, default=5, help="mistakes made in each found sentence, one at a time")
    parser.add_argument("--cases", action="store_true", help="list what is flagged by sound alone and what is missed")
    options = parser.parse_args()
    totals: Counter[str] = Counter()
    for corpus in sorted((ROOT / "corpora" / "labelled").glob("*.labels.jsonl")):
        name = corpus.name.partition(".")[0]
        off, on = linters(name)
        rows = list(read_rows(corpus.read_bytes(), corpus.name))
        totals += figures(off, on, rows, options.seed, options.mistakes, options.cases)
    for key, count in sorted(totals.items()):
        print(f"{count:6}  {key}")
    talks = [read_transcript(path) for path in sorted((ROOT / "corpora").glob("*/*.txt"))]
    for name in ("general", "benq"):
        for line in whole_talks(*linters(name), talks):
            print(f"{name}: {line}")


def linters(name: str) -> tuple[Linter, Linter]:
    """A built-in pack as it is, and with the tolerance switched on in it and in all it extends."""
    with tempfile.TemporaryDirectory() as folder:
        for pack, path in builtin_packs().items():
            text = path.read_text("utf-8").replace("extends: [general]", "extends: [general.yaml]")
            Path(folder, f"{pack}.yaml").write_text(f"tolerate: homophones\n{text}", "utf-8")
        return Linter([load_pack(name)]), Linter([load_pack(Path(folder, f"{name}.yaml"))])


def figures(off: Linter, on: Linter, rows: list[Row], seed: int, mistakes: int, cases: bool) -> Counter[str]:
    """What is found off and on: of breaches with a mistake in them, of innocent words with and without one."""
    counts: Counter[str] = Counter()
    for row in rows:
        for label in row.labels:
            chance = random.Random(f"{seed} {row.talk.id} {label.start}")
            spans = list(found_spans(off, row.talk, label)) if label.violation else [(label.start, label.end)]
            kind = "breaches" if label.violation else "innocent words"
            for start, end in spans[:1]:
                variants = misheard(row.talk, label.turn, start, end, chance, mistakes)
                for talk in [row.talk, *variants]:
                    state = f"{kind} {'as they are' if talk is row.talk else 'with a mistake'}"
                    before, after = (
                        verdict(off, talk, label.turn, start, end),
                        verdict(on, talk, label.turn, start, end),
                    )
                    counts[state] += 1
                    counts[f"{state}, off: {before}"] += 1
                    counts[f"{state}, on: {after}"] += 1
                    if cases and (before != after or (label.violation and after == "not flagged")):
                        print(f"{state}: {before} -> {after}: {talk.turns[label.turn].text[start:end]}")
    return counts


def found_spans(linter: Linter, talk: Transcript, label: Label) -> Iterator[tuple[int, int]]:
    """The places of the violations within a label."""
    for start, end, _ in forbidden(linter, talk, label.turn):
        if start < label.end and label.start < end:
            yield start, end


def forbidden(linter: Linter, talk: Transcript, turn: int) -> Iterator[tuple[int, int, Violation]]:
    """The violations by words in one turn, with their offsets."""
    for found in linter.lint(talk).violations:
        if found.kind == "forbidden" and found.turn == turn + 1:
            start = talk.turns[turn].offset(found.line, found.column)
            yield start, start + len(found.text), found


def verdict(linter: Linter, talk: Transcript, turn: int, start: int, end: int) -> str:
    """What becomes of the words: certain, review or not flagged."""
    found = {one.certainty for i, j, one in forbidden(linter, talk, turn) if i < end and start < j}
    return "certain" if "certain" in found else "review" if found else "not flagged"


def misheard(
    talk: Transcript, turn: int, start: int, end: int, chance: random.Random, mistakes: int
) -> Iterator[Transcript]:
    """The talk with one character between these offsets replaced by one that sounds the same, several times."""
    text = talk.turns[turn].text
    spoken = pypinyin.pinyin(text, style=pypinyin.Style.NORMAL, errors=blanks)
    choices = [(place, options) for place in range(start, end) if (options := alike(text[place], spoken[place][0]))]
    for _ in range(mistakes if choices else 0):
        place, options = chance.choice(choices)
        (written,) = chance.choices(list(options), list(options.values()))
        spoilt = replace(talk.turns[turn], text=text[:place] + written + text[place + 1 :])
        yield replace(talk, turns=(*talk.turns[:turn], spoilt, *talk.turns[turn + 1 :]))


def blanks(other: str) -> Any:
    """No sound for each character that is not Chinese, so that places stay what they are."""
    return [[""] for _ in other]


def alike(character: str, syllable: str) -> Mapping[str, int]:
    """Other common characters that are read as the syllable, with their frequencies."""
    return {other: count for other, count in by_syllable().get(syllable, {}).items() if other != character}


@cache
def by_syllable() -> Mapping[str, Mapping[str, int]]:
    """Common characters by their first reading, tones aside."""
    found: defaultdict[str, dict[str, int]] = defaultdict(dict)
    for word, count in word_model().frequencies.items():
        if len(word) == 1 and count >= COMMON and "一" <= word <= "鿿":
            found[pypinyin.lazy_pinyin(word)[0]][word] = count
    return found


def whole_talks(off: Linter, on: Linter, talks: list[Transcript]) -> Iterator[str]:
    """What changes on the whole transcripts of the corpora, in which nobody has put a mistake, and the time a call."""
    before = [set(off.lint(talk).violations) for talk in talks]
    after = [set(on.lint(talk).violations) for talk in talks]
    more = Counter(v.rule for one, other in zip(before, after, strict=True) for v in other - one)
    fewer = Counter(v.rule for one, other in zip(before, after, strict=True) for v in one - other)
    yield f"{len(talks)} talks: {more.total()} more violations {dict(more)}, {fewer.total()} fewer {dict(fewer)}"
    turns = [Transcript("turn", (replace(turn, role="agent"),)) for talk in talks for turn in talk.turns]
    found = [v.text for turn in turns for v in on.lint(turn).violations if v.kind == "forbidden"]
    known = [v.text for turn in turns for v in off.lint(turn).violations if v.kind == "forbidden"]
    extra = dict(Counter(found) - Counter(known))
    yield f"each of their {len(turns)} turns as an agent's: {len(found) - len(known)} more forbidden words {extra}"
    yield f"off {min(rounds(off, talks)):.2f} ms a call, on {min(rounds(on, talks)):.2f} ms a call"


def rounds(linter: Linter, talks: list[Transcript], count: int = 7) -> Iterator[float]:
    """Milliseconds of processor time a call of so many rounds; the least of them was disturbed least."""
    for _ in range(count):
        began = time.process_time()
        for talk in talks:
            linter.lint(talk)
        yield (time.process_time() - began) * 1000 / len(talks)


if __name__ == "__main__":
    main()
