"""The output formats, each a function that writes results to a text stream as they come."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import TextIO

from servicelint.report import Result
from servicelint.writers.json_report import write_json
from servicelint.writers.run import Run
from servicelint.writers.terminal import write_terminal

Writer = Callable[[Iterable[Result], Run, TextIO], None]

WRITERS: Mapping[str, Writer] = MappingProxyType({"text": write_terminal, "json": write_json})

__all__ = ["WRITERS", "Run", "Writer"]
