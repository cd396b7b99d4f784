"""Which kind of file a source is: by the ending of its name, else by how it begins."""

from __future__ import annotations

import re
from pathlib import PurePath

ENDINGS = {
    ".txt": "plain",
    ".text": "plain",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "page",
    ".htm": "page",
    ".xhtml": "page",
    ".json": "json",
    ".jsonl": "lines",
    ".ndjson": "lines",
    ".warc": "archive",
    ".parquet": "table",
}
"""The endings of names that are read (each may be followed by one of PACKED), and the kind of each."""

PACKED = (".gz", ".bz2", ".zst")
"""The endings of what is unpacked while it is read."""

_BEGINNINGS = (
    ("archive", re.compile(rb"WARC/\d")),
    ("table", re.compile(rb"PAR1")),
    ("page", re.compile(rb"(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html)\b", re.I | re.S)),
    ("json", re.compile(rb"\{[ \t]*\r?\n|\[\s*\{")),
    ("lines", re.compile(rb'\{\s*"')),
)


def name_kind(name: str) -> str | None:
    """The kind that a file's name promises, None where it promises nothing.

    >>> name_kind("talks.JSONL.gz"), name_kind("news.warc.zst"), name_kind("photo.png")
    ('lines', 'archive', None)
    """
    path = PurePath(name.lower())
    return ENDINGS.get(PurePath(path.stem).suffix if path.suffix in PACKED else path.suffix)


def find_kind(name: str, head: bytes) -> str:
    """The kind of a source called `name` that begins with `head`; what tells nothing is plain text.

    A page under a name in `.txt` is still a page.

    >>> find_kind("stdin", b'{"text": "Moscow rejected the plan."}')
    'lines'
    """
    promised = name_kind(name)
    if promised not in (None, "plain"):
        return promised or "plain"
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    seen = next((kind for kind, beginning in _BEGINNINGS if beginning.match(start)), "plain")
    return seen if promised is None or seen == "page" else promised
