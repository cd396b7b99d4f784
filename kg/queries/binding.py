"""Binds parameters: each becomes an RDF term in the place of its variable, never a piece of pasted text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from difflib import get_close_matches

from pyoxigraph import Literal, NamedNode

from kg.errors import QueryError, UsageError
from kg.queries.catalogue import LIMIT, CannedQuery, Parameter
from kg.queries.items import find_items, to_item
from kg.queries.kinds import CHOICES, ENTITIES, find_choice
from kg.queries.resolving import Ask, find_entity, has_entities
from kg.queries.tokens import Token, cut_tokens, expand_name
from kg.rdf.vocabulary import XSD
from kg.store.embedded import ENTITIES_GRAPH


def bind_parameters(
    query: CannedQuery, values: Mapping[str, str] | None = None, *, ask: Ask | None = None
) -> str:
    """The query's SPARQL with each parameter's value, or its default, in the place of its variable.

    `ask` asks the graph which entity a name means; without it, entities are named by IRIs. A line with an
    optional parameter that has no value is left empty, and so is one that ends in `#? name` where that
    parameter has none (in `#? one|other` where neither has), or in `#! name` where it has one. A line that
    ends in `#@ entities` is asked of the graph of entities where there is one: what every document repeats
    stands there once. A `limit` of 0 is none. An unknown parameter is a UsageError; one that is missing, or
    is not of its type, a QueryError.
    """
    free = {parameter.name for parameter in query.parameters if parameter.optional}
    given = {name: value for name, value in (values or {}).items() if value or name not in free}
    _refuse_unknown(query, given)
    terms: dict[str, str | None] = {}
    for parameter in query.parameters:
        value = given.get(parameter.name, _find_default(parameter, given))
        terms[f"_{parameter.name}"] = _to_terms(parameter, value, given, terms, ask)
    home = _ENTITIES if ask and "#@ entities" in query.sparql and has_entities(ask) else None
    return "".join(_bind_line(line, terms, home) for line in _cut_lines(query.sparql))


def _to_terms(
    parameter: Parameter,
    value: str | None,
    given: Mapping[str, str],
    terms: Mapping[str, str | None],
    ask: Ask | None,
) -> str | None:
    """A parameter's term; its terms, where it is the items of another parameter's entity."""
    if value is None and parameter.optional:
        return None
    if parameter.name == LIMIT and value and not value.strip("0"):
        return None
    if parameter.type == "item" and parameter.name not in given and value:
        return find_items(terms.get(f"_{value}"), name=value, ask=ask)
    return to_term(parameter, value, ask=ask)


def to_term(parameter: Parameter, value: str | None, *, ask: Ask | None = None) -> str:
    r"""A value of a parameter as SPARQL writes it.

    >>> print(to_term(Parameter("person"), 'Peskov" } #'))
    "Peskov\" } #"
    """
    where = f"--{parameter.name}"
    if value is None:
        raise QueryError("a value is needed", where=where, hint=parameter.description or parameter.type)
    if parameter.type in ENTITIES:
        return str(NamedNode(find_entity(value, parameter.type, where=where, ask=ask)))
    if parameter.name == LIMIT and not value.isdecimal():
        raise QueryError(f"{value!r} is no number of rows", where=where, hint="digits, 0 for all")
    try:
        if parameter.type in CHOICES:
            return str(NamedNode(find_choice(parameter.type, value)))
        return _WRITERS[parameter.type](value)
    except ValueError as error:
        why = f"{value!r} is no {parameter.type}"
        raise QueryError(why, where=where, hint=str(error) or None) from error


def _refuse_unknown(query: CannedQuery, given: Mapping[str, str]) -> None:
    known = [parameter.name for parameter in query.parameters]
    for name in given:
        if name not in known:
            near = get_close_matches(name, known, n=1)
            hint = f"--{', --'.join(near or known)}" if known else "it takes none"
            raise UsageError(f"no parameter {name!r}", where=query.name, hint=hint)


def _find_default(parameter: Parameter, given: Mapping[str, str]) -> str | None:
    """The default; where it counts days from another parameter, the day that it comes to."""
    counted = re.fullmatch(r"([a-z]\w*)\+(\d{1,4})", parameter.default or "")
    if parameter.type != "date" or not counted:
        return parameter.default
    start = given.get(counted[1])
    try:
        return (date.fromisoformat(start) + timedelta(int(counted[2]))).isoformat() if start else None
    except (ValueError, OverflowError) as error:
        raise QueryError(f"{start!r} is no date", where=f"--{counted[1]}", hint=_A_DAY) from error


def _cut_lines(sparql: str) -> Iterator[list[Token]]:
    """The tokens of a query line by line; a string that spans lines belongs to the one that it begins on."""
    line: list[Token] = []
    for token in cut_tokens(sparql):
        if token.kind == "other" and "\n" in token.text:
            before, _, after = token.text.rpartition("\n")
            yield [*line, Token("other", before + "\n")]
            line = [Token("other", after)]
        else:
            line.append(token)
    yield line


def _bind_line(line: list[Token], terms: Mapping[str, str | None], home: str | None) -> str:
    """A line with its parameters bound; only its end where one of them has no value."""
    needed = [[token.text[1:]] for token in line if token.kind == "variable"]
    marks = [mark for token in line if token.kind == "comment" for mark in _MARKS.findall(token.text)]
    needed += [[f"_{name}" for name in names.split("|")] for mark, names in marks if mark == "?"]
    unless = [f"_{name}" for mark, name in marks if mark == "!"]
    if any(all(_lacks(name, terms) for name in names) for names in needed) or any(map(terms.get, unless)):
        return "\n" * sum(token.text.count("\n") for token in line)
    texts = [
        terms.get(token.text[1:]) or token.text if token.kind == "variable" else token.text for token in line
    ]
    end = next((n for n, token in enumerate(line) if token.text == "#@ entities"), 0)
    if home and end:
        texts[:end] = [_place("".join(texts[:end]), home)]
    return "".join(texts)


def _lacks(name: str, terms: Mapping[str, str | None]) -> bool:
    """Whether a parameter of that name has no value."""
    return name in terms and terms[name] is None


def _place(text: str, home: str) -> str:
    """A pattern, or an OPTIONAL with one, asked of the graph `home`."""
    start, pattern, end = _PATTERN.fullmatch(text).groups()  # type: ignore[union-attr]
    return f"{start}GRAPH {home} {{ {pattern} }}{end}"


def _to_text(value: str) -> str:
    return str(Literal(value))


def _to_iri(value: str) -> str:
    return str(NamedNode(expand_name(value)))


def _to_integer(value: str) -> str:
    if not re.fullmatch(r"[+-]?[0-9]{1,18}", value):
        raise ValueError("digits, such as 12")
    return str(int(value))


def _to_decimal(value: str) -> str:
    if not re.fullmatch(r"[+-]?[0-9]{1,18}(\.[0-9]{1,18})?", value):
        raise ValueError("digits and a point, such as 0.8")
    return str(Literal(value, datatype=NamedNode(XSD + "decimal")))


def _to_date(value: str) -> str:
    try:
        day = date.fromisoformat(value)
    except ValueError as error:
        raise ValueError(_A_DAY) from error
    return str(Literal(day.isoformat(), datatype=NamedNode(XSD + "date")))


_ENTITIES = str(NamedNode(ENTITIES_GRAPH))

_PATTERN = re.compile(r"(\s*(?:OPTIONAL \{ )?)(.*?)((?: \})?\s*)", re.DOTALL)

_MARKS = re.compile(r"#([!?]) (\w+(?:\|\w+)*)")

_A_DAY = "a day, such as 2023-12-26"

_WRITERS: Mapping[str, Callable[[str], str]] = {
    "text": _to_text,
    "iri": _to_iri,
    "integer": _to_integer,
    "decimal": _to_decimal,
    "number": _to_decimal,
    "date": _to_date,
    "item": to_item,
}
