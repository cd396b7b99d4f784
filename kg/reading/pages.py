"""HTML pages -> drafts: the article, its title, date, address and publisher; nothing is fetched."""

from __future__ import annotations

import logging
import re
from typing import Any

from kg.reading.dates import to_published
from kg.reading.drafts import Draft, NoArticleError, UnreadableError
from kg.reading.encodings import decode
from kg.reading.page_parts import thin_page

_CHARSET = re.compile(rb"<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*[\"']?([\w:-]{2,40})", re.I)
_SENTENCE = re.compile(r"(?:\S+\s+){3,}\S*[.!?…][\"'”’)\]]*$")
_LAST_DAY = "2199-12-31"  # a fixed one, where the day of reading would change what is read


def read_page(data: bytes, source: str, *, charset: str | None = None, last_day: str | None = None) -> Draft:
    """The article of the page in `data`, a line a paragraph; `UnreadableError` where there is none.

    `charset` is what its server says, which counts before what it says itself; `last_day` (ISO 8601) the last
    day on which it can have been published.
    """
    said = _CHARSET.search(data[:2048])
    html = decode(data, declared=charset or (said[1].decode("ascii") if said else None))
    page = _extract(thin_page(html))
    lines = _find_paragraphs(page) if page else []
    if not any(map(_SENTENCE.match, lines)):
        raise NoArticleError("no article was found in this page")
    published = to_published(page.date)
    return Draft(
        "\n".join(lines),
        source,
        published=published if published and published <= (last_day or _LAST_DAY) else None,
        title=page.title,
        url=page.url,
        publisher=page.sitename,
    )


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
