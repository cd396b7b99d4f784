"""Mends of noun phrases: titles, lists of names, possessors."""

from __future__ import annotations

from kg.language.mendable import Tree
from kg.model import Token


def mend_title_of_state(tree: Tree, token: Token) -> None:
    """ "President of [France Emmanuel Macron]" → "[President of France] Emmanuel Macron"."""
    of = tree.heads[token.index]
    title = tree.heads[of]
    if token.name_type != "PERSON" or tree.deps[token.index] != "pobj" or tree.tokens[of].lemma != "of":
        return
    if tree.tokens[title].pos not in {"PROPN", "NOUN"} or not tree.tokens[title].text[0].isupper():
        return
    before = [i for i in tree.below(token.index, "compound", "nmod", "amod") if i < token.index]
    owner = [i for i in before if tree.tokens[i].name_type in {"GPE", "ORG", "NORP", "LOC"}]
    if not owner or any(other.name_type == "PERSON" for other in tree.tokens[of + 1 : of + 2]):
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


def mend_list_of_people(tree: Tree, token: Token) -> None:
    """ "Prime Minister A, Prime Minister B": one after the other they are a list, no apposition."""
    if tree.deps[token.index] != "appos" or not tree.is_person(token.index):
        return
    above = tree.heads[token.index]
    if above < token.index and tree.is_person(above) and tree.tokens[token.index - 1].text != "(":
        tree.deps[token.index] = "conj"


_NAMED = frozenset({"GPE", "ORG", "NORP", "LOC", "FAC"})


def mend_list_of_names(tree: Tree, token: Token) -> None:
    """ "A, *B*, C and D severed ties": a name in apposition that others follow is on the list."""
    above = tree.heads[token.index]
    if tree.deps[token.index] != "appos" or tree.deps[above] not in {"nsubj", "nsubjpass", "conj"}:
        return
    names = (tree.tokens[above], token, *(tree.tokens[i] for i in tree.below(token.index, "conj")))
    listed = len(names) > 2 and all(t.pos == "PROPN" and t.name_type in _NAMED for t in names)
    comma = tree.leftmost(token.index) - 1
    if listed and above == comma - 1 and tree.tokens[comma].text == ",":
        tree.deps[token.index] = "conj"


def mend_parts_of_name(tree: Tree, token: Token) -> None:
    """ "[Barack] *of* [Obama] will meet": the words of a person's name hang on the last of them."""
    if token.name_type != "PERSON" or not token.name_start:
        return
    end = token.index + 1
    while (
        end < len(tree.tokens) and tree.tokens[end].name_type == "PERSON" and not tree.tokens[end].name_start
    ):
        end += 1
    words = range(token.index, end)
    outer = [i for i in words if tree.heads[i] not in words or tree.heads[i] == i]
    if outer == [end - 1] or not outer or not all(_is_of_name(tree, i) for i in words):
        return
    top, last = outer[0], end - 1
    above, dep = tree.heads[top], tree.deps[top]
    for index, at in enumerate(tree.heads):
        if index not in words and at in words:
            tree.heads[index] = last
    for index in words[:-1]:
        tree.heads[index], tree.deps[index] = last, "compound"
    tree.heads[last], tree.deps[last] = (last if above == top else above), dep


def _is_of_name(tree: Tree, index: int) -> bool:
    token = tree.tokens[index]
    verbal = token.pos in {"VERB", "AUX"} and tree.deps[index] not in {"nsubj", "nsubjpass", "compound"}
    return token.text[0].isupper() and token.text.isalpha() and token.pos != "CCONJ" and not verbal


_DAYS = frozenset({"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"})


def mend_day_after_name(tree: Tree, token: Token) -> None:
    """ "met with [A Tuesday]" → "met with [A] Tuesday": the day tells when, and whom stands before it."""
    before = token.index - 1
    named = token.text.lower() in _DAYS and before >= 0 and tree.tokens[before].pos == "PROPN"
    if not named or tree.deps[before] != "compound" or tree.heads[before] != token.index:
        return
    above, dep = tree.heads[token.index], tree.deps[token.index]
    verb = above if tree.is_verb(above) else tree.heads[above]
    if above == token.index or not tree.is_verb(verb):
        return
    tree.heads[before], tree.deps[before] = above, dep
    for other in list(tree.below(token.index)):
        tree.heads[other] = before if other < token.index else verb
    tree.heads[token.index], tree.deps[token.index] = verb, "npadvmod"


def mend_noun_on_verb(tree: Tree, token: Token) -> None:
    """ "attended by A and [attended … B]": a name coordinated with a verb joins the name before "and"."""
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
        alike = tree.tokens[at].name_type == token.name_type or (
            tree.is_person(at) and tree.is_person(token.index)
        )
        if tree.tokens[at].pos == "PROPN" and alike:
            best = at
        at = tree.heads[at]
    if best is not None:
        tree.move(token.index, best, "conj")


