"""The source's rows: which are kept, of what class, and what may be carried from them."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from math import log, log1p, log10
from pathlib import Path
from typing import Any

from kg.errors import OntologyError

Row = dict[str, Any]

NAME_ONLY_SOURCES = frozenset({"supraverden", "atlas"})
"""Of rows that rest on these alone, the QID, the English label and the type are carried, no more."""

CLASSES = {
    "State": "State",
    "City": "Place",
    "Region": "Place",
    "Place": "Place",
    "Building": "Place",
    "IntergovernmentalOrganization": "InternationalOrganization",
    "GovernmentBody": "GovernmentBody",
    "Cabinet": "GovernmentBody",
    "PoliticalParty": "PoliticalGroup",
    "Organization": "Organization",
    "MediaOrganization": "Organization",
    "SportsBody": "Organization",
    "MilitaryBody": "GovernmentBody",
    "Treaty": "Agreement",
    "Position": "Office",
    "Person": "Person",
    "Event": "Event",
}
"""The class of each type of the source; types that are not here are left out."""

_HEADS = (
    ("GovernmentBody", re.compile(r"^(Ministry|Department|Parliament|Office|Government) (of|for)\b")),
    ("Organization", re.compile(r"\b(University|College|School|Church|Hospital|Museum|Party)\b")),
)
_TIER_WEIGHT = {1: 0.45, 2: 0.25, 3: 0.1, 4: 0.0}


@dataclass(slots=True)
class Entry:
    """What is to be stored of one entity; `surfaces` holds (surface, kind)."""

    key: str
    label: str
    type: str
    subtype: str
    country: str | None = None
    priority: float = 0.5
    prior: float = 0.3
    gender: str | None = None
    surfaces: set[tuple[str, str]] = field(default_factory=set)
    row: Row = field(default_factory=dict)

    @property
    def qid(self) -> str | None:
        """The QID, unless no source gives one."""
        return self.key if self.key.startswith("Q") else None


def read_lines(path: Path) -> Iterator[Row]:
    """The JSON objects of a file of one a line, gzipped or not; OntologyError says which line is none."""
    opener = gzip.open if path.suffix == ".gz" else open
    try:
        with opener(path, "rt", encoding="utf-8") as lines:
            for number, line in enumerate(lines, 1):
                yield _parse(line, where=f"{path}:{number}")
    except OSError as error:
        raise OntologyError(
            "cannot be read", where=str(path), hint="the folder with gazetteer.jsonl.gz"
        ) from error


def _parse(line: str, *, where: str) -> Row:
    try:
        row = json.loads(line)
    except json.JSONDecodeError as error:
        raise OntologyError("no JSON", where=where) from error
    if not isinstance(row, dict):
        raise OntologyError("no JSON object", where=where)
    return row


def read_rows(path: Path) -> Iterator[Row]:
    """The rows of a gazetteer file; OntologyError if one names no source."""
    for row in read_lines(path):
        if not row.get("sources"):
            raise OntologyError(f"row {row.get('qid')} names no source", where=str(path), hint="leave it out")
        yield restrict(row)


def restrict(row: Row) -> Row:
    """The row, without the words that its sources do not let us carry."""
    if not set(row["sources"]) <= NAME_ONLY_SOURCES:
        return row
    return {key: row[key] for key in ("qid", "label", "type", "tier", "sources")}


def is_listed(row: Row) -> bool:
    """Whether a row is of a known class and has a name."""
    return row["type"] in CLASSES and not re.fullmatch(r"Q\d+", row["label"])


def is_kept(row: Row) -> bool:
    """Whether a row names something that news may name: a proper name of a known class."""
    label = row["label"]
    if not is_listed(row):
        return False
    if row["type"] == "Event":
        return label[:1].isdigit() or (" " in label and label[0].isupper())
    return row["type"] == "Position" or not label[0].islower() or row["type"] == "Person"


def to_entry(row: Row) -> Entry:
    """The entry of a row, as yet without surfaces."""
    subtype = _subtype(row)
    return Entry(
        key=row["qid"],
        label=row["label"],
        type=CLASSES[subtype],
        subtype=subtype,
        country=row.get("country_qid"),
        priority=estimate_priority(row),
        prior=estimate_prior(row),
        gender=row.get("gender") if row.get("gender") in {"male", "female"} else None,
        row=row,
    )


def _subtype(row: Row) -> str:
    kind: str = row["type"]
    if kind in {"Place", "Organization"}:
        return next((name for name, head in _HEADS if head.search(row["label"])), kind)
    return kind


_MOST_SITELINKS = 424


def estimate_prior(row: Row) -> float:
    """How famous an entity is, from 0 to 1: log(1 + sitelinks) / log(1 + 424), 424 being the most seen.

    Where the sources do not count the sitelinks, their logarithm is estimated as 1.6 + 1.65 log(sources)
    + 0.1 log(1 + degree in CoDEx) + 0.8 in the first tier + 0.05 log(1 + population): fitted to 305
    rows with a count, with which it correlates at 0.8. A state that exists has at least 150.
    """
    links = row.get("sitelinks")
    estimate = log1p(links) if links is not None else _estimate_links(row)
    if row["type"] == "State" and not row.get("historical"):
        estimate = max(estimate, log1p(150))
    return round(min(estimate / log1p(_MOST_SITELINKS), 1.0), 3)


def _estimate_links(row: Row) -> float:
    sources = 1.65 * log(len(row["sources"]))
    degree = 0.1 * log1p(row.get("codex_degree", 0))
    people = 0.05 * log1p(max(0, row.get("pop") or 0))
    return 1.6 + sources + degree + people + 0.8 * (row.get("tier") == 1)


def estimate_priority(row: Row) -> float:
    """How likely a name means this row, from 0 to 1, by what the sources tell of its fame."""
    score = _TIER_WEIGHT.get(row.get("tier", 3), 0.0)
    score += 0.2 * min(1.0, log1p(row.get("sitelinks", 0)) / 6)
    score += 0.1 * min(1.0, log1p(row.get("news_mentions", 0)) / 5)
    score += 0.1 * min(1.0, log1p(row.get("codex_degree", 0)) / 6)
    score += 0.1 * min(1.0, log10(max(1, row.get("pop") or 1)) / 7.5)
    score += 0.05 * any("current_at" in position for position in row.get("positions", ()))
    score += 0.3 * (row["type"] == "State" and not row.get("historical"))
    return round(min(score, 1.0), 3)
