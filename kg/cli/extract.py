"""`kg extract`: reads documents and prints what they say as JSON Lines."""

from __future__ import annotations

from typing import Any

import click

from kg.cli.documents import Run, extract_all, extraction_options
from kg.cli.talk import Talk, talk_options

_EPILOG = """\b
Example:
  kg extract seeds/ -o out/seed.jsonl
"""


@click.command("extract", epilog=_EPILOG)
@click.argument("sources", metavar="DOCUMENTS...", nargs=-1, required=True)
@click.option("-o", "--output", metavar="FILE", default="-", help="Write here instead of standard output.")
@extraction_options
@talk_options
def command(sources: tuple[str, ...], **options: Any) -> None:
    """Read documents and print what they say as JSON Lines.

    DOCUMENTS are files, folders or globs of text, Markdown, HTML, JSON and JSON Lines; "-" is standard
    input. One object for each document, with its text, entities, facts, events and what was dropped.
    """
    from kg.extraction_json import dumps_line
    from kg.output import open_output

    talk, run = Talk(quiet=options["quiet"], verbose=options["verbose"]), Run()
    with open_output(options["output"]) as stream:
        for extraction in extract_all(sources, options, talk=talk, run=run):
            stream.write(f"{dumps_line(extraction)}\n".encode())
    talk.say(run.report())
