"""Finds what a text puts between quotation marks.

Straight and curly double quotes, guillemets, and curly single quotes that are no apostrophes. An
inner quotation is found beside the outer one. A double quotation that is not closed ends with its
paragraph (its line), unless the next one opens with a mark again, as long quotations do.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field
from itertools import accumulate

from kg.model import Span

_MARK = re.compile(r"[\"“”„«»‘’]|[\r\n]\s*")
_KINDS = {'"': "double", "“": "double", "”": "double", "„": "double", "«": "guillemet", "»": "guillemet"}
_KINDS |= {"‘": "single", "’": "single"}
_BEFORE_OPENING = frozenset('([{—–-/"“‘«„')
_DECADE = re.compile(r"‘\d0s\b")
_DEEPEST = 6
"""Quotations within quotations that are kept track of."""


def find_quotes(document_text: str) -> tuple[Span, ...]:
    """The quotations of a text with their marks, by where they begin; an inner one after its outer.

    >>> [span.of('"Never," he said.') for span in find_quotes('"Never," he said.')]
    ['"Never,"']
    """
    reading = _Reading(document_text)
    reopened = -1
    for match in _MARK.finditer(document_text):
        mark, place = match[0], match.start()
        if mark not in _KINDS:
            reopened = _end_paragraph(reading, place, match.end())
        elif place != reopened:
            _read_mark(reading, mark, place)
    _end_paragraph(reading, len(document_text.rstrip()), len(document_text))
    return tuple(sorted(reading.found, key=lambda span: (span.start, -span.end)))


@dataclass(frozen=True, slots=True)
class Quotations:
    """The quotations of a text, looked up by where they stand."""

    text: str
    spans: tuple[Span, ...]
    starts: tuple[int, ...]
    reaches: tuple[int, ...]
    """Where the last of a quotation and those before it ends."""

    def near(self, span: Span) -> list[Span]:
        """Those that share characters with `span`, or end before it with nothing but white space between."""
        edge = span.start
        while edge and self.text[edge - 1].isspace():
            edge -= 1
        found = []
        number = bisect_left(self.starts, span.end) - 1
        while number >= 0 and self.reaches[number] >= edge:
            if self.spans[number].end >= edge:
                found.append(self.spans[number])
            number -= 1
        return found[::-1]


def find_quotations(text: str) -> Quotations:
    """The quotations of a text, as `find_quotes` gives them, to be looked up."""
    spans = find_quotes(text)
    reaches = accumulate((span.end for span in spans), max)
    return Quotations(text, spans, tuple(span.start for span in spans), tuple(reaches))


@dataclass(slots=True)
class _Reading:
    """The quotations found, those still open (kind and start), and one that an apostrophe may have ended."""

    text: str
    open: list[tuple[str, int]] = field(default_factory=list)
    found: list[Span] = field(default_factory=list)
    doubtful: int | None = None

    def around(self, place: int) -> tuple[str, str]:
        """The characters before and after; a space beyond the ends."""
        return self.text[place - 1 : place] or " ", self.text[place + 1 : place + 2] or " "


def _read_mark(reading: _Reading, mark: str, place: int) -> None:
    kind = _KINDS[mark]
    waiting = any(opened == kind for opened, _ in reading.open)
    if mark == "’":
        _read_apostrophe(reading, place, waiting=waiting)
    elif _opens(reading, mark, place, waiting=waiting):
        if len(reading.open) < _DEEPEST:
            reading.open.append((kind, place))
    elif waiting:
        _close(reading, kind, place + 1)


def _opens(reading: _Reading, mark: str, place: int, *, waiting: bool) -> bool:
    """Whether a mark opens a quotation: by its shape, or, for a straight one, by its neighbours."""
    before, after = reading.around(place)
    if mark in "„«":
        return True
    if mark == "“":
        german = any(reading.text[start] == "„" for _, start in reading.open[-1:])
        return not german
    if mark == "‘":
        return _hugs(before, after) and not _DECADE.match(reading.text, place)
    if mark != '"':
        return False
    return _hugs(before, after) or (not waiting and before in ",:;" and not after.isspace())


def _hugs(before: str, after: str) -> bool:
    """Whether a mark between these characters leans on what follows it."""
    return not after.isspace() and (before.isspace() or before in _BEFORE_OPENING)


def _read_apostrophe(reading: _Reading, place: int, *, waiting: bool) -> None:
    """Closes a single quotation, or the one that a plural's apostrophe seemed to close before."""
    before, after = reading.around(place)
    if before.isspace() or after.isalnum():
        return
    plural = before in "sS" and after.isspace()
    if waiting:
        _close(reading, "single", place + 1)
        reading.doubtful = len(reading.found) - 1 if plural else None
    elif reading.doubtful is not None and not plural:
        start = reading.found[reading.doubtful].start
        reading.found[reading.doubtful] = Span(start, place + 1)
        reading.doubtful = None


def _close(reading: _Reading, kind: str, end: int) -> None:
    """Ends the innermost quotation of a kind; what was opened inside it and not closed is let go."""
    while reading.open:
        opened, start = reading.open.pop()
        if opened == kind:
            reading.found.append(Span(start, end))
            return


def _end_paragraph(reading: _Reading, end: int, following: int) -> int:
    """Ends what is open, or keeps the outermost open where the next paragraph reopens it.

    Gives the place of the mark that reopens, or -1. A mark that is not closed was none where it is
    a single one or stands loose.
    """
    reading.doubtful = None
    while reading.open and reading.text[end - 1].isspace():
        end -= 1
    lasting = [(kind, start) for kind, start in reading.open if kind != "single"]
    reading.open.clear()
    mark = reading.text[following : following + 1]
    if lasting and mark in ('"', "“", "«") and _KINDS[mark] == lasting[0][0]:
        reading.open.append(lasting[0])
        return following
    held = (start for _, start in lasting if not reading.text[start + 1 : start + 2].isspace())
    reading.found.extend(Span(start, end) for start in held if start < end)
    return -1
