"""Binds parameters: each becomes an RDF term in the place of its variable, never a piece of pasted text."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date

from pyoxigraph import Literal, NamedNode

from kg.errors import QueryError, UsageError
from kg.queries.catalogue import CannedQuery, Parameter
from kg.queries.tokens import cut_tokens
from kg.rdf.vocabulary import PREFIXES, XSD


def bind_parameters(query: CannedQuery, values: Mapping[str, str] | None = None) -> str:
    """The query's SPARQL with each parameter's value, or its default, in the place of its variable.

    An unknown parameter is a UsageError; one that is missing, or is not of its type, a QueryError.
    """
    given = dict(values or {})
    _refuse_unknown(query, given)
    terms = {f"_{p.name}": to_term(p, given.get(p.name, p.default)) for p in query.parameters}
    return "".join(
        terms.get(token.text[1:], token.text) if token.kind == "variable" else token.text
        for token in cut_tokens(query.sparql)
    )


def to_term(parameter: Parameter, value: str | None) -> str:
    r"""A value of a parameter as SPARQL writes it.

    >>> print(to_term(Parameter("person"), 'Peskov" } #'))
    "Peskov\" } #"
    """
    where = f"--{parameter.name}"
    if value is None:
        raise QueryError("a value is needed", where=where, hint=parameter.description or parameter.type)
    try:
        return _WRITERS[parameter.type](value)
    except ValueError as error:
        raise QueryError(f"{value!r} is no {parameter.type}", where=where, hint=str(error) or None) from error


def _refuse_unknown(query: CannedQuery, given: Mapping[str, str]) -> None:
    known = [parameter.name for parameter in query.parameters]
    for name in given:
        if name not in known:
            hint = f"--{', --'.join(known)}" if known else "it takes none"
            raise UsageError(f"no parameter {name!r}", where=query.name, hint=hint)


def _to_text(value: str) -> str:
    return str(Literal(value))


def _to_iri(value: str) -> str:
    prefix, colon, local = value.strip("<>").partition(":")
    expanded = PREFIXES[prefix] + local if colon and prefix in PREFIXES else f"{prefix}{colon}{local}"
    try:
        return str(NamedNode(expanded))
    except ValueError as error:
        raise ValueError("an absolute IRI, or a prefixed name such as wd:Q159") from error


def _to_integer(value: str) -> str:
    if not re.fullmatch(r"[+-]?[0-9]+", value):
        raise ValueError("digits, such as 12")
    return str(int(value))


def _to_number(value: str) -> str:
    if not re.fullmatch(r"[+-]?[0-9]+(\.[0-9]+)?", value):
        raise ValueError("digits and a point, such as 0.8")
    return str(Literal(value, datatype=NamedNode(XSD + "decimal")))


def _to_date(value: str) -> str:
    try:
        day = date.fromisoformat(value)
    except ValueError as error:
        raise ValueError("a day, such as 2023-12-26") from error
    return str(Literal(day.isoformat(), datatype=NamedNode(XSD + "date")))


_WRITERS: Mapping[str, Callable[[str], str]] = {
    "text": _to_text,
    "iri": _to_iri,
    "integer": _to_integer,
    "number": _to_number,
    "date": _to_date,
}
