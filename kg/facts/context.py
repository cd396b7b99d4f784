"""What a frame reader asks of a sentence: which entities a word stands for."""

from __future__ import annotations

from collections.abc import Iterator, Set
from dataclasses import dataclass, field

from kg.entities.cluster import Cluster
from kg.entities.held import owner_cluster
from kg.entities.resolving import Resolution
from kg.entities.unnamed import mention_of
from kg.facts.agreement_names import end_of_capitals
from kg.facts.groups import group_words, speaks
from kg.facts.owners import LINKS, find_named_around, find_owners
from kg.language.tree import antecedent, children, conjuncts, first_conjunct, subtree
from kg.mentions.finding import SentenceMentions
from kg.mentions.mention import make_mention
from kg.mentions.office_reading import OfficeReading
from kg.mentions.phrases import match_phrase
from kg.model import Dropped, Evidence, Sentence, Token
from kg.ontology.lexicon import Lexicon, Sense
from kg.ontology.schema import Ontology

PAIR_WORDS = frozenset(
    {"leader", "president", "minister", "side", "country", "party", "counterpart", "official", "nation"}
)
"""Nouns that, after "the two" or "both", take up the pair that was named last."""

_STATIONS = frozenset({"airport", "station", "airfield", "port", "harbour", "harbor"})
"""Where one arrives in a place that gives it its name."""


