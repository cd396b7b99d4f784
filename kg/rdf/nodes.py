"""What the graph says of each value of an extraction: one function a value, each an iterator of stars."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pyoxigraph import Literal, NamedNode

from kg import model
from kg.minting import content_hash, mint
from kg.model import REAL_STATUSES, Copy, Document, Dropped, Entity, Event, Evidence, Fact, Tenure
from kg.rdf import vocabulary as voc
from kg.rdf.iris import evidence_iri, node, words_iri
from kg.rdf.literals import decimal, integer, moment, string, typed, words
from kg.rdf.named_graph import Star
from kg.rdf.sentences import Sentences
from kg.rdf.terms import Terms, dip
from kg.rdf.vocabulary import LABEL, A

Pairs = Iterable[tuple[NamedNode, NamedNode | Literal | None]]


def star(subject: NamedNode, pairs: Pairs) -> Star:
    """The triples of one subject; a pair without an object gives none."""
    return str(subject), [(str(predicate), str(value)) for predicate, value in pairs if value is not None]


def describe_entity(entity: Entity, terms: Terms, *, close_matches: bool = False) -> Iterator[Star]:
    """Its class, its names, the same thing in Wikidata where it is linked, and the place it goes by.

    With `close_matches`, of what is not linked, also the likeliest candidate.
    """
    subject = node(entity.id)
    same = node(voc.WD + entity.wikidata) if entity.wikidata else None
    close = entity.candidates[0] if close_matches and same is None and entity.candidates else None
    yield star(
        subject,
        [
            (A, terms.type_of(entity.type)),
            (LABEL, words(entity.label)),
            *((voc.ALT_LABEL, words(alias)) for alias in entity.aliases if alias != entity.label),
            (voc.SAME_AS, same if same != subject else None),
            (voc.CLOSE_MATCH, node(voc.WD + close.wikidata) if close else None),
            (voc.RELATED_MATCH, node(voc.WD + entity.seat) if entity.seat else None),
        ],
    )


def plain_triple(fact: Fact, terms: Terms) -> Iterator[Star]:
    """The relation as one triple, if the document commits to it; else nothing."""
    if fact.status in REAL_STATUSES:
        yield star(node(fact.subject), [(terms.relation(fact.predicate), _object(fact))])


def describe_fact(iri: NamedNode, fact: Fact, document: Document, terms: Terms) -> Iterator[Star]:
    """The fact as a node: what is said, its status, whose word it is, and how it was read."""
    yield star(
        iri,
        [
            (A, dip("Fact")),
            (A, node(voc.RDF + "Statement")),
            (voc.SUBJECT, node(fact.subject)),
            (voc.PREDICATE, terms.relation(fact.predicate)),
            (voc.OBJECT, _object(fact)),
            (dip("derivedFromEvent"), node(fact.event) if fact.event else None),
            (dip("tenureStatus"), terms.tenure(fact.tenure)),
            (voc.RELATED_MATCH, node(voc.WD + fact.office) if fact.office else None),
            *_claim(fact, terms),
            *_reading(fact, document),
        ],
    )


def describe_event(event: Event, terms: Terms) -> Iterator[Star]:
    """The event as a node: its class and status, who, where, when, about what, and what was said."""
    subject = node(event.id)
    yield star(subject, [(A, terms.type_of(event.type)), *_claim(event, terms)])
    for role, fillers in event.roles.items():
        yield star(subject, ((terms.relation(role), node(filler)) for filler in fillers))
    for time in event.times:
        yield star(subject, [(dip("time"), moment(time.value)), (dip("timeText"), words(time.text))])
    yield star(subject, ((dip("subEventOf"), node(whole)) for whole in event.part_of))
    for topic in event.topics:
        yield from _describe_topic(subject, topic, terms)
    if event.content:
        yield star(subject, [(dip("statementText"), Literal(event.content.quote, language="en"))])


def describe_tenure(tenure: Tenure, terms: Terms) -> Iterator[Star]:
    """The tenure as a node, and its two plain triples if the document commits to it."""
    of = node(tenure.of) if tenure.of else None
    yield star(
        node(tenure.id),
        [
            (A, dip("Tenure")),
            (dip("person"), node(tenure.person)),
            (dip("office"), node(tenure.office)),
            (dip("organization"), of),
            (dip("tenureStatus"), terms.tenure(tenure.tenure)),
            *_claim(tenure, terms),
        ],
    )
    if tenure.status in REAL_STATUSES:
        yield star(node(tenure.person), [(dip("holdsOffice"), node(tenure.office))])
        yield star(node(tenure.office), [(dip("officeIn"), of)])


def describe_reading(value: Event | Tenure, document: Document) -> Iterator[Star]:
    """How an event or a tenure was read: its frame, its confidence, and the characters that say it."""
    yield star(node(value.id), _reading(value, document))
    if isinstance(value, Event) and value.content:
        yield star(node(value.id), [(dip("content"), evidence_iri(document.id, value.content))])


def describe_evidence(
    evidence: Evidence, document: Document, sentences: Sentences | None = None
) -> Iterator[Star]:
    """The quoted characters: where they begin and end in which document, and what they are.

    With its `sentences`, also what all prints of the sentence that they stand in have in common.
    """
    yield star(
        evidence_iri(document.id, evidence),
        [
            (A, dip("SourceSentence")),
            (A, node(voc.NIF + "OffsetBasedString")),
            (voc.QUOTE, string(evidence.quote)),
            (voc.BEGIN, integer(evidence.span.start)),
            (voc.END, integer(evidence.span.end)),
            (voc.CONTEXT, node(document.id)),
            (voc.SPECIALIZATION_OF, sentences.find_print(evidence) if sentences else None),
        ],
    )


def describe_dropped(dropped: Dropped, document: Document, base: str) -> Iterator[Star]:
    """What a stage let go: the stage, the reason, and the characters."""
    evidence = dropped.evidence
    key = (document.id, dropped.stage, dropped.reason, str(evidence))
    yield star(
        node(f"{base}dropped/{content_hash(*key)}"),
        [
            (A, node(voc.PROV + "Entity")),
            (node(voc.DCTERMS + "type"), string("dropped")),
            (LABEL, words(f"{dropped.stage}: {dropped.reason}")),
            (voc.DERIVED_FROM, evidence_iri(document.id, evidence) if evidence else node(document.id)),
        ],
    )
    if evidence:
        yield from describe_evidence(evidence, document)


def describe_document(document: Document, base: str) -> Iterator[Star]:
    """The document: what it is called, when it came out, where it was read, and the hash of its text.

    What it is a specialization of is shared by all documents of the same words.
    """
    yield star(
        node(document.id),
        [
            (A, dip("Document")),
            (A, node(voc.PROV + "Entity")),
            (A, node(voc.SDO + "NewsArticle")),
            (A, node(voc.NIF + "Context")),
            *_credit(document),
            (voc.SHA256, string(document.sha256)),
            (voc.SPECIALIZATION_OF, words_iri(base, document.text)),
        ],
    )


def describe_copy(copy: Copy) -> Iterator[Star]:
    """Another print of a document: what it is called, when it came out, and where it was read."""
    yield star(
        node(copy.id),
        [
            (A, node(voc.PROV + "Entity")),
            (A, node(voc.SDO + "NewsArticle")),
            (voc.ALTERNATE_OF, node(copy.of)),
            *_credit(copy),
        ],
    )


def describe_software(document: Document, base: str, version: str) -> Iterator[Star]:
    """Which version of this software read the document; no times: the same input gives the same graph."""
    agent = node(mint(base, "software", _software_name(version)))
    activity = node(mint(base, "extraction", _software_name(version), within=document.id))
    yield star(
        activity,
        [
            (A, node(voc.PROV + "Activity")),
            (node(voc.PROV + "used"), node(document.id)),
            (node(voc.PROV + "wasAssociatedWith"), agent),
        ],
    )
    yield star(
        agent,
        [
            (A, node(voc.PROV + "SoftwareAgent")),
            (LABEL, words("kg")),
            (node(voc.SDO + "softwareVersion"), string(version)),
        ],
    )


def _credit(value: Document | Copy) -> Iterator[tuple[NamedNode, Literal | None]]:
    yield node(voc.DCTERMS + "title"), words(value.title)
    yield node(voc.DCTERMS + "date"), moment(value.published)
    yield node(voc.DCTERMS + "publisher"), string(value.publisher)
    yield node(voc.SDO + "url"), string(value.url)
    yield voc.SOURCE, string(value.source)


def _software_name(version: str) -> str:
    return f"kg {version.replace('.', '-')}"


def _describe_topic(event: NamedNode, topic: str, terms: Terms) -> Iterator[Star]:
    subject = node(mint(terms.base, "topic", topic))
    yield star(event, [(dip("topic"), subject)])
    yield star(subject, [(A, dip("Topic")), (LABEL, words(topic))])


def _claim(value: Fact | Event | Tenure, terms: Terms) -> Iterator[tuple[NamedNode, NamedNode | None]]:
    yield dip("status"), terms.status(value.status)
    yield dip("accordingTo"), node(value.according_to) if value.according_to else None


def _reading(
    value: Fact | Event | Tenure, document: Document
) -> Iterator[tuple[NamedNode, NamedNode | Literal | None]]:
    yield dip("frame"), string(value.frame)
    yield dip("confidence"), decimal(value.confidence)
    for evidence in value.evidence:
        yield voc.DERIVED_FROM, evidence_iri(document.id, evidence)


def _object(fact: Fact) -> NamedNode | Literal:
    return typed(fact.object) if isinstance(fact.object, model.Literal) else node(fact.object)
