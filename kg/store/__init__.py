"""Stores that hold graphs: a folder on this machine's disk, and triplestores that are reached over HTTP."""

from kg.store.embedded import DEFAULT_STORE, EmbeddedStore, open_store

__all__ = ["DEFAULT_STORE", "EmbeddedStore", "open_store"]
