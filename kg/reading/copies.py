"""Which texts were read before: each is read once, and its copies are credited."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from hashlib import sha256

from kg.minting import content_hash
from kg.model import Copy, Document, Dropped
from kg.reading.drafts import leave_out

_DIGEST = 16  # bytes of each text's SHA-256: no two are alike by chance


def find_copies(values: Iterable[Document | Dropped]) -> Iterator[Document | Dropped]:
    """The same values; of each text that comes again a `Copy`, and of a place that comes again that it does.

    What is kept of a document takes some 200 bytes of memory.
    """
    seen: dict[bytes, int] = {}
    for value in values:
        if isinstance(value, Dropped):
            yield value
            continue
        text, place = bytes.fromhex(value.sha256)[:_DIGEST], _digest_place(value)
        first = seen.get(text)
        if first is None:
            seen[text] = place
            yield value
        elif first == place:
            yield leave_out(value.source, "was read already")
        else:
            yield to_copy(value)


def _digest_place(document: Document) -> int:
    told = sha256(f"{document.source}\0{document.url}".encode(errors="replace")).digest()
    return int.from_bytes(told[:8])


def to_copy(document: Document) -> Copy:
    """What is told of a document whose text was read already."""
    about = {name: getattr(document, name) for name in ("source", "published", "title", "url", "publisher")}
    return Copy(
        "choosing",
        f"{document.source}: is a copy of {document.id}",
        id=f"{document.id}#copy={content_hash(document.source, document.url)}",
        of=document.id,
        **about,
    )
