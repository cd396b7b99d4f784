"""A conversation with a graph: what is typed becomes queries and commands, and each is answered."""

from __future__ import annotations

import shlex
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import IO

import click

from kg.cli.display import FORMATS, make_display, open_display
from kg.cli.questions import Outcome, Question, answer_question, write_outcome
from kg.errors import KgError, UsageError
from kg.queries.sources import Asked, Source, open_source
from kg.queries.tokens import cut_tokens

INTERRUPTED = 130

_READABLE = {"table", "markdown", "html"}

_HELP = """\
  SELECT …, ASK …       a query; it is asked once its braces are closed, or after an empty line
  .canned [NAME …]      ask a canned query, its parameters as --name value; without NAME, list them
  .format [FORMAT]      show answers as table, csv, json, …
  .labels [on|off]      put labels beside IRIs
  .limit [ROWS|off]     give no more rows than this, 0 for all
  .time [on|off]        say how long each answer took
  .prefixes             list the prefixes that need no declaration
  .help                 this
  .quit                 end; so does Ctrl-D
"""


class Session:
    """What was set so far in one conversation with a source."""

    def __init__(self, source: Source, *, form: str | None = None, timeout: float = 60) -> None:
        self.source = source
        self.form = form
        self.timeout = timeout
        self.labels = False
        self.limit: int | None = None
        self.timed = False
        self.code = 0
        self.commands: Mapping[str, Callable[[list[str]], None]] = {
            ".canned": self._ask_canned,
            ".format": self._set_format,
            ".labels": self._set_labels,
            ".limit": self._set_limit,
            ".time": self._set_time,
            ".prefixes": self._list_prefixes,
            ".help": lambda _: click.echo(_HELP, nl=False),
            ".quit": self._quit,
            ".exit": self._quit,
        }

    def run(self) -> int:
        """Answers until the end of the input; gives the exit code of the last error, 0 on a terminal."""
        with open_source(self.source) as asked:
            asked.open()
            screen = sys.stdin.isatty() and sys.stdout.isatty()
            statements = self._read_typed(asked) if screen else read_statements(sys.stdin)
            try:
                for statement in statements:
                    self._answer(statement, asked)
            except EOFError:
                pass
        return 0 if screen else self.code

    def _read_typed(self, asked: Asked) -> Iterator[str]:
        from kg.cli.prompting import open_prompt

        prompt = open_prompt(asked, self.commands)
        click.echo(".help tells what can be said; Ctrl-D ends", err=True)
        while True:
            try:
                yield prompt()
            except KeyboardInterrupt:
                continue

    def _answer(self, statement: str, asked: Asked) -> None:
        """Answers one query or command; an error is told, and the conversation goes on."""
        self._asked = asked
        try:
            if statement.lstrip().startswith("."):
                self._command(statement.strip())
            elif statement.strip():
                self._ask(Question(statement))
        except KgError as error:
            self._tell(str(error), error.exit_code)
        except KeyboardInterrupt:
            self._tell("interrupted", INTERRUPTED)

    def _tell(self, message: str, code: int) -> None:
        click.echo(f"kg: {message}", err=True)
        self.code = code

    def _command(self, line: str) -> None:
        from kg.queries.terms import find_near

        try:
            name, *words = shlex.split(line)
        except ValueError as error:
            raise UsageError(f"a quote is not closed: {line}", where="shell") from error
        if name not in self.commands:
            near = find_near(name, self.commands)
            raise UsageError(f"no command {name}", where="shell", hint=near[0] if near else ".help")
        self.commands[name](words)

    def _ask(self, question: Question) -> None:
        """Asks in a process of its own, so that Ctrl-C stops the query and nothing else."""
        from kg.queries.workers import run_apart

        display, asked, source = make_display(self.form, "-"), self._asked, self.source
        readable = (self.form or ("table" if display.width else "csv")) in _READABLE
        full = replace(question, labels=self.labels and readable, limit=self.limit)

        def work(stream: IO[bytes]) -> Outcome:
            if source.store:  # what reads a store is not shared by processes
                return answer_question(full, source, display, stream)
            return write_outcome(full, asked, display, stream, start=time.monotonic())

        with open_display(display) as stream:
            outcome = work(stream) if source.endpoint else run_apart(work, stream, timeout=self.timeout)
        for message in (*outcome.messages, *([outcome.times] if self.timed else [])):
            click.echo(message, err=True)

    def _ask_canned(self, words: list[str]) -> None:
        from kg.queries.catalogue import find_query, load_queries

        if not words:
            for query in load_queries().values():
                click.echo(f"  {query.name:24}  {query.summary}")
            return
        query = find_query(words[0])
        names, values = words[1::2], words[2::2]
        if len(names) != len(values) or not all(name.startswith("--") for name in names):
            hint = " ".join(f"--{each.name} {each.type.upper()}" for each in query.parameters)
            raise UsageError("parameters are --name value", where=query.name, hint=hint or "it takes none")
        given = tuple((name[2:], value) for name, value in zip(names, values, strict=True))
        self._ask(Question(query.sparql, query.name, query, given))

    def _set_format(self, words: list[str]) -> None:
        if words and words[0] not in FORMATS:
            raise UsageError(f"no format {words[0]!r}", where=".format", hint=", ".join(FORMATS))
        self.form = words[0] if words else None

    def _set_labels(self, words: list[str]) -> None:
        self.labels = _read_switch(words, self.labels)

    def _set_time(self, words: list[str]) -> None:
        self.timed = _read_switch(words, self.timed)

    def _set_limit(self, words: list[str]) -> None:
        if words and words[0] != "off" and not (words[0].isascii() and words[0].isdigit()):
            raise UsageError(f"{words[0]!r} is no number", where=".limit", hint="a number of rows, or off")
        self.limit = int(words[0]) if words and words[0] != "off" else None

    def _list_prefixes(self, _words: list[str]) -> None:
        from kg.queries.terms import load_prefixes

        for name, start in load_prefixes().items():
            click.echo(f"  {name + ':':28} {start}")

    def _quit(self, _words: list[str]) -> None:
        raise EOFError


def _read_switch(words: list[str], now: bool) -> bool:  # noqa: FBT001 - the switch itself
    if words and words[0] not in {"on", "off"}:
        raise UsageError(f"{words[0]!r} is neither on nor off", where="shell", hint="on, or off")
    return words[0] == "on" if words else not now


def is_whole(text: str) -> bool:
    """Whether what was typed can be answered: a command, or a query whose braces are closed.

    >>> is_whole("SELECT * {"), is_whole("ASK { ?a ?b '}' }"), is_whole(".help")
    (False, True, True)
    """
    if text.lstrip().startswith(".") or not text.strip() or text.endswith("\n\n"):
        return True
    marks = [token.text for token in cut_tokens(text) if token.kind == "other"]
    return marks.count("{") <= marks.count("}") and (
        "{" in marks or text.lstrip()[:8].upper().startswith("DESCRIBE")
    )


def read_statements(stream: IO[str]) -> Iterator[str]:
    """The queries, parted by empty lines, and the commands, each a line, of a text."""
    lines: list[str] = []
    for line in stream:
        if line.lstrip().startswith(".") and not lines:
            yield line
        elif line.strip():
            lines.append(line)
        elif lines:
            yield "".join(lines)
            lines = []
    if lines:
        yield "".join(lines)
