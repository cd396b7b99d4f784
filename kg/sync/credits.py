"""Which places the graph of a document credits: all that have its text, but the one that it names itself."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from kg.model import Copy, Document
from kg.reading.copies import ABOUT, make_copy
from kg.sync.record import Record


def tell_place(document: Document) -> str:
    """What the place where a document stands says of it, as a short line of JSON."""
    told = [getattr(document, name) for name in ABOUT]
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"))


def join_places(places: Iterable[str]) -> str:
    """What several places in one piece say of a document."""
    return f"[{','.join(places)}]"


def find_credits(document: str, record: Record) -> Iterator[Copy]:
    """The copies of a document in all pieces of a record, whatever their roots.

    The first place of the piece that owns it is the one that its graph names: that is no copy, nor is one
    with the same source and address. Where the piece holds it no more, every place that is left is credited.
    """
    known = record.find_document(document)
    owner = known.owner if known else None
    told = [(piece, json.loads(places)) for piece, places in record.list_told(document)]
    named = next((places[0][:2] for piece, places in told if piece == owner), None)
    for _, places in told:
        for place in places:
            if place[:2] != named:
                yield make_copy(document, dict(zip(ABOUT, place, strict=True)))
