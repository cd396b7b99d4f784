"""Finds what stands in each grammatical function around a verb or an event noun."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from kg.facts.context import Context
from kg.language.tree import child, children, head, is_passive, prepositions, subject
from kg.mentions.phrases import match_phrase
from kg.model import Sentence, Token

Functions = dict[tuple[str, str], list[Token]]
"""Tokens by grammatical function and preposition ("" where there is none)."""

LIGHT = frozenset({"support", "participation"})


@dataclass(slots=True)
class Surroundings:
    """What stands around a trigger: its functions, and the verb that carries it when it is a noun."""

    functions: Functions = field(default_factory=dict)
    carrier: Token | None = None
    carrier_kind: str | None = None

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
    sentence, found = context.sentence, Surroundings()
    passive = is_passive(sentence, verb)
    for preposition, noun in _all_prepositions(sentence, verb, consumed):
        if preposition == "by" and passive:
            found.add("subject", noun)
        else:
            found.add("prepositionalAdjunct", noun, preposition)
    doer = subject(sentence, verb)
    if doer is not None and doer.index not in consumed:
        found.add("directObject" if passive else "subject", doer)
    for thing in children(sentence, verb, "dobj", "attr", "oprd"):
        if thing.index not in consumed and not (passive and thing.dep == "oprd"):
            found.add("directObject", thing)
    for receiver in children(sentence, verb, "dative"):
        if receiver.pos != "ADP":
            found.add("indirectObject", receiver)
    for clause in children(sentence, verb, "ccomp", "xcomp"):
        who = child(sentence, clause, "nsubj", "nsubjpass")
        if who is not None:
            found.add("clauseSubject", who)
    return found


def _all_prepositions(
    sentence: Sentence, verb: Token, consumed: frozenset[int]
) -> Iterator[tuple[str, Token]]:
    """The prepositional phrases of a verb and of the words that belong to it."""
    yield from ((p, n) for p, n in prepositions(sentence, verb) if n.index not in consumed)
    for index in sorted(consumed):
        yield from (
            (p, n) for p, n in prepositions(sentence, sentence.tokens[index]) if n.index not in consumed
        )


def around_noun(context: Context, noun: Token, first: int) -> Surroundings:
    """The functions around an event noun whose phrase begins at token `first`."""
    sentence, found = context.sentence, Surroundings()
    for owner in children(sentence, noun, "poss"):
        found.add("possessiveAdjunct", owner)
    for token in _attributes(context, noun, first):
        found.add("attributiveArg", token)
    for preposition, other in prepositions(sentence, noun):
        found.add("prepositionalAdjunct", other, preposition)
    _add_involved(sentence, noun, found)
    _add_carrier(context, noun, found)
    return found


def _attributes(context: Context, noun: Token, first: int) -> Iterator[Token]:
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
        elif (
            tokens[at].text in {"-", "–", "/"}
            or tokens[at].pos in {"ADJ", "NUM", "NOUN"}
            and (tokens[at].head == noun.index or tokens[at].dep == "compound")
        ):
            at -= 1
        else:
            return


def _add_involved(sentence: Sentence, noun: Token, found: Surroundings) -> None:
    """Those named after "involving", "including", "attended by", "hosted by"."""
    above = head(sentence, noun)
    places = [noun, *([above] if above is not None and above.pos == "VERB" else [])]
    for place in places:
        for clause in children(sentence, place, "acl", "advcl", "prep", "relcl"):
            if clause.lemma in {"involve", "include", "between", "among"} and clause.pos != "ADP":
                for thing in children(sentence, clause, "dobj", "pobj"):
                    found.add("prepositionalAdjunct", thing, "involving")


def _add_carrier(context: Context, noun: Token, found: Surroundings) -> None:
    """The verb that carries an event noun ("held talks"), with its subject and its phrases."""
    sentence = context.sentence
    above = head(sentence, noun)
    if above is not None and above.dep == "prep" and noun.dep == "pobj":
        verb = head(sentence, above)
        if verb is not None and carrier_kind(context, verb) == "participation":
            _take_from(context, verb, "participation", found)
        return
    if above is None or above.pos not in {"VERB", "AUX"} or noun.dep not in {"dobj", "nsubjpass", "nsubj"}:
        return
    kind = carrier_kind(context, above)
    if noun.dep == "nsubj":
        found.carrier, found.carrier_kind = above, "happens"
        _take_prepositions(sentence, above, found)
    elif kind is not None:
        _take_from(context, above, kind, found)
    else:
        found.carrier = above


def _take_from(context: Context, verb: Token, kind: str, found: Surroundings) -> None:
    found.carrier, found.carrier_kind = verb, kind
    around = around_verb(context, verb)
    for token in around.tokens("subject"):
        found.add("subject", token)
    for (function, marker), tokens in around.functions.items():
        if function == "prepositionalAdjunct":
            for token in tokens:
                found.add(function, token, marker)


def _take_prepositions(sentence: Sentence, verb: Token, found: Surroundings) -> None:
    for preposition, noun in prepositions(sentence, verb):
        found.add("prepositionalAdjunct", noun, preposition)


def carrier_kind(context: Context, verb: Token) -> str | None:
    """`support` for a verb that holds up an event noun, `participation` for one of taking part, `host`."""
    forms = context.lexicon.forms("verb").get(verb.lemma, ())
    for form in forms:
        if match_rest(context.sentence, verb, form.words) is None:
            continue
        for sense in form.entry.senses:
            if sense.reference in LIGHT:
                return sense.reference
            if any(a.function == "subject" and a.role == "host" for f in sense.frames for a in f.arguments):
                return "host"
    return None


def match_rest(sentence: Sentence, verb: Token, words: tuple[str, ...]) -> frozenset[int] | None:
    """The tokens that make a verb the phrase `words` ("call *off*", "sever *ties*"), or None if they lack."""
    consumed: set[int] = set()
    reach = [verb]
    for word in words[1:]:
        found = next((t for r in reach for t in _below(sentence, r) if _is(t, word)), None)
        if found is None:
            return None
        consumed.add(found.index)
        reach = [verb, found]
    return frozenset(consumed)


def _below(sentence: Sentence, token: Token) -> Iterator[Token]:
    for each in children(
        sentence,
        token,
        "prt",
        "dobj",
        "nsubjpass",
        "prep",
        "pobj",
        "advmod",
        "acomp",
        "oprd",
        "attr",
        "amod",
        "det",
        "xcomp",
        "npadvmod",
        "compound",
        "nmod",
        "acl",
        "pcomp",
    ):
        yield each
        if each.dep in {"prep"}:
            yield from children(sentence, each, "pobj", "det", "pcomp")


def _is(token: Token, word: str) -> bool:
    return word in {token.text.lower(), token.lemma}


def phrase_at(context: Context, index: int) -> tuple[str, ...] | None:
    """The words of the noun of the lexicon that begins at a token, or None."""
    lowered = tuple(t.text.lower() for t in context.sentence.tokens)
    form = match_phrase(lowered, index, context.lexicon.forms("noun"))
    return form.words if form else None
