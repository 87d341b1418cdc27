from __future__ import annotations

from collections.abc import Callable

import pytest

from servicelint.linter import Linter
from tests.conftest import talk


def rule(body: str) -> str:
    return f"- {{id: a, check: record, title: 记录不全, {body}, examples: {{bad: [x], good: [y]}}}}"


FIELDS = "fields: [contact_name, customer_phone]"
TOOLS = "contains: {tools: [鞋套, [垫布, 盖布]]}"


@pytest.mark.parametrize(
    ("body", "record", "message"),
    [
        pytest.param(FIELDS, "contact_name: 王\ncustomer_phone: '138'", None, id="complete"),
        pytest.param(FIELDS, "contact_name: 王", "记录不全（记录缺：customer_phone）", id="missing"),
        pytest.param(FIELDS, "contact_name: 王\ncustomer_phone:", "记录不全（记录缺：customer_phone）", id="empty"),
        pytest.param(FIELDS, "contact_name: ''", "记录不全（记录缺：contact_name，customer_phone）", id="all empty"),
        pytest.param(FIELDS, "rings: 1", None, id="not kept with the transcript"),
        pytest.param(
            FIELDS + ", strict: true", "rings: 1", "记录不全（记录缺：contact_name，customer_phone）", id="strict"
        ),
        pytest.param(TOOLS, "tools: [一次性鞋套, 墊布]", None, id="items, other script"),
        pytest.param(TOOLS, "tools: [鞋套, 盖布]", None, id="one of several"),
        pytest.param(TOOLS, "tools: [鞋套]", "记录不全（记录缺：tools（垫布））", id="item missing"),
        pytest.param(TOOLS, "tools: []", "记录不全（记录缺：tools（鞋套、垫布））", id="empty list"),
    ],
)
def test_records(linter_of: Callable[..., Linter], body: str, record: str, message: str | None) -> None:
    report = linter_of(rule(body)).lint(talk(f"---\n{record}\n---\n客服：好"))
    assert [v.message for v in report.violations] == ([message] if message else [])
    assert bool(report.not_assessed) == (record == "rings: 1" and message is None)
