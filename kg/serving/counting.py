"""Counts the rows of an answer that is whole, to tell whether there may be more."""

from __future__ import annotations

import csv
from io import StringIO

from pyoxigraph import QueryResultsFormat, QuerySolutions, parse_query_results


def may_be_cut(body: bytes, content: str, most: int) -> bool:
    r"""Whether an answer of that content type has as many rows as it may have, or does not tell.

    >>> may_be_cut(b"a\r\n1\r\n", "text/csv", 1), may_be_cut(b"a\r\n1\r\n", "text/csv", 2)
    (True, False)
    """
    if content == "text/csv":
        return sum(1 for _ in csv.reader(StringIO(body.decode(errors="replace")))) > most
    form = QueryResultsFormat.from_media_type(content)
    if form is None:
        return True  # triples, of which a row may give none or many
    try:
        answer = parse_query_results(body, format=form)
        return isinstance(answer, QuerySolutions) and sum(1 for _ in answer) >= most
    except (SyntaxError, ValueError):
        return False
