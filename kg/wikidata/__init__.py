"""Wikidata, or another Wikibase, over the network when a user asks for it: found, cached and replayed."""

from kg.wikidata.access import API, ENDPOINT, Access
from kg.wikidata.cache import DEFAULT_CACHE, Cache
from kg.wikidata.client import Client, Hit, open_client
from kg.wikidata.items import Item, Statement

__all__ = [
    "API",
    "DEFAULT_CACHE",
    "ENDPOINT",
    "Access",
    "Cache",
    "Client",
    "Hit",
    "Item",
    "Statement",
    "open_client",
]
