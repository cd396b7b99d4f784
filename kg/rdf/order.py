"""The order of a file: who and what first, then facts, then the documents with their quotes."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from pyoxigraph import Quad, Triple

from kg.rdf.vocabulary import LABEL, OBJECT, PREDICATE, SUBJECT, A

_LAST_KINDS: Final = ("/fact/", "/dropped/", "/document/", "/extraction/", "/software/")
_FIRST: Final = (A, LABEL, SUBJECT, PREDICATE, OBJECT)
_RANKS: Final = {term.value: rank for rank, term in enumerate(_FIRST)}

Place = tuple[int, str, int, str, str]


def triple_order(triple: Triple | Quad) -> Place:
    """The place of a triple among others: the same for the same triple, whatever the others are."""
    subject = str(getattr(triple.subject, "value", triple.subject))
    return *subject_order(subject), *predicate_order(triple.predicate.value), str(triple.object)


def subject_order(subject: str) -> tuple[int, str]:
    """The place of a subject, by its IRI: its kind first."""
    return next((rank for rank, kind in enumerate(_LAST_KINDS, start=1) if kind in subject), 0), subject


@lru_cache(maxsize=1024)
def predicate_order(predicate: str) -> tuple[int, str]:
    """The place of what is said of one subject, by the IRI of the predicate."""
    return _RANKS.get(predicate, len(_FIRST)), predicate
