"""Which of several entities a name means: by its label, an alias, or a person's surname."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from kg.minting import slug

_NEAREST = 3


@dataclass(frozen=True, slots=True)
class Naming:
    """One name of an entity in the graph; `main` where it is its label or its title."""

    entity: str
    kind: str
    name: str
    main: bool


def find_meant(every: Sequence[Naming], value: str) -> list[Naming]:
    """The namings that a value may mean, case and accents aside: main ones, else aliases and surnames.

    Where it is all that is known of a person it may be the surname of others, who are given too.
    """
    wanted = slug(value)
    called = [(naming, slug(naming.name)) for naming in every]
    main = {naming for naming, name in called if naming.main and name == wanted}
    known = {naming for naming, name in called if _is_known_as(naming, name, wanted, value)}
    meant = main if main and not any(map(may_be_surname, main)) else main | known
    return [naming for naming in every if naming in meant]


def find_nearest(every: Sequence[Naming], value: str) -> list[Naming]:
    """Namings that are like a value that means none, the most like ones first, and some that hold it."""
    folded = {slug(naming.name): naming for naming in reversed(every)}
    wanted = slug(value)
    near = get_close_matches(wanted, folded, n=_NEAREST, cutoff=0.7) if wanted else []
    near += [name for name in folded if len(wanted) > 2 and wanted in name and name not in near][:_NEAREST]
    return [folded[name] for name in near]


def may_be_surname(naming: Naming) -> bool:
    """Whether others may be meant too: a person whom a document calls by one word only."""
    return naming.kind == "Person" and "-" not in slug(naming.name)


def _is_known_as(naming: Naming, name: str, wanted: str, value: str) -> bool:
    """Whether a name is an alias of the entity, a person's surname, or the end of a document's address."""
    if naming.kind == "Person":
        return name == wanted or name.endswith(f"-{wanted}")
    if naming.kind == "Document":
        return not naming.main and bool(re.search(rf"(^|[/#]){re.escape(value)}$", naming.name))
    return name == wanted
