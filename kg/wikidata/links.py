"""Links as a graph and as a report, and those that a user gives."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from difflib import get_close_matches
from typing import TYPE_CHECKING, Final

from pyoxigraph import Literal, NamedNode, Quad

from kg.errors import UsageError
from kg.minting import slug
from kg.rdf.vocabulary import CLOSE_MATCH, LABEL, PROV, SAME_AS, WD, A
from kg.store.embedded import LINKS_GRAPH
from kg.wikidata.items import QID
from kg.wikidata.linking import Outcome
from kg.wikidata.portraits import Unlinked

if TYPE_CHECKING:
    from kg.wikidata.client import Client

GRAPH: Final = NamedNode(LINKS_GRAPH)

NONE: Final = "none"
"""What a user writes for a QID where an entity is not to be linked."""


def to_quads(outcomes: Iterable[Outcome], *, close_matches: bool = False) -> Iterator[Quad]:
    """Each link as owl:sameAs, in a graph of links; the likeliest of the others as skos:closeMatch."""
    made = []
    for outcome in outcomes:
        node = NamedNode(outcome.entity.iri)
        if outcome.qid:
            made.append(Quad(node, SAME_AS, NamedNode(WD + outcome.qid), GRAPH))
        elif close_matches and outcome.candidates and outcome.source != "user":
            made.append(Quad(node, CLOSE_MATCH, NamedNode(WD + outcome.candidates[0].wikidata), GRAPH))
    if made:
        yield Quad(GRAPH, A, NamedNode(PROV + "Entity"), GRAPH)
        yield Quad(GRAPH, LABEL, Literal("links to Wikidata", language="en"), GRAPH)
    yield from made


def to_json(outcome: Outcome) -> str:
    """An outcome as a line of JSON: what was asked, what was accepted or not, why, what else it may be."""
    portrait, setting = outcome.entity.portrait, outcome.entity.setting
    told = {
        "entity": outcome.entity.iri,
        "label": outcome.entity.label,
        "type": portrait.type,
        "names": list(portrait.names),
        "offices": [office.words for office in portrait.offices if office.words],
        "states": sorted(portrait.countries),
        "day": setting.day,
        "wikidata": outcome.qid,
        "source": outcome.source,
        "reason": outcome.reason,
        "candidates": [asdict(each) for each in outcome.candidates],
    }
    return json.dumps(told, ensure_ascii=False)


def read_decisions(
    texts: Iterable[str], entities: Sequence[Unlinked], client: Client | None
) -> list[Outcome]:
    """The links that a user gives as NAME=QID or NAME=none; a client, where there is one, finds the items.

    UsageError for a name that no entity without a link bears, or several do, and for an item that is none.
    """
    outcomes = []
    for text in texts:
        name, equals, qid = text.rpartition("=")
        if not equals or not (QID.fullmatch(qid) or qid == NONE):
            hint = '--link "Dmitry Peskov=Q1", or =none'
            raise UsageError(f"{text!r} is no name with a QID", where="--link", hint=hint)
        entity = _find_entity(name.strip(), entities)
        found = None if qid == NONE else _check_item(qid, client)
        outcomes.append(Outcome(entity, found, "user", "as you say"))
    return outcomes


def _find_entity(name: str, entities: Sequence[Unlinked]) -> Unlinked:
    named = [each for each in entities if name == each.iri or slug(name) in map(slug, _list_names(each))]
    if len(named) > 1:
        hint = ", ".join(each.iri for each in named[:5])
        raise UsageError(f"{name!r} may be one of {len(named)}", where="--link", hint=hint)
    if not named:
        known = {each for entity in entities for each in _list_names(entity)}
        near = get_close_matches(name, sorted(known), n=3) or ["kg query unlinked lists them"]
        raise UsageError(f"nothing without a link is called {name!r}", where="--link", hint=", ".join(near))
    return named[0]


def _list_names(entity: Unlinked) -> set[str]:
    return {entity.label, *entity.portrait.names} - {""}


def _check_item(qid: str, client: Client | None) -> str:
    """The QID of an item, of the one that it became where it was merged."""
    if client is None:
        return qid
    item = client.find_item(qid)
    if item is None:
        hint = "was it deleted? without --online, it is taken as you say"
        raise UsageError(f"there is no item {qid}", where=client.access.api, hint=hint)
    return item.qid
