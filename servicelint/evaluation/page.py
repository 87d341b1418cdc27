"""The figures as one HTML page: nothing is fetched, and nothing of the talk is anything but text."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator, Mapping
from typing import Any, TextIO

from servicelint.errors import UsageError
from servicelint.evaluation.cases import KINDS, ROLE_NAMES, cases_of, visible
from servicelint.evaluation.figures import Counts, Evaluation
from servicelint.evaluation.question import Question
from servicelint.evaluation.wording import FLOORS, interval, key_name, share
from servicelint.summary import Rate

try:
    from jinja2 import Environment, PackageLoader, StrictUndefined
    from markupsafe import Markup
except ImportError:
    raise UsageError("the page needs jinja2: pip install 'servicelint[html]'") from None

_POLICY = "default-src 'none'; img-src data:; form-action 'none'; base-uri 'none'"


def write_html(evaluation: Evaluation, question: Question, out: TextIO) -> None:
    """Write the page: figures, a table of the rules and one of the groups, and every case with its reason."""
    environment = Environment(
        loader=PackageLoader("servicelint.evaluation"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(share=share, interval=interval, key_name=key_name, visible=visible)
    cases = list(cases_of(evaluation, question.by))
    style, script = (_inline(environment, name) for name in ("page.css", "page.js"))
    page = environment.get_template("page.html").stream(
        style=style,
        script=script,
        policy=f"{_POLICY}; style-src {_hash(style)}; script-src {_hash(script)}",
        question=question,
        total=evaluation.total,
        figures=list(_figures(evaluation.total)),
        floors=[(FLOORS[floor.name], floor) for floor in question.floors(evaluation.total)],
        tables=list(_tables(evaluation, question)),
        unmeasured=[r for r in question.rules if r.kind == "forbidden" and r.name not in evaluation.by_rule],
        cases=cases,
        rule_names=sorted({name for case in cases for name in case.rules}),
        group_names=sorted({case.group for case in cases}),
        kinds=KINDS,
        roles=ROLE_NAMES,
    )
    out.writelines(page)
    out.write("\n")


def _inline(environment: Environment, name: str) -> Markup:
    """One of our own files, which is not to be escaped."""
    return Markup(environment.get_template(name).render())


def _hash(source: str) -> str:
    """The name under which a content security policy allows a piece of the page and no other."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(source.encode()).digest()).decode()}'"


def _figures(total: Counts) -> Iterator[tuple[str, str, Rate]]:
    yield "确定的判对率", "判为确定的标注里，确属违规的占比", total.precision
    yield "确定的查全率", "违规的标注里，判为确定的占比", total.recall_certain
    yield "确定加待复核的查全率", "违规的标注里，判为确定或待复核的占比", total.recall
    yield "待复核占", "全部标注里，要人复核的占比", total.review_share


def _tables(evaluation: Evaluation, question: Question) -> Iterator[dict[str, Any]]:
    titles = {rule.name: rule.title for rule in question.rules}
    yield _table("rules", "规则", evaluation.by_rule, titles)
    if question.by is not None:
        yield _table("groups", key_name(question.by), evaluation.by_group, {})


def _table(name: str, key: str, groups: Mapping[str, Counts], titles: Mapping[str, str]) -> dict[str, Any]:
    rows = [(group, titles.get(group, ""), counts) for group, counts in sorted(groups.items())]
    return {"name": name, "key": key, "rows": rows}
