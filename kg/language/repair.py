"""Mends what a statistical parser gets wrong again and again; each mend looks at one pattern."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import repeat

from kg.model import Token

_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_NAMED = frozenset({"PERSON", "GPE", "NORP", "ORG"})
_TITLES = frozenset(
    {"president", "minister", "secretary", "chancellor", "king", "queen", "prince", "premier", "ambassador"}
    | {"mr", "mr.", "mrs.", "ms.", "dr.", "general", "speaker", "sheikh", "emir", "sultan", "chairman"}
)


@dataclass(slots=True)
class Tree:
    """The tokens of a sentence with heads and dependencies that can still change."""

    tokens: tuple[Token, ...]
    heads: list[int]
    deps: list[str]

    def below(self, index: int, *labels: str) -> Iterator[int]:
        """The tokens that hang on one, left to right; with `labels`, those of these dependencies."""
        for child, above in enumerate(self.heads):
            if above == index and child != index and (not labels or self.deps[child] in labels):
                yield child

    def leftmost(self, index: int) -> int:
        """The first token under one, itself included, that its first words lead to."""
        while (first := next(self.below(index), index)) < index:
            index = first
        return index

    def move(self, index: int, above: int, dep: str) -> None:
        """Hangs a token on another, unless that would close a circle."""
        at = above
        while self.heads[at] != at:
            if at == index:
                return
            at = self.heads[at]
        if at != index or above == index:
            self.heads[index], self.deps[index] = above, dep

    def is_verb(self, index: int) -> bool:
        """Whether a token is a verb or an auxiliary."""
        return self.tokens[index].pos in {"VERB", "AUX"}

    def is_person(self, index: int) -> bool:
        """Whether a token ends the name of a person: by its type, or by the title before it."""
        token = self.tokens[index]
        if token.pos != "PROPN":
            return False
        before = (self.tokens[i].text.lower() in _TITLES for i in self.below(index, "compound"))
        return token.name_type == "PERSON" or any(before)


def repair(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """The tokens of a sentence with the parser's known mistakes mended."""
    tree = Tree(tokens, [t.head for t in tokens], [t.dep for t in tokens])
    for mend in _MENDS:
        for token in tokens:
            mend(tree, token)
    return tuple(map(_mended, repeat(tree), tokens))


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
    if token.head == head and token.dep == dep:
        return token
    return replace(token, head=head, dep=dep)


def _mend_title_of_state(tree: Tree, token: Token) -> None:
    """ "President of [France Emmanuel Macron]" → "[President of France] Emmanuel Macron"."""
    of = tree.heads[token.index]
    title = tree.heads[of]
    if token.name_type != "PERSON" or tree.deps[token.index] != "pobj" or tree.tokens[of].lemma != "of":
        return
    if tree.tokens[title].pos not in {"PROPN", "NOUN"} or not tree.tokens[title].text[0].isupper():
        return
    before = [i for i in tree.below(token.index, "compound", "nmod", "amod") if i < token.index]
    owner = [i for i in before if tree.tokens[i].name_type in {"GPE", "ORG", "NORP", "LOC"}]
    if not owner or tree.tokens[of + 1].name_type == "PERSON":
        return
    _swap(tree, title, token.index)
    tree.move(owner[-1], of, "pobj")
    for other in owner[:-1]:
        tree.move(other, owner[-1], "compound")


def _swap(tree: Tree, title: int, name: int) -> None:
    """Puts a name in the place of its title, and the title under it."""
    above, dep = tree.heads[title], tree.deps[title]
    if above == title:
        tree.heads[name], tree.deps[name] = name, dep
    else:
        tree.heads[name], tree.deps[name] = above, dep
    tree.heads[title], tree.deps[title] = name, "nmod"
    for each in list(tree.below(title, "conj", "appos", "relcl", "punct", "cc")):
        if each > name:
            tree.heads[each] = name


def _mend_list_of_people(tree: Tree, token: Token) -> None:
    """ "Prime Minister A, Prime Minister B": one after the other they are a list, no apposition."""
    if tree.deps[token.index] != "appos" or not tree.is_person(token.index):
        return
    above = tree.heads[token.index]
    if above < token.index and tree.is_person(above) and tree.tokens[token.index - 1].text != "(":
        tree.deps[token.index] = "conj"


