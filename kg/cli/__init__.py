"""The command line: knows the verbs' names; each verb is one file here, loaded when it is asked for."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

import click

from kg.cli.group import VERBS, VerbGroup
from kg.errors import KgError

__all__ = ["VERBS", "cli", "main"]

INTERRUPTED = 130
PIPE_CLOSED = 141

_COMPLETE = "_KG_COMPLETE"

_EXAMPLE = """\b
Example:
  kg build seeds/ -o out/seed.ttl
"""


@click.command(cls=VerbGroup, context_settings={"help_option_names": ["-h", "--help"]}, epilog=_EXAMPLE)
@click.version_option(package_name="diplomacy-kg", prog_name="kg", message="%(prog)s %(version)s")
def cli() -> None:
    """Reads diplomatic news and gives a knowledge graph that says where each fact was written."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Runs one command and exits: 0 done, 1 found wanting, 2 usage, 3 and up by kind, 20 done in part."""
    sys.exit(run(arguments))


def run(arguments: Sequence[str] | None = None) -> int:
    """The exit code of one command; every error becomes a line or two on standard error here."""
    if _COMPLETE in os.environ:
        cli.main(prog_name="kg")
    try:
        return _invoke(sys.argv[1:] if arguments is None else arguments)
    except KgError as error:
        return _tell(str(error), error.exit_code)
    except click.ClickException as error:
        return _tell(_to_sentence(error), error.exit_code)
    except (click.Abort, KeyboardInterrupt):
        return _tell("interrupted", INTERRUPTED)
    except BrokenPipeError:
        _drop_output()
        return PIPE_CLOSED


def _invoke(arguments: Sequence[str]) -> int:
    """Runs the verb; click's own main is not asked, since it exits by itself on Ctrl-C and closed pipes."""
    try:
        with cli.make_context("kg", list(arguments)) as context:
            cli.invoke(context)
            code = 0
    except click.exceptions.Exit as done:
        code = done.exit_code
    sys.stdout.flush()
    return code


def _tell(message: str, code: int) -> int:
    click.echo(f"kg: {message}", err=True)
    return code


def _to_sentence(error: click.ClickException) -> str:
    """A usage error in the form of every other error: where, why and what to try."""
    context = getattr(error, "ctx", None)
    verb = context.command_path if context else "kg"
    where = "" if verb == "kg" else f"{verb.removeprefix('kg ')}: "
    return f"{where}{error.format_message()}\n  try: {verb} --help"


def _drop_output() -> None:
    """Points standard output at nothing, so that Python's own flush at exit does not complain."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
