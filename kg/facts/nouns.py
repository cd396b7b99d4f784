"""Finds what stands around an event noun, and the verb that carries it: "held talks", "paid a visit"."""

from __future__ import annotations

from kg.facts.arguments import FIRST_PERSON, Surroundings, add_that_clause, around_verb, match_rest
from kg.facts.context import Context
from kg.facts.noun_names import find_attributes, find_owner
from kg.language.tree import (
    child,
    children,
    clause_verb,
    head,
    is_passive,
    prepositions,
    subject,
)
from kg.model import STATUSES, Sentence, Token

LIGHT = frozenset({"support", "participation"})
_COURSE = frozenset(
    {
        "during",
        "in",
        "at",
        "after",
        "following",
        "follow",
        "on",
        "with",
        "throughout",
        "since",
        "ahead",
        "before",
        "of",
    }
)
_INVOLVING = frozenset({"involve", "include", "between", "among"})


def around_noun(context: Context, noun: Token, phrase: range) -> list[Surroundings]:
    """The functions around an event noun, the head of the words `phrase`.

    More than one where phrases are coordinated: "visits to A by B and to C by D".
    """
    return [_around(context, noun, phrase, group) for group in _groups(context.sentence, noun)]


def _groups(sentence: Sentence, noun: Token) -> list[range]:
    """The tokens of each coordinated set of phrases on a noun."""
    whole = range(len(sentence.tokens))
    for phrase in children(sentence, noun, "prep"):
        for other in children(sentence, phrase, "conj"):
            if other.pos == "ADP" and other.lemma != phrase.lemma:
                return [range(other.index), range(other.index, len(sentence.tokens))]
    return [whole]


def _around(context: Context, noun: Token, phrase: range, group: range) -> Surroundings:
    sentence, found = context.sentence, Surroundings()
    for owner in children(sentence, noun, "poss"):
        found.add("possessiveAdjunct", find_owner(context, noun, owner))
        found.first_person = owner.text.lower() in {"my", "our"}
    for token in find_attributes(context, noun, phrase.start):
        found.add("attributiveArg", token)
    for index in phrase:
        for preposition, other in prepositions(sentence, sentence.tokens[index]):
            if other.index in group and other.index not in phrase:
                found.add("prepositionalAdjunct", other, preposition)
                _add_sender(sentence, preposition, other, found)
    add_that_clause(sentence, noun, found)
    _add_involved(context, noun, found)
    _add_carrier(context, noun, found)
    return found


def _add_sender(sentence: Sentence, preposition: str, other: Token, found: Surroundings) -> None:
    """ "A warning to A *from B*", "the summoning of A *by B*": the second phrase may hang on the first."""
    for inner, sender in prepositions(sentence, other):
        if (preposition, inner) in {("to", "from"), ("of", "by")}:
            found.add("prepositionalAdjunct", sender, inner)


def _add_involved(context: Context, noun: Token, found: Surroundings) -> None:
    """Those named after "involving", "including", "attended by", "hosted by"."""
    sentence = context.sentence
    above = head(sentence, noun)
    places = [noun, *([above] if above is not None and above.pos == "VERB" else [])]
    for place in places:
        for clause in children(sentence, place, "acl", "advcl", "prep", "relcl"):
            if clause.lemma in _INVOLVING and clause.pos != "ADP":
                for thing in children(sentence, clause, "dobj", "pobj"):
                    found.add("prepositionalAdjunct", thing, "involving")
            elif clause.pos == "VERB" and place is noun and is_passive(sentence, clause):
                _add_described(context, clause, found)


def _add_described(context: Context, clause: Token, found: Surroundings) -> None:
    """ "The talks, *attended by A*", "a summit *hosted by B*", "sanctions *imposed by A on B*"."""
    kind = carrier_kind(context, clause)
    done = child(context.sentence, clause, "aux", "neg") is None
    for preposition, other in prepositions(context.sentence, clause):
        if preposition == "by" and kind == "participation":
            found.add("prepositionalAdjunct", other, "involving")
        elif preposition == "by" and kind == "host":
            found.add("hostedBy", other)
        elif done and (preposition == "between" or kind == "support"):
            found.add("prepositionalAdjunct", other, preposition)


def _add_carrier(context: Context, noun: Token, found: Surroundings) -> None:
    """The verb that carries an event noun ("held talks"), with its subject and its phrases."""
    above = head(context.sentence, noun)
    if above is None:
        return
    if noun.dep == "pobj":
        _add_from_phrase(context, noun, above, found)
    elif above.pos in {"VERB", "AUX"} and noun.dep in {"dobj", "nsubjpass", "nsubj"}:
        _add_from_verb(context, noun, above, found)


def _add_from_verb(context: Context, noun: Token, verb: Token, found: Surroundings) -> None:
    kind = carrier_kind(context, verb)
    if noun.dep == "nsubj":
        found.carrier, found.carrier_kind = verb, "happens"
        _take_prepositions(context.sentence, verb, found)
        for reached in children(context.sentence, verb, "dobj") if verb.lemma == "reach" else ():
            found.add("directObject", reached)
    elif kind is not None:
        _take_from(context, verb, kind, found)
    else:
        found.carrier = verb
        if noun.dep == "dobj" and _decides(context, verb) and _lacks_one_side(context, noun, found):
            _add_clause_subject(context, noun, found)


def _decides(context: Context, verb: Token) -> bool:
    """Whether a verb says what becomes of an event: "cancelled a meeting with A", "suspends aid to B"."""
    forms = context.lexicon.forms("verb").get(verb.lemma, ())
    return any(s.reference in STATUSES for form in forms for s in form.entry.senses)


