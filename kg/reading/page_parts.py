"""Looks at a page before it is parsed: what would take a parser for ever is thinned out or refused."""

from __future__ import annotations

import json
import re
from typing import Any

from kg.reading.drafts import UnreadableError

_TAG = re.compile(r"""<[a-z](?:[^>"']++|"[^"]*+"|'[^']*+')*+""", re.IGNORECASE)
_MOST_TAGS = 30_000  # the longest pages of news have some 10,000; time grows with the square
_MOST_ATTRIBUTES = 1000  # the parser's time grows with their square
_DATA = re.compile(
    r"(<script\b[^>]{0,1000}\bjson[^>]{0,1000}>)(.*?)(?=</script|\Z)", re.IGNORECASE | re.DOTALL
)
_AS_IT_IS = 5000  # characters of data on a page; time grows with the cube of the authors in them
_NOT_NEEDED = frozenset({"author", "creator", "contributor", "editor", "articleBody", "comment"})


def thin_page(html: str) -> str:
    """The page without what nobody asks of its data (JSON-LD), where these are long.

    Raises `UnreadableError` for a page that is made to take for ever.
    """
    tags = _TAG.findall(html)
    if len(tags) > _MOST_TAGS:
        raise UnreadableError(f"this page has more than {_MOST_TAGS:,} tags")
    if any(map(_is_hostile, tags)):
        raise UnreadableError(f"a tag of this page has more than {_MOST_ATTRIBUTES} attributes")
    left = _AS_IT_IS

    def thin(found: re.Match[str]) -> str:
        nonlocal left
        left -= len(found[2])
        return found[0] if left >= 0 else found[1] + _thin_data(found[2])

    return _DATA.sub(thin, html)


def _is_hostile(tag: str) -> bool:
    bare = re.sub(r"""\"[^"]*"|'[^']*'""", "", tag) if len(tag) > _MOST_ATTRIBUTES else ""
    return len(re.split(r"[\s/=]+", bare)) > 2 * _MOST_ATTRIBUTES


def _thin_data(data: str) -> str:
    """The same data without authors; nothing of what is no JSON."""
    try:
        return json.dumps(_thin(json.loads(data, strict=False))).replace("<", "\\u003c")
    except (ValueError, RecursionError):
        return ""


def _thin(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _thin(each) for name, each in value.items() if name not in _NOT_NEEDED}
    return [_thin(each) for each in value] if isinstance(value, list) else value
