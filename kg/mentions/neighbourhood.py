"""What stands where in a sentence: its mentions and offices by the tokens that they begin and end at."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from kg.mentions.mention import Mention, OfficePhrase
from kg.mentions.office_reading import OfficeReading
from kg.mentions.offices import is_possessive
from kg.mentions.words import ARTICLES, HONORIFICS, RANKS, ROYAL
from kg.model import Sentence

DEEPEST = 8
"""The offices that may stand in one another; what is nested deeper nobody wrote to be understood."""

MOST_NESTED = 20
"""The offices that may follow within one: "adviser to the president of …"."""

DASHES = frozenset({"—", "–", "--"})


class Neighbourhood:
    """The mentions and offices of one sentence, as the grammar of titles looks them up.

    `holds` says whether a mention is of a class that can hold an office; `tenures` gives the tenure
    that each adjective tells.
    """

    def __init__(
        self,
        sentence: Sentence,
        offices: Sequence[OfficePhrase],
        mentions: Sequence[Mention],
        holds: Callable[[OfficePhrase, Mention], bool],
        *,
        tenures: Mapping[str, str],
    ) -> None:
        self.sentence = sentence
        self.tokens = sentence.tokens
        self.offices = offices
        self.holds = holds
        self.tenures = tenures
        self.lowered = sentence.lowered
        self.starts: Mapping[int, Mention] = {m.first: m for m in mentions}
        self.ends: Mapping[int, Mention] = {m.last: m for m in mentions}
        self.by_token: Mapping[int, Mention] = {i: m for m in mentions for i in range(m.first, m.last)}
        self.office_ends: dict[int, OfficeReading] = {}
        self.nested = 0
        self._office_starts: dict[int, list[OfficePhrase]] = {}
        for office in offices:
            self._office_starts.setdefault(office.first, []).append(office)

    def offices_from(self, first: int, last: int) -> Iterator[OfficePhrase]:
        """The offices that begin at one of the tokens `first` to `last`, both included."""
        return (office for at in range(first, last + 1) for office in self._office_starts.get(at, ()))

    def shallow_office(self, last: int) -> OfficeReading | None:
        """The office that ends before the token `last`, unless it is nested too deep to stand in another."""
        office = self.office_ends.get(last)
        return office if office is None or office.depth < DEEPEST else None

    def word(self, at: int) -> str:
        """The token `at` in lower case, "" past the end of the sentence."""
        return self.lowered[at] if 0 <= at < len(self.lowered) else ""

    def is_dash(self, at: int) -> bool:
        """Whether the token `at` is a dash, or a hyphen with space on both sides."""
        if self.word(at) != "-" or not 0 < at < len(self.tokens) - 1:
            return self.word(at) in DASHES
        return (
            self.tokens[at - 1].end < self.tokens[at].start
            and self.tokens[at].end < self.tokens[at + 1].start
        )

    def is_new_line(self, at: int) -> bool:
        """Whether a line of the text begins with the token `at`."""
        text = self.sentence.document.text
        return 0 < at < len(self.tokens) and "\n" in text[self.tokens[at - 1].end : self.tokens[at].start]

    def possessed(self, mention: Mention) -> Mention | None:
        """The body that a possessor's name leads to: "head of Iran's *Quds Force*"; None without a name."""
        if mention.last < len(self.tokens) and is_possessive(self.tokens[mention.last]):
            return self.starts.get(mention.last + 1)
        return mention

    def may_hold(self, phrase: OfficePhrase, mention: Mention | None) -> bool:
        """Whether the mention names somebody who can hold the office."""
        return mention is not None and mention.kind == "name" and self.holds(phrase, mention)

    def article_before(self, at: int) -> int:
        """`at`, or where the article before it stands."""
        return at - 1 if at > 0 and self.word(at - 1) in ARTICLES else at

    def article_after(self, at: int) -> int:
        """`at`, or what follows the article there."""
        return at + 1 if self.word(at) in ARTICLES else at

    def name_at(self, at: int) -> Mention | None:
        """The mention that begins at a token, after "Mr", "Dr", "His Excellency" or "the late"."""
        if self.word(at) == "the" and self.word(at + 1) == "late":
            at += 2
        while self._is_honorific(at) and not self._begins_name(at):
            at += 1
        return self.starts.get(at)

    def _begins_name(self, at: int) -> bool:
        """Whether a name begins here, with its honorific: "Lord Carrington"."""
        mention = self.starts.get(at)
        return mention is not None and mention.kind == "name"

    def _is_honorific(self, at: int) -> bool:
        return (
            self.word(at) in HONORIFICS | RANKS | ROYAL
            or self.word(at) == "excellency"
            or self._excellency(at)
        )

    def _excellency(self, at: int) -> bool:
        return self.word(at) in {"his", "her"} and self.word(at + 1) == "excellency"

    def after_link(self, at: int) -> int | None:
        """Where the next member of a coordination begins, after a comma, *and*, or both, and an article."""
        start = at
        while self.word(start) in {",", "and", "or"} and start < at + 2:
            start += 1
        return self.article_after(start) if start > at else None

    def coordinated(self, at: int, kind: str) -> list[Mention]:
        """The mentions that go on a coordination of what is of a kind: ", B and C"."""
        found: list[Mention] = []
        while (start := self.after_link(at)) is not None:
            mention = self.starts.get(start)
            if mention is None or mention.kind == "pronoun" or not _alike(mention.type, kind):
                break
            found.append(mention)
            at = mention.last
        closed = found and {"and", "or"} & {self.word(i) for i in range(found[0].first - 2, at)}
        return found if closed else []


def _alike(one: str, other: str) -> bool:
    """Whether two classes go together in a list: people with people, states with states and unions."""
    if "State" in {one, other}:
        return {one, other} <= {"State", "InternationalOrganization"}
    return (one == "Person") == (other == "Person")
