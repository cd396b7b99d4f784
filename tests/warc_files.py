"""WARC files as the crawlers of news write them: a record a gzip member, requests beside their answers."""

import bz2
import gzip
from uuid import NAMESPACE_URL, uuid5

STORIES = (
    "Foreign Minister Sergey Lavrov met his counterpart Jeyhun Bayramov in Baku on Monday.",
    "Prime Minister Nikol Pashinyan visited Tbilisi on Tuesday, his office said in a statement.",
    "President Emmanuel Macron hosted Chancellor Olaf Scholz in Paris, the presidency said.",
)


def make_page(story, title="Talks", head=""):
    body = f"<body><article><p>{story}</p></article></body>"
    return f"<html><head><title>{title}</title>{head}</head>{body}</html>"


def make_record(kind, address, content, *, date="2024-03-05T10:00:00Z", content_type="", length=None):
    data = content if isinstance(content, bytes) else content.encode()
    said = {"response": "application/http; msgtype=response", "request": "application/http; msgtype=request"}
    head = (
        f"WARC/1.0\r\nWARC-Record-ID: <urn:uuid:{uuid5(NAMESPACE_URL, address + kind)}>\r\n"
        f"Content-Length: {len(data) if length is None else length}\r\n"
        f"WARC-Date: {date}\r\nWARC-Type: {kind}\r\n"
        f"WARC-Target-URI: {address}\r\nContent-Type: {content_type or said.get(kind, 'text/plain')}\r\n\r\n"
    )
    return head.encode() + data + b"\r\n\r\n"


def make_answer(
    address, body, *, status="200 OK", content_type="text/html; charset=utf-8", headers="", **options
):
    """A response; CC-NEWS keeps the body unpacked and hides how it was packed behind X-Crawler-."""
    data = body if isinstance(body, bytes) else body.encode()
    head = f"HTTP/1.1 {status}\r\nContent-Type: {content_type}\r\n{headers}\r\n"
    return make_record("response", address, head.encode() + data, **options)


def make_request(address):
    return make_record("request", address, f"GET {address} HTTP/1.1\r\nUser-Agent: test\r\n\r\n")


def make_archive(stories=STORIES):
    """The records of an archive: what it is, then a request and its answer for each story."""
    records = [
        make_record("warcinfo", "news.warc.gz", "software: test\r\n", content_type="application/warc-fields")
    ]
    for number, story in enumerate(stories, 1):
        address = f"https://wire.example/{number}"
        records += [make_request(address), make_answer(address, make_page(story))]
    return records


def pack(records, packing="gzip"):
    """The records, each a member of its own."""
    return b"".join(map(PACKERS[packing], records))


def pack_zstd(data, **options):
    try:
        from compression import zstd
    except ImportError:
        from backports import zstd
    return zstd.compress(data, **options)


PACKERS = {"none": bytes, "gzip": gzip.compress, "bzip2": bz2.compress, "zstd": pack_zstd}
