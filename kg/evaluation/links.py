"""How well names are linked: labelled mentions beside what the linker says of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.evaluation.link_gold import Label, Labelled, read_labels

if TYPE_CHECKING:
    from kg.entities.cluster import Cluster
    from kg.linking import Decision
    from kg.linking.knowledge import Knowledge
    from kg.mentions.mention import Mention
    from kg.model import Document, Sentence
    from kg.pipeline import Extractor

CAUSES = (
    "not read",
    "not among the candidates",
    "below the threshold",
    "metonym",
    "demonym",
    "part of a name",
    "office",
    "namesake",
    "nobody is meant",
)
"""Why a mention is not linked as it is labelled: no name was seen there, …"""

_LEAST_OVERLAP = 0.4
_POSSESSIVE = 2


@dataclass(frozen=True, slots=True)
class LinkError:
    """A mention that is not linked as it is labelled; `cause` is one of `CAUSES`."""

    document: str
    text: str
    wanted: str | None
    found: str | None
    cause: str


@dataclass(frozen=True, slots=True)
class LinkScore:
    """Counts of labelled mentions: `listed` are labelled with a QID that the index has.

    `right` and `linked` count mentions that were linked, rightly or at all; `nil` those that were
    linked to nobody, and `nil_right` those of them of whom nobody in the index is meant.
    """

    mentions: int = 0
    listed: int = 0
    linked: int = 0
    right: int = 0
    nil: int = 0
    nil_right: int = 0

    @property
    def accuracy(self) -> float:
        """The share of the links that are right."""
        return self.right / self.linked if self.linked else 1.0

    @property
    def coverage(self) -> float:
        """The share of those in the index that are linked, and rightly."""
        return self.right / self.listed if self.listed else 1.0

    @property
    def nil_precision(self) -> float:
        """The share of those linked to nobody of whom nobody in the index is meant."""
        return self.nil_right / self.nil if self.nil else 1.0


@dataclass(frozen=True, slots=True)
class LinkEvaluation:
    """The scores of mentions whose QID is in the index, of those and the ones without a QID, and of all."""

    listed: LinkScore
    known: LinkScore
    every: LinkScore
    errors: tuple[LinkError, ...]

    def count_causes(self) -> Counter[str]:
        """How many errors have each cause."""
        return Counter(error.cause for error in self.errors)


@dataclass(frozen=True, slots=True)
class Linked:
    """A labelled mention, the mention that was read there with its cluster, and what was decided of it."""

    document: str
    label: Label
    mention: Mention | None = None
    cluster: Cluster | None = None
    decision: Decision | None = None

    @property
    def qid(self) -> str | None:
        """The QID that it was linked to."""
        return self.decision.qid if self.decision is not None else None


def read_labelled(source: str, extractor: Extractor) -> list[Labelled]:
    """The labelled documents of a file, or its cases; InputError where it holds neither."""
    from kg.evaluation.actor_cases import is_case, read_cases
    from kg.evaluation.records import read_records

    first = next(iter(read_records(source)), None) if source != "-" else None
    cases = first is not None and is_case(first)
    return read_cases(source, extractor.linker.knowledge) if cases else read_labels([source])


def evaluate_links(labelled: Sequence[Labelled], extractor: Extractor) -> LinkEvaluation:
    """Reads the documents and compares each labelled mention with the link of the name read there."""
    index = extractor.linker.knowledge
    linked = list(_link(labelled, extractor))
    in_index = {each.label.qid for each in linked if each.label.qid and _is_listed(each.label.qid, index)}
    listed = [each for each in linked if each.label.qid in in_index]
    known = [each for each in linked if each.label.qid is None or each.label.qid in in_index]
    errors = [error for each in linked if (error := _find_error(each, in_index, index)) is not None]
    counts = [_count(each, in_index) for each in (listed, known, linked)]
    return LinkEvaluation(counts[0], counts[1], counts[2], tuple(errors))


def _is_listed(qid: str, index: Knowledge) -> bool:
    from kg.linking.drawing import LINKED

    record = index.candidate(qid) if qid[1:].isdecimal() else None
    return record is not None and record.type in LINKED


def _count(linked: Iterable[Linked], in_index: set[str]) -> LinkScore:
    rows = [(each.label.qid in in_index, each.qid, each.label.qid) for each in linked]
    return LinkScore(
        mentions=len(rows),
        listed=sum(listed for listed, _, _ in rows),
        linked=sum(found is not None for _, found, _ in rows),
        right=sum(found is not None and found == wanted for _, found, wanted in rows),
        nil=sum(found is None for _, found, _ in rows),
        nil_right=sum(found is None and not listed for listed, found, _ in rows),
    )


def _link(labelled: Sequence[Labelled], extractor: Extractor) -> Iterator[Linked]:
    documents = [each.document for each in labelled]
    parsed = extractor.language.parse_all(iter(documents))
    for each, sentences in zip(labelled, parsed, strict=True):
        mentions, decide = _resolve(each.document, sentences, extractor)
        for label in each.labels:
            mention, cluster = _find_mention(label, mentions)
            decision = decide(cluster) if cluster is not None else None
            yield Linked(each.document.id, label, mention, cluster, decision)


def _resolve(
    document: Document, sentences: tuple[Sentence, ...], extractor: Extractor
) -> tuple[list[tuple[Mention, Cluster]], Callable[[Cluster], Decision | None]]:
    """Every mention that was read, with its cluster, and what is decided of each cluster."""
    from kg.entities import resolve
    from kg.facts import read_facts
    from kg.linking import link_clusters
    from kg.mentions import find_mentions

    lexicon, ontology, gazetteer = extractor.lexicon, extractor.ontology, extractor.gazetteer
    found = find_mentions(sentences, lexicon=lexicon, ontology=ontology, gazetteer=gazetteer)
    resolution = resolve(found, lexicon=lexicon, gazetteer=gazetteer)
    read_facts(document, found, resolution, lexicon=lexicon, ontology=ontology, base=extractor.base)
    links = link_clusters(found, resolution, day=document.published, linker=extractor.linker)
    mentions = [(m, c) for c in resolution.clusters for m in c.mentions if m.kind != "pronoun"]
    return mentions, lambda cluster: links.get(id(cluster))


def _find_mention(
    label: Label, mentions: Iterable[tuple[Mention, Cluster]]
) -> tuple[Mention | None, Cluster | None]:
    """The mention that covers most of a label's characters, and little else."""
    ranked = [(_overlap(label, mention), mention, cluster) for mention, cluster in mentions]
    best = max(ranked, key=lambda each: (each[0], -each[1].span.start), default=None)
    least = 0.01 if label.whole else _LEAST_OVERLAP
    return (best[1], best[2]) if best is not None and best[0] >= least else (None, None)


