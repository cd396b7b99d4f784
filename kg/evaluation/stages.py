"""Which stage lost a fact, decided from what was read; the first rule that holds gives the stage.

A fact that was missed:

  wrong status         it was read, with the class of another status
  name not found       the text's name of an end was not seen at all
  wrong span           only a part of that name was seen, or more than it
  wrong type           an end was read as a class that is not its own, and that the relation does not take
  too unsure           it was read with less confidence than was asked for
  dropped by ontology  a fact in words with both ends was dropped for its domain or range
  coreference          it was read of another end, by a pronoun or a description; or no sentence names both
  wrong argument       it was read of another end; or its event was read without one that the sentence names
  wrong relation       the ends were read in another relation that the gold does not have
  no frame             none of these: both ends are there, and no construction was known

A fact that is wrong:

  wrong status         the gold has it with another status
  wrong span           an end overlaps with that of a missed fact of the relation, whose name is another
  coreference          there is a missed fact of the relation with one end the same; the other was a pronoun
                       or a description here
  wrong argument       there is such a fact, and the end was named
  wrong relation       the ends stand in another relation that was missed
  wrong type           an end was read as a class that is not its own, and the relation does not take its own
  spurious             none of these
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from kg.evaluation.claims import Triple
from kg.evaluation.scene import Scene, cover
from kg.model import Dropped, Evidence
from kg.ontology import Derivation

Rule = Callable[[Triple, Scene], bool]


def blame_missed(triple: Triple, scene: Scene) -> str:
    """The stage that lost a fact of the gold."""
    return next((stage for stage, holds in MISSED if holds(triple, scene)), "no frame")


def blame_wrong(triple: Triple, scene: Scene) -> str:
    """The stage that made a fact which the gold does not have."""
    return next((stage for stage, holds in WRONG if holds(triple, scene)), "spurious")


def _ends(triple: Triple) -> tuple[str, str]:
    return (triple[0], triple[2])


def _shared_end(one: Triple, other: Triple) -> tuple[str, str] | None:
    """The ends of both that differ, where the relation is the same and so is one end, in either place."""
    if one[1] != other[1]:
        return None
    mine, theirs = set(_ends(one)) - set(_ends(other)), set(_ends(other)) - set(_ends(one))
    return (mine.pop(), theirs.pop()) if len(mine) == len(theirs) == 1 else None


def _is_swapped(one: Triple, other: Triple) -> bool:
    return one[1] == other[1] and _ends(one) == _ends(other)[::-1]


# ---- missed


def _has_other_status(triple: Triple, scene: Scene) -> bool:
    return triple in scene.comparison.read


def _is_unseen(triple: Triple, scene: Scene) -> bool:
    return any(not scene.is_seen(end) and not scene.touched(end) for end in _ends(triple))


def _is_cut(triple: Triple, scene: Scene) -> bool:
    return any(not scene.is_seen(end) for end in _ends(triple))


def _has_wrong_type(triple: Triple, scene: Scene) -> bool:
    subject, relation, thing = triple
    if not any(map(scene.is_mistyped, _ends(triple))):
        return False
    pairs = ((one, other) for one in scene.types_of(subject) for other in scene.types_of(thing))
    return all(scene.ontology.accepts(relation, one, other) for one, other in pairs)


def _was_unsure(triple: Triple, scene: Scene) -> bool:
    dropped = (each for each in scene.comparison.found.dropped if each.stage == "confidence")
    return _is_among((each for each in dropped if each.reason.startswith(f"{triple[1]}:")), triple, scene)


def _was_dropped(triple: Triple, scene: Scene) -> bool:
    dropped = (each for each in scene.comparison.found.dropped if each.stage != "confidence")
    return _is_among((d for d in dropped if d.reason.startswith(("range:", "domain:"))), triple, scene)


def _is_among(dropped: Iterable[Dropped], triple: Triple, scene: Scene) -> bool:
    """Whether the words of something dropped have both ends."""
    return any(each.evidence and _has_both(each.evidence, triple, scene) for each in dropped)


def _has_both(evidence: Evidence, triple: Triple, scene: Scene) -> bool:
    return all(cover(scene.places(end), evidence.span) for end in _ends(triple))


def _was_referred(triple: Triple, scene: Scene) -> bool:
    """Whether another end was read by a pronoun, or none was and the ends are never named together."""
    others = [(t, fact) for t, fact in scene.facts if t in scene.wrong and _shared_end(triple, t)]
    if others:
        return any(scene.referring(fact, end[1]) for t, fact in others if (end := _shared_end(triple, t)))
    return not scene.shared_sentences(triple, proper=True)


def _has_other_argument(triple: Triple, scene: Scene) -> bool:
    if any(_shared_end(triple, other) or _is_swapped(triple, other) for other in scene.wrong):
        return True
    return _has_half_event(triple, scene) or _has_empty_event(triple, scene)


def _has_half_event(triple: Triple, scene: Scene) -> bool:
    """Whether an event it follows from was read with one end only, in a sentence that names the other."""
    together = scene.shared_sentences(triple)
    return any(
        len(set(_ends(triple)) & scene.fillers(event)) == 1
        and any(scene.sentence_at(each.span.start) in together for each in event.evidence)
        for event in scene.comparison.found.events
        if triple[1] in {rule.relation for rule in scene.ontology.derivations_of(event.type)}
    )


def _has_empty_event(triple: Triple, scene: Scene) -> bool:
    """Whether an event it follows from was dropped, for nobody took part, in a sentence that names both."""
    together = scene.shared_sentences(triple)
    return any(
        each.evidence is not None and scene.sentence_at(each.evidence.span.start) in together
        for each in scene.comparison.found.dropped
        if triple[1] in {rule.relation for rule in _derivations(each, scene)}
    )


def _derivations(dropped: Dropped, scene: Scene) -> Iterable[Derivation]:
    return scene.ontology.derivations_of(dropped.reason.partition(":")[0])


def _has_other_relation(triple: Triple, scene: Scene) -> bool:
    return any(set(_ends(triple)) == set(_ends(other)) for other in scene.wrong)


# ---- wrong


def _is_unreal(triple: Triple, scene: Scene) -> bool:
    return triple in scene.comparison.wanted


def _is_cut_here(triple: Triple, scene: Scene) -> bool:
    """Whether the end that differs from a missed fact's is no gold entity, and its words overlap with it."""
    pairs = (pair for other in scene.missed if (pair := _shared_end(triple, other)))
    return any(
        mine not in scene.gold and cover(scene.places(theirs), place)
        for mine, theirs in pairs
        for place in scene.places(mine)
    )


