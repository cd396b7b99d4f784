"""Writes a graph of as many triples as wanted, of the shape that `kg build` writes: for measurements only.

    python benchmarks/generate_graph.py 1000000 out/million.trig

The file's extension is its format (.trig, .nq, .ttl, .nt); those with named graphs get one graph a document.
The same number gives the same bytes. States, their links to Wikidata and the relations are real; people and
what they do are drawn by lot, the active ones far more often than the others.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from hashlib import sha256
from itertools import count
from pathlib import Path

import pyoxigraph
from pyoxigraph import Quad

from kg.minting import DEFAULT_BASE, content_hash, mint
from kg.model import Document, Entity, Event, Evidence, Extraction, Fact, Span, Tenure, Time
from kg.ontology import load_ontology
from kg.rdf.formats import find_format
from kg.rdf.graph import to_quads
from kg.rdf.vocabulary import PREFIXES

STATES = dict(
    each.split("=")
    for each in (
        "Armenia=Q399 Azerbaijan=Q227 Russia=Q159 Georgia=Q230 Turkey=Q43 Iran=Q794 France=Q142 Germany=Q183 "
        "China=Q148 Japan=Q17 India=Q668 Pakistan=Q843 Brazil=Q155 Canada=Q16 Mexico=Q96 Italy=Q38 Spain=Q29 "
        "Poland=Q36 Ukraine=Q212 Israel=Q801 Egypt=Q79 Australia=Q408 Sweden=Q34 Finland=Q33 Norway=Q20 "
        "Hungary=Q28 Serbia=Q403 Greece=Q41 Netherlands=Q55 Belgium=Q31 Austria=Q40 Switzerland=Q39 "
        "Kazakhstan=Q232 Uzbekistan=Q265 Qatar=Q846 Kenya=Q114 Ethiopia=Q115 Vietnam=Q881 Chile=Q298"
    ).split()
)
CITIES = "Geneva Vienna Brussels Istanbul Doha Oslo Paris Moscow Yerevan Tbilisi Astana Cairo Beijing".split()
TOPICS = "border security, grain exports, prisoner exchange, trade, sanctions relief, gas transit".split(", ")
OFFICES = {
    "President": "headOfStateOf",
    "Prime Minister": "headOfGovernmentOf",
    "Foreign Minister": "ministerOf",
    "Defence Minister": "ministerOf",
}
MEETINGS = (
    ("Meeting", "metWith", "met"),
    ("Call", "spokeWith", "called"),
    ("Negotiation", "negotiatedWith", "negotiated with"),
)
ACTS = (
    ("Condemnation", "condemned", "condemned"),
    ("Accusation", "accused", "accused"),
    ("Praise", "praised", "praised"),
    ("Sanction", "sanctioned", "imposed sanctions on"),
    ("Demand", "demandedOf", "made demands of"),
    ("Threat", "threatened", "threatened"),
)
BODIES = dict(
    each.split("=")
    for each in "United Nations=Q1065, European Union=Q458, NATO=Q7184, CIS=Q7779, ASEAN=Q7768".split(", ")
)
STATUSES = ("held",) * 7 + ("attributed", "planned", "planned", "cancelled", "denied")
SYLLABLES = "an bel dar el fir gan hov il jor kar lem mir nor ov pel rim sar tov ul ven yar zan".split()
FIRST_DAY = date(2023, 1, 1)
REPRINTED = 20


@dataclass(slots=True)
class Page:
    """A document that is being written: its words so far, and what they say."""

    number: int
    lot: random.Random
    text: str = ""
    entities: dict[str, Entity] = field(default_factory=dict)
    facts: list[Fact] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    tenures: list[Tenure] = field(default_factory=list)

    def say(self, sentence: str) -> Evidence:
        """Adds a sentence of this document's own and gives what it says as evidence."""
        start, told = len(self.text), sentence.removesuffix(".")
        self.text += f"{told}, said report {self.lot.random()}. "
        return Evidence(Span(start, start + len(told)), told)

    def mention(self, entity: Entity) -> Entity:
        """Notes that the document names an entity."""
        return self.entities.setdefault(entity.id, entity)

    @property
    def day(self) -> date:
        """When the document came out."""
        return FIRST_DAY + timedelta(days=self.number % 1000)


def generate_quads(triples: int) -> Iterator[Quad]:
    """So many triples, or some more: the last document is whole."""
    last = None
    for number, quad in enumerate(to_quads(generate_extractions(), ontology=load_ontology())):
        if number >= triples and quad.graph_name != last:
            return
        last = quad.graph_name
        yield quad


def generate_extractions() -> Iterator[Extraction]:
    """What one document after the other says, without an end."""
    return map(_write_page, count())


