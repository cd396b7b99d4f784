"""The rules of spaCy's attribute ruler that look at one word alone, asked without its matcher."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple


class Seen(NamedTuple):
    """What rules see of a word."""

    LOWER: str
    TEXT: str
    TAG: str
    DEP: str
    IS_SPACE: bool


@dataclass(frozen=True, slots=True)
class Rule:
    """What a word must be like, and the attributes that it then has, by spaCy's numbers."""

    tests: tuple[tuple[str, Callable[[Any], bool]], ...]
    attributes: Mapping[int, int]

    def fits(self, seen: Seen) -> bool:
        """Whether a word is like that."""
        return all(test(getattr(seen, name)) for name, test in self.tests)


class WordRules:
    """Rules in their order, found by a word in lower case or by its tag where they name one."""

    def __init__(self, rules: Iterable[tuple[Mapping[str, Any], Mapping[int, int]]]) -> None:
        self._by_word: dict[str, list[int]] = defaultdict(list)
        self._by_tag: dict[str, list[int]] = defaultdict(list)
        self._others: list[int] = []
        self._rules: list[Rule] = []
        for place, (pattern, attributes) in enumerate(rules):
            tests = tuple((_NAMES[name], _read_test(told)) for name, told in pattern.items())
            self._rules.append(Rule(tests, attributes))
            self._file(place, pattern)

    def _file(self, place: int, pattern: Mapping[str, Any]) -> None:
        words, tags = _find_values(pattern.get("LOWER")), _find_values(pattern.get("TAG"))
        for word in words or ():
            self._by_word[word].append(place)
        for tag in (tags or ()) if words is None else ():
            self._by_tag[tag].append(place)
        if words is None and tags is None:
            self._others.append(place)

    def find_attributes(self, seen: Seen) -> dict[int, int]:
        """The attributes that the rules give a word; of two rules the later one wins."""
        places = {*self._by_word.get(seen.LOWER, ()), *self._by_tag.get(seen.TAG, ()), *self._others}
        found: dict[int, int] = {}
        for place in sorted(places):
            if self._rules[place].fits(seen):
                found.update(self._rules[place].attributes)
        return found


_NAMES = {name: name for name in Seen._fields} | {"ORTH": "TEXT"}
_OPERATORS = frozenset({"IN", "NOT_IN", "REGEX"})


def knows(pattern: Mapping[str, Any]) -> bool:
    """Whether a pattern of one word asks for nothing but what these rules can see.

    >>> knows({"LOWER": "will", "TAG": {"IN": ["MD"]}}), knows({"SHAPE": "dd"})
    (True, False)
    """
    return all(
        name in _NAMES and (not isinstance(told, Mapping) or (len(told) == 1 and told.keys() <= _OPERATORS))
        for name, told in pattern.items()
    )


def _find_values(told: Any) -> list[str] | None:
    """The only values that fit, None where there may be others."""
    if isinstance(told, Mapping):
        return told.get("IN")
    return [told] if isinstance(told, str) else None


def _read_test(told: Any) -> Callable[[Any], bool]:
    """Whether a value is as told."""
    if not isinstance(told, Mapping):
        return lambda value: bool(value == told)
    [(operator, wanted)] = told.items()
    if operator == "REGEX":
        search = re.compile(wanted).search
        return lambda value: search(value) is not None
    values = frozenset(wanted)
    return values.__contains__ if operator == "IN" else lambda value: value not in values
