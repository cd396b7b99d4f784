"""Attaches what stands beside an event: its topics and its times."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.facts.context import Context
from kg.facts.draft import EventDraft, quote
from kg.facts.predications import Predication
from kg.facts.sidelines import MARGINS
from kg.facts.times import TimeMention, normalise_time
from kg.language.tree import children, clause_verb, head, subtree
from kg.model import Time, Token

TOPIC_PREPOSITIONS = ("on", "about", "over", "regarding", "concerning")


def find_topics(context: Context, predication: Predication, times: Sequence[TimeMention]) -> Iterator[str]:
    """What an event is about: "talks *on trade*", "met *to discuss security*"; a time is no topic."""
    sentence = context.sentence
    for preposition in TOPIC_PREPOSITIONS:
        for token in predication.around.tokens("prepositionalAdjunct", preposition):
            timed = any(mention.first <= token.index < mention.last for mention in times)
            if not timed and token.lemma not in MARGINS:
                yield _phrase(context, token)
    for host in (predication.trigger, predication.around.carrier):
        for clause in children(sentence, host, "advcl", "xcomp", "acl", "relcl") if host else ():
            if clause.lemma in {"discuss", "address", "review"}:
                for thing in children(sentence, clause, "dobj"):
                    yield _phrase(context, thing)


def _phrase(context: Context, token: Token) -> str:
    first, last = subtree(context.sentence, token)
    while first < token.index and context.sentence.tokens[first].pos in {"DET", "PUNCT"}:
        first += 1
    return " ".join(quote(context.sentence, first, min(last, first + 12)).quote.split())


def add_times(context: Context, events: list[EventDraft], times: Sequence[TimeMention]) -> None:
    """Gives each time of the sentence to the events of the clause that it stands in."""
    for mention in times:
        owners = _owners(context, mention, events)
        for event in owners:
            future = event.standing.status in {"planned", "proposed", "hypothetical", "postponed"}
            published = context.sentence.document.published
            value = normalise_time(mention, published=published, future=future)
            if not event.times:
                event.times.append(Time(mention.text, value))


def _owners(context: Context, mention: TimeMention, events: list[EventDraft]) -> list[EventDraft]:
    sentence = context.sentence
    tokens = sentence.tokens[mention.first : mention.last]
    top = next((t for t in tokens if not mention.first <= t.head < mention.last), tokens[0])
    above = head(sentence, top)
    for word in (above, clause_verb(sentence, top)):
        if word is None:
            continue
        found = [e for e in events if word.index in {e.trigger.index, _carrier(context, e)}]
        if found:
            return found
    return []


def _carrier(context: Context, event: EventDraft) -> int:
    """The verb of the clause that an event noun is the subject or object of, or -1."""
    above = head(context.sentence, event.trigger)
    if event.trigger.pos in {"VERB", "AUX"} or above is None:
        return -1
    if event.trigger.dep in {"dobj", "nsubj", "nsubjpass", "attr"}:
        return above.index
    return -1
