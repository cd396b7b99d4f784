"""What an endpoint answers, read whole before anything is made of it, and in the ways of each server."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from io import SEEK_END, SEEK_SET, BufferedReader, RawIOBase
from tempfile import SpooledTemporaryFile
from typing import IO, TYPE_CHECKING

from pyoxigraph import (
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Store,
    parse_query_results,
)

from kg.errors import StoreError
from kg.store.troubles import find_words

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

IN_MEMORY = 1 << 23
"""The bytes of an answer that are kept in memory; the rest goes to a file that has no name."""

_BLANK = re.compile(rb'("type"\s*:\s*"bnode"\s*,\s*"value"\s*:\s*")nodeID://')


def read_solutions(pieces: Iterable[bytes], address: str) -> QuerySolutions | QueryBoolean:
    """The table, or the yes or no, of an answer in JSON; a StoreError where it is none, or not all of it."""
    stream = _keep(_rename_blanks(pieces))
    if _read_last(stream) != b"}":
        raise _refuse(stream, address)
    try:
        return parse_query_results(stream, format=QueryResultsFormat.JSON)
    except (SyntaxError, ValueError) as error:
        raise _refuse(stream, address) from error


def read_triples(pieces: Iterable[bytes], address: str) -> QueryTriples:
    """The triples of an answer in Turtle; a StoreError where it is none."""
    stream, store = _keep(pieces), Store()
    try:
        store.bulk_load(stream, RdfFormat.TURTLE)
    except (SyntaxError, ValueError) as error:
        raise _refuse(stream, address) from error
    answer = store.query("CONSTRUCT WHERE { ?s ?p ?o }")
    assert isinstance(answer, QueryTriples)
    return answer


def to_boolean(answer: QuerySolutions | QueryBoolean) -> QueryBoolean:
    """The yes or no of an ASK, which some servers answer with a table of one cell."""
    if isinstance(answer, QueryBoolean):
        return answer
    cells = [str(getattr(cell, "value", "")) for row in answer for cell in row]
    truth = b"true" if cells and cells[0].lower() in {"1", "true"} else b"false"
    made = parse_query_results(b'{"head":{},"boolean":%s}' % truth, format=QueryResultsFormat.JSON)
    assert isinstance(made, QueryBoolean)
    return made


class _Kept(RawIOBase):
    """A file of an answer, closed when nobody reads it any more."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        view = memoryview(buffer)
        piece = self._file.read(len(view))
        view[: len(piece)] = piece
        return len(piece)

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = SEEK_SET) -> int:
        return self._file.seek(offset, whence)

    def close(self) -> None:
        self._file.close()
        super().close()


class _Spool(SpooledTemporaryFile[bytes]):
    """A file in memory while it is small, which may be forgotten without a warning."""

    def __del__(self) -> None:
        self.close()


def _keep(pieces: Iterable[bytes]) -> IO[bytes]:
    file = _Spool(max_size=IN_MEMORY)
    for piece in pieces:
        file.write(piece)
    file.seek(0)
    return BufferedReader(_Kept(file))


def _rename_blanks(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """The same pieces with blank nodes called as JSON results call them; cut only after a brace."""
    rest = b""
    for piece in pieces:
        whole, brace, rest = (rest + piece).rpartition(b"}")
        yield _BLANK.sub(rb"\1", whole + brace)
    yield rest


def _read_last(stream: IO[bytes]) -> bytes:
    """The last byte that is no white space."""
    end = stream.seek(0, SEEK_END)
    stream.seek(max(0, end - 64))
    last = stream.read().rstrip()[-1:]
    stream.seek(0)
    return last


def _refuse(stream: IO[bytes], address: str) -> StoreError:
    """The error of an answer that is no result of a query, with its first words."""
    stream.seek(0)
    words = find_words(stream.read(1 << 14).decode("utf-8", errors="replace"), length=80)
    if words.startswith("{"):
        return StoreError("the answer breaks off", where=address, hint="ask again, or for less (LIMIT)")
    why = f"the answer is no result of a query: {words or 'it is empty'}"
    return StoreError(why, where=address, hint="is this the address for queries?")
