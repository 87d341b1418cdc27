"""``servicelint eval``: precision and recall of a pack on labelled talk, and sheets to label it with."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path
from pkgutil import resolve_name
from types import MappingProxyType
from typing import TextIO

import click

from servicelint.cli.outputs import opened, output_of
from servicelint.errors import TranscriptError, UsageError
from servicelint.evaluation.corpus import Row, read_rows
from servicelint.evaluation.figures import Evaluation, evaluate
from servicelint.evaluation.judging import judge
from servicelint.evaluation.question import Question
from servicelint.evaluation.sheet import SUFFIXES, read_sheet, sheet_rows, write_sheet
from servicelint.linter import Linter
from servicelint.pack_loader import load_pack
from servicelint.readers import discover, read_transcripts
from servicelint.transcript import Transcript

Writer = Callable[[Evaluation, Question, TextIO], None]
FORMATS: Mapping[str, str] = MappingProxyType(
    {
        "text": "servicelint.evaluation.text_report:write_text",
        "json": "servicelint.evaluation.json_report:write_json",
        "html": "servicelint.evaluation.page:write_html",
    }
)
"""The writers, imported when they are asked for: that of the page loads a template engine."""


@click.command("eval")
@click.argument("pack")
@click.argument("corpora", nargs=-1, required=True, metavar="CORPUS...", type=click.Path(exists=True, path_type=Path))
@click.option(
    "--format",
    "formats",
    multiple=True,
    metavar="F[=FILE]",
    help=f"Output format ({', '.join(FORMATS)}), to standard output or a file; may be given again. Default: text.",
)
@click.option("--by", metavar="KEY", help="Figures by a key of the rows as well: clause, part, style, category.")
@click.option("--where", multiple=True, metavar="KEY=VALUE", help="Only rows with this; may be given again.")
@click.option("--min-confidence", type=float, default=0, metavar="X", help="Only rows labelled as surely as this.")
@click.option("--cases", is_flag=True, help="In the text: every miss and false alarm with its reason.")
@click.option(
    "--min-precision", type=click.FloatRange(0, 1), metavar="X", help="Exit 1 below this precision of what is certain."
)
@click.option(
    "--min-recall",
    type=click.FloatRange(0, 1),
    metavar="X",
    help="Exit 1 below this recall of certain and review together.",
)
@click.option(
    "--make-sheet",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Instead: write the matches in the transcripts CORPUS... to a .csv or .xlsx, to be judged by hand.",
)
def evaluation(
    pack: str,
    corpora: tuple[Path, ...],
    formats: tuple[str, ...],
    by: str | None,
    where: tuple[str, ...],
    min_confidence: float,
    cases: bool,
    min_precision: float | None,
    min_recall: float | None,
    make_sheet: Path | None,
) -> int:
    """Measure PACK on labelled talk: JSONL corpora, or sheets judged by hand."""
    linter = Linter([load_pack(pack, examples=False)])
    if make_sheet is not None:
        count = write_sheet(sheet_rows(linter, _transcripts(corpora)), make_sheet)
        click.echo(f"{make_sheet}: {count} 处待判")
        return 0
    outputs = [_writer(text) for text in formats or ("text",)]
    names = tuple(map(str, corpora))
    conditions = tuple(map(_condition, where))
    question = Question(
        linter.pack_infos, linter.rules, names, conditions, min_confidence, by, min_precision, min_recall, cases
    )
    figures = evaluate(judge(linter, _selected(_rows(corpora), question)), by)
    if not figures.total.labels:
        raise UsageError(f"no labelled rows in {', '.join(names)}")
    with ExitStack() as stack:
        for write, target in outputs:
            write(figures, question, opened(target, stack))
    return 0 if all(floor.met for floor in question.floors(figures.total)) else 1


def _writer(text: str) -> tuple[Writer, str | None]:
    name, target = output_of(text, FORMATS)
    writer: Writer = resolve_name(FORMATS[name])
    return writer, target


def _rows(paths: Iterable[Path]) -> Iterator[Row]:
    for path in paths:
        if path.suffix in SUFFIXES:
            yield from read_sheet(path)
        else:
            yield from read_rows(path.read_bytes(), str(path))


def _condition(text: str) -> tuple[str, str]:
    key, sign, value = text.partition("=")
    if not sign:
        raise UsageError(f"--where needs KEY=VALUE, not '{text}'")
    return key, value


def _selected(rows: Iterable[Row], question: Question) -> Iterator[Row]:
    for row in rows:
        if all(str(row.about.get(key, "")) == value for key, value in question.where):
            confidence = row.about.get("confidence", 1)
            if not isinstance(confidence, int | float):
                raise UsageError(f"{row.talk.source}: row {row.talk.id}: 'confidence' must be a number")
            if confidence >= question.min_confidence:
                yield row


def _transcripts(paths: Iterable[Path]) -> Iterator[Transcript]:
    for path in discover(paths):
        for result in read_transcripts(path):
            if isinstance(result, TranscriptError):
                click.echo(str(result), err=True)
            else:
                yield result