def _write_page(number: int) -> Extraction:
    """A page; one in REPRINTED is the page before it under another headline."""
    is_reprint = number % REPRINTED == REPRINTED - 1
    page = Page(number, random.Random(number - is_reprint))
    if is_reprint:
        page.text = f"Headline {number}\n\n"
    for _ in range(page.lot.randint(3, 6)):
        page.lot.choice(SENTENCES)(page)
    digest = sha256(page.text.encode()).hexdigest()
    document = Document(
        f"{DEFAULT_BASE}document/{digest[:16]}",
        page.text,
        f"news/{number:07}.txt",
        digest,
        published=page.day.isoformat(),
        title=f"Report {number}",
        publisher=f"Agency {number % 25}",
    )
    kept = (tuple(page.entities.values()), tuple(page.facts), tuple(page.events), tuple(page.tenures))
    return Extraction(document, *kept)


def _draw_state(page: Page) -> Entity:
    """A state, the first ones far more often."""
    names = list(STATES)
    name = names[min(int(page.lot.paretovariate(0.8)) - 1, len(names) - 1)]
    return page.mention(Entity(mint(DEFAULT_BASE, "state", name), "State", name, (), (), STATES[name]))


def _draw_person(page: Page) -> Entity:
    """A person, with the office that the document mentions."""
    state = _draw_state(page)
    rank = min(int(page.lot.paretovariate(0.7)) - 1, 400)
    name = _name_person(random.Random(f"{state.label} {rank}"))
    last = name.split()[-1]
    person = page.mention(Entity(mint(DEFAULT_BASE, "person", name), "Person", name, (last,)))
    title = list(OFFICES)[rank % len(OFFICES)]
    if page.lot.random() < 0.4 and rank < 2 * len(OFFICES):
        _tell_office(page, person, title, state, former=rank >= len(OFFICES))
    return person


def _name_person(lot: random.Random) -> str:
    first = "".join(lot.choices(SYLLABLES, k=2))
    return f"{first.title()} {''.join(lot.choices(SYLLABLES, k=3)).title()}"


def _tell_office(page: Page, person: Entity, title: str, state: Entity, *, former: bool) -> None:
    label = f"{title} of {state.label}"
    office = page.mention(Entity(mint(DEFAULT_BASE, "office", label), "Office", label))
    words = page.say(f"{person.label} is the {'former ' if former else ''}{label}.")
    tenure = "former" if former else "current"
    iri = f"{DEFAULT_BASE}tenure/{content_hash(str(page.number), person.id, office.id)}"
    page.tenures.append(Tenure(iri, person.id, office.id, state.id, tenure, (words,), "title-name", 0.97))
    page.facts.append(
        Fact(person.id, OFFICES[title], state.id, "asserted", (words,), "title-name", 0.97, tenure=tenure)
    )


def _tell_meeting(page: Page) -> None:
    kind, relation, verb = page.lot.choice(MEETINGS)
    one, other = _draw_person(page), _draw_person(page)
    name = page.lot.choice(CITIES)
    place = page.mention(Entity(mint(DEFAULT_BASE, "place", name), "Place", name))
    topic = page.lot.choice(TOPICS)
    words = page.say(f"{one.label} {verb} {other.label} in {name} to discuss {topic}.")
    roles = {"participant": tuple(sorted({one.id, other.id})), "place": (place.id,)}
    _record(page, kind, relation, one, other, words, roles, (topic,))
    if page.events and page.lot.random() < 0.1:
        _tell_summit(page)


def _tell_summit(page: Page) -> None:
    """A summit of a body, on whose sidelines the last event took place."""
    last = page.events.pop()
    body, host = _draw_body(page), _draw_state(page)
    words = page.say(f"{host.label} hosted a summit of {body.label}.")
    roles = {"host": (host.id,), "meetingOf": (body.id,)}
    summit = _note(page, "Summit", "held", roles, words)
    page.events.append(replace(last, part_of=(summit,)))


def _tell_agreement(page: Page) -> None:
    """A treaty that two states sign, and which one of them may ratify."""
    one, other, topic = _draw_state(page), _draw_state(page), page.lot.choice(TOPICS)
    label = f"treaty of {one.label} and {other.label} on {topic}"
    deed = page.mention(Entity(mint(DEFAULT_BASE, "agreement", label), "Agreement", label))
    for kind, relation, verb, who in (
        ("Signing", "signed", "signed", (one, other)),
        ("Ratification", "ratified", "ratified", (one,)),
    )[: page.lot.randint(1, 2)]:
        words = page.say(f"{' and '.join(each.label for each in who)} {verb} the {label}.")
        roles = {"participant": tuple(sorted({each.id for each in who})), "agreement": (deed.id,)}
        event = _note(page, kind, "held", roles, words)
        for each in dict.fromkeys(who):
            fact = Fact(each.id, relation, deed.id, "asserted", (words,), "verb", 0.9, event=event)
            page.facts.append(fact)


def _tell_membership(page: Page) -> None:
    state, body = _draw_state(page), _draw_body(page)
    words = page.say(f"{state.label} is a member of {body.label}.")
    page.facts.append(Fact(state.id, "memberOf", body.id, "asserted", (words,), "nominal", 0.95))


