"""Lines of JSON as records that say, with file and line, what they lack."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.errors import InputError


@dataclass(frozen=True, slots=True)
class Record:
    """An object of JSON; `where` is its file and line, `path` its place on the line, such as facts[2]."""

    where: str
    data: dict[str, Any]
    path: str = ""

    def fail(self, why: str, *, hint: str | None = None) -> InputError:
        """An error that says what is wrong with this record, and where it stands."""
        return InputError(f"{self.path} {why}".strip(), where=self.where, hint=hint)

    def text(self, key: str) -> str:
        """The text of a key that must be there."""
        value = self.get(key)
        if value is None:
            raise self.fail(f"lacks {key!r}")
        if not isinstance(value, str):
            raise self.fail(f"has {key!r} that is no text")
        return value

    def get(self, key: str, default: Any = None) -> Any:
        """The value of a key, whatever it is."""
        return self.data.get(key, default)

    def maybe(self, key: str) -> str | None:
        """The text of a key that may be missing or null."""
        return None if self.get(key) is None else self.text(key)

    def records(self, key: str, *, needed: bool = False) -> tuple[Record, ...]:
        """The objects in the list of a key; none where the key may be missing and is."""
        if needed and key not in self.data:
            raise self.fail(f"lacks {key!r}", hint=f'"{key}": [] where there are none')
        items = self.get(key, [])
        if not isinstance(items, list):
            raise self.fail(f"has {key!r} that is no list")
        return tuple(self._below(item, f"{key}[{index}]") for index, item in enumerate(items))

    def record(self, key: str) -> Record:
        """The object of a key; an empty one where the key is missing."""
        return self._below(self.get(key) or {}, key)

    def texts(self, key: str) -> tuple[str, ...]:
        """The texts in the list of a key, or the only one where it is no list."""
        items = self.values(key)
        if not all(isinstance(item, str) for item in items):
            raise self.fail(f"has {key!r} with what is no text")
        return tuple(items)

    def values(self, key: str) -> list[Any]:
        """What stands in the list of a key, or alone where it is no list."""
        items = self.get(key)
        return [] if items is None else items if isinstance(items, list) else [items]

    def _below(self, item: object, name: str) -> Record:
        path = f"{self.path}.{name}" if self.path else name
        if not isinstance(item, dict):
            raise self.fail(f"has {name} that is no object")
        return Record(self.where, item, path)


def read_records(source: str) -> Iterator[Record]:
    """Each line of a file of JSON Lines that is not empty; "-" is standard input.

    Raises InputError for a file that cannot be read, and for a line that is no JSON object.
    """
    for number, line in enumerate(_read_text(source).split("\n"), 1):
        if line.strip():
            yield _to_record(line, f"{source}:{number}")


def _read_text(source: str) -> str:
    try:
        raw = sys.stdin.buffer.read() if source == "-" else Path(source).read_bytes()
        return raw.decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        why = getattr(error, "strerror", None) or str(error)
        raise InputError(f"cannot be read: {why}", where=source, hint="JSON Lines in UTF-8") from error


def _to_record(line: str, where: str) -> Record:
    hint = "one JSON object a line"
    try:
        data = json.loads(line)
    except (json.JSONDecodeError, RecursionError) as error:
        why = error.msg if isinstance(error, json.JSONDecodeError) else "nested too deep"
        raise InputError(f"is no JSON ({why})", where=where, hint=hint) from error
    if not isinstance(data, dict):
        raise InputError("is no JSON object", where=where, hint=hint)
    return Record(where, data)
