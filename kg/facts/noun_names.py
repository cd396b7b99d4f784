"""Finds the names before an event noun: its owner ("*A's* visit") and its attributes ("the *A-B* summit")."""

from __future__ import annotations

from collections.abc import Iterator

from kg.facts.context import Context
from kg.language.tree import clause_verb, conjuncts, subject
from kg.model import Token


def find_owner(context: Context, noun: Token, owner: Token) -> Token:
    """ "Following *their* talks, A and B spoke", "during *his* visit, A met B": the pronoun looks ahead."""
    sentence, word = context.sentence, owner.text.lower()
    if word not in {"their", "his", "her", "its"}:
        return owner
    verb = clause_verb(sentence, noun)
    doer = subject(sentence, verb) if verb is not None else None
    if doer is None or doer.index < owner.index:
        return owner
    several = len(list(conjuncts(sentence, doer))) > 1 or doer.tag in {"NNS", "NNPS"}
    alone = word != "their" and not several and not context.referents(owner)
    return doer if alone or (word == "their" and several) else owner


def find_attributes(context: Context, noun: Token, first: int) -> Iterator[Token]:
    """The names that stand before a noun and modify it: "the *EU*-*China* summit"."""
    at = first - 1
    tokens = context.sentence.tokens
    while at >= 0:
        mention = context.found.by_token.get(at)
        if mention is not None and mention.kind != "pronoun":
            if at + 1 < len(tokens) and tokens[at + 1].text in {"'s", "’s"}:
                return
            yield mention.head
            at = mention.first - 1
        elif tokens[at].text in {"-", "–", "/"} or _modifies(tokens[at], noun):
            at -= 1
        else:
            return


def _modifies(token: Token, noun: Token) -> bool:
    return token.pos in {"ADJ", "NUM", "NOUN"} and (token.head == noun.index or token.dep == "compound")
