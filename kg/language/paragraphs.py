"""Finds the paragraphs of a text, also where its lines are wrapped at a fixed width."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from kg.language.openings import split_openings
from kg.model import Span

MAX_PARAGRAPH = 20_000
"""Characters of a paragraph that are parsed in one piece; a longer one is cut at a sentence end."""

MAX_WORDS = 2_000
"""Words and marks of a paragraph that are parsed in one piece: a parser's time grows faster than they do."""

_WORD = re.compile(r"\w+|[^\w\s]")
_LINE = re.compile(r"[^\r\n]+")
_SENTENCE_END = re.compile(r"[.!?][\"'”’)\]]*\s")
_CLOSED = re.compile(r"[.!?:;][\"'”’)\]]*$")
_WIDEST = 120
"""Characters of the longest line of a text that was wrapped by a program for mail or print."""


def find_paragraphs(text: str) -> list[Span]:
    """The paragraphs of `text`, without the white space around them.

    A line is a paragraph, unless it goes on in the next: lines of a text wrapped at a fixed width
    are joined until an empty line. A dateline or the label of a speaker stands by itself.
    """
    whole = (Span(*each) for each in _join(text, list(_lines(text))))
    parts = (part for each in whole for part in split_openings(text, each.start, each.end))
    return [piece for part in parts for piece in _cut(text, part.start, part.end)]


def _lines(text: str) -> Iterator[tuple[int, int]]:
    """Where each line that is not blank begins and ends, white space around it left out."""
    for match in _LINE.finditer(text):
        line = match.group()
        start = match.start() + len(line) - len(line.lstrip())
        end = match.end() - (len(line) - len(line.rstrip()))
        if start < end:
            yield start, end


def _join(text: str, lines: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The lines, those that go on in the next joined with it."""
    start = -1
    for i, (first, last) in enumerate(lines):
        start = first if start < 0 else start
        following = lines[i + 1] if i + 1 < len(lines) else None
        if following is None or not _goes_on(text, (first, last), following):
            yield start, last
            start = -1


def _goes_on(text: str, line: tuple[int, int], following: tuple[int, int]) -> bool:
    """Whether a line was broken off by its width, in the middle of a sentence."""
    between = text[line[1] : following[0]]
    breaks = between.count("\n") + between.count("\r") - between.count("\r\n")
    width = line[1] - line[0]
    if breaks != 1 or not _WIDEST / 3 <= width <= _WIDEST or following[1] - following[0] > _WIDEST:
        return False
    return text[following[0]].islower() or not _CLOSED.search(text[line[0] : line[1]])


def _cut(text: str, start: int, end: int) -> Iterator[Span]:
    """The paragraph from `start` to `end` in pieces that a parser takes in good time."""
    while (limit := _reach(text, start, end)) < end:
        ends = [m.end() for m in _SENTENCE_END.finditer(text, start, limit)]
        cut = ends[-1] if ends else limit
        yield Span(start, cut)
        start = cut
    yield Span(start, end)


def _reach(text: str, start: int, end: int) -> int:
    """How far a piece that begins at `start` may go: so many characters, and so many words and marks."""
    limit = min(end, start + MAX_PARAGRAPH)
    words = islice(_WORD.finditer(text, start, limit), MAX_WORDS, None)
    beyond = next(words, None)
    return beyond.start() if beyond is not None else limit
