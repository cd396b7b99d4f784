"""RSS 2.0, RSS 1.0 and Atom -> items: nothing is fetched or expanded, broken XML gives what it can."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import astuple, dataclass
from typing import Any
from urllib.parse import urljoin

from lxml import etree  # type: ignore[import-untyped]

from kg.errors import InputError
from kg.reading.dates import to_published

_ATOM = ("http://www.w3.org/2005/Atom", "http://purl.org/atom/ns#")
_PLAIN = ("", *_ATOM, "http://purl.org/rss/1.0/", "http://my.netscape.com/rdf/simple/0.9/")
_ENCODED = "{http://purl.org/rss/1.0/modules/content/}encoded"
_DC = "http://purl.org/dc/elements/1.1/"
_XML = "http://www.w3.org/XML/1998/namespace"
_ABOUT = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}about"
_ROOTS = frozenset({"rss", "rdf", "feed"})
_DATES = ("pubDate", "published", "issued", f"{{{_DC}}}date", "created", "updated", "modified")
_MOST_KEY = 500
_END = re.compile(rb"</(rss|feed|rdf:RDF)\s*>", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Item:
    """An item of a feed: `key` is its own name, `html` what it says, with or without tags."""

    key: str
    html: str
    title: str | None = None
    link: str | None = None
    published: str | None = None
    publisher: str | None = None
    language: str | None = None

    def find_digest(self) -> str:
        """A digest of all that the item says."""
        return hashlib.sha256(json.dumps(astuple(self)).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Feed:
    """The items of a feed, each key once, and where it is broken, in words; None where it is whole."""

    items: tuple[Item, ...]
    fault: str | None = None


def is_feed(head: bytes) -> bool:
    """Whether a file that begins so may be a feed.

    >>> is_feed(b'<?xml version="1.0"?><rss version="2.0">'), is_feed(b"<!doctype html>")
    (True, False)
    """
    return bool(re.search(rb"<(rss|feed|rdf:RDF)\b", head.replace(b"\0", b"")))


def read_feed(data: bytes, *, address: str) -> Feed:
    """The items of the feed in `data`, which came from `address`.

    An InputError where it is none, or declares entities, which may grow without end.
    """
    if re.search(rb"<!ENTITY", data.replace(b"\0", b""), re.IGNORECASE):
        raise InputError("is refused: it declares entities", where=address, hint="a feed without <!ENTITY")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=True
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise _refuse(address) from error
    if root is None or _name(root).lower() not in _ROOTS:
        raise _refuse(address)
    errors = [error for error in parser.error_log if error.level >= etree.ErrorLevels.FATAL]
    fault = f"is broken at line {errors[0].line:,}: {errors[0].message}" if errors else None
    items = tuple(_read_items(root, address))
    is_cut = bool(errors) and not _END.search(data.replace(b"\0", b"")[-1000:])
    return Feed(items[:-1] if is_cut else items, fault)  # half an item would take the place of a whole one


def _refuse(address: str) -> InputError:
    hint = "the address of RSS or Atom; a page often links to it"
    return InputError("is no feed", where=address, hint=hint)


def _read_items(root: Any, address: str) -> Iterator[Item]:
    channel = next((each for each in root if _name(each) == "channel"), root)
    title = _find_text(channel, "title")
    language = _find_text(channel, "language") or root.get(f"{{{_XML}}}lang")
    seen: set[str] = set()
    for node in root.iter(etree.Element):
        if _name(node) in ("item", "entry") and _space(node) in _PLAIN:
            item = _read_item(node, address, publisher=title, language=language)
            if item.key not in seen:
                seen.add(item.key)
                yield item


def _read_item(node: Any, address: str, *, publisher: str | None, language: str | None) -> Item:
    title, link = _find_text(node, "title"), _find_link(node, address)
    html = _find_html(node)
    named = _find_text(node, "guid") or _find_text(node, "id") or node.get(_ABOUT) or link
    if not named or len(named) > _MOST_KEY:
        named = hashlib.sha256(f"{named or (title, html)}".encode("utf-8", "replace")).hexdigest()
    dates = (to_published(_find_text(node, name)) for name in _DATES)
    return Item(
        named,
        html,
        title=_strip_tags(title),
        link=link,
        published=next(filter(None, dates), None),
        publisher=_find_source(node) or _strip_tags(publisher),
        language=node.get(f"{{{_XML}}}lang") or language,
    )


def _find_html(node: Any) -> str:
    """What an item says, as whole as it says it."""
    for name in (_ENCODED, "content", "description", "summary", f"{{{_DC}}}description"):
        for child in _find_all(node, name):
            html = _inner(child)
            if html.strip():
                return html
    return ""


def _inner(node: Any) -> str:
    """The HTML in an element, be it escaped or not."""
    if len(node) == 0:
        return node.text or ""
    parts = (etree.tostring(each, encoding="unicode", method="html") for each in node)
    return (node.text or "") + "".join(parts)


def _find_link(node: Any, address: str) -> str | None:
    links = [each for each in _find_all(node, "link") if each.get("rel", "alternate") == "alternate"]
    named = [each.get("href") or (each.text or "").strip() for each in links]
    guid = next(_find_all(node, "guid"), None)
    if guid is not None and guid.get("isPermaLink", "true").lower() == "true":
        named.append((guid.text or "").strip())
    for each in filter(None, named):
        try:
            whole = urljoin(address, str(each))
        except ValueError:
            continue
        if re.match(r"https?://", whole, re.IGNORECASE):
            return whole
    return None


def _find_source(node: Any) -> str | None:
    """Who published an item that a feed took from elsewhere."""
    source = next(_find_all(node, "source"), None)
    return None if source is None else _find_text(source, "title") or _strip_tags(source.text)


def _find_text(node: Any, name: str) -> str | None:
    for child in _find_all(node, name):
        text = str("".join(child.itertext(etree.Element))).strip()
        if text:
            return str(text)
    return None


def _find_all(node: Any, name: str) -> Iterator[Any]:
    """The children of that name, whatever the version of the feed."""
    if name.startswith("{"):
        return (child for child in node if child.tag == name)
    return (child for child in node if _name(child) == name and _space(child) in _PLAIN)


def _strip_tags(text: str | None) -> str | None:
    """A title in one line; some feeds put HTML into it."""
    from html import unescape

    plain = " ".join(unescape(re.sub(r"<[^<>]{1,200}>", "", text or "")).split())
    return plain or None


def _name(node: Any) -> str:
    return etree.QName(node).localname if isinstance(node.tag, str) else ""


def _space(node: Any) -> str:
    return etree.QName(node).namespace or ""
