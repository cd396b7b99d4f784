"""`kg explain`: shows the words that a fact was read from, or what was dropped."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from kg.cli.documents import Run, extract_all, extraction_options
from kg.cli.talk import Talk, talk_options
from kg.errors import GraphError, UsageError

if TYPE_CHECKING:
    from pyoxigraph import Store

    from kg.model import Document, Dropped, Extraction

_EPILOG = """\b
Example:
  kg explain out/seed.ttl Peskov spokesmanFor
  kg explain --dropped seeds/st-petersburg-informal-cis-summit.txt
  kg explain --links seeds/st-petersburg-informal-cis-summit.txt Pashinyan
"""

_GRAPHS = (".ttl", ".turtle", ".nt", ".nq", ".trig", ".rdf", ".owl", ".jsonld")


@click.command("explain", epilog=_EPILOG)
@click.argument("source", metavar="GRAPH|ARTICLE")
@click.argument("words", metavar="[NAME] [RELATION] [NAME]", nargs=-1)
@click.option("--dropped", is_flag=True, help="Show what was dropped from an article, and why.")
@click.option("--links", is_flag=True, help="Show whom an article's names were linked to, and why.")
@extraction_options
@talk_options
@click.pass_context
def command(ctx: click.Context, /, source: str, words: tuple[str, ...], **options: Any) -> None:
    """Show the words that a fact was read from, what was dropped, or why a name was linked.

    For each fact about the names, in either order, and of the relation, where they are given: its
    quote, where it stands, its status, its confidence and the frame that read it. An article is
    read first. With --links: for each entity, or those of the names, the candidates with their scores
    and what spoke for and against each. Exits with 1 where nothing fits.
    """
    if options["links"]:
        ctx.exit(_show_links(source, words, options))
    if options["dropped"]:
        if source.lower().endswith(_GRAPHS) or words:
            hint = "kg explain --dropped ARTICLE"
            raise UsageError("what was dropped is told of an article alone", where="explain", hint=hint)
        _show_dropped(_extract(source, options))
        return
    store, parameters = _open(source, options), _to_parameters(words, options)
    found = list(_find_facts(store, parameters))
    if not found:
        _check_evidence(store, source)
    for fact in found:
        _show_fact(*fact)
    Talk(quiet=options["quiet"]).say(f"{len(found)} {'fact' if len(found) == 1 else 'facts'}")
    ctx.exit(0 if found else 1)


def _show_links(source: str, words: tuple[str, ...], options: dict[str, Any]) -> int:
    """Shows the links of an article's entities; 1 where none has the names."""
    from kg.cli.links import tell_links

    if source.lower().endswith(_GRAPHS):
        hint = "kg explain --links ARTICLE"
        raise UsageError("links are explained of an article alone", where="explain", hint=hint)
    lines = [line for extraction in _extract(source, options) for line in tell_links(extraction, words)]
    for line in lines:
        click.echo(line)
    if not lines:
        Talk(quiet=options["quiet"]).say(
            f"no entity is called {' or '.join(words)}" if words else "no entity"
        )
    return 0 if lines else 1


def _to_parameters(words: tuple[str, ...], options: dict[str, Any]) -> dict[str, str]:
    """Which words are names and which is a relation; a UsageError for what can be neither."""
    from kg.cli.documents import read_ontology

    ontology = read_ontology(options["ontology"])
    relations = [word for word in words if word in ontology.relations]
    names = [word for word in words if word not in ontology.relations]
    if len(words) == 3 and not relations:
        hint = ", ".join(ontology.closest(words[1])) or "kg ontology"
        raise UsageError(f"no relation {words[1]!r}", where="explain", hint=hint)
    if len(names) > 2 or len(relations) > 1:
        raise UsageError("two names and a relation at most", where="explain", hint="kg explain --help")
    keys = zip(("about", "with"), names, strict=False)
    return dict(keys) | ({"relation": relations[0]} if relations else {})


def _open(source: str, options: dict[str, Any]) -> Store:
    """The store to ask: a graph's file, or what an article says."""
    from kg.queries import open_graphs

    if source == "-" or source.lower().endswith(_GRAPHS):
        return open_graphs([source])
    from pyoxigraph import Quad

    from kg.cli.documents import read_ontology
    from kg.rdf.graph import to_quads

    store = open_graphs([])
    quads = to_quads(_extract(source, options), ontology=read_ontology(options["ontology"]))
    store.extend(Quad(quad.subject, quad.predicate, quad.object) for quad in quads)
    return store


