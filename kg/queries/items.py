"""The item of Wikidata that a parameter stands for: named by its QID, or the one an entity is linked to."""

from __future__ import annotations

import re

from pyoxigraph import NamedNode, QuerySolutions

from kg.errors import QueryError
from kg.queries.resolving import Ask
from kg.queries.tokens import add_prefixes
from kg.rdf.vocabulary import PREFIXES, WD

_QID = re.compile(rf"(?:wd:|<?{re.escape(WD)})?(Q[1-9][0-9]{{0,11}})>?", re.ASCII)


def to_item(value: str) -> str:
    """An item as SPARQL writes it, of a QID or an IRI; a ValueError for what is neither.

    >>> to_item("Q159")
    '<http://www.wikidata.org/entity/Q159>'
    """
    named = _QID.fullmatch(value.strip())
    if not named:
        raise ValueError("a QID, such as Q159")
    return str(NamedNode(WD + named[1]))


def find_items(entity: str | None, *, name: str, ask: Ask | None) -> str:
    """The items that the graph links an entity to (a term of SPARQL), as terms of SPARQL with blanks between.

    A QueryError, which says what to do, where it links it to none. `name` is the parameter of the entity.
    """
    own = (entity or "").strip("<>")
    if own.startswith(WD):
        return to_item(own)
    if entity is None or ask is None:
        raise QueryError(f"which item, if no --{name} is known?", where="--item", hint="--item Q159")
    answer = ask(add_prefixes(f"SELECT DISTINCT ?item {{ {entity} owl:sameAs ?item }}", PREFIXES))
    rows = answer if isinstance(answer, QuerySolutions) else ()
    items = sorted(str(row["item"]) for row in rows if str(row["item"]).startswith(f"<{WD}"))
    if not items:
        why = "the graph links it to no item of Wikidata"
        raise QueryError(why, where=f"--{name}", hint="kg link, or --item with its QID")
    return " ".join(items)
