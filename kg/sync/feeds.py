"""Feeds: each item is a piece, told by the item itself, or by the page that it links to."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from html import unescape
from pathlib import Path

from kg.errors import InputError
from kg.model import Document, Dropped
from kg.reading import ReadingOptions
from kg.reading.documents import admit
from kg.reading.drafts import Draft, UnreadableError, pass_over
from kg.reading.pages import read_page
from kg.sync.feed_items import Item, read_feed
from kg.sync.fetching import FEED_LIMIT, PAGE_LIMIT, Access, fetch, is_allowed
from kg.sync.pieces import Listing, UnavailableError, Validators, find_order

ITEM_LIMIT = 2_000_000
"""The characters that an item may have."""

_TAG = re.compile(r"<[a-zA-Z/!][^<>]*>")
_BLOCK = re.compile(r"(?i)</?(p|div|br|li|ul|ol|h[1-6]|tr|table|blockquote|section|article|figure)\b[^<>]*>")
_HIDDEN = re.compile(r"(?is)<(script|style)\b.*?(</\1\s*>|$)")


@dataclass(frozen=True, slots=True)
class ItemPiece:
    """An item of a feed; with `pages`, it is the page that it links to which is read."""

    item: Item
    feed: str
    pages: Access | None = None

    @property
    def key(self) -> str:
        """The item's own name, and that its page is read, so that the one does not stand for the other."""
        return self.item.key

    @property
    def size(self) -> int:
        """The characters of what the item says."""
        return len(self.item.html)

    def find_digest(self) -> str:
        """A digest of all that the item says; its page is looked at again when the item is another."""
        digest = self.item.find_digest()
        return hashlib.sha256(f"page {digest}".encode()).hexdigest() if self.pages else digest

    def read(self, options: ReadingOptions) -> Iterator[Document | Dropped]:
        """The item's document; UnavailableError where its page cannot be fetched now."""
        where = self.item.link or f"{self.feed}#{self.item.key}"
        try:
            draft = self._read_page(where) if self.pages else _read_html(self.item.html, where)
        except UnreadableError as refusal:
            yield pass_over(where, refusal.why)
            return
        item = self.item
        told = replace(
            draft,
            url=item.link,
            title=item.title or draft.title,
            published=item.published or draft.published,
            publisher=item.publisher or draft.publisher,
            language=draft.language or item.language,
        )
        yield admit(told, options=options)

    def _read_page(self, where: str) -> Draft:
        assert self.pages is not None
        link = self.item.link
        if link is None:
            raise UnreadableError("links to no page")
        if not is_allowed(link, home=self.feed, hosts=self.pages.hosts):
            raise UnreadableError("is on another host; --allow-host has it read")
        try:
            fetched = fetch(link, home=self.feed, access=self.pages, limit=PAGE_LIMIT)
        except InputError as error:
            raise UnavailableError(error.why) from error
        assert fetched is not None
        return read_page(fetched.body, where)


@dataclass(frozen=True, slots=True)
class FeedSource:
    """A feed, at an address or in a file. What leaves it is kept: a feed shows what is new, not what is."""

    name: str
    called: str
    access: Access
    path: Path | None = None
    pages: bool = False

    def list_pieces(self, *, called: str, validators: Validators) -> Listing | None:  # noqa: ARG002
        """The items that the feed has now; None where its server says that it is as it was.

        An InputError where it cannot be had, or is no feed.
        """
        if self.path is not None:
            return self._list(_read_file(self.path, self.called), Validators())
        fetched = fetch(
            self.called, home=self.called, access=self.access, limit=FEED_LIMIT, validators=validators
        )
        return None if fetched is None else self._list(fetched.body, fetched.validators)

    def _list(self, data: bytes, said: Validators) -> Listing:
        feed = read_feed(data, address=self.called)
        pages = self.access if self.pages else None
        pieces = [ItemPiece(item, self.called, pages) for item in feed.items]
        return Listing(
            sorted(pieces, key=lambda piece: find_order(piece.key)),
            failed=(f"{self.called}: {feed.fault}",) if feed.fault else (),
            is_lost=lambda _: False,
            etag=said.etag,
            modified=said.modified,
        )


def _read_file(path: Path, called: str) -> bytes:
    try:
        with path.open("rb") as file:
            data = file.read(FEED_LIMIT + 1)
    except OSError as error:
        raise InputError(f"cannot be read ({error.strerror or error})", where=called) from error
    if len(data) > FEED_LIMIT:
        raise InputError(f"holds more than {FEED_LIMIT:,} bytes, the most that a feed may have", where=called)
    return data


def _read_html(html: str, where: str) -> Draft:
    """What an item says, as text; UnreadableError where it says nothing."""
    if len(html) > ITEM_LIMIT:
        raise UnreadableError(f"holds more than {ITEM_LIMIT:,} characters")
    if not html.strip():
        raise UnreadableError("says nothing itself; --pages reads the pages that it links to")
    if not _TAG.search(html):
        return Draft(unescape(html).strip(), where)
    try:
        return replace(read_page(_wrap(html), where), title=None, published=None, publisher=None)
    except UnreadableError:  # too short to be an article: a line or two
        return Draft(_strip_tags(html), where)


def _wrap(html: str) -> bytes:
    page = f'<html><head><meta charset="utf-8"></head><body><article>{html}</article></body></html>'
    return page.encode("utf-8", "replace")


def _strip_tags(html: str) -> str:
    """The text between tags, a line for each block."""
    plain = unescape(_TAG.sub("", _BLOCK.sub("\n", _HIDDEN.sub("", html))))
    return "\n".join(line for line in (" ".join(line.split()) for line in plain.split("\n")) if line)
