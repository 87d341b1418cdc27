from __future__ import annotations

from collections.abc import Callable

from servicelint.pack import Pack
from servicelint.proof import prove

RULE = """
- id: says-not-possible
  check: forbidden
  title: 不行
  phrases: [不行]
  examples: {bad: [不行], good: [好的]}
"""


def test_a_context_is_proven(pack_of: Callable[..., Pack]) -> None:
    head = "contexts: {final: {phrases: ['~$'], examples: {in: [【不行】吗, 那【不行】], out: [不【行】]}}}"
    complaints = [str(problem).split(": ", 1)[1] for problem in prove(pack_of(RULE, head))]
    assert complaints == [
        "context 'final': example does not stand in it: 【不行】吗",
        "context 'final': example stands in it: 不【行】",
    ]
