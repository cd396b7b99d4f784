"""Finds the words of a group that speaks without a name: "French media", "officials in Bratislava"."""

from __future__ import annotations

from kg.language.tree import children, head, is_passive, subtree
from kg.model import Sentence, Token
from kg.ontology.lexicon import Lexicon

_MODIFIERS = frozenset({"amod", "compound", "nmod"})
_WHERE = frozenset({"in", "at", "from", "of"})
_VAGUE = frozenset(
    {"other", "several", "many", "more", "few", "such", "own", "same", "senior", "top", "further"}
)
"""Adjectives that do not tell one group from another."""


def speaks(sentence: Sentence, noun: Token, lexicon: Lexicon) -> bool:
    """Whether a noun stands where a speaker stands: before a verb of speech, or after "according to"."""
    above = head(sentence, noun)
    if above is None:
        return False
    if noun.dep == "pobj":
        verb = head(sentence, above)
        told = above.dep == "agent" and verb is not None and tells(verb, lexicon)
        return told or (above.text.lower() == "to" and sentence.tokens[above.head].lemma == "accord")
    return noun.dep == "nsubj" and tells(above, lexicon) and not is_passive(sentence, above)


def tells(verb: Token, lexicon: Lexicon) -> bool:
    """Whether a verb of the lexicon says that somebody says something."""
    forms = lexicon.forms("verb").get(verb.lemma, ()) if verb.pos in {"VERB", "AUX"} else ()
    return any(s.reference == "Statement" for f in forms if len(f.words) == 1 for s in f.entry.senses)


def group_words(sentence: Sentence, noun: Token, named: frozenset[int]) -> tuple[int, int] | None:
    """The first and last (half-open) token of a group's words; None where only the noun stands there.

    `named` are the tokens of names: where a group is counts as its description, and what else follows not.
    """
    before = [
        t for t in children(sentence, noun, *_MODIFIERS) if t.lemma not in _VAGUE and t.index < noun.index
    ]
    last = noun.index + 1
    for phrase in children(sentence, noun, "prep"):
        start, end = subtree(sentence, phrase)
        if phrase.lemma in _WHERE and start == noun.index + 1 and named.intersection(range(start, end)):
            last = end
    if not before and last == noun.index + 1:
        return None
    return min([noun.index, *(subtree(sentence, t)[0] for t in before)]), last
