"""Spreads the surnames of people who are named in full over the whole document."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from kg.mentions.mention import Mention, OfficePhrase, make_mention
from kg.mentions.words import NAME_PARTICLES
from kg.model import Sentence


def spread_surnames(
    sentences: Sequence[Sentence], names: Sequence[list[Mention]], offices: Sequence[list[OfficePhrase]]
) -> list[list[Mention]]:
    """The names of each sentence, with lone surnames recognised and retyped where a full name is known."""
    surnames = known_surnames(m for found in names for m in found)
    spread = []
    for sentence, found, phrases in zip(sentences, names, offices, strict=True):
        taken = {i for m in found for i in range(m.first, m.last)}
        taken |= {i for p in phrases for i in range(p.first, p.last)}
        retyped = [_retyped(m, surnames) for m in found]
        lone = [
            make_mention(sentence, t.index, t.index + 1, type="Person", gender=surnames[t.text])
            for t in sentence.tokens
            if t.text in surnames and t.index not in taken and t.pos in {"PROPN", "NOUN", "ADJ", "X"}
        ]
        spread.append(sorted([*retyped, *lone], key=lambda m: m.first))
    return spread


def known_surnames(mentions: Iterable[Mention]) -> dict[str, str | None]:
    """The surnames of the people named in full, with the gender of each where it is known."""
    found: dict[str, str | None] = {}
    for mention in mentions:
        words = mention.label.split()
        if mention.type == "Person" and len(words) > 1 and mention.kind == "name":
            for surname in {words[-1]} | ({words[0]} if _family_first(words) else set()):
                if surname[0].isupper() and len(surname) > 1 and surname.lower() not in NAME_PARTICLES:
                    found.setdefault(surname, mention.gender)
    return found


def _family_first(words: Sequence[str]) -> bool:
    """Whether the name may put the family's name first: "Xi Jinping", "Kim Jong Un"."""
    return len(words[0]) <= 5 and len(words) <= 3


def _retyped(mention: Mention, surnames: dict[str, str | None]) -> Mention:
    """A lone name that the recognizer took for a place or a body, as the person it is."""
    lone = mention.last - mention.first == 1 and mention.kind == "name" and mention.record is None
    if lone and mention.type != "Person" and mention.text in surnames:
        return replace(mention, type="Person", gender=surnames[mention.text])
    return mention
