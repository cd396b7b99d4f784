"""Writes answers: tables for people, and the formats of the SPARQL results for programs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import IO, TypeAlias

from pyoxigraph import (
    BlankNode,
    Literal,
    NamedNode,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    RdfFormat,
    Triple,
    serialize,
)

from kg.errors import UsageError
from kg.minting import DEFAULT_BASE
from kg.queries.running import Answer
from kg.rdf.vocabulary import PREFIXES

Term: TypeAlias = NamedNode | BlankNode | Literal | Triple | None

_RESULTS = {
    "csv": QueryResultsFormat.CSV,
    "tsv": QueryResultsFormat.TSV,
    "json": QueryResultsFormat.JSON,
    "xml": QueryResultsFormat.XML,
}
_GRAPHS = {"ttl": RdfFormat.TURTLE, "nt": RdfFormat.N_TRIPLES}

FORMATS = (*_RESULTS, "markdown", *_GRAPHS)
"""What an answer can be written as, besides the table that the command line draws."""

_LOCAL_NAME = re.compile(r"[\w](?:[\w.-]*[\w-])?", re.ASCII)


def write_answer(
    answer: Answer, stream: IO[bytes], form: str, *, prefixes: Mapping[str, str] | None = None
) -> None:
    """Writes an answer to a binary stream; `form` is one of `FORMATS` that can hold it."""
    if isinstance(answer, QueryBoolean):
        _write_boolean(answer, stream, form)
    elif isinstance(answer, QuerySolutions):
        _write_solutions(answer, stream, form, prefixes or {})
    else:
        _check(form, tuple(_GRAPHS), "triples")
        names = PREFIXES | dict(prefixes or {}) if form == "ttl" else None
        serialize(sorted(answer, key=str), stream, format=_GRAPHS[form], prefixes=names)


def read_rows(answer: QuerySolutions, *, prefixes: Mapping[str, str] | None = None) -> Iterator[list[str]]:
    """The rows of a table as a person reads them: literals bare, IRIs shortened by a prefix."""
    names = {"id": DEFAULT_BASE} | PREFIXES | dict(prefixes or {})
    for row in answer:
        yield [to_words(term, names) for term in row]


def to_words(term: Term, prefixes: Mapping[str, str]) -> str:
    """A term as a person reads it, without the characters that would steer a terminal.

    >>> to_words(NamedNode("urn:d#metWith"), {"dip": "urn:d#"})
    'dip:metWith'
    """
    if term is None:
        return ""
    if isinstance(term, NamedNode):
        return shorten(term.value, prefixes)
    text = term.value if isinstance(term, Literal) else str(term)
    return strip_controls(text)


def strip_controls(text: str) -> str:
    """A text on one line, without the characters that would steer a terminal."""
    return re.sub(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+", " ", text)


def shorten(iri: str, prefixes: Mapping[str, str]) -> str:
    """An IRI with the longest prefix that leaves a plain name; where none does, in full and in brackets."""
    for name, start in sorted(prefixes.items(), key=lambda pair: (-len(pair[1]), pair[0])):
        if iri.startswith(start) and _LOCAL_NAME.fullmatch(iri[len(start) :].replace("/", "")):
            return f"{name}:{iri[len(start) :]}"
    return f"<{iri}>"


def _check(form: str, good: tuple[str, ...], what: str) -> None:
    if form not in good:
        raise UsageError(f"{what} cannot be written as {form}", where="--format", hint=", ".join(good))


def _write_results(answer: QueryBoolean | QuerySolutions, stream: IO[bytes], form: str) -> None:
    """A standard form of SPARQL's results, its last line ended: JSON and XML come without a line end."""
    answer.serialize(stream, format=_RESULTS[form])
    if form in {"json", "xml"}:
        stream.write(b"\n")


def _write_boolean(answer: QueryBoolean, stream: IO[bytes], form: str) -> None:
    _check(form, (*_RESULTS, "markdown"), "a yes or no")
    if form in {"json", "xml"}:
        _write_results(answer, stream, form)
    else:
        stream.write(b"yes\n" if answer else b"no\n")


def _write_solutions(
    answer: QuerySolutions, stream: IO[bytes], form: str, prefixes: Mapping[str, str]
) -> None:
    _check(form, (*_RESULTS, "markdown"), "a table")
    if form in _RESULTS:
        _write_results(answer, stream, form)
        return
    names = [variable.value for variable in answer.variables]
    for cells in (names, ["---"] * len(names), *read_rows(answer, prefixes=prefixes)):
        line = " | ".join(cell.replace("|", "\\|") for cell in cells)
        stream.write(f"| {line} |\n".encode())
