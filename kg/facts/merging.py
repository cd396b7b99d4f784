"""Event coreference: one event once, however often the text speaks of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import chain, combinations

from kg.facts.arguments import FIRST_PERSON
from kg.facts.draft import EventDraft
from kg.facts.events import has_core
from kg.language.tree import clause_verb
from kg.ontology.schema import Ontology

_REAL = frozenset({"held", "ongoing", "attributed"})
_FAMILIES = ("Meeting", "Negotiation", "Call", "Visit", "Mediation")
_EXCHANGES = frozenset({"Meeting", "Negotiation", "Call"})
_TALKS = frozenset({"Meeting", "Negotiation"})
_WEAK = frozenset({"discuss", "exchange"})
"""Verbs that may tell of a meeting, or only of what was said in a call or at talks already told of."""
_SPEECH = "Statement"
_SPEAKING = frozenset({"speak", "talk"})
_MANY = 5
_AGAIN = frozenset({"again", "another", "next", "further", "new", "second", "soon", "later", "future"})


def merge_events(
    events: Sequence[EventDraft], ontology: Ontology
) -> tuple[list[EventDraft], list[EventDraft]]:
    """The events of a document, each once, and those let go for want of anybody who takes part."""
    kept = _Kept()
    dropped: list[EventDraft] = []
    for event in events:
        known = _find(event, kept, ontology)
        saying = _find_saying(event, events, ontology)
        if known is not None:
            _take_in(known, event, ontology)
            kept.note(known)
        elif saying is not None:
            saying.times.extend(event.times if not saying.times else ())
            saying.fill("place", event.roles.get("place", []))
            dropped.append(event)
        elif _is_unsaid(event, ontology) or _is_retold(event, kept.events, ontology):
            dropped.append(event)
        elif (
            (event.roles or event.times)
            and (has_core(event) or "meetingOf" in event.roles)
            and not _lonely(event)
        ):
            kept.note(event)
        else:
            dropped.append(event)
    return kept.events, dropped


def _is_unsaid(event: EventDraft, ontology: Ontology) -> bool:
    """Whether a speech act is only meant or imagined: "met to express support", "would say"."""
    named = event.type in {"Statement", "Praise", "Condemnation"} and ontology.is_a(event.type, "Statement")
    return named and event.standing.status in {"planned", "proposed", "hypothetical"}


def _find_saying(event: EventDraft, events: Sequence[EventDraft], ontology: Ontology) -> EventDraft | None:
    """What a speaker says on an occasion: "*at a press conference*, A said", "*speaking* in B, A said"."""
    speaker = event.roles.get("speaker")
    speaking = event.trigger.tag == "VBG" and event.trigger.lemma in _SPEAKING
    if (event.trigger.dep != "pobj" and not speaking) or event.type != _SPEECH or not speaker:
        return None
    above = event.sentence.tokens[event.trigger.head]
    verb = clause_verb(event.sentence, above if speaking else event.trigger)
    said = (e for e in events if e.trigger is verb and ontology.is_a(e.type, _SPEECH))
    return next((e for e in said if e.roles.get("speaker") == speaker), None)


def _is_retold(event: EventDraft, kept: Sequence[EventDraft], ontology: Ontology) -> bool:
    """Whether a group that has just met is only spoken of again: "a chance for the leaders to talk"."""
    words = {token.text.lower() for token in event.sentence.tokens}
    if event.standing.status in _REAL or event.times or "place" in event.roles or words & _AGAIN:
        return False
    people = {c for clusters in event.roles.values() for c in clusters}
    told = event.evidence[0].span
    if any(told.start <= m.span.start < told.end and m.kind != "pronoun" for c in people for m in c.mentions):
        return False
    met = [k for k in kept if k.standing.status in _REAL and _root(k, ontology) == _root(event, ontology)]
    return any(people <= {c for clusters in k.roles.values() for c in clusters} for k in met)


def _lonely(event: EventDraft) -> bool:
    """Whether all that is told of a meeting is that one person wants or means to meet somebody."""
    if event.frame not in {"meet-together", "noun-participants"} or event.standing.status in _REAL:
        return False
    people = [c for role, clusters in event.roles.items() if role != "time" for c in clusters]
    return len(people) == 1 and people[0].type == "Person"


def _find(event: EventDraft, kept: _Kept, ontology: Ontology) -> EventDraft | None:
    """The event that is kept, the last named first, that this one is another mention of, if any."""
    if ontology.is_a(event.type, _SPEECH) or (has_core(event) and _is_bare(event)):
        return None
    for known in kept.find_near(event):
        if _same_kind(event, known, ontology) and _agree(event, known):
            return known
    return None


def _intersect(sets: Sequence[set[int]]) -> set[int]:
    return set.intersection(*sets) if sets else set()


@dataclass(slots=True)
class _Kept:
    """The events that are kept, and their numbers by the id of each party, and by all parties together."""

    events: list[EventDraft] = field(default_factory=list)
    _numbers: dict[int, int] = field(default_factory=dict)
    _by_party: defaultdict[int, set[int]] = field(default_factory=lambda: defaultdict(set))
    _by_all: defaultdict[frozenset[int], set[int]] = field(default_factory=lambda: defaultdict(set))

    def note(self, event: EventDraft) -> None:
        """Keeps an event, or notes who has a part in one that is kept."""
        number = self._numbers.setdefault(id(event), len(self.events))
        if number == len(self.events):
            self.events.append(event)
        parties = _parties(event)
        self._by_all[frozenset(parties)].add(number)
        for party in parties:
            self._by_party[party].add(number)

    def find_near(self, event: EventDraft) -> Iterable[EventDraft]:
        """Those of which `event` may be a mention, the last first: all, or those whose parties are no others.

        All parties of one must take part in the other; where there are many, one in common is enough here.
        """
        if not has_core(event):
            return reversed(self.events) if _near(event) else ()
        parties = _parties(event)
        if len(parties) > _MANY:
            numbers = set[int]().union(*(self._by_party.get(party, ()) for party in parties))
        else:
            some = chain.from_iterable(combinations(parties, size) for size in range(1, len(parties) + 1))
            numbers = set[int]().union(*(self._by_all.get(frozenset(each), ()) for each in some))
            numbers |= _intersect([self._by_party.get(party, set()) for party in parties])
        return (self.events[number] for number in sorted(numbers, reverse=True))


def _same_kind(one: EventDraft, other: EventDraft, ontology: Ontology) -> bool:
    if ontology.is_a(one.type, _SPEECH) or ontology.is_a(other.type, _SPEECH):
        return False
    if one in other.part_of or other in one.part_of:
        return False
    if _is_purpose(one, other):
        return True
    if not _same_reality(one, other):
        return False
    if one.trigger.lemma in _WEAK and one.type == "Meeting" and _root(other, ontology) in _EXCHANGES:
        return True
    return (
        ontology.is_a(one.type, other.type)
        or ontology.is_a(other.type, one.type)
        or (not has_core(one) and {_root(one, ontology), _root(other, ontology)} <= _TALKS)
    )


def _same_reality(one: EventDraft, other: EventDraft) -> bool:
    """Whether both took place, or both are meant, proposed or called off alike."""
    if {one.standing.status, other.standing.status} <= _REAL:
        return True
    if one.standing.status in _REAL or other.standing.status in _REAL:
        return False
    return one.standing.status == other.standing.status or _is_called_off(one, other)


def _is_purpose(one: EventDraft, other: EventDraft) -> bool:
    """ "They met *to discuss* X": what a meeting was for is that meeting, and none to come."""
    meant = one.trigger.lemma in _WEAK and one.trigger.dep == "advcl" and one.standing.status == "planned"
    return meant and one.sentence is other.sentence and one.trigger.head == other.trigger.index


def _is_called_off(one: EventDraft, known: EventDraft) -> bool:
    """ "A is to meet B … the talks were cancelled": what is said last of a plan is what has become of it."""
    ended = one.standing.status in {"cancelled", "postponed"} and not has_core(one)
    return ended and known.standing.status in {"planned", "proposed"}


def _root(event: EventDraft, ontology: Ontology) -> str:
    return next((f for f in _FAMILIES if ontology.is_a(event.type, f)), event.type)


def _agree(one: EventDraft, other: EventDraft) -> bool:
    """Whether nothing that one says of the event contradicts the other: people, place, day."""
    if not has_core(one):
        return _near(one) and not _conflict(one, other, ("place", "meetingOf"))
    if _conflict(one, other, ("place", "meetingOf", "recipient", "agreement")) or _other_day(one, other):
        return False
    if _is_bare(one) or _is_bare(other):
        return False
    mine = {c for role, cs in one.roles.items() for c in cs if role not in {"place", "meetingOf"}}
    theirs = {c for role, cs in other.roles.items() for c in cs if role not in {"place", "meetingOf"}}
    return bool(mine & theirs) and (mine <= theirs or theirs <= mine)


def _is_bare(event: EventDraft) -> bool:
    """Whether a verb or a noun with "a" tells of one party only: too little to know the event again by."""
    if event.type not in {"Meeting", "Call"} or len(_parties(event)) >= 2:
        return False
    return event.trigger.pos in {"VERB", "AUX"} or _is_first_told(event)


def _is_first_told(event: EventDraft) -> bool:
    """Whether a noun with "a" tells of it, but not where one speaks of oneself."""
    return not _articles(event).isdisjoint({"a", "an"}) and FIRST_PERSON.isdisjoint(
        token.text.lower() for token in event.sentence.tokens
    )


def _parties(event: EventDraft) -> set[int]:
    return {id(c) for role, cs in event.roles.items() if role not in {"place", "meetingOf"} for c in cs}


def _near(one: EventDraft) -> bool:
    """Whether a mention without people is near enough to speak of the event: "the talks"."""
    return one.trigger.pos not in {"VERB", "AUX"} and _root_definite(one)


def _root_definite(event: EventDraft) -> bool:
    definite = _articles(event) & {"the", "this", "these", "that", "those", "both"}
    return bool(definite) or event.trigger.dep == "ROOT"


def _articles(event: EventDraft) -> set[str]:
    """The words that hang on what tells of the event, its article among them."""
    return {event.sentence.tokens[i].text.lower() for i in event.sentence.children[event.trigger.index]}


def _conflict(one: EventDraft, other: EventDraft, roles: Sequence[str]) -> bool:
    return any(
        role in one.roles and role in other.roles and not set(one.roles[role]) & set(other.roles[role])
        for role in roles
    )


def _other_day(one: EventDraft, other: EventDraft) -> bool:
    mine = {t.value for t in one.times if t.value}
    theirs = {t.value for t in other.times if t.value}
    return bool(mine and theirs and not any(a.startswith(b) or b.startswith(a) for a in mine for b in theirs))


def _take_in(known: EventDraft, event: EventDraft, ontology: Ontology) -> None:
    """Adds what another mention says of a known event."""
    if ontology.is_a(event.type, known.type) and has_core(event):
        known.type = event.type
    if _is_called_off(event, known):
        known.standing = event.standing
    known.apart = _still_apart(known, event) | _still_apart(event, known)
    for role, clusters in event.roles.items():
        known.fill(role, clusters)
    if not known.times:
        known.times.extend(event.times)
    known.topics.extend(t for t in event.topics if t not in known.topics)
    known.evidence.extend(e for e in event.evidence if e not in known.evidence)


def _still_apart(one: EventDraft, other: EventDraft) -> set[frozenset[int]]:
    """The pairs kept apart by one mention that the other does not bring together."""
    together = {id(c) for c in other.roles.get("participant", [])}
    return {pair for pair in one.apart if not pair <= together or pair in other.apart}
