"""Reads the words of the lexicon with their frames: who does what to whom."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kg.entities.cluster import Cluster
from kg.facts.arguments import Surroundings, around_noun, around_verb, match_rest
from kg.facts.context import Context
from kg.mentions.phrases import lower_words, match_phrase
from kg.model import Sentence, Token
from kg.ontology.lexicon import Entry, Form, Frame, Sense

STATE_ROLES = frozenset({"Expulsion", "Recall", "Summons"})
"""Events whose recipients are named by their people: "expelled two Russian diplomats"."""


@dataclass(slots=True)
class Predication:
    """A word of the lexicon in a sentence, read in one sense and frame: fillers by role."""

    trigger: Token
    sense: Sense
    frame: Frame
    roles: dict[str, list[Cluster]]
    around: Surroundings
    tokens: tuple[int, int]
    """The first and last (half-open) token of the evidence."""


def find_predications(context: Context) -> Iterator[Predication]:
    """The predications of a sentence, left to right."""
    lowered = lower_words(context.sentence)
    taken: set[int] = set()
    for token in context.sentence.tokens:
        if token.pos in {"VERB", "AUX"}:
            yield from _read_verb(context, token, taken)
    at = 0
    while at < len(lowered):
        step = 1
        if at not in taken and _may_be_event(context, at):
            form = match_phrase(lowered, at, context.lexicon.forms("noun"))
            if form is not None:
                yield from _read_noun(context, at, form)
                step = len(form.words)
        at += step


def _may_be_event(context: Context, at: int) -> bool:
    token = context.sentence.tokens[at]
    mention = context.found.by_token.get(at)
    return token.pos in {"NOUN", "PROPN", "ADJ"} and (mention is None or mention.type == "Agreement")


def _read_verb(context: Context, verb: Token, taken: set[int]) -> Iterator[Predication]:
    matched = _verb_forms(context, verb)
    if not matched:
        return
    longest = max(len(form.words) for form, _ in matched)
    best = [(form, consumed) for form, consumed in matched if len(form.words) == longest]
    read: list[Predication] = []
    for form, consumed in best:
        around = around_verb(context, verb, consumed)
        found = list(_senses(context, form.entry, verb, around))
        if found:
            taken.update(consumed)
        read.extend(found)
    if not read and longest > 1:
        for form, _ in matched:
            if len(form.words) == 1:
                read.extend(_senses(context, form.entry, verb, around_verb(context, verb)))
    yield from read


def _verb_forms(context: Context, verb: Token) -> list[tuple[Form, frozenset[int]]]:
    found = []
    for form in context.lexicon.forms("verb").get(verb.lemma, ()):
        consumed = match_rest(context.sentence, verb, form.words)
        if consumed is not None:
            found.append((form, consumed))
    return found


def _read_noun(context: Context, at: int, form: Form) -> Iterator[Predication]:
    tokens = context.sentence.tokens
    words = tokens[at : at + len(form.words)]
    noun = next((t for t in words if not at <= t.head < at + len(words) or t.head == t.index), words[-1])
    around = around_noun(context, noun, at)
    yield from _senses(context, form.entry, noun, around)


def _senses(context: Context, entry: Entry, trigger: Token, around: Surroundings) -> Iterator[Predication]:
    """The best reading of an entry as an event, and the best as a relation."""
    for kind in (context.ontology.event_types, context.ontology.relations):
        scored = [
            (len(roles), sum(map(len, roles.values())), sense, frame, roles)
            for sense in entry.senses
            if sense.reference in kind
            for frame in sense.frames
            if (roles := fill_frame(context, frame, sense, around)) is not None
        ]
        if scored:
            _, _, sense, frame, roles = max(scored, key=lambda s: (s[1], s[0], s[2].reference, s[3].name))
            span = _evidence_tokens(context.sentence, trigger, around, frame)
            yield Predication(trigger, sense, frame, roles, around, span)


def fill_frame(
    context: Context, frame: Frame, sense: Sense, around: Surroundings
) -> dict[str, list[Cluster]] | None:
    """The fillers of a frame's roles, or None when an argument that must stand there does not."""
    roles: dict[str, list[Cluster]] = {}
    for argument in frame.arguments:
        tokens = around.tokens(argument.function, argument.marker)
        found = [c for t in tokens for c in _fillers(context, t, sense, argument.role)]
        fitting = [c for c in found if fits(context, sense, argument.role, c)]
        if not fitting and not argument.optional:
            return None
        known = roles.setdefault(argument.role, [])
        known.extend(c for c in fitting if c not in known)
    filled = {role: clusters for role, clusters in roles.items() if clusters}
    return filled or None


def _fillers(context: Context, token: Token, sense: Sense, role: str) -> list[Cluster]:
    if sense.reference in STATE_ROLES and role == "recipient":
        states = context.owner_states(token)
        if states:
            return states
    return context.referents(token)


def fits(context: Context, sense: Sense, role: str, cluster: Cluster) -> bool:
    """Whether the ontology lets an entity of the cluster's class fill the role."""
    ontology = context.ontology
    if role in {"subject", "object"}:
        relation = ontology.relations.get(sense.reference)
        if relation is None:
            return False
        allowed = relation.domain if role == "subject" else relation.range
        return not allowed or any(ontology.is_a(cluster.type, name) for name in allowed)
    filled = ontology.relations.get(role)
    return filled is None or not filled.range or any(ontology.is_a(cluster.type, n) for n in filled.range)


def _evidence_tokens(
    sentence: Sentence, trigger: Token, around: Surroundings, frame: Frame
) -> tuple[int, int]:
    """The tokens from the first argument of the frame to the last, the trigger among them."""
    tokens = [trigger.index]
    for argument in frame.arguments:
        tokens += [t.index for t in around.tokens(argument.function, argument.marker)]
    if around.carrier is not None:
        tokens.append(around.carrier.index)
    return min(tokens), max(tokens) + 1
