"""What may be chosen about reading."""

from __future__ import annotations

from dataclasses import dataclass

from kg.minting import DEFAULT_BASE


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingOptions:
    """How documents are read.

    `base` begins every document's IRI. `max_bytes` is the most that one document may hold, however
    it comes (a file, a line of JSON Lines, both as unpacked); `max_json_bytes` the most that a whole
    JSON file may hold. With `english_only`, what is written in another language is passed over.
    Each `…_fields` names the fields of a JSON record that say a thing, the first that does wins.
    """

    base: str = DEFAULT_BASE
    max_bytes: int = 10_000_000
    max_json_bytes: int = 100_000_000
    english_only: bool = True
    text_fields: tuple[str, ...] = ("text", "content", "body", "article", "articleBody", "full_text")
    title_fields: tuple[str, ...] = ("title", "headline")
    published_fields: tuple[str, ...] = (
        "published",
        "date",
        "date_published",
        "published_date",
        "published_at",
        "publishedAt",
        "datePublished",
        "date_publish",
        "pubDate",
    )
    url_fields: tuple[str, ...] = ("url", "link", "uri")
    publisher_fields: tuple[str, ...] = ("publisher", "source", "site_name", "outlet", "source_domain")
    language_fields: tuple[str, ...] = ("language", "lang")
    id_fields: tuple[str, ...] = ("id", "_id", "doc_id")


DEFAULT_OPTIONS = ReadingOptions()
"""The options that hold when none are given."""
