"""An answer is cut after so many rows or triples, in whichever pieces it comes, and can be read."""

import csv
import io

import pytest
from pyoxigraph import (
    Literal,
    NamedNode,
    Quad,
    QueryResultsFormat,
    RdfFormat,
    Store,
    parse,
    parse_query_results,
)

from kg.serving.cutting import Cutter

TEXTS = [
    "",
    "\\",
    '"',
    '\\"',
    '"},{"',
    ">\n\t\t<",
    "<result>",
    " .\n",
    " ;\n , ",
    '"}],',
    "a\r\n\r\nb",
    "\\" * 99,
]
ROWS = [QueryResultsFormat.JSON, QueryResultsFormat.XML, QueryResultsFormat.CSV, QueryResultsFormat.TSV]
TRIPLES = [
    RdfFormat.N_TRIPLES,
    RdfFormat.N_QUADS,
    RdfFormat.TURTLE,
    RdfFormat.TRIG,
    RdfFormat.N3,
    RdfFormat.JSON_LD,
    RdfFormat.RDF_XML,
]


@pytest.fixture(scope="module")
def store():
    """Subjects with and without a class, and with several values of texts that look like a format."""
    made = Store()
    for number, text in enumerate(TEXTS):
        subject, kind = NamedNode(f"urn:x:s{number % 5}"), NamedNode(f"urn:x:p{number % 2}")
        made.add(Quad(subject, kind, Literal(text)))
        made.add(Quad(subject, kind, Literal(text, language="en")))
        made.add(Quad(subject, NamedNode("urn:x:p"), NamedNode(f"urn:x:o{number}")))
    made.update("INSERT DATA { <urn:x:s1> a <urn:x:C>, <urn:x:D> . <urn:x:s3> a <urn:x:C> }")
    return made


def cut(body, content, most, size):
    """The answer as it is let through, piece after piece."""
    cutter = Cutter(content.partition(";")[0], most)
    pieces = [cutter.feed(body[at : at + size], last=False) for at in range(0, len(body), size)]
    return b"".join([*pieces, cutter.feed(b"", last=True)]), cutter.is_over


@pytest.mark.parametrize("size", [1, 7, 10_000])
@pytest.mark.parametrize("form", ROWS, ids=str)
def test_an_answer_of_rows_is_cut_after_a_row(form, size, store):
    answer = store.query("SELECT ?o ?s (?o AS ?x) { ?s ?p ?o }")
    body = answer.serialize(format=form)
    count = len(store)
    whole = read_rows(body, form, count)
    for most in (1, 2, count // 2, count - 1):
        text, is_over = cut(body, form.media_type, most, size)
        assert is_over and read_rows(text, form, most) == whole[:most]
    assert cut(body, form.media_type, count, size) == (body, False)


def read_rows(body, form, count):
    """Rows of an answer; CSV, which pyoxigraph does not read, by what it has of texts."""
    if form == QueryResultsFormat.CSV:
        rows = list(csv.reader(io.StringIO(body.decode(), newline="")))[1:]
    else:
        rows = [tuple(map(str, row)) for row in parse_query_results(body, form)]
    assert len(rows) == count
    return rows


@pytest.mark.parametrize("size", [1, 7, 10_000])
@pytest.mark.parametrize("form", TRIPLES, ids=str)
def test_an_answer_of_triples_is_cut_after_a_triple(form, size, store):
    body = store.query("CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }").serialize(format=form)
    count = len(store)
    whole = list(parse(body, form))
    for most in range(1, count):
        text, is_over = cut(body, form.media_type, most, size)
        assert is_over
        if form != RdfFormat.RDF_XML:
            assert list(parse(text, form)) == whole[:most]
    assert cut(body, form.media_type, count, size) == (body, False)


@pytest.mark.parametrize("content", [form.media_type for form in ROWS])
def test_an_answer_of_yes_or_no_is_not_cut(content, store):
    form = QueryResultsFormat.from_media_type(content)
    body = store.query("ASK {}").serialize(format=form)
    assert cut(body, content, 1, 5) == (body, False)
