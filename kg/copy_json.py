"""A copy of a document as a line of what `kg extract` prints, and back."""

from __future__ import annotations

import json
from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from kg.errors import InputError
from kg.extraction_json import LINE_ENDS
from kg.model import Copy

_ABOUT = ("title", "url", "publisher")
_LISTS = ("entities", "facts", "events", "tenures", "dropped")


def dumps_copy(copy: Copy) -> str:
    """A copy as a line: an extraction of no text, with `copyOf`, the id of the document that it is of."""
    told = {"id": copy.id, "copyOf": copy.of, "source": copy.source, "published": copy.published}
    about = {name: getattr(copy, name) for name in _ABOUT if getattr(copy, name)}
    empty = {"text": "", "sha256": sha256(b"").hexdigest(), **{name: [] for name in _LISTS}}
    line = json.dumps({**told, **about, **empty}, ensure_ascii=False, allow_nan=False)
    return line.translate(LINE_ENDS)


def from_copy_json(data: Mapping[str, Any]) -> Copy:
    """The copy of which `dumps_copy` made the line that holds `data`; `InputError` for what is none."""
    id_, of, source = (_find_word(data, name) for name in ("id", "copyOf", "source"))
    if not id_ or not of or not source:
        raise InputError("is no copy", where=source or "a line", hint="a line that kg extract printed")
    about: dict[str, Any] = {name: _find_word(data, name) for name in ("published", *_ABOUT)}
    return Copy(id=id_, of=of, source=source, **about)


def _find_word(data: Mapping[str, Any], name: str) -> str | None:
    value = data.get(name)
    return value if isinstance(value, str) else None
