"""Canned queries and any SPARQL, asked of files in memory or of an endpoint."""

from __future__ import annotations

from kg.queries.answers import FORMATS, read_rows, write_answer
from kg.queries.binding import bind_parameters
from kg.queries.catalogue import CannedQuery, Parameter, find_query, load_queries, read_query
from kg.queries.pages import describe_queries, describe_query, write_example
from kg.queries.running import ask_endpoint, ask_files, open_graphs

__all__ = [
    "FORMATS",
    "CannedQuery",
    "Parameter",
    "ask_endpoint",
    "ask_files",
    "bind_parameters",
    "describe_queries",
    "describe_query",
    "find_query",
    "load_queries",
    "open_graphs",
    "read_query",
    "read_rows",
    "write_answer",
    "write_example",
]
