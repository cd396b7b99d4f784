"""Writes tables as typed columns, Parquet or Arrow, for programs that compute with them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from decimal import Decimal
from itertools import islice
from tempfile import TemporaryFile
from typing import IO, TYPE_CHECKING, Any, Final

from pyoxigraph import Literal, NamedNode

from kg.errors import UsageError
from kg.output import guard_scratch
from kg.rdf.vocabulary import XSD

if TYPE_CHECKING:
    from types import ModuleType

    from pyoxigraph import QuerySolutions

COLUMNAR: Final = ("parquet", "arrow")
"""The formats of columns; they need the extra `arrow`."""

_ROWS = 10_000
"""The rows that are held at a time."""

_DIGITS = 38
"""The digits of the widest decimal."""

_IRI = "IRI"
_INTEGERS = frozenset(
    f"{XSD}{name}"
    for name in "integer long int short byte nonNegativeInteger positiveInteger unsignedInt".split()
)


@dataclass(slots=True)
class _Column:
    """What is known of a column when all of its cells were seen: their datatypes, and if all can be read."""

    name: str
    kinds: set[str] = field(default_factory=set)
    is_typed: bool = True
    is_zoned: set[bool] = field(default_factory=set)
    places: int = 0
    digits: int = 0

    def note(self, term: Any) -> None:
        """Notes a cell that is not empty."""
        kind = find_kind(term)
        self.kinds.add(kind)
        self.is_typed = self.is_typed and len(self.kinds) == 1 and kind in _READERS
        if not self.is_typed:
            return
        try:
            value = _READERS[kind](term.value)
        except (ValueError, ArithmeticError, LookupError):
            self.is_typed = False
            return
        if isinstance(value, Decimal):
            self._note_decimal(value)
        elif isinstance(value, datetime):
            self.is_zoned.add(value.tzinfo is not None)

    def _note_decimal(self, value: Decimal) -> None:
        _, digits, exponent = value.as_tuple()
        places = max(0, -int(exponent))
        self.places = max(self.places, places)
        self.digits = max(self.digits, len(digits) + max(0, int(exponent)) - places)

    def find_type(self, arrow: ModuleType) -> Any:
        """The type of Arrow that holds every cell as it is."""
        if self.kind in {"", _IRI} or len(self.is_zoned) > 1:
            return arrow.string()
        if self.kind in _INTEGERS:
            return arrow.int64()
        if self.kind == f"{XSD}decimal":
            digits = max(1, self.digits + self.places)
            return arrow.decimal128(digits, self.places) if digits <= _DIGITS else arrow.string()
        if self.kind == f"{XSD}dateTime":
            return arrow.timestamp("us", tz="UTC" if True in self.is_zoned else None)
        return {f"{XSD}boolean": arrow.bool_(), f"{XSD}date": arrow.date32()}.get(self.kind, arrow.float64())

    @property
    def kind(self) -> str:
        """The datatype of all cells; "" where they are of several, or are texts."""
        return next(iter(self.kinds)) if self.is_typed and self.kinds else ""

    def find_reader(self, arrow: ModuleType) -> Callable[[str], Any]:
        """What makes the value of a cell of its text."""
        is_text = self.find_type(arrow) == arrow.string()
        return str if is_text else _READERS[self.kind]

    @property
    def about(self) -> dict[str, str]:
        """What the file says of the column: IRI, or a datatype, where all cells are of one."""
        return {"rdf": next(iter(self.kinds))} if len(self.kinds) == 1 else {}


def write_columns(answer: QuerySolutions, stream: IO[bytes], form: str) -> None:
    """Writes a table to a binary stream as `form`, one of COLUMNAR, in memory that does not grow with it.

    A column whose cells are all of one datatype of XML Schema has the type that holds them exactly; all
    others are texts: IRIs, words, and what is mixed. An empty cell is null. A UsageError where pyarrow is
    not installed.
    """
    arrow = load_arrow()
    columns = [_Column(variable.value) for variable in answer.variables]
    texts = arrow.schema([(column.name, arrow.string()) for column in columns])
    with TemporaryFile(buffering=0) as kept:
        with arrow.ipc.new_stream(arrow.PythonFile(_Scratch(kept), mode="w"), texts) as writer:
            for rows in iter(lambda: list(islice(answer, _ROWS)), []):
                writer.write_batch(_to_batch(arrow, columns, rows, texts))
        kept.seek(0)
        with arrow.ipc.open_stream(kept) as reader:
            _write_typed(arrow, reader, columns, stream, form)


def load_arrow() -> ModuleType:
    """The library; a UsageError where it is not installed."""
    try:
        import pyarrow as pa
    except ImportError as error:
        hint = "pip install 'diplomacy-kg[arrow]', or -F csv"
        raise UsageError("pyarrow is not installed", where="--format", hint=hint) from error
    library: ModuleType = pa
    return library


def find_kind(term: Any) -> str:
    """The datatype of a literal, IRI for one, or "text" for what has neither.

    >>> find_kind(Literal(1)).partition("#")[2], find_kind(NamedNode("urn:a")), find_kind(Literal("a"))
    ('integer', 'IRI', 'text')
    """
    if isinstance(term, NamedNode):
        return _IRI
    is_typed = isinstance(term, Literal) and not term.language and term.datatype.value != f"{XSD}string"
    return str(term.datatype.value) if is_typed else "text"


def _to_batch(arrow: ModuleType, columns: list[_Column], rows: list[Any], texts: Any) -> Any:
    """Some rows as texts; what they are is noted."""
    cells: list[list[str | None]] = [[] for _ in columns]
    for row in rows:
        for column, texts_of, term in zip(columns, cells, row, strict=True):
            if term is not None:
                column.note(term)
            texts_of.append(None if term is None else str(getattr(term, "value", term)))
    return arrow.record_batch(cells, schema=texts)


def _write_typed(
    arrow: ModuleType, batches: Any, columns: list[_Column], stream: IO[bytes], form: str
) -> None:
    from pyarrow import parquet

    fields = [arrow.field(c.name, c.find_type(arrow), metadata=c.about) for c in columns]
    schema = arrow.schema(fields)
    sink = arrow.PythonFile(_Sink(stream), mode="w")
    readers = [column.find_reader(arrow) for column in columns]
    opened = parquet.ParquetWriter if form == "parquet" else arrow.ipc.new_file
    with opened(sink, schema) as writer:
        for batch in batches:
            values = [
                arrow.array(list(_read(texts.to_pylist(), reader)), type=each.type)
                for texts, reader, each in zip(batch.columns, readers, fields, strict=True)
            ]
            writer.write_batch(arrow.record_batch(values, schema=schema))


def _read(texts: list[str | None], reader: Callable[[str], Any]) -> Iterator[Any]:
    return (None if text is None else reader(text) for text in texts)


class _Sink:
    """A stream that knows how much was written to it, and stays open."""

    closed = False

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self._at = 0

    def write(self, data: Any) -> int:
        """Writes some bytes, and gives how many."""
        count = self._stream.write(data)
        self._at += count
        return count

    def tell(self) -> int:
        """How many bytes were written."""
        return self._at

    def flush(self) -> None:
        """Nothing: the stream is its owner's to flush."""

    def close(self) -> None:
        """Nothing: the stream is its owner's to close."""