def _is_referred_here(triple: Triple, scene: Scene) -> bool:
    ends = [pair[0] for other in scene.missed if (pair := _shared_end(triple, other))]
    facts = [fact for t, fact in scene.facts if t == triple]
    return any(scene.referring(fact, end) for fact in facts for end in ends)


def _is_other_argument(triple: Triple, scene: Scene) -> bool:
    return any(_shared_end(triple, other) or _is_swapped(triple, other) for other in scene.missed)


def _is_other_relation(triple: Triple, scene: Scene) -> bool:
    return any(set(_ends(triple)) == set(_ends(other)) for other in scene.missed)


def _is_of_wrong_type(triple: Triple, scene: Scene) -> bool:
    subject, relation, thing = triple
    if not any(map(scene.is_mistyped, _ends(triple))):
        return False
    one, other = (scene.gold[end].type if end in scene.gold else "" for end in (subject, thing))
    return scene.ontology.accepts(relation, one, other) is not None


MISSED: tuple[tuple[str, Rule], ...] = (
    ("wrong status", _has_other_status),
    ("name not found", _is_unseen),
    ("wrong span", _is_cut),
    ("wrong type", _has_wrong_type),
    ("too unsure", _was_unsure),
    ("dropped by ontology", _was_dropped),
    ("coreference", _was_referred),
    ("wrong argument", _has_other_argument),
    ("wrong relation", _has_other_relation),
)
"""The rules of what was missed, in the order in which they are asked; what fits none has no frame."""

WRONG: tuple[tuple[str, Rule], ...] = (
    ("wrong status", _is_unreal),
    ("wrong span", _is_cut_here),
    ("coreference", _is_referred_here),
    ("wrong argument", _is_other_argument),
    ("wrong relation", _is_other_relation),
    ("wrong type", _is_of_wrong_type),
)
"""The rules of what is wrong, in the order in which they are asked; what fits none is spurious."""

STAGES = tuple(dict.fromkeys([*(name for name, _ in (*MISSED, *WRONG)), "no frame", "spurious"]))
"""Every stage that can lose a fact or make one up."""
