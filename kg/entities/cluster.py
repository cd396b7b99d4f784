"""A cluster: the mentions that speak of one entity, before it gets its name and its IRI."""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.gazetteer.records import Record
from kg.mentions.mention import Mention
from kg.mentions.office_reading import OfficeReading
from kg.model import Sentence


def _names(record: Record) -> bool:
    return record.kind_of_surface in {"name", "acronym"}


@dataclass(eq=False, slots=True)
class Cluster:
    """Mentions of one entity, in the order of the text, and what they say of it."""

    type: str
    mentions: list[Mention] = field(default_factory=list)
    record: Record | None = None
    gender: str | None = None
    name: str | None = None
    """A name that no mention gives: that of an office built from its words."""
    aliases: list[str] = field(default_factory=list)
    described_by: list[OfficeReading] = field(default_factory=list)
    """The offices without a name of their own in the text ("the Kremlin spokesman") that describe it."""
    _places: dict[int, list[Mention]] = field(default_factory=dict, repr=False)
    _placed: int = 0

    @property
    def country(self) -> str | None:
        """The key of the state that it is, or belongs to."""
        if self.record is None:
            return None
        return self.record.key if self.type == "State" else self.record.country

    @property
    def label(self) -> str:
        """Its fullest name in the document; a state that only adjectives or its capital name, by its own."""
        if self.name:
            return self.name
        if self.type == "State" and self.record is not None and not self._is_named:
            return self.record.label
        named = [m for m in self.mentions if m.kind == "name"] or [
            m for m in self.mentions if m.kind != "pronoun"
        ]
        if self.type == "State":
            named = [m for m in named if m.record is not None and _names(m.record)] or named
        best = max(named, key=lambda m: (len(m.label.split()), len(m.label), -m.key[0], -m.first))
        return best.label

    @property
    def _is_named(self) -> bool:
        """Whether a mention names it, and not just its people, its adjective or its capital."""
        return any(m.kind == "name" and m.record is not None and _names(m.record) for m in self.mentions)

    @property
    def order(self) -> tuple[int, int, int]:
        """Where it is first mentioned."""
        return self.mentions[0].key if self.mentions else (1 << 30, 0, 0)

    def find_within(self, sentence: Sentence) -> list[Mention]:
        """The mentions in a sentence; asked for when all that stood before is in its order."""
        for mention in self.mentions[self._placed :]:
            self._places.setdefault(mention.sentence.index, []).append(mention)
        self._placed = len(self.mentions)
        return [m for m in self._places.get(sentence.index, ()) if m.sentence is sentence]

    def add(self, mention: Mention) -> None:
        """Takes in another mention."""
        self.mentions.append(mention)
        self.gender = self.gender or mention.gender
        if self.record is None or (
            mention.record is not None and _names(mention.record) > _names(self.record)
        ):
            self.record = mention.record or self.record