def mend_under_secretary(tree: Tree, token: Token) -> None:
    """ "A, [*under* Secretary B] and C": "Under Secretary" is a title, and B goes on the list."""
    if token.text != "Under" or tree.deps[token.index] != "prep":
        return
    name = next(tree.below(token.index, "pobj"), None)
    follows = tree.tokens[token.index + 1 : token.index + 2]
    if name is None or not any(other.text in {"Secretary", "Secretaries"} for other in follows):
        return
    above = tree.heads[token.index]
    tree.heads[name], tree.deps[name] = above, "conj" if tree.tokens[above].pos == "PROPN" else "appos"
    tree.heads[token.index], tree.deps[token.index] = name, "compound"


def mend_second_subject(tree: Tree, token: Token) -> None:
    """ "A, B and [*C* met]" with two subjects for one verb: the last of the list is on it."""
    verb = tree.heads[token.index]
    if tree.deps[token.index] != "nsubj" or not tree.is_verb(verb) or token.pos != "PROPN":
        return
    first = next(tree.below(verb, "nsubj"), token.index)
    link = tree.leftmost(token.index) - 1
    joined = first < link and tree.tokens[link].text.lower() == "and" and tree.tokens[first].pos == "PROPN"
    if joined and tree.heads[link] in {first, *tree.below(first, "conj", "appos")}:
        tree.move(token.index, first, "conj")


_ATTRIBUTES = frozenset({"visiting", "outgoing", "incoming", "acting", "ruling", "retiring", "departing"})


def mend_attribute(tree: Tree, token: Token) -> None:
    """ "met with [*visiting* Secretary A]": the participle describes A, and tells of nobody's visit."""
    clause = tree.deps[token.index] in {"pcomp", "xcomp", "ccomp", "advcl"}
    if not clause or token.text.lower() not in _ATTRIBUTES:
        return
    thing = next(tree.below(token.index, "dobj"), None)
    if thing is None or not tree.is_person(thing) or tree.leftmost(token.index) < token.index:
        return
    above, pcomp = tree.heads[token.index], tree.deps[token.index] == "pcomp"
    for other in list(tree.below(token.index)):
        tree.heads[other] = thing if other != thing else above
    tree.deps[thing] = "pobj" if pcomp else "dobj"
    tree.heads[token.index], tree.deps[token.index] = thing, "amod"


def mend_deal(tree: Tree, token: Token) -> None:
    """ "signed a [ceasefire] [*deal* with A]": the word before it only tells what deal it is."""
    verb, before = tree.heads[token.index], token.index - 1
    told = tree.deps[token.index] == "conj" and token.text.lower() == "deal" and tree.is_verb(verb)
    if not told or before < 0 or tree.heads[before] != verb or tree.deps[before] != "dobj":
        return
    for other in list(tree.below(before)):
        tree.heads[other] = token.index
    tree.heads[before], tree.deps[before] = token.index, "compound"
    tree.deps[token.index] = "dobj"


def mend_list_in_name(tree: Tree, token: Token) -> None:
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


def mend_persona_non_grata(tree: Tree, token: Token) -> None:
    """ "declares [a Russian diplomat] [persona non grata]": who is declared, and what."""
    if not token.index or token.text.lower() not in {"persona", "personae"}:
        return
    words = [t.text.lower() for t in tree.tokens[token.index : token.index + 3]]
    if words not in (["persona", "non", "grata"], ["personae", "non", "gratae"]):
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


def mend_possessor(tree: Tree, token: Token) -> None:
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


def mend_two_people(tree: Tree, token: Token) -> None:
    """ "[Poland's A and Ukraine's] B" → "[Poland's A] and [Ukraine's B]": two people."""
    other = tree.heads[token.index]
    if tree.deps[token.index] not in {"nmod", "compound"} or other < token.index:
        return
    owners = [i for i in tree.below(token.index, "conj") if token.index < i < other]
    owned = any(True for i in owners for _ in tree.below(i, "case"))
    joined = any(True for _ in tree.below(token.index, "cc"))
    if not joined or not tree.is_person(token.index) or not (owned or tree.is_person(other)):
        return
    _take_place(tree, token.index, other)
    tree.heads[other], tree.deps[other] = token.index, "conj"
    for owner in owners:
        tree.heads[owner], tree.deps[owner] = other, "poss"


def _take_place(tree: Tree, index: int, other: int) -> None:
    above = tree.heads[other]
    tree.heads[index] = index if above == other else above
    tree.deps[index] = tree.deps[other]
