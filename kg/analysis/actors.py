"""Finds the actor that a name means."""

from __future__ import annotations

import re
from collections.abc import Callable
from difflib import get_close_matches

from kg.analysis.network import Actor, Network
from kg.errors import UsageError
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
    item = iri.removeprefix(WD)
    for fits in _ways(wanted.casefold(), item):
        found = [actor for actor in network.actors.values() if fits(actor)]
        if len(found) == 1:
            return found[0].iri
        if found:
            raise UsageError(f"{name!r} may be any of {len(found)}", where="actor", hint=_list(found))
    raise UsageError(f"no actor {name!r}", where="actor", hint=_suggest(network, wanted))


def _ways(wanted: str, item: str) -> list[Callable[[Actor], bool]]:
    """From the surest way to fit to the loosest."""
    if re.fullmatch(r"Q[1-9]\d*", item):
        return [lambda actor: actor.wikidata == item]
    if not wanted:
        return []
    return [
        lambda actor: actor.label.casefold() == wanted,
        lambda actor: wanted in map(str.casefold, actor.names),
        lambda actor: any(wanted in text.casefold().split() for text in (actor.label, *actor.names)),
        lambda actor: any(wanted in text.casefold() for text in (actor.label, *actor.names)),
    ]


def _list(actors: list[Actor]) -> str:
    told = [_describe(actor) for actor in sorted(actors, key=lambda actor: (actor.label, actor.iri))]
    more = f", and {len(told) - MOST} more" if len(told) > MOST else ""
    return "; ".join(told[:MOST]) + more


def _describe(actor: Actor) -> str:
    return f"{actor.label} ({actor.type}, {actor.wikidata or actor.iri})"


def _suggest(network: Network, wanted: str) -> str:
    labels = {actor.label.casefold(): actor.label for actor in network.actors.values()}
    names = {name.casefold(): actor.label for actor in network.actors.values() for name in actor.names}
    near = get_close_matches(wanted.casefold(), [*labels, *names], n=3, cutoff=0.7)
    found = list(dict.fromkeys((names | labels)[each] for each in near))
    return ", ".join(found or sorted(labels.values())[:5]) or "the graph has no actors"
