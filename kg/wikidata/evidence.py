"""What the graph and an item share beside a name: without it, a name is no link in all of Wikidata."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from kg.linking import Portrait
from kg.model import Candidate
from kg.wikidata.found import Found
from kg.wikidata.portraits import Unlinked

_STATES: Final = frozenset({"country", "mentioned", "coherence"})
_DISTINCT: Final = frozenset({"InternationalOrganization", "Agreement"})
"""Classes whose whole names are hardly ever borne twice."""

_FAMOUS_PERSON, _FAMOUS = 0.7, 0.5
"""Priors from which on a name alone may mean somebody, or something: some 70 and 20 articles of Wikipedia."""

_LEAD = 0.2
"""By how much the prior of what is meant must be ahead of others of the name."""


def find_evidence(entity: Unlinked, best: Candidate, found: Found) -> str | None:
    """What speaks for the likeliest item beside its name, in words; None where that is nothing.

    A person to whom the graph gives an office must have one that is like it.
    """
    portrait, features = entity.portrait, best.features
    if found.shared is not None:
        return f"the words {found.shared!r}"
    if "held" in features or "held-alike" in features:
        return "an office that it held"
    if portrait.type == "Person":
        in_office = "in-office" in features or (entity.setting.day is None and bool(found.positions))
        told = () if portrait.offices else _judge_person(features, in_office=in_office)
    else:
        told = _judge_thing(portrait, features)
    return next((evidence for holds, evidence in told if holds), None)


def _judge_person(features: Mapping[str, float], *, in_office: bool) -> Iterator[tuple[bool, str]]:
    """What may speak for somebody without an office who is alone in bearing a name."""
    alone, known = "rivals" not in features, features.get("prior", 0.0)
    yield alone and "country" in features, "its state"
    yield alone and in_office and "mentioned" in features, "an office in a state of the documents"
    yield alone and known >= _FAMOUS_PERSON, "how well known it is"


def _judge_thing(portrait: Portrait, features: Mapping[str, float]) -> Iterator[tuple[bool, str]]:
    """What may speak for a body, a place or an agreement; initials say less than a name."""
    alone, known = "rivals" not in features, features.get("prior", 0.0)
    whole = "acronym" not in features
    yield "country" in features, "its state"
    first = alone or features.get("leads", 0.0) >= _LEAD
    yield first and known >= _FAMOUS, "how well known it is"
    yield first and whole and bool(_STATES & features.keys()), "a state that the documents speak of"
    many = any(" " in name for name in portrait.names)
    yield whole and alone and many and portrait.type in _DISTINCT, "that nothing else of its class bears it"
