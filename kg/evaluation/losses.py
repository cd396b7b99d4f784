"""Each fact that was missed and each that is wrong, in its sentence, with the stage that lost it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from kg.evaluation.claims import Triple, class_of, to_triple
from kg.evaluation.comparing import Comparison
from kg.evaluation.names import fold_name
from kg.evaluation.scene import Scene
from kg.evaluation.sighting import Sighting
from kg.evaluation.stages import blame_missed, blame_wrong
from kg.model import Fact, Span
from kg.ontology import Ontology


@dataclass(frozen=True, slots=True)
class Loss:
    """A fact of the gold that was not read (`kind` missed), or one that was and should not (`kind` wrong).

    `stage` is one of `STAGES`; `sentence` the characters in which it stands, or nearly so, and
    `text` their words; a wrong one has the `status`, `confidence` and `frame` with which it was read.
    """

    document: str
    kind: str
    subject: str
    predicate: str
    object: str
    stage: str
    sentence: Span
    text: str
    status: str | None = None
    confidence: float | None = None
    frame: str | None = None


def find_losses(comparison: Comparison, sighting: Sighting, *, ontology: Ontology) -> Iterator[Loss]:
    """What was missed in one document and what is wrong there, in the order of the text."""
    scene = Scene(comparison, sighting, ontology)
    labels = _labels(comparison)
    missed = comparison.wanted_real - comparison.read_real
    wrong = comparison.read_real - comparison.wanted_real
    losses = [
        *(_miss(triple, scene, labels) for triple in sorted(missed)),
        *(_mistake(triple, scene, labels) for triple in sorted(wrong)),
    ]
    return iter(sorted(losses, key=lambda loss: (loss.sentence, loss.kind != "missed")))


def _labels(comparison: Comparison) -> Mapping[str, str]:
    """What people call the ends of triples."""
    read = {fold_name(entity.label): entity.label for entity in comparison.found.entities}
    return read | {entity.id: entity.label for entity in comparison.gold.wanted.entities}


def _miss(triple: Triple, scene: Scene, labels: Mapping[str, str]) -> Loss:
    sentence = scene.best_sentence(triple)
    return _to_loss("missed", triple, blame_missed(triple, scene), sentence, scene, labels)


def _mistake(triple: Triple, scene: Scene, labels: Mapping[str, str]) -> Loss:
    fact = find_fact(triple, scene.comparison, scene.ontology)
    known = fact.evidence[:1]
    sentence = scene.sentence_at(known[0].span.start) if known else scene.best_sentence(triple)
    loss = _to_loss("wrong", triple, blame_wrong(triple, scene), sentence, scene, labels)
    return replace(loss, status=fact.status, confidence=fact.confidence, frame=fact.frame or None)


def find_fact(triple: Triple, comparison: Comparison, ontology: Ontology) -> Fact:
    """The surest real fact of which a triple was made."""
    name = comparison.name_read()
    facts = (fact for fact in comparison.found.facts if class_of(fact.status) == "real")
    same = (fact for fact in facts if to_triple(fact, name, ontology) == triple)
    return max(same, key=lambda fact: fact.confidence)


def _to_loss(
    kind: str, triple: Triple, stage: str, sentence: Span, scene: Scene, labels: Mapping[str, str]
) -> Loss:
    document = scene.comparison.gold.document
    subject, thing = (labels.get(end, end) for end in (triple[0], triple[2]))
    text = " ".join(sentence.of(document.text).split())
    return Loss(document.id, kind, subject, triple[1], thing, stage, sentence, text)
