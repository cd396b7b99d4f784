"""Reads what stands beside a person's name without an office: nationality, employer, party."""

from __future__ import annotations

from collections.abc import Iterator

from kg.facts.confidence import frame_confidence
from kg.facts.context import Context
from kg.facts.draft import FactDraft, Standing, quote
from kg.mentions.mention import Mention
from kg.mentions.offices import is_possessive

_EMPLOYERS = frozenset({"Organization", "InternationalOrganization", "GovernmentBody"})
_INDEFINITE = frozenset({"a", "an"})


def read_people(context: Context) -> list[FactDraft]:
    """Citizenships ("N, an American, …") and employers ("the BBC's N") of a sentence."""
    return [*_citizens(context), *_employees(context), *_party_members(context)]


def _citizens(context: Context) -> Iterator[FactDraft]:
    """A demonym as a noun in apposition: "N, an American who …"."""
    tokens = context.sentence.tokens
    for person in _people(context):
        at = person.last
        if at + 2 >= len(tokens) or tokens[at].text != "," or tokens[at + 1].text.lower() not in _INDEFINITE:
            continue
        state = context.found.by_token.get(at + 2)
        follows = tokens[state.last] if state is not None and state.last < len(tokens) else None
        ends = follows is None or follows.text in {",", ".", ";"} or follows.text.lower() in {"who", "by"}
        if state is not None and state.kind in {"adjective", "people"} and state.first == at + 2 and ends:
            yield from _fact(context, person, "citizenOf", state, "nationality")


def _employees(context: Context) -> Iterator[FactDraft]:
    """A body's possessive right before a name: "the BBC's N"."""
    tokens = context.sentence.tokens
    for person in _people(context):
        if person.first < 2 or not is_possessive(tokens[person.first - 1]):
            continue
        body = context.found.by_token.get(person.first - 2)
        if body is not None and body.last == person.first - 1 and body.type in _EMPLOYERS:
            yield from _fact(context, person, "worksFor", body, "employer-possessive")


def _party_members(context: Context) -> Iterator[FactDraft]:
    """A party after *of*, or after *his* or *her*: "N of the CDU", "his Labour Party"."""
    for party in context.found.all:
        if party.type != "PoliticalGroup" or party.kind != "name" or party.first == 0:
            continue
        member = context.found.by_token.get(party.first - 1)
        if member is not None and member.kind == "pronoun" and member.type == "Person":
            yield from _fact(context, member, "memberOfParty", party, "party-possessive")
        elif (named := _named_before_of(context, party)) is not None:
            yield from _fact(context, named, "memberOfParty", party, "party-of")


def _named_before_of(context: Context, party: Mention) -> Mention | None:
    """The person right before "of the ruling" and a party's name."""
    tokens, at = context.sentence.tokens, party.first - 1
    while at > 1 and (tokens[at].pos in {"DET", "ADJ"} or tokens[at].dep == "amod"):
        at -= 1
    named = context.found.by_token.get(at - 1) if at > 0 and tokens[at].text.lower() == "of" else None
    return named if named is not None and named.type == "Person" and named.kind == "name" else None


def _people(context: Context) -> Iterator[Mention]:
    return (m for m in context.found.all if m.type == "Person" and m.kind == "name")


def _fact(
    context: Context, person: Mention, relation: str, other: Mention, frame: str
) -> Iterator[FactDraft]:
    one, two = context.resolution.cluster(person), context.resolution.cluster(other)
    if one is None or two is None or context.ontology.accepts(relation, one.type, two.type) is not None:
        return
    evidence = quote(context.sentence, min(person.first, other.first), max(person.last, other.last))
    yield FactDraft(one, relation, two, Standing("asserted"), evidence, frame, frame_confidence(frame))
