"""`kg enrich`: asks Wikidata what it says of the items that a graph is linked to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from kg.cli.documents import ontology_option
from kg.cli.store_options import choose_store, count_things
from kg.cli.talk import Talk, talk_options
from kg.cli.wikidata_options import make_access, put_quads, wikidata_options
from kg.errors import UsageError

if TYPE_CHECKING:
    from kg.wikidata.enriching import Enrichment

_ENDPOINT = "https://query.wikidata.org/sparql"
_PROPERTIES = "labels,positions,memberships,citizenship,birth,death,coordinates"

_EPILOG = """\b
Example:
  kg enrich out/seed.ttl --endpoint http://127.0.0.1:7878 --languages en,fr -o out/wikidata.ttl
"""


@click.command("enrich", epilog=_EPILOG)
@click.argument("sources", metavar="[GRAPHS]...", nargs=-1)
@click.option("--store", metavar="DIR", help="Read this store, and put what is learnt into it.")
@click.option("--properties", metavar="NAMES", default=_PROPERTIES, show_default=True, help="What to ask.")
@click.option("--languages", metavar="CODES", default="en", show_default=True, help="In which languages.")
@click.option(
    "-e", "--endpoint", metavar="URL", default=_ENDPOINT, show_default=True, help="Who is asked, by SPARQL."
)
@click.option("--retrieved", metavar="DATE", help="Write into the graph that it was asked on this day.")
@click.option("-o", "--output", metavar="FILE", help='Write here; "-", standard output, unless in a store.')
@ontology_option
@wikidata_options
@talk_options
def command(sources: tuple[str, ...], **options: Any) -> None:
    """Ask Wikidata what it says of the items that a graph is linked to.

    GRAPHS are files of RDF or folders of them. The items are those that entities are linked to by
    owl:sameAs. What is learnt is a graph of its own, in Wikidata's own terms, which the queries
    wikidata-positions and wikidata-memberships read; a store gets it in the place of what was learnt
    before. Answers are kept in the cache: a run that was broken off goes on where it stopped, and
    --offline asks nobody.
    """
    talk = Talk(quiet=options["quiet"], verbose=options["verbose"])
    from kg.wikidata.enriching import check_day

    options["store"] = choose_store(sources, options["store"])
    retrieved = check_day(options["retrieved"])
    learnt = _learn(sources, options, talk)
    quads = list(learnt.to_quads(endpoint=options["endpoint"], retrieved=retrieved))
    if options["store"] and options["output"] is None:
        put_quads(quads, options, talk)
    else:
        from kg.rdf.writing import save_graph

        save_graph(quads, options["output"] or "-")


def _learn(sources: tuple[str, ...], options: dict[str, Any], talk: Talk) -> Enrichment:
    """What the endpoint says of the items of a graph; and tells how much that was."""
    from kg.wikidata.enriching import enrich, find_linked
    from kg.wikidata.properties import choose_properties
    from kg.wikidata.querying import open_service
    from kg.wikidata.sources import open_sources

    properties = choose_properties(_cut(options["properties"]))
    access, cache = make_access(options, talk, endpoint=options["endpoint"])
    with open_sources(sources, store=options["store"]) as graphs:
        items = find_linked(graphs)
    if not items:
        raise UsageError("no entity is linked to Wikidata", where="graph", hint="kg link")
    with open_service(access, cache) as service:
        learnt = enrich(items, service, properties=properties, languages=_cut(options["languages"]))
    asked = count_things(len(service.requests), "request")
    talk.say(f"{count_things(len(items), 'item')}: {count_things(len(learnt.triples), 'triple')} ({asked})")
    if learnt.unknown:
        names = ", ".join(item.rpartition("/")[2] for item in learnt.unknown[:10])
        more = f" and {len(learnt.unknown) - 10} more" if len(learnt.unknown) > 10 else ""
        talk.say(f"nothing is said of {names}{more}: deleted, or without what was asked for")
    return learnt


def _cut(names: str) -> list[str]:
    return [name.strip() for name in names.split(",") if name.strip()]
