"""Reads the example sentences of the lexicon: what each says, and what must be read in it.

The notation stands at the top of `ontology/lexicon.en.ttl`.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from typing import TypeAlias

from kg.errors import OntologyError
from kg.model import STATUSES, TENURES

ARROW = "=>"
_MARK = re.compile(r"\s*\[(\w+)\]$")
_EVENT = re.compile(r"([A-Z]\w*)\((.*)\)")
_SHAPE = "write Subject relation Object, EventType(role=Name), Name is Class, or no relation"


@dataclass(frozen=True, slots=True)
class ExpectedFact:
    """`SUBJECT relation OBJECT`; with `mark`, a status or a tenure; `real` is False after *not*."""

    subject: str
    relation: str
    object: str
    mark: str | None = None
    real: bool = True

    def __str__(self) -> str:
        return _write(f"{self.subject} {self.relation} {self.object}", self.mark, real=self.real)


@dataclass(frozen=True, slots=True)
class ExpectedEvent:
    """`EventType(role=NAME, …)`: an event that has at least these fillers of its roles."""

    type: str
    roles: tuple[tuple[str, str], ...]
    mark: str | None = None
    real: bool = True

    def __str__(self) -> str:
        roles = ", ".join(f"{role}={name}" for role, name in self.roles)
        return _write(f"{self.type}({roles})", self.mark, real=self.real)


@dataclass(frozen=True, slots=True)
class ExpectedEntity:
    """`NAME is Class`."""

    name: str
    type: str

    def __str__(self) -> str:
        return f"{self.name} is {self.type}"


@dataclass(frozen=True, slots=True)
class Absent:
    """`no metWith`, `no Meeting`: nothing of this name is read, whatever its status; `no fact`: nothing."""

    name: str

    def __str__(self) -> str:
        return f"no {self.name}"


Expected: TypeAlias = ExpectedFact | ExpectedEvent | ExpectedEntity | Absent


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence and what must, or must not, be read in it."""

    sentence: str
    expected: tuple[Expected, ...]


def parse_example(text: str, *, relations: Collection[str]) -> Example:
    """The example that `text` writes, where `relations` are the names that relations may have.

    Raises OntologyError when the text is no example.

    >>> parse_example("Paris and Bonn held talks. => Paris negotiatedWith Bonn", relations={"negotiatedWith"})
    ... # doctest: +NORMALIZE_WHITESPACE
    Example(sentence='Paris and Bonn held talks.', expected=(ExpectedFact(subject='Paris',
    relation='negotiatedWith', object='Bonn', mark=None, real=True),))
    """
    sentence, arrow, told = text.partition(ARROW)
    parts = tuple(part.strip() for part in told.split(";"))
    if not arrow or not sentence.strip() or not all(parts):
        raise OntologyError(f"no example: {text!r}", hint=f"a sentence, {ARROW}, and what it says")
    return Example(sentence.strip(), tuple(_expected(part, relations) for part in parts))


def _write(text: str, mark: str | None, *, real: bool) -> str:
    told = f"{text} [{mark}]" if mark else text
    return told if real else f"not {told}"


def _expected(text: str, relations: Collection[str]) -> Expected:
    if text.startswith("no "):
        return Absent(text.removeprefix("no ").strip())
    real, rest = not text.startswith("not "), text.removeprefix("not ")
    rest, mark = _split_mark(rest)
    event = _EVENT.fullmatch(rest)
    if event:
        return ExpectedEvent(event[1], _roles(event[2], text), mark, real)
    name, verb, kind = rest.partition(" is ")
    if verb:
        return ExpectedEntity(name, kind)
    return _fact(rest, relations, mark, real=real)


def _split_mark(text: str) -> tuple[str, str | None]:
    found = _MARK.search(text)
    if found is None:
        return text, None
    if found[1] not in (*STATUSES, *TENURES):
        raise OntologyError(f"no status or tenure {found[1]!r}", hint=", ".join((*STATUSES, *TENURES)))
    return text[: found.start()], found[1]


def _roles(text: str, whole: str) -> tuple[tuple[str, str], ...]:
    pairs = [part.partition("=") for part in text.split(",")] if text.strip() else []
    if not all(equals and name.strip() for _, equals, name in pairs):
        raise OntologyError(f"no roles in {whole!r}", hint="write EventType(role=Name, role=Name)")
    return tuple((role.strip(), name.strip()) for role, _, name in pairs)


def _fact(text: str, relations: Collection[str], mark: str | None, *, real: bool) -> ExpectedFact:
    words = text.split()
    at = next((i for i, word in enumerate(words) if word in relations), 0)
    if not 0 < at < len(words) - 1:
        raise OntologyError(f"nothing to expect in {text!r}", hint=_SHAPE)
    return ExpectedFact(" ".join(words[:at]), words[at], " ".join(words[at + 1 :]), mark, real)
