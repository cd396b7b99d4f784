"""The fact stage: every sentence read by every frame, then events merged and relations drawn from them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kg.entities.cluster import Cluster
from kg.entities.resolving import Resolution
from kg.facts.assembling import Assembly, assemble
from kg.facts.context import Context
from kg.facts.continuing import continue_event
from kg.facts.datelines import dateline_place, read_here
from kg.facts.deriving import derive_facts
from kg.facts.draft import EventDraft, FactDraft, Standing
from kg.facts.events import read_events
from kg.facts.labels import Turn, attribute_turn, find_turns, read_turns
from kg.facts.merging import merge_events
from kg.facts.offices import read_offices
from kg.facts.people import read_people
from kg.facts.places import read_places
from kg.facts.quotes import Quotations, find_quotations
from kg.facts.sidelines import link_sidelines
from kg.facts.statements import (
    add_addressees,
    add_contents,
    find_sources,
    inside_quotation,
    read_according_to,
)
from kg.facts.utterances import read_namings, read_quoted
from kg.linking import Linker, link_clusters, link_posts
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
    linker: Linker | None = None,
) -> Extraction:
    """Everything that a document says, from the mentions of its sentences and their entities.

    `linker` says which entities of Wikidata are meant; without one the names decide alone.
    """
    assembly = Assembly(document, base)
    turns = find_turns(found, resolution, lexicon)
    reader = _Reader(assembly, find_quotations(document.text), list(read_turns(turns)))
    said_by = {id(said): turn for turn in turns for said in turn.said}
    openings = {id(turn.label) for turn in turns if turn.speaker is not None}
    for sentence in found:
        place = dateline_place(sentence, resolution)
        reader.place = place or reader.place
        if place is None and id(sentence) not in openings:
            context = Context(sentence, resolution, lexicon, ontology, last_pair=reader.pair)
            reader.read(context, said_by.get(id(sentence)))
    _finish(assembly, reader.events, ontology)
    if linker is not None:
        assembly.links = link_clusters(found, resolution, day=document.published, linker=linker)
    extraction = assemble(assembly)
    return extraction if linker is None else link_posts(extraction, linker.knowledge)


@dataclass(slots=True)
class _Reader:
    """Reads the sentences of a document in their order, and remembers what later ones take up."""

    assembly: Assembly
    quotations: Quotations
    events: list[EventDraft]
    pair: tuple[Cluster, ...] = ()
    speaker: Cluster | None = None
    place: Cluster | None = None

    def read(self, context: Context, turn: Turn | None) -> None:
        """Reads one sentence, which may belong to somebody's turn in a transcript."""
        near = self.quotations.near(context.sentence.span)
        read, facts = _read_sentence(context, near, self.assembly)
        read.extend(read_here(context, read, self.place))
        self.speaker = _last_speaker(read) or (turn.speaker if turn else None) or self.speaker
        _attribute(context, [*read, *facts], near, self.speaker)
        if turn is not None and turn.speaker is not None:
            attribute_turn(context, [*read, *facts], turn.speaker)
        continue_event(context, self.events)
        self.events += read
        self.assembly.facts += facts
        self.assembly.dropped += context.dropped
        self.pair = context.last_pair


def _read_sentence(
    context: Context, quotations: Sequence[Span], assembly: Assembly
) -> tuple[list[EventDraft], list[FactDraft]]:
    events, told = read_events(context)
    facts, tenures = read_offices(context)
    assembly.facts += facts
    assembly.tenures += tenures
    assembly.facts += [*read_places(context), *read_people(context)]
    events += read_according_to(context)
    events += list(read_quoted(context, events, quotations))
    events += list(read_namings(context, events))
    add_contents(context, events, quotations)
    add_addressees(context, events)
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
    sources = find_sources(context)
    for draft in drafts:
        if draft.standing.status not in {"held", "ongoing", "asserted"}:
            continue
        if isinstance(draft, EventDraft) and _is_own_word(context, draft, sources):
            continue
        if sources:
            draft.standing = Standing("attributed", sources[0])
        elif speaker and isinstance(draft, EventDraft) and inside_quotation(draft.trigger, quotations):
            draft.standing = Standing("attributed", speaker)


def _is_own_word(context: Context, event: EventDraft, sources: Sequence[Cluster]) -> bool:
    """Whether an event is an utterance, and of the sources of the sentence if it names any."""
    by_others = sources and not any(c in sources for clusters in event.roles.values() for c in clusters)
    return context.ontology.is_a(event.type, "Statement") and (event.type == "Statement" or not by_others)


def _finish(assembly: Assembly, events: list[EventDraft], ontology: Ontology) -> None:
    kept, empty = merge_events(events, ontology)
    assembly.events += kept
    for event in kept:
        assembly.facts += derive_facts(event, ontology)
    for event in empty:
        told = "told again, or meant only" if event.roles else "nobody is named who takes part"
        reason = f"{event.type}: {told}"
        assembly.dropped.append(Dropped("facts", reason, event.evidence[0]))
