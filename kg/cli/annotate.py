"""`kg annotate`: shows a document with what was read in it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import click

from kg.cli.documents import Run, extract_all, extraction_options
from kg.cli.talk import Talk, talk_options
from kg.errors import UsageError

if TYPE_CHECKING:
    from kg.model import Event, Extraction, Fact, Tenure

_EPILOG = """\b
Example:
  kg annotate seeds/st-petersburg-informal-cis-summit.txt
  kg annotate seeds/st-petersburg-informal-cis-summit.txt --html -o out/seed.html
"""

_COLOURS = {
    "Person": "yellow",
    "State": "green",
    "Place": "cyan",
    "Office": "magenta",
}


@click.command("annotate", epilog=_EPILOG)
@click.argument("source", metavar="ARTICLE")
@click.option("--html", is_flag=True, help="Write a page instead of text.")
@click.option("-o", "--output", metavar="FILE", default="-", help="Write here instead of standard output.")
@extraction_options
@talk_options
def command(source: str, **options: Any) -> None:
    """Show a document with what was read in it.

    The text with its mentions in colour, and after each sentence that says something the facts,
    offices and events that were read from it.
    """
    from kg.output import open_output

    talk, run = Talk(quiet=options["quiet"], verbose=options["verbose"]), Run()
    extractions = list(extract_all([source], options, talk=talk, run=run))
    text = _to_page(extractions, source) if options["html"] else "".join(map(_to_text, extractions))
    with open_output(options["output"]) as stream:
        click.echo(text, file=stream, nl=False) if options["output"] == "-" else stream.write(_plain(text))
    talk.say(run.report())


def _to_page(extractions: list[Extraction], source: str) -> str:
    from kg.language.display import to_page

    if len(extractions) != 1:
        raise UsageError(f"{len(extractions)} documents make no page", where=source, hint="one article")
    return to_page(extractions[0])


def _to_text(extraction: Extraction) -> str:
    """The text, cut after each piece of evidence, with what was read from it below."""
    from kg.language.display import tell_claims

    claims = list(tell_claims(extraction))
    cuts = sorted({0, len(extraction.document.text), *(_end(claim) for _, claim in claims)})
    lines: list[str] = []
    for start, end in pairwise(cuts):
        lines.append(_colour(extraction, start, end).strip())
        lines += [_tell(words, claim) for words, claim in claims if _end(claim) == end]
    return "\n".join(line for line in lines if line) + "\n"


def _end(claim: Fact | Event | Tenure) -> int:
    return max((evidence.span.end for evidence in claim.evidence), default=0)


def _tell(words: str, claim: Fact | Event | Tenure) -> str:
    return click.style(f"    {words} [{claim.status} {claim.confidence:.2f}]", dim=True)


def _colour(extraction: Extraction, start: int, end: int) -> str:
    return "".join(_pieces(extraction, start, end))


def _pieces(extraction: Extraction, start: int, end: int) -> Iterator[str]:
    from kg.language.display import choose_mentions

    text, place = extraction.document.text, start
    for mention, entity in choose_mentions(extraction):
        if start <= mention.span.start and mention.span.end <= end:
            yield text[place : mention.span.start]
            yield click.style(mention.span.of(text), fg=_COLOURS.get(entity.type, "blue"), bold=True)
            place = mention.span.end
    yield text[place:end]


def _plain(text: str) -> bytes:
    return click.unstyle(text).encode()
