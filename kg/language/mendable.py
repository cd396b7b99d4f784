"""A parsed sentence whose heads and dependencies can still change."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kg.model import Token

TITLES = frozenset(
    {"president", "minister", "secretary", "chancellor", "king", "queen", "prince", "premier", "ambassador"}
    | {
        "mr",
        "mr.",
        "mrs.",
        "ms.",
        "dr.",
        "general",
        "speaker",
        "sheikh",
        "emir",
        "sultan",
        "chairman",
        "leader",
        "counterpart",
    }
)
"""Words before a person's name, or in its stead."""


@dataclass(slots=True)
class Tree:
    """The tokens of a sentence with heads and dependencies that can still change."""

    tokens: tuple[Token, ...]
    heads: list[int]
    deps: list[str]

    def below(self, index: int, *labels: str) -> Iterator[int]:
        """The tokens that hang on one, left to right; with `labels`, those of these dependencies."""
        for child, above in enumerate(self.heads):
            if above == index and child != index and (not labels or self.deps[child] in labels):
                yield child

    def leftmost(self, index: int) -> int:
        """The first token under one, itself included, that its first words lead to."""
        while (first := next(self.below(index), index)) < index:
            index = first
        return index

    def move(self, index: int, above: int, dep: str) -> None:
        """Hangs a token on another, unless that would close a circle."""
        at = above
        while self.heads[at] != at:
            if at == index:
                return
            at = self.heads[at]
        if at != index or above == index:
            self.heads[index], self.deps[index] = above, dep

    def is_sound(self) -> bool:
        """Whether every way up ends at a root."""
        sound = {index for index, above in enumerate(self.heads) if index == above}
        for index in range(len(self.heads)):
            at, way = index, set[int]()
            while at not in sound:
                if at in way:
                    return False
                way.add(at)
                at = self.heads[at]
            sound |= way
        return True

    def is_verb(self, index: int) -> bool:
        """Whether a token is a verb or an auxiliary."""
        return self.tokens[index].pos in {"VERB", "AUX"}

    def is_person(self, index: int) -> bool:
        """Whether a token ends the name of a person: by its type, or by the title before it."""
        token = self.tokens[index]
        if token.pos != "PROPN":
            return False
        before = (self.tokens[i].text.lower() in TITLES for i in self.below(index, "compound"))
        return token.name_type == "PERSON" or any(before)
