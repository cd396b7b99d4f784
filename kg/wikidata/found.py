"""The items that were found online for one entity, as linking asks for them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from kg.gazetteer import Candidate, Position
from kg.gazetteer.folding import fold_name
from kg.linking.portrait import StatedOffice
from kg.linking.tenures import holds

_ACRONYM = 6
"""The letters that initials have at most."""


@dataclass(frozen=True, slots=True)
class Found:
    """An item that an entity may be, and the offices that it held.

    `shared` is an office of the graph that words about the item tell of.
    """

    record: Candidate
    positions: tuple[Position, ...]
    shared: str | None


class OnlineKnowledge:
    """What is known of some items; the methods are those of `kg.linking.knowledge.Knowledge`."""

    def __init__(self, found: Sequence[Found]) -> None:
        self._found = {each.record.key: each for each in found}

    def candidates(self, name: str) -> tuple[Candidate, ...]:
        """The items that bear a name, however it is written, the best known first."""
        met = (_meet(each.record, name) for each in self._found.values())
        return _order(record for record in met if record is not None)

    def candidate(self, key: str) -> Candidate | None:
        """The item of that QID, if it was found."""
        return self._found[key].record if key in self._found else None

    def positions(self, key: str) -> tuple[Position, ...]:
        """The offices that somebody held."""
        return self._found[key].positions if key in self._found else ()

    def seat(self, surface: str) -> None:
        """None: seats of power are not looked for online."""

    def holders(self, owner: str, office: StatedOffice, date: str) -> tuple[Candidate, ...]:
        """Those who were found by a name and held an office on a date."""
        pattern = re.compile(rf"(?:{office.labels})(?: of .+)?", re.IGNORECASE)
        return _order(
            each.record
            for each in self._found.values()
            if any(p.of == owner and pattern.fullmatch(p.label) and holds(p, date) for p in each.positions)
        )


def _order(records: Iterable[Candidate]) -> tuple[Candidate, ...]:
    return tuple(sorted(records, key=lambda record: (-record.prior, record.key)))


def _meet(record: Candidate, name: str) -> Candidate | None:
    """An item as one meets it by a name; None where it is not so called."""
    folded, names = fold_name(name), (record.label, *record.aliases)
    met = next((each for each in names if fold_name(each) == folded), None)
    if met is None:
        return _meet_shortly(record, name)
    other = "acronym" if met.isupper() and len(met) <= _ACRONYM else "alias"
    kind = "name" if met == record.label else other
    return replace(record, kind=kind, spelling="exact" if met == name else "folded", name=met)


def _meet_shortly(record: Candidate, name: str) -> Candidate | None:
    """A person as one meets them by a name with an initial, or without; None where that is another name."""
    if record.type != "Person":
        return None
    folded = fold_name(drop_initials(name))
    met = next((n for n in (record.label, *record.aliases) if fold_name(drop_initials(n)) == folded), None)
    return replace(record, kind="short", spelling="folded", name=met) if met else None


def drop_initials(name: str) -> str:
    """A name without the initials between its first and its last word, and without what makes it a junior's.

    >>> drop_initials("Ferdinand R. Marcos Jr."), drop_initials("J. D. Vance")
    ('Ferdinand Marcos', 'J. D. Vance')
    """
    words = re.sub(r",? (Jr|Sr)\.?$", "", name).split()
    kept = [*words[:1], *(word for word in words[1:] if len(word.strip(".")) > 1)]
    return " ".join(kept) if len(kept) > 1 and len(kept[0].strip(".")) > 1 else name
