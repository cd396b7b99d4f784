"""Mends what a statistical parser gets wrong again and again; each mend looks at one pattern."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import repeat

from kg.language.clause_mends import (
    mend_blame,
    mend_cleft,
    mend_company,
    mend_finite_under_infinitive,
    mend_fronted_phrase,
    mend_gerund_object,
    mend_object_of_preposition,
    mend_purpose,
    mend_quoted_sentence,
    mend_series_of_clauses,
    mend_verb_in_phrase,
)
from kg.language.mendable import Tree
from kg.language.name_mends import (
    mend_attribute,
    mend_day_after_name,
    mend_deal,
    mend_list_in_name,
    mend_list_of_names,
    mend_list_of_people,
    mend_noun_on_verb,
    mend_parts_of_name,
    mend_persona_non_grata,
    mend_possessor,
    mend_second_subject,
    mend_title_of_state,
    mend_two_people,
    mend_under_secretary,
)
from kg.model import Token

_MENDS: tuple[Callable[[Tree, Token], None], ...] = (
    mend_attribute,
    mend_deal,
    mend_day_after_name,
    mend_parts_of_name,
    mend_title_of_state,
    mend_under_secretary,
    mend_second_subject,
    mend_list_of_people,
    mend_list_of_names,
    mend_two_people,
    mend_verb_in_phrase,
    mend_noun_on_verb,
    mend_list_in_name,
    mend_finite_under_infinitive,
    mend_persona_non_grata,
    mend_series_of_clauses,
    mend_quoted_sentence,
    mend_object_of_preposition,
    mend_blame,
    mend_cleft,
    mend_company,
    mend_fronted_phrase,
    mend_possessor,
    mend_gerund_object,
    mend_purpose,
)
"""Every mend, in the order in which they are tried."""


def repair(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """The tokens of a sentence with the parser's known mistakes mended."""
    tree = Tree(tokens, [t.head for t in tokens], [t.dep for t in tokens])
    for mend in _MENDS:
        _try(mend, tree)
    return tuple(map(_mended, repeat(tree), tokens))


def _try(mend: Callable[[Tree, Token], None], tree: Tree) -> None:
    """Mends a sentence in one way, unless words would then hang on each other in a circle."""
    heads, deps = tree.heads.copy(), tree.deps.copy()
    for token in tree.tokens:
        mend(tree, token)
    if tree.heads != heads and not tree.is_sound():
        tree.heads, tree.deps = heads, deps


def _mended(tree: Tree, token: Token) -> Token:
    """A token with its head and dependency as they are now; "and *summons* its envoy" is a verb after all."""
    head, dep = tree.heads[token.index], tree.deps[token.index]
    if (
        token.tag == "NNS"
        and dep == "conj"
        and tree.is_verb(head)
        and any(True for _ in tree.below(token.index, "dobj"))
    ):
        return replace(token, head=head, dep=dep, pos="VERB", tag="VBZ")
    if token.pos == "VERB" and dep == "dobj" and token.dep == "conj":
        return replace(token, head=head, dep=dep, pos="NOUN", tag="NN", lemma=token.text.lower())
    if token.head == head and token.dep == dep:
        return token
    return replace(token, head=head, dep=dep)
