"""Terms as a person reads them: IRIs shortened by a prefix, literals bare, labels on request."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import islice
from typing import TypeAlias

from pyoxigraph import BlankNode, Literal, NamedNode, QuerySolutions, Store, Triple

from kg.queries.terms import load_prefixes
from kg.rdf.vocabulary import LABEL

Term: TypeAlias = NamedNode | BlankNode | Literal | Triple | None
FindLabels: TypeAlias = Callable[[Collection[str]], Mapping[str, str]]
"""Gives a label for each of some IRIs that has one."""

WINDOW = 500
"""The rows whose labels are looked up together."""

_LOCAL_NAME = re.compile(r"[\w](?:[\w.-]*[\w-])?", re.ASCII)


class Words:
    """Writes terms for people; `prefixes` are added to those that are known."""

    def __init__(
        self, prefixes: Mapping[str, str] | None = None, *, find_labels: FindLabels | None = None
    ) -> None:
        names = {**load_prefixes(), **(prefixes or {})}
        self._starts = sorted(names.items(), key=lambda pair: (-len(pair[1]), pair[0]))
        self._find_labels = find_labels
        self.shorten = lru_cache(maxsize=10_000)(self._shorten)

    def read_rows(self, answer: QuerySolutions) -> Iterator[list[str]]:
        """The rows of a table, each cell as a person reads it."""
        for rows in self.read_windows(answer):
            yield from ([self.tell(term) for term in row] for row in rows)

    def read_windows(self, answer: Iterable[Iterable[Term]]) -> Iterator[list[list[Term]]]:
        """The rows, some hundred at a time, with the labels of each window known to `tell` and `label`."""
        rows = iter(answer)
        while window := [list(row) for row in islice(rows, WINDOW)]:
            iris = {term.value for row in window for term in row if isinstance(term, NamedNode)}
            self._labels = self._find_labels(iris) if self._find_labels and iris else {}
            yield window

    _labels: Mapping[str, str] = {}

    def tell(self, term: Term) -> str:
        """A term on one line, without the characters that would steer a terminal.

        >>> Words({"d": "urn:d#"}).tell(NamedNode("urn:d#metWith"))
        'd:metWith'
        """
        if term is None:
            return ""
        if isinstance(term, NamedNode):
            short, label = self.shorten(term.value), self._labels.get(term.value)
            return f"{strip_controls(label)} ({short})" if label else short
        return strip_controls(term.value if isinstance(term, Literal) else str(term))

    def _shorten(self, iri: str) -> str:
        """An IRI with the longest prefix that leaves a plain name; where none does, in full, in brackets."""
        for name, start in self._starts:
            if iri.startswith(start) and _LOCAL_NAME.fullmatch(iri[len(start) :].replace("/", "")):
                return f"{name}:{iri[len(start) :]}"
        return f"<{iri}>"


def find_labels(store: Store, iris: Collection[str]) -> dict[str, str]:
    """The best label of each IRI that has one in a store."""
    found = {}
    for iri in iris:
        objects = (quad.object for quad in store.quads_for_pattern(NamedNode(iri), LABEL, None, None))
        if labels := [label for label in objects if isinstance(label, Literal)]:
            found[iri] = best_label(labels)
    return found


def best_label(labels: Iterable[Literal]) -> str:
    """English before others, then the first in order."""
    ranked = sorted((not (label.language or "en").startswith("en"), label.value) for label in labels)
    return ranked[0][1]


def strip_controls(text: str) -> str:
    """A text on one line, without the characters that would steer a terminal."""
    return re.sub(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+", " ", text)
