"""Finds the people whom a text speaks of by a capitalised office alone: "The Secretary-General met N. He …"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.entities.cluster import Cluster
from kg.entities.nominals import same_office
from kg.mentions.finding import SentenceMentions
from kg.mentions.mention import Mention, make_mention
from kg.mentions.office_reading import OfficeReading


def find_unnamed(
    found: Sequence[SentenceMentions], people: Sequence[Cluster]
) -> Iterator[tuple[Cluster, tuple[OfficeReading, ...]]]:
    """A cluster for each office that stands for somebody whom the text never names, with its readings.

    Where the text names a holder of such an office, the words speak of him, unless one sentence has both;
    and where somebody of `people` is named before of whom no office is told, they may speak of him.
    """
    placed = {m.key for s in found for r in s.readings for m in r.holders}
    loose = [p.mentions[0].key for p in people if not placed.intersection(m.key for m in p.mentions)]
    named = [r for s in found for r in s.readings if r.holders]
    groups: dict[str, list[OfficeReading]] = {}
    for reading in (r for s in found for r in s.readings if _stands_alone(r)):
        groups.setdefault(reading.phrase.text.lower(), []).append(reading)
    for readings in groups.values():
        holders = [r for r in named if same_office(readings[0], r)]
        if any(key < (readings[0].sentence.index, readings[0].first, 0) for key in loose):
            continue
        if not holders or _are_others(readings[0], holders):
            yield Cluster("Person", [mention_of(r) for r in readings]), tuple(readings)


def mention_of(reading: OfficeReading) -> Mention:
    """The words of an office, without its article, as a mention of who holds it."""
    return make_mention(
        reading.sentence, reading.bare_first, reading.bare_last, type="Person", kind="nominal"
    )


def _stands_alone(reading: OfficeReading) -> bool:
    office = reading.frame == "nominal" and reading.phrase.form.entry.is_office
    single = not reading.phrase.form.plural and not reading.owners and not reading.holders
    before = reading.sentence.tokens[max(0, reading.first - 1)].text
    beside = before == "," and reading.phrase.head.dep in {"appos", "conj"}
    return office and single and not beside and reading.definite and reading.phrase.text[0].isupper()


def _are_others(reading: OfficeReading, holders: Sequence[OfficeReading]) -> bool:
    """ "*The President* will meet President N": whoever is named beside the first mention is somebody else."""
    first = min(holders, key=lambda r: r.evidence.span)
    return first.sentence is reading.sentence and reading.evidence.span < first.evidence.span
