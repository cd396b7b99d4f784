"""The options of every verb that asks Wikidata: who asks, how patiently, and where answers are kept."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import click

from kg.cli.documents import read_ontology

if TYPE_CHECKING:
    from pyoxigraph import Quad

    from kg.cli.talk import Talk
    from kg.wikidata import Access, Cache

_CONTACT = "Your e-mail address or a page about your work, which Wikidata asks for; also KG_CONTACT."


def wikidata_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """Gives a command the options that say how Wikidata is asked; its address is the command's own."""
    for option in (
        click.option("--retries", type=click.IntRange(0), default=5, show_default=True, help=_RETRIES),
        click.option(
            "--timeout", type=click.IntRange(1), default=60, show_default=True, help="Seconds to wait."
        ),
        click.option(
            "--offline", is_flag=True, help="Answer from the cache alone; an error where it does not tell."
        ),
        click.option(
            "--cache", metavar="DIR", default=".kg/wikidata", show_default=True, help="Keep answers here."
        ),
        click.option("--contact", metavar="WHO", envvar="KG_CONTACT", help=_CONTACT),
    ):
        function = option(function)
    return function


_RETRIES = "Tries more when it is busy."


def make_access(options: Mapping[str, Any], talk: Talk, **more: Any) -> tuple[Access, Cache]:
    """How Wikidata is asked, and the cache, by some options."""
    from kg.wikidata import Access, Cache
    from kg.wikidata.access import PATIENCE

    patience = type(PATIENCE)(options["retries"], PATIENCE.first, PATIENCE.longest)
    access = Access(
        contact=options["contact"],
        offline=options["offline"],
        timeout=options["timeout"],
        patience=patience,
        tell=talk.say,
        **more,
    )
    return access, Cache(Path(options["cache"]))


def put_quads(quads: Sequence[Quad], options: Mapping[str, Any], talk: Talk) -> None:
    """Puts graphs into the store of some options, each in the place of what it has under that name."""
    from kg.rdf.writing import save_graph
    from kg.store.filling import load_files

    if not quads:
        return
    with TemporaryDirectory(prefix="kg-") as folder:
        file = str(Path(folder) / "graphs.nq")
        save_graph(quads, file)
        ontology = read_ontology(options["ontology"])
        load_files(options["store"], [file], ontology=ontology, extensions=options["ontology"], tell=talk.say)
