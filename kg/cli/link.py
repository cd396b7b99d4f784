"""`kg link`: links the entities of a graph that are not linked yet, or to none when in doubt."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg.cli.documents import gazetteer_option, ontology_option, read_ontology
from kg.cli.store_options import choose_store, count_things
from kg.cli.talk import Talk, talk_options
from kg.cli.wikidata_options import make_access, put_quads, wikidata_options

if TYPE_CHECKING:
    from pyoxigraph import Quad, Store

    from kg.wikidata import Client
    from kg.wikidata.linking import Outcome

_API = "https://www.wikidata.org/w/api.php"

_EPILOG = """\b
Example:
  kg link out/seed.ttl -o out/linked.ttl
  kg link out/seed.ttl --link "Dmitry Peskov=none" --report out/links.jsonl -o out/linked.ttl
"""


@click.command("link", epilog=_EPILOG)
@click.argument("sources", metavar="[GRAPHS]...", nargs=-1)
@click.option("--store", metavar="DIR", help="Link what is in this store, and put the links into it.")
@gazetteer_option
@click.option("--online", is_flag=True, help="Ask Wikidata for what the index on disk does not tell.")
@click.option("--api", metavar="URL", default=_API, show_default=True, help="The Wikibase that is asked.")
@click.option("--parallel", type=click.IntRange(1, 8), default=1, show_default=True, help="Requests at once.")
@click.option("--link", "links", metavar="NAME=QID", multiple=True, help='You know it; "none" for no link.')
@click.option("--close-matches", is_flag=True, help="Also tell the likeliest link of what is not linked.")
@click.option("--report", metavar="FILE", help="Write here, as JSON Lines, what came of each, and why.")
@click.option("-o", "--output", metavar="FILE", help='Write here; "-", standard output, unless in a store.')
@ontology_option
@wikidata_options
@talk_options
def command(sources: tuple[str, ...], **options: Any) -> None:
    """Link the entities of a graph that are not linked yet, or to none when in doubt.

    GRAPHS are files of RDF or folders of them. Entities without owl:sameAs to Wikidata are looked up in the
    index on disk; with --online, Wikidata is asked for the others by their names, and a link needs an
    office, a state or words that the graph and the item share. The graph is written with its links; a store
    gets them in a graph of their own. --offline is --online from the cache alone.
    """
    talk = Talk(quiet=options["quiet"], verbose=options["verbose"])
    options["store"] = choose_store(sources, options["store"])
    outcomes, quads = _link(sources, options, talk)
    for outcome in outcomes:
        _tell(outcome, talk)
    linked = sum(outcome.qid is not None for outcome in outcomes)
    talk.say(f"linked {linked:,} of {count_things(len(outcomes), 'name')}")
    if options["report"]:
        _write_report(outcomes, options["report"])
    if options["store"] and options["output"] is None:
        put_quads(quads, options, talk)
    else:
        from kg.rdf.writing import save_graph

        save_graph(quads, options["output"] or "-")


def _link(sources: tuple[str, ...], options: dict[str, Any], talk: Talk) -> tuple[list[Outcome], list[Quad]]:
    """What came of each entity, and the quads to write: all of files, the links alone of a store."""
    from kg.wikidata.links import GRAPH, to_quads
    from kg.wikidata.sources import open_sources

    with open_sources(sources, store=options["store"]) as graphs:
        outcomes = _decide(graphs, options, talk)
        kept = list(graphs.quads_for_pattern(None, None, None, GRAPH if options["store"] else None))
    return outcomes, [*kept, *to_quads(outcomes, close_matches=options["close_matches"])]


def _decide(graphs: Store, options: dict[str, Any], talk: Talk) -> list[Outcome]:
    """An outcome for each entity: as the user says, else by the index, else online where that is wanted."""
    from kg.wikidata.classes import find_roots
    from kg.wikidata.linking import link_graph
    from kg.wikidata.links import read_decisions
    from kg.wikidata.portraits import find_unlinked

    with _open_client(options, talk) as client:
        decided = read_decisions(options["links"], find_unlinked(graphs), client) if options["links"] else []
        roots = find_roots(read_ontology(options["ontology"])) if client else {}
        index = Path(options["gazetteer"]) if options["gazetteer"] else None
        outcomes = link_graph(graphs, index=index, decided=decided, client=client, roots=roots)
        if client is not None:
            talk.say(f"{count_things(len(client.requests), 'request')} to {options['api']}")
    return outcomes


@contextmanager
def _open_client(options: dict[str, Any], talk: Talk) -> Iterator[Client | None]:
    """A client where the user wants one to be asked."""
    if not (options["online"] or options["offline"]):
        yield None
        return
    from kg.wikidata import open_client

    access, cache = make_access(options, talk, api=options["api"], parallel=options["parallel"])
    access.check(access.api)
    with open_client(access, cache) as client:
        yield client


def _tell(outcome: Outcome, talk: Talk) -> None:
    """Says who was linked to what, and when verbose also who was not, and why."""
    from kg.queries.answers import strip_controls

    label = strip_controls(outcome.entity.label or outcome.entity.iri)
    if outcome.qid:
        talk.say(f"{label}: {outcome.qid} ({outcome.source}: {outcome.reason})")
    else:
        near = ", ".join(f"{each.wikidata} {each.score:.2f}" for each in outcome.candidates)
        talk.detail(f"{label}: none ({outcome.source}: {outcome.reason}{'; ' if near else ''}{near})")


def _write_report(outcomes: Sequence[Outcome], target: str) -> None:
    from kg.output import open_output
    from kg.wikidata.links import to_json

    with open_output(target, binary=False) as file:
        file.writelines(f"{to_json(outcome)}\n" for outcome in outcomes)
