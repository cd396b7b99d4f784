"""JSON and JSON Lines -> drafts: an object a document."""

from __future__ import annotations

import io
import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from kg.model import Dropped
from kg.reading.dates import to_published
from kg.reading.drafts import Draft, UnreadableError, pass_over, say_size
from kg.reading.options import ReadingOptions
from kg.reading.streams import Stream, read_lines, read_whole

_WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff")


def read_json(stream: Stream, source: str, options: ReadingOptions) -> Iterator[Draft | Dropped]:
    """The documents of a JSON file: an object, a list of objects, or one object a line."""
    data = read_whole(stream, max_bytes=options.max_json_bytes)
    try:
        value = _parse(data)
    except UnreadableError as refusal:
        if not refusal.why.startswith("is broken JSON (Extra data"):
            raise
        yield from read_json_lines(Stream(stream.head, io.BufferedReader(io.BytesIO(data))), source, options)
        return
    records = enumerate(value, 1) if isinstance(value, list) else [(0, value)]
    yield from (
        to_draft(record, source, f"{source}[{number}]" if number else source, options)
        for number, record in records
    )


def read_json_lines(stream: Stream, source: str, options: ReadingOptions) -> Iterator[Draft | Dropped]:
    """The documents of a JSON Lines file, a line at a time; empty lines are nothing."""
    if stream.head.startswith(_WIDE_MARKS):
        raise UnreadableError("is in UTF-16; save it as UTF-8")
    for number, line in read_lines(stream, max_bytes=options.max_bytes):
        if line is None or line.strip():
            yield _read_line(line, source, f"{source}:{number}", options)


def _read_line(line: bytes | None, source: str, where: str, options: ReadingOptions) -> Draft | Dropped:
    if line is None:
        return pass_over(where, f"the line holds more than {say_size(options.max_bytes)}")
    try:
        return to_draft(_parse(line), source, where, options)
    except UnreadableError as refusal:
        return pass_over(where, refusal.why)


def _parse(data: bytes) -> Any:
    """The value in `data`, which may begin with a byte order mark."""
    try:
        return json.loads(data)
    except json.JSONDecodeError as error:
        why = f"is broken JSON ({error.msg} at column {error.colno})"
        raise UnreadableError(why, line=error.lineno) from error
    except RecursionError as error:
        raise UnreadableError("is JSON nested too deeply") from error
    except ValueError as error:
        raise UnreadableError(f"is broken JSON ({error})") from error


def to_draft(record: object, source: str, where: str, options: ReadingOptions) -> Draft | Dropped:
    """What a record says: its text, and what is known of it; `where` is its place, `source` its file's."""
    if not isinstance(record, Mapping):
        return pass_over(where, f"is no JSON object but {type(record).__name__}")
    text = _find_words(record, options.text_fields)
    if text is None:
        has = ", ".join(sorted(map(str, record))[:8]) or "none"
        return pass_over(where, f"has no text in {', '.join(options.text_fields)} (its fields: {has})")
    known_as = _find(record, options.id_fields)
    return Draft(
        text,
        where if known_as is None else f"{source}#{known_as}",
        published=_find_date(record, options.published_fields),
        title=_find_words(record, options.title_fields),
        url=_find_words(record, options.url_fields),
        publisher=_find_words(record, options.publisher_fields),
        language=_find_words(record, options.language_fields),
    )


def _find(record: Mapping[str, Any], names: Iterable[str]) -> str | int | None:
    """The first field of `names` that says a word or a number."""
    values = (record.get(name) for name in names)
    plain = (value for value in values if isinstance(value, str | int) and not isinstance(value, bool))
    return next((value for value in plain if str(value).strip()), None)


def _find_words(record: Mapping[str, Any], names: Iterable[str]) -> str | None:
    """The first string of `names`; of an object (a publisher with its address) the name."""
    values = (record.get(name) for name in names)
    named = (value.get("name") if isinstance(value, Mapping) else value for value in values)
    return next((value for value in named if isinstance(value, str) and value.strip()), None)


def _find_date(record: Mapping[str, Any], names: Iterable[str]) -> str | None:
    """The first field of `names` that is a date."""
    return next(filter(None, (to_published(record.get(name)) for name in names)), None)
