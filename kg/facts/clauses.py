"""Small questions about a clause or phrase that decide what it commits to."""

from __future__ import annotations

from collections.abc import Mapping, Set

from kg.facts.context import Context
from kg.language.tree import child, children, head
from kg.model import Sentence, Token

_COUNTED = frozenset({"first", "second", "third", "last", "latest", "only"})


def is_bare(sentence: Sentence, verb: Token) -> bool:
    """Whether a clause is a gerund without a subject: "considered *recognising* B"."""
    gerund = verb.dep in {"xcomp", "ccomp"} and verb.tag == "VBG" and child(sentence, verb, "aux") is None
    bare = gerund and child(sentence, verb, "nsubj") is None
    return bare or (verb.dep == "xcomp" and verb.tag == "VB")


def is_ahead(sentence: Sentence, verb: Token) -> bool:
    """Whether a clause tells what is still to come: "a day *before* A heads to B"."""
    mark = child(sentence, verb, "mark")
    return mark is not None and mark.lemma in {"before", "until"}


def status_of_infinitive(sentence: Sentence, verb: Token, above: Token) -> str:
    """What "be" and "have" make of an infinitive: "are to meet", "has yet to meet", "had to meet"."""
    if any(t.text.lower() == "yet" for w in (verb, above) for t in children(sentence, w, "advmod")):
        return "negated"
    if above.lemma == "be":
        return "planned"
    return "held" if above.tag == "VBD" else "hypothetical"


def is_counted(sentence: Sentence, noun: Token) -> bool:
    """ "The *first* state to leave", "the *highest*-ranking man to visit": who is counted has done it."""
    before = (t for t in children(sentence, noun, "amod", "advmod", "compound"))
    words = (w for t in before for w in (t, *children(sentence, t)))
    return any(w.text.lower() in _COUNTED or w.tag in {"JJS", "RBS"} for w in words)


def is_going_to(sentence: Sentence, verb: Token, above: Token) -> bool:
    """ "Is *going to* meet A", "*ought* to meet A": the verb above is an auxiliary in all but name."""
    going = above.text.lower() == "going" and child(sentence, above, "aux") is not None
    return (
        verb.dep == "xcomp" and (going or above.lemma == "ought") and child(sentence, above, "prep") is None
    )


def is_had(sentence: Sentence, occasion: Token) -> bool:
    """ "Had the opportunity to meet": whoever had it, used it."""
    verb = head(sentence, occasion)
    return verb is not None and occasion.dep == "dobj" and verb.lemma == "have" and verb.tag in {"VBD", "VBN"}


def is_done(context: Context, verb: Token, noun: Token) -> bool:
    """Whether an infinitive on a noun was done: "had the chance to meet", "the first to leave"."""
    if verb.dep == "acl" and context.lists(noun, "occasion"):
        return is_had(context.sentence, noun)
    infinitive = any(t.tag == "TO" for t in children(context.sentence, verb, "aux"))
    return infinitive and (is_counted(context.sentence, noun) or context.lists(noun, "pleasing"))


def is_pleasure(context: Context, verb: Token, above: Token) -> bool:
    """ "It was *an honour to host* A": what one speaks of so is done."""
    said = child(context.sentence, above, "attr")
    return verb.dep == "xcomp" and said is not None and context.lists(said, "pleasing")


def is_instead(sentence: Sentence, preposition: Token) -> bool:
    """Whether a preposition is the "of" of "instead of"."""
    above = head(sentence, preposition)
    before = sentence.tokens[max(0, preposition.index - 1)]
    return before.text.lower() == "instead" or (above is not None and above.text.lower() == "instead")


def is_journey(context: Context, preposition: Token) -> bool:
    """Whether one is on a visit or trip, and does something else meanwhile."""
    return any(context.lists(t, "journey") for t in children(context.sentence, preposition, "pobj"))


def is_definite(sentence: Sentence, preposition: Token) -> bool:
    """Whether a phrase speaks of something known: "invited to *the* summit"."""
    things = children(sentence, preposition, "pobj")
    return any(t.text.lower() == "the" for n in things for t in children(sentence, n, "det"))


def shares_auxiliary(sentence: Sentence, verb: Token) -> bool:
    """Whether a coordinated verb lacks what its form needs: the first verb's auxiliary serves it too."""
    own = child(sentence, verb, "aux", "auxpass", "nsubj", "nsubjpass")
    if own is not None:
        return False
    above = sentence.tokens[verb.head]
    aux = child(sentence, above, "aux", "auxpass")
    return verb.tag in {"VB", "VBN", "VBG"} and aux is not None and verb.tag == above.tag


def status_of_predicate(
    sentence: Sentence, noun: Token, verb: Token, adjectives: Mapping[str, str], pending: Set[str]
) -> str | None:
    """What is said of an event that is the subject of "be": "a visit is possible", "is in preparation"."""
    if verb.lemma not in {"be", "remain", "stay"} or noun.dep != "nsubj":
        return None
    ahead = child(sentence, verb, "xcomp")
    helpers = {t.text.lower() for t in children(sentence, ahead, "aux")} if ahead is not None else set()
    if "to" in helpers:
        return "negated" if "have" in helpers else "planned"
    said = child(sentence, verb, "acomp", "prep")
    if said is None:
        return None
    if said.dep == "acomp" and said.lemma in adjectives:
        return adjectives[said.lemma]
    articles = [t.text.lower() for t in children(sentence, noun, "det", "poss")]
    new = not articles or articles[0] in {"a", "an", "any", "another"}
    under_way = any(t.lemma == "way" for t in children(sentence, said, "pobj"))
    if any(t.lemma in pending for t in children(sentence, said, "pobj")):
        return "planned"
    placed = said.dep == "prep" and (said.lemma in {"in", "at", "near", "on"} or under_way)
    past = said.dep == "acomp" and verb.tag in {"VBD", "VBN"}
    return "hypothetical" if new and not placed and not past else None


def asks_nothing(sentence: Sentence, verb: Token) -> bool:
    """Whether "called on A" goes on with nothing that A is to do, and so tells of a call paid."""
    said = {t.text.lower() for t in children(sentence, verb, "prep")}
    tasks = [t for t in children(sentence, verb, "advcl") if child(sentence, t, "aux", "mark") is not None]
    return (
        child(sentence, verb, "xcomp", "ccomp", "dobj") is None
        and not tasks
        and not said
        & {
            "for",
            "to",
        }
    )