def _tell_ambassador(page: Page) -> None:
    """An envoy, and whom he represents; or one who was expelled."""
    sender, host = _draw_state(page), _draw_state(page)
    if sender.id == host.id:
        return
    if page.lot.random() < 0.5:
        words = page.say(f"{host.label} expelled diplomats of {sender.label}.")
        roles = {"initiator": (host.id,), "recipient": (sender.id,)}
        _record(page, "Expulsion", "expelledDiplomatsOf", host, sender, words, roles)
        return
    name = _name_person(random.Random(f"{sender.label} in {host.label}"))
    person = page.mention(Entity(mint(DEFAULT_BASE, "person", name), "Person", name))
    words = page.say(f"{name} is the ambassador of {sender.label} to {host.label}.")
    for relation, whom in (("ambassadorTo", host), ("represents", sender)):
        page.facts.append(Fact(person.id, relation, whom.id, "asserted", (words,), "title-name", 0.95))


def _tell_spokesperson(page: Page) -> None:
    state = _draw_state(page)
    name = _name_person(random.Random(f"{state.label} speaks {page.lot.randint(1, 3)}"))
    person = page.mention(Entity(mint(DEFAULT_BASE, "person", name), "Person", name))
    words = page.say(f"{name} is a spokesperson for {state.label}.")
    page.facts.append(Fact(person.id, "spokesmanFor", state.id, "asserted", (words,), "nominal", 0.95))


def _draw_body(page: Page) -> Entity:
    name = page.lot.choice(list(BODIES))
    iri = mint(DEFAULT_BASE, "organization", name)
    return page.mention(Entity(iri, "InternationalOrganization", name, (), (), BODIES[name]))


def _note(page: Page, kind: str, status: str, roles: dict[str, tuple[str, ...]], words: Evidence) -> str:
    """Notes an event from which no more follows, and gives its IRI."""
    iri = f"{DEFAULT_BASE}{kind.lower()}/{content_hash(str(page.number), kind, str(words.span.start))}"
    page.events.append(Event(iri, kind, status, roles, (words,), "verb", 0.9))
    return iri


def _tell_visit(page: Page) -> None:
    person, state = _draw_person(page), _draw_state(page)
    words = page.say(f"{person.label} visited {state.label}.")
    _record(page, "Visit", "visited", person, state, words, {"initiator": (person.id,), "place": (state.id,)})


def _tell_act(page: Page) -> None:
    kind, relation, verb = page.lot.choice(ACTS)
    one, other = _draw_state(page), _draw_state(page)
    words = page.say(f"{one.label} {verb} {other.label}.")
    _record(page, kind, relation, one, other, words, {"initiator": (one.id,), "recipient": (other.id,)})


def _tell_statement(page: Page) -> None:
    speaker, topic = _draw_person(page), page.lot.choice(TOPICS)
    words = page.say(f"{speaker.label} said that talks on {topic} go on.")
    begin = words.span.start + len(f"{speaker.label} said that ")
    content = Evidence(Span(begin, words.span.end), page.text[begin : words.span.end])
    iri = f"{DEFAULT_BASE}statement/{content_hash(str(page.number), str(words.span.start))}"
    roles = {"speaker": (speaker.id,)}
    page.events.append(
        Event(iri, "Statement", "held", roles, (words,), "speech", 0.9, topics=(topic,), content=content)
    )


def _record(
    page: Page,
    kind: str,
    relation: str,
    one: Entity,
    other: Entity,
    words: Evidence,
    roles: dict[str, tuple[str, ...]],
    topics: tuple[str, ...] = (),
) -> None:
    """Notes an event, and the fact that follows from it."""
    if one.id == other.id:
        return
    status, confidence = page.lot.choice(STATUSES), page.lot.randint(60, 99) / 100
    told_by = _draw_person(page).id if status in ("attributed", "denied") else None
    iri = f"{DEFAULT_BASE}{kind.lower()}/{content_hash(str(page.number), kind, str(words.span.start))}"
    times = (Time("on that day", (page.day - timedelta(days=1)).isoformat()),)
    page.events.append(Event(iri, kind, status, roles, (words,), "verb", confidence, told_by, times, topics))
    standing = "asserted" if status == "held" else status
    page.facts.append(
        Fact(one.id, relation, other.id, standing, (words,), "verb", confidence, told_by, event=iri)
    )


SENTENCES = (
    *(_tell_meeting, _tell_act, _tell_statement, _tell_visit) * 5,
    *(_tell_meeting,) * 5,
    *(_tell_agreement, _tell_membership, _tell_ambassador, _tell_spokesperson),
)
"""What a document tells, the common as often as it stands here."""


def write_graph(triples: int, path: Path) -> None:
    """Writes a file of so many triples, document by document."""
    form = find_format(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    quads = generate_quads(triples)
    rows = quads if form.named else (quad.triple for quad in quads)
    with path.open("wb") as file:
        pyoxigraph.serialize(rows, file, form.syntax, prefixes=PREFIXES)


if __name__ == "__main__":
    if len(sys.argv) != 3 or not sys.argv[1].isdigit():
        sys.exit(__doc__)
    write_graph(int(sys.argv[1]), Path(sys.argv[2]))
