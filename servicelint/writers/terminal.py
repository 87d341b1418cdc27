"""The report for a terminal: each violation under its file, the line quoted and the matched characters marked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TextIO

import click

from servicelint.batch_means import batch_means
from servicelint.pack import Rule
from servicelint.report import Failure, Result, TranscriptReport
from servicelint.summary import Rate, Tally
from servicelint.violation import Severity, Violation
from servicelint.writers.run import Run

_SEVERITY_NAMES: Mapping[Severity, str] = {"critical": "致命", "major": "严重", "minor": "一般", "info": "提示"}
_COLORS: Mapping[Severity, str] = {"critical": "bright_red", "major": "red", "minor": "yellow", "info": "blue"}
_CLASS_NAMES = {"customer": "影响客户", "business": "影响企业", "compliance": "违反合规"}
_ROLE_NAMES = {"agent": "客服", "customer": "客户", "action": "动作", "system": "系统", "unknown": "未知"}
QUOTE_WIDTH = 100
"""Terminal columns of a quoted line at most; a longer one is cut around the violation."""


def write_terminal(results: Iterable[Result], run: Run, out: TextIO) -> None:
    """Write the report for people to read."""
    tally = Tally()
    rules = {rule.name: rule for rule in run.rules}
    for result in results:
        tally.add(result)
        for line in _failure(result) if isinstance(result, Failure) else _transcript(result, rules, run):
            out.write(line + "\n")
    for line in _summary(tally, run):
        out.write(line + "\n")


def _failure(failure: Failure) -> Iterator[str]:
    yield f"{failure.path}  读不了"
    yield f"  {failure.error}"
    yield ""


def _transcript(report: TranscriptReport, rules: Mapping[str, Rule], run: Run) -> Iterator[str]:
    who = f"  客服 {report.agent}" if report.agent else ""
    possible = f"，待复核的都成立则 {report.possible_score:g}" if report.possible_score != report.score else ""
    verdict = _style("合格", run, fg="green") if report.passed else _style("不合格", run, fg="red")
    if not report.assessed:
        verdict = _style("没有一条规则能评估", run, fg="yellow")
    yield f"{_style(report.path or report.id, run, bold=True)}{who}  {report.score:g} 分{possible}  {verdict}"
    if report.inferred_roles:
        yield f"  角色由对话推断：{'，'.join(_inferred(report))}"
    for violation in report.violations:
        yield from _violation(violation, rules.get(violation.rule), run)
    if report.ledger:
        sums = "".join(
            f" {'−' if line.penalty > 0 else '+'} {abs(line.penalty):g} ({line.rule})" for line in report.ledger
        )
        start = report.score + sum(line.penalty for line in report.ledger)
        yield f"  {start:g}{sums} = {report.score:g}"
    yield from _not_assessed(report, run)
    if run.explain:
        for innocent in report.innocent:
            place = f"{innocent.line}:{innocent.column}"
            yield f"  {place}  不算：“{innocent.text}”，因 unless “{innocent.unless}”（{innocent.rule}）"
    yield ""


def _inferred(report: TranscriptReport) -> Iterator[str]:
    for label, told in report.inferred_roles.items():
        yield f"{label} = {_ROLE_NAMES[told.role]}（{told.confidence:.0%}）"


def _violation(violation: Violation, rule: Rule | None, run: Run) -> Iterator[str]:
    severity = _style(_SEVERITY_NAMES[violation.severity], run, fg=_COLORS[violation.severity])
    review = "（待复核）" if violation.certainty == "review" else ""
    clauses = f"  [{', '.join(violation.clauses)}]" if violation.clauses else ""
    place = f"{violation.line}:{violation.column}{'  ' if violation.pointer else ''}{violation.pointer}"
    yield f"  {place}  {severity}{review}  {violation.message}  {violation.rule}{clauses}"
    label = f"{_ROLE_NAMES[violation.role]}："
    quote, before, marked = _excerpt(violation)
    yield f"      {label}{quote}"
    yield f"      {' ' * (_width(label) + before)}{_style('^' * marked, run, fg=_COLORS[violation.severity])}"
    if rule and run.explain and rule.why:
        yield f"      为什么：{rule.why}"
    if rule and rule.instead:
        yield f"      可以说：{rule.instead}"


def _excerpt(violation: Violation) -> tuple[str, int, int]:
    """The quoted line, cut to QUOTE_WIDTH, the width before the mark and the width of the mark (at least 1)."""
    from wcwidth import wcwidth  # takes long to import, and is only wanted where there is a violation

    line = "".join(char if wcwidth(char) >= 0 else " " for char in violation.context)
    first = violation.column - violation.context_column
    last = first + len(violation.text.split("\n", 1)[0])
    start, end = 0, len(line)
    while _width(line[start:end]) > QUOTE_WIDTH and (start < first - 10 or end > last + 10):
        if first - start > end - last:
            start += 1
        else:
            end -= 1
    head, tail = "…" if start else "", "…" if end < len(line) else ""
    return head + line[start:end] + tail, _width(head + line[start:first]), max(1, _width(line[first:last]))


def _width(text: str) -> int:
    from wcwidth import wcswidth

    return max(0, wcswidth(text))


def _not_assessed(report: TranscriptReport, run: Run) -> Iterator[str]:
    if not report.not_assessed:
        return
    yield f"  未评估 {len(report.not_assessed)} 条规则" + ("：" if run.explain else "（--explain 列出原因）")
    if run.explain:
        for rule in report.not_assessed:
            yield f"    {rule.rule}: {rule.reason}"


def _summary(tally: Tally, run: Run) -> Iterator[str]:
    counts = "，".join(f"{_SEVERITY_NAMES[name]} {tally.severities[name]}" for name in _SEVERITY_NAMES)
    found = sum(tally.severities.values())
    yield f"共 {tally.all.transcripts} 份，违规 {found} 处（{counts}），待复核 {tally.reviews} 处"
    if tally.failures:
        yield f"读不了 {tally.failures} 份"
    if tally.all.transcripts:
        yield f"平均 {tally.all.mean_score:g} 分，合格率 {_rate(tally.all.pass_rate)}"
    for name, rate in tally.by_class():
        yield f"致命差错（{_CLASS_NAMES[name]}） {_rate(rate)}"
    for one in batch_means(run.rules, tally):
        verdict = "达标" if one.passed else "未达标"
        yield f"整批：{one.rule.title}，平均 {one.mean:g}（n={one.transcripts}）  {verdict}  {one.rule.name}"


def _rate(rate: Rate) -> str:
    low, high = rate.interval
    return f"{rate.value:.0%}（95% 区间 {low:.0%}–{high:.0%}，n={rate.total}）"


def _style(text: str, run: Run, fg: str | None = None, bold: bool | None = None) -> str:
    return click.style(text, fg=fg, bold=bold) if run.color else text
