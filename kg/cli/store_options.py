"""The option of every verb that reads or changes a store on disk."""

from __future__ import annotations

import click

from kg.store import DEFAULT_STORE

store_option = click.option(
    "--store", metavar="DIR", default=DEFAULT_STORE, show_default=True, help="The store's folder."
)
"""Names the folder of a store."""


def count_things(number: int, name: str) -> str:
    """A number with its noun, in the plural where there is not one.

    >>> count_things(1, "document"), count_things(2000, "document")
    ('1 document', '2,000 documents')
    """
    return f"{number:,} {name if number == 1 else f'{name}s'}"
