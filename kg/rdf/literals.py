"""Literals that every engine hands back as they were written.

Stores rewrite `0.90` as `0.9` and `1.0` as `1`, lower-case language tags and shift time zones; what is
made here is already in the form that they keep (see docs/provenance.md).
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from decimal import Decimal

from pyoxigraph import Literal, NamedNode

from kg import model
from kg.rdf.vocabulary import XSD

_DECIMAL = NamedNode(XSD + "decimal")
_INTEGER = NamedNode(XSD + "integer")
_KINDS_OF_INTEGER = frozenset(
    f"{XSD}{name}"
    for name in ("integer", "int", "long", "short", "byte", "nonNegativeInteger", "positiveInteger")
)


def words(text: str | None) -> Literal | None:
    """English words; None gives None."""
    return None if text is None else Literal(text, language="en")


def string(text: str | None) -> Literal | None:
    """A plain string; None gives None."""
    return None if text is None else Literal(text)


def integer(number: int) -> Literal:
    """An xsd:integer."""
    return Literal(str(number), datatype=_INTEGER)


def decimal(number: float) -> Literal:
    """A canonical xsd:decimal of at most four places.

    >>> decimal(0.90).value, decimal(1.0).value
    ('0.9', '1')
    """
    return Literal(_canonical_decimal(Decimal(f"{number:.4f}")), datatype=_DECIMAL)


def moment(value: str | None) -> Literal | None:
    """An ISO 8601 date, month, year or moment with its datatype; anything else, an interval say, a string.

    >>> moment("2023-12").datatype.value.rpartition("#")[2]
    'gYearMonth'
    """
    if value is None:
        return None
    for pattern, datatype, check in _MOMENTS:
        if re.fullmatch(pattern, value) and (canonical := check(value)):
            return Literal(canonical, datatype=NamedNode(XSD + datatype))
    return Literal(value)


def typed(literal: model.Literal) -> Literal:
    """A fact's literal in its canonical form, any kind of integer as xsd:integer."""
    value, datatype = literal.value, literal.datatype
    if datatype == XSD + "string":
        return Literal(value)
    if datatype in _KINDS_OF_INTEGER and re.fullmatch(r"[+-]?\d+", value):
        return integer(int(value))
    if datatype == XSD + "decimal" and re.fullmatch(r"[+-]?\d+(\.\d*)?", value):
        return Literal(_canonical_decimal(Decimal(value)), datatype=_DECIMAL)
    if datatype == XSD + "dateTime":
        return Literal(_utc(value) or value, datatype=NamedNode(datatype))
    return Literal(value, datatype=NamedNode(datatype))


def _canonical_decimal(number: Decimal) -> str:
    return f"{number.normalize():f}" if number else "0"


def _day(value: str) -> str | None:
    try:
        return date.fromisoformat(value).isoformat()
    except ValueError:
        return None


def _month(value: str) -> str | None:
    return value if _day(f"{value}-01") else None


def _year(value: str) -> str | None:
    return value if _day(f"{value}-01-01") else None


def _utc(value: str) -> str | None:
    """`value` in UTC, without a fraction; as it stands where it names no zone; None where it is no moment."""
    try:
        parsed = datetime.fromisoformat(value).replace(microsecond=0)
    except ValueError:
        return None
    if parsed.tzinfo is None:
        return parsed.isoformat()
    return parsed.astimezone(UTC).replace(tzinfo=None).isoformat() + "Z"


_MOMENTS = (
    (r"\d{4}-\d{2}-\d{2}", "date", _day),
    (r"\d{4}-\d{2}", "gYearMonth", _month),
    (r"\d{4}", "gYear", _year),
    (r"\d{4}-\d{2}-\d{2}T\S+", "dateTime", _utc),
)