def _extract(source: str, options: dict[str, Any]) -> list[Extraction]:
    talk = Talk(quiet=options["quiet"], verbose=options["verbose"])
    return list(extract_all([source], options, talk=talk, run=Run()))


def _find_facts(store: Store, parameters: dict[str, str]) -> Iterator[tuple[dict[str, str], str]]:
    """Each fact with its evidence, and where its document was read."""
    from kg.queries import bind_parameters, find_query
    from kg.queries.running import ask_store

    answer: Any = ask_store(bind_parameters(find_query("evidence"), parameters), store)
    names = [variable.value for variable in answer.variables]
    for row in answer:
        fact = {name: row[name].value for name in names}
        yield fact, _find_source(store, fact["document"])


def _check_evidence(store: Store, source: str) -> None:
    """A GraphError where the graph has no evidence at all, so that nothing could be found."""
    from pyoxigraph import NamedNode

    from kg.rdf.vocabulary import QUOTE

    if source.lower().endswith(_GRAPHS) and not any(
        store.quads_for_pattern(None, NamedNode(QUOTE.value), None, None)
    ):
        hint = "kg build with --provenance statement"
        raise GraphError("the graph keeps no evidence", where=source, hint=hint)


def _find_source(store: Store, document: str) -> str:
    from pyoxigraph import NamedNode

    from kg.rdf.vocabulary import SOURCE

    quads = store.quads_for_pattern(NamedNode(document), SOURCE, None, None)
    return next((str(getattr(quad.object, "value", "")) for quad in quads), document)


def _show_fact(fact: dict[str, str], source: str) -> None:
    from kg.queries.answers import strip_controls

    told = {name: strip_controls(value) for name, value in fact.items()}
    click.echo(click.style("{subject} {relation} {object}".format(**told), bold=True))
    according = " according to {accordingTo}".format(**told) if told["accordingTo"] else ""
    click.echo(f"  {told['status']}{according}, confidence {told['confidence']}, frame {told['frame']}")
    click.echo(f"  {strip_controls(source)}, characters {told['begin']} to {told['end']}:")
    before, quote, after = _find_context(source, fact)
    marked = click.style(strip_controls(quote), fg="green")
    click.echo(f"  {strip_controls(before)}{marked}{strip_controls(after)}\n")


def _find_context(source: str, fact: dict[str, str], *, width: int = 60) -> tuple[str, str, str]:
    """The quote between what stands before and after it on its line, where the document can be read again."""
    begin, end = int(fact["begin"]), int(fact["end"])
    document = _read_again(source, fact["document"])
    if document is None or document.text[begin:end] != fact["quote"]:
        return "", fact["quote"], ""
    before = document.text[:begin].rpartition("\n")[2]
    after = document.text[end:].partition("\n")[0]
    return _last_words(before, width), fact["quote"], _last_words(after[::-1], width)[::-1]


def _last_words(text: str, width: int) -> str:
    """The end of a text, whole words of at most `width` characters; "…" stands for the rest."""
    return text if len(text) <= width else "…" + text[-width:].partition(" ")[2]


def _read_again(source: str, iri: str) -> Document | None:
    from kg.errors import InputError
    from kg.model import Document
    from kg.reading import read_documents

    try:
        values = list(read_documents([source.partition("#")[0]]))
    except InputError:
        return None
    tail = iri.rpartition("/")[2]
    return next((v for v in values if isinstance(v, Document) and v.sha256.startswith(tail)), None)


def _show_dropped(extractions: list[Extraction]) -> None:
    count = 0
    for extraction in extractions:
        for dropped in sorted(extraction.dropped, key=_order):
            _show_one_dropped(dropped)
            count += 1
    click.echo(f"({count} dropped)")


def _order(dropped: Dropped) -> tuple[int, str, str]:
    return (dropped.evidence.span.start if dropped.evidence else -1, dropped.stage, dropped.reason)


def _show_one_dropped(dropped: Dropped) -> None:
    from kg.queries.answers import strip_controls

    click.echo(f"{click.style(dropped.stage, bold=True)}: {strip_controls(dropped.reason)}")
    if dropped.evidence:
        place = f"characters {dropped.evidence.span.start} to {dropped.evidence.span.end}"
        click.echo(f"  {place}: {strip_controls(dropped.evidence.quote)}")
