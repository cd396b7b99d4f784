"""What a clause says by itself about its event (auxiliaries, negation, conditions); how statuses combine."""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.language.tree import SUBJECTS, child, children
from kg.model import Sentence, Token

PLANNED_AUXILIARIES = frozenset({"will", "shall", "wo", "'ll", "’ll"})
PROPOSING_AUXILIARIES = frozenset({"should", "must", "ought"})
HYPOTHETICAL_AUXILIARIES = frozenset({"would", "could", "may", "might", "can", "ca", "'d", "’d"})
CONDITIONS = frozenset({"if", "unless", "whether", "lest", "until", "till"})
_UNREAL = {("aux", w) for w in HYPOTHETICAL_AUXILIARIES} | {("mark", w) for w in CONDITIONS}
NEGATIVE = frozenset({"negated", "refused", "cancelled", "denied"})
REAL = frozenset({"held", "ongoing", "asserted"})
DOUBTFUL = frozenset({"reportedly", "allegedly", "supposedly", "purportedly", "possibly", "perhaps", "maybe"})
NEVER = frozenset({"never", "hardly", "neither", "almost", "nearly"})
NO = frozenset({"no", "neither", "none", "nobody", "nor"})


@dataclass(slots=True)
class Walk:
    """The standing so far on the way up, and the speaker who answers for it."""

    status: str = "held"
    speaker: Token | None = None
    seen: set[int] = field(default_factory=set)

    def under(self, outer: str) -> None:
        """Puts what was found so far under a word that gives its clause the status `outer`."""
        self.status = combine(self.status, outer)


def combine(inner: str, outer: str) -> str:
    """The status of something with the status `inner` under a word that makes things `outer`.

    >>> combine("held", "planned"), combine("planned", "denied"), combine("negated", "planned")
    ('planned', 'denied', 'negated')
    >>> combine("refused", "negated"), combine("held", "attributed")
    ('hypothetical', 'attributed')
    """
    if inner in REAL or (inner == "attributed" and outer not in REAL):
        return outer if outer not in REAL else inner
    if outer in REAL or outer == "attributed":
        return inner
    if outer == "negated" and inner in NEGATIVE:
        return "hypothetical"
    if outer == "negated" and inner in {"planned", "proposed"}:
        return "negated"
    if outer in {"planned", "proposed"} and inner in NEGATIVE | {"hypothetical"}:
        return inner
    return outer


def apply_own(sentence: Sentence, verb: Token, walk: Walk) -> None:
    """What a verb's own auxiliaries, negation, conjunction and subject say."""
    for each in children(sentence, verb, "aux", "neg", "mark", "advmod", "preconj", "cc"):
        word = each.text.lower()
        if each.dep == "neg" or word in NEVER:
            walk.under("negated")
        elif each.dep == "aux" and (word in PLANNED_AUXILIARIES or _is_past_will(sentence, verb, each)):
            walk.under("planned")
        elif each.dep == "aux" and word in PROPOSING_AUXILIARIES:
            walk.under("proposed")
        elif (each.dep, word) in _UNREAL or word in DOUBTFUL:
            walk.under("hypothetical")
    if verb.tag == "VBG" and child(sentence, verb, "aux") is not None and walk.status == "held":
        walk.status = "ongoing"
    _apply_subject(sentence, verb, walk)
    _apply_object(sentence, verb, walk)
    if verb.dep in {"advcl", "ROOT", "relcl", "acl"} and is_infinitive(sentence, verb):
        walk.under("planned")
    if _is_inverted_condition(sentence, verb):
        walk.under("hypothetical")


def _is_past_will(sentence: Sentence, verb: Token, auxiliary: Token) -> bool:
    """ "Said that he *would* visit": "will", reported later, unless something is made its condition."""
    if auxiliary.text.lower() not in {"would", "'d", "’d"} or verb.dep != "ccomp":
        return False
    conditions = (m for c in children(sentence, verb, "advcl") for m in children(sentence, c, "mark"))
    perfect = any(t.text.lower() == "have" for t in children(sentence, verb, "aux"))
    above = sentence.tokens[verb.head]
    return (
        above.tag in {"VBD", "VBN"}
        and not perfect
        and not any(m.text.lower() in CONDITIONS for m in conditions)
    )


def _apply_subject(sentence: Sentence, verb: Token, walk: Walk) -> None:
    doer = child(sentence, verb, *SUBJECTS)
    if doer is None or doer.index in walk.seen:
        return
    words = {t.text.lower() for t in children(sentence, doer, "det", "preconj", "neg")} | {doer.text.lower()}
    if words & NO:
        walk.under("negated")


def _apply_object(sentence: Sentence, verb: Token, walk: Walk) -> None:
    """ "Signed *no* treaty", "severed *no* ties": the object's article denies the verb."""
    for thing in children(sentence, verb, "dobj", "attr"):
        if thing.index not in walk.seen and any(
            t.text.lower() == "no" for t in children(sentence, thing, "det")
        ):
            walk.under("negated")


def is_infinitive(sentence: Sentence, verb: Token) -> bool:
    """Whether a verb is an infinitive with "to"."""
    return verb.tag == "VB" and any(t.tag == "TO" for t in children(sentence, verb, "aux"))


def _is_inverted_condition(sentence: Sentence, verb: Token) -> bool:
    """ "Had they met, …", "Should they meet, …": the auxiliary opens the clause."""
    doer = child(sentence, verb, "nsubj", "nsubjpass")
    aux = child(sentence, verb, "aux")
    if doer is None or aux is None or aux.index > doer.index or child(sentence, verb, "mark") is not None:
        return False
    opens = aux.index == 0 or sentence.tokens[aux.index - 1].pos == "PUNCT"
    return (
        opens
        and aux.lemma in {"have", "should", "be"}
        and "VERB" not in {t.pos for t in sentence.tokens[aux.index + 1 : doer.index]}
    )
