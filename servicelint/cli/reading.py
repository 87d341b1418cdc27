"""What commands that read transcripts ask for alike: the configuration, and the options that override it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import wraps
from pathlib import Path
from typing import Any

import click

from servicelint.configuration import Configuration, find_configuration, load_configuration
from servicelint.errors import UsageError
from servicelint.readers import ReaderOptions, discover, format_named
from servicelint.readers.ignoring import Ignored
from servicelint.report import Failure, Result


@dataclass(frozen=True, slots=True)
class Reading:
    """The configuration, and how to read once the command line has had its say."""

    configuration: Configuration
    options: ReaderOptions

    def discovered(self, paths: Sequence[str], ignored: Ignored, force_exclude: bool) -> Iterator[str]:
        """The transcript files among ``paths`` as ``discover`` tells them; the table of records is none."""
        found = discover(paths, ignored, force_exclude)
        records = self.options.records
        if records is None:
            return found
        table = Path(records.source).resolve()
        return (path for path in found if Path(path).name != table.name or Path(path).resolve() != table)

    def watch(self, results: Iterable[Result]) -> Iterator[Result]:
        """Pass the results on; what is odd about the table of records goes to standard error."""
        records = self.options.records
        if records is None:
            yield from results
            return
        from servicelint.readers.records import Unused

        for warning in records.warnings:
            click.echo(warning, err=True)
        unused = Unused(records)
        for result in results:
            unused.saw("" if isinstance(result, Failure) else result.id, result.path)
            yield result
        if unused.warning:
            click.echo(unused.warning, err=True)


def reading_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Adds the options and hands the command one ``reading`` in their place."""

    @click.option("--config", metavar="FILE", help="Configuration. Default: the nearest servicelint.yaml upwards.")
    @click.option(
        "--input-format",
        metavar="NAME",
        help="Format of the transcripts, as 'servicelint formats' lists them. Default: told from each file.",
    )
    @click.option("--records", metavar="FILE", help="Table (.csv, .xlsx) of records, a row a transcript, joined by id.")
    @click.option("--id-column", metavar="NAME", help="Column of the ids in --records. Default: told by its name.")
    @click.option(
        "--infer-roles/--no-infer-roles",
        default=None,
        help="Tell the roles of speakers without one by what they say. Default: yes.",
    )
    @wraps(command)
    def with_reading(
        *,
        config: str | None,
        input_format: str | None,
        records: str | None,
        id_column: str | None,
        infer_roles: bool | None,
        **rest: Any,
    ) -> Any:
        configuration = _configuration(config)
        options = _with_records(configuration, records, id_column)
        if input_format is not None:
            format_named(input_format)
            options = replace(options, format=input_format)
        if infer_roles is not None:
            options = replace(options, infer_roles=infer_roles)
        return command(reading=Reading(configuration, options), **rest)

    return with_reading


def _configuration(path: str | None) -> Configuration:
    if path is not None:
        return load_configuration(path)
    here = Path.cwd()
    found = find_configuration(here)
    return load_configuration(os.path.relpath(found, here)) if found else Configuration()


def _with_records(configuration: Configuration, file: str | None, id_column: str | None) -> ReaderOptions:
    configured = configuration.records
    if file is None and configured is None:
        if id_column is not None:
            raise UsageError("--id-column names a column of --records; there are none")
        return configuration.options
    if file is None and configured is not None:
        file, id_column = configured.file, id_column or configured.id_column
    from servicelint.readers.records import read_records

    return replace(configuration.options, records=read_records(file or "", id_column))
