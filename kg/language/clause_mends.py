"""Mends of clauses: which verb goes on with which, and who does what."""

from __future__ import annotations

from kg.language.mendable import TITLES, Tree
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


def mend_fronted_phrase(tree: Tree, token: Token) -> None:
    """ "At talks with [A, B] said …", "According to [A, B and C] met": a clause needs a subject."""
    above = tree.heads[token.index]
    if tree.deps[token.index] not in {"conj", "appos"} or tree.deps[above] != "pobj":
        return
    if tree.deps[token.index] == "appos" and tree.tokens[above].tag == "NN":
        return
    verb = _verb_behind_phrase(tree, above)
    comma = tree.leftmost(token.index) - 1
    if verb is None or not above < comma < token.index < verb or tree.tokens[comma].text != ",":
        return
    if any(above < i < comma for i in tree.below(above, "conj", "cc")):
        return
    tree.move(token.index, verb, "nsubj")
    for other in list(tree.below(above, "conj", "cc", "punct")):
        if token.index < other < verb:
            tree.heads[other] = token.index


def _verb_behind_phrase(tree: Tree, index: int) -> int | None:
    """The finite verb without a subject before which stands only the phrase that a token is in."""
    at = index
    while tree.deps[at] in {"pobj", "prep"} and tree.heads[at] != at:
        at = tree.heads[at]
        verb = tree.heads[at]
        if tree.deps[at] == "prep" and tree.deps[verb] != "prep" and tree.is_verb(verb):
            finite = tree.tokens[verb].tag in _FINITE or any(True for _ in tree.below(verb, "aux"))
            alone = at < verb and tree.leftmost(verb) == at and not _has_doer(tree, verb)
            return verb if finite and alone else None
    return None


_DISCUSSED = frozenset({"discuss", "raise", "review", "address", "consider"})
_RELATIONS = frozenset(
    {
        "relation",
        "relationship",
        "tie",
        "cooperation",
        "agreement",
        "deal",
        "treaty",
        "war",
        "conflict",
        "border",
    }
    | {
        "trade",
        "talk",
        "negotiation",
        "meeting",
        "dialogue",
        "contact",
        "partnership",
        "friendship",
        "dispute",
    }
    | {
        "alliance",
        "summit",
        "call",
        "conversation",
        "engagement",
        "interaction",
        "link",
        "exchange",
        "problem",
    }
)


def mend_cleft(tree: Tree, token: Token) -> None:
    """ "It was A that *condemned* B": the clause is about A."""
    be = tree.heads[token.index]
    if tree.deps[token.index] != "ccomp" or tree.tokens[be].lemma != "be":
        return
    dummy = next(tree.below(be, "nsubj"), None)
    thing = next(tree.below(be, "attr"), None)
    words = (tree.tokens[i].text.lower() for i in tree.below(token.index, "nsubj", "nsubjpass", "dobj"))
    relative = not {"that", "who", "which"}.isdisjoint(words)
    if thing is not None and dummy is not None and tree.tokens[dummy].lemma == "it" and relative:
        tree.heads[token.index], tree.deps[token.index] = thing, "relcl"


def mend_blame(tree: Tree, token: Token) -> None:
    """ "blamed [the crash on A]" → "blamed [the crash] on A"."""
    thing = tree.heads[token.index]
    verb = tree.heads[thing]
    if token.lemma == "on" and tree.deps[thing] == "dobj" and tree.tokens[verb].lemma in {"blame", "pin"}:
        tree.move(token.index, verb, "prep")


def mend_company(tree: Tree, token: Token) -> None:
    """ "discussed [the question of rights with A]" → "discussed [the question of rights] with A"."""
    thing = tree.heads[token.index]
    if token.lemma != "with" or tree.deps[token.index] != "prep" or tree.tokens[thing].lemma in _RELATIONS:
        return
    human = (tree.is_person(i) or tree.tokens[i].lemma in TITLES for i in tree.below(token.index, "pobj"))
    at = thing
    while tree.deps[at] in {"pobj", "prep"} and not tree.is_verb(tree.heads[at]):
        at = tree.heads[at]
    verb = tree.heads[at]
    if tree.deps[at] == "dobj" and tree.tokens[verb].lemma in _DISCUSSED and any(human):
        tree.move(token.index, verb, "prep")


def mend_gerund_object(tree: Tree, token: Token) -> None:
    """ "ruled out *recognising* A": behind a verb and its particle stands what is ruled out."""
    verb = tree.heads[token.index]
    particle = tree.deps[token.index - 1] == "prt" and tree.heads[token.index - 1] == verb
    if token.tag == "VBG" and tree.deps[token.index] == "advcl" and particle and token.index == verb + 2:
        tree.deps[token.index] = "xcomp"


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
