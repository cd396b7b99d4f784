"""Finds what stands in each grammatical function around a verb or an event noun."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from kg.facts.context import Context
from kg.language.tree import (
    child,
    children,
    clause_verb,
    conjuncts,
    is_passive,
    prepositions,
    subject,
    subtree,
)
from kg.model import Sentence, Token

Functions = dict[tuple[str, str], list[Token]]
"""Tokens by grammatical function and preposition ("" where there is none)."""

FIRST_PERSON = frozenset({"i", "we"})
_TOGETHER = frozenset({"together with", "along with", "alongside", "in addition to"})
_CONTINUING = (
    *("prt", "dobj", "nsubjpass", "prep", "agent", "pobj", "advmod", "acomp", "oprd", "attr"),
    *("amod", "det", "xcomp", "npadvmod", "compound", "nmod", "acl", "pcomp"),
)
_SHARED = frozenset({"between", "among", "with"})


@dataclass(slots=True)
class Surroundings:
    """What stands around a trigger: its functions, and the verb that carries it when it is a noun."""

    functions: Functions = field(default_factory=dict)
    carrier: Token | None = None
    carrier_kind: str | None = None
    first_person: bool = False
    silent: bool = False
    """Whether somebody acts whom the sentence does not name: "was praised", "the delegation met"."""
    phrase: frozenset[int] = frozenset()
    """The tokens that belong to the trigger: "hit *with sanctions*"."""

    def add(self, function: str, token: Token, marker: str = "") -> None:
        """Notes that `token` stands in a function."""
        tokens = self.functions.setdefault((function, marker), [])
        if token not in tokens:
            tokens.append(token)

    def tokens(self, function: str, marker: str = "") -> list[Token]:
        """What stands in a function."""
        return self.functions.get((function, marker), [])


def around_verb(context: Context, verb: Token, consumed: frozenset[int] = frozenset()) -> Surroundings:
    """The functions around a verb, the passive turned into the active; `consumed` tokens are part of it."""
    sentence, found = context.sentence, Surroundings(phrase=consumed)
    passive = is_passive(sentence, verb)
    for preposition, noun in _all_prepositions(sentence, verb, consumed):
        if passive and (preposition == "by" or _is_sender_off(context, verb, preposition)):
            found.add("subject", noun)
        else:
            found.add("prepositionalAdjunct", noun, preposition)
        if preposition in _TOGETHER and not passive:
            found.add("subject", noun)
    doer = _doer(context, verb)
    if doer is not None and doer.index not in consumed:
        found.add("directObject" if passive else "subject", doer)
        found.first_person = not passive and doer.text.lower() in FIRST_PERSON
    found.silent = _is_silent(context, verb, doer, passive=passive)
    for thing in children(sentence, verb, "dobj", "attr", "oprd"):
        if thing.index not in consumed and not (passive and thing.dep == "oprd"):
            found.add("directObject", thing)
            _add_chosen(context, verb, thing, found)
    _add_clauses(sentence, verb, found)
    if not passive:
        _add_raised_object(sentence, verb, found)
    _add_shared(context, found)
    return found


def _is_sender_off(context: Context, verb: Token, preposition: str) -> bool:
    """ "Diplomats were expelled *from A*": with nobody else named, A sends them away."""
    alone = child(context.sentence, verb, "agent") is None
    return preposition == "from" and alone and context.lists(verb, "banishing")


def _add_clauses(sentence: Sentence, verb: Token, found: Surroundings) -> None:
    """The receiver of a verb, and the subjects of the clauses that complete it."""
    for receiver in children(sentence, verb, "dative"):
        if receiver.pos != "ADP":
            found.add("indirectObject", receiver)
    for clause in children(sentence, verb, "ccomp", "xcomp"):
        who = child(sentence, clause, "nsubj", "nsubjpass")
        if who is not None and not is_question(sentence, clause):
            found.add("clauseSubject", who)


def is_question(sentence: Sentence, clause: Token) -> bool:
    """Whether a clause asks something: "asked *whether A would go*", which demands nothing of A."""
    first = sentence.tokens[subtree(sentence, clause)[0]]
    return first.text.lower() in {"whether", "if"} or first.tag in {"WP", "WRB", "WDT", "WP$"}


def _add_chosen(context: Context, verb: Token, title: Token, found: Surroundings) -> None:
    """ "Appointed *A* prime minister": the name may hang on the title."""
    if not context.lists(verb, "choosing"):
        return
    for name in children(context.sentence, title, "nmod", "compound"):
        mention = context.found.by_token.get(name.index)
        if mention is not None and mention.type == "Person" and mention.kind == "name":
            found.add("directObject", name)


def add_that_clause(sentence: Sentence, noun: Token, found: Surroundings) -> None:
    """ "The demand *that A* leave": whom the clause of a noun is about."""
    for clause in children(sentence, noun, "acl", "ccomp", "relcl"):
        mark, who = child(sentence, clause, "mark"), child(sentence, clause, "nsubj", "nsubjpass")
        if who is not None and mark is not None and mark.lemma == "that":
            found.add("clauseSubject", who)


def _doer(context: Context, verb: Token) -> Token | None:
    """The subject of a verb; of one that hangs on a noun ("its plan *to leave*") who acts through it."""
    sentence = context.sentence
    doer = _named(sentence, subject(sentence, verb))
    infinitive = verb.dep == "relcl" and verb.tag == "VB" and child(sentence, verb, "nsubj") is None
    if (verb.dep != "acl" and not infinitive) or verb.tag not in {"VBG", "VB"} or doer is None:
        return doer
    if doer.index in context.found.by_token and not _is_channel(sentence, doer):
        return doer
    return _doer_through(context, verb, doer)


def _doer_through(context: Context, verb: Token, noun: Token) -> Token | None:
    """Who acts in "the goal of *A* joining …", "*A's* plan to leave", "*A* sent a letter asking …"."""
    sentence = context.sentence
    before = sentence.tokens[verb.index - 1]
    if verb.tag == "VBG" and before.dep == "pobj" and sentence.tokens[before.head].lemma == "of":
        return before
    above = clause_verb(sentence, noun)
    if context.lists(noun, "request") and verb.tag == "VB":
        return subject(sentence, above) if above is not None and context.lists(above, "answering") else None
    owner = child(sentence, noun, "poss")
    if owner is not None and context.referents(owner):
        return owner
    if context.lists(noun, "report") and above is not None and context.lists(above, "doubting"):
        return child(sentence, noun, "compound")
    if context.lists(noun, "pleasing") and above is not None and above.dep == "ccomp":
        return subject(sentence, sentence.tokens[above.head])
    return (subject(sentence, above) or noun) if above is not None else noun


def _is_channel(sentence: Sentence, doer: Token) -> bool:
    """ "Posted a message *on Twitter* blaming …": a place to speak in blames nobody."""
    return doer.dep == "pobj" and sentence.tokens[doer.head].lemma in {"on", "via", "at", "in", "through"}


def _named(sentence: Sentence, doer: Token | None) -> Token | None:
    """ "*We*, the ministers of …", "the declaration of *2 March*, signed by …": the words that are meant."""
    if doer is None:
        return None
    if doer.text.lower() == "we":
        return child(sentence, doer, "appos") or doer
    above = sentence.tokens[doer.head]
    if doer.name_type == "DATE" and doer.dep == "pobj" and above.dep == "prep":
        return sentence.tokens[above.head]
    return doer


def _is_silent(context: Context, verb: Token, doer: Token | None, *, passive: bool) -> bool:
    if passive:
        return child(context.sentence, verb, "agent") is None
    return doer is not None and doer.pos in {"NOUN", "PROPN"} and not context.referents(doer)


def _add_raised_object(sentence: Sentence, verb: Token, found: Surroundings) -> None:
    """ "A recognised and welcomed B": the object of the last verb is the first one's too."""
    other = child(sentence, verb, "conj")
    if (
        other is None
        or other.index > verb.index + 3
        or child(sentence, verb, "dobj", "prep", "ccomp", "xcomp")
    ):
        return
    for thing in children(sentence, other, "dobj"):
        found.add("directObject", thing)
        for _, noun in prepositions(sentence, thing):
            found.add("directObject", noun)


