"""Proves every quote of a graph against the sources, character by character."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import GraphError, InputError
from kg.model import Document
from kg.rdf import vocabulary as voc
from kg.rdf.loading import load_quads
from kg.rdf.report import Finding, Report

if TYPE_CHECKING:
    from pyoxigraph import Quad


@dataclass(frozen=True, slots=True)
class Quote:
    """Characters `begin` to `end` of a document, as the graph quotes them."""

    iri: str
    document_id: str
    begin: str
    end: str
    text: str


@dataclass(frozen=True, slots=True)
class Origin:
    """What the graph says of a document: where it was read, and the SHA-256 of its text."""

    document_id: str
    source: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Shelf:
    """The documents that were read again, by their text and by their place."""

    by_text: Mapping[str, Document]
    by_place: Mapping[tuple[str, str], Document]

    def find(self, origin: Origin) -> Document | None:
        """The document with the same text, else the one that stands in the same place."""
        return self.by_text.get(origin.sha256) or self.by_place.get(_place(origin.source))


def verify_graph(graph_path: str | Path, *, sources: Iterable[str | Path] | None = None) -> Report:
    """Read the sources again and compare every quote of the graph with the characters it points at.

    The sources are those that the graph names, relative to the current folder or to the graph's, unless
    `sources` (files and folders) stand in for them. A document is found again by the hash of its text,
    whatever its file is called now. Raises GraphError for a graph that quotes nothing.
    """
    graph_path = Path(graph_path)
    quotes, origins = _find_quotes(load_quads(graph_path))
    if not quotes:
        raise GraphError(
            "the graph quotes nothing", where=str(graph_path), hint="kg build with --provenance statement"
        )
    paths = list(sources) if sources is not None else _find_paths(origins.values(), graph_path.parent)
    shelf, findings = _read_again(paths)
    proven = 0
    for document_id, held in _by_document(quotes).items():
        wrong, right = _check_document(document_id, held, origins.get(document_id), shelf)
        findings += wrong
        proven += right
    counts = {"documents": len(origins), "quotes": len(quotes), "proven": proven}
    return Report(counts, tuple(sorted(findings)))


def _find_quotes(quads: Iterable[Quad]) -> tuple[list[Quote], dict[str, Origin]]:
    """The quotes and the documents that a graph describes."""
    told: dict[str, dict[str, str]] = defaultdict(dict)
    for quad in quads:
        told[_text(quad.subject)][quad.predicate.value] = _text(quad.object)
    quotes = [
        Quote(
            iri,
            *(star.get(predicate.value, "") for predicate in (voc.CONTEXT, voc.BEGIN, voc.END, voc.QUOTE)),
        )
        for iri, star in told.items()
        if voc.QUOTE.value in star
    ]
    origins = {
        iri: Origin(iri, star.get(voc.SOURCE.value, ""), star[voc.SHA256.value])
        for iri, star in told.items()
        if voc.SHA256.value in star
    }
    return quotes, origins


def _find_paths(origins: Iterable[Origin], folder: Path) -> list[Path]:
    """The sources that lie where the graph says, seen from here or from the graph's folder."""
    found = (_find_path(origin.source, folder) for origin in origins)
    return sorted({path for path in found if path})


def _find_path(source: str, folder: Path) -> Path | None:
    names = [source, source.partition("#")[0], _split(source)[0]] if source else []
    candidates = (place / name for name in names for place in (Path(), folder))
    return next((path for path in candidates if path.is_file()), None)


def _split(source: str) -> tuple[str, str]:
    """A file and what part of it: `news.jsonl` and `#42`, or `:7` where a record has no id."""
    matched = re.fullmatch(r"(.*?)(#.*|:\d+)?", source, re.DOTALL)
    return (matched[1], matched[2] or "") if matched else (source, "")


def _place(source: str) -> tuple[str, str]:
    """The file's name, in whatever folder it is now, and the part of it."""
    name, part = _split(source)
    return Path(name).name, part


def _read_again(paths: Iterable[str | Path]) -> tuple[Shelf, list[Finding]]:
    """The documents in `paths`, and a finding for each path that cannot be read."""
    from kg.reading import ReadingOptions, read_documents

    options = ReadingOptions(english_only=False)
    documents: list[Document] = []
    findings: list[Finding] = []
    for path in paths:
        try:
            found = read_documents([path], options=options)
            documents += [value for value in found if isinstance(value, Document)]
        except InputError as error:
            findings.append(Finding(str(path), error.why, error.hint or ""))
    by_text = {document.sha256: document for document in documents}
    return Shelf(by_text, {_place(document.source): document for document in documents}), findings


def _by_document(quotes: Iterable[Quote]) -> Mapping[str, list[Quote]]:
    grouped: dict[str, list[Quote]] = defaultdict(list)
    for quote in quotes:
        grouped[quote.document_id].append(quote)
    return grouped


def _check_document(
    document_id: str, quotes: Sequence[Quote], origin: Origin | None, shelf: Shelf
) -> tuple[list[Finding], int]:
    """What is wrong with one document and its quotes, and how many of them are proven."""
    unproven = f"{len(quotes)} quotes cannot be proven"
    if origin is None:
        why = f"is quoted, but the graph does not describe it: {unproven}"
        return [Finding(document_id, why, "build the graph again")], 0
    document = shelf.find(origin)
    if document is None:
        why = f"its source {origin.source!r} is missing: {unproven}"
        return [Finding(document_id, why, "name the file, or the folder it is in, after the graph")], 0
    compared = ((quote.iri, _find_difference(quote, document)) for quote in quotes)
    differing = [Finding(iri, difference) for iri, difference in compared if difference]
    return [*_check_text(origin, document), *differing], len(quotes) - len(differing)


def _check_text(origin: Origin, document: Document) -> Iterator[Finding]:
    if document.sha256 != origin.sha256:
        why = f"the text of {document.source!r} is no longer what was read"
        yield Finding(origin.document_id, why, "build the graph again")


def _find_difference(quote: Quote, document: Document) -> str | None:
    """Why the quote is not what the document says there, or None when it is."""
    if not (quote.begin.isascii() and quote.begin.isdigit() and quote.end.isascii() and quote.end.isdigit()):
        return f"characters {quote.begin!r} to {quote.end!r} are no place in a text"
    found = document.text[int(quote.begin) : int(quote.end)]
    if found == quote.text and int(quote.end) - int(quote.begin) == len(quote.text):
        return None
    return f"the graph quotes {quote.text!r}, {document.source} has {found!r} there"


def _text(term: object) -> str:
    return str(getattr(term, "value", term))
