"""Finds the sense by which a word changes the standing of what lies under it."""

from __future__ import annotations

from kg.facts.arguments import match_rest
from kg.facts.clauses import is_bare
from kg.facts.context import Context
from kg.facts.modality import is_infinitive
from kg.language.tree import children
from kg.model import STATUSES, Token
from kg.ontology.lexicon import Sense


def operator(context: Context, word: Token, clause: Token | None = None) -> Sense | None:
    """The sense by which a verb or noun changes the standing of what lies under it, if it has one."""
    kind = "verb" if word.pos in {"VERB", "AUX"} else "noun" if word.pos == "NOUN" else None
    if kind is None:
        return None
    best: tuple[int, Sense] | None = None
    for form in context.lexicon.forms(kind).get(word.lemma, ()):
        if match_rest(context.sentence, word, form.words) is None:
            continue
        for sense in form.entry.senses:
            changes = sense.complement_status or (sense.reference in STATUSES)
            if sense.reference == "attributed" and clause is not None and is_bare(context.sentence, clause):
                continue
            if clause is not None and _is_told_to(context, word, clause):
                return Sense("proposed")
            if changes and (best is None or len(form.words) > best[0]):
                best = (len(form.words), sense)
    return best[1] if best else None


def _is_told_to(context: Context, word: Token, clause: Token) -> bool:
    """ "Was *told to meet* A", "*suggested meeting* A": what is wished for and not what is reported."""
    gerund = is_bare(context.sentence, clause) and clause.tag == "VBG" and context.lists(word, "advising")
    perfect = any(t.text.lower() == "have" for t in children(context.sentence, clause, "aux"))
    infinitive = is_infinitive(context.sentence, clause) and not perfect and context.lists(word, "commanding")
    return gerund or (clause.dep in {"xcomp", "ccomp"} and infinitive)


def only_describes(verb: Token, noun: Token, sense: Sense) -> bool:
    """Whether a participle tells of words rather than spells them out: "a letter *requesting* …"."""
    spoken = noun.pos == "NOUN" and "attributed" in {sense.complement_status, sense.reference}
    return spoken and verb.dep == "acl" and verb.tag in {"VBG", "VBN"}
