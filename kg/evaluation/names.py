"""Which entity that was read stands for which of the gold: names without case, articles and punctuation."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence

from kg.model import Entity

_LEADING = frozenset({"the", "a", "an", "his", "her", "its", "their", "former", "late", "acting"})
_POSSESSIVE = re.compile(r"'s\b|s'(?=\s|$)")
_PUNCTUATION = re.compile(r"[^\w\s]")


def fold_name(name: str) -> str:
    """A name as it is compared: without case, accents, possessives, punctuation and a leading article.

    >>> fold_name("The Élysée’s"), fold_name("St. Petersburg")
    ('elysee', 'st petersburg')
    """
    letters = unicodedata.normalize("NFKD", name).casefold().replace("’", "'")
    bare = "".join(letter for letter in letters if not unicodedata.combining(letter))
    words = _PUNCTUATION.sub("", _POSSESSIVE.sub("", bare)).split()
    return " ".join(words[1:] if len(words) > 1 and words[0] in _LEADING else words)


def names_of(entity: Entity) -> frozenset[str]:
    """Every folded name of an entity: its label, its aliases and its mentions, pronouns left out."""
    mentioned = (mention.text for mention in entity.mentions if mention.kind != "pronoun")
    return frozenset(map(fold_name, (entity.label, *entity.aliases, *mentioned))) - {""}


def align_entities(read: Sequence[Entity], gold: Sequence[Entity]) -> Mapping[str, str]:
    """The id of the gold entity that each read one stands for; those that stand for none are left out.

    Both have a name in common, or the same QID. Of several, that one is chosen among whose names the
    read label is, then that with most names in common, then that with the same QID, then the first.
    """
    known = [(entity, names_of(entity)) for entity in gold]
    chosen: dict[str, str] = {}
    for entity in read:
        best = _choose(entity, known)
        if best is not None:
            chosen.setdefault(entity.id, best)
    return chosen


def _choose(entity: Entity, known: Iterable[tuple[Entity, frozenset[str]]]) -> str | None:
    """The first of the best; None where there is none."""
    best, merit, names = None, (False, 0, False), names_of(entity)
    for other, others in known:
        same = bool(entity.wikidata) and entity.wikidata == other.wikidata
        each = (fold_name(entity.label) in others, len(names & others), same)
        if (each[1] or same) and (best is None or each > merit):
            best, merit = other.id, each
    return best
