"""``servicelint check``: lint files and folders, write reports, exit by what was found."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import ExitStack

import click

from servicelint.batch import lint_files, processors
from servicelint.batch_means import batch_means
from servicelint.cli.files import Files, files_options
from servicelint.cli.outputs import opened, output_of
from servicelint.cli.reading import Reading, reading_options
from servicelint.linter import Linter
from servicelint.pack_checker import load_verified
from servicelint.report import Failure, Result
from servicelint.summary import Tally
from servicelint.violation import SEVERITIES
from servicelint.writers import WRITERS, Run

FAIL_ON = (*SEVERITIES, "review", "never")


@click.command()
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@click.option(
    "--pack", "packs", multiple=True, metavar="NAME|FILE", help="Rule pack; may be given again. Default: general."
)
@click.option(
    "--format",
    "formats",
    multiple=True,
    metavar="F[=FILE]",
    help=f"Output format ({', '.join(WRITERS)}), to standard output or a file; may be given again. Default: text.",
)
@click.option(
    "--fail-on",
    type=click.Choice(FAIL_ON),
    help="Exit 1 for violations of this severity or worse ('review': for reviews too). Default: any that costs points.",
)
@click.option(
    "--fail-under", type=float, metavar="N", help="Exit 1 for a score below N. Default: the pack's pass mark."
)
@click.option(
    "--jobs",
    type=click.IntRange(min=1),
    default=processors,
    metavar="N",
    help="Number of processes. Default: as many as there are processors.",
)
@click.option("--explain", is_flag=True, help="Say why: reasons of rules, matches let off, rules not assessed.")
@files_options
@reading_options
def check(
    reading: Reading,
    files: Files,
    paths: tuple[str, ...],
    packs: tuple[str, ...],
    formats: tuple[str, ...],
    fail_on: str | None,
    fail_under: float | None,
    jobs: int,
    explain: bool,
) -> int:
    """Lint transcripts: files, folders and archives with all that is in them (default: this folder), - for stdin."""
    linter = Linter([load_verified(name) for name in packs or reading.configuration.packs or ("general",)])
    items = files.items(paths, reading)
    outputs = [output_of(text, WRITERS) for text in formats or ("text",)]
    verdict = Verdict(fail_on, fail_under)
    results: Iterable[Result] = verdict.watch(
        reading.watch(lint_files(linter.packs, items, jobs, reading.options, _tell))
    )
    if len(outputs) > 1:
        results = list(results)
    with ExitStack() as stack:
        for name, target in outputs:
            out = opened(target, stack)
            run = Run(linter.pack_infos, linter.rules, explain, target is None and sys.stdout.isatty())
            WRITERS[name](results, run, out)
    if (
        verdict.exit_code == 0
        and fail_on is None
        and not all(one.passed for one in batch_means(linter.rules, verdict.tally))
    ):
        return 1
    return verdict.exit_code


def _tell(message: str) -> None:
    click.echo(message, err=True)


class Verdict:
    """Watches the results go by and knows the exit code in the end."""

    def __init__(self, fail_on: str | None, fail_under: float | None) -> None:
        self.fail_on = fail_on
        self.fail_under = fail_under
        self.exit_code = 0
        self.tally = Tally()

    def watch(self, results: Iterable[Result]) -> Iterator[Result]:
        """Pass the results on; a failure to read outweighs violations. Warnings of readers go to standard error."""
        for result in results:
            self.tally.add(result)
            if isinstance(result, Failure):
                click.echo(result.error, err=True)
                self.exit_code = 2
            else:
                for warning in result.warnings:
                    click.echo(f"{result.path}: {warning}", err=True)
                if self.exit_code == 0 and self._fails(result):
                    self.exit_code = 1
            yield result

    def _fails(self, report: Result) -> bool:
        if isinstance(report, Failure):
            return False
        low = not report.passed if self.fail_under is None else report.score < self.fail_under
        if self.fail_on == "never":
            return self.fail_under is not None and low
        certain = [violation for violation in report.violations if violation.certainty == "certain"]
        if self.fail_on is None:
            return low or any(violation.penalty > 0 for violation in certain)
        if self.fail_on == "review":
            return low or bool(report.violations)
        gravest = SEVERITIES[: FAIL_ON.index(self.fail_on) + 1]
        return low or any(violation.severity in gravest for violation in certain)
