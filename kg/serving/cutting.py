"""Counts the rows or triples of an answer as it comes, and cuts what is too much, whatever was asked."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

_AHEAD = 32
"""The bytes that are held back: a mark and what has to follow it are shorter."""


@dataclass(frozen=True, slots=True)
class Form:
    """How Oxigraph writes a format: a mark where one row or triple ends and another follows.

    A cut leaves what stands before the end of the mark, and adds `tail`; None where it could not be made
    whole again (the elements of RDF/XML that are open have names of any length). `ahead` is how many marks
    there are before the end of the first row, `quoted` whether what looks like a mark may stand in a text.
    """

    mark: re.Pattern[bytes]
    tail: bytes | None = b""
    ahead: int = 0
    quoted: bool = True
    has_triples: bool = False


_LINES = re.compile(rb"\n(?=.)", re.DOTALL)
_TRIPLE_LINES = Form(_LINES, quoted=False, has_triples=True)
_TURTLE = Form(re.compile(rb" (?=(?:[.;]\n|, ).)", re.DOTALL), b".\n", has_triples=True)
_ELEMENTS = re.compile(rb">(?=\n\t(?:\t<(?!/)|<(?!/|rdf:Description rdf:)))")
"""A property, or a subject that is written with its class."""

_FORMS = {
    "application/sparql-results+json": Form(re.compile(rb"\}(?=,\{)"), b"]}}"),
    "application/sparql-results+xml": Form(
        re.compile(rb">(?=<result>)"), b"</results></sparql>", ahead=1, quoted=False
    ),
    "text/csv": Form(_LINES, ahead=1),
    "text/tab-separated-values": Form(_LINES, ahead=1, quoted=False),
    "application/n-triples": _TRIPLE_LINES,
    "application/n-quads": _TRIPLE_LINES,
    "text/turtle": _TURTLE,
    "application/trig": _TURTLE,
    "text/n3": _TURTLE,
    "application/rdf+xml": Form(_ELEMENTS, None, ahead=1, quoted=False, has_triples=True),
    "application/ld+json": Form(re.compile(rb"\"\}(?=,|\],|\]\},)"), b"]}]", has_triples=True),
}
_PLAIN = Form(re.compile(rb"(?!)"))


@dataclass(slots=True)
class Cutter:
    r"""Lets the first `most` rows or triples of an answer of the media type `content` through.

    >>> cutter = Cutter("text/csv", 1)
    >>> cutter.feed(b'a\r\n"1\r\n', last=False) + cutter.feed(b'2"\r\n3\r\n', last=True), cutter.is_over
    (b'a\r\n"1\r\n2"\r\n', True)
    """

    content: str
    most: int
    is_over: bool = False
    _marks: int = 0
    _held: bytes = b""
    _quoted: bool = False
    form: Form = field(init=False)

    def __post_init__(self) -> None:
        self.form = _FORMS.get(self.content, _PLAIN)

    def feed(self, piece: bytes, *, last: bool) -> bytes:
        """What may be sent after a piece of the answer came, the `last` or not; nothing after a cut."""
        if self.is_over:
            return b""
        data = self._held + piece
        end = len(data) if last else _find_end(data)
        cut = self._find_cut(data, end)
        self._held = data[end:]
        self.is_over = cut is not None
        return data[:end] if cut is None else data[:cut] + (self.form.tail or b"")

    def _find_cut(self, data: bytes, end: int) -> int | None:
        """Where the rows end that are allowed; None where more may come in what stands before `end`."""
        for match in self.form.mark.finditer(self._hide(data, end)):
            if match.start() >= end:
                break
            self._marks += 1
            if self._marks == self.most + self.form.ahead:
                return match.end()
        return None

    def _hide(self, data: bytes, end: int) -> bytes:
        """The same number of bytes, without what stands between quotation marks."""
        if not self.form.quoted:
            return data
        plain = data if self.content == "text/csv" else data.replace(rb"\\", b"__").replace(rb"\"", b"__")
        parts = plain.split(b'"')
        for place in range(not self._quoted, len(parts), 2):
            parts[place] = b"_" * len(parts[place])
        self._quoted ^= bool(plain.count(b'"', 0, end) % 2)
        return b'"'.join(parts)


def _find_end(data: bytes) -> int:
    """Up to where nothing has to be held back; never between a backslash and what it stands before."""
    end = max(0, len(data) - _AHEAD)
    slashes = end - len(data[:end].rstrip(b"\\"))
    return end - slashes % 2
