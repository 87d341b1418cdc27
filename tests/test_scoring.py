from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from servicelint.scoring import Score, Scoring, score
from servicelint.violation import Certainty, Severity, Violation


def violation(rule: str, severity: Severity, penalty: float, certainty: Certainty = "certain") -> Violation:
    return Violation(
        rule, "forbidden", (), severity, penalty, certainty, "标题", "agent", 1, None, 1, 1, 1, 2, "字", "0" * 16
    )


def lines(total: Score) -> list[tuple[str, float]]:
    return [(line.rule, line.penalty) for line in total.ledger]


@pytest.mark.parametrize(
    ("violations", "value", "possible", "ledger"),
    [
        pytest.param([], 100, 100, [], id="clean"),
        pytest.param([("a", "major", 10)], 90, 90, [("a", 10)], id="one"),
        pytest.param([("a", "major", 10)] * 3, 80, 80, [("a", 20)], id="capped"),
        pytest.param([("a", "info", 0)], 100, 100, [], id="free"),
        pytest.param([("a", "major", 10), ("b", "critical", 100)], 0, 0, [("b", 100)], id="critical ends at 0"),
        pytest.param([("a", "major", 10), ("b", "critical", 5)], 0, 0, [("b", 100)], id="critical whatever it takes"),
        pytest.param(
            [(f"r{n}", "major", 20) for n in range(6)], 0, 0, [(f"r{n}", 20) for n in range(5)], id="not below 0"
        ),
        pytest.param([("a", "minor", 0.1)] * 3, 99.7, 99.7, [("a", 0.3)], id="fractions"),
        pytest.param([("a", "major", 10, "review")], 100, 90, [], id="review"),
        pytest.param(
            [("a", "major", 15), ("a", "major", 15, "review")], 85, 80, [("a", 15)], id="review up to the cap"
        ),
    ],
)
def test_score(violations: list[tuple[str, Severity, float]], value: float, possible: float, ledger: object) -> None:
    total = score([violation(*one) for one in violations], Scoring())
    assert (total.value, total.possible, lines(total)) == (value, possible, ledger)


PENALTY = st.integers(0, 3000).map(lambda cents: cents / 100)


@given(
    st.lists(
        st.builds(
            violation,
            st.sampled_from("abcd"),
            st.sampled_from(["critical", "major", "minor", "info"]),
            PENALTY,
            st.sampled_from(["certain", "review"]),
        )
    )
)
def test_the_ledger_re_adds(violations: list[Violation]) -> None:
    total = score(violations, Scoring())
    assert round(100 - sum(line.penalty for line in total.ledger), 2) == total.value
    assert 0 <= total.possible <= total.value <= 100
