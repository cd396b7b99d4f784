"""The IRIs that the graph itself mints, and the check of a user's base."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from pyoxigraph import NamedNode

from kg.errors import GraphError, UsageError
from kg.minting import DEFAULT_BASE, content_hash, mint, slug
from kg.model import Evidence, Fact, Literal

__all__ = [
    "DEFAULT_BASE",
    "check_base",
    "content_hash",
    "evidence_iri",
    "fact_iri",
    "mint",
    "node",
    "slug",
    "words_iri",
]

_NO_IRI = r"\s<>\"{}|\\^`#"
_BASE = re.compile(rf"(https?://[^/{_NO_IRI}]|urn:[A-Za-z0-9][A-Za-z0-9-]+:)[^{_NO_IRI}]*[/#]")


def check_base(base: str) -> str:
    """`base` as it is, when minted IRIs may begin with it; else a UsageError that says what is wrong."""
    if _BASE.fullmatch(base):
        return base
    raise UsageError(
        f"{base!r} cannot begin an IRI",
        where="--base",
        hint=f"an absolute http, https or urn IRI that ends in / or #, such as {DEFAULT_BASE}",
    )


@lru_cache(maxsize=65536)
def node(iri: str) -> NamedNode:
    """`iri` as a node; a GraphError where it is none."""
    try:
        return NamedNode(iri)
    except ValueError as error:
        raise GraphError(
            f"{iri!r} is no absolute IRI", hint="ids must be IRIs, as kg extract mints them"
        ) from error


def evidence_iri(document_id: str, evidence: Evidence) -> NamedNode:
    """The characters of a document as RFC 5147 names them: `<document>#char=0,40`."""
    return node(f"{document_id}#char={evidence.span.start},{evidence.span.end}")


def fact_iri(base: str, document_id: str, fact: Fact) -> NamedNode:
    """The node of what one document says: the same claim in another document is another node."""
    value = fact.object
    told = (value.value, value.datatype) if isinstance(value, Literal) else (value,)
    claim = (fact.subject, fact.predicate, *told, fact.status, fact.according_to, fact.tenure)
    return node(f"{base}fact/{content_hash(document_id, *claim)}")


def words_iri(base: str, text: str) -> NamedNode:
    """What all texts of the same words have in common, whatever their spaces, quotation marks and capitals.

    >>> one, other = (words_iri(DEFAULT_BASE, text) for text in ("“We met,” he said.", '"We met",  HE SAID'))
    >>> one == other
    True
    """
    folded = "".join(filter(str.isalnum, unicodedata.normalize("NFKC", text).casefold()))
    return node(f"{base}words/{content_hash(folded)}")