def _add_from_phrase(context: Context, noun: Token, phrase: Token, found: Surroundings) -> None:
    """ "Took part in talks"; "during a meeting with A, B said": the subject of the clause took part."""
    above = head(context.sentence, phrase)
    if above is None:
        return
    kind = carrier_kind(context, above)
    if kind == "participation":
        _take_from(context, above, kind, found)
    elif (
        phrase.lemma in {"in", "during"} and noun.lemma in {"call", "conversation"} and _agree(context, above)
    ):
        _add_clause_subject(context, phrase, found)
    elif above.dep == "dobj" and phrase.lemma == "in":
        _add_giver(context, above, found)
    elif context.lists(above, "attendance"):
        for owner in children(context.sentence, above, "poss"):
            found.add("subject", owner)
    elif (
        above.pos == "VERB" and (kind == "host" or above.lemma == "invite") and phrase.lemma in {"for", "to"}
    ):
        _add_hosting(context, above, found)
    elif (
        phrase.lemma in {"in", "during"}
        and context.lists(above, "addressing")
        and noun.lemma in {"call", "conversation"}
    ):
        _add_addressed(context, above, noun, found)
    elif _lacks_one_side(context, noun, found) and (
        phrase.lemma in _COURSE or (phrase.lemma == "for" and above.pos == "VERB")
    ):
        _add_clause_subject(context, phrase, found)


def _agree(context: Context, verb: Token) -> bool:
    """ "In a call, *A and B agreed*": several do what only those do who speak with each other."""
    doer = subject(context.sentence, verb) if context.lists(verb, "agreeing") else None
    return doer is not None and len(context.referents(doer)) > 1


def _add_giver(context: Context, gift: Token, found: Surroundings) -> None:
    """ "A gave B ten million *in aid*"."""
    verb = head(context.sentence, gift)
    if verb is not None and carrier_kind(context, verb) == "support":
        _take_from(context, verb, "support", found)
        for receiver in children(context.sentence, gift, "compound", "nmod"):
            if context.found.by_token.get(receiver.index) is not None:
                found.add("indirectObject", receiver)


def _add_addressed(context: Context, verb: Token, noun: Token, found: Surroundings) -> None:
    """ "In a call, A told B": the two spoke with each other."""
    if any(t.text.lower() in {"the", "this", "that"} for t in children(context.sentence, noun, "det")):
        return
    around = around_verb(context, verb)
    for function in ("subject", "directObject"):
        for token in around.tokens(function):
            found.add("subject" if function == "subject" else "possessiveAdjunct", token)


def _add_hosting(context: Context, verb: Token, found: Surroundings) -> None:
    """ "A hosted B for talks", "A invited B to a meeting": both are to take part."""
    around = around_verb(context, verb)
    found.carrier, found.carrier_kind = verb, "host"
    found.first_person = around.first_person
    for token in around.tokens("subject"):
        found.add("subject", token)
    for token in (*around.tokens("directObject"), *around.tokens("subject")):
        found.add("guest", token)


def _add_clause_subject(context: Context, phrase: Token, found: Surroundings) -> None:
    """The subject of the clause that a phrase stands in; of one hung on a thing, that of the clause above."""
    sentence = context.sentence
    verb = clause_verb(sentence, phrase)
    while verb is not None:
        doer = subject(sentence, verb)
        if doer is not None and (verb.dep != "acl" or context.referents(doer)):
            found.add("subject", doer)
            found.first_person = doer.text.lower() in FIRST_PERSON
            return
        above = head(sentence, verb)
        verb = clause_verb(sentence, above) if above is not None and verb.dep == "acl" else None


def _lacks_one_side(context: Context, noun: Token, found: Surroundings) -> bool:
    """Whether a noun names those on one side only, and the others must be sought in the clause."""
    if found.tokens("possessiveAdjunct") or any(True for _ in children(context.sentence, noun, "relcl")):
        return False
    definite = child(context.sentence, noun, "det")
    if definite is not None and definite.text.lower() in {"the", "this", "that", "these", "those"}:
        return False
    sides = ("with", "to", "in") if context.lists(noun, "stop") else ("with", "to")
    return any(found.tokens("prepositionalAdjunct", side) for side in sides)


def _take_from(context: Context, verb: Token, kind: str, found: Surroundings) -> None:
    found.carrier, found.carrier_kind = verb, kind
    around = around_verb(context, verb)
    found.first_person = found.first_person or around.first_person
    for token in around.tokens("subject"):
        found.add("subject", token)
    for (function, marker), tokens in around.functions.items():
        if function in {"prepositionalAdjunct", "indirectObject"}:
            for token in tokens:
                found.add(function, token, marker)


def _take_prepositions(sentence: Sentence, verb: Token, found: Surroundings) -> None:
    for preposition, noun in prepositions(sentence, verb):
        found.add("prepositionalAdjunct", noun, preposition)


def carrier_kind(context: Context, verb: Token) -> str | None:
    """`support` for a verb that holds up an event noun, `participation` for one of taking part, `host`."""
    for form in context.lexicon.forms("verb").get(verb.lemma, ()):
        if match_rest(context.sentence, verb, form.words) is None:
            continue
        for sense in form.entry.senses:
            if sense.reference in LIGHT:
                return sense.reference
            if any(a.function == "subject" and a.role == "host" for f in sense.frames for a in f.arguments):
                return "host"
    return None
