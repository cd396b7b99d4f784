"""`kg completion`: the script that teaches a shell the verbs, options and values of `kg`."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class

_EPILOG = """\b
Example:
  kg completion bash
"""


@click.command("completion", epilog=_EPILOG)
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def command(shell: str) -> None:
    """Print the shell's completion script.

    Put it where your shell reads it at start: `kg completion bash >> ~/.bashrc`. It completes verbs and
    options; for `kg query` also the names of canned queries and the values of their parameters: statuses,
    relations and classes, and the names of the store, or of the small files, that are asked.
    """
    from kg.cli import cli

    completion = get_completion_class(shell)
    if completion:
        click.echo(completion(cli, {}, "kg", "_KG_COMPLETE").source())
