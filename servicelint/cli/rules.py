"""``servicelint rules``: list the rules of packs, show one, run their examples, check a pack."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import click

from servicelint.checks import Check
from servicelint.checks.forbidden import Forbidden
from servicelint.coverage import coverage as clause_coverage
from servicelint.coverage import unknown_clauses
from servicelint.errors import PackError, UsageError
from servicelint.located import did_you_mean
from servicelint.pack import Pack, Rule
from servicelint.pack_checker import defects
from servicelint.pack_loader import builtin_packs, load_pack
from servicelint.proof import prove


@click.group()
def rules() -> None:
    """List, show and test the rules of packs."""


@rules.command("list")
@click.argument("packs", nargs=-1, metavar="[PACK]...")
def list_rules(packs: tuple[str, ...]) -> None:
    """List the rules of packs (default: all built-in ones)."""
    for pack in _packs(packs):
        click.echo(f"{pack.name} {pack.version}  {pack.title}  ({len(pack.rules)} 条规则)")
        for rule in pack.rules:
            clauses = f"  [{', '.join(rule.clauses)}]" if rule.clauses else ""
            click.echo(f"  {rule.name}  {rule.severity}  {rule.title}{clauses}")


@rules.command()
@click.argument("rule_id", metavar="ID")
@click.option("--pack", "packs", multiple=True, metavar="NAME|FILE", help="Where to look; default: all built-in packs.")
def show(rule_id: str, packs: tuple[str, ...]) -> None:
    """Show one rule, by its name pack/id or its id alone."""
    found = {rule.name: rule for pack in _packs(packs) for rule in pack.own_rules}
    matching = [rule for rule in found.values() if rule_id in (rule.name, rule.id)]
    if not matching:
        raise UsageError(f"no rule '{rule_id}'{did_you_mean(rule_id, [*found, *(rule.id for rule in found.values())])}")
    for rule in matching:
        click.echo("\n".join(_described(rule)))


@rules.command()
@click.argument("packs", nargs=-1, metavar="[PACK]...")
def test(packs: tuple[str, ...]) -> int:
    """Run the examples of packs (default: all built-in ones); exit 2 when one does not do what it says."""
    broken = 0
    for pack in _packs(packs):
        problems = prove(pack)
        broken += len(problems)
        for problem in problems:
            click.echo(str(problem), err=True)
        click.echo(
            f"{pack.name}: {_count(pack.own_rules)} 个例句，{len(pack.own_rules)} 条规则，{len(problems)} 处不符"
        )
    return 2 if broken else 0


@rules.command()
@click.argument("packs", nargs=-1, required=True, metavar="PACK...")
def check(packs: tuple[str, ...]) -> int:
    """Say everything that is wrong with packs; exit 2 when anything is."""
    broken = False
    for name in packs:
        try:
            pack = load_pack(name)
            problems = defects(pack)
            if problems:
                raise PackError(problems)
        except PackError as error:
            broken = True
            click.echo(str(error), err=True)
        else:
            click.echo(f"{pack.name}: {len(pack.own_rules)} 条规则，没有问题")
    return 2 if broken else 0


@rules.command()
@click.argument("name", metavar="PACK")
def coverage(name: str) -> int:
    """Print every clause of a standard with its rules, or why no transcript can show it; exit 2 if one is uncovered."""
    pack = load_pack(name)
    covered = clause_coverage(pack)
    for one in covered:
        what = ", ".join(rule.name for rule in one.rules) or (
            f"看不见：{one.clause.unseen}" if one.clause.unseen else "没有规则"
        )
        click.echo(f"{one.clause.id}  {one.clause.summary}  →  {what}")
    unknown = list(unknown_clauses(pack))
    for problem in unknown:
        click.echo(str(problem), err=True)
    left = sum(one.is_open for one in covered)
    seen = sum(not one.clause.unseen for one in covered)
    click.echo(f"{pack.name}: {len(covered)} 条，{seen - left} 条有规则，{left} 条没有，{len(covered) - seen} 条看不见")
    return 2 if left or unknown else 0


def _packs(names: Iterable[str]) -> Iterator[Pack]:
    for name in names or builtin_packs():
        yield load_pack(name)


def _count(rules: Iterable[Rule]) -> int:
    return sum(len(rule.examples.bad) + len(rule.examples.good) + len(rule.examples.review) for rule in rules)


def _phrases(check: Check) -> dict[str, list[str]]:
    """What a check looks for and what it lets off, as written in the pack, by what it is called in reports."""
    if not isinstance(check, Forbidden):
        return {"短语": [one.source for one in check.searched()], "除外": [one.source for one in check.exceptions()]}
    return {
        "短语": [phrase.source for phrase in check.phrases],
        "待复核": [*(phrase.source for phrase in check.review), *map(str, check.doubts)],
        "存疑": [phrase.source for phrase in check.suspect],
        "除外": [*(phrase.source for phrase in check.unless), *map(str, check.excuses)],
    }


def _described(rule: Rule) -> Iterator[str]:
    yield f"{rule.name}  ({rule.kind}, {rule.severity})"
    yield f"  {rule.title}"
    lines = {
        "条款": ", ".join(rule.clauses),
        "为什么": rule.why,
        "可以说": rule.instead,
        "适用": ", ".join(f"{name} = {'/'.join(map(str, values))}" for name, values in rule.when.facts.items()),
        "标签": ", ".join(rule.tags),
        "出处": f"{rule.source}:{rule.line}",
    }
    yield from (f"  {name}：{text}" for name, text in lines.items() if text)
    yield from (f"  {name}：{'  '.join(texts)}" for name, texts in _phrases(rule.check).items() if texts)
    for name, examples in (("违规", rule.examples.bad), ("无过", rule.examples.good), ("待复核", rule.examples.review)):
        yield from (f"  {name}例：{example}" for example in examples)
