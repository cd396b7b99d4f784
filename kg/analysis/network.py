"""A network of actors: who they are, and the facts that link them, each with its words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TypeAlias

Ends: TypeAlias = Callable[["Link"], tuple[str, ...]]

WEIGHTS = ("evidence", "documents", "facts")
"""What a tie can be weighted by: its distinct pieces of evidence, documents, or relations between the two."""


@dataclass(frozen=True, slots=True)
class Actor:
    """One whom the graph names: `type` is a class of the ontology, `wikidata` its Q-number, if any."""

    iri: str
    label: str
    type: str
    wikidata: str | None = None
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of evidence: its IRI and the words that it quotes."""

    iri: str
    quote: str


@dataclass(frozen=True, slots=True)
class Link:
    """A fact between two actors (by IRI), as one document has it.

    `time` is when its event took place, `published` when its document came out: dates as the graph has
    them, from a year to a day, or two with "/" between. What the graph does not keep is None or empty.
    """

    subject: str
    relation: str
    object: str
    status: str
    fact: str | None = None
    confidence: float | None = None
    event_type: str | None = None
    time: str | None = None
    document: str | None = None
    title: str | None = None
    published: str | None = None
    according_to: tuple[str, ...] = ()
    passages: tuple[Passage, ...] = ()

    @property
    def date(self) -> str | None:
        """When it took place; where that is not known, when it was published."""
        return self.time or self.published


@dataclass(frozen=True, slots=True)
class Network:
    """Actors by their IRIs, the links between them, and which relations hold in both directions."""

    actors: Mapping[str, Actor]
    links: tuple[Link, ...]
    symmetric: frozenset[str] = frozenset()

    def keep(self, links: Iterable[Link]) -> Network:
        """The same actors with some of the links."""
        return replace(self, links=tuple(links))

    def linked(self) -> dict[str, Actor]:
        """The actors that have a link, in the order of their IRIs."""
        found = {iri for link in self.links for iri in (link.subject, link.object)}
        return {iri: self.actors[iri] for iri in sorted(found)}

    def name(self, iri: str) -> str:
        """An actor's label."""
        return self.actors[iri].label


@dataclass(frozen=True, slots=True)
class Tie:
    """All links from one actor to another taken together, or all between the two.

    `weight` counts what was asked for (`WEIGHTS`); `first` and `last` are its earliest and latest date.
    """

    subject: str
    object: str
    relations: tuple[str, ...]
    weight: int
    evidence: int
    documents: int
    statuses: tuple[str, ...]
    confidence: float | None
    first: str | None
    last: str | None
    links: tuple[Link, ...]


def tie_pairs(network: Network, *, weight: str = "evidence") -> list[Tie]:
    """One tie for each two actors that are linked, whatever the direction, the lesser IRI first."""
    return _tie(network, lambda link: tuple(sorted((link.subject, link.object))), weight)


def tie_relations(network: Network, *, weight: str = "evidence") -> list[Tie]:
    """One tie for each relation between two actors; a symmetric one once, the lesser IRI first."""

    def ends(link: Link) -> tuple[str, ...]:
        pair = (link.subject, link.object)
        return (*(sorted(pair) if link.relation in network.symmetric else pair), link.relation)

    return _tie(network, ends, weight)


def tie_directions(network: Network, *, weight: str = "evidence") -> list[Tie]:
    """One tie for each actor that is linked to another; a symmetric relation counts in both directions."""
    both = [
        replace(link, subject=link.object, object=link.subject)
        for link in network.links
        if link.relation in network.symmetric
    ]
    doubled = network.keep((*network.links, *both))
    return _tie(doubled, lambda link: (link.subject, link.object), weight)


def _tie(network: Network, ends: Ends, weight: str) -> list[Tie]:
    groups: dict[tuple[str, ...], list[Link]] = {}
    for link in network.links:
        if link.subject != link.object:
            groups.setdefault(ends(link), []).append(link)
    return [_join(key, groups[key], weight) for key in sorted(groups)]


def _join(ends: tuple[str, ...], links: list[Link], weight: str) -> Tie:
    relations = tuple(sorted({link.relation for link in links}))
    evidence = len({key for link in links for key in _find_evidence(link)})
    documents = len({link.document or link.fact or link.relation for link in links})
    dates = sorted(link.date for link in links if link.date)
    known = [link.confidence for link in links if link.confidence is not None]
    return Tie(
        subject=ends[0],
        object=ends[1],
        relations=relations,
        weight={"evidence": evidence, "documents": documents, "facts": len(relations)}[weight],
        evidence=evidence,
        documents=documents,
        statuses=tuple(sorted({link.status for link in links})),
        confidence=max(known, default=None),
        first=dates[0] if dates else None,
        last=dates[-1] if dates else None,
        links=tuple(links),
    )


def _find_evidence(link: Link) -> Iterator[str]:
    """What a link is counted by: its passages, else its fact, else the bare relation."""
    if link.passages:
        yield from (passage.iri for passage in link.passages)
    else:
        yield link.fact or link.relation
