"""Turns office readings into relations (spokesmanFor, headOfStateOf, …) and tenures."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from kg.entities.cluster import Cluster
from kg.entities.held import owner_cluster
from kg.facts.confidence import FRAMES, frame_confidence
from kg.facts.context import Context
from kg.facts.draft import FactDraft, Standing, TenureDraft
from kg.facts.office_standing import standing_of, tenure_of
from kg.mentions.mention import make_mention
from kg.mentions.office_reading import OfficeReading, Owner
from kg.mentions.sharing import is_counterpart
from kg.mentions.words import BODY_WORDS, WITH_ARTICLE
from kg.ontology.lexicon import Entry, Sense

LEADERS = frozenset({"leader", "leaders", "ruler", "rulers", "head", "heads", "president", "presidents"})
"""Words that can say that somebody heads a state, where nothing says how."""

_OF_PARTY = frozenset({"possessive", "attributive", "of"})
"""How a party stands beside an office of the state: "*Labour's* foreign minister"."""


def read_offices(context: Context) -> tuple[list[FactDraft], list[TenureDraft]]:
    """The relations and tenures that the offices of a sentence tell.

    An office without a holder's name counts only where an event has made its holder an entity.
    """
    facts: list[FactDraft] = []
    tenures: list[TenureDraft] = []
    for reading in context.found.readings:
        for outer in _with_nested(reading):
            facts.extend(_relations(context, outer))
            facts.extend(_members(context, outer))
            facts.extend(_of_known_state(context, outer))
            tenures.extend(_tenures(context, outer))
    return facts, tenures


def _with_nested(reading: OfficeReading) -> Iterator[OfficeReading]:
    yield reading
    for owner in reading.owners:
        if owner.office is not None and owner.mention is not None:
            yield owner.office


def _relations(context: Context, reading: OfficeReading) -> Iterator[FactDraft]:
    standing = standing_of(context, reading)
    for holder, owner in _holder_owner_pairs(context, reading):
        sense = _sense(context, reading, owner, holder)
        thing = _owner_cluster(context, owner)
        if sense is None or thing is None or thing is holder:
            if thing is not None and thing is not holder:
                _drop(context, reading, thing)
            continue
        yield FactDraft(
            subject=holder,
            predicate=sense.reference,
            object=thing,
            standing=standing,
            evidence=reading.evidence,
            frame=reading.frame,
            confidence=_confidence(reading),
            tenure=tenure_of(reading),
        )


def _of_known_state(context: Context, reading: OfficeReading) -> Iterator[FactDraft]:
    """The relation to a state that the words leave out.

    "President Lagos", where the document names Chile, whose president he was on its date.
    """
    state = context.resolution.state_of.get(id(reading))
    if state is None:
        return
    for holder in context.resolution.holders(reading):
        for sense in sorted(reading.phrase.form.entry.senses, key=lambda s: s.reference):
            if context.ontology.accepts(sense.reference, holder.type, state.type) is None:
                yield FactDraft(
                    holder,
                    sense.reference,
                    state,
                    standing_of(context, reading),
                    reading.evidence,
                    "title-known-state",
                    FRAMES["title-known-state"],
                    tenure_of(reading),
                )
                break


def _members(context: Context, reading: OfficeReading) -> Iterator[FactDraft]:
    """The memberships that a plural office tells: "the G7 foreign ministers of Canada, France and …"."""
    if not reading.phrase.form.plural or len(reading.owners) < 2:
        return
    bodies = [c for o in reading.owners if o.marker == "attributive" and (c := _owner_cluster(context, o))]
    states = [c for o in reading.owners if o.marker == "of" and (c := _owner_cluster(context, o))]
    for body in bodies:
        for state in states:
            if state.type == "State" and context.ontology.accepts("memberOf", state.type, body.type) is None:
                yield FactDraft(
                    state,
                    "memberOf",
                    body,
                    Standing("asserted"),
                    reading.evidence,
                    "body-member",
                    FRAMES["body-member"],
                )


def _confidence(reading: OfficeReading) -> float:
    pronoun = any(m.kind == "pronoun" for m in reading.holders) or any(
        o.mention is not None and o.mention.kind == "pronoun" for o in reading.owners
    )
    return frame_confidence(reading.frame) * (0.85 if pronoun else 1.0)


def _drop(context: Context, reading: OfficeReading, thing: Cluster) -> None:
    names = sorted({s.reference for s in reading.phrase.form.entry.senses})
    reason = f"range: {thing.type} fits none of {', '.join(names)} here"
    context.drop("facts", reason, reading.evidence)


def _holder_owner_pairs(context: Context, reading: OfficeReading) -> Iterator[tuple[Cluster, Owner]]:
    """Whose office each holder has: names and owners of a plural in their order, else each with each."""
    holders = context.resolution.holders(reading)
    plural = reading.phrase.form.plural and len(holders) > 1
    for marker in dict.fromkeys(owner.marker for owner in reading.owners):
        owners = [owner for owner in reading.owners if owner.marker == marker]
        if plural and len(owners) == len(holders):
            yield from zip(holders, owners, strict=True)
        elif not plural or len(owners) == 1:
            yield from product(holders, owners)


def _sense(context: Context, reading: OfficeReading, owner: Owner, holder: Cluster) -> Sense | None:
    """The sense whose frame has a place for the owner and whose relation takes both classes."""
    thing = _owner_cluster(context, owner)
    if thing is None:
        return None
    for sense in sorted(_entry(context, reading).senses, key=lambda s: _aptness(s, owner, thing)):
        fits = sense.reference in context.ontology.relations and _has_place(sense, owner)
        fits = fits and (not _heads_state(sense, thing) or reading.phrase.form.words[-1] in LEADERS)
        if fits and context.ontology.accepts(sense.reference, holder.type, thing.type) is None:
            return (
                Sense("worksFor")
                if sense.reference == "heads" and _has_field(context, reading, owner)
                else sense
            )
    party = holder.type == "Person" and thing.type == "PoliticalGroup" and owner.marker in _OF_PARTY
    return Sense("memberOfParty") if party else None


def _has_field(context: Context, reading: OfficeReading, owner: Owner) -> bool:
    """Whether an office is over a part of a body only: "the WHO's *emergencies* director", "*aid* chief"."""
    if owner.mention is None or owner.marker not in {"possessive", "attributive"}:
        return False
    between = reading.sentence.tokens[owner.mention.last : reading.phrase.first]
    words = (t for t in between if t.text.lower() not in {*context.lexicon.tenures, *BODY_WORDS})
    return any(t.pos == "NOUN" or (t.pos == "PROPN" and t.dep == "compound") for t in words)


def _entry(context: Context, reading: OfficeReading) -> Entry:
    """The office's own entry; of a counterpart, that of the office which the other was said to hold."""
    before = context.found.by_token.get(reading.first) or context.found.by_token.get(reading.first - 1)
    if not is_counterpart(reading) or before is None or before.kind != "pronoun":
        return reading.phrase.form.entry
    person = context.resolution.cluster(before)
    held = [h.reading for h in context.resolution.held.of(person)] if person is not None else []
    named = [r for r in held if not is_counterpart(r) and r.evidence.span.start < reading.evidence.span.start]
    return named[-1].phrase.form.entry if named else reading.phrase.form.entry


