"""``servicelint formats``: the transcript formats that can be read, built in and installed."""

from __future__ import annotations

import click
import orjson

from servicelint.readers.formats import FORMATS, Format
from servicelint.readers.plugins import plugin_format, plugin_names


@click.command()
@click.option("--format", "output", type=click.Choice(["text", "json"]), default="text", help="Default: text.")
def formats(output: str) -> None:
    """List the transcript formats that can be read, in the order in which they are tried."""
    installed = [plugin_format(name) for name in plugin_names()]
    if output == "json":
        listed = [_described(one, False) for one in FORMATS] + [_described(one, True) for one in installed]
        click.echo(orjson.dumps(listed, option=orjson.OPT_INDENT_2).decode())
        return
    width = max(len(one.name) for one in (*FORMATS, *installed))
    for one in (*FORMATS, *installed):
        suffixes = f" ({' '.join(one.suffixes)})" if one.suffixes else ""
        click.echo(f"{one.name:{width}}  {one.title}{suffixes}")


def _described(one: Format, installed: bool) -> dict[str, object]:
    return {"name": one.name, "title": one.title, "suffixes": list(one.suffixes), "installed": installed}
