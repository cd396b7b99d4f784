"""Labelled mentions: characters of a text, and whom they mean in Wikidata or that nobody is meant there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kg.errors import InputError
from kg.evaluation.records import Record, read_records
from kg.evaluation.sheets import to_document
from kg.model import Document, Span


@dataclass(frozen=True, slots=True)
class Label:
    """A mention and its QID, or None where it means nothing that Wikidata knows.

    With `whole` it is a phrase, and whoever its last name means is the one that is labelled.
    """

    span: Span
    text: str
    qid: str | None
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Labelled:
    """A document with its labelled mentions."""

    document: Document
    labels: tuple[Label, ...]


def read_labels(sources: Sequence[str]) -> list[Labelled]:
    """The labelled documents in files of JSON Lines.

    A line has `id`, `text`, maybe `published`, and `entities` with `start`, `end`, `text` and either
    `qid` or `"nil": true`; what is "optional" is left out. InputError where a line is none.
    """
    found = [_to_labelled(record) for source in sources for record in read_records(source)]
    if not found:
        raise InputError("there are no labels", where=", ".join(sources), hint="docs/wikidata.md says how")
    return found


def _to_labelled(record: Record) -> Labelled:
    document = to_document(record)
    labels = (_to_label(each, document) for each in record.records("entities", needed=True))
    return Labelled(document, tuple(label for label in labels if label is not None))


def _to_label(record: Record, document: Document) -> Label | None:
    start, end, qid = record.get("start"), record.get("end"), record.maybe("qid")
    if not isinstance(start, int) or not isinstance(end, int) or not 0 <= start < end <= len(document.text):
        raise record.fail("has no characters of the text", hint='"start" and "end", half-open')
    span = Span(start, end)
    if record.get("text", span.of(document.text)) != span.of(document.text):
        raise record.fail(f"does not quote the text: {span.of(document.text)!r}")
    if qid is None and not record.get("nil"):
        raise record.fail("lacks 'qid'", hint='"nil": true where nothing is meant that Wikidata knows')
    return None if record.get("optional") else Label(span, span.of(document.text), qid)