def _aptness(sense: Sense, owner: Owner, thing: Cluster) -> tuple[bool, bool, str]:
    """Senses in the order to try: the sender's before the receiver's, heading a state last."""
    sent = owner.marker in {"attributive", "possessive", "of"}
    weak = _heads_state(sense, thing)
    return weak, ("To" in sense.reference) == sent, sense.reference


def _heads_state(sense: Sense, thing: Cluster) -> bool:
    return sense.reference == "heads" and thing.type == "State"


def _has_place(sense: Sense, owner: Owner) -> bool:
    """Whether a frame of the sense has an argument where the owner stands."""
    functions = {"attributive": "attributiveArg", "possessive": "possessiveAdjunct"}
    wanted = (functions.get(owner.marker, "prepositionalAdjunct"), owner.marker)
    return any(
        argument.function == wanted[0] and (owner.marker in functions or argument.marker == wanted[1])
        for frame in sense.frames
        for argument in frame.arguments
    )


def _owner_cluster(context: Context, owner: Owner) -> Cluster | None:
    if owner.mention is not None:
        return context.resolution.cluster(owner.mention)
    return _office_cluster(context, owner.office) if owner.office is not None else None


def _office_cluster(context: Context, office: OfficeReading) -> Cluster:
    """The office itself as an entity: "Russian President" is the President of Russia."""
    name = office_name(context, office)
    for cluster in context.resolution.called.find("Office", name):
        if cluster.label == name:
            return cluster
    mention = make_mention(office.sentence, office.bare_first, office.bare_last, type="Office", kind="title")
    cluster = Cluster("Office", [mention], name=name)
    context.resolution.clusters.append(cluster)
    return cluster


def office_name(context: Context, office: OfficeReading) -> str:
    """The office in words: "President of Russia", "Ambassador to Egypt", "Kremlin spokesman"."""
    title = office.phrase.text[0].upper() + office.phrase.text[1:]
    owner = next(iter(office.owners), None)
    thing = _owner_cluster(context, owner) if owner is not None else None
    if owner is None or thing is None:
        return title
    if thing.type not in {"State", "Office"}:
        words = office.noun_phrase.of(office.sentence.document.text)
        return words[0].upper() + words[1:]
    name = state_name(thing)
    article = "the " if thing.type == "Office" or name.split()[0] == "United" or name in WITH_ARTICLE else ""
    link = owner.marker if owner.marker in {"to", "for"} else "of"
    return f"{title} {link} {article}{name}"


def state_name(cluster: Cluster) -> str:
    """The name to speak of a cluster by: a state's own name rather than its adjective."""
    return cluster.record.label if cluster.record is not None and cluster.type == "State" else cluster.label


def _organization(context: Context, reading: OfficeReading) -> Cluster | None:
    """The state or body of an office: its owner, or, of an office under another, that other's."""
    for owner in reading.owners:
        cluster = owner_cluster(owner, context.resolution.cluster)
        if cluster is not None and context.ontology.accepts("officeIn", "Office", cluster.type) is None:
            return cluster
    return None


def _tenures(context: Context, reading: OfficeReading) -> Iterator[TenureDraft]:
    if not any(s.reference in context.ontology.relations for s in reading.phrase.form.entry.senses):
        return
    of = _organization(context, reading)
    if not reading.owners or reading.phrase.form.plural:
        return
    for holder in context.resolution.holders(reading):
        if holder.type == "Person" and holder is not of:
            yield TenureDraft(
                person=holder,
                office=_office_cluster(context, reading),
                of=of,
                tenure=tenure_of(reading) or "current",
                standing=standing_of(context, reading),
                evidence=reading.evidence,
                frame=reading.frame,
                confidence=_confidence(reading),
            )
