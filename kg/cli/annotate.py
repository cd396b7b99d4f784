"""`kg annotate`: shows a document with what was read in it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from kg.cli.documents import Run, extraction_options, keep_sure, load, read_all
from kg.cli.talk import Talk, talk_options
from kg.errors import UsageError

if TYPE_CHECKING:
    from kg.model import Document, Entity, Event, Extraction, Fact, NamedMention, Sentence, Span, Tenure

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

    The text with its mentions in colour, after a pronoun or a description whom it stands for, and
    after each sentence that says something the facts, offices and events that were read from it, each
    with its status, its confidence and the frame that read it.
    """
    from kg.output import open_output

    talk, run = Talk(quiet=options["quiet"], verbose=options["verbose"]), Run()
    pages = list(_read(source, options, run))
    text = _to_page(pages, source) if options["html"] else "".join(_to_text(*page) for page in pages)
    coloured = options["output"] == "-" and sys.stdout.isatty()
    with open_output(options["output"]) as stream:
        stream.write((text if coloured else click.unstyle(text)).encode())
    talk.say(run.report())


def _read(
    source: str, options: dict[str, Any], run: Run
) -> Iterator[tuple[Extraction, tuple[Sentence, ...]]]:
    """Each document's extraction, and the sentences that it was read from."""
    documents, extractor = read_all([source], options, run=run), load(options)
    for document in documents:
        sentences = extractor.language.parse(document)
        yield keep_sure(extractor.read(document, sentences), options, run=run), sentences


def _to_page(pages: list[tuple[Extraction, tuple[Sentence, ...]]], source: str) -> str:
    from kg.language.display import to_page

    if len(pages) != 1:
        raise UsageError(f"{len(pages)} documents make no page", where=source, hint="one article")
    return to_page(pages[0][0])


def _to_text(extraction: Extraction, sentences: tuple[Sentence, ...]) -> str:
    """The text, a sentence a line, with what was read from each below it."""
    from kg.language.display import choose_mentions, tell_claims

    claims, mentions = list(tell_claims(extraction)), choose_mentions(extraction)
    lines: list[str] = []
    for sentence in sentences:
        lines.append(_colour(extraction.document, sentence.span, mentions))
        lines += [_tell(words, claim) for words, claim in claims if _begins_in(claim, sentence.span)]
    return "".join(f"{line}\n" for line in lines)


def _begins_in(claim: Fact | Event | Tenure, span: Span) -> bool:
    return bool(claim.evidence) and span.start <= claim.evidence[0].span.start < span.end


def _tell(words: str, claim: Fact | Event | Tenure) -> str:
    return click.style(f"    {words} [{claim.status} {claim.confidence:.2f}, {claim.frame}]", dim=True)


def _colour(document: Document, span: Span, mentions: list[tuple[NamedMention, Entity]]) -> str:
    from kg.language.display import tell_resolution
    from kg.queries.answers import strip_controls

    pieces, place = [], span.start
    for mention, entity in mentions:
        if span.start <= mention.span.start and mention.span.end <= span.end:
            pieces.append(strip_controls(document.text[place : mention.span.start]))
            words = strip_controls(mention.span.of(document.text))
            pieces.append(click.style(words, fg=_COLOURS.get(entity.type, "blue"), bold=True))
            stands_for = tell_resolution(mention, entity)
            pieces.append(click.style(f" {{= {stands_for}}}", dim=True) if stands_for else "")
            place = mention.span.end
    return "".join([*pieces, strip_controls(document.text[place : span.end])])
