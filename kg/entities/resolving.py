"""The entity stage: names to clusters, then metonyms, offices without a name, and pronouns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from kg.entities.cluster import Cluster
from kg.entities.held import Held, HeldOffices
from kg.entities.metonymy import read_metonyms
from kg.entities.named import Called, Places
from kg.entities.nominals import resolve_nominal, same_office
from kg.entities.people import group_people
from kg.entities.pronouns import resolve_body, resolve_country, resolve_own, resolve_person
from kg.entities.tenures import resolve_by_facts, resolve_state
from kg.entities.things import group_things
from kg.entities.unnamed import find_unnamed, is_unknown_subject, mention_of
from kg.gazetteer.lookup import Gazetteer
from kg.mentions.finding import SentenceMentions
from kg.mentions.mention import Mention
from kg.mentions.office_reading import OfficeReading
from kg.mentions.words import FEMININE, MASCULINE
from kg.ontology.lexicon import Lexicon


@dataclass(slots=True)
class Resolution:
    """Which cluster each mention belongs to, and whom each office speaks of."""

    clusters: list[Cluster] = field(default_factory=list)
    of_mention: dict[tuple[int, int, int], Cluster] = field(default_factory=dict)
    of_reading: dict[int, tuple[Cluster, ...]] = field(default_factory=dict)
    held: HeldOffices = field(init=False)
    places: Places = field(default_factory=Places)
    called: Called = field(init=False)
    unknown: list[Mention] = field(default_factory=list)
    """The offices read so far that are subjects and that nobody is known to hold."""
    state_of: dict[int, Cluster] = field(default_factory=dict)
    """The state of an office whose words leave it out, by the reading."""

    def __post_init__(self) -> None:
        of_mention = self.of_mention  # and not self, so that nothing here holds itself in memory
        self.held = HeldOffices(lambda mention: of_mention.get(mention.key))
        self.called = Called(self.clusters)

    def cluster(self, mention: Mention) -> Cluster | None:
        """The cluster of a mention, or None when it is not resolved."""
        return self.of_mention.get(mention.key)

    def holders(self, reading: OfficeReading) -> tuple[Cluster, ...]:
        """The clusters of those who hold the office that `reading` tells of."""
        return self.of_reading.get(id(reading), ())

    def leader(self, reading: OfficeReading, owner: Cluster) -> Cluster | None:
        """The only person said to hold for `owner` the office that a plural names.

        "The leaders of France and …", where the text names the leader of France.
        """
        people = self.held.find_of(owner, reading, same_office)
        return people.pop() if len(people) == 1 else None

    def add(self, cluster: Cluster) -> Cluster:
        """Takes in a new cluster with its mentions."""
        self.clusters.append(cluster)
        for mention in cluster.mentions:
            self._note(mention, cluster)
        return cluster

    def attach(self, mention: Mention, cluster: Cluster) -> None:
        """Says that `mention` speaks of `cluster`."""
        cluster.add(mention)
        self._note(mention, cluster)

    def _note(self, mention: Mention, cluster: Cluster) -> None:
        self.of_mention[mention.key] = cluster
        self.places.add(mention, cluster)


def resolve(found: Sequence[SentenceMentions], *, lexicon: Lexicon, gazetteer: Gazetteer) -> Resolution:
    """The clusters of a document's mentions."""
    resolution = Resolution()
    mentions = [m for sentence in found for m in read_metonyms(sentence, lexicon, gazetteer)]
    people = [m for m in mentions if m.type == "Person" and m.kind == "name"]
    things = [m for m in mentions if m.type not in {"Person", "Agent"} and m.kind != "pronoun"]
    for cluster in (*group_people(people), *group_things(things)):
        resolution.add(cluster)
    for cluster, readings in find_unnamed(found, [c for c in resolution.clusters if c.type == "Person"]):
        resolution.add(cluster)
        resolution.of_reading.update((id(reading), (cluster,)) for reading in readings)
        for reading in readings:
            resolution.held.add(Held(reading, cluster))
    _note_genders(found, resolution)
    for sentence in found:
        _resolve_sentence(sentence, resolution, lexicon)
    _resolve_by_facts(found, resolution, gazetteer)
    return resolution


