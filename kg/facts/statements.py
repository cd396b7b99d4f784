"""Reads who said what: the content of utterances, "according to", and what stands inside quotations."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.entities.cluster import Cluster
from kg.facts.confidence import FRAMES
from kg.facts.context import Context
from kg.facts.draft import EventDraft, Standing, quote
from kg.language.tree import children, subtree
from kg.model import Evidence, Span, Token

_SPEAKING = frozenset({"Statement", "Denial", "Confirmation"})


def add_contents(context: Context, events: Sequence[EventDraft], quotations: Sequence[Span]) -> None:
    """Notes what each utterance of the sentence says: its clause, or the quotation beside it."""
    for event in events:
        if context.ontology.is_a(event.type, "Statement") and event.trigger.pos in {"VERB", "AUX"}:
            event.content = _clause(context, event.trigger) or _quotation(context, quotations)
            event.evidence = [_with_content(context, each, event.content) for each in event.evidence]


def _with_content(context: Context, evidence: Evidence, content: Evidence | None) -> Evidence:
    """The evidence of an utterance with what is said, as far as it stands in the same sentence."""
    if content is None or not context.sentence.span.start <= content.span.start < context.sentence.span.end:
        return evidence
    end = min(max(evidence.span.end, content.span.end), context.sentence.span.end)
    span = Span(min(evidence.span.start, content.span.start), end)
    return Evidence(span, span.of(context.sentence.document.text))


def _clause(context: Context, verb: Token) -> Evidence | None:
    for clause in children(context.sentence, verb, "ccomp"):
        first, last = subtree(context.sentence, clause)
        tokens = context.sentence.tokens
        while first < clause.index and (tokens[first].pos == "PUNCT" or tokens[first].dep == "mark"):
            first += 1
        while last > first + 1 and tokens[last - 1].pos == "PUNCT":
            last -= 1
        if not first <= verb.index < last:
            return quote(context.sentence, first, last)
    return None


def _quotation(context: Context, quotations: Sequence[Span]) -> Evidence | None:
    span = context.sentence.span
    inside = [q for q in quotations if q.start < span.end and span.start < q.end]
    if not inside:
        return None
    longest = max(inside, key=lambda q: (q.end - q.start, -q.start))
    return Evidence(longest, longest.of(context.sentence.document.text))


def read_according_to(context: Context) -> Iterator[EventDraft]:
    """ "According to N, …": N said what the rest of the sentence tells."""
    for speaker, first, last in according_to(context):
        tokens = context.sentence.tokens
        event = EventDraft(
            type="Statement",
            standing=Standing("held"),
            sentence=context.sentence,
            trigger=tokens[first],
            frame="according-to",
            confidence=FRAMES["according-to"],
        )
        event.fill("speaker", [speaker])
        event.evidence.append(quote(context.sentence, first, last))
        yield event


def according_to(context: Context) -> Iterator[tuple[Cluster, int, int]]:
    """Those according to whom a sentence speaks, with the tokens that say so."""
    tokens = context.sentence.tokens
    for token in tokens[:-2]:
        follows = tokens[token.index + 1]
        if token.text.lower() == "according" and follows.text.lower() == "to":
            noun = next(children(context.sentence, follows, "pobj"), None)
            who = context.referents(noun) if noun is not None else []
            if noun is not None and who and context.ontology.is_a(who[0].type, "Agent"):
                yield who[0], token.index, max(noun.index + 1, token.index + 2)


def inside_quotation(token: Token, quotations: Sequence[Span]) -> bool:
    """Whether a word stands inside one of the quotations."""
    return any(q.start <= token.start and token.end <= q.end for q in quotations)
