"""The option of every verb that reads or changes a store on disk."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.store import DEFAULT_STORE

if TYPE_CHECKING:
    from kg.store.filling import Change

store_option = click.option(
    "--store", metavar="DIR", default=DEFAULT_STORE, show_default=True, help="The store's folder."
)
"""Names the folder of a store."""


def choose_store(sources: Collection[str], store: str | None) -> str | None:
    """The store to read: the one named, or that of this folder where there is one and no file is named."""
    if sources or store:
        return store
    return DEFAULT_STORE if Path(DEFAULT_STORE).is_dir() else None


def count_things(number: int, name: str) -> str:
    """A number with its noun, in the plural where there is not one.

    >>> count_things(1, "document"), count_things(2000, "document")
    ('1 document', '2,000 documents')
    """
    return f"{number:,} {name if number == 1 else f'{name}s'}"


def tell_change(store: str, change: Change) -> str:
    """What was put into a store, in words."""
    put = f"{count_things(change.triples, 'triple')} of {count_things(change.added, 'new document')}"
    return f"{store}: {put}, {change.replaced:,} replaced"