def _note_genders(found: Sequence[SentenceMentions], resolution: Resolution) -> None:
    """Takes the gender of a person from a title that tells it."""
    for sentence in found:
        tokens = sentence.sentence.tokens
        for mention in sentence.all:
            cluster = resolution.cluster(mention)
            before = tokens[mention.first - 1].text.lower() if mention.first else ""
            if cluster is not None and cluster.type == "Person" and mention.kind == "name":
                told = "male" if before in MASCULINE else "female" if before in FEMININE else None
                cluster.gender = told or cluster.gender


def _resolve_sentence(sentence: SentenceMentions, resolution: Resolution, lexicon: Lexicon) -> None:
    """Resolves the pronouns and offices of one sentence, left to right."""
    items: list[tuple[int, Mention | OfficeReading]] = [
        *((m.first, m) for m in sentence.all if m.kind == "pronoun"),
        *((r.first, r) for r in sentence.readings),
    ]
    for _, item in sorted(items, key=lambda pair: pair[0]):
        if isinstance(item, Mention):
            _resolve_pronoun(item, sentence, resolution, lexicon)
        else:
            _resolve_reading(item, resolution)


def _resolve_pronoun(
    pronoun: Mention, sentence: SentenceMentions, resolution: Resolution, lexicon: Lexicon
) -> None:
    if pronoun.type == "Person":
        cluster = resolve_person(pronoun, resolution.places, resolution.unknown)
    elif pronoun.type == "State":
        cluster = resolve_country(pronoun, resolution.places)
    elif pronoun.type == "Organization":
        union = pronoun.text.lower() in lexicon.word_list("union")
        cluster = resolve_body(pronoun, resolution.places, union=union)
    else:
        cluster = resolve_own(pronoun, resolution.of_mention, sentence.all)
    if cluster is not None:
        resolution.attach(replace(pronoun, gender=cluster.gender), cluster)


def _resolve_reading(reading: OfficeReading, resolution: Resolution) -> None:
    if id(reading) in resolution.of_reading:
        return
    holders = tuple(c for m in reading.holders if (c := resolution.cluster(m)) is not None)
    if not holders and reading.frame == "nominal" and not reading.phrase.form.plural:
        holders = _nominal_holder(reading, resolution)
    resolution.of_reading[id(reading)] = holders
    if not holders and is_unknown_subject(reading):
        resolution.unknown.append(mention_of(reading))
    if reading.phrase.form.plural and len(holders) > 1:
        return
    for holder in holders:
        if holder.type == "Person":
            resolution.held.add(Held(reading, holder))


def _resolve_by_facts(
    found: Sequence[SentenceMentions], resolution: Resolution, gazetteer: Gazetteer
) -> None:
    """Resolves offices that no name stands beside anywhere in the document, by who held them then."""
    people = [c for c in resolution.clusters if c.type == "Person" and not resolution.held.of(c)]
    states = [c for c in resolution.clusters if c.type == "State"]
    for reading in (r for sentence in found for r in sentence.readings):
        holders = resolution.holders(reading)
        for holder in holders if not reading.owners else ():
            state = resolve_state(reading, holder, states, gazetteer)
            if state is not None:
                resolution.state_of[id(reading)] = state
        if not holders and _is_definite(reading) and not reading.phrase.form.plural:
            _resolve_unnamed(reading, people, resolution, gazetteer)


def _is_definite(reading: OfficeReading) -> bool:
    """Whether the words speak of one known holder: with an article, a possessor or a capital."""
    possessed = any(owner.marker == "possessive" for owner in reading.owners)
    return reading.definite or possessed or reading.phrase.text[0].isupper()


def _resolve_unnamed(
    reading: OfficeReading, people: Sequence[Cluster], resolution: Resolution, gazetteer: Gazetteer
) -> None:
    """Resolves one office by a name that comes later, or by who of `people` held it then."""
    cluster = resolve_nominal(reading, resolution.held, later=True)
    if cluster is None:
        cluster = resolve_by_facts(reading, people, resolution.cluster, gazetteer)
    if cluster is not None:
        resolution.of_reading[id(reading)] = (cluster,)
        cluster.described_by.append(reading)


def _nominal_holder(reading: OfficeReading, resolution: Resolution) -> tuple[Cluster, ...]:
    definite = reading.definite or bool(reading.owners) or reading.phrase.text[0].isupper()
    cluster = resolve_nominal(reading, resolution.held) if definite else None
    if cluster is None:
        return ()
    cluster.described_by.append(reading)
    return (cluster,)
