"""Markdown -> plain text: what a reader sees of the prose, a block a paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_FRONT = re.compile(r"\A---[ \t]*\r?\n(.*?\r?\n)?---[ \t]*(\r?\n|\Z)", re.DOTALL)
_FRONT_LINE = re.compile(r"^([A-Za-z_]+):[ \t]*(.+?)[ \t]*$", re.MULTILINE)


def to_plain(markdown: str) -> str:
    r"""The prose of `markdown`: headings, paragraphs, list items and cells, an empty line between.

    The text of links and of code inside a sentence stays; blocks of code, pictures and HTML go, and
    lines wrapped by the editor are joined.

    >>> to_plain("# Talks\n\nAliyev [met](x) *Pashinyan*\nin Moscow.")
    'Talks\n\nAliyev met Pashinyan in Moscow.'
    """
    tokens = _load_parser().parse(_FRONT.sub("", markdown, count=1))
    blocks = (_say(token) for token in tokens if token.type == "inline")
    return "\n\n".join(block for block in blocks if block)


def find_title(markdown: str) -> str | None:
    """The text of the first heading of the first level."""
    tokens = _load_parser().parse(_FRONT.sub("", markdown, count=1))
    pairs = pairwise(tokens)
    titles = (_say(text) for token, text in pairs if token.type == "heading_open" and token.tag == "h1")
    return next(titles, None) or None


def find_front_matter(markdown: str) -> dict[str, str]:
    r"""The `key: value` lines between two `---` with which a file may begin, keys in lower case.

    >>> find_front_matter("---\ndate: 2023-12-26\n---\nText.")
    {'date': '2023-12-26'}
    """
    front = _FRONT.match(markdown)
    pairs = _FRONT_LINE.findall(front[1] or "") if front else []
    return {key.lower(): value.strip("\"'") for key, value in pairs}


def _say(inline: Token) -> str:
    return "".join(_say_pieces(inline.children or [])).strip()


def _say_pieces(tokens: list[Token]) -> Iterator[str]:
    for token in tokens:
        if token.type in ("text", "code_inline", "text_special"):
            yield token.content
        elif token.type == "softbreak":
            yield " "
        elif token.type == "hardbreak":
            yield "\n"


@cache
def _load_parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark").enable("table")
