"""Tells of entities whom they were linked to, and what spoke for and against it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import click

from kg.model import Candidate, Document, Entity, Extraction

_OPEN = frozenset({"Office", "DiplomaticMission", "Agent"})
"""Classes whose entities are not looked for in the index."""


def tell_links(extraction: Extraction, names: Sequence[str]) -> Iterator[str]:
    """The lines that tell of a document's entities, or of those that bear one of the names, in any case."""
    from kg.linking.weights import load_weights

    weights = load_weights()
    wanted = [name.casefold() for name in names]
    for entity in extraction.entities:
        known = [name.casefold() for name in (entity.label, *entity.aliases)]
        if entity.type in _OPEN or (wanted and not any(w in name for w in wanted for name in known)):
            continue
        yield click.style(_tell_decision(entity, extraction.document, weights.threshold), bold=True)
        for candidate in entity.candidates:
            yield from _tell_candidate(candidate, weights.by_feature)
        yield ""


def _tell_decision(entity: Entity, document: Document, threshold: float) -> str:
    from kg.queries.answers import strip_controls

    label = strip_controls(entity.label)
    if entity.wikidata:
        found = next((c for c in entity.candidates if c.wikidata == entity.wikidata), None)
        place = f", by the place {entity.seat}" if entity.seat else ""
        return f"{label}: {entity.wikidata}{f' {found.label}' if found else ''}{place}"
    if not entity.candidates:
        unnamed = entity.type == "Person" and label.split()[-1].islower()
        undated = unnamed and document.published is None
        why = "; who holds an office is told by a document's date (--date)" if undated else ""
        return f"{label}: not linked, nothing in the index fits the name{why}"
    return f"{label}: not linked, no candidate reaches {threshold:g}"


def _tell_candidate(candidate: Candidate, weights: Mapping[str, float]) -> Iterator[str]:
    yield f"  {candidate.score:.3f}  {candidate.wikidata}  {candidate.label}"
    told = [(weights.get(name, 0.0) * value, name, value) for name, value in candidate.features.items()]
    for worth, name, value in sorted(told, key=lambda each: (-abs(each[0]), each[1])):
        yield f"         {worth:+.2f}  {name}{'' if value == 1 else f' {value:g}'}"
