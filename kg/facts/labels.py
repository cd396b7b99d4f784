"""Reads the labels of who speaks in briefings and transcripts: "MR. PRICE: …", "SECRETARY SHULTZ: …"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kg.entities.cluster import Cluster
from kg.entities.people import may_be_same, name_words
from kg.entities.resolving import Resolution
from kg.facts.context import Context
from kg.facts.draft import EventDraft, FactDraft, Standing, quote
from kg.language.openings import is_label
from kg.mentions.finding import SentenceMentions
from kg.mentions.mention import Mention, make_mention
from kg.mentions.words import ARTICLES, FEMININE, HONORIFICS, MASCULINE
from kg.model import Evidence, Sentence, Span, Token
from kg.ontology.lexicon import Lexicon

_FIRST_PERSON = frozenset({"i", "me", "my", "myself"})
_CONFIDENCE = 0.9
_ROLES = frozenset({"q", "a", "question", "answer", "questioner", "moderator", "interpreter", "reporter"})
"""Labels that name nobody."""


@dataclass(frozen=True, slots=True)
class Turn:
    """What one labelled person says: the sentences up to the next label. `speaker` may be unknown."""

    label: SentenceMentions
    speaker: Cluster | None
    said: tuple[SentenceMentions, ...]


def find_turns(
    found: Sequence[SentenceMentions], resolution: Resolution, lexicon: Lexicon
) -> tuple[Turn, ...]:
    """The turns of a transcript; *I* in them is resolved to who speaks."""
    labels = [place for place, each in enumerate(found) if is_label(each.sentence.text)]
    ends = [*labels[1:], len(found)]
    turns = []
    for place, end in zip(labels, ends, strict=False):
        speaker = _find_speaker(found[place], found, resolution, lexicon)
        turns.append(Turn(found[place], speaker, tuple(found[place + 1 : end])))
        if speaker is not None:
            _resolve_first_person(turns[-1].said, speaker, resolution)
    return tuple(turns)


def read_turns(turns: Sequence[Turn]) -> Iterator[EventDraft]:
    """A statement for each turn of a known speaker: what stands in the paragraph of the label."""
    for turn in turns:
        if turn.speaker is None or not turn.said:
            continue
        sentence = turn.label.sentence
        event = EventDraft(
            type="Statement",
            standing=Standing("held"),
            sentence=sentence,
            trigger=sentence.tokens[0],
            frame="speaker-label",
            confidence=_CONFIDENCE,
        )
        event.fill("speaker", [turn.speaker])
        event.evidence.append(quote(sentence, 0, len(sentence.tokens)))
        event.content = _content(turn)
        yield event


def attribute_turn(context: Context, drafts: Sequence[EventDraft | FactDraft], speaker: Cluster) -> None:
    """Attributes what is told in a turn to who speaks, but not what the speaker took part in."""
    for draft in drafts:
        if draft.standing.status not in {"held", "ongoing", "asserted"} or _takes_part(draft, speaker):
            continue
        if not isinstance(draft, EventDraft) or not context.ontology.is_a(draft.type, "Statement"):
            draft.standing = Standing("attributed", speaker)


def _takes_part(draft: EventDraft | FactDraft, speaker: Cluster) -> bool:
    if isinstance(draft, FactDraft):
        return speaker in (draft.subject, draft.object)
    return any(speaker in clusters for clusters in draft.roles.values())


def _content(turn: Turn) -> Evidence:
    first = turn.said[0].sentence
    last = [each.sentence for each in turn.said if each.sentence.paragraph == first.paragraph][-1]
    span = Span(first.tokens[0].start, last.tokens[-1].end)
    return Evidence(span, span.of(first.document.text))


def _find_speaker(
    label: SentenceMentions, found: Sequence[SentenceMentions], resolution: Resolution, lexicon: Lexicon
) -> Cluster | None:
    """The person of a label, joined with the same name elsewhere; None where it names nobody."""
    name = _name(label.sentence, lexicon)
    if name is None:
        return None
    first, last = name
    words = name_words(" ".join(t.text for t in label.sentence.tokens[first:last]))
    known = [c for c in resolution.clusters if c.type == "Person" and _bears(c, words)]
    if first == 0 and not _is_person(label, known, found):
        return None
    mention = _named(label.sentence, first, last)
    for cluster in known[:1]:
        kept = [m for m in cluster.mentions if not (m.sentence is label.sentence and m.kind == "name")]
        cluster.mentions[:] = [in_normal_case(m) for m in kept]
        resolution.attach(mention, cluster)
        cluster.mentions.sort(key=lambda m: m.key)
        return cluster
    return resolution.add(Cluster("Person", [mention], gender=mention.gender))


def _bears(cluster: Cluster, words: tuple[str, ...]) -> bool:
    return any(m.kind == "name" and may_be_same(words, name_words(m.label)) for m in cluster.mentions)


def _is_person(label: SentenceMentions, known: Sequence[Cluster], found: Sequence[SentenceMentions]) -> bool:
    """Whether a label without a title is a person's: named elsewhere, or a label more than once."""
    if any(m.record is not None and m.type != "Person" for m in label.all):
        return False
    elsewhere = any(m.sentence is not label.sentence for c in known for m in c.mentions)
    return elsewhere or sum(each.sentence.text == label.sentence.text for each in found) > 1


def _name(sentence: Sentence, lexicon: Lexicon) -> tuple[int, int] | None:
    """The tokens of the name in a label, after titles and before the colon; None where there is no name."""
    tokens = sentence.tokens
    last = next((t.index for t in tokens if t.text == ":"), len(tokens))
    first = 0
    while first < last and _is_title(tokens[first], lexicon):
        first += 1
    words = [t.text.lower() for t in tokens[first:last]]
    if (
        not words
        or len(words) > 4
        or words[0] in _ROLES
        or not all(w[0].isalpha() or w == "-" for w in words)
    ):
        return None
    return first, last


def _is_title(token: Token, lexicon: Lexicon) -> bool:
    word = token.text.lower()
    return word in {"of", "."} or word in ARTICLES | HONORIFICS | lexicon.title_words


def _named(sentence: Sentence, first: int, last: int) -> Mention:
    before = {t.text.lower().rstrip(".") for t in sentence.tokens[:first]}
    gender = "male" if before & MASCULINE or "mr" in before else "female" if before & FEMININE else None
    mention = make_mention(sentence, first, last, type="Person", gender=gender)
    return in_normal_case(mention)


def in_normal_case(mention: Mention) -> Mention:
    """The mention with its label as names are written: "SHULTZ" is Shultz."""
    if mention.kind != "name" or not mention.label.isupper():
        return mention
    return replace(mention, label=mention.label.title())


def _resolve_first_person(said: Sequence[SentenceMentions], speaker: Cluster, resolution: Resolution) -> None:
    for each in said:
        for token in each.sentence.tokens:
            if token.text.lower() in _FIRST_PERSON and token.index not in each.by_token:
                mention = make_mention(
                    each.sentence, token.index, token.index + 1, type="Person", kind="pronoun"
                )
                each.by_token[token.index] = mention
                resolution.attach(mention, speaker)
