"""Resolves he, she and, within a clause, it: to the likeliest person, state or body named before."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice, takewhile

from kg.entities.cluster import Cluster
from kg.entities.named import Places
from kg.language.tree import (
    SUBJECTS,
    child,
    clause_verb,
    first_conjunct,
    head,
    is_said_before,
    subject,
)
from kg.mentions.mention import Mention
from kg.model import Token

_MARKS = frozenset({'"', "“", "”", "``", "''"})


def resolve_person(pronoun: Mention, places: Places, unknown: Sequence[Mention] = ()) -> Cluster | None:
    """The person that he or she stands for, or None when nobody fits.

    `unknown` are subjects that nobody is known to be, in the order of the text; one that stands between is
    taken up, and nobody else.
    """
    people = {c: recent for c, recent in places.find_recent(pronoun).items() if c.type == "Person"}
    scores = {c: _score(pronoun, c, recent) for c, recent in people.items()}
    scored = [(score, cluster) for cluster, score in scores.items() if score is not None]
    if not scored:
        return None
    best = max(scored, key=lambda pair: (pair[0], pair[1].order))[1]
    last = max(m.key for m in people[best])
    lately = takewhile(lambda m: pronoun.sentence.index - m.sentence.index <= 1, reversed(unknown))
    return None if any(last < m.key < pronoun.key for m in lately) else best


def _score(pronoun: Mention, cluster: Cluster, recent: Sequence[Mention]) -> float | None:
    if cluster.gender is not None and cluster.gender != pronoun.gender:
        return None
    if any(_says_it(pronoun, m) for m in recent):
        return None
    fitting = [m for m in recent if not _same_clause(pronoun, m) and not _is_inside_saying(pronoun, m)]
    if not fitting:
        return None
    known = 0.4 if cluster.gender == pronoun.gender else 0.0
    before = len(list(islice((m for m in cluster.mentions if m.key < pronoun.key), 5)))
    return max(_nearness(pronoun, m) for m in fitting) + known + 0.1 * before


def _nearness(pronoun: Mention, mention: Mention) -> float:
    distance = pronoun.sentence.index - mention.sentence.index
    other = 0.7 if mention.sentence.paragraph != pronoun.sentence.paragraph else 0.0
    role = 1.0 if is_subject(mention) else 0.3 if mention.head.dep in {"dobj", "conj", "appos"} else 0.0
    same = 0.3 if mention.kind == "pronoun" else 0.0
    return role + same - 0.9 * distance - other + 0.001 * mention.first


def is_subject(mention: Mention) -> bool:
    """Whether the mention, or the coordination that it is in, is a subject."""
    return first_conjunct(mention.sentence, mention.head).dep in SUBJECTS


def _same_clause(pronoun: Mention, mention: Mention) -> bool:
    """Whether both are arguments of one verb, so that a plain pronoun cannot stand for the other."""
    if mention.sentence is not pronoun.sentence or pronoun.head.dep == "poss":
        return False
    one, other = pronoun.head, first_conjunct(mention.sentence, mention.head)
    return one.head == other.head and one.dep != other.dep


def _says_it(pronoun: Mention, mention: Mention) -> bool:
    """ "*A* said, "I like *his* work"": in a quotation, he is not whoever speaks."""
    if mention.sentence is not pronoun.sentence or not mention.last <= pronoun.first:
        return False
    verb = pronoun.sentence.tokens[mention.head.head]
    quoted = [t.index for t in pronoun.sentence.tokens if t.text in _MARKS and t.index < pronoun.first]
    open_now = len(quoted) % 2 == 1 and mention.last <= quoted[-1]
    return open_now and mention.head.dep == "nsubj" and verb.pos == "VERB" and verb.index < quoted[-1]


def _is_inside_saying(pronoun: Mention, mention: Mention) -> bool:
    """ "*A* will go, he said": whoever reports in a clause behind speaks of somebody else."""
    if mention.sentence is not pronoun.sentence or pronoun.head.dep != "nsubj":
        return False
    return is_said_before(pronoun.sentence, pronoun.sentence.tokens[pronoun.head.head], mention.first)


def resolve_country(noun: Mention, places: Places) -> Cluster | None:
    """The state that "the country" is: the only one named in the paragraph so far, or in the text."""
    found = places.find_states(noun)
    return found[0] if len(found) == 1 else None


def resolve_body(noun: Mention, places: Places, *, union: bool) -> Cluster | None:
    """The body that "the ministry" is: the only one lately named that has the word in its name.

    With `union`, as for "the bloc" or "the alliance", the only union of states lately named.
    """
    found = [c for c in places.find_recent(noun) if _is_body(c) and _is_called(noun, c, union=union)]
    return found[0] if len(found) == 1 else None


def _is_body(cluster: Cluster) -> bool:
    return cluster.type not in {"Person", "State", "Place", "Agreement", "Office", "Agent"}


def _is_called(noun: Mention, cluster: Cluster, *, union: bool) -> bool:
    if union:
        return cluster.type == "InternationalOrganization"
    names = [cluster.label, *([cluster.record.label] if cluster.record is not None else [])]
    return any(noun.text.lower() in name.lower().split() for name in names)


def resolve_own(
    pronoun: Mention, clusters: dict[tuple[int, int, int], Cluster], mentions: Sequence[Mention]
) -> Cluster | None:
    """The state or body that *its* or *their* stands for: a subject of its clause or one above, or None."""
    owner = _owner(pronoun)
    if owner is None or _is_ambiguous(pronoun, owner, mentions):
        return None
    mention = next((m for m in mentions if m.covers(owner.index) and m.kind != "pronoun"), None)
    cluster = clusters.get(mention.key) if mention else None
    return cluster if cluster is not None and cluster.type not in {"Person", "Agreement"} else None


def _owner(pronoun: Mention) -> Token | None:
    """The first subject before a pronoun, from its clause upwards; for *its*, of several the object."""
    sentence = pronoun.sentence
    verb = clause_verb(sentence, pronoun.head)
    while verb is not None:
        owner = subject(sentence, verb)
        if owner is not None and owner.index < pronoun.first:
            several = child(sentence, owner, "conj") is not None and pronoun.text.lower() == "its"
            return _object_before(pronoun, verb) if several else owner
        above = head(sentence, verb)
        verb = clause_verb(sentence, above) if above is not None else None
    return None


def _object_before(pronoun: Mention, verb: Token) -> Token | None:
    """ "A and B recognised *C* after its parliament …": one object that stands before the pronoun."""
    thing = child(pronoun.sentence, verb, "dobj")
    alone = thing is not None and child(pronoun.sentence, thing, "conj") is None
    return thing if thing is not None and alone and thing.index < pronoun.first else None


def _is_ambiguous(pronoun: Mention, owner: Token, mentions: Sequence[Mention]) -> bool:
    """ "A opens a mission in *B* after its minister …": in such a clause, a state in between may be meant."""
    clause = clause_verb(pronoun.sentence, pronoun.head)
    if clause is None or clause.dep != "advcl" or subject(pronoun.sentence, clause) == owner:
        return False
    between = (m for m in mentions if owner.index < m.first and m.last <= pronoun.first)
    return any(m.type == "State" and m.kind == "name" for m in between)
