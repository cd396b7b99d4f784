"""The group of verbs: their names and one line each, so that `kg --help` loads none of them."""

from __future__ import annotations

import importlib
from difflib import get_close_matches

import click

from kg.errors import UsageError

VERBS = {
    "build": "Read documents and write a graph, or put them into a store.",
    "sync": "Keep a store in step with folders, feeds or lists of files.",
    "extract": "Read documents and print what they say as JSON Lines.",
    "merge": "Propose which entities of several documents are one.",
    "annotate": "Show a document with what was read in it.",
    "explain": "Show the words that a fact was read from, what was dropped, or why a name was linked.",
    "query": "Ask a canned query, or any SPARQL, of graphs, of a store or of an endpoint.",
    "queries": "List the canned queries, or describe one.",
    "shell": "Ask one query after another of graphs, of a store or of an endpoint.",
    "serve": "Answer SPARQL over HTTP from a store, until Ctrl-C.",
    "load": "Load graphs into a store on disk, or into a triplestore.",
    "link": "Link the entities of a graph that are not linked yet, or to none when in doubt.",
    "enrich": "Ask Wikidata what it says of the items that a graph is linked to.",
    "dump": "Write what a store holds into a file.",
    "stats": "Tell what a store holds, in numbers.",
    "diff": "Tell what two graphs or stores say differently.",
    "remove": "Take documents, and what they alone say, out of a store.",
    "update": "Change a triplestore by SPARQL Update.",
    "endpoints": "List the triplestores that are known by name, or describe one.",
    "graph": "See the graph as a network: who is central, what joins two actors, what changed.",
    "verify": "Check that every quote of a graph stands in its document.",
    "validate": "Check a graph against the shapes of a good one, and its relations against the ontology.",
    "scorecard": "Show how well each construction of English is read.",
    "evaluate": "Compare what is read with gold: precision and recall.",
    "index": "Build an index of entities from a dump of Wikidata, see what one holds, search it.",
    "ontology": "Describe a class, a relation, a type of event or a status; without NAME, list them.",
    "completion": "Print the shell's completion script.",
}
"""Each verb, in the order in which a person meets it, with the first line of its help."""


class VerbGroup(click.Group):
    """A group whose verbs are modules of this package, imported when they are called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The verbs in the order of `VERBS`."""
        return list(VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The verb's command, from its module; None where there is no such verb."""
        if cmd_name not in VERBS:
            return None
        command: click.Command = importlib.import_module(f"kg.cli.{cmd_name}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Writes the verbs and their lines without loading them."""
        with formatter.section("Commands"):
            formatter.write_dl(list(VERBS.items()))

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The verb that is called; a UsageError that names the nearest ones where there is none."""
        name = args[0]
        if name not in VERBS and not name.startswith("-"):
            near = get_close_matches(name, VERBS, n=3) or list(VERBS)
            raise UsageError(f"no verb {name!r}", hint=", ".join(near))
        return super().resolve_command(ctx, args)
