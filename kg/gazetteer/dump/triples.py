"""An item of a dump of truthy N-Triples: as of a JSON dump, but without dates, which it does not hold."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import TypeVar

from kg.gazetteer.dump.items import LANGUAGES, Part

_ITEM = rb"<http://www\.wikidata\.org/entity/Q(\d+)>"
_DIRECT = re.compile(
    _ITEM + rb" <http://www\.wikidata\.org/prop/direct/P(\d+)> (?:" + _ITEM + rb'|"(.*)"@([\w-]+)) '
)
_TEXT = re.compile(
    _ITEM + rb" <http://(?:www\.w3\.org|schema\.org)/"
    rb'(?:2000/01/rdf-schema#(label)|2004/02/skos/core#(altLabel)|(description))> "(.*)"@([\w-]+) '
)
_SITE = re.compile(rb"<https?://[^>]*> <http://schema\.org/about> " + _ITEM + rb" ")
_ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))")
_CONTROLS = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f"}


def _add_position(part: Part, office: int) -> None:
    part.positions.append((office, 0, "", ""))
    part.held = True


T = TypeVar("T")
_Add = Callable[[Part, int], None]
_ADDED: dict[bytes, _Add] = {
    b"31": lambda part, number: part.classes.append(number),
    b"279": lambda part, number: part.parents.append(number),
    b"17": lambda part, number: part.countries.append(number),
    b"27": lambda part, number: part.countries.insert(0, number),
    b"1001": lambda part, number: part.jurisdictions.append(number),
    b"36": lambda part, number: part.capitals.append(number),
    b"39": _add_position,
    b"21": lambda part, number: setattr(part, "gender", number),
}


def read_triples(lines: Iterable[bytes]) -> tuple[list[Part], int]:
    """What lines of N-Triples tell of items, each once, and how many lines are no triples.

    An item whose lines stand in two chunks is told of in two parts.
    """
    parts: dict[int, Part] = {}
    bad = 0
    for line in lines:
        if not _read(line, parts) and line and line[:1] not in b"<_#":
            bad += 1
    return list(parts.values()), bad


def _read(line: bytes, parts: dict[int, Part]) -> bool:
    if match := _DIRECT.match(line):
        number, prop, item, text, language = match.groups()
        if item and prop in _ADDED:
            _ADDED[prop](_part(parts, number), int(item))
        elif text is not None and prop in {b"1549", b"1813"} and language.decode() in LANGUAGES:
            part = _part(parts, number)
            (part.demonyms if prop == b"1549" else part.aliases).append(_unescape(text))
    elif match := _TEXT.match(line):
        number, label, alias, _, text, language = match.groups()
        if language.decode() in LANGUAGES:
            _add_text(_part(parts, number), label, alias, _unescape(text), language)
    elif match := _SITE.match(line):
        _part(parts, match[1]).links += 1
    else:
        return False
    return True


def _add_text(part: Part, label: bytes | None, alias: bytes | None, text: str, language: bytes) -> None:
    if label and (language == b"en" or not part.label):
        part.label = text
    elif alias and language in {b"en", b"mul"}:
        part.aliases.append(text)
    elif not label and not alias and language == b"en":
        part.description = text


def _part(parts: dict[int, Part], number: bytes) -> Part:
    item = int(number)
    if item not in parts:
        parts[item] = Part(item, aliases=[], classes=[], parents=[], countries=[], jurisdictions=[])
    return parts[item]


def _unescape(text: bytes) -> str:
    plain = text.decode("utf-8", "replace")
    return _ESCAPE.sub(_resolve, plain) if "\\" in plain else plain


def _resolve(match: re.Match[str]) -> str:
    code = match[1] or match[2]
    return chr(min(int(code, 16), 0x10FFFF)) if code else _CONTROLS.get(match[3], match[3])


def merge(one: Part, other: Part) -> Part:
    """What two parts tell of one item."""
    return Part(
        id=one.id,
        label=one.label or other.label,
        aliases=_unite(one.aliases, other.aliases),
        description=one.description or other.description,
        links=one.links + other.links,
        held=one.held or other.held,
        classes=_unite(one.classes, other.classes),
        parents=_unite(one.parents, other.parents),
        countries=_unite(one.countries, other.countries),
        jurisdictions=_unite(one.jurisdictions, other.jurisdictions),
        positions=_unite(one.positions, other.positions),
        demonyms=_unite(one.demonyms, other.demonyms),
        capitals=_unite(one.capitals, other.capitals),
        gender=one.gender or other.gender,
        dead=one.dead or other.dead,
    )


def _unite(one: list[T], other: list[T]) -> list[T]:
    return list(dict.fromkeys([*one, *other]))
