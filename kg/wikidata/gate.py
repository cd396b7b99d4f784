"""The gate to the network: shut unless a user wants it open, and the answers can be kept."""

from __future__ import annotations

from kg.errors import StoreError
from kg.wikidata.access import Access
from kg.wikidata.cache import Cache

_TOLD_EVERY = 100
"""The requests after which somebody who waits is told how far it has come."""


class Gate:
    """Lets requests through, and counts them: `requests` is what was asked over the network, in words."""

    def __init__(self, access: Access, cache: Cache) -> None:
        self._access = access
        self._cache = cache
        self.requests: list[str] = []

    def open(self, what: str, address: str) -> None:
        """Makes sure that something may be asked of an address.

        A StoreError where only the cache may be asked, or cannot keep the answer; a UsageError for an address
        that is none, or whose server wants to know who asks.
        """
        if self._access.offline:
            hint = "the same command without --offline, once"
            raise StoreError(f"{what}: not in the cache", where=str(self._cache.folder), hint=hint)
        self._access.check(address)
        self._cache.prepare()
        self.requests.append(what)
        if len(self.requests) % _TOLD_EVERY == 0:
            self._access.tell(f"{len(self.requests):,} requests so far, now {what}")
