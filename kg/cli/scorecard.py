"""`kg scorecard`: shows how well each construction of English is read."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg.cli.documents import ontology_option, read_ontology

if TYPE_CHECKING:
    from kg.evaluation.scorecard import Score

FORMATS = ("table", "json", "markdown")
"""What the card can be written as."""

_BY_EXTENSION = {".json": "json", ".md": "markdown"}

_EPILOG = """\b
Example:
  kg scorecard tests/scorecard
"""


@click.command("scorecard", epilog=_EPILOG)
@click.argument("folder", default="tests/scorecard")
@click.option("--errors", is_flag=True, help="Show each sentence that is not read right.")
@click.option("-F", "--format", "form", type=click.Choice(FORMATS), help="What to write the card as.")
@click.option("-o", "--output", metavar="FILE", default="-", help="Write here; the extension is the format.")
@ontology_option
@click.option("--lexicon", metavar="FILE", multiple=True, help="A lexicon that adds to the built-in one.")
@click.option("--model", metavar="NAME", help="A spaCy pipeline, by name or folder.")
@click.pass_context
def command(ctx: click.Context, /, folder: str, *, errors: bool, form: str | None, **options: Any) -> None:
    """Show how well each construction of English is read.

    FOLDER has a file of sentences for each construction, with what must and must not be read in them.
    Exits with 1 where the share that is read right falls below the construction's mark.
    """
    from kg.output import open_output

    form = form or _BY_EXTENSION.get(Path(options["output"]).suffix.lower(), "table")
    scores = _score(folder, options)
    with open_output(options["output"], binary=False) as stream:
        stream.write(_write(scores, form, errors=errors))
    ctx.exit(0 if all(score.ok for score in scores) else 1)


def _score(folder: str, options: dict[str, Any]) -> Sequence[Score]:
    from kg.evaluation.scorecard import load_constructions, score_constructions
    from kg.pipeline import load_extractor

    constructions = load_constructions(folder, ontology=read_ontology(options["ontology"]))
    extractor = load_extractor(
        model=options["model"],
        ontology=map(Path, options["ontology"]),
        lexicon=map(Path, options["lexicon"]),
    )
    return score_constructions(constructions, extractor=extractor)


def _write(scores: Sequence[Score], form: str, *, errors: bool) -> str:
    from kg.evaluation.cards import to_json, to_markdown

    if form == "json":
        return f"{to_json(scores, errors=errors)}\n"
    return to_markdown(scores, errors=errors) if form == "markdown" else _draw(scores, errors=errors)


def _draw(scores: Sequence[Score], *, errors: bool) -> str:
    from kg.cli.tables import draw_table
    from kg.evaluation.cards import HEADINGS, to_lines, to_rows

    stream = io.StringIO()
    draw_table(HEADINGS, to_rows(scores), stream=stream)
    lines = to_lines(scores) if errors else ()
    return "".join([stream.getvalue(), *(f"{line}\n" for line in lines)])
