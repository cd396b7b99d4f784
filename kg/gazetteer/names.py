"""What people's names tell: which given names are whose, and which words are surnames."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from kg.gazetteer.surfaces import clean, is_latin, vary

FAMILY_NAME_FIRST = ("China", "Taiwan", "North Korea", "South Korea", "Vietnam", "Cambodia")
"""States whose people are usually named family name first, also in English."""

_SUFFIXES = frozenset({"Jr.", "Jr", "Sr.", "Sr", "II", "III", "IV", "V"})
_SURE_SHARE = 0.9
_SURE_COUNT = 3


def count_genders(people: Iterable[tuple[str, str]]) -> dict[str, str]:
    """The gender of each given name that nearly all its bearers share, from (full name, gender).

    >>> count_genders([("Olga Petrova", "female")] * 3 + [("Kim Lee", "male"), ("Kim Roe", "female")])
    {'Olga': 'female'}
    """
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for name, gender in people:
        words = name.split()
        if len(words) > 1 and len(words[0]) > 2 and words[0][0].isupper():
            for form in set(vary(words[0])):
                counts[form][gender] += 1
    sure = {name: _sure_gender(count) for name, count in sorted(counts.items())}
    return {name: gender for name, gender in sure.items() if gender}


def _sure_gender(count: Counter[str]) -> str | None:
    gender, most = count.most_common(1)[0]
    total = count.total()
    return gender if total >= _SURE_COUNT and most >= _SURE_SHARE * total else None


def split_surname(name: str, *, family_first: bool) -> Iterator[str]:
    """The surname in a full name, with its particles and without.

    >>> sorted(split_surname("Ursula von der Leyen", family_first=False))
    ['Leyen', 'von der Leyen']
    """
    words = [word for word in clean(name).split() if word not in _SUFFIXES]
    if len(words) < 2 or not is_latin(name):
        return
    if family_first:
        yield from _proper(words[0])
        return
    start = len(words) - 1
    while start > 1 and words[start - 1][0].islower():
        start -= 1
    for form in {words[-1], " ".join(words[start:]), words[-1].removeprefix("el-").removeprefix("al-")}:
        yield from _proper(form)


def _proper(form: str) -> Iterator[str]:
    last = form.rsplit(maxsplit=1)[-1]
    if len(last) > 2 and any(c.isupper() for c in last) and "." not in last:
        yield from vary(form)
