"""The first rows of an answer that may have thousands, and whether there are more."""

from __future__ import annotations

import json

from pyoxigraph import QueryResultsFormat, QuerySolutions, parse_query_results

from kg.queries.catalogue import LIMIT, CannedQuery


def find_limit(query: CannedQuery) -> int | None:
    """How many rows a query gives where nothing else is said; None where it gives all."""
    default = next((each.default for each in query.parameters if each.name == LIMIT), None)
    return int(default or 0) or None


def cut_rows(answer: QuerySolutions, limit: int) -> tuple[QuerySolutions, bool]:
    """The first `limit` rows, and whether the answer has more; all of its rows are held in memory."""
    results = json.loads(answer.serialize(format=QueryResultsFormat.JSON) or b"")
    rows = results["results"]["bindings"]
    more = len(rows) > limit
    del rows[limit:]
    first = parse_query_results(json.dumps(results).encode(), QueryResultsFormat.JSON)
    assert isinstance(first, QuerySolutions)
    return first, more
