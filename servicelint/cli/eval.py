"""``servicelint eval``: precision and recall of a pack on labelled talk, and sheets to label it with."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import click
import orjson

from servicelint.errors import TranscriptError, UsageError
from servicelint.evaluation.corpus import Row, read_rows
from servicelint.evaluation.figures import evaluate
from servicelint.evaluation.judging import judge
from servicelint.evaluation.output import as_json, as_text
from servicelint.evaluation.sheet import SUFFIXES, read_sheet, sheet_rows, write_sheet
from servicelint.linter import Linter
from servicelint.pack_loader import load_pack
from servicelint.readers import discover, read_transcripts
from servicelint.transcript import Transcript


@click.command("eval")
@click.argument("pack")
@click.argument("corpora", nargs=-1, required=True, metavar="CORPUS...", type=click.Path(exists=True, path_type=Path))
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="Default: text.")
@click.option("--by", metavar="KEY", help="Figures by a key of the rows as well: clause, part, style, category.")
@click.option("--where", multiple=True, metavar="KEY=VALUE", help="Only rows with this; may be given again.")
@click.option("--min-confidence", type=float, default=0, metavar="X", help="Only rows labelled as surely as this.")
@click.option("--cases", is_flag=True, help="List every miss and false alarm with its reason.")
@click.option("--min-precision", type=float, metavar="X", help="Exit 1 below this precision of what is certain.")
@click.option("--min-recall", type=float, metavar="X", help="Exit 1 below this recall of certain and review together.")
@click.option(
    "--make-sheet",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Instead: write the matches in the transcripts CORPUS... to a .csv or .xlsx, to be judged by hand.",
)
def evaluation(
    pack: str,
    corpora: tuple[Path, ...],
    form: str,
    by: str | None,
    where: tuple[str, ...],
    min_confidence: float,
    cases: bool,
    min_precision: float | None,
    min_recall: float | None,
    make_sheet: Path | None,
) -> int:
    """Measure PACK on labelled talk: JSONL corpora, or sheets judged by hand."""
    linter = Linter([load_pack(pack)])
    if make_sheet is not None:
        count = write_sheet(sheet_rows(linter, _transcripts(corpora)), make_sheet)
        click.echo(f"{make_sheet}: {count} 处待判")
        return 0
    rows = _selected(_rows(corpora), where, min_confidence)
    figures = evaluate(judge(linter, rows), by)
    if not figures.total.labels:
        raise UsageError(f"no labelled rows in {', '.join(map(str, corpora))}")
    if form == "json":
        click.echo(orjson.dumps(as_json(figures), option=orjson.OPT_INDENT_2).decode())
    else:
        click.echo("\n".join(as_text(figures, cases=cases)))
    precise = min_precision is None or figures.total.precision.value >= min_precision
    complete = min_recall is None or figures.total.recall.value >= min_recall
    return 0 if precise and complete else 1


def _rows(paths: Iterable[Path]) -> Iterator[Row]:
    for path in paths:
        if path.suffix in SUFFIXES:
            yield from read_sheet(path)
        else:
            yield from read_rows(path.read_bytes(), str(path))


def _selected(rows: Iterable[Row], where: tuple[str, ...], min_confidence: float) -> Iterator[Row]:
    wanted = [condition.partition("=") for condition in where]
    for row in rows:
        if all(str(row.about.get(key, "")) == value for key, _, value in wanted):
            confidence = row.about.get("confidence", 1)
            if confidence >= min_confidence:
                yield row


def _transcripts(paths: Iterable[Path]) -> Iterator[Transcript]:
    for path in discover(paths):
        for result in read_transcripts(path):
            if isinstance(result, TranscriptError):
                click.echo(str(result), err=True)
            else:
                yield result
