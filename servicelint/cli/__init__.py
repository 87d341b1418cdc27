"""The command line: one module a command, imported when it is called, and the one error boundary."""

from __future__ import annotations

import gc
import io
import os
import sys
from importlib import import_module
from typing import TextIO

import click

from servicelint._version import __version__
from servicelint.errors import ServiceLintError

COMMANDS = {
    "check": ("servicelint.cli.check:check", "Lint transcripts: files, folders, archives."),
    "eval": ("servicelint.cli.eval:evaluation", "Measure a pack on labelled talk."),
    "formats": ("servicelint.cli.formats:formats", "List the transcript formats that can be read."),
    "rules": ("servicelint.cli.rules:rules", "List, explain and examine rule packs."),
}
"""Where each command is, and what the list of commands says of it."""

SELDOM = 20_000
"""New objects after which garbage is collected. What is loaded stays, and hardly anything makes cycles."""

EXIT_CLEAN, EXIT_VIOLATIONS, EXIT_INPUT, EXIT_BUG, EXIT_INTERRUPTED = 0, 1, 2, 3, 130


class LazyGroup(click.Group):
    """A group whose commands are imported only when they are called, and not to be listed."""

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of commands."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, COMMANDS[name][1]) for name in self.list_commands(ctx)])

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of all commands."""
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import one command."""
        if cmd_name not in COMMANDS:
            return None
        module, _, name = COMMANDS[cmd_name][0].partition(":")
        command: click.Command = getattr(import_module(module), name)
        return command


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="servicelint")
def cli() -> None:
    """Lint Chinese service transcripts against rule packs."""


def main() -> None:
    """Run the command line and exit: 0 clean, 1 violations, 2 wrong input, 3 a bug of servicelint, 130 interrupted."""
    _prepare(sys.stdout)
    _prepare(sys.stderr)
    gc.set_threshold(SELDOM)
    code = run()
    gc.freeze()  # All that is left ends with the process: to look for cycles in it takes as long as to lint a file.
    sys.exit(code)


def _prepare(stream: TextIO) -> None:
    """Write the same bytes in every locale; only a terminal has a say, and it shows what it cannot as escapes."""
    if isinstance(stream, io.TextIOWrapper):
        if stream.isatty():
            stream.reconfigure(errors="backslashreplace")
        else:
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")


def run(arguments: list[str] | None = None) -> int:
    """Run the command line and return its exit code."""
    try:
        code = cli.main(arguments, prog_name="servicelint", standalone_mode=False)
    except click.exceptions.Abort:
        return EXIT_INTERRUPTED
    except click.ClickException as error:
        error.show()
        return EXIT_INPUT
    except ServiceLintError as error:
        click.echo(str(error), err=True)
        return EXIT_INPUT
    except BrokenPipeError:
        # The reader of our output has gone (| head): say nothing, and keep the interpreter from saying it at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return EXIT_CLEAN
    except Exception:
        import traceback

        traceback.print_exc()
        click.echo("this is a bug of servicelint; please report it with the lines above", err=True)
        return EXIT_BUG
    return code if isinstance(code, int) else EXIT_CLEAN
