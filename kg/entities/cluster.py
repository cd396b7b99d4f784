"""A cluster: the mentions that speak of one entity, before it gets its name and its IRI."""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.gazetteer.records import Record
from kg.mentions.mention import Mention
from kg.mentions.titles import OfficeReading


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

    @property
    def country(self) -> str | None:
        """The key of the state that it is, or belongs to."""
        if self.record is None:
            return None
        return self.record.key if self.type == "State" else self.record.country

    @property
    def label(self) -> str:
        """Its fullest name in the document."""
        if self.name:
            return self.name
        named = [m for m in self.mentions if m.kind == "name"] or [
            m for m in self.mentions if m.kind != "pronoun"
        ]
        best = max(named, key=lambda m: (len(m.label.split()), len(m.label), -m.key[0], -m.first))
        return best.label

    @property
    def order(self) -> tuple[int, int, int]:
        """Where it is first mentioned."""
        return self.mentions[0].key if self.mentions else (1 << 30, 0, 0)

    def add(self, mention: Mention) -> None:
        """Takes in another mention."""
        self.mentions.append(mention)
        self.gender = self.gender or mention.gender
        self.record = self.record or mention.record
