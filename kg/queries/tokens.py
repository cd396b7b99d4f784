"""Cuts SPARQL into tokens, so that what stands in a string or a comment is never taken for a variable."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from pyoxigraph import NamedNode

from kg.minting import DEFAULT_BASE
from kg.rdf.vocabulary import PREFIXES

_TOKEN = re.compile(
    r'''(?P<comment>\#[^\n\r]*)
      | (?P<iri><(?:[^<>"{}|^`\\\x00-\x20]|\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8})*>)
      | (?P<string>"""(?:[^"\\]|\\.|"(?!""))*"""|\'\'\'(?:[^'\\]|\\.|'(?!\'\'))*\'\'\'
                 |"(?:[^"\\\n\r]|\\.)*"|'(?:[^'\\\n\r]|\\.)*')
      | (?P<variable>[?$]\w+)
      | (?P<word>[^\W\d_](?:[\w.:-]|\\.)*|:(?:[\w.:-]|\\.)*)
      | (?P<other>\s+|\\.|.)''',
    re.VERBOSE | re.DOTALL,
)


class Token(NamedTuple):
    """Some characters of a query; `kind` is comment, iri, string, variable, word or other."""

    kind: str
    text: str


def cut_tokens(sparql: str) -> Iterator[Token]:
    """The tokens of a query in order; joined, they are the query again.

    >>> [token.text for token in cut_tokens('ASK { ?_a ?p "?_b" } # ?_c') if token.kind == "variable"]
    ['?_a', '?p']
    """
    for match in _TOKEN.finditer(sparql):
        yield Token(match.lastgroup or "other", match.group())


def find_form(sparql: str) -> str:
    r"""SELECT, ASK, CONSTRUCT or DESCRIBE: what the query asks for; "" where it asks for none.

    >>> find_form("PREFIX ask: <urn:ask> # ASK\nselect * { ?s ?p ?o }")
    'SELECT'
    """
    forms = {"SELECT", "ASK", "CONSTRUCT", "DESCRIBE"}
    words = (token.text.upper() for token in cut_tokens(sparql) if token.kind == "word")
    return next((word for word in words if word in forms), "")


def find_prefixes(sparql: str) -> dict[str, str]:
    """The prefixes that a query declares, each with what it stands for.

    >>> find_prefixes("PREFIX dip: <urn:d#> ASK { ?s dip:p ?o }")
    {'dip': 'urn:d#'}
    """
    tokens = [token for token in cut_tokens(sparql) if token.kind != "comment" and not token.text.isspace()]
    return {
        name.text.rstrip(":"): iri.text[1:-1]
        for word, name, iri in zip(tokens, tokens[1:], tokens[2:], strict=False)
        if word.text.upper() == "PREFIX" and iri.kind == "iri"
    }


def add_prefixes(sparql: str, prefixes: Mapping[str, str]) -> str:
    """The query with a declaration for each prefix that it uses, does not declare, and is known.

    >>> add_prefixes("ASK { ?s dip:p ?o }", {"dip": "urn:d#", "skos": "urn:s#"})
    'PREFIX dip: <urn:d#> ASK { ?s dip:p ?o }'
    """
    declared = find_prefixes(sparql)
    words = (token.text for token in cut_tokens(sparql) if token.kind == "word" and ":" in token.text)
    used = {word.partition(":")[0] for word in words}
    missing = sorted((used & prefixes.keys()) - declared.keys())
    return "".join(f"PREFIX {name}: <{prefixes[name]}> " for name in missing) + sparql


def expand_name(value: str) -> str:
    """The IRI that an IRI, with or without brackets, or a prefixed name stands for; else a ValueError.

    >>> expand_name("wd:Q399"), expand_name("<urn:a>"), expand_name("state:armenia")[-17:]
    ('http://www.wikidata.org/entity/Q399', 'urn:a', '/id/state/armenia')
    """
    prefix, colon, local = value.removeprefix("<").removesuffix(">").partition(":")
    expanded = f"{prefix}{colon}{local}"
    if colon and not value.startswith("<") and not local.startswith("//"):
        expanded = _expand(prefix, local)
    try:
        return NamedNode(expanded).value
    except ValueError as error:
        raise ValueError("an absolute IRI, or a prefixed name such as wd:Q159") from error


def _expand(prefix: str, local: str) -> str:
    """What `prefix:local` stands for: a fixed prefix, one of minted IRIs (`state:`), or an IRI as it is."""
    if prefix in PREFIXES:
        return PREFIXES[prefix] + local
    return f"{prefix}:{local}" if prefix in _SCHEMES else f"{DEFAULT_BASE}{prefix}/{local}"


_SCHEMES = frozenset("http https urn tag info file mailto".split())


def limit_rows(sparql: str, limit: int) -> str:
    r"""The query with a LIMIT of at most `limit` rows; one of its own stays where it is smaller.

    >>> limit_rows("SELECT * { ?s ?p ?o } VALUES ?s { <urn:a> }", 5)
    'SELECT * { ?s ?p ?o } \nLIMIT 5\nVALUES ?s { <urn:a> }'
    >>> limit_rows("SELECT * { ?s ?p ?o } LIMIT 10", 5)
    'SELECT * { ?s ?p ?o } LIMIT 5'
    """
    tokens = [token.text for token in cut_tokens(sparql)]
    words = _find_outer_words(sparql)
    if "LIMIT" in words:
        start, end = _find_number(tokens, words["LIMIT"] + 1)
        tokens[start:end] = _lower(tokens[start:end], limit)
        return "".join(tokens)
    end = words.get("VALUES", len(tokens))
    return "".join([*tokens[:end], f"\nLIMIT {limit}\n", *tokens[end:]]).rstrip("\n")


def _find_outer_words(sparql: str) -> dict[str, int]:
    """The place of each keyword that stands after the pattern, outside of all braces and brackets."""
    depth, words = 0, dict[str, int]()
    for place, token in enumerate(cut_tokens(sparql)):
        if token.kind == "other":
            depth += (token.text in "{(") - (token.text in "})")
        elif token.kind == "word" and not depth:
            words[token.text.upper()] = place
    return words


def _find_number(tokens: list[str], start: int) -> tuple[int, int]:
    """Where the digits stand that follow `start`, which tokens hold one by one; nowhere, where none do."""
    while start < len(tokens) and tokens[start] not in _DIGITS:
        start += 1
    end = start
    while end < len(tokens) and tokens[end] in _DIGITS:
        end += 1
    return start, end


_DIGITS = frozenset("0123456789")


def _lower(digits: list[str], limit: int) -> list[str]:
    """The digits of a number, or of `limit` where that is less; a number may have more than Python reads."""
    number = "".join(digits).lstrip("0")
    return [str(limit)] if len(number) > 18 or int(number or "0") > limit else digits
