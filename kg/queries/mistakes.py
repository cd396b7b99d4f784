"""Says where a query is wrong: the line and column of the user's own text, and what was meant."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from pyoxigraph import Store

from kg.errors import QueryError
from kg.queries.terms import find_near, load_prefixes, load_terms
from kg.queries.tokens import cut_tokens, find_prefixes

_WORDS = """
ABS ADD ALL AS ASC ASK AVG BASE BIND BNODE BOUND BY CEIL CLEAR COALESCE CONCAT CONSTRUCT CONTAINS COPY COUNT
CREATE DATATYPE DAY DELETE DESC DESCRIBE DISTINCT DROP ENCODE_FOR_URI EXISTS FILTER FLOOR FROM GRAPH GROUP
GROUP_CONCAT HAVING HOURS IF IN INSERT IRI ISBLANK ISIRI ISLITERAL ISNUMERIC ISURI LANG LANGMATCHES LCASE
LIMIT LOAD MAX MD5 MIN MINUS MINUTES MONTH MOVE NAMED NOT NOW OFFSET OPTIONAL ORDER PREFIX RAND REDUCED
REGEX REPLACE ROUND SAMETERM SAMPLE SECONDS SELECT SEPARATOR SERVICE SHA1 SHA256 SHA384 SHA512 SILENT STR
STRAFTER STRBEFORE STRDT STRENDS STRLANG STRLEN STRSTARTS STRUUID SUBSTR SUM TIMEZONE TZ UCASE UNDEF UNION
URI USING UUID VALUES WHERE WITH YEAR
""".split()
_QUERY_FORMS = {"SELECT", "ASK", "CONSTRUCT", "DESCRIBE"}
_UPDATES = {"INSERT", "DELETE", "LOAD", "CLEAR", "CREATE", "DROP", "COPY", "MOVE", "ADD"}

_ROOM = " " * 40
"""More than the longest keyword that the parser looks ahead for, by which its places are too far."""


class _Spot(NamedTuple):
    """A token of the query: where it begins in the query, and in the same query with room made in it."""

    start: int
    roomy: int
    kind: str
    text: str


def find_mistake(sparql: str, *, name: str = "query") -> QueryError | None:
    """What is wrong with the text of a query, which is called `name`; None where nothing is."""
    form = _first_word(sparql)
    if form in _UPDATES:
        return QueryError(
            "this changes the graph, and only questions are answered here",
            where=name,
            hint="SELECT, ASK, CONSTRUCT or DESCRIBE",
        )
    try:
        Store().query(sparql, prefixes=dict(load_prefixes()))
    except SyntaxError as error:
        return _explain(sparql, str(error), name)
    except OSError:
        return None  # it was parsed; what it asks of other addresses is not for here
    return None


def _first_word(sparql: str) -> str:
    words = (token.text.upper() for token in cut_tokens(sparql) if token.kind == "word")
    return next((word for word in words if word in _QUERY_FORMS | _UPDATES), "")


def _explain(sparql: str, message: str, name: str) -> QueryError:
    spots = list(_spots(sparql))
    if not spots[:-1]:
        return QueryError("the query is empty", where=name, hint="SELECT * { ?s ?p ?o } LIMIT 10")
    spot, why, hint = (
        _unclosed(spots)
        or _unknown_prefix(sparql, spots)
        or _ungrouped(spots, message)
        or _odd(sparql, spots)
    )
    line, column = find_place(sparql, spot.start)
    return QueryError(
        f"{why}\n{show_place(sparql, spot.start, len(spot.text))}", where=f"{name}:{line}:{column}", hint=hint
    )


def find_place(text: str, offset: int) -> tuple[int, int]:
    r"""The line and column, both from 1, of a character of a text.

    >>> find_place("ab\ncd", 4)
    (2, 2)
    """
    before = text[:offset]
    return before.count("\n") + 1, offset - (before.rfind("\n") + 1) + 1


def show_place(text: str, offset: int, length: int = 1) -> str:
    r"""The line that holds a character, cut where it is long, and carets under `length` characters of it.

    >>> print(show_place("ab\ncde", 4, 2))
        cde
         ^^
    """
    start = text.rfind("\n", 0, offset) + 1
    line = text[start:].partition("\n")[0].replace("\t", " ").rstrip("\r")
    at = offset - start
    cut = max(0, at - 60)
    carets = "^" * max(1, min(length, len(line) - at))
    return f"    {line[cut : cut + 90]}\n    {' ' * (at - cut)}{carets[:60]}"


def _spots(sparql: str) -> Iterator[_Spot]:
    """The tokens but for blanks and comments, and at last the end."""
    start = roomy = 0
    for token in cut_tokens(sparql):
        if token.kind == "comment" or token.text.isspace():
            roomy += len(_ROOM)
        else:
            room = len(_ROOM) if token.text in "(){}[];," else 0
            yield _Spot(start, roomy + room, token.kind, token.text)
            roomy += len(token.text) + 2 * room
        start += len(token.text)
    yield _Spot(len(sparql.rstrip()), roomy, "end", "")


def _make_room(sparql: str) -> str:
    """The query with room between its tokens.

    The parser gives the place that it looked at last, and it looks ahead by whole keywords; with more room
    than a keyword is long between any two tokens, that place is in the token that does not belong there.
    """
    parts = []
    for token in cut_tokens(sparql):
        if token.kind == "comment" or token.text.isspace():
            parts.append(_ROOM)
        else:
            parts.append(f"{_ROOM}{token.text}{_ROOM}" if token.text in "(){}[];," else token.text)
    return "".join(parts)


def _unclosed(spots: list[_Spot]) -> tuple[_Spot, str, str | None] | None:
    for spot in spots:
        if spot.kind == "other" and spot.text in {'"', "'"}:
            return spot, "this string is not closed", 'a string over several lines stands in """…"""'
    return None


def _unknown_prefix(sparql: str, spots: list[_Spot]) -> tuple[_Spot, str, str | None] | None:
    known: Mapping[str, str] = {**load_prefixes(), **find_prefixes(sparql)}
    for before, spot in zip([_Spot(0, 0, "end", ""), *spots], spots, strict=False):
        prefix, colon, local = spot.text.partition(":")
        declares = before.text.upper() == "PREFIX"
        if spot.kind == "word" and colon and prefix not in known and before.text != "_" and not declares:
            near = [f"{name}:{local}" for name in find_near(prefix, known, count=3, cutoff=0.6)]
            hint = " or ".join(near) or f"PREFIX {prefix}: <http://…> before the query"
            return spot, f"no prefix {prefix}: is known", hint
    return None


def _ungrouped(spots: list[_Spot], message: str) -> tuple[_Spot, str, str | None] | None:
    """A variable in SELECT of which each group has many values."""
    if "that is unbound" not in message and "variable that is" not in message:
        return None
    words = [spot.text.upper() for spot in spots]
    first = words.index("SELECT") if "SELECT" in words else 0
    last = words.index("{") if "{" in words else len(spots)
    grouped = {s.text for s in spots[words.index("GROUP") :]} if "GROUP" in words else set()
    selected = [spot for spot in spots[first:last] if spot.kind == "variable" and spot.text not in grouped]
    spot = selected[0] if selected else spots[first]
    hint = f"GROUP BY … {spot.text}, or (SAMPLE({spot.text}) AS ?name)"
    return spot, f"{spot.text} has many values in each group", hint


def _odd(sparql: str, spots: list[_Spot]) -> tuple[_Spot, str, str | None]:
    """The token that does not belong where it stands."""
    roomy = _make_room(sparql)
    try:
        Store().query(roomy, prefixes=dict(load_prefixes()))
        message = ""
    except SyntaxError as error:
        message = str(error)
    offset = _find_offset(roomy, message)
    index = max(i for i, spot in enumerate(spots) if spot.roomy <= offset or i == 0)
    spot = spots[index]
    if spot.kind == "end" and len(spots) > 2:
        return _at_end(spots)
    if spot.kind == "end":
        spot = spots[0]
    return spot, _tell_odd(spot, message), _suggest(spots, index, message)


def _find_offset(text: str, message: str) -> int:
    matched = re.match(r"error at (\d+):(\d+)", message)
    if not matched:
        return 0
    line, column = map(int, matched.groups())
    return sum(len(row) + 1 for row in text.split("\n")[: line - 1]) + column - 1


def _at_end(spots: list[_Spot]) -> tuple[_Spot, str, str | None]:
    for opening, closing in ("{}", "()", "[]"):
        texts = [spot.text for spot in spots]
        if texts.count(opening) > texts.count(closing):
            return spots[-1], "the query ends too early", f"a {closing} is missing"
    return spots[-1], "the query ends too early", None


def _tell_odd(spot: _Spot, message: str) -> str:
    if "IRI parsing failed" in message:
        return "this is no IRI"
    if "number of val" in message:
        return "a row of VALUES has not as many values as there are variables"
    return f"{spot.text if len(spot.text) <= 40 else spot.text[:39] + '…'} does not belong here"


def _suggest(spots: list[_Spot], index: int, message: str) -> str | None:
    spot = spots[index]
    texts = [each.text for each in spots[: index + 1]]
    if (meant := _find_meant(spot, message)) is not None:
        return meant
    if spot.text == "}" and texts.count("}") > texts.count("{"):
        return "there is one } too many"
    if spot.text == "," and "{" not in texts:
        return "variables in SELECT are parted by blanks"
    bound = next((t for t in reversed(texts) if t.startswith("?")), "")
    if texts[-3:-1] == [bound, ")"] and texts.count(bound) > 1 and "AS" in [t.upper() for t in texts[-5:]]:
        return f"{bound} has a value already: another name"
    return None


def _find_meant(spot: _Spot, message: str) -> str | None:
    """The keyword, the term or the variable that a bare word may stand for."""
    if spot.kind != "word" or ":" in spot.text:
        return None
    near = [word for word in find_near(spot.text, _WORDS) if word != spot.text.upper()]
    if near and spot.text not in load_terms():
        return near[0]
    if '"$"' in message or '"?"' in message:
        return f"?{spot.text} for a variable, dip:{spot.text} for a term of the ontology"
    return f"dip:{spot.text}" if spot.text in load_terms() else None
