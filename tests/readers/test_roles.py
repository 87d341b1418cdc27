"""Roles that the user gives to labels."""

from __future__ import annotations

import pytest

from servicelint.readers import with_roles
from servicelint.readers.text import parse
from servicelint.transcript import Role

TEXT = "通话记录\nA：喂\nB：您好\n客服：嗯"


@pytest.mark.parametrize(
    ("roles", "expected", "warned"),
    [
        pytest.param({}, ["unknown", "unknown", "agent"], "'A', 'B'", id="none"),
        pytest.param({"Ａ": "customer"}, ["customer", "unknown", "agent"], "'B'", id="some, in full width"),
        pytest.param({"a": "customer", "b": "agent"}, ["customer", "agent", "agent"], "", id="all"),
        pytest.param({"客服": "system"}, ["unknown", "unknown", "system"], "'A', 'B'", id="a label that has a role"),
    ],
)
def test_roles_by_label(roles: dict[str, Role], expected: list[Role], warned: str) -> None:
    transcript = with_roles(parse(TEXT, "a.txt"), roles)
    assert [turn.role for turn in transcript.turns] == expected
    header, *others = transcript.warnings
    assert header == "line 1 stands before the first turn and was skipped"
    assert [warning.split(";")[0] for warning in others] == ([f"no role is known for {warned}"] if warned else [])


def test_many_labels_are_not_all_listed() -> None:
    text = "\n".join(f"说话人{number}：喂" for number in range(9))
    (warning,) = parse(text, "a.txt").warnings
    assert "'说话人4' and 4 more;" in warning
