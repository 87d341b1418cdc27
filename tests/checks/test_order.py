from __future__ import annotations

from collections.abc import Callable

import pytest

from servicelint.linter import Linter
from tests.conftest import talk

RULE = """
- id: enters-without-covers
  check: order
  title: 进门次序不对
  steps:
  - {name: 敲门, role: action, phrases: [敲门]}
  - {name: 穿鞋套, role: [action, agent], phrases: [穿…鞋套, 鞋套穿], unless: [没穿鞋套], must: true}
  - {name: 进门, role: action, phrases: [进门, 进入]}
  examples: {bad: [进门], good: [穿鞋套]}
"""


@pytest.mark.parametrize(
    ("text", "places"),
    [
        pytest.param("动作：敲门\n动作：穿上鞋套\n动作：进门", [], id="in order"),
        pytest.param("动作：敲门\n客服：我把鞋套穿上\n动作：进门", [], id="speech counts as doing"),
        pytest.param("动作：穿鞋套\n动作：进门", [], id="a step that is no must may be missing"),
        pytest.param("动作：敲门\n动作：进门\n动作：穿鞋套", [(2, 4, "进门", "“进门”在“穿鞋套”之前")], id="too early"),
        pytest.param("动作：敲门，进门", [(1, 7, "", "缺“穿鞋套”")], id="missing, before the next step"),
        pytest.param("动作：敲门\n动作：坐下", [(2, 6, "", "缺“穿鞋套”")], id="missing, at the end"),
        pytest.param("动作：没穿鞋套\n动作：进门", [(2, 4, "", "缺“穿鞋套”")], id="let off"),
        pytest.param(
            "动作：进门\n动作：敲门，穿鞋套，再进门",
            [(1, 4, "进门", "“进门”在“穿鞋套”之前")],
            id="the first time counts",
        ),
    ],
)
def test_places(linter_of: Callable[..., Linter], text: str, places: list[tuple[int, int, str, str]]) -> None:
    report = linter_of(RULE).lint(talk(text))
    assert [(v.line, v.column, v.text) for v in report.violations] == [place[:3] for place in places]
    assert all(place[3] in v.message for v, place in zip(report.violations, places, strict=True))


def test_a_talk_without_the_roles_is_not_assessed(linter_of: Callable[..., Linter]) -> None:
    report = linter_of(RULE).lint(talk("客户：进来吧"))
    assert [one.reason for one in report.not_assessed] == ["no turns of role action or agent"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param("动作：敲门\n动作：穿协套\n动作：进门", [("", "review")], id="there by its sound alone"),
        pytest.param("动作：近门\n动作：穿鞋套", [], id="too early by its sound alone"),
        pytest.param("动作：敲门\n动作：进门", [("", "certain")], id="missing"),
    ],
)
def test_a_step_known_by_its_sound_leaves_a_doubt(
    linter_of: Callable[..., Linter], text: str, found: list[tuple[str, str]]
) -> None:
    report = linter_of(RULE.replace("phrases:", "tolerate: homophones, phrases:")).lint(talk(text))
    assert [(v.text, v.certainty) for v in report.violations] == found
