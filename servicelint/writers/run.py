"""What a writer must know about the run beside its results."""

from __future__ import annotations

from dataclasses import dataclass

from servicelint.pack import Rule
from servicelint.report import PackInfo


@dataclass(frozen=True, slots=True)
class Run:
    """The packs and rules applied. ``explain`` adds reasons and what was let off; ``color`` marks by ANSI colours."""

    packs: tuple[PackInfo, ...]
    rules: tuple[Rule, ...]
    explain: bool = False
    color: bool = False
