"""Where answers go and in which form: a table on a terminal, page by page, else what was asked for."""

from __future__ import annotations

import io
import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING

from kg.errors import UsageError
from kg.output import open_output

if TYPE_CHECKING:
    from kg.queries.running import Answer
    from kg.queries.words import FindLabels

FORMATS = ("table", "csv", "tsv", "json", "xml", "parquet", "arrow", "markdown", "html", "ttl", "nt")

_BY_EXTENSION = {".md": "markdown", ".txt": "table", ".htm": "html", ".srj": "json", ".srx": "xml"}
_BY_EXTENSION |= {".feather": "arrow", ".pq": "parquet"}


@dataclass(frozen=True, slots=True)
class Display:
    """How answers are shown: the format, None for what suits; the terminal's columns, None for a pipe."""

    form: str | None = None
    output: str = "-"
    width: int | None = None

    def choose_format(self, answer: Answer) -> str:
        """The format that was asked for, or the file's, or what suits the answer and where it goes."""
        from pyoxigraph import QueryTriples

        suffix = Path(self.output).suffix.lower()
        by_name = _BY_EXTENSION.get(suffix, suffix.removeprefix("."))
        if self.form is not None or (self.output != "-" and by_name in FORMATS):
            return self.form or by_name
        if isinstance(answer, QueryTriples):
            return "ttl"
        return "table" if self.width else "csv"

    def write(
        self,
        answer: Answer,
        stream: IO[bytes],
        *,
        prefixes: Mapping[str, str],
        find_labels: FindLabels | None = None,
    ) -> None:
        """Writes an answer; where labels can be found, they stand beside IRIs."""
        from pyoxigraph import QuerySolutions

        from kg.queries.answers import READABLE, write_answer
        from kg.queries.columns import COLUMNAR
        from kg.queries.words import Words

        form = self.choose_format(answer)
        if form in COLUMNAR and self.width:
            raise UsageError(f"{form} is not for a terminal", where="--format", hint="-o FILE, or a pipe")
        words = Words(prefixes, find_labels=find_labels)
        if find_labels and form not in {"table", *READABLE} and isinstance(answer, QuerySolutions):
            hint = "table, markdown or html; or ask for rdfs:label in the query"
            raise UsageError(f"{form} has no room for labels", where="--labels", hint=hint)
        if form != "table" or not isinstance(answer, QuerySolutions):
            write_answer(
                answer, stream, "markdown" if form == "table" else form, words=words, prefixes=prefixes
            )
            return
        from kg.cli.tables import draw_table

        headings = [variable.value for variable in answer.variables]
        text = io.TextIOWrapper(stream, encoding="utf-8", write_through=False)
        draw_table(headings, words.read_rows(answer), stream=text, width=self.width, bold=bool(self.width))
        text.flush()
        text.detach()


def make_display(form: str | None, output: str) -> Display:
    """The display of some options; its width is the terminal's where that is what is written to."""
    screen = output == "-" and sys.stdout.isatty()
    return Display(form, output, shutil.get_terminal_size().columns if screen else None)


@contextmanager
def open_display(display: Display, *, pager: bool = True) -> Iterator[IO[bytes]]:
    """A stream to the file or the terminal of a display; there, page by page, what is longer than a page."""
    command = _find_pager() if pager and display.width and sys.stdin and sys.stdin.isatty() else []
    if not command:
        with open_output(display.output) as stream:
            yield stream
        return
    with subprocess.Popen(command, stdin=subprocess.PIPE, env={"LESS": "FRX", **os.environ}) as process:
        assert process.stdin is not None
        try:
            yield process.stdin
        except BrokenPipeError:
            pass  # the reader has seen enough
        finally:
            with suppress(BrokenPipeError):
                process.stdin.close()
            _wait_for_reader(process)


def _wait_for_reader(process: subprocess.Popen[bytes]) -> None:
    """Ctrl-C is the pager's own affair while it runs."""
    while process.poll() is None:
        with suppress(KeyboardInterrupt):
            process.wait()


def _find_pager() -> list[str]:
    """The command of PAGER, else less where there is one; none where PAGER is empty or cat."""
    command = shlex.split(os.environ.get("PAGER", "less"))
    return command if command and command[0] != "cat" and shutil.which(command[0]) else []
