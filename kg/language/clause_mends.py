"""Mends of clauses: which verb goes on with which, and who does what."""

from __future__ import annotations

from kg.language.mendable import Tree
from kg.model import Token

_FINITE = frozenset({"VBD", "VBZ", "VBP"})


def mend_finite_under_infinitive(tree: Tree, token: Token) -> None:
    """ "called on A to act and *accused* B": a finite verb continues a finite clause, not an infinitive."""
    above = tree.heads[token.index]
    if tree.deps[token.index] != "conj" or not tree.is_verb(above) or _has_doer(tree, token.index):
        return
    if not _infinitive(tree, above) or not _finite(tree, token.index, bare=True):
        return
    at = above
    while tree.heads[at] != at:
        at = tree.heads[at]
        if tree.is_verb(at) and _finite(tree, at, bare=False):
            tree.move(token.index, at, "conj")
            return


def _infinitive(tree: Tree, index: int) -> bool:
    return tree.tokens[index].tag == "VB" and any(
        tree.tokens[i].tag == "TO" for i in tree.below(index, "aux")
    )


def _finite(tree: Tree, index: int, *, bare: bool) -> bool:
    tag = tree.tokens[index].tag
    if tag in _FINITE:
        return True
    auxiliaries = any(True for _ in tree.below(index, "aux", "auxpass"))
    return tag == "VBN" and auxiliaries != bare


def _has_doer(tree: Tree, index: int) -> bool:
    return any(True for _ in tree.below(index, "nsubj", "nsubjpass", "expl"))


def mend_series_of_clauses(tree: Tree, token: Token) -> None:
    """ "A recalls its envoy, *declares* …, and summons …": a verb without a subject goes with the first."""
    if token.tag not in _FINITE or tree.deps[token.index] == "conj" or _has_doer(tree, token.index):
        return
    firsts = [i for i in tree.below(token.index, "ccomp") if i < token.index and _has_doer(tree, i)]
    if (
        not firsts
        or tree.tokens[firsts[-1]].tag != token.tag
        or any(True for _ in tree.below(firsts[-1], "mark"))
    ):
        return
    first = firsts[-1]
    above, dep = tree.heads[token.index], tree.deps[token.index]
    tree.heads[first], tree.deps[first] = (first if above == token.index else above), dep
    tree.heads[token.index], tree.deps[token.index] = first, "conj"


def mend_quoted_sentence(tree: Tree, token: Token) -> None:
    """ "A answered: "We refuse …"": what comes before the colon says what comes after, not the reverse."""
    above = tree.heads[token.index]
    if tree.deps[token.index] != "ccomp" or not token.index < above or not tree.is_verb(above):
        return
    if not _has_doer(tree, token.index) or any(True for _ in tree.below(token.index, "mark")):
        return
    quoted = range(token.index + 1, above)
    if any(tree.tokens[i].text == ":" for i in quoted) and tree.deps[above] == "ROOT":
        tree.heads[token.index], tree.deps[token.index] = token.index, "ROOT"
        tree.heads[above], tree.deps[above] = token.index, "ccomp"


def mend_object_of_preposition(tree: Tree, token: Token) -> None:
    """ "spoke with A to stress …": A is whom one speaks with, not who stresses."""
    if tree.deps[token.index] != "mark" or token.lemma not in {"with", "by"}:
        return
    verb = tree.heads[token.index]
    doer = next(tree.below(verb, "nsubj"), None)
    above = tree.heads[verb]
    if doer is None or above == verb or not token.index < doer < verb or not _infinitive(tree, verb):
        return
    tree.move(token.index, above, "prep")
    tree.move(doer, token.index, "pobj")


def mend_according_to(tree: Tree, token: Token) -> None:
    """ "According to [A, B and C] met" → "According to [A], [B and C] met": a clause needs a subject."""
    above = tree.heads[token.index]
    if tree.deps[token.index] not in {"conj", "appos"} or tree.deps[above] != "pobj" or above < 2:
        return
    said = [t.text.lower() for t in tree.tokens[max(0, above - 3) : above]]
    if "according" not in said or "to" not in said or tree.tokens[above + 1].text != ",":
        return
    verb = next((t.index for t in tree.tokens if tree.heads[t.index] == t.index), None)
    if verb is not None and tree.is_verb(verb) and not _has_doer(tree, verb) and token.index < verb:
        tree.move(token.index, verb, "nsubj")
        for other in list(tree.below(above, "conj", "cc", "punct")):
            if token.index < other < verb:
                tree.heads[other] = token.index


def mend_purpose(tree: Tree, token: Token) -> None:
    """ "met with A *to discuss* B": the infinitive tells what the meeting is for, and nothing about A."""
    above = tree.heads[token.index]
    if tree.deps[token.index] not in {"acl", "relcl"} or not _infinitive(tree, token.index):
        return
    if tree.tokens[above].pos != "PROPN" or _has_doer(tree, token.index):
        return
    at = above
    while not tree.is_verb(at) and tree.heads[at] != at:
        at = tree.heads[at]
    if tree.is_verb(at):
        tree.move(token.index, at, "advcl")


def mend_verb_in_phrase(tree: Tree, token: Token) -> None:
    """ "[A and B held talks]" read as one long name of talks: a past tense before a noun is its verb."""
    noun = tree.heads[token.index]
    if (
        token.tag != "VBD"
        or tree.deps[token.index] != "amod"
        or tree.heads[noun] != noun
        or noun < token.index
    ):
        return
    doers = [i for i in tree.below(noun, "nmod", "compound", "poss", "nsubj") if i < token.index]
    if not doers:
        return
    tree.heads[token.index], tree.deps[token.index] = token.index, "ROOT"
    tree.heads[noun], tree.deps[noun] = token.index, "dobj"
    tree.heads[doers[0]], tree.deps[doers[0]] = token.index, "nsubj"
