"""Finds whose people a noun speaks of: "*Russian* diplomats", "the embassies of *A, B and C*"."""

from __future__ import annotations

from collections.abc import Iterator, Set

from kg.language.tree import children, conjuncts
from kg.mentions.finding import SentenceMentions
from kg.mentions.mention import Mention
from kg.model import Token

LINKS = frozenset({"", "of", "to", "from"})
"""How a state stands beside its people: before them, or after one of these prepositions."""
_BEFORE = frozenset({"attributive", "possessive"})


def find_owners(found: SentenceMentions, token: Token, of: Set[str] = LINKS) -> Iterator[Mention]:
    """The names around a noun; of a body among them, its owner, and of several bodies all their owners.

    Of a name with a title ("Russian Ambassador N"), those whose office it is.
    """
    for reading in found.readings:
        if any(holder.covers(token.index) for holder in reading.holders):
            owners = (o for o in reading.owners if o.marker in of or ("" in of and o.marker in _BEFORE))
            yield from (o.mention for o in owners if o.mention is not None)
    for index in find_named_around(found, token, of):
        body = found.by_token[index]
        owner = next((b.owner for b in found.bodies if b.mention == body and b.owner), body)
        yield from _owners_listed(found, body, owner)


def _owners_listed(found: SentenceMentions, body: Mention, owner: Mention) -> Iterator[Mention]:
    several = owner is not body and body.head.tag in {"NNS", "NNPS"}
    yield owner
    for token in conjuncts(found.sentence, owner.head) if several else ():
        mention = found.by_token.get(token.index)
        if mention is not None and mention is not owner:
            yield mention


def find_named_around(found: SentenceMentions, token: Token, of: Set[str] = LINKS) -> Iterator[int]:
    """Tokens with a mention among the modifiers, the possessor and the phrases of a noun.

    `of` are the prepositions that lead to them, "" for what stands before the noun.
    """
    sentence = found.sentence
    for index in sentence.children[token.index]:
        child = sentence.tokens[index]
        before = "" in of and child.dep in {"amod", "compound", "poss", "nmod"}
        if before and index in found.by_token:
            yield from (t.index for t in conjuncts(sentence, child) if t.index in found.by_token)
        if child.dep == "prep" and child.lemma in of:
            for inner in children(sentence, child, "pobj"):
                yield from (t.index for t in conjuncts(sentence, inner) if t.index in found.by_token)
