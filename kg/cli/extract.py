"""`kg extract`: reads documents and prints what they say as JSON Lines."""

from __future__ import annotations

from contextlib import closing
from typing import Any

import click

from kg.cli.documents import extraction_options
from kg.cli.running import running_options, start_run, tell_all
from kg.cli.talk import talk_options

_EPILOG = """\b
Example:
  kg extract seeds/ -o out/seed.jsonl
  kg extract seeds/ --processes 1 --report out/report.json -o out/seed.jsonl
"""


@click.command("extract", epilog=_EPILOG)
@click.argument("sources", metavar="DOCUMENTS...", nargs=-1, required=True)
@click.option("-o", "--output", metavar="FILE", default="-", help="Write here instead of standard output.")
@extraction_options
@running_options
@talk_options
def command(sources: tuple[str, ...], **options: Any) -> None:
    """Read documents and print what they say as JSON Lines.

    DOCUMENTS are files, folders or globs of text, Markdown, HTML, JSON, JSON Lines, Parquet and WARC,
    also packed (.gz, .bz2, .zst); "-" is standard input. One object for each document, with its text,
    entities, facts, events and what was dropped; of a copy of a text that came before, where it was read.
    """
    from kg.output import open_output
    from kg.running.works import to_copy_line, to_line

    with (
        start_run("extract", sources, options) as (talk, run),
        open_output(options["output"]) as stream,
        closing(tell_all(sources, options, make=to_line, credit=to_copy_line, talk=talk, run=run)) as lines,
    ):
        stream.writelines(lines)
