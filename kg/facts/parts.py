"""Reads what belongs to what: "X, part of Y", "UN bodies, including X and Y"."""

from __future__ import annotations

from collections.abc import Iterator

from kg.facts.confidence import frame_confidence
from kg.facts.context import Context
from kg.facts.draft import FactDraft, Standing, quote
from kg.facts.status import find_standing
from kg.language.tree import child, children, conjuncts, head, subject
from kg.mentions.mention import Mention
from kg.model import Token

PARTS = frozenset({"part", "house", "chamber", "arm", "wing", "branch", "unit"})
"""Nouns that, with *of*, say that one thing is a part of another."""

UNITS = frozenset({"body", "agency", "organ", "institution"})
"""Plurals that, after the name of a whole, stand for its parts."""


def read_parts(context: Context) -> list[FactDraft]:
    """The wholes that a sentence names, each with its parts."""
    return [*_described_parts(context), *_listed_parts(context)]


def _described_parts(context: Context) -> Iterator[FactDraft]:
    """A part in apposition, or under a copula: "X, part of Y", "X is the lower house of Y"."""
    for noun in context.sentence.tokens:
        whole = _after_of(context, noun) if noun.lemma in PARTS else None
        above = head(context.sentence, noun)
        if whole is None or above is None:
            continue
        if noun.dep == "appos":
            yield from _parts(context, [above], whole, Standing("asserted"))
        elif noun.dep == "attr" and above.lemma == "be":
            part = subject(context.sentence, above)
            found = find_standing(context, above)
            status = "asserted" if found.status in {"held", "ongoing"} else found.status
            yield from _parts(context, [part] if part else [], whole, Standing(status, found.according_to))


def _listed_parts(context: Context) -> Iterator[FactDraft]:
    """The parts that a list gives: "dozens of United Nations bodies, including X and Y"."""
    for noun in context.sentence.tokens:
        if noun.tag != "NNS" or noun.lemma not in UNITS:
            continue
        before = context.found.by_token.get(noun.index - 1)
        including = child(context.sentence, noun, "prep")
        if before is None or including is None:
            continue
        if including.text.lower() in {"including", "like"}:
            first = child(context.sentence, including, "pobj")
            words = list(conjuncts(context.sentence, first)) if first is not None else []
            yield from _parts(context, words, before, Standing("asserted"))


def _after_of(context: Context, noun: Token) -> Mention | None:
    """The mention after *of* that a noun governs."""
    for preposition in children(context.sentence, noun, "prep"):
        thing = child(context.sentence, preposition, "pobj") if preposition.lemma == "of" else None
        if thing is not None:
            return context.found.by_token.get(thing.index)
    return None


def _parts(context: Context, words: list[Token], whole: Mention, standing: Standing) -> Iterator[FactDraft]:
    """A fact for each of `words` that names something which can be a part of the whole."""
    outer = context.resolution.cluster(whole)
    for word in words:
        part = context.found.by_token.get(word.index)
        inner = context.resolution.cluster(part) if part is not None and part.kind == "name" else None
        if part is None or inner is None or outer is None or inner is outer:
            continue
        if context.ontology.accepts("partOf", inner.type, outer.type) is None:
            evidence = quote(context.sentence, min(part.first, whole.first), max(part.last, whole.last))
            confidence = frame_confidence("part")
            yield FactDraft(inner, "partOf", outer, standing, evidence, "part", confidence)