@dataclass(slots=True)
class Context:
    """One sentence with its mentions and the entities of its document."""

    found: SentenceMentions
    resolution: Resolution
    lexicon: Lexicon
    ontology: Ontology
    last_pair: tuple[Cluster, ...] = ()
    dropped: list[Dropped] = field(default_factory=list)
    _readings: dict[int, OfficeReading] = field(default_factory=dict)
    _nouns: dict[int, tuple[Sense, ...]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for reading in self.found.readings:
            for index in range(reading.phrase.first, reading.phrase.last):
                self._readings[index] = reading

    @property
    def sentence(self) -> Sentence:
        """The sentence itself."""
        return self.found.sentence

    def drop(self, stage: str, reason: str, evidence: Evidence) -> None:
        """Remembers what was let go."""
        self.dropped.append(Dropped(stage, reason, evidence))

    def referents(self, token: Token) -> list[Cluster]:
        """The entities that `token`, and the words coordinated with it, stand for."""
        word = antecedent(self.sentence, token)
        found: list[Cluster] = []
        for each in self._listed(word):
            found.extend(c for c in self._referents(each) if c not in found)
        return found

    def _listed(self, word: Token) -> Iterator[Token]:
        """`word` and what is coordinated with it; a list of titled names is often parsed as appositions."""
        for each in conjuncts(self.sentence, word):
            yield each
            for index in self.sentence.children[each.index]:
                reading = self._readings.get(index)
                titled = reading is not None and reading.frame.startswith("title")
                if titled and self.sentence.tokens[index].dep == "appos":
                    yield from self._listed(self.sentence.tokens[index])

    def _referents(self, token: Token) -> list[Cluster]:
        mention = self.found.by_token.get(token.index)
        if mention is not None:
            cluster = self.resolution.cluster(mention)
            return [cluster] if cluster is not None else list(self._pair(token))
        reading = self._readings.get(token.index)
        if reading is not None:
            found = self.office_holders(reading) or list(self._pair(token))
            return found or self._officials(token, reading)
        found = list(self._pair(token)) or self._agreement(token) or self._venue(token)
        return found or self._speaking(token) or self._described(token)

    def _venue(self, token: Token) -> list[Cluster]:
        """The place that an airport or a station is of: "arrived at *Minsk airport*"."""
        if token.lemma not in _STATIONS or token.text[0].isupper():
            return []
        names = (self.found.by_token.get(t.index) for t in children(self.sentence, token, "compound", "nmod"))
        places = (self.resolution.cluster(m) for m in names if m is not None)
        return [c for c in places if c is not None and c.type == "Place"][:1]

    def _speaking(self, token: Token) -> list[Cluster]:
        """Who speaks under a noun: the name beside it ("the columnist *N*"), or a group by its words."""
        if token.pos not in {"NOUN", "PROPN"} or not speaks(self.sentence, token, self.lexicon):
            return []
        for name in children(self.sentence, token, "appos"):
            mention = self.found.by_token.get(name.index)
            cluster = self.resolution.cluster(mention) if mention is not None else None
            if cluster is not None and self.ontology.is_a(cluster.type, "Agent"):
                return [cluster]
        words = group_words(self.sentence, token, frozenset(self.found.by_token))
        kinds = {s.stands_for for s in self._senses(token) if s.reference == "representative"}
        media = "Organization" in kinds
        if words is None or not kinds or (token.tag == "NN" and not media):
            return []
        return [] if self._joined(token) else [self._as_cluster(*words, "Organization" if media else "Agent")]

    def _joined(self, token: Token) -> bool:
        """Whether several states own the noun: "Russian and Greek officials" are more than one group."""
        return len(self.owner_states(token)) > 1

    def _names_people(self, token: Token) -> bool:
        """Whether people are named with a group: "U.S. officials *A and B*", "officials, among them *A*"."""
        first, last = subtree(self.sentence, first_conjunct(self.sentence, token))
        people = (self.found.by_token.get(index) for index in range(first, last))
        return any(m is not None and m.type == "Person" and m.kind == "name" for m in people)

    def is_office(self, token: Token) -> bool:
        """Whether the word is part of an office, whose place is not that of what is told."""
        return token.index in self._readings

    def office_holders(self, reading: OfficeReading) -> list[Cluster]:
        """Those who hold an office; without a name, its described holder, or the states of a plural."""
        holders = list(self.resolution.holders(reading))
        if holders:
            return holders
        owners = [c for o in reading.owners if o.mention and (c := self.resolution.cluster(o.mention))]
        if reading.phrase.form.plural:
            here = {
                id(self.resolution.cluster(o.mention))
                for o in reading.owners
                if o.mention and o.marker == "in"
            }
            owners = [c for c in owners if id(c) not in here]
            states = [self.resolution.leader(reading, c) or c for c in owners if c.type == "State"]
            return states if len(states) > 1 else []
        definite = reading.definite or any(o.marker == "possessive" for o in reading.owners)
        definite = definite or self._is_possessed(reading)
        named = any(o.mention is not None and o.mention.kind != "pronoun" for o in reading.owners)
        if not (owners and named and definite and reading.phrase.form.entry.is_office):
            return []
        return [self._unnamed(reading)]

    def _is_possessed(self, reading: OfficeReading) -> bool:
        """ "*His* Chinese counterpart": one known person, whose name is not told."""
        before = self.found.by_token.get(reading.first - 1)
        return before is not None and (
            before.kind == "pronoun" or reading.sentence.tokens[reading.first - 1].tag == "POS"
        )

    def _officials(self, token: Token, reading: OfficeReading) -> list[Cluster]:
        """The state that its people act for: "met *Mexican officials*"; a group where they speak."""
        if not reading.phrase.form.plural or reading.phrase.tenure is not None:
            return []
        if speaking := self._speaking(token):
            return speaking
        stands = any(s.stands_for == "State" for s in reading.phrase.form.entry.senses)
        if not stands or self._names_people(token):
            return []
        owners = [
            self.resolution.cluster(self.found.by_token[index])
            for index in find_named_around(self.found, token)
        ]
        states = [c for c in dict.fromkeys(owners) if c is not None and c.type == "State"]
        return states if len(states) == 1 else []

    def _unnamed(self, reading: OfficeReading) -> Cluster:
        cluster = self.resolution.add(Cluster("Person", [mention_of(reading)]))
        self.resolution.of_reading[id(reading)] = (cluster,)
        return cluster

    def _pair(self, token: Token) -> tuple[Cluster, ...]:
        """Those whom "the two leaders", "both sides" or a plural pronoun takes up."""
        if token.text.lower() in {"they", "them"}:
            verb = self.sentence.tokens[token.head]
            said = verb.dep == "ccomp" and verb.index < verb.head
            return self.last_pair if said or verb.dep in {"ROOT", "conj"} else ()
        if token.lemma not in PAIR_WORDS or not self.last_pair:
            return ()
        words = {self.sentence.tokens[i].text.lower() for i in self.sentence.children[token.index]}
        number = (
            2
            if words & {"two", "both", "each"}
            else 3
            if "three" in words
            else 4
            if "four" in words
            else None
        )
        plain = token.lemma in {"leader", "side", "party"} and "the" in words and token.tag in {"NNS", "NNPS"}
        fits = len(self.last_pair) == number if number else plain
        if token.lemma in {"country", "nation", "side"} and fits:
            return self._states_of_pair() or (self.last_pair if token.lemma == "side" else ())
        return self.last_pair if fits else ()

    def _states_of_pair(self) -> tuple[Cluster, ...]:
        """The states that the pair named last are, or hold an office of."""
        states = (c if c.type == "State" else self._state_served(c) for c in self.last_pair)
        found = tuple(dict.fromkeys(s for s in states if s is not None))
        return found if len(found) == len(self.last_pair) else ()

    def _state_served(self, person: Cluster) -> Cluster | None:
        """The only state of the offices that the text gives a person."""
        owners = [o for h in self.resolution.held.of(person) for o in h.reading.owners]
        states = {c for o in owners if (c := owner_cluster(o, self.resolution.cluster)) and c.type == "State"}
        return states.pop() if len(states) == 1 else None

    def country_of(self, cluster: Cluster) -> str | None:
        """The key of the state that somebody is, belongs to, or alone is told to serve."""
        if cluster.type != "Person":
            return cluster.country
        state = self._state_served(cluster)
        return state.country if state is not None else None

    def _agreement(self, token: Token) -> list[Cluster]:
        """The treaty or deal that a noun phrase speaks of, by its kind and what modifies it."""
        if not self.means(token, "Agreement"):
            return []
        first, _ = subtree(self.sentence, token)
        while first < token.index and self.sentence.tokens[first].pos in {"DET", "NUM", "PUNCT", "PRON"}:
            first += 1
        return [self._as_cluster(first, self._end_of_name(token), "Agreement")]

    def _end_of_name(self, token: Token) -> int:
        """Where the name of an agreement ends: capitalised, it goes on through "on the … of …"."""
        if not token.text[0].isupper():
            return token.index + 1 + self._rest_of_kind(token)
        return end_of_capitals(self.sentence, token)

    def _rest_of_kind(self, token: Token) -> int:
        """How many words an agreement's kind has after its head: "memorandum *of understanding*"."""
        lowered = tuple(t.text.lower() for t in self.sentence.tokens[token.index : token.index + 4])
        form = match_phrase(lowered, 0, self.lexicon.forms("noun"))
        return len(form.words) - 1 if form is not None else 0

    def lists(self, token: Token, name: str) -> bool:
        """Whether the lexicon's word list `name` holds the word, as it is written or its lemma."""
        return bool({token.text.lower(), token.lemma} & self.lexicon.word_list(name))

    def means(self, token: Token, reference: str) -> bool:
        """Whether a noun of the lexicon that refers to `reference` ends at `token`."""
        return any(sense.reference == reference for sense in self._senses(token))

    def _senses(self, token: Token) -> tuple[Sense, ...]:
        """The senses of the longest noun of the lexicon that ends at `token`."""
        found = self._nouns.get(token.index)
        if found is None:
            found = self._nouns[token.index] = self._ending_at(token)
        return found

    def _ending_at(self, token: Token) -> tuple[Sense, ...]:
        forms, lowered = self.lexicon.forms("noun"), self.sentence.lowered[: token.index + 1]
        for at in range(max(0, token.index - 3), len(lowered)):
            form = match_phrase(lowered, at, forms)
            if form is not None and at + len(form.words) == len(lowered):
                return form.entry.senses
        return ()

    def _as_cluster(self, first: int, last: int, kind: str) -> Cluster:
        """The cluster of a noun phrase without a name; the same words in the document are the same thing."""
        mention = make_mention(self.sentence, first, last, type=kind, kind="name")
        known = self.resolution.cluster(mention)
        if known is not None:
            return known
        for cluster in self.resolution.called.find(kind, mention.label)[:1]:
            self.resolution.attach(mention, cluster)
            return cluster
        return self.resolution.add(Cluster(kind, [mention]))

    def _described(self, token: Token) -> list[Cluster]:
        """Those who speak for a state without a name: "Ukrainian officials"; of several states, these."""
        states = self.owner_states(token) if self.means(token, "representative") else []
        if not states:
            return []
        phrase = next((t for t in children(self.sentence, token, "prep") if t.lemma in {"of", "from"}), None)
        if phrase is not None and len(states) > 1:
            return states
        first, last = subtree(self.sentence, token)
        while first < token.index and self.sentence.tokens[first].pos in {"DET", "NUM", "PUNCT"}:
            first += 1
        last = min(last, subtree(self.sentence, phrase)[1]) if phrase is not None else token.index + 1
        return [self._as_cluster(first, last, "Agent")]

    def owner_states(self, token: Token, *, of: Set[str] = LINKS) -> list[Cluster]:
        """The states to which "Russian diplomats", "Russia's envoy", "the ambassador of Russia" belong.

        `of` are the prepositions that lead to them, "" for what stands before the noun.
        """
        mentions = find_owners(self.found, token, of)
        found = (self.resolution.cluster(mention) for mention in mentions)
        kinds = {"State", "InternationalOrganization"}
        return list(dict.fromkeys(c for c in found if c is not None and c.type in kinds))
