"""`kg graph draw`: the network as a picture, or as a page to explore."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from kg.cli.graph_options import network_options, read_selected
from kg.cli.talk import Talk
from kg.errors import UsageError

FORMS = ("svg", "png", "html")

_BY_EXTENSION = {".svg": "svg", ".png": "png", ".html": "html", ".htm": "html"}


@click.command(
    "draw",
    epilog="\b\nExample:\n"
    "  kg graph draw out/seed.ttl -o out/seed.svg\n"
    '  kg graph draw out/seed.ttl -o out/seed.html --title "An informal summit"\n',
)
@click.argument("graphs", metavar="[GRAPHS]...", nargs=-1)
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    default="-",
    help="Write here: .svg or .png for a report, .html to explore.",
)
@click.option("-F", "--format", "form", type=click.Choice(FORMS), help="What to write.")
@click.option("--title", metavar="TEXT", default="", help="What to write above it.")
@click.option(
    "--most",
    type=click.IntRange(2, 1000),
    default=150,
    show_default=True,
    help="Draw at most so many actors.",
)
@network_options
def draw(graphs: tuple[str, ...], **options: Any) -> None:
    """Draw the network: a picture for a report, or a page to explore that needs no network.

    Actors with heavier ties are larger, and thicker lines have more evidence; colours are communities.
    On the page one can search, filter, and read the facts behind each tie with their words.
    """
    from kg.analysis import draw_network, save_page, save_picture

    output = options["output"]
    form = options["form"] or _find_form(output)
    network = read_selected(graphs, options)
    drawing = draw_network(network, title=options["title"], most=options["most"], weight=options["weight"])
    if drawing.left_out:
        said = f"drew the {len(drawing.dots):,} actors with the heaviest ties, left out {drawing.left_out:,}"
        Talk(quiet=options["quiet"]).say(f"{said}; --most draws more, --around and others choose")
    if form == "html":
        save_page(drawing, output)
    else:
        save_picture(drawing, output, form=form)


def _find_form(output: str) -> str:
    form = _BY_EXTENSION.get(Path(output).suffix.lower())
    if form is None:
        what = "no format is named" if output == "-" else "the extension says no format"
        raise UsageError(what, where=output, hint="-o network.svg, network.png or network.html")
    return form