def _overlap(label: Label, mention: Mention) -> float:
    """The characters that both have, of all that either has; 0 where the label goes on behind the mention."""
    one, other = label.span, mention.span
    shared = min(one.end, other.end) - max(one.start, other.start)
    apart = one.end > other.end + _POSSESSIVE or shared <= 0
    return 0.0 if apart else shared / (max(one.end, other.end) - min(one.start, other.start))


def _find_error(linked: Linked, in_index: set[str], index: Knowledge) -> LinkError | None:
    wanted = linked.label.qid if linked.label.qid in in_index else None
    if linked.qid == wanted or (linked.qid is None and wanted is None):
        return None
    cause = _find_cause(linked, wanted, index)
    return LinkError(linked.document, linked.label.text, linked.label.qid, linked.qid, cause)


def _find_cause(linked: Linked, wanted: str | None, index: Knowledge) -> str:
    if linked.mention is None or linked.decision is None:
        return "not read"
    if wanted is None:
        return "nobody is meant"
    if linked.qid is None:
        offered = {each.wikidata for each in linked.decision.candidates}
        return "below the threshold" if wanted in offered else "not among the candidates"
    return _find_confusion(linked, wanted, index)


def _find_confusion(linked: Linked, wanted: str, index: Knowledge) -> str:
    """Why another was linked than the one that is meant."""
    one = index.candidate(wanted)
    other = linked.decision.record if linked.decision is not None else None
    if linked.mention is not None and linked.mention.kind in {"adjective", "people"}:
        return "demonym"
    if one is not None and other is not None and one.type != other.type:
        return "metonym"
    if one is not None and one.type == "Person":
        return "part of a name" if " " not in linked.label.text else "office"
    return "namesake"
