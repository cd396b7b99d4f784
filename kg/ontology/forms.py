"""The written forms of the lexicon's entries, by their first word and their second."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.ontology.plurals import pluralize

if TYPE_CHECKING:
    from kg.ontology.lexicon import Entry


@dataclass(frozen=True, slots=True)
class Form:
    """A written form of an entry: its words in lower case, and whether it is a plural."""

    words: tuple[str, ...]
    entry: Entry
    plural: bool = False


class Forms(tuple[Form, ...]):
    """Forms with one first word, longest first; `by_second` has them by their second word, "" for none."""

    by_second: dict[str, tuple[Form, ...]]

    def __new__(cls, forms: Iterable[Form]) -> Forms:
        """The forms in the order given."""
        self = super().__new__(cls, forms)
        grouped: dict[str, list[Form]] = defaultdict(list)
        for form in self:
            grouped[form.words[1] if len(form.words) > 1 else ""].append(form)
        self.by_second = {word: tuple(group) for word, group in grouped.items()}
        return self


def index_forms(entries: tuple[Entry, ...], part_of_speech: str) -> dict[str, Forms]:
    """The forms of the entries of a part of speech by first word, longest first; nouns with their plurals."""
    found: dict[str, list[Form]] = defaultdict(list)
    for entry in entries:
        if entry.part_of_speech == part_of_speech:
            for form in _forms(entry):
                found[form.words[0]].append(form)
    return {
        word: Forms(sorted(forms, key=lambda f: (-len(f.words), f.words, f.entry.name)))
        for word, forms in found.items()
    }


def _forms(entry: Entry) -> Iterator[Form]:
    for words in entry.forms:
        yield Form(words, entry)
        if entry.part_of_speech == "noun":
            plural = pluralize(words)
            if plural not in entry.forms:
                yield Form(plural, entry, plural=True)
