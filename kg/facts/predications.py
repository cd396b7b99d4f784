"""Reads the words of the lexicon with their frames: who does what to whom."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass

from kg.entities.cluster import Cluster
from kg.facts.arguments import Surroundings, around_verb, match_rest
from kg.facts.clauses import asks_nothing
from kg.facts.context import Context
from kg.facts.draft import quote
from kg.facts.fillers import fillers, fits, is_mutual
from kg.facts.nouns import around_noun
from kg.language.tree import ancestors, children
from kg.mentions.mention import Mention
from kg.mentions.phrases import match_phrase
from kg.model import Sentence, Token
from kg.ontology.forms import Form
from kg.ontology.lexicon import Argument, Entry, Frame, Sense

_CALLS = frozenset({"meet-on", "act-on-required"})
"""Frames of "call on", which tells of a call paid or of a demand."""


_PREFERRED = frozenset({"speak-to"})
"""Frames that, where they fit, are read rather than any other: one person speaks to another."""


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
    apart: set[frozenset[int]]
    """Pairs of participants, as identities of clusters, of whom it is not said that they met each other."""


def find_predications(context: Context) -> Iterator[Predication]:
    """The predications of a sentence, left to right."""
    lowered, nouns = context.sentence.lowered, context.lexicon.forms("noun")
    taken: set[int] = set()
    for token in context.sentence.tokens:
        if token.pos in {"VERB", "AUX"} and not (token.lemma == "cite" and token.tag == "VBG"):
            yield from _read_verb(context, token, taken)
    at = 0
    while at < len(lowered):
        step = 1
        form = match_phrase(lowered, at, nouns) if at not in taken else None
        if form is not None and _may_be_event(context, at):
            yield from _read_noun(context, at, form)
            step = len(form.words)
        at += step


def _may_be_event(context: Context, at: int) -> bool:
    token = context.sentence.tokens[at]
    mention = context.found.by_token.get(at)
    if any(reading.phrase.last <= at < reading.last for reading in context.found.readings):
        return False
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
    if not read:
        _drop(context, best[0][0].entry, verb)
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
    phrase = range(at, at + len(words))
    read = [p for a in around_noun(context, noun, phrase) for p in _senses(context, form.entry, noun, a)]
    yield from read
    shorter = [f for f in context.lexicon.forms("noun")[form.words[0]] if len(f.words) < len(form.words)]
    if not read and form.words[-1] in {"on", "for"} and shorter:
        yield from _read_noun(context, at, shorter[-1])
    elif not read:
        _drop(context, form.entry, noun)


def _drop(context: Context, entry: Entry, trigger: Token) -> None:
    """Notes that a word which tells an event or a relation was let go, for want of named arguments."""
    if entry.is_office:
        return
    told = {*context.ontology.event_types, *context.ontology.relations}
    for sense in entry.senses:
        if sense.reference in told and sense.frames:
            roles = sorted({a.role for frame in sense.frames for a in frame.arguments if not a.optional})
            lacks = " or ".join(roles or ["participant"])
            reason = f"{sense.reference}: no {lacks} is named that fits"
            context.drop("facts", reason, quote(context.sentence, trigger.index, trigger.index + 1))
            return


def _senses(context: Context, entry: Entry, trigger: Token, around: Surroundings) -> Iterator[Predication]:
    """The best reading of an entry as an event, and the best as a relation."""
    for kind in (context.ontology.event_types, context.ontology.relations):
        scored = [
            (sum(map(len, roles.values())), len(roles), sense, frame, roles)
            for sense in entry.senses
            if sense.reference in kind
            for frame in sense.frames
            if frame.name not in _CALLS or _calls(context, trigger, frame, around)
            if (roles := fill_frame(context, frame, sense, around)) is not None
        ]
        if scored:
            best = [s for s in scored if s[3].name in _PREFERRED] or scored
            _, _, sense, frame, roles = max(best, key=lambda s: (*s[:2], s[2].reference, s[3].name))
            span = _evidence_tokens(context, trigger, around, frame, roles)
            apart = _apart(context, trigger, frame, around)
            yield Predication(trigger, sense, frame, roles, around, span, apart)


def _calls(context: Context, verb: Token, frame: Frame, around: Surroundings) -> bool:
    """Whether "called on A" is read right: a call paid on a person, or a demand of what A is to do."""
    called = [c for t in around.tokens("prepositionalAdjunct", "on") for c in context.referents(t)]
    people = bool(called) and all(c.type == "Person" for c in called)
    paid = verb.lemma == "call" and people and asks_nothing(context.sentence, verb)
    return paid == (frame.name == "meet-on")


def fill_frame(
    context: Context, frame: Frame, sense: Sense, around: Surroundings
) -> dict[str, list[Cluster]] | None:
    """The fillers of a frame's roles, or None when an argument that must stand there does not."""
    roles: dict[str, list[Cluster]] = {}
    for argument in frame.arguments:
        fitting = _fitting(context, argument, sense, around)
        silent = argument.function == "subject" and _may_be_unnamed(argument, around)
        if not fitting and not argument.optional and not silent:
            return None
        known = roles.setdefault(argument.role, [])
        known.extend(c for c in fitting if c not in known)
    others = [c for c in roles.get("recipient", ()) if c not in roles.get("initiator", ())]
    if others or len(roles.get("initiator", ())) < 2:
        roles["recipient"] = others
    if around.carrier_kind == "host":
        _add_hosts(context, sense, around, roles)
    elif around.tokens("hostedBy") and "participant" in roles:
        roles["host"] = [c for t in around.tokens("hostedBy") for c in context.referents(t)]
    filled = {role: clusters for role, clusters in roles.items() if clusters}
    if not _is_company(frame, around, filled.get("participant", [])) or not _is_charge(frame, filled):
        return None
    return filled if filled or all(a.optional for a in frame.arguments) else None


