"""Parquet -> drafts: a row a document, the columns named as the fields of JSON records."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from kg.model import Dropped
from kg.reading.drafts import Draft, Passed, UnreadableError, refuse
from kg.reading.options import ReadingOptions
from kg.reading.records import to_draft
from kg.reading.streams import Stream

if TYPE_CHECKING:
    from pyarrow import Array, RecordBatch, Scalar
    from pyarrow.parquet import ParquetFile

_MOST_PARTS = 10_000  # columns, and groups of rows, that a file may have
_MOST_ROWS = 64  # at once
_MOST_AT_ONCE = 50_000_000  # bytes, as the file tells
_BUFFER = 1_000_000
_MOST_PACKED = 100


def read_table(stream: Stream, source: str, options: ReadingOptions) -> Iterator[Draft | Dropped | Passed]:
    """The rows of a Parquet file, group by group; only the columns that say something are read.

    A group of rows that is damaged is told with its number, from 0, and passed over. `UnreadableError` for
    what is no Parquet file, has no column of texts, or cannot be read as pyarrow is not installed.
    """
    with _open(stream) as table:
        columns = _choose_columns(table.schema_arrow.names, options)
        if not table.metadata.num_rows:
            raise UnreadableError("has no rows")
        first = 1
        for group in range(table.num_row_groups):
            try:
                yield from _read_group(table, group, columns, first, source, options)
            except UnreadableError as refusal:
                yield refuse(f"{source}, row group {group}", refusal)
            first += table.metadata.row_group(group).num_rows


@contextmanager
def _open(stream: Stream) -> Iterator[ParquetFile]:
    if stream.file is None:
        raise UnreadableError("is Parquet, which is read from a file that is not packed, and from no pipe")
    try:
        from pyarrow.parquet import ParquetFile
    except ImportError as error:
        raise UnreadableError(
            "is Parquet, for which pyarrow is needed: pip install 'diplomacy-kg[arrow]'"
        ) from error
    stream.file.seek(0)
    with _tell_damage():
        table = ParquetFile(
            stream.file,
            buffer_size=_BUFFER,
            pre_buffer=False,
            thrift_container_size_limit=_MOST_PARTS,
            thrift_string_size_limit=_BUFFER,
        )
    with table:
        yield table


@contextmanager
def _tell_damage() -> Iterator[None]:
    """Makes what pyarrow says of a damaged file our own."""
    from pyarrow import ArrowException

    try:
        yield
    except (ArrowException, OSError, ValueError, MemoryError, OverflowError) as error:
        said = str(error).strip().split("\n")[0].rstrip(".")[:200] or type(error).__name__
        raise UnreadableError(f"is a damaged Parquet file ({said})") from error


def _choose_columns(names: list[str], options: ReadingOptions) -> list[str]:
    if not set(names) & set(options.text_fields):
        has = ", ".join(sorted(names)[:8]) or "none"
        raise UnreadableError(f"has no column {', '.join(options.text_fields)} (its columns: {has})")
    wanted = {
        *options.text_fields,
        *options.title_fields,
        *options.published_fields,
        *options.url_fields,
        *options.publisher_fields,
        *options.language_fields,
        *options.id_fields,
    }
    return sorted({name for name in names if name in wanted})


def _read_group(
    table: ParquetFile, group: int, columns: list[str], first: int, source: str, options: ReadingOptions
) -> Iterator[Draft | Dropped | Passed]:
    rows = _count_rows(table, group, columns, options)
    batches = table.iter_batches(
        rows, row_groups=[group], columns=columns, use_threads=False, use_pandas_metadata=False
    )
    number = first
    while True:
        with _tell_damage():
            batch = next(batches, None)
        if batch is None:
            return
        for record in _to_records(batch):
            yield _read_row(record, source, f"{source}:{number}", options)
            number += 1


def _count_rows(table: ParquetFile, group: int, columns: list[str], options: ReadingOptions) -> int:
    """How many rows to read at once; `UnreadableError` for what unpacks to over a hundred times its size."""
    told = table.metadata.row_group(group)
    size, count = 0, int(told.num_rows)
    for column in map(told.column, range(told.num_columns)):
        if column.path_in_schema.split(".")[0] in columns:
            size += column.total_uncompressed_size
            if column.total_uncompressed_size > max(
                options.max_json_bytes, _MOST_PACKED * column.total_compressed_size
            ):
                raise UnreadableError(f"unpacks to more than {_MOST_PACKED} times its size")
    return max(1, min(_MOST_ROWS, _MOST_AT_ONCE * count // max(1, size)))


def _to_records(batch: RecordBatch) -> Iterator[Mapping[str, Any]]:
    columns = [_to_plain(batch.column(name)) for name in batch.schema.names]
    for row in range(batch.num_rows):
        values = (_to_value(column[row]) for column in columns)
        yield dict(zip(batch.schema.names, values, strict=True))


def _to_plain(column: Array) -> Array:
    """The column, its moments no finer than Python's."""
    import pyarrow as pa

    if pa.types.is_timestamp(column.type) and column.type.unit == "ns":
        return column.cast(pa.timestamp("us", column.type.tz), safe=False)
    return column


def _to_value(scalar: Scalar) -> Any:
    """A cell as JSON has it; None for what cannot be said, such as text that is no UTF-8."""
    try:
        value = scalar.as_py()
    except (ValueError, OverflowError, LookupError):  # the last for a time zone that is not known here
        return None
    if isinstance(value, bytes):
        return value.decode(errors="replace")
    return value.isoformat() if isinstance(value, date | datetime) else value


def _read_row(
    record: Mapping[str, Any], source: str, where: str, options: ReadingOptions
) -> Draft | Dropped | Passed:
    if not any(record.get(name) for name in options.text_fields):
        return Passed("rows without a text")
    draft = to_draft(record, source, where, options)
    return replace(draft, crowded=True) if isinstance(draft, Draft) else draft
