"""HTML pages -> drafts: the article, its title, date, address and publisher; nothing is fetched."""

from __future__ import annotations

import logging
import re
from typing import Any

from kg.reading.dates import to_published
from kg.reading.drafts import Draft, UnreadableError
from kg.reading.encodings import decode

_CHARSET = re.compile(rb"<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*[\"']?([\w:-]{2,40})", re.I)
_SENTENCE = re.compile(r"(?:\S+\s+){3,}\S*[.!?…][\"'”’)\]]*$")
_TAG = re.compile(r"""<[a-z](?:[^>"']++|"[^"]*+"|'[^']*+')*+""", re.IGNORECASE)
_MOST_ATTRIBUTES = 1000  # the parser's time grows with their square
_LAST_DAY = "2199-12-31"  # a fixed one, where the day of reading would change what is read


def read_page(data: bytes, source: str) -> Draft:
    """The article of the page in `data`, a line a paragraph; `UnreadableError` where there is none."""
    charset = _CHARSET.search(data[:2048])
    html = decode(data, declared=charset[1].decode("ascii") if charset else None)
    if any(map(_is_hostile, _TAG.findall(html))):
        raise UnreadableError(f"a tag of this page has more than {_MOST_ATTRIBUTES} attributes")
    page = _extract(html)
    lines = _find_paragraphs(page) if page else []
    if not any(map(_SENTENCE.match, lines)):
        raise UnreadableError("no article was found in this page")
    return Draft(
        "\n".join(lines),
        source,
        published=to_published(page.date),
        title=page.title,
        url=page.url,
        publisher=page.sitename,
    )


def _is_hostile(tag: str) -> bool:
    bare = re.sub(r"""\"[^"]*"|'[^']*'""", "", tag) if len(tag) > _MOST_ATTRIBUTES else ""
    return len(re.split(r"[\s/=]+", bare)) > 2 * _MOST_ATTRIBUTES


def _find_paragraphs(page: Any) -> list[str]:
    """The article's lines, without its own headline and the dashes before list items."""
    lines = [line.removeprefix("- ").strip() for line in (page.text or "").split("\n")]
    headline = (page.title or "").strip()
    return [line for number, line in enumerate(lines) if line and not (number == 0 and line == headline)]


def _extract(html: str) -> Any:
    """What trafilatura finds in a page, None where it gives up."""
    from lxml.etree import LxmlError  # type: ignore[import-untyped]
    from trafilatura import bare_extraction

    for name in ("trafilatura", "htmldate", "justext"):  # what goes wrong is told by `Dropped`
        logging.getLogger(name).setLevel(logging.CRITICAL)
    whole = html if re.search(r"<(html|body)\b", html, re.IGNORECASE) else f"<html><body>{html}</body></html>"
    try:
        return bare_extraction(
            whole,
            include_comments=False,
            include_tables=False,
            with_metadata=True,
            date_extraction_params={"original_date": True, "extensive_search": False, "max_date": _LAST_DAY},
        )
    except (LxmlError, ValueError, TypeError, RecursionError, AttributeError) as error:
        raise UnreadableError(f"this page cannot be parsed ({type(error).__name__})") from error
