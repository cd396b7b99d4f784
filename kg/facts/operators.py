"""Finds the sense by which a word changes the standing of what lies under it."""

from __future__ import annotations

from kg.facts.arguments import match_rest
from kg.facts.clauses import is_bare
from kg.facts.context import Context
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
            if changes and (best is None or len(form.words) > best[0]):
                best = (len(form.words), sense)
    return best[1] if best else None


def only_describes(verb: Token, noun: Token, sense: Sense) -> bool:
    """Whether a participle tells of words rather than spells them out: "a letter *requesting* …"."""
    spoken = noun.pos == "NOUN" and "attributed" in {sense.complement_status, sense.reference}
    return spoken and verb.dep == "acl" and verb.tag in {"VBG", "VBN"}