class _Scratch(_Sink):
    """A temporary file, to which no more may be written than there is room for."""

    def write(self, data: Any) -> int:
        """Writes all of some bytes; an OutputError where it cannot."""
        rest = memoryview(data)
        with guard_scratch():
            while rest:
                rest = rest[super().write(rest) :]
        return len(data)


def _read_integer(text: str) -> int:
    if not -(2**63) <= (number := int(text)) < 2**63:
        raise ValueError(text)
    return number


def _read_decimal(text: str) -> Decimal:
    if not re.fullmatch(r"[+-]?(\d+(\.\d*)?|\.\d+)", text, re.ASCII):
        raise ValueError(text)
    return Decimal(text)


def _read_date(text: str) -> date:
    if not re.fullmatch(r"\d{4}-\d\d-\d\d", text, re.ASCII):
        raise ValueError(text)  # with a time zone there is no type for it
    return date.fromisoformat(text)


def _read_moment(text: str) -> datetime:
    if not re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?(Z|[+-]\d\d:\d\d)?", text, re.ASCII):
        raise ValueError(text)
    moment = datetime.fromisoformat(text)
    return moment.astimezone(UTC) if moment.tzinfo else moment


def _read_truth(text: str) -> bool:
    return {"true": True, "1": True, "false": False, "0": False}[text]


_READERS: dict[str, Callable[[str], Any]] = {
    **dict.fromkeys(_INTEGERS, _read_integer),
    f"{XSD}decimal": _read_decimal,
    f"{XSD}double": float,
    f"{XSD}float": float,
    f"{XSD}boolean": _read_truth,
    f"{XSD}date": _read_date,
    f"{XSD}dateTime": _read_moment,
    _IRI: str,
}
