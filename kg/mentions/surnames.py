"""Spreads the surnames of people who are named in full over the whole document."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from kg.gazetteer.lookup import Gazetteer
from kg.mentions.mention import Mention, OfficePhrase, make_mention
from kg.mentions.words import ARABIC_ARTICLE, NAME_PARTICLES
from kg.model import Sentence

_ARGUMENTS = frozenset({"nsubj", "nsubjpass", "dobj", "dative", "poss"})


def spread_surnames(
    sentences: Sequence[Sentence],
    names: Sequence[list[Mention]],
    offices: Sequence[list[OfficePhrase]],
    gazetteer: Gazetteer,
) -> list[list[Mention]]:
    """The names of each sentence, with lone surnames of people named in full or known to the gazetteer."""
    people = [m for found in names for m in found]
    surnames = known_surnames(people)
    alone = {**_given_names(people), **surnames}
    spread = []
    for sentence, found, phrases in zip(sentences, names, offices, strict=True):
        taken = {i for m in found for i in range(m.first, m.last)}
        taken |= {i for p in phrases for i in range(p.first, p.last)}
        retyped = [_retyped(m, alone) for m in found]
        lone = [
            make_mention(sentence, t.index, t.index + 1, type="Person", gender=surnames[t.text])
            for t in sentence.tokens
            if t.text in surnames and t.index not in taken and t.pos in {"PROPN", "NOUN", "ADJ", "X"}
        ]
        taken |= {m.first for m in lone}
        lone += _unmarked(sentence, taken, gazetteer)
        spread.append(sorted([*retyped, *lone], key=lambda m: m.first))
    return spread


def _unmarked(sentence: Sentence, taken: set[int], gazetteer: Gazetteer) -> Iterator[Mention]:
    """Lone surnames of known people that the recognizer left unmarked, where somebody acts or is acted on."""
    tokens = sentence.tokens
    for token in tokens:
        if token.tag != "NNP" or token.name_type or token.index in taken or token.dep not in _ARGUMENTS:
            continue
        beside = tokens[max(0, token.index - 1) : token.index + 2]
        alone = not any(t.pos == "PROPN" for t in beside if t is not token)
        named = alone and token.text.istitle() and len(token.text) > 3
        if named and gazetteer.is_surname(token.text) and not gazetteer.find(token.text):
            yield make_mention(sentence, token.index, token.index + 1, type="Person")


def known_surnames(mentions: Iterable[Mention]) -> dict[str, str | None]:
    """The surnames of the people named in full, with the gender of each where it is known."""
    found: dict[str, str | None] = {}
    for mention in mentions:
        words = mention.label.split()
        if mention.type == "Person" and len(words) > 1 and mention.kind == "name":
            for surname in {words[-1], *_bare(words[-1])} | ({words[0]} if _family_first(words) else set()):
                if surname[0].isupper() and len(surname) > 1 and surname.lower() not in NAME_PARTICLES:
                    found.setdefault(surname, mention.gender)
    return found


def _given_names(mentions: Iterable[Mention]) -> dict[str, str | None]:
    """The first words of people's full names, by which alone some are called later."""
    named = (m for m in mentions if m.type == "Person" and m.kind == "name" and " " in m.label)
    return {m.label.split()[0]: m.gender for m in named}


def _bare(surname: str) -> Iterator[str]:
    """An Arabic surname without its article, and with a capital one: "el-Sisi", "El-Sisi", "Sisi"."""
    article = ARABIC_ARTICLE.match(surname)
    if article and (name := surname[article.end() :])[0].isupper():
        yield name
        yield article.group().capitalize() + name


def _family_first(words: Sequence[str]) -> bool:
    """Whether the name may put the family's name first: "Xi Jinping", "Kim Jong Un"."""
    return len(words[0]) <= 5 and len(words) <= 3


def _retyped(mention: Mention, surnames: dict[str, str | None]) -> Mention:
    """A lone name that the recognizer took for a place or a body, as the person it is."""
    lone = len(mention.text.split()) == 1 and mention.kind == "name" and mention.record is None
    if lone and mention.type != "Person" and mention.text in surnames:
        return replace(mention, type="Person", gender=surnames[mention.text])
    return mention