def _mend_noun_on_verb(tree: Tree, token: Token) -> None:
    """ "attended by A and [attended … B]": a name coordinated with a verb belongs to the name before "and"."""
    above = tree.heads[token.index]
    if tree.deps[token.index] != "conj" or token.pos != "PROPN" or not tree.is_verb(above):
        return
    first = tree.leftmost(token.index)
    at = first - 1
    while at > above and tree.tokens[at].text.lower() in {",", "and", "or", "as", "well"}:
        at -= 1
    if at <= above or at + 1 == first:
        return
    best = None
    while not tree.is_verb(at) and tree.heads[at] != at:
        alike = (
            tree.tokens[at].name_type == token.name_type or tree.is_person(at) and tree.is_person(token.index)
        )
        if tree.tokens[at].pos == "PROPN" and alike:
            best = at
        at = tree.heads[at]
    if best is not None:
        tree.move(token.index, best, "conj")


def _mend_list_in_name(tree: Tree, token: Token) -> None:
    """ "the Republic of [Congo, India]" → "[the Republic of Congo], India": a name is not cut by a list."""
    above = tree.heads[token.index]
    of = tree.heads[above]
    if tree.deps[token.index] != "conj" or tree.deps[above] != "pobj" or tree.tokens[of].lemma != "of":
        return
    name = tree.heads[of]
    inside = tree.tokens[name + 1 : above + 1]
    one = tree.tokens[name].name_type not in {"", "PERSON"} and all(
        t.name_type == tree.tokens[name].name_type and not t.name_start for t in inside
    )
    if one and inside:
        tree.move(token.index, name, "conj")


def _mend_finite_under_infinitive(tree: Tree, token: Token) -> None:
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


def _mend_series_of_clauses(tree: Tree, token: Token) -> None:
    """ "A recalls its envoy, *declares* …, and summons …": a verb without a subject continues the first one."""
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


def _mend_quoted_sentence(tree: Tree, token: Token) -> None:
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


def _mend_object_of_preposition(tree: Tree, token: Token) -> None:
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


def _mend_persona_non_grata(tree: Tree, token: Token) -> None:
    """ "declares [a Russian diplomat] [persona non grata]": who is declared, and what."""
    words = [t.text.lower() for t in tree.tokens[token.index : token.index + 3]]
    if words not in (["persona", "non", "grata"], ["personae", "non", "gratae"]) or not token.index:
        return
    verb = next((t.index for t in reversed(tree.tokens[: token.index]) if t.lemma == "declare"), None)
    if verb is None:
        return
    phrase = range(token.index, token.index + 3)
    thing = token.index - 1
    named = tree.tokens[thing].pos in {"NOUN", "PROPN"} and thing > verb
    for index in range(len(tree.tokens)):
        if index not in phrase and tree.heads[index] in phrase and index != verb:
            tree.heads[index] = thing if named and index < thing else verb
    tree.heads[phrase[0]], tree.deps[phrase[0]] = verb, "oprd"
    for index in phrase[1:]:
        tree.heads[index], tree.deps[index] = phrase[0], "compound"
    if named:
        tree.heads[thing], tree.deps[thing] = verb, "dobj"


def _mend_according_to(tree: Tree, token: Token) -> None:
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


def _mend_possessor(tree: Tree, token: Token) -> None:
    """ "welcome [A]['s support]": whoever carries the 's owns the noun that follows."""
    if token.tag != "POS" or tree.deps[token.index] != "case":
        return
    owner = tree.heads[token.index]
    if tree.deps[owner] == "poss":
        return
    above = tree.heads[owner]
    things = [i for i in tree.below(above, tree.deps[owner]) if token.index < i <= token.index + 4]
    if things and above != owner and tree.tokens[things[0]].pos in {"NOUN", "PROPN"}:
        tree.move(owner, things[0], "poss")


def _mend_purpose(tree: Tree, token: Token) -> None:
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


_MENDS: tuple[Callable[[Tree, Token], None], ...] = (
    _mend_title_of_state,
    _mend_list_of_people,
    _mend_noun_on_verb,
    _mend_list_in_name,
    _mend_finite_under_infinitive,
    _mend_persona_non_grata,
    _mend_series_of_clauses,
    _mend_quoted_sentence,
    _mend_object_of_preposition,
    _mend_according_to,
    _mend_possessor,
    _mend_purpose,
)
