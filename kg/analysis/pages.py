"""Writes a network as one HTML page that loads nothing: to pan, zoom, search, filter, and read the facts."""

from __future__ import annotations

import json
from base64 import b64encode
from hashlib import sha256
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.analysis.drawing import find_direction, find_shape
from kg.output import open_output

if TYPE_CHECKING:
    from kg.analysis.drawing import Dot, Drawing
    from kg.analysis.network import Link, Tie

FACTS = 40
"""How many facts of a tie a page tells, the surest first."""

QUOTES = 4
"""How many quotes of a fact a page tells."""

WIDTH = 400
"""How many characters of a quote a page tells."""

_PARTS = Path(__file__).parent / "page"


def save_page(drawing: Drawing, path: str | Path) -> None:
    """Writes a drawing as a page, the same one in the same bytes.

    The page may run its own script only and load nothing: its policy (CSP) names the hashes of both
    script and style. Names and quotes reach it as data, never as HTML.
    """
    style, script, frame = (_read(name) for name in ("network.css", "network.js", "network.html"))
    parts = {
        "title": escape(drawing.title or "Network"),
        "policy": f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; "
        "base-uri 'none'; form-action 'none'",
        "style": style,
        "script": script,
        "data": _to_json(drawing),
    }
    pieces = frame.split("%%")
    page = "".join(parts[piece] if number % 2 else piece for number, piece in enumerate(pieces))
    with open_output(path) as stream:
        stream.write(page.encode())


def _read(name: str) -> str:
    return (_PARTS / name).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"


def _to_json(drawing: Drawing) -> str:
    """The drawing as JSON in which no tag can end, whatever a name or a quote has in it."""
    numbers = {dot.actor.iri: number for number, dot in enumerate(drawing.dots)}
    data = {
        "title": drawing.title,
        "width": round(drawing.width, 1),
        "height": round(drawing.height, 1),
        "leftOut": drawing.left_out,
        "actors": [_describe_dot(dot) for dot in drawing.dots],
        "ties": [_describe_tie(tie, drawing, numbers) for tie in drawing.ties],
    }
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")


def _describe_dot(dot: Dot) -> dict[str, Any]:
    actor = dot.actor
    return {
        "iri": actor.iri,
        "label": actor.label,
        "names": actor.names,
        "type": actor.type,
        "qid": actor.wikidata,
        "shape": find_shape(actor),
        "lines": dot.lines,
        "size": dot.size,
        "colour": dot.colour,
        "community": dot.community,
        "weight": dot.weight,
        "x": dot.x,
        "y": dot.y,
        "r": dot.radius,
    }


def _describe_tie(tie: Tie, drawing: Drawing, numbers: dict[str, int]) -> dict[str, Any]:
    links = sorted(tie.links, key=lambda link: (-(link.confidence or 0), link.relation, link.fact or ""))
    return {
        "one": numbers[tie.subject],
        "other": numbers[tie.object],
        "way": find_direction(tie, drawing.network.symmetric),
        "weight": tie.weight,
        "facts": [_describe_link(link, numbers) for link in links[:FACTS]],
        "more": max(len(links) - FACTS, 0),
    }


def _describe_link(link: Link, numbers: dict[str, int]) -> dict[str, Any]:
    known = {
        "subject": numbers[link.subject],
        "relation": link.relation,
        "object": numbers[link.object],
        "status": link.status,
        "date": link.date,
        "by": link.according_to,
        "document": link.document,
        "title": link.title,
        "confidence": link.confidence,
        "quotes": [_cut(passage.quote) for passage in link.passages[:QUOTES]],
    }
    return {name: value for name, value in known.items() if value not in (None, (), [])}


def _cut(quote: str) -> str:
    return quote if len(quote) <= WIDTH else f"{quote[:WIDTH].rpartition(' ')[0]} …"
