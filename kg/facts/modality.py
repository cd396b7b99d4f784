"""What a clause says by itself about its event (auxiliaries, negation, conditions); how statuses combine."""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.facts.conditions import (
    is_command,
    is_inverted_condition,
    is_left_behind,
    is_only_stressed,
    is_reached,
    is_timetabled,
)
from kg.language.tree import SUBJECTS, child, children
from kg.model import Sentence, Token

PLANNED_AUXILIARIES = frozenset({"will", "shall", "wo", "'ll", "’ll"})
PROPOSING_AUXILIARIES = frozenset({"should", "must", "ought"})
HYPOTHETICAL_AUXILIARIES = frozenset({"would", "could", "may", "might", "can", "ca", "'d", "’d"})
CONDITIONS = frozenset({"if", "unless", "whether", "lest", "until", "till"})
_UNREAL = {("aux", w) for w in HYPOTHETICAL_AUXILIARIES} | {("mark", w) for w in CONDITIONS}
NEGATIVE = frozenset({"negated", "refused", "cancelled", "denied"})
REAL = frozenset({"held", "ongoing", "asserted"})
DOUBTFUL = frozenset(
    {"reportedly", "allegedly", "supposedly", "purportedly", "possibly", "perhaps", "maybe", "probably"}
    | {"apparently", "presumably", "seemingly", "conceivably", "theoretically", "hopefully", "ostensibly"}
)
NEVER = frozenset({"never", "hardly", "neither", "almost", "nearly"})
NO = frozenset({"no", "neither", "none", "nobody", "nor"})
_OCCASIONS = frozenset({"time", "account", "way", "circumstance", "case", "point", "condition", "means"})
"""Nouns that, with "no", deny their clause: "at no *time*", "on no *account*"."""
_LEFT_OUT = frozenset({"nor", "than"})
"""Conjunctions before what is not done: "neither praised *nor* blamed", "wrote rather *than* met"."""


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
    """What a verb's own auxiliaries, negation, conjunction, form and subject say."""
    for each in children(sentence, verb, "aux", "neg", "mark", "advmod", "preconj", "cc"):
        said = _said_by(sentence, verb, each)
        if said is not None:
            walk.under(said)
    if verb.tag == "VBG" and child(sentence, verb, "aux") is not None and walk.status == "held":
        walk.status = "ongoing"
    _apply_subject(sentence, verb, walk)
    _apply_object(sentence, verb, walk)
    _apply_phrases(sentence, verb, walk)
    _apply_form(sentence, verb, walk)


def _said_by(sentence: Sentence, verb: Token, each: Token) -> str | None:
    """The status that a word beside its verb gives to it, or None."""
    word = each.text.lower()
    if is_only_stressed(sentence, verb, each) or is_reached(sentence, verb, each):
        return None
    nor = each.dep == "cc" and word in NO and verb.dep == "ROOT"
    if each.dep == "neg" or word in NEVER or nor or is_left_behind(sentence, each):
        return "negated"
    if each.dep == "aux" and (word in PLANNED_AUXILIARIES or _is_past_will(sentence, verb, each)):
        return "planned"
    if each.dep == "aux" and word in PROPOSING_AUXILIARIES:
        return "proposed"
    return "hypothetical" if (each.dep, word) in _UNREAL or word in DOUBTFUL else None


def _apply_form(sentence: Sentence, verb: Token, walk: Walk) -> None:
    """An infinitive that says what for, the present tense of a timetable, a command, an inversion."""
    purpose = verb.dep in {"advcl", "ROOT", "relcl", "acl"} and is_infinitive(sentence, verb)
    if purpose or is_timetabled(sentence, verb):
        walk.under("planned")
    elif is_command(sentence, verb):
        walk.under("proposed")
    if is_inverted_condition(sentence, verb):
        walk.under("hypothetical")


def _is_past_will(sentence: Sentence, verb: Token, auxiliary: Token) -> bool:
    """ "Said that he *would* visit": "will", reported later, unless something is made its condition."""
    if auxiliary.text.lower() not in {"would", "'d", "’d"} or verb.dep != "ccomp":
        return False
    conditions = (m for c in children(sentence, verb, "advcl") for m in children(sentence, c, "mark"))
    perfect = any(t.text.lower() == "have" for t in children(sentence, verb, "aux"))
    above = sentence.tokens[verb.head]
    above = sentence.tokens[above.head] if above.tag == "VBG" else above
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
    if words & (NO | {"nothing"}):
        walk.under("negated")


def _apply_object(sentence: Sentence, verb: Token, walk: Walk) -> None:
    """ "Signed *no* treaty", "severed *no* ties": the object's article denies the verb."""
    for thing in children(sentence, verb, "dobj", "attr"):
        words = {thing.text.lower(), *(t.text.lower() for t in children(sentence, thing, "det"))}
        if thing.index not in walk.seen and words & {"no", "nothing", "nobody"}:
            walk.under("negated")


def _apply_phrases(sentence: Sentence, verb: Token, walk: Walk) -> None:
    """ "At *no* time", "*neither* with A nor with B", "agreed on *nothing*", "*nor* did it invite"."""
    before = sentence.tokens[max(0, verb.index - 2) : verb.index]
    if [t.text.lower() for t in before] == ["all", "but"]:
        walk.under("negated")
    if verb.dep == "conj" and (joint := _conjunction(sentence, verb)) and joint.text.lower() in _LEFT_OUT:
        walk.under("negated")
    for each in children(sentence, verb, "prep", "dobj"):
        neither = any(t.text.lower() == "neither" for t in children(sentence, each, "preconj", "cc"))
        if neither or any(_denies(sentence, noun) for noun in children(sentence, each, "pobj")):
            walk.under("negated")


def _conjunction(sentence: Sentence, verb: Token) -> Token | None:
    """The conjunction that stands last before a coordinated verb."""
    joints = [t for t in children(sentence, sentence.tokens[verb.head], "cc") if t.index < verb.index]
    return joints[-1] if joints else None


def _denies(sentence: Sentence, noun: Token) -> bool:
    if sentence.tokens[noun.head].lemma == "under" and any(
        t.text.lower() == "no" for t in children(sentence, noun, "det")
    ):
        return True
    if noun.text.lower() == "nothing":
        return sentence.tokens[noun.head].lemma == "on"
    if noun.lemma == "time" and sentence.tokens[noun.head].lemma != "at":
        return False
    return noun.lemma in _OCCASIONS and any(t.text.lower() == "no" for t in children(sentence, noun, "det"))


def is_infinitive(sentence: Sentence, verb: Token) -> bool:
    """Whether a verb is an infinitive with "to", or with "to be"."""
    to = any(t.tag == "TO" for t in children(sentence, verb, "aux"))
    be = any(t.tag == "VB" for t in children(sentence, verb, "auxpass"))
    return to and (verb.tag == "VB" or be)
