"""`kg remove`: takes documents out of a store."""

from __future__ import annotations

import click

from kg.cli.documents import ontology_option, read_ontology
from kg.cli.store_options import count_things, store_option
from kg.cli.talk import Talk, talk_options

_EPILOG = """\b
Example:
  kg remove seeds/st-petersburg-informal-cis-summit.txt --store out/old
"""


@click.command("remove", epilog=_EPILOG)
@click.argument("documents", metavar="DOCUMENTS...", nargs=-1, required=True)
@store_option
@ontology_option
@talk_options
def command(
    documents: tuple[str, ...], *, store: str, ontology: tuple[str, ...], quiet: bool, verbose: bool
) -> None:
    """Take documents, and what they alone say, out of a store.

    DOCUMENTS are IRIs, or the sources that documents were read from. A fact stays as long as another
    document says it.
    """
    from kg.store.filling import remove_documents

    talk = Talk(quiet=quiet, verbose=verbose)
    change = remove_documents(store, documents, ontology=read_ontology(ontology), tell=talk.say)
    talk.say(f"{store}: removed {count_things(change.removed, 'document')}")
