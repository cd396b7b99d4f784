"""What a parameter may be that begins as it is typed, for a shell to complete."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.minting import slug
from kg.queries.catalogue import Parameter
from kg.queries.kinds import CHOICES, ENTITIES, list_choices
from kg.queries.namings import Naming
from kg.queries.resolving import Ask, find_beginning

MOST = 100
"""How many offers are made."""

_PLAIN = re.compile(r"[\w.]+")


@dataclass(frozen=True, slots=True)
class Offer:
    """A value, as one word that no shell cuts or changes, and what it means."""

    value: str
    meaning: str


def offer_values(parameter: Parameter, typed: str, *, ask: Ask | None = None) -> list[Offer]:
    """The values of a parameter that begin as `typed`, in any case, sorted; entities those that `ask` finds.

    A name of several words is offered with hyphens between them, by which it is found too.

    >>> offer_values(Parameter("status", "status"), "PL")
    [Offer(value='planned', meaning='planned')]
    """
    offers: Iterator[Offer]
    if parameter.type in CHOICES:
        offers = (Offer(choice.name, choice.label) for choice in list_choices(parameter.type))
    elif parameter.type in ENTITIES and ask:
        offers = _offer_names(find_beginning(parameter.type, re.split(r"[\s-]", typed)[0], ask))
    else:
        return []
    start = slug(typed) if typed else ""
    fitting = {offer.value: offer for offer in offers if slug(offer.value).startswith(start)}
    return [fitting[value] for value in sorted(fitting, key=lambda value: (value.casefold(), value))][:MOST]


def _offer_names(namings: Iterator[Naming]) -> Iterator[Offer]:
    """Names as a shell takes them; the main ones last, whose meaning is told where two are one word."""
    for naming in sorted(namings, key=lambda naming: (naming.main, naming.name, naming.entity)):
        value = naming.name if _PLAIN.fullmatch(naming.name) else slug(naming.name)
        yield Offer(value, f"{naming.name}, {naming.kind}")
