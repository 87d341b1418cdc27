"""Generates transcripts to measure speed on: seeded, words drawn by their frequency in jieba's dictionary.

``python -m benchmarks.corpus FOLDER --files 2000`` writes calls of about 5 KB: six of ten simplified, four traditional
(Taiwan wording, Hong Kong and plain), four of five with a timestamp on every line. Half a per cent of the agents' turns
hold a forbidden phrase, one in ten calls lacks the greeting, one in ten the farewell.
"""

from __future__ import annotations

import argparse
import itertools
import random
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import jieba
import opencc

SEED = 20261122
TURNS = 46
BREACH_SHARE = 0.005
GREETING = "您好，很高兴为您服务，请问有什么可以帮您"
FAREWELL = "感谢您的来电，祝您生活愉快，再见"
CONFIGURATIONS = (None,) * 6 + ("s2twp", "s2twp", "s2hk", "s2t")


def generate(folder: Path, files: int, breaches: tuple[str, ...], seed: int = SEED) -> int:
    """Write the calls ``0000/000000.txt`` and so on; returns how many bytes they have."""
    written = 0
    for number in range(files):
        path = folder / f"{number // 1000:04}" / f"{number:06}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        data = call(random.Random(f"{seed} {number}"), breaches).encode()
        path.write_bytes(data)
        written += len(data)
    return written


def call(source: random.Random, breaches: tuple[str, ...]) -> str:
    """One call as plain text."""
    stamped = source.random() < 0.8
    lines = list(_turns(source, breaches))
    configuration = source.choice(CONFIGURATIONS)
    seconds = itertools.accumulate(source.randint(2, 9) for _ in lines)
    heads = [f"[{now // 3600:02}:{now // 60 % 60:02}:{now % 60:02}] " if stamped else "" for now in seconds]
    text = "".join(f"{head}{line}\n" for head, line in zip(heads, lines, strict=True))
    return text if configuration is None else _converter(configuration).convert(text)


def _turns(source: random.Random, breaches: tuple[str, ...]) -> Iterator[str]:
    for number in range(TURNS):
        agent = number % 2 == 0
        text = sentence(source)
        if number == 0 and source.random() < 0.9:
            text = GREETING
        elif number == TURNS - 2 and source.random() < 0.9:
            text = FAREWELL
        elif agent and source.random() < BREACH_SHARE:
            text = f"{text}，{source.choice(breaches)}"
        yield f"{'客服' if agent else '客户'}: {text}"


def sentence(source: random.Random) -> str:
    """One to four clauses of words drawn by their frequency."""
    words, weights = _vocabulary()
    clauses = [
        "".join(source.choices(words, cum_weights=weights, k=source.randint(3, 8))) for _ in range(source.randint(1, 4))
    ]
    return "，".join(clauses) + source.choice("。。？！")


@cache
def _vocabulary() -> tuple[list[str], list[int]]:
    """Chinese words with their cumulated frequencies."""
    with jieba.get_dict_file() as file:
        entries = [line.decode().split(" ") for line in file]
    chinese = [(word, int(count)) for word, count, *_ in entries if all("\u4e00" <= char <= "\u9fff" for char in word)]
    return [word for word, _ in chinese], list(itertools.accumulate(count for _, count in chinese))


@cache
def _converter(configuration: str) -> opencc.OpenCC:
    return opencc.OpenCC(configuration)


def main() -> None:
    """Write a corpus to a folder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--files", type=int, default=2000)
    arguments = parser.parse_args()
    breaches = ("这个我不知道", "我们也没办法", "那不行", "您自己想办法吧")
    print(generate(arguments.folder, arguments.files, breaches))


if __name__ == "__main__":
    main()
