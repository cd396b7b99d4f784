"""Finds the actor that a name means."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from kg.analysis.network import Actor, Network
from kg.errors import UsageError
from kg.queries.namings import Naming, find_meant, find_nearest
from kg.rdf.vocabulary import PREFIXES, WD

MOST = 8
"""How many candidates an error lists."""


def find_actor(network: Network, name: str) -> str:
    """The IRI of the one actor that is meant.

    `name` is an IRI, a Q-number (Q159, wd:Q159), a label, an alias, or a part of one that fits nobody
    else. A UsageError lists the candidates where there is none or more than one.
    """
    wanted = name.strip().strip("<>")
    prefix, colon, local = wanted.partition(":")
    iri = PREFIXES[prefix] + local if colon and prefix in PREFIXES else wanted
    if iri in network.actors:
        return iri
    found = _find_meant(network, wanted, iri.removeprefix(WD))
    if len(found) == 1:
        return found[0].iri
    if found:
        raise UsageError(f"{name!r} may be any of {len(found)}", where="actor", hint=_list(found))
    raise UsageError(f"no actor {name!r}", where="actor", hint=_suggest(network, wanted))


def _find_meant(network: Network, wanted: str, item: str) -> list[Actor]:
    """By the surest way that finds any: the item, a name as queries find it, a part of a name."""
    actors = list(network.actors.values())
    if re.fullmatch(r"Q[1-9]\d*", item):
        return [actor for actor in actors if actor.wikidata == item]
    meant = {naming.entity for naming in find_meant(_list_namings(actors), wanted)}
    part = wanted.casefold()
    ways: tuple[Callable[[Actor], bool], ...] = (
        lambda actor: actor.iri in meant,
        lambda actor: any(part in name.casefold().split() for name in (actor.label, *actor.names)),
        lambda actor: any(part in name.casefold() for name in (actor.label, *actor.names)),
    )
    found = (list(filter(fits, actors)) for fits in ways) if wanted else iter(())
    return next(filter(None, found), [])


def _list_namings(actors: Iterable[Actor]) -> list[Naming]:
    return [
        Naming(actor.iri, actor.type, name, main=name == actor.label)
        for actor in actors
        for name in (actor.label, *actor.names)
    ]


def _list(actors: list[Actor]) -> str:
    told = [_describe(actor) for actor in sorted(actors, key=lambda actor: (actor.label, actor.iri))]
    more = f", and {len(told) - MOST} more" if len(told) > MOST else ""
    return "; ".join(told[:MOST]) + more


def _describe(actor: Actor) -> str:
    return f"{actor.label} ({actor.type}, {actor.wikidata or actor.iri})"


def _suggest(network: Network, wanted: str) -> str:
    near = find_nearest(_list_namings(network.actors.values()), wanted)
    found = list(dict.fromkeys(network.actors[naming.entity].label for naming in near))
    labels = sorted(actor.label for actor in network.actors.values())
    return ", ".join(found or labels[:5]) or "the graph has no actors"
