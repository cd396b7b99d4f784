"""Writes answers: pages for people, and the formats of SPARQL's results for programs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html import escape
from itertools import chain
from typing import IO

from pyoxigraph import (
    NamedNode,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    RdfFormat,
    Triple,
    serialize,
)

from kg.errors import UsageError
from kg.queries.columns import COLUMNAR, write_columns
from kg.queries.running import Answer
from kg.queries.terms import load_prefixes
from kg.queries.words import Term, Words, strip_controls

__all__ = ["FORMATS", "READABLE", "read_rows", "strip_controls", "write_answer"]

_RESULTS = {
    "csv": QueryResultsFormat.CSV,
    "tsv": QueryResultsFormat.TSV,
    "json": QueryResultsFormat.JSON,
    "xml": QueryResultsFormat.XML,
}
_GRAPHS = {"ttl": RdfFormat.TURTLE, "nt": RdfFormat.N_TRIPLES}

READABLE = ("markdown", "html")
"""What a table can be written as for people, with prefixes and labels."""

FORMATS = (*_RESULTS, *COLUMNAR, *READABLE, *_GRAPHS)
"""What an answer can be written as, besides the table that the command line draws."""

_HTML_HEAD = """\
<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Answer</title>
<style>
body { font: 15px/1.4 system-ui, sans-serif; margin: 2em }
table { border-collapse: collapse }
th, td { border-bottom: 1px solid #ccc; padding: .3em .8em; text-align: left; vertical-align: top }
</style>
<table>
"""


def write_answer(
    answer: Answer,
    stream: IO[bytes],
    form: str,
    *,
    prefixes: Mapping[str, str] | None = None,
    words: Words | None = None,
) -> None:
    """Writes an answer to a binary stream, tables row by row; `form` is one of `FORMATS` that can hold it.

    `prefixes` are the query's own; `words` writes the cells of pages for people. Triples are sorted.
    """
    if isinstance(answer, QueryBoolean):
        _write_boolean(answer, stream, form)
    elif isinstance(answer, QuerySolutions):
        _write_solutions(answer, stream, form, words or Words(prefixes))
    else:
        _check(form, tuple(_GRAPHS), "triples")
        triples = sorted(answer, key=str)
        names = _find_used(triples, {**load_prefixes(), **(prefixes or {})}) if form == "ttl" else None
        serialize(triples, stream, format=_GRAPHS[form], prefixes=names)


def read_rows(answer: QuerySolutions, *, prefixes: Mapping[str, str] | None = None) -> Iterator[list[str]]:
    """The rows of a table as a person reads them: literals bare, IRIs shortened by a prefix."""
    return Words(prefixes).read_rows(answer)


def _check(form: str, good: tuple[str, ...], what: str) -> None:
    if form not in good:
        raise UsageError(f"{what} cannot be written as {form}", where="--format", hint=", ".join(good))


def _find_used(triples: list[Triple], prefixes: Mapping[str, str]) -> dict[str, str]:
    """The prefixes that shorten some IRI of the triples."""
    words = Words(prefixes)
    terms = (term for triple in triples for term in (triple.subject, triple.predicate, triple.object))
    used = {
        words.shorten(term.value).partition(":")[0].lstrip("<")
        for term in terms
        if isinstance(term, NamedNode)
    }
    return {name: start for name, start in prefixes.items() if name in used}


def _write_results(answer: QueryBoolean | QuerySolutions, stream: IO[bytes], form: str) -> None:
    """A standard form of SPARQL's results, its last line ended: JSON and XML come without a line end."""
    answer.serialize(stream, format=_RESULTS[form])
    if form in {"json", "xml"}:
        stream.write(b"\n")


def _write_boolean(answer: QueryBoolean, stream: IO[bytes], form: str) -> None:
    _check(form, (*_RESULTS, *READABLE), "a yes or no")
    said = "yes" if answer else "no"
    if form in {"json", "xml"}:
        _write_results(answer, stream, form)
    else:
        stream.write(
            f"{_HTML_HEAD}<tr><td>{said}\n</table>\n".encode() if form == "html" else f"{said}\n".encode()
        )


def _write_solutions(answer: QuerySolutions, stream: IO[bytes], form: str, words: Words) -> None:
    _check(form, (*_RESULTS, *COLUMNAR, *READABLE), "a table")
    if form in COLUMNAR:
        write_columns(answer, stream, form)
    elif form in _RESULTS:
        _write_results(answer, stream, form)
    elif form == "html":
        _write_html(answer, stream, words)
    else:
        names = [variable.value for variable in answer.variables]
        for cells in chain([names, ["---"] * len(names)], words.read_rows(answer)):
            line = " | ".join(cell.replace("|", "\\|") for cell in cells)
            stream.write(f"| {line} |\n".encode())


def _write_html(answer: QuerySolutions, stream: IO[bytes], words: Words) -> None:
    """A page of its own: a table whose IRIs are links; what stands in it cannot become markup."""
    names = "".join(f"<th>{escape(variable.value)}" for variable in answer.variables)
    stream.write(f"{_HTML_HEAD}<thead><tr>{names}\n<tbody>\n".encode())
    for row in (row for rows in words.read_windows(answer) for row in rows):
        cells = "".join(f"<td>{_link(term, words)}" for term in row)
        stream.write(f"<tr>{cells}\n".encode())
    stream.write(b"</table>\n")


def _link(term: Term, words: Words) -> str:
    text = escape(words.tell(term))
    if isinstance(term, NamedNode) and term.value.startswith(("http://", "https://")):
        return f'<a href="{escape(term.value)}">{text}</a>'
    return text
