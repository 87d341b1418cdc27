"""Instruction counts that were kept, and what is to be said of new ones beside them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import NamedTuple

TOLERANCE = 0.10
"""The share by which a count may grow or fall unremarked."""


@dataclass(frozen=True)
class Figures:
    """Instructions by workload, with the versions they were counted with."""

    versions: Mapping[str, str]
    instructions: Mapping[str, int]


class Verdict(NamedTuple):
    """What is to be said of a workload, and whether it fails the run."""

    message: str
    fails: bool = False


def compare(counted: Figures, kept: Figures) -> list[Verdict]:
    """What differs from the figures that were kept; other versions are told, and compared all the same."""
    verdicts = [
        Verdict(f"note: counted with {name} {now}, the kept figures with {kept.versions.get(name, 'none')}")
        for name, now in counted.versions.items()
        if now != kept.versions.get(name)
    ]
    verdicts += [_judged(name, now, kept.instructions.get(name)) for name, now in counted.instructions.items()]
    gone = [name for name in kept.instructions if name not in counted.instructions]
    return [*verdicts, *(Verdict(f"{name}: kept but not counted any more: --update", fails=True) for name in gone)]


def _judged(name: str, now: int, before: int | None) -> Verdict:
    if before is None:
        return Verdict(f"{name}: {now:,}, no figure is kept: --update", fails=True)
    told = f"{name}: {now:,} instructions, {now / before - 1:+.1%} from {before:,}"
    if now > before * (1 + TOLERANCE):
        return Verdict(f"{told}: GREW by more than {TOLERANCE:.0%}", fails=True)
    if now < before * (1 - TOLERANCE):
        return Verdict(f"{told}: fell; take the new figure in with --update")
    return Verdict(told)


def written(figures: Figures) -> str:
    """The figures as they are kept."""
    return json.dumps(asdict(figures), indent=2) + "\n"


def read(text: str) -> Figures:
    """The figures that were kept."""
    return Figures(**json.loads(text))