def _add_shared(context: Context, found: Surroundings) -> None:
    """Those between whom the object stands: "brokered a deal *between A and B*", "signed a pact *with C*"."""
    for thing in tuple(found.tokens("directObject")):
        _add_destination(context, thing, found)
        mention = context.found.by_token.get(thing.index)
        if mention is None or mention.type == "Agreement":
            for preposition, noun in prepositions(context.sentence, thing):
                if preposition in _SHARED and not _stands_off(context.sentence, noun):
                    found.add("prepositionalAdjunct", noun, preposition)


def _all_prepositions(
    sentence: Sentence, verb: Token, consumed: frozenset[int]
) -> Iterator[tuple[str, Token]]:
    """The prepositional phrases of a verb and of the words that belong to it."""
    for preposition, noun in prepositions(sentence, verb):
        if noun.index not in consumed and not (preposition == "with" and _stands_off(sentence, noun)):
            yield preposition, noun
            if preposition == "as":
                yield from (pair for pair in prepositions(sentence, noun) if pair[0] == "from")
    for index in sorted(consumed):
        yield from (
            (p, n) for p, n in prepositions(sentence, sentence.tokens[index]) if n.index not in consumed
        )


def _stands_off(sentence: Sentence, noun: Token) -> bool:
    """ "A and B signed the pact, *with C as a witness*": what follows a comma is another circumstance."""
    phrase = sentence.tokens[noun.head]
    after_comma = phrase.index > 0 and sentence.tokens[phrase.index - 1].text == ","
    return after_comma and phrase.index > sentence.tokens[phrase.head].index


def _add_destination(context: Context, thing: Token, found: Surroundings) -> None:
    """ "Welcomed A and B *to Australia*": the place hangs on the last of those who are welcomed."""
    for each in conjuncts(context.sentence, thing):
        mention = context.found.by_token.get(each.index)
        if each is thing and (mention is None or mention.kind != "name"):
            return
        for preposition, noun in prepositions(context.sentence, each):
            if preposition == "to":
                found.add("prepositionalAdjunct", noun, preposition)


def match_rest(sentence: Sentence, verb: Token, words: tuple[str, ...]) -> frozenset[int] | None:
    """The tokens that make a verb the phrase `words` ("call *off*", "sever *ties*"), or None if they lack."""
    consumed: set[int] = set()
    reach = [verb]
    for word in words[1:]:
        found = next((t for r in reach for t in _below(sentence, r) if _is(t, word)), None)
        if found is None or (found.pos in {"ADP", "ADV"} and found.index < verb.index):
            return None
        consumed.add(found.index)
        reach.append(found)
    return frozenset(consumed)


def _below(sentence: Sentence, token: Token) -> Iterator[Token]:
    """The words that may go on with a phrase after `token`."""
    for each in children(sentence, token, *_CONTINUING):
        yield each
        if each.dep in {"prep", "agent"}:
            for noun in children(sentence, each, "pobj", "det", "pcomp"):
                yield noun
                yield from children(sentence, noun, "compound")


def _is(token: Token, word: str) -> bool:
    return word in {token.text.lower(), token.lemma}