def _is_alone(participants: list[Cluster]) -> bool:
    """Nobody meets alone; a body does, and so does a group."""
    return len(participants) == 1 and participants[0].type in {"Person", "State"}


def _is_company(frame: Frame, around: Surroundings, participants: list[Cluster]) -> bool:
    """Whether those who meet are enough, and people call each other: not "A called B a liar"."""
    if frame.name == "call-someone":
        people = len(participants) > 1 and all(c.type == "Person" for c in participants)
        told = any(around.tokens("prepositionalAdjunct", word) for word in ("as", "to"))
        return people and not told and len(around.tokens("directObject")) == 1
    if frame.name == "speak-to":
        return len(participants) > 1 and all(c.type == "Person" for c in participants)
    return frame.name != "meet-together" or not _is_alone(participants)


def _is_charge(frame: Frame, roles: dict[str, list[Cluster]]) -> bool:
    """States charge each other with a deed; a court that charges somebody is no diplomacy."""
    sides = (roles.get("initiator", []), roles.get("recipient", []))
    return frame.name != "charge" or all(side and all(c.type != "Person" for c in side) for side in sides)


def _may_be_unnamed(argument: Argument, around: Surroundings) -> bool:
    """Whether a subject may be missing: "I", an unnamed party of a meeting, the doer of a passive."""
    named = around.tokens("directObject") or around.tokens("prepositionalAdjunct", "with")
    silent = around.silent and argument.role in {"participant", "initiator"} and bool(named)
    return around.first_person or silent


def _add_hosts(context: Context, sense: Sense, around: Surroundings, roles: dict[str, list[Cluster]]) -> None:
    """ "A hosted talks between B and C": A is host; "A hosted talks with B": A takes part as well."""
    if "host" not in context.ontology.event_types[sense.reference].roles:
        return
    hosts = [c for t in around.tokens("subject") for c in context.referents(t)]
    invited = around.carrier is not None and around.carrier.lemma == "invite"
    roles["initiator" if invited else "host"] = hosts
    guests = [c for t in around.tokens("guest") for c in context.referents(t)]
    if around.tokens("prepositionalAdjunct", "with"):
        guests += hosts
    known = roles.setdefault("participant", [])
    known.extend(c for c in dict.fromkeys(guests) if c not in known)


def _fitting(context: Context, argument: Argument, sense: Sense, around: Surroundings) -> list[Cluster]:
    """The entities in the place of an argument that its role admits."""
    tokens = around.tokens(argument.function, argument.marker)
    if argument.function == "subject" and argument.role == "participant" and around.carrier_kind == "host":
        return []
    found = [c for t in tokens for c in fillers(context, t, sense, argument.role)]
    if argument.role == "recipient" and any(is_mutual(context, t) for t in tokens):
        found = [c for t in around.tokens("subject") for c in context.referents(t)]
    if not found and argument.function == "clauseSubject":
        found = [c for t in tokens for c in context.owner_states(t)]
    return [c for c in found if fits(context, sense, argument.role, c)]


def _apart(context: Context, trigger: Token, frame: Frame, around: Surroundings) -> set[frozenset[int]]:
    """Pairs who stand on the same side of a meeting: "A met *B and C*" does not say that B met C."""
    if any(context.lists(t, "together") for t in children(context.sentence, trigger, "amod")):
        return set()
    sides: list[list[int]] = []
    for function, marker in (("prepositionalAdjunct", "with"), ("directObject", ""), ("subject", "")):
        if any(
            a.role == "participant" and (a.function, a.marker) == (function, marker) for a in frame.arguments
        ):
            side = [id(c) for t in around.tokens(function, marker) for c in context.referents(t)]
            if side and (function != "subject" or sides):
                sides.append(side)
    return {frozenset((one, other)) for side in sides for one in side for other in side if one != other}


def _evidence_tokens(
    context: Context, trigger: Token, around: Surroundings, frame: Frame, roles: Mapping[str, list[Cluster]]
) -> tuple[int, int]:
    """The tokens from the first argument of the frame to the last, whole names, the trigger among them.

    Whoever fills a role from within an argument, as one of a list does, is named by them too.
    """
    tokens = [trigger.index, *around.phrase]
    for argument in frame.arguments:
        tokens += [t.index for t in around.tokens(argument.function, argument.marker)]
    tokens += [t.index for t in around.tokens("directObject")]
    if around.carrier is not None:
        tokens.append(around.carrier.index)
    mentions = [m for index in tokens if (m := context.found.by_token.get(index)) is not None]
    spans = [*((i, i + 1) for i in tokens), *((m.first, m.last) for m in mentions)]
    first, last = _around(spans)
    arguments = frozenset(tokens) - {trigger.index}
    for cluster in (c for clusters in roles.values() for c in clusters):
        named = cluster.find_within(context.sentence)
        if not any(first <= m.first and m.last <= last for m in named):
            spans += [(m.first, m.last) for m in named if _is_within(context.sentence, m, arguments)][:1]
    return _around(spans)


def _around(spans: Sequence[tuple[int, int]]) -> tuple[int, int]:
    """What covers all the spans."""
    return min(first for first, _ in spans), max(last for _, last in spans)


def _is_within(sentence: Sentence, mention: Mention, arguments: Set[int]) -> bool:
    """Whether a mention hangs on one of the words `arguments`."""
    return any(word.index in arguments for word in ancestors(sentence, mention.head))
