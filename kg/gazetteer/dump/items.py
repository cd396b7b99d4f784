"""An item of a JSON dump: what the index needs of it, and nothing else is decoded.

Statements are honoured as Wikidata means them: a deprecated one is dropped; of the others the
preferred count, if there are any, or else the normal; one that has ended counts no more. Of the
positions that a person held all are kept, with their dates.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
from msgspec import UNSET, Struct, UnsetType

LANGUAGES = ("en", "mul", "en-gb", "en-us", "en-ca")
_MOST_ALIASES = 40


class Head(Struct, array_like=True):
    """The first of what a dump tells of an item: whether it is wanted can be told by it."""

    id: int
    label: str = ""
    links: int = 0
    held: bool = False
    classes: list[int] = []


class Part(Head, array_like=True):
    """What a dump tells of an item, or a part of it; numbers are those of QIDs.

    `positions` are (office, of, start, end): QIDs, and dates as ISO days, months or years; `end` is
    the start where it is not known when it ended. `held` says that there are any.
    """

    aliases: list[str] = []
    description: str = ""
    parents: list[int] = []
    countries: list[int] = []
    jurisdictions: list[int] = []
    positions: list[tuple[int, int, str, str]] = []
    demonyms: list[str] = []
    capitals: list[int] = []
    gender: int = 0
    dead: bool = False


class _Text(Struct, frozen=True):
    value: str = ""
    text: str = ""
    language: str = ""


class _Texts(Struct, rename={"en_gb": "en-gb", "en_us": "en-us", "en_ca": "en-ca"}):
    en: _Text = _Text()
    mul: _Text = _Text()
    en_gb: _Text = _Text()
    en_us: _Text = _Text()
    en_ca: _Text = _Text()

    def first(self) -> str:
        """The text in the first language that has one."""
        return next((t.value for t in (self.en, self.mul, self.en_gb, self.en_us, self.en_ca) if t.value), "")


class _Aliases(Struct):
    en: list[_Text] = []
    mul: list[_Text] = []


class _Value(Struct):
    type: str = ""
    value: msgspec.Raw = msgspec.Raw()


class _Snak(Struct):
    snaktype: str = ""
    datavalue: _Value | UnsetType | None = UNSET


class _Qualifiers(Struct):
    P580: list[_Snak] = []
    P582: list[_Snak] = []
    P642: list[_Snak] = []
    P1001: list[_Snak] = []


class _Statement(Struct):
    mainsnak: _Snak
    rank: str = "normal"
    qualifiers: _Qualifiers | list[object] = []

    @property
    def details(self) -> _Qualifiers:
        """The qualifiers, none if they are an empty list."""
        return self.qualifiers if isinstance(self.qualifiers, _Qualifiers) else _Qualifiers()


class _Claims(Struct):
    P17: list[_Statement] = []
    P21: list[_Statement] = []
    P27: list[_Statement] = []
    P31: list[_Statement] = []
    P36: list[_Statement] = []
    P39: list[_Statement] = []
    P279: list[_Statement] = []
    P570: list[_Statement] = []
    P1001: list[_Statement] = []
    P1549: list[_Statement] = []
    P1813: list[_Statement] = []


class _Nothing(Struct):
    pass


class _Item(Struct):
    id: str
    type: str = "item"
    labels: _Texts | list[object] = []
    aliases: _Aliases | list[object] = []
    descriptions: _Texts | list[object] = []
    claims: _Claims | list[object] = []
    sitelinks: dict[str, _Nothing] | list[object] = []


class _Entity(Struct, rename={"numeric": "numeric-id"}):
    id: str = ""
    numeric: int = 0


class _Time(Struct):
    time: str = ""
    precision: int = 0


_ITEM = msgspec.json.Decoder(_Item)
_ENTITY = msgspec.json.Decoder(_Entity)
_TIME = msgspec.json.Decoder(_Time)
_TEXT = msgspec.json.Decoder(_Text)


def read_item(line: bytes) -> Part | None:
    """What a line of a dump tells; None if it is no item (a property, a lexeme, a redirect).

    ValueError if it is no entity at all.
    """
    item = _ITEM.decode(line)
    if item.type != "item" or item.id[:1] != "Q" or not item.id[1:].isdecimal():
        return None
    labels = item.labels if isinstance(item.labels, _Texts) else _Texts()
    told = item.descriptions if isinstance(item.descriptions, _Texts) else _Texts()
    part = Part(int(item.id[1:]), labels.first(), len(item.sitelinks))
    part.aliases, part.description = _aliases(item), told.en.value
    if isinstance(item.claims, _Claims):
        _add_claims(part, item.claims)
    return part


def _aliases(item: _Item) -> list[str]:
    if not isinstance(item.aliases, _Aliases):
        return []
    return list(dict.fromkeys(text.value for text in (*item.aliases.en, *item.aliases.mul)))[:_MOST_ALIASES]


def _add_claims(part: Part, claims: _Claims) -> None:
    part.classes = list(_entities(claims.P31))
    part.parents = list(_entities(claims.P279))
    part.countries = list(_entities(claims.P27 or claims.P17))
    part.jurisdictions = list(_entities(claims.P1001))
    part.capitals = list(_entities(claims.P36))
    part.gender = next(_entities(claims.P21), 0)
    part.dead = bool(_best(claims.P570))
    part.positions = list(_positions(claims.P39))
    part.held = bool(part.positions)
    part.demonyms = list(_texts(claims.P1549))
    part.aliases += [text for text in _texts(claims.P1813) if text not in part.aliases]


def _best(statements: list[_Statement]) -> list[_Statement]:
    """The statements of the best rank, deprecated ones left out."""
    preferred = [s for s in statements if s.rank == "preferred"]
    return preferred or [s for s in statements if s.rank != "deprecated"]


def _entities(statements: list[_Statement]) -> Iterator[int]:
    """The items that the best statements name, those left out that have ended."""
    for statement in _best(statements):
        if (number := _entity(statement.mainsnak)) and not statement.details.P582:
            yield number


def _entity(snak: _Snak) -> int:
    """The number of the item that a snak names; 0 if it names none."""
    if snak.snaktype != "value" or not snak.datavalue or snak.datavalue.type != "wikibase-entityid":
        return 0
    entity = _ENTITY.decode(snak.datavalue.value)
    if entity.id:
        return int(entity.id[1:]) if entity.id[0] == "Q" and entity.id[1:].isdecimal() else 0
    return entity.numeric


def _texts(statements: list[_Statement]) -> Iterator[str]:
    """The English texts of statements that are not deprecated and have not ended."""
    for statement in statements:
        value = statement.mainsnak.datavalue
        if value and value.type == "monolingualtext" and statement.rank != "deprecated":
            text = _TEXT.decode(value.value)
            if text.language in LANGUAGES and not statement.details.P582:
                yield text.text


def _positions(statements: list[_Statement]) -> Iterator[tuple[int, int, str, str]]:
    for statement in statements:
        office = _entity(statement.mainsnak)
        if office and statement.rank != "deprecated":
            details = statement.details
            of = next(filter(None, map(_entity, [*details.P642, *details.P1001])), 0)
            start = next(filter(None, map(_date, details.P580)), "")
            end = next(filter(None, map(_date, details.P582)), start if details.P582 else "")
            yield office, of, start, end


def _date(snak: _Snak) -> str:
    """The day, month or year that a snak tells, as precisely as it does; empty if vaguer or before Christ."""
    if snak.snaktype != "value" or not snak.datavalue or snak.datavalue.type != "time":
        return ""
    time = _TIME.decode(snak.datavalue.value)
    length = {9: 4, 10: 7, 11: 10}.get(time.precision, 0)
    return time.time[1 : 1 + length].removesuffix("-00").removesuffix("-00") if time.time[:1] == "+" else ""
