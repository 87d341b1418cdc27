"""How often roles are inferred rightly: the transcripts of ``corpora/`` without their roles, whole and with defects.

    python benchmarks/role_inference.py [--seed 20260302] [--cases]

A talk is right when both speakers get the role that the file states, wrong when they get the other's, undecided when
they stay without. The defects are those of a diarisation: turns given to the other speaker, the speakers swapped from
some place on, and speakers merged, which is each turn given to either at random. There nothing should be decided.

The weights of the cues were set with half of these talks in sight; the other half (``kept``) was read by nobody for
it, but both halves were written by the same hands.
"""

from __future__ import annotations

import argparse
import hashlib
import random
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from time import perf_counter

from servicelint.readers import ReaderOptions, discover, read_transcripts
from servicelint.readers.role_inference import inferred_roles
from servicelint.transcript import Role, Transcript, Turn

CORPORA = Path(__file__).parent.parent / "corpora"
OUTCOMES = ("right", "wrong", "undecided")
LABELS: Mapping[Role, str] = {"agent": "SPEAKER_00", "customer": "SPEAKER_01"}
ROLES: Mapping[str, Role] = {label: role for role, label in LABELS.items()}
OTHER: Mapping[str, str] = {"SPEAKER_00": "SPEAKER_01", "SPEAKER_01": "SPEAKER_00"}

Flip = Callable[[float, random.Random], bool]
"""Whether a turn at this share of the talk is given to the other speaker."""

DEFECTS: Mapping[str, Flip] = {
    "as it is": lambda share, chance: False,
    "10 % of turns wrong": lambda share, chance: chance.random() < 0.1,
    "20 % of turns wrong": lambda share, chance: chance.random() < 0.2,
    "30 % of turns wrong": lambda share, chance: chance.random() < 0.3,
    "swapped in the last quarter": lambda share, chance: share >= 0.75,
    "swapped from the middle on": lambda share, chance: share >= 0.5,
    "merged": lambda share, chance: chance.random() < 0.5,
}


def talks() -> Iterator[Transcript]:
    """The transcripts in which both an agent and a customer speak."""
    for path in discover([CORPORA]):
        for talk in read_transcripts(path, options=ReaderOptions(infer_roles=False)):
            if isinstance(talk, Transcript) and {"agent", "customer"} <= {turn.role for turn in talk.turns}:
                yield talk


def part(talk: Transcript) -> str:
    """Half of the talks, by a hash of their names that does not change with time."""
    name = Path(talk.source).relative_to(CORPORA).as_posix()
    return "development" if int(hashlib.sha256(name.encode()).hexdigest(), 16) % 2 else "kept"


def stripped(talk: Transcript, flip: Flip, chance: random.Random) -> list[Turn]:
    """What is spoken, without roles and with the labels of a diarisation that has the defect."""
    spoken = [turn for turn in talk.turns if turn.role in LABELS]
    turns = []
    for number, turn in enumerate(spoken):
        label = LABELS[turn.role]
        label = OTHER[label] if flip(number / len(spoken), chance) else label
        turns.append(replace(turn, role="unknown", label=label))
    return turns


def outcome(turns: list[Turn]) -> str:
    """What became of a talk."""
    told = inferred_roles(turns)
    if not told:
        return "undecided"
    return "right" if all(one.role == ROLES[label] for label, one in told.items()) else "wrong"


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--seed", type=int, default=20260302)
    parser.add_argument("--cases", action="store_true", help="list the talks as they are that are not right")
    arguments = parser.parse_args()
    corpus = list(talks())
    for name, flip in DEFECTS.items():
        chance = random.Random(arguments.seed)
        counts: Counter[tuple[str, str]] = Counter()
        for talk in corpus:
            found = outcome(stripped(talk, flip, chance))
            counts[part(talk), found] += 1
            if arguments.cases and name == "as it is" and found != "right" and part(talk) == "development":
                print(f"{found}: {Path(talk.source).relative_to(CORPORA)}")
        shown = (
            f"{half} " + ", ".join(f"{counts[half, one]} {one}" for one in OUTCOMES) for half in ("development", "kept")
        )
        print(f"{name:28} {' | '.join(shown)}")
    print(f"time: {_microseconds(corpus):.0f} µs a talk")


def _microseconds(corpus: list[Transcript]) -> float:
    bare = [stripped(talk, DEFECTS["as it is"], random.Random(0)) for talk in corpus]
    best = float("inf")
    for _ in range(5):
        start = perf_counter()
        for turns in bare:
            inferred_roles(turns)
        best = min(best, perf_counter() - start)
    return best / len(bare) * 1e6


if __name__ == "__main__":
    main()
