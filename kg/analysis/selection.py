"""Which links of a network count: of which period, event, status; around whom; how well supported."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.analysis.actors import find_actor
from kg.analysis.network import Link, Network, tie_pairs
from kg.analysis.period import Period
from kg.errors import UsageError
from kg.model import REAL_STATUSES, STATUSES

if TYPE_CHECKING:
    from kg.ontology.schema import Ontology

ALL = "all"
"""The word for every status."""

ALWAYS = Period()
"""A period without ends."""

DATES = ("event", "published")
"""What dates a link: its event's time (the document's date where there is none), or the document's alone."""


@dataclass(frozen=True, slots=True)
class Selection:
    """What to keep; as it stands, all that documents commit to.

    `statuses` are names of statuses, or ALL; `events` types of events, with all below them; `around`
    names actors, of whom those within `steps` links are kept; `minimum` is the least weight of a tie.
    """

    period: Period = ALWAYS
    dates: str = "event"
    events: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    confidence: float = 0.0
    around: tuple[str, ...] = ()
    steps: int = 1
    minimum: int = 1
    weight: str = "evidence"


def select_links(network: Network, selection: Selection, *, ontology: Ontology) -> Network:
    """The network of the links that a selection keeps; a UsageError for a name that it has wrong."""
    statuses = _check_statuses(selection.statuses)
    events = _check_events(selection.events, ontology)
    kept = network.keep(
        link
        for link in network.links
        if link.status in statuses
        and (not events or link.event_type in events)
        and (link.confidence is None or link.confidence >= selection.confidence)
    )
    return _keep_strong(_keep_around(keep_period(kept, selection), selection), selection)


def keep_period(network: Network, selection: Selection) -> Network:
    """The links of the selection's period; all of them, undated ones too, where it has none."""
    if selection.period == ALWAYS:
        return network
    return network.keep(link for link in network.links if _find_date(link, selection) in selection.period)


def count_undated(network: Network, selection: Selection) -> int:
    """How many links have no date, so that no period keeps them."""
    return sum(_find_date(link, selection) is None for link in network.links)


def _find_date(link: Link, selection: Selection) -> str | None:
    return link.published if selection.dates == "published" else link.date


def _keep_around(network: Network, selection: Selection) -> Network:
    """What joins those who are within some steps of the actors that are named."""
    if not selection.around:
        return network
    near = {find_actor(network, name) for name in selection.around}
    for _ in range(selection.steps):
        ends = [(link.subject, link.object) for link in network.links]
        near |= {iri for pair in ends if near & set(pair) for iri in pair}
    return network.keep(link for link in network.links if {link.subject, link.object} <= near)


def _keep_strong(network: Network, selection: Selection) -> Network:
    if selection.minimum <= 1:
        return network
    ties = tie_pairs(network, weight=selection.weight)
    return network.keep(link for tie in ties if tie.weight >= selection.minimum for link in tie.links)


def _check_statuses(names: Iterable[str]) -> frozenset[str]:
    asked = frozenset(names)
    for name in asked - {*STATUSES, ALL}:
        hint = ", ".join((*STATUSES, ALL))
        raise UsageError(f"no status {name!r}", where="--status", hint=hint)
    return frozenset(STATUSES) if ALL in asked else asked or REAL_STATUSES


def _check_events(names: Iterable[str], ontology: Ontology) -> frozenset[str]:
    """The types of events of some names and all below them."""
    asked = [name.removeprefix("dip:") for name in names]
    for name in asked:
        if name not in ontology.event_types:
            near = [other for other in ontology.closest(name) if other in ontology.event_types]
            hint = ", ".join(near or sorted(ontology.event_types))
            raise UsageError(f"no type of event {name!r}", where="--event", hint=hint)
    return frozenset(
        kind for kind in ontology.event_types if any(ontology.is_a(kind, each) for each in asked)
    )
