"""What a worker does: with a model that it loads once, rows of documents become rows of what they say."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, fields
from functools import lru_cache, partial
from typing import Any

from kg.errors import InputError
from kg.merging import Decisions
from kg.model import Copy, Document, Dropped, Extraction
from kg.pipeline import Extractor, ExtractorOptions
from kg.reading import read_text
from kg.reading.copies import to_copy
from kg.reading.drafts import leave_out
from kg.running import Limits, run_documents
from kg.running.works import GraphMaker, Telling
from kg.spark.faults import carry_errors
from kg.spark.rows import ABOUT, Row, to_dropped_row, to_row, to_values

_COPIES = 1
_DOCUMENT = 5
_QUADS = -2
"""Where the columns of that name stand in `EXTRACTED`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkOptions:
    """How documents become facts and quads: plain values, which Spark sends to each worker.

    `extractor` says what is loaded; its files and its model have to be there on each worker. `limits` are
    those of one document. The others are the options of `kg build`: how much of its origin the graph
    carries, whose IRIs linked entities bear ("own" or "wikidata"), whether the likeliest link of what is not
    linked is told, what was decided of merges, and the least confidence.
    """

    extractor: ExtractorOptions = field(default_factory=ExtractorOptions)
    limits: Limits = field(default_factory=Limits)
    provenance: str = "statement"
    iris: str = "own"
    close_matches: bool = False
    decisions: Decisions = field(default_factory=Decisions)
    min_confidence: float = 0.0


class KeptOptions(ExtractorOptions):
    """Options whose extractor is kept in its process, which Spark uses for one task after another."""

    __slots__ = ()

    def load(self) -> Extractor:
        """The extractor, loaded when it is first asked for."""
        return _load(self)


@lru_cache(maxsize=1)
def _load(options: KeptOptions) -> Extractor:
    return ExtractorOptions.load(options)


def keep(options: ExtractorOptions) -> KeptOptions:
    """The same options, with an extractor that is kept."""
    return KeptOptions(**{each.name: getattr(options, each.name) for each in fields(options)})


def extract_rows(rows: Iterable[Any], *, options: WorkOptions) -> Iterator[Row]:
    """The rows of `EXTRACTED` for rows of `DOCUMENTS` that are sorted by `key`, the digest of their text.

    Of a text that stands there several times the first is read, and the others are credited with it.
    """
    places: deque[str] = deque()
    extractor = keep(options.extractor)
    with carry_errors():
        read = run_documents(
            _find_documents(rows, places, base=extractor.base),
            options=extractor,
            work=Telling(make=partial(_make, options=options), minimum=options.min_confidence),
            processes=1,
            limits=options.limits,
        )
        held: Row | None = None
        for told in read:
            place = places.popleft()
            if isinstance(told, Copy):
                held = _credit(held, told, options.provenance)
            elif isinstance(told, Dropped):
                yield to_dropped_row(place, told)
            else:
                yield from () if held is None else (held,)
                held = to_row(place, told)
        yield from () if held is None else (held,)


def _credit(row: Row | None, copy: Copy, provenance: str) -> Row | None:
    """The row of a document with what a copy adds to its quads."""
    if row is None or row[_DOCUMENT] != copy.of:
        return row
    from kg.rdf.graph import to_copy_graph
    from kg.rdf.named_graph import NamedGraph, join_graphs

    told = NamedGraph(copy.of, f"{row[_QUADS]}\n".encode() if row[_QUADS] else b"")
    joined = join_graphs(told, to_copy_graph(copy, provenance=provenance))
    quads = joined.nquads.decode().removesuffix("\n")
    return (row[0], row[_COPIES] + 1, *row[_COPIES + 1 : _QUADS], quads, *row[_QUADS + 1 :])


def _find_documents(rows: Iterable[Any], places: deque[str], *, base: str) -> Iterator[Document | Dropped]:
    """The document of each row, or why it is none; `places` takes the place of each."""
    key = first = None
    for row in rows:
        places.append(row.place)
        if row.dropped is not None:
            stage, reason, count = row.dropped
            yield Dropped(stage, reason, count=count)
        elif row.key != key:
            key, first = row.key, (row.source, row.url)
            yield _to_document(row, base)
        elif first == (row.source, row.url):
            yield leave_out(row.source, "was read already")
        else:
            found = _to_document(row, base)
            yield to_copy(found) if isinstance(found, Document) else found


def _to_document(row: Any, base: str) -> Document | Dropped:
    about = {name: row[name] for name in ABOUT}
    try:
        return read_text(row.text or "", source=row.source, base=base, **about)
    except InputError:
        return leave_out(row.source, "is empty")


def _make(extraction: Extraction, *, options: WorkOptions) -> Row:
    """What an extraction says, as values of a row."""
    make = GraphMaker(
        ontology=keep(options.extractor).load().ontology,
        base=options.extractor.base,
        provenance=options.provenance,
        close_matches=options.close_matches,
        wikidata=options.iris == "wikidata",
        decisions=options.decisions,
    )
    renamed = make.rename(extraction)
    return to_values(renamed, quads=make.describe(renamed).nquads.decode().removesuffix("\n"))
