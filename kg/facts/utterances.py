"""Reads the utterances that only a quotation or a phrase shows: "…," *began* N, "N *let it be known*"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.entities.cluster import Cluster
from kg.facts.confidence import VERB
from kg.facts.context import Context
from kg.facts.draft import EventDraft, Standing, quote
from kg.facts.groups import tells
from kg.facts.statements import inside_quotation
from kg.facts.status import find_standing
from kg.language.tree import child, is_passive, subject, subtree
from kg.model import Sentence, Span, Token

_CLOSING = frozenset({'"', "”", "»", "’"})
"""Marks that end a quotation."""


def read_quoted(
    context: Context, events: Sequence[EventDraft], quotations: Sequence[Span]
) -> Iterator[EventDraft]:
    """The statements of verbs that tell of speech beside a quotation only: "…," *began* N."""
    told = {e.trigger.index for e in events if context.ontology.is_a(e.type, "Statement")}
    span = context.sentence.span
    text = context.sentence.document.text
    near = [q for q in quotations if q.start < span.end and not text[q.end : span.start].strip()]
    for verb in context.sentence.tokens if near else ():
        if verb.index in told or inside_quotation(verb, near) or not tells(verb, context.lexicon):
            continue
        doer = _speaker_beside(context.sentence, verb)
        if doer is not None and _is_beside(context.sentence, verb, doer, near):
            who = [c for c in context.referents(doer) if context.ontology.is_a(c.type, "Agent")]
            yield from _statement(context, verb, doer, who)


def _speaker_beside(sentence: Sentence, verb: Token) -> Token | None:
    """Who speaks beside a quotation: the subject, also where it follows and was taken for the object."""
    thing = child(sentence, verb, "dobj")
    if thing is None:
        return subject(sentence, verb)
    before = sentence.tokens[verb.index - 1].text if verb.index else ""
    inverted = child(sentence, verb, "nsubj", "aux") is None and before in _CLOSING
    return thing if inverted and verb.tag == "VBD" else None


def read_namings(context: Context, events: Sequence[EventDraft]) -> Iterator[EventDraft]:
    """What somebody says by a name for it, or by a phrase: "called it *the worst*", "let it be known"."""
    told = {e.trigger.index for e in events}
    for verb in context.sentence.tokens:
        if verb.index in told or verb.pos != "VERB" or is_passive(context.sentence, verb):
            continue
        doer = subject(context.sentence, verb)
        if doer is not None and (_names(context, verb) or _goes_on(context, verb)):
            who = [c for c in context.referents(doer) if context.ontology.is_a(c.type, "Agent")]
            yield from _statement(context, verb, doer, who)


def _names(context: Context, verb: Token) -> bool:
    """Whether a verb of speech has an object and what the object is called."""
    thing, name = (child(context.sentence, verb, label) for label in ("dobj", "oprd"))
    return thing is not None and name is not None and tells(verb, context.lexicon)


def _goes_on(context: Context, verb: Token) -> bool:
    """Whether a phrase of the lexicon that tells of speech begins at a verb and goes on word for word."""
    for form in context.lexicon.forms("verb").get(verb.lemma, ()):
        rest = context.sentence.tokens[verb.index + 1 : verb.index + len(form.words)]
        spoken = any(s.reference == "Statement" and not s.frames for s in form.entry.senses)
        if spoken and len(form.words) > 1 and tuple(t.text.lower() for t in rest) == form.words[1:]:
            return True
    return False


def _statement(context: Context, verb: Token, doer: Token, who: list[Cluster]) -> Iterator[EventDraft]:
    if not who:
        return
    standing = find_standing(context, verb)
    if standing.status == "hypothetical" and "?" in {t.text for t in context.sentence.tokens[-2:]}:
        standing = Standing("held")
    event = EventDraft("Statement", standing, context.sentence, verb, "quoted", VERB)
    event.fill("speaker", who[:1])
    first, last = sorted((verb.index, doer.index))
    event.evidence.append(quote(context.sentence, first, last + 1))
    yield event


def _is_beside(sentence: Sentence, verb: Token, doer: Token, quotations: Sequence[Span]) -> bool:
    """Whether only the subject, commas and adverbs stand between a verb and a quotation."""
    first, last = subtree(sentence, doer)
    for quotation in quotations:
        start, end = (
            (quotation.end, verb.start) if quotation.end <= verb.start else (verb.end, quotation.start)
        )
        between = [t for t in sentence.tokens if start <= t.start and t.end <= end]
        if all(first <= t.index < last or t.pos in {"PUNCT", "ADV"} for t in between):
            return True
    return False
