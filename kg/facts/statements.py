"""Reads who said what: the content of utterances, "according to", and what stands inside quotations."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.entities.cluster import Cluster
from kg.facts.confidence import FRAMES
from kg.facts.context import Context
from kg.facts.draft import EventDraft, Standing, quote
from kg.facts.groups import tells
from kg.language.tree import child, children, prepositions, subtree
from kg.model import Evidence, Span, Token

_SOURCES = (("according", "to"), ("in", "the", "words", "of"), ("to", "believe"))
"""Words before those to whom a sentence is due."""


def add_contents(context: Context, events: Sequence[EventDraft], quotations: Sequence[Span]) -> None:
    """Notes what each utterance of the sentence says: its clause, or the quotation beside it."""
    for event in events:
        if context.ontology.is_a(event.type, "Statement") and event.trigger.pos in {"VERB", "AUX"}:
            event.content = _content(context, event.trigger, quotations)
            event.evidence = [_with_content(context, each, event.content) for each in event.evidence]


def _content(context: Context, verb: Token, quotations: Sequence[Span]) -> Evidence | None:
    return _clause(context, verb) or _quotation(context, quotations) or _naming(context, verb)


def _naming(context: Context, verb: Token) -> Evidence | None:
    """What is said of a thing by a name for it: "described *the vote as a farce*"."""
    sentence = context.sentence
    thing, name = child(sentence, verb, "dobj"), child(sentence, verb, "oprd")
    name = name or next((t for t in children(sentence, verb, "prep") if t.lemma == "as"), None)
    if thing is None or name is None or not verb.index < thing.index < name.index:
        return None
    return quote(sentence, subtree(sentence, thing)[0], subtree(sentence, name)[1])


def add_addressees(context: Context, events: Sequence[EventDraft]) -> None:
    """Notes to whom a letter went in which somebody says something: "wrote in a letter *to A*"."""
    sentence = context.sentence
    for event in events:
        if event.type != "Statement" or "addressee" in event.roles or event.trigger.pos != "VERB":
            continue
        for preposition, letter in prepositions(sentence, event.trigger):
            if preposition == "in" and context.lists(letter, "letter"):
                nouns = [n for p, n in prepositions(sentence, letter) if p == "to"]
                event.fill(
                    "addressee", [c for n in nouns for c in context.referents(n) if _hears(context, c)]
                )


def _hears(context: Context, cluster: Cluster) -> bool:
    return context.ontology.is_a(cluster.type, "Agent")


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
    for preposition, last in _attributing(context):
        noun = next(children(context.sentence, last, "pobj", "dobj"), None)
        who = context.referents(noun) if noun is not None else []
        if noun is not None and who and context.ontology.is_a(who[0].type, "Agent"):
            yield who[0], preposition.index, max(noun.index + 1, last.index + 1)


def _attributing(context: Context) -> Iterator[tuple[Token, Token]]:
    """ "According *to*", "in the words *of*", "to *believe*": where each begins, and its last word."""
    tokens = context.sentence.tokens
    lowered = [token.text.lower() for token in tokens]
    for at, word in enumerate(lowered):
        for phrase in _SOURCES:
            if word == phrase[0] and tuple(lowered[at : at + len(phrase)]) == phrase:
                yield tokens[at], tokens[at + len(phrase) - 1]


def find_sources(context: Context) -> list[Cluster]:
    """Those to whom a sentence, by a phrase or by a clause put in, is due: "as N reported", "N say,"."""
    found = [cluster for cluster, _, _ in according_to(context)]
    sentence = context.sentence
    for verb in sentence.tokens:
        if not tells(verb, context.lexicon) or child(sentence, verb, "dobj", "ccomp", "neg") is not None:
            continue
        mark = child(sentence, verb, "mark")
        put_in = verb.dep == "parataxis" and verb.index < len(sentence.tokens) - 1
        who = child(sentence, verb, "nsubj")
        if who is not None and (put_in or (verb.dep == "advcl" and mark is not None and mark.lemma == "as")):
            found += [c for c in context.referents(who) if context.ontology.is_a(c.type, "Agent")]
    return found


def inside_quotation(token: Token, quotations: Sequence[Span]) -> bool:
    """Whether a word stands inside one of the quotations."""
    return any(q.start <= token.start and token.end <= q.end for q in quotations)
