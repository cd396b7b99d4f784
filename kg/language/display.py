"""Shows an extraction as a page, with displaCy."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from html import escape

from kg.model import Entity, Event, Evidence, Extraction, Fact, NamedMention, Tenure

COLOURS: Mapping[str, str] = {
    "Person": "#ffd8a8",
    "State": "#b2f2bb",
    "Organization": "#a5d8ff",
    "GovernmentBody": "#a5d8ff",
    "InternationalOrganization": "#99e9f2",
    "DiplomaticMission": "#a5d8ff",
    "PoliticalGroup": "#d0bfff",
    "Place": "#e9ecef",
    "Office": "#ffec99",
}
"""The colour of each class on the page; another class is grey."""

_PAGE = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>{title}</title>
<style>
body {{ max-width: 60rem; margin: 2rem auto; padding: 0 1rem; font-family: sans-serif; line-height: 1.5 }}
table {{ border-collapse: collapse; width: 100% }}
th, td {{ border-top: 1px solid #ccc; padding: .3rem .6rem; text-align: left; vertical-align: top }}
q {{ color: #555 }}
</style>
</head>
<body>
<h1>{title}</h1>
{text}
<h2>What was read</h2>
<table>
<tr><th>claim</th><th>status</th><th>confidence</th><th>frame</th><th>words</th></tr>
{rows}
</table>
</body>
</html>
"""


def to_page(extraction: Extraction) -> str:
    """An HTML page: the text with its mentions marked, and a table of facts, events and tenures."""
    from spacy import displacy

    document = extraction.document
    pairs = choose_mentions(extraction)
    marked = {"text": document.text, "ents": [_to_mark(*pair) for pair in pairs], "title": None}
    colours = {_mark_label(*pair).upper(): COLOURS.get(pair[1].type, "#dee2e6") for pair in pairs}
    options = {"colors": colours}
    text = displacy.render(marked, style="ent", manual=True, page=False, jupyter=False, options=options)
    title = escape(document.title or document.source)
    return _PAGE.format(title=title, text=text, rows="\n".join(_to_rows(extraction)))


def choose_mentions(extraction: Extraction) -> list[tuple[NamedMention, Entity]]:
    """The mentions in the order of the text, the longest of those that overlap."""
    mentions = [(mention, entity) for entity in extraction.entities for mention in entity.mentions]
    mentions.sort(key=lambda pair: (pair[0].span.start, -pair[0].span.end, pair[1].id))
    chosen: list[tuple[NamedMention, Entity]] = []
    for mention, entity in mentions:
        if not chosen or mention.span.start >= chosen[-1][0].span.end:
            chosen.append((mention, entity))
    return chosen


def tell_claims(extraction: Extraction) -> Iterator[tuple[str, Fact | Event | Tenure]]:
    """Each fact, tenure and event in a few words, with itself, in the order of the text."""
    labels = {entity.id: entity.label for entity in extraction.entities}
    claims: list[tuple[str, Fact | Event | Tenure]] = [
        *((_tell_fact(fact, labels), fact) for fact in extraction.facts),
        *((_tell_tenure(tenure, labels), tenure) for tenure in extraction.tenures),
        *((_tell_event(event, labels), event) for event in extraction.events),
    ]
    return iter(sorted(claims, key=lambda claim: (_start(claim[1].evidence), claim[0])))


def tell_resolution(mention: NamedMention, entity: Entity) -> str | None:
    """Whom a pronoun or a description stands for; None for a name, which says it itself."""
    named = mention.kind in {"name", "title"} or mention.text == entity.label
    return None if named else entity.label


def _mark_label(mention: NamedMention, entity: Entity) -> str:
    stands_for = tell_resolution(mention, entity)
    return f"{entity.type} = {stands_for}" if stands_for else entity.type


def _to_mark(mention: NamedMention, entity: Entity) -> dict[str, object]:
    return {"start": mention.span.start, "end": mention.span.end, "label": _mark_label(mention, entity)}


def _to_rows(extraction: Extraction) -> Iterator[str]:
    for words, claim in tell_claims(extraction):
        quotes = " … ".join(f"<q>{escape(evidence.quote)}</q>" for evidence in claim.evidence)
        told = (words, claim.status, f"{claim.confidence:.2f}", claim.frame)
        cells = (*map(escape, told), quotes)
        yield f"<tr>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>"


def _tell_fact(fact: Fact, labels: Mapping[str, str]) -> str:
    value = labels.get(fact.object, fact.object) if isinstance(fact.object, str) else fact.object.value
    return f"{labels.get(fact.subject, fact.subject)} {fact.predicate} {value}"


def _tell_tenure(tenure: Tenure, labels: Mapping[str, str]) -> str:
    person, office = labels.get(tenure.person, tenure.person), labels.get(tenure.office, tenure.office)
    of = labels.get(tenure.of, tenure.of) if tenure.of else ""
    whole = office if of in office else f"{office} of {of}"
    return f"{person} holdsOffice {whole} ({tenure.tenure})"


def _tell_event(event: Event, labels: Mapping[str, str]) -> str:
    roles = [f"{role} {_listed(ids, labels)}" for role, ids in sorted(event.roles.items()) if ids]
    times = [f"time {time.value or time.text}" for time in event.times]
    topics = [f"topic {topic}" for topic in event.topics]
    said = [f"“{' '.join(event.content.quote.split())}”"] if event.content else []
    return f"{event.type}: {'; '.join([*roles, *times, *topics, *said])}"


def _listed(ids: Iterable[str], labels: Mapping[str, str]) -> str:
    return ", ".join(labels.get(each, each) for each in ids)


def _start(evidence: tuple[Evidence, ...]) -> int:
    return min((each.span.start for each in evidence), default=0)
