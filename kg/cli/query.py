"""`kg query`: asks a canned query, or any SPARQL, of graphs, of a store or of an endpoint."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import click

from kg.cli.display import FORMATS, Display, make_display, open_display
from kg.cli.offers import complete_parameter, complete_words
from kg.cli.questions import Outcome, Question, answer_question
from kg.cli.source_options import find_source, source_options
from kg.cli.talk import Talk, talk_options
from kg.errors import UsageError
from kg.queries.catalogue import (
    LIMIT,
    CannedQuery,
    Parameter,
    find_query,
    load_queries,
    parse_query,
    read_query,
)
from kg.queries.pages import write_example

if TYPE_CHECKING:
    from kg.queries.sources import Source

_EPILOG = """\b
Example:
  kg query who-speaks-for-whom out/seed.ttl --person Peskov
  kg query -q "SELECT ?a ?b { ?a dip:metWith ?b }" out/seed.ttl --labels -F table
  kg query -q "ASK { ?a dip:metWith ?b }" out/seed.ttl
  kg query meetings out/seed.ttl --actor Armenia --explain
  kg query -q "DESCRIBE dip:Meeting" ontology/diplomacy.ttl -F ttl
"""


class QueryCommand(click.Command):
    """A command that takes the parameters of the query it is given as options of its own."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Finds the query first, since its parameters are options."""
        ctx.meta["kg.query"] = _find_query(self, args, completing=ctx.resilient_parsing)
        return super().parse_args(ctx, args)

    def get_params(self, ctx: click.Context) -> list[click.Parameter]:
        """The command's own options, and those of the query."""
        query: CannedQuery | None = ctx.meta.get("kg.query")
        params = super().get_params(ctx)
        own = [each for each in query.parameters if each.name != LIMIT] if query else []
        return [*params, *map(_to_option, own)]

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
@click.argument("words", metavar="[NAME] [GRAPHS]...", nargs=-1, shell_complete=complete_words)
@click.option("-q", "--query", "sparql", metavar="SPARQL", help="Ask this query instead of a canned one.")
@click.option("-f", "--file", metavar="FILE", help='Ask the query in this file; "-" is standard input.')
@source_options
@click.option("--limit", type=click.IntRange(0), metavar="ROWS", help="Give no more rows; 0 gives all.")
@click.option("--labels", is_flag=True, help="Put labels beside IRIs.")
@click.option("--time", "timed", is_flag=True, help="Say how long it took.")
@click.option("--no-pager", is_flag=True, help="Do not show long tables page by page.")
@click.option("-F", "--format", "form", type=click.Choice(FORMATS), help="What to write the answer as.")
@click.option("-o", "--output", metavar="FILE", default="-", help="Write here; the extension is the format.")
@click.option("--show", is_flag=True, help="Print the SPARQL, its parameters bound, and ask nothing.")
@click.option("--explain", is_flag=True, help="Print the steps of answering, with their rows and seconds.")
@click.option(
    "--queries", metavar="DIR", multiple=True, help="A folder of your own queries; also KG_QUERIES."
)
@talk_options
@click.pass_context
def command(ctx: click.Context, /, words: tuple[str, ...], **options: Any) -> None:
    """Ask a canned query, or any SPARQL, of graphs, of a store or of an endpoint.

    NAME is one of `kg queries`; its parameters are options, listed by `kg query NAME --help`. Without a
    NAME, -q or -f the query is read from standard input. GRAPHS are files of RDF, "-" for Turtle on
    standard input. A table is drawn on a terminal, CSV goes into a pipe; a question of yes or no exits
    with 1 on no.
    """
    talk = Talk(quiet=options["quiet"], verbose=options["verbose"])
    question, source = _read_question(ctx, words, options)
    display = make_display(options["form"], options["output"])
    with open_display(display, pager=not options["no_pager"]) as stream:
        outcome = _run(question, source, display, stream, options)
    for message in outcome.messages:
        talk.say(message)
    talk.detail(outcome.sparql)
    if options["timed"]:
        click.echo(outcome.times, err=True)
    if outcome.no:
        ctx.exit(1)


def _run(
    question: Question, source: Source, display: Display, stream: IO[bytes], options: dict[str, Any]
) -> Outcome:
    """Answers where Ctrl-C and the clock can stop it: an endpoint keeps time by itself."""
    from kg.queries.workers import run_apart

    def work(stream: IO[bytes]) -> Outcome:
        return answer_question(question, source, display, stream)

    alone = source.endpoint or question.explain  # what runs apart already
    return work(stream) if alone else run_apart(work, stream, timeout=options["timeout"])


def _find_query(command: click.Command, args: list[str], *, completing: bool) -> CannedQuery | None:
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
        return None if completing else _checked(_read_file(ctx.params["file"]), command)
    words = ctx.params["words"] or ()
    folders = [Path(folder) for folder in ctx.params["queries"] or ()]
    if not completing and not {"-h", "--help"} & set(args) and _asks_standard_input(words):
        query = _read_file("-")
        return _checked(query, command) if query.sparql.strip() else None
    return _find_named(words, command, folders)


def _read_file(path: str) -> CannedQuery:
    if path == "-":
        return parse_query(sys.stdin.read(), name="query", where="query")
    return read_query(Path(path))


def _asks_standard_input(words: Sequence[str]) -> bool:
    """Whether the query comes through a pipe: only files are named, and nobody sits at the keyboard."""
    return bool(sys.stdin) and not sys.stdin.isatty() and all(Path(word).is_file() for word in words)


def _find_named(
    words: Sequence[str], command: click.Command, folders: Sequence[Path] = ()
) -> CannedQuery | None:
    """The first word that names a query; None where an option that nobody knows stands before any word."""
    names = load_queries(*folders).keys()
    name = next((word for word in words if word in names), words[0] if words else "-")
    if name.startswith("-") and name not in names:
        return None
    return _checked(find_query(name, *folders), command)


def _checked(query: CannedQuery, command: click.Command) -> CannedQuery:
    taken = {name for param in command.params for name in param.opts} | {"--help"}
    for parameter in query.parameters:
        if parameter.name != LIMIT and f"--{parameter.name}" in taken:
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
        shell_complete=complete_parameter(parameter),
    )


def _read_question(
    ctx: click.Context, words: tuple[str, ...], options: dict[str, Any]
) -> tuple[Question, Source]:
    """What to ask, and of what."""
    query: CannedQuery | None = ctx.meta["kg.query"]
    more: dict[str, Any] = {name: options[name] for name in ("limit", "labels", "show", "explain")}
    if options["sparql"] is not None:
        return Question(options["sparql"], **more), find_source(words, options)
    if query is None:
        raise UsageError("which query?", where="query", hint=f"{', '.join(load_queries())}, or -q SPARQL")
    given = ((p.name, options[f"parameter_{p.name}"]) for p in query.parameters if p.name != LIMIT)
    values = tuple((name, value) for name, value in given if value)
    named = options["file"] is None and query.name in words
    graphs = tuple(word for word in words if word != query.name) if named else words
    name = options["file"] if options["file"] not in {None, "-"} else query.name
    return Question(query.sparql, name, query, values, **more), find_source(graphs, options)
