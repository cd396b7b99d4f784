"""Literals are written in the one form that every engine hands back unchanged."""

from __future__ import annotations

import pyoxigraph
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import NamedNode, Quad, Store

from kg.model import Literal
from kg.rdf.literals import decimal, integer, moment, string, typed, words
from kg.rdf.vocabulary import XSD


def through_a_store(literal: pyoxigraph.Literal) -> pyoxigraph.Literal:
    store = Store()
    store.add(Quad(NamedNode("http://x/s"), NamedNode("http://x/p"), literal))
    (quad,) = store
    assert isinstance(quad.object, pyoxigraph.Literal)
    return quad.object


@given(st.floats(0, 1))
def test_a_store_hands_a_confidence_back_as_it_was_written(confidence: float) -> None:
    assert through_a_store(decimal(confidence)) == decimal(confidence)


@pytest.mark.parametrize(
    ("number", "written"),
    [(0.9, "0.9"), (1.0, "1"), (0.0, "0"), (0.1 + 0.2, "0.3"), (0.00001, "0"), (0.8765432, "0.8765")],
)
def test_a_confidence_has_no_needless_digits(number: float, written: str) -> None:
    assert decimal(number).value == written


@pytest.mark.parametrize(
    ("value", "datatype", "written"),
    [
        ("2023-12-25", "date", "2023-12-25"),
        ("2023-12", "gYearMonth", "2023-12"),
        ("2023", "gYear", "2023"),
        ("2023-12-25T10:00:00Z", "dateTime", "2023-12-25T10:00:00Z"),
        ("2023-12-25T10:00:00.250+03:00", "dateTime", "2023-12-25T07:00:00Z"),
        ("2023-12-25T10:00", "dateTime", "2023-12-25T10:00:00"),
        ("2023-12-25/2023-12-26", "string", "2023-12-25/2023-12-26"),
        ("2023-02-30", "string", "2023-02-30"),
        ("2023-13", "string", "2023-13"),
        ("0000", "string", "0000"),
        ("2023-12-25T25:00", "string", "2023-12-25T25:00"),
    ],
)
def test_a_time_has_the_datatype_of_its_precision(value: str, datatype: str, written: str) -> None:
    literal = moment(value)
    assert literal is not None
    assert (literal.datatype.value, literal.value) == (XSD + datatype, written)
    assert through_a_store(literal) == literal


def test_nothing_gives_no_literal() -> None:
    assert moment(None) is words(None) is string(None) is None


def test_words_are_english() -> None:
    literal = words("trade")
    assert literal is not None and literal.language == "en"


@pytest.mark.parametrize(
    ("value", "datatype", "written", "becomes"),
    [
        ("007", "int", "7", "integer"),
        ("+5", "nonNegativeInteger", "5", "integer"),
        ("0.50", "decimal", "0.5", "decimal"),
        ("100", "decimal", "100", "decimal"),
        ("a few", "integer", "a few", "integer"),
        ("2023-12-25T00:00:00+00:00", "dateTime", "2023-12-25T00:00:00Z", "dateTime"),
        ("soon", "dateTime", "soon", "dateTime"),
        ("x", "string", "x", "string"),
        ("2023-12-25", "date", "2023-12-25", "date"),
    ],
)
def test_a_literal_of_a_fact_is_made_canonical(value: str, datatype: str, written: str, becomes: str) -> None:
    literal = typed(Literal(value, XSD + datatype))
    assert (literal.value, literal.datatype.value) == (written, XSD + becomes)
    assert through_a_store(literal) == literal


def test_an_offset_is_an_integer() -> None:
    assert str(integer(7)) == f'"7"^^<{XSD}integer>'
