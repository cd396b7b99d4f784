"""WARC files -> drafts: the pages that a crawler was given, each by the address that it fetched."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from http import HTTPStatus
from typing import TYPE_CHECKING, Literal

from kg.model import Dropped
from kg.reading.archive_records import Record, find_records
from kg.reading.drafts import Draft, NoArticleError, Passed, Unread, UnreadableError, pass_over, say_size
from kg.reading.encodings import decode
from kg.reading.kinds import find_kind
from kg.reading.options import ReadingOptions
from kg.reading.pages import read_page
from kg.reading.streams import Stream

if TYPE_CHECKING:
    from fastwarc.warc import WarcRecord

_RESPONSE = re.compile(rb"^warc-type:[ \t]*response[ \t]*\r?$", re.IGNORECASE | re.MULTILINE)
_CHUNK = re.compile(rb"[0-9a-fA-F]{1,8}[ \t]*(?:;[^\r\n]{0,99})?\r\n")
_HTML = ("text/html", "application/xhtml+xml")
_HEAD = 1024
_BLANK = b" \t\r\n\xef\xbb\xbf"
_XML = re.compile(rb"<\?xml|<(?:rss|feed|urlset|svg)\b", re.IGNORECASE)
_NO_PAGE = Passed("records that are no pages")


def read_archive(stream: Stream, source: str, options: ReadingOptions) -> Iterator[Unread | Dropped | Passed]:
    """The pages and plain texts that a WARC file holds as answers of status 200, in their order.

    Everything else that belongs into an archive (requests, pictures, robots.txt) is `Passed`;
    what is broken is told with the number of its record, from 1, or its address.
    """
    for record in find_records(stream, source, max_bytes=options.max_bytes):
        yield _cut_record(record, source, options) if isinstance(record, Record) else record


def _cut_record(record: Record, source: str, options: ReadingOptions) -> Unread | Passed:
    """The answer of a record, which may hold a page."""
    if not _RESPONSE.search(record.head) or _is_for_robots(record.address):
        return _NO_PAGE
    if record.content is None:
        return Passed(f"records that hold more than {say_size(options.max_bytes)}")
    where = f"{source}#{record.address}" if record.address else f"{source}:{record.number}"
    return Unread(where, len(record.content), partial(_read_record, record, where, options.max_bytes))


def _read_record(record: Record, where: str, max_bytes: int) -> Draft | Dropped | Passed:
    try:
        return _read_answer(record, where, max_bytes)
    except NoArticleError:
        return Passed("pages without an article")
    except OSError as error:  # what the library makes of everything that it cannot parse
        return pass_over(where, f"holds a broken answer ({error})")


def _is_for_robots(address: str | None) -> bool:
    return address is not None and address.endswith("/robots.txt")


def _read_answer(record: Record, where: str, max_bytes: int) -> Draft | Passed:
    """The page or the text that a server gave, `Passed` for what is neither."""
    answer = _parse(record, "none")
    if answer.http_headers.status_code != HTTPStatus.OK:
        return Passed("answers of another status than 200")
    data = answer.reader.read(max_bytes)
    if _is_packed(answer, data):
        data = _parse(record, "all").reader.read(max_bytes + 1)
    kind = _find_kind(answer, data)
    if kind is None:
        return _NO_PAGE
    if len(data) > max_bytes:
        raise UnreadableError(f"unpacks to more than {say_size(max_bytes)}, the most that is read")
    read = _read_page if kind == "page" else _read_plain
    return replace(read(data, where, answer), url=record.address, crowded=True)


def _parse(record: Record, decoding: Literal["none", "all"]) -> WarcRecord:
    from fastwarc.warc import WarcRecord

    answer = WarcRecord.from_reader(io.BytesIO(record.head + (record.content or b"")))
    answer.parse_http(auto_decode=decoding, quirks_mode=True)
    if answer.http_headers is None:
        raise UnreadableError("holds no answer of a server")
    return answer


def _is_packed(answer: WarcRecord, data: bytes) -> bool:
    """Whether content is still as it was sent; many crawlers unpack it and leave the header as it was."""
    sent = answer.http_headers
    if _CHUNK.match(data) and "chunked" in (sent.get("Transfer-Encoding") or "").lower():
        return True
    packing = (sent.get("Content-Encoding") or "identity").strip().lower()
    return packing not in ("identity", "none", "") and not data.lstrip(_BLANK).startswith(b"<")


def _find_kind(answer: WarcRecord, data: bytes) -> str | None:
    """Whether it is a page or plain, by what the server says and by how it begins; None for all else."""
    says = (answer.http_content_type or "").lower()
    seen = find_kind("", data[:_HEAD])
    if seen == "page" or says in _HTML:
        return None if _XML.match(data.lstrip(_BLANK)) and seen != "page" else "page"
    return "plain" if says == "text/plain" and seen == "plain" else None


def _read_page(data: bytes, where: str, answer: WarcRecord) -> Draft:
    """The page's article; what it says to be of a later day than it was fetched on was not published then."""
    return read_page(data, where, charset=answer.http_charset, last_day=_find_day(answer))


def _read_plain(data: bytes, where: str, answer: WarcRecord) -> Draft:
    return Draft(decode(data, declared=answer.http_charset), where)


def _find_day(answer: WarcRecord) -> str | None:
    """The day after a page was fetched, since days begin earlier elsewhere; None where it is not told."""
    said = re.match(r"\d{4}-\d\d-\d\d", answer.headers.get("WARC-Date") or "")
    try:
        return (date.fromisoformat(said[0]) + timedelta(days=1)).isoformat() if said else None
    except (ValueError, OverflowError):
        return None
