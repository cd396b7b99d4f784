"""A chunk of a dump as what is kept of it: the work of the other processes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kg.gazetteer.dump.items import Part, read_item
from kg.gazetteer.dump.staging import pack
from kg.gazetteer.dump.triples import read_triples

_FRAME = (b"", b"[", b"]")


@dataclass(slots=True)
class Parsed:
    """What a chunk told: parts by item, subclasses by class, and how many items and bad lines there were."""

    parts: list[tuple[int, bool, bytes]]
    subclasses: list[tuple[int, int]]
    items: int
    bad: int


def parse_chunk(text: bytes, *, form: str, sitelinks: int) -> Parsed:
    """What lines of a dump tell; `form` is json or triples.

    Kept are items with a label and that many sitelinks at least, and whatever their sitelinks,
    classes, what has a jurisdiction (an office may), and people who held an office. Of triples every
    item is kept for now, since its lines may stand in two chunks.
    """
    lines = text.split(b"\n")
    if form == "triples":
        parts, bad = read_triples(lines)
        pairs = [(part.id, parent) for part in parts for parent in part.parents]
        return Parsed(_pack_all(parts), pairs, len(parts), bad)
    items, bad, kept = 0, 0, list[Part]()
    subclasses: list[tuple[int, int]] = []
    for line in lines:
        plain = line.strip().rstrip(b",")
        if plain in _FRAME:
            continue
        try:
            part = read_item(plain)
        except ValueError:
            bad += 1
            continue
        if part is not None:
            items += 1
            subclasses += ((part.id, parent) for parent in part.parents)
            if part.label and (part.links >= sitelinks or _is_needed(part)):
                kept.append(part)
    return Parsed(_pack_all(kept), subclasses, items, bad)


def _is_needed(part: Part) -> bool:
    return bool(part.jurisdictions or part.positions or part.parents)


def _pack_all(parts: Iterable[Part]) -> list[tuple[int, bool, bytes]]:
    return [(part.id, bool(part.positions), pack(part)) for part in parts]


def find_form(start: bytes) -> str:
    r"""The form of a dump by its first bytes: json, triples, or what else it seems to be.

    >>> find_form(b'[\n{"type":"item"'), find_form(b"<http://www.wikidata.org/entity/Q1> <")
    ('json', 'triples')
    """
    head = start.lstrip(b"\xef\xbb\xbf \t\r\n")[:4096]
    lines = [line.strip() for line in head.split(b"\n", 3)]
    is_item = lines[0][:1] == b"{" and b'"id"' in lines[0] and b'"entities"' not in lines[0][:40]
    if lines[0] == b"[" or is_item:
        return "json"
    if head.startswith((b"<http", b"_:", b"#")) and b"> " in head:
        return "triples"
    return next((name for sign, name in _OTHERS.items() if head.startswith(sign)), "text of another kind")


_OTHERS = {
    b'{"entities"': "an answer of Special:EntityData or wbgetentities",
    b"[{": "a JSON array on one line",
    b"[": "a JSON array on one line",
    b"{": "JSON of another kind",
    b"<?xml": "XML",
    b"<mediawiki": "XML",
    b"<!DOCTYPE": "a web page",
    b"<html": "a web page",
    b"@prefix": "Turtle",
}
