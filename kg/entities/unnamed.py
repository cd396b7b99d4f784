"""Finds the people of whom a text speaks by an office alone: "The Secretary-General met N. He …"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from kg.entities.cluster import Cluster
from kg.entities.nominals import relations, same_office
from kg.language.tree import SUBJECTS
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
    first_loose = min(loose, default=None)
    named = _find_first(r for s in found for r in s.readings if r.holders)
    groups: dict[str, list[OfficeReading]] = {}
    for reading in (r for s in found for r in s.readings if _stands_alone(r)):
        words = reading.noun_phrase.of(reading.sentence.document.text)
        groups.setdefault(" ".join(words.lower().split()), []).append(reading)
    for readings in groups.values():
        holders = [r for r in named if same_office(readings[0], r)]
        if first_loose is not None and first_loose < (readings[0].sentence.index, readings[0].first, 0):
            continue
        if not holders or _are_others(readings[0], holders):
            yield Cluster("Person", [mention_of(r) for r in readings]), tuple(readings)


def _find_first(readings: Iterable[OfficeReading]) -> list[OfficeReading]:
    """Of the readings that `same_office` tells not apart, the one that stands first."""
    first: dict[tuple[int, str | None], OfficeReading] = {}
    for reading in readings:
        key = (id(reading.phrase.form), reading.phrase.tenure)
        first[key] = min(first.get(key, reading), reading, key=lambda r: r.evidence.span)
    return list(first.values())


def mention_of(reading: OfficeReading) -> Mention:
    """The words of an office, without its article, as a mention of who holds it."""
    return make_mention(
        reading.sentence, reading.bare_first, reading.bare_last, type="Person", kind="nominal"
    )


def is_unknown_subject(reading: OfficeReading) -> bool:
    """Whether an office that nobody is known to hold is a subject: whom "he" takes up, and no one else."""
    single = not reading.phrase.form.plural and reading.frame == "nominal"
    return bool(reading.owners) and single and reading.phrase.head.dep in SUBJECTS


def _stands_alone(reading: OfficeReading) -> bool:
    office = reading.frame == "nominal" and reading.phrase.form.entry.is_office
    single = not reading.phrase.form.plural and not reading.holders
    before = reading.sentence.tokens[max(0, reading.first - 1)].text
    beside = before == "," and reading.phrase.head.dep in {"appos", "conj"}
    known = reading.definite and reading.phrase.text[0].isupper() and not reading.owners
    return office and single and not beside and (known or _acts(reading))


def _acts(reading: OfficeReading) -> bool:
    """ "*A Foreign Office spokesperson* accused B": somebody new to the text, who does something."""
    article = reading.sentence.tokens[reading.first].text.lower() in {"a", "an"}
    owned = any(o.mention is not None and o.mention.kind != "pronoun" for o in reading.owners)
    member = bool(relations(reading.phrase.form.entry) & {"memberOf", "memberOfParty"})
    return article and owned and not member and reading.phrase.head.dep == "nsubj"


def _are_others(reading: OfficeReading, holders: Sequence[OfficeReading]) -> bool:
    """ "*The President* will meet President N": whoever is named beside is somebody else."""
    first = min(holders, key=lambda r: r.evidence.span)
    return first.sentence is reading.sentence and reading.evidence.span < first.evidence.span
