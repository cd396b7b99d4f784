"""`kg query`: asks a canned query, or any SPARQL, of graphs or of an endpoint."""

from __future__ import annotations

import io
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import click

from kg.cli.talk import Talk, talk_options
from kg.errors import UsageError
from kg.queries.catalogue import CannedQuery, Parameter, find_query, load_queries, read_query
from kg.queries.pages import show_query, write_example

if TYPE_CHECKING:
    from kg.queries.resolving import Ask
    from kg.queries.running import Answer

_EPILOG = """\b
Example:
  kg query who-speaks-for-whom out/seed.ttl --person Peskov
  kg query -q "SELECT * { ?a dip:metWith ?b }" out/seed.ttl -F csv
"""

_BY_EXTENSION = {".md": "markdown", ".txt": "table"}

FORMATS = ("table", "csv", "tsv", "json", "xml", "markdown", "ttl", "nt")


@dataclass(frozen=True, slots=True)
class Question:
    """A canned query, or SPARQL, with the values of its parameters and the graphs to ask."""

    query: CannedQuery | None
    sparql: str
    given: dict[str, str]
    graphs: tuple[str, ...]


class QueryCommand(click.Command):
    """A command that takes the parameters of the query it is given as options of its own."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Finds the query first, since its parameters are options."""
        ctx.meta["kg.query"] = _find_query(self, args)
        return super().parse_args(ctx, args)

    def get_params(self, ctx: click.Context) -> list[click.Parameter]:
        """The command's own options, and those of the query."""
        query: CannedQuery | None = ctx.meta.get("kg.query")
        params = super().get_params(ctx)
        return params + [_to_option(parameter) for parameter in query.parameters] if query else params

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The command's examples, or that of the query which was named."""
        query: CannedQuery | None = ctx.meta.get("kg.query")
        if query:
            formatter.write(f"\n  Example:\n    {write_example(query)}\n")
        else:
            super().format_epilog(ctx, formatter)

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The command's help, and the query's where one was named."""
        super().format_help_text(ctx, formatter)
        query: CannedQuery | None = ctx.meta.get("kg.query")
        if query:
            with formatter.section(query.name):
                formatter.write_text(f"{query.summary}. {query.description}")


@click.command("query", cls=QueryCommand, epilog=_EPILOG)
@click.argument("words", metavar="[NAME] [GRAPHS]...", nargs=-1)
@click.option("-q", "--query", "sparql", metavar="SPARQL", help="Ask this query instead of a canned one.")
@click.option("-f", "--file", metavar="FILE", help="Ask the query in this file.")
@click.option("-e", "--endpoint", metavar="URL", help="Ask this SPARQL endpoint instead of files.")
@click.option("--timeout", type=click.IntRange(1), default=60, show_default=True, help="Seconds to wait.")
@click.option("-F", "--format", "form", type=click.Choice(FORMATS), help="What to write the answer as.")
@click.option("-o", "--output", metavar="FILE", default="-", help="Write here; the extension is the format.")
@click.option("--show", is_flag=True, help="Print the SPARQL, its parameters bound, and ask nothing.")
@click.option(
    "--queries", metavar="DIR", multiple=True, help="A folder of your own queries; also KG_QUERIES."
)
@talk_options
@click.pass_context
def command(ctx: click.Context, /, words: tuple[str, ...], **options: Any) -> None:
    """Ask a canned query, or any SPARQL, of graphs or of an endpoint.

    NAME is one of `kg queries`; its parameters are options, listed by `kg query NAME --help`. GRAPHS
    are files of RDF, "-" for Turtle on standard input. A table is drawn on a terminal, CSV goes into a
    pipe; a question of yes or no exits with 1 on no.
    """
    talk = Talk(quiet=options["quiet"], verbose=options["verbose"])
    question = _read_question(ctx, words, options)
    ask = _open(question.graphs, options)
    sparql = _bind(question, ask)
    if options["show"]:
        click.echo(show_query(sparql))
        return
    talk.detail(sparql)
    answer = ask(sparql)
    form = _choose_format(answer, options["form"], options["output"])
    _write(answer, form, options["output"], sparql)
    if _is_no(answer):
        ctx.exit(1)


def _find_query(command: click.Command, args: list[str]) -> CannedQuery | None:
    """The query that the arguments name, read ahead of them with unknown options passed over."""
    probe = click.Command("query", params=command.params, add_help_option=False)
    ctx = probe.make_context(
        "query",
        list(args),
        resilient_parsing=True,
        ignore_unknown_options=True,
        allow_extra_args=True,
    )
    if ctx.params["sparql"] is not None:
        return None
    if ctx.params["file"] is not None:
        return _checked(read_query(Path(ctx.params["file"])), command)
    folders = [Path(folder) for folder in ctx.params["queries"] or ()]
    return _find_named(ctx.params["words"] or (), command, folders)


def _find_named(
    words: Sequence[str], command: click.Command, folders: Sequence[Path] = ()
) -> CannedQuery | None:
    """The first word that names a query; None where an option that nobody knows stands before any word."""
    names = load_queries(*folders).keys()
    name = next((word for word in words if word in names), words[0] if words else "-")
    return (
        None if name.startswith("-") and name not in names else _checked(find_query(name, *folders), command)
    )


def _checked(query: CannedQuery, command: click.Command) -> CannedQuery:
    taken = {name for param in command.params for name in param.opts} | {"--help"}
    for parameter in query.parameters:
        if f"--{parameter.name}" in taken:
            raise UsageError(
                f"parameter {parameter.name!r} has the name of an option of kg query", where=query.name
            )
    return query


def _to_option(parameter: Parameter) -> click.Option:
    note = "" if parameter.optional or parameter.default is not None else " (required)"
    return click.Option(
        [f"--{parameter.name}", f"parameter {parameter.name}".replace(" ", "_")],
        metavar=parameter.type.upper(),
        help=f"{parameter.description}{note}",
    )


def _read_question(ctx: click.Context, words: tuple[str, ...], options: dict[str, Any]) -> Question:
    """What to ask, and of which graphs."""
    query: CannedQuery | None = ctx.meta["kg.query"]
    if options["sparql"] is not None:
        return Question(None, options["sparql"], {}, words)
    if query is None:
        raise UsageError("which query?", where="query", hint=f"{', '.join(load_queries())}, or -q SPARQL")
    given = {
        p.name: options[f"parameter_{p.name}"] for p in query.parameters if options[f"parameter_{p.name}"]
    }
    graphs = words if options["file"] is not None else tuple(word for word in words if word != query.name)
    return Question(query, query.sparql, given, graphs)


def _bind(question: Question, ask: Ask) -> str:
    """The SPARQL to ask, its parameters bound and its prefixes declared."""
    from kg.queries.binding import bind_parameters
    from kg.queries.tokens import add_prefixes
    from kg.rdf.vocabulary import PREFIXES

    query = question.query
    bound = bind_parameters(query, question.given, ask=ask) if query else question.sparql
    return add_prefixes(bound, PREFIXES)


def _open(graphs: tuple[str, ...], options: dict[str, Any]) -> Ask:
    """What asks the endpoint, or the files, which are read once and when first asked."""
    from functools import cache, partial

    from kg.queries.running import ask_endpoint, ask_store, open_graphs

    if options["endpoint"] and graphs:
        raise UsageError("files or an endpoint, not both", where="query")
    if options["endpoint"]:
        tell = Talk(quiet=options["quiet"]).say
        return partial(ask_endpoint, endpoint=options["endpoint"], timeout=options["timeout"], tell=tell)
    read = cache(open_graphs)
    return lambda sparql: ask_store(sparql, read(_needed(graphs)))


def _needed(graphs: tuple[str, ...]) -> tuple[str, ...]:
    if not graphs:
        hint = "name a file, such as out/seed.ttl, or --endpoint URL"
        raise UsageError("no graph to ask", where="query", hint=hint)
    return graphs


def _choose_format(answer: Answer, form: str | None, output: str) -> str:
    """The format that was asked for, or the file's, or what suits the answer and where it goes."""
    from pyoxigraph import QueryTriples

    suffix = Path(output).suffix.lower()
    by_name = _BY_EXTENSION.get(suffix, suffix.removeprefix("."))
    if form is not None or (output != "-" and by_name in FORMATS):
        return form or by_name
    if isinstance(answer, QueryTriples):
        return "ttl"
    return "table" if output == "-" and sys.stdout.isatty() else "csv"


def _write(answer: Answer, form: str, output: str, sparql: str) -> None:
    from kg.output import open_output
    from kg.queries.answers import write_answer
    from kg.queries.tokens import find_prefixes

    prefixes = find_prefixes(sparql)
    with open_output(output) as stream:
        if form == "table" and _is_table(answer):
            _draw(answer, stream, prefixes)
        else:
            write_answer(answer, stream, "markdown" if form == "table" else form, prefixes=prefixes)


def _draw(answer: Any, stream: IO[bytes], prefixes: dict[str, str]) -> None:
    from kg.cli.tables import draw_table
    from kg.queries.answers import read_rows

    headings = [variable.value for variable in answer.variables]
    text = io.TextIOWrapper(stream, encoding="utf-8", write_through=True)
    try:
        draw_table(headings, read_rows(answer, prefixes=prefixes), stream=text)
    finally:
        text.detach()


def _is_table(answer: Answer) -> bool:
    from pyoxigraph import QuerySolutions

    return isinstance(answer, QuerySolutions)


def _is_no(answer: Answer) -> bool:
    from pyoxigraph import QueryBoolean

    return isinstance(answer, QueryBoolean) and not answer
