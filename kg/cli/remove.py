"""`kg remove`: takes documents out of a store, or out of a triplestore."""

from __future__ import annotations

from typing import Any

import click

from kg.cli.documents import ontology_option, read_ontology
from kg.cli.endpoint_options import endpoint_options, open_writable
from kg.cli.store_options import count_things
from kg.cli.talk import Talk, talk_options
from kg.errors import UsageError
from kg.store import DEFAULT_STORE

_EPILOG = """\b
Example:
  kg remove seeds/st-petersburg-informal-cis-summit.txt --store out/old
"""


@click.command("remove", epilog=_EPILOG)
@click.argument("documents", metavar="DOCUMENTS...", nargs=-1, required=True)
@click.option("--store", metavar="DIR", help=f"The store's folder.  [default: {DEFAULT_STORE}]")
@ontology_option
@click.option("-e", "--endpoint", metavar="URL", help="Take them out of this triplestore instead.")
@endpoint_options
@click.option("--timeout", type=click.IntRange(1), default=600, show_default=True, help="Seconds to wait.")
@talk_options
def command(documents: tuple[str, ...], **options: Any) -> None:
    """Take documents, and what they alone say, out of a store.

    DOCUMENTS are IRIs, or the sources that documents were read from. A fact stays as long as another
    document says it. Out of a triplestore, the graphs of documents are dropped, and it is asked
    afterwards whether they are gone.
    """
    talk = Talk(quiet=options["quiet"], verbose=options["verbose"])
    if options["endpoint"] and options["store"]:
        raise UsageError("a store or an endpoint, not both", where="remove")
    remove = _remove_remotely if options["endpoint"] else _remove_locally
    remove(documents, options, talk)


def _remove_locally(documents: tuple[str, ...], options: dict[str, Any], talk: Talk) -> None:
    from kg.store.filling import remove_documents

    store = options["store"] or DEFAULT_STORE
    ontology = read_ontology(options["ontology"])
    change = remove_documents(store, documents, ontology=ontology, tell=talk.say)
    talk.say(f"{store}: removed {count_things(change.removed, 'document')}")


def _remove_remotely(documents: tuple[str, ...], options: dict[str, Any], talk: Talk) -> None:
    from kg.store.remote_removal import remove_remotely

    with open_writable(options, talk) as endpoint:
        removed = remove_remotely(endpoint, documents)
    talk.say(f"{endpoint.profile.title}: removed {count_things(removed, 'document')}")
