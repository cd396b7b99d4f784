"""Phrases and the page that each is about: cases of NGEC's own tests, as labelled mentions.

A line has `test`, `args` (the phrase, a country, a date), `kwargs` and what is `expect`ed, as Python
comparisons: `code['wiki'] == 'Boyko Borisov'`. Only those that name a page, or none, are taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from kg.evaluation.link_gold import Label, Labelled
from kg.evaluation.records import Record, read_records
from kg.model import Document, Span
from kg.reading.dates import to_published

if TYPE_CHECKING:
    from kg.linking.knowledge import Knowledge

_PAGE = re.compile(r"""(?:code\['wiki'\]|wiki\['title'\]) == (['"])(.*)\1""")
_UNKNOWN = "Q0"
"""Stands for a page whose entity the index does not have."""


def is_case(record: Record) -> bool:
    """Whether a line is a case, not a labelled document."""
    return "expect" in record.data and "args" in record.data


def read_cases(source: str, index: Knowledge) -> list[Labelled]:
    """The cases of a file that name a page, or nobody's, each as a document of its phrase alone."""
    return [case for record in read_records(source) for case in _to_labelled(record, index)]


def _to_labelled(record: Record, index: Knowledge) -> Iterator[Labelled]:
    arguments = [each for each in record.values("args") if isinstance(each, str)]
    pages = [match[2] for each in record.texts("expect") if (match := _PAGE.fullmatch(each)) and match[2]]
    nobody = "code is None" in record.texts("expect")
    if not arguments or not arguments[0].strip() or not (pages or nobody):
        return
    text = arguments[0]
    qid = _find_page(pages[0], index) if pages else None
    digest = sha256(text.encode()).hexdigest()
    day = _find_day(record, arguments)
    document = Document(f"urn:case:{record.get('test')}", text, record.where, digest, published=day)
    yield Labelled(document, (Label(Span(0, len(text)), text, qid, whole=True),))


def _find_day(record: Record, arguments: list[str]) -> str | None:
    given: dict[str, Any] = record.get("kwargs") or {}
    told = given.get("query_date") or (arguments[2] if len(arguments) > 2 else None)
    return to_published(told) if isinstance(told, str) else None


def _find_page(title: str, index: Knowledge) -> str:
    """The QID of the entity that bears a page's title, without what stands in parentheses."""
    name = title.partition(" (")[0]
    found = [each for each in index.candidates(name) if each.qid and each.spelling != "variant"]
    whole = [each for each in found if each.kind in {"name", "alias", "acronym"}]
    return (whole[0].qid if whole else None) or _UNKNOWN
