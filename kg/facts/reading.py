"""The fact stage: every sentence read by every frame, then events merged and relations drawn from them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kg.entities.cluster import Cluster
from kg.entities.resolving import Resolution
from kg.facts.assembling import Assembly, assemble
from kg.facts.context import Context
from kg.facts.continuing import continue_event
from kg.facts.deriving import derive_facts
from kg.facts.draft import EventDraft, FactDraft, Standing
from kg.facts.events import read_events
from kg.facts.merging import merge_events
from kg.facts.offices import read_offices
from kg.facts.people import read_people
from kg.facts.places import read_places
from kg.facts.quotes import find_quotes
from kg.facts.sidelines import link_sidelines
from kg.facts.statements import according_to, add_contents, inside_quotation, read_according_to
from kg.mentions.finding import SentenceMentions
from kg.model import Document, Dropped, Extraction, Span
from kg.ontology.lexicon import Lexicon
from kg.ontology.schema import Ontology


def read_facts(
    document: Document,
    found: Sequence[SentenceMentions],
    resolution: Resolution,
    *,
    lexicon: Lexicon,
    ontology: Ontology,
    base: str,
) -> Extraction:
    """Everything that a document says, from the mentions of its sentences and their entities."""
    assembly = Assembly(document, base)
    quotations = find_quotes(document.text)
    pair: tuple[Cluster, ...] = ()
    speaker: Cluster | None = None
    events: list[EventDraft] = []
    for sentence in found:
        context = Context(sentence, resolution, lexicon, ontology, last_pair=pair)
        read, facts = _read_sentence(context, quotations, assembly)
        speaker = _last_speaker(read) or speaker
        _attribute(context, [*read, *facts], quotations, speaker)
        continue_event(context, events)
        events += read
        assembly.facts += facts
        assembly.dropped += context.dropped
        pair = context.last_pair
    _finish(assembly, events, ontology)
    return assemble(assembly)


def _read_sentence(
    context: Context, quotations: Sequence[Span], assembly: Assembly
) -> tuple[list[EventDraft], list[FactDraft]]:
    events, told = read_events(context)
    facts, tenures = read_offices(context)
    assembly.facts += facts
    assembly.tenures += tenures
    assembly.facts += [*read_places(context), *read_people(context)]
    events += read_according_to(context)
    add_contents(context, events, quotations)
    link_sidelines(context, events)
    return events, told


def _last_speaker(events: Iterable[EventDraft]) -> Cluster | None:
    speakers = [c for e in events if e.type == "Statement" for c in e.roles.get("speaker", [])]
    return speakers[-1] if speakers else None


def _attribute(
    context: Context,
    drafts: Sequence[EventDraft | FactDraft],
    quotations: Sequence[Span],
    speaker: Cluster | None,
) -> None:
    """Attributes what stands after "according to", or inside a quotation, to whoever says it."""
    sources = [cluster for cluster, _, _ in according_to(context)]
    for draft in drafts:
        if draft.standing.status not in {"held", "ongoing", "asserted"}:
            continue
        if isinstance(draft, EventDraft) and context.ontology.is_a(draft.type, "Statement"):
            continue
        if sources:
            draft.standing = Standing("attributed", sources[0])
        elif speaker and isinstance(draft, EventDraft) and inside_quotation(draft.trigger, quotations):
            draft.standing = Standing("attributed", speaker)


def _finish(assembly: Assembly, events: list[EventDraft], ontology: Ontology) -> None:
    kept, empty = merge_events(events, ontology)
    assembly.events += kept
    for event in kept:
        assembly.facts += derive_facts(event, ontology)
    for event in empty:
        reason = f"{event.type}: nobody is named who takes part"
        assembly.dropped.append(Dropped("facts", reason, event.evidence[0]))
