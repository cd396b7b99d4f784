"""An item of Wikidata as a value, read from the JSON that every service and dump writes it in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

QID: Final = re.compile(r"Q[1-9][0-9]{0,11}")
"""What names an item."""

START, END = "P580", "P582"

_DAY, _MONTH, _YEAR = 11, 10, 9
_TIME = re.compile(r"\+(\d{4})-(\d\d)-(\d\d)T")


@dataclass(frozen=True, slots=True)
class Statement:
    """A value that an item has: a QID, a date (year, month or day) or a text; since when and until when."""

    value: str
    start: str | None = None
    end: str | None = None
    preferred: bool = False


@dataclass(frozen=True, slots=True)
class Item:
    """An item: its names by language, and its statements by property, those that were withdrawn left out.

    `asked` is the QID that it was asked for by, another one where two items became one.
    """

    qid: str
    asked: str
    labels: Mapping[str, str] = field(default_factory=dict)
    descriptions: Mapping[str, str] = field(default_factory=dict)
    aliases: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    statements: Mapping[str, tuple[Statement, ...]] = field(default_factory=dict)
    sitelinks: int = 0

    def values(self, *properties: str) -> tuple[str, ...]:
        """Each value of some properties once; of each the preferred ones where there are any."""
        found: dict[str, None] = {}
        for name in properties:
            told = self.statements.get(name, ())
            best = [each for each in told if each.preferred] or told
            found.update(dict.fromkeys(each.value for each in best))
        return tuple(found)

    def names(self, language: str) -> tuple[str, ...]:
        """Its label and aliases in a language; a label for all languages (`mul`) counts for each."""
        labels = (self.labels.get(code) for code in (language, "mul"))
        aliases = (name for code in (language, "mul") for name in self.aliases.get(code, ()))
        return tuple(dict.fromkeys(name for name in (*labels, *aliases) if name))


def read_item(data: Mapping[str, Any], *, asked: str | None = None) -> Item | None:
    """The item of an entity's JSON; None where that says it is missing, or is of no item.

    >>> read_item({"id": "Q4115189", "missing": ""}) is None
    True
    """
    qid = data.get("id")
    if "missing" in data or not isinstance(qid, str) or not QID.fullmatch(qid):
        return None
    return Item(
        qid=qid,
        asked=asked or qid,
        labels=dict(_read_texts(data.get("labels"))),
        descriptions=dict(_read_texts(data.get("descriptions"))),
        aliases={code: tuple(_read_values(each)) for code, each in _map(data.get("aliases")).items()},
        statements={
            name: tuple(_read_statements(claims)) for name, claims in _map(data.get("claims")).items()
        },
        sitelinks=len(_map(data.get("sitelinks"))),
    )


def _map(value: Any) -> Mapping[str, Any]:
    """A map of JSON, of which PHP writes an empty one as a list."""
    return value if isinstance(value, dict) else {}


def _read_texts(texts: Any) -> Iterator[tuple[str, str]]:
    for code, each in _map(texts).items():
        if isinstance(value := _map(each).get("value"), str):
            yield code, value


def _read_values(texts: Any) -> Iterator[str]:
    for each in texts if isinstance(texts, list) else ():
        if isinstance(value := _map(each).get("value"), str):
            yield value


def _read_statements(claims: Any) -> Iterator[Statement]:
    for claim in claims if isinstance(claims, list) else ():
        rank = _map(claim).get("rank")
        value = _read_snak(_map(claim).get("mainsnak"))
        if rank != "deprecated" and value is not None:
            qualifiers = _map(claim.get("qualifiers"))
            start, end = (_read_first(qualifiers.get(name)) for name in (START, END))
            yield Statement(value, start, end, preferred=rank == "preferred")


def _read_first(snaks: Any) -> str | None:
    found = (_read_snak(snak) for snak in (snaks if isinstance(snaks, list) else ()))
    return next((value for value in found if value is not None), None)


def _read_snak(snak: Any) -> str | None:
    """The value of a snak: a QID, a date as far as it is known, a place as latitude and longitude, a text."""
    value = _map(_map(snak).get("datavalue")).get("value")
    if isinstance(value, str):
        return value
    told = _map(value)
    if "time" in told:
        return _read_time(told)
    if "latitude" in told:
        return f"{told['latitude']} {told.get('longitude')}"
    if told.get("entity-type") == "item" or "numeric-id" in told:
        return str(told.get("id") or f"Q{told.get('numeric-id')}")
    return str(told["text"]) if "text" in told else None


def _read_time(told: Mapping[str, Any]) -> str | None:
    """The year, month or day of a time, as far as its precision goes."""
    matched, precision = _TIME.match(str(told["time"])), told.get("precision", _DAY)
    if not matched or precision < _YEAR:
        return None
    year, month, day = matched.groups()
    known = [year, month, day][: {_YEAR: 1, _MONTH: 2}.get(precision, 3)]
    return "-".join(part for part in known if part != "00")
