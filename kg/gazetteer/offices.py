"""What kind of office a phrase or a label names: its head, what it is for, and whether it is acting.

"Minister for Foreign Affairs", "foreign minister" and "Minister of Europe and Foreign Affairs" are
offices of one head (minister), the last with one more topic.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from kg.gazetteer.surfaces import fold


@dataclass(frozen=True, slots=True)
class OfficeKind:
    """An office without its state: `head` ("minister"), `topics` ({"foreign"}), `acting`."""

    head: str
    topics: frozenset[str] = frozenset()
    acting: bool = False

    def fits(self, asked: OfficeKind) -> int | None:
        """How well this office is the one asked for: 0 the same, one for each further topic; None if not.

        >>> classify_office("Minister of Foreign Affairs and Trade").fits(classify_office("foreign minister"))
        1
        """
        if (
            self.head != asked.head
            or not asked.topics <= self.topics
            or bool(asked.topics) != bool(self.topics)
        ):
            return None
        return len(self.topics - asked.topics)


HEADS_OF_STATE = frozenset(
    "president king queen emperor monarch emir sultan pope prince supreme-leader head-of-state".split()
)
HEADS_OF_GOVERNMENT = frozenset(
    "prime-minister chancellor taoiseach minister-of-state head-of-government".split()
)
GROUPS = {
    "head-of-state": HEADS_OF_STATE,
    "head-of-government": HEADS_OF_GOVERNMENT,
    "leader": HEADS_OF_STATE | HEADS_OF_GOVERNMENT,
    "prime-minister": HEADS_OF_GOVERNMENT,
}
"""Heads that a phrase may mean where no office has the very head that it names."""

_COUNCILS = ("State Council",)
_ACTING = re.compile(r"\b(acting|interim|caretaker|ad interim|provisional|transitional) ")
_TIDY = re.compile(r"\([^)]*\)|^the |[’']s\b|\.")
_SYNONYMS = tuple(
    (re.compile(rf"\b(?:{pattern})\b"), form)
    for pattern, form in (
        (r"premier|prime-minister|minister-president of the kingdom", "prime minister"),
        (
            r"federal (?=chancellor|president|minister|councillor)|state (?=president\b)|union (?=minister)",
            "",
        ),
        (r"chancellor of the exchequer|secretary of the treasury|treasury secretary", "minister of finance"),
        (r"defense", "defence"),
        (r"labor", "labour"),
        (r"(?:principal )?secretary of state for|cabinet secretary for|secretary for", "minister of"),
        (r"minister of state for", "junior minister of"),
        (r"head of state", "head-of-state"),
        (r"head of (?:the )?government", "head-of-government"),
        (r"minister (?:for|in charge of|responsible for)(?: the)?", "minister of"),
        (r"foreign (?:trade|commerce|economic)|external (?:trade|commerce)", "trade"),
        (
            r"(?:foreign|external) (?:affairs|relations|policy)|foreign and commonwealth(?: affairs)?",
            "foreign",
        ),
        (
            r"internal affairs|home (?:affairs|department|office)|the interior|home(?= secretary| minister)",
            "interior",
        ),
        (r"national defence|the armed forces|armed forces", "defence"),
        (r"finances|the treasury|treasury", "finance"),
        (r"the economy|economics|economic affairs|economic", "economy"),
        (r"transportation|transports", "transport"),
        (
            r"permanent representative|(?:permanent |special )?envoy|high commissioner|ambassadors?",
            "ambassador",
        ),
        (r"ambassador (?:in|at|of .* to|of|to)(?: the)?", "ambassador to"),
        (r"u\.?n\.? ambassador|ambassador to un", "ambassador to united nations"),
        (r"president of (?:the )?(?:republic|federation|union)$", "president"),
        (r"chair(?:man|woman|person)", "chair"),
        (r"spokes(?:man|woman)|spokeperson", "spokesperson"),
        (r"director-general", "director general"),
        (r"secretary-general", "secretary general"),
        (r"attorney-general", "attorney general"),
    )
)
_RANK = (
    r"(?:(?:first |senior |second )?(?:deputy|vice|junior|assistant|associate|under|state|parliamentary) )?"
)
_MINISTER_OF = re.compile(rf"({_RANK}minister(?: delegate| of state)?) of (?:the )?(.+)")
_OF_MINISTER = re.compile(rf"({_RANK})(.+) (?:minister|secretary)(?: of state)?")
_SECRETARY_OF = re.compile(rf"({_RANK})secretary of (?!state$)(?:the )?(.+)")
_AMBASSADOR = re.compile(r"ambassador to (.+)")
_WHOLE = frozenset(
    {"prime minister", "deputy prime minister", "first deputy prime minister", "chief minister"}
)
_LISTED = re.compile(r",? and |,? & |, |/")
_TOPIC_PARTS = re.compile(r"^(?:the|national|public|of|for) | affairs$")
_NO_TOPIC = re.compile(
    r"\b(?:first|private|press|personal|permanent|general|under|executive|cabinet|chief|party|state)$"
)


@lru_cache(maxsize=65536)
def classify_office(phrase: str, *, of: tuple[str, ...] = ()) -> OfficeKind:
    """The kind of office that a phrase or label names; `of` are names of whose office it is, left out.

    >>> classify_office("the foreign secretary") == classify_office("Secretary of State for Foreign Affairs")
    True
    >>> classify_office("President of Russia", of=("Russia",))
    OfficeKind(head='president', topics=frozenset(), acting=False)
    """
    text = " ".join(_TIDY.sub("", fold(phrase).lower().replace("’", "'")).split())
    whose = "|".join(re.escape(fold(name).lower()) for name in (*of, *_COUNCILS))
    text = re.sub(rf"(?<!^)(?: of| for) (?:the )?(?:{whose})$", "", text)
    acting = bool(_ACTING.search(text + " "))
    text = _ACTING.sub("", text)
    for pattern, form in _SYNONYMS:
        text = pattern.sub(form, text)
    head, topics = _split(" ".join(text.split()))
    return OfficeKind(head.strip().replace(" ", "-"), topics, acting)


def _split(text: str) -> tuple[str, frozenset[str]]:
    if text in _WHOLE:
        return text, frozenset()
    if match := _AMBASSADOR.fullmatch(text):
        return "ambassador", frozenset({match[1].removeprefix("the ")})
    if match := _MINISTER_OF.fullmatch(text):
        return (match[1], _topics(match[2])) if match[2] != "state" else ("minister-of-state", frozenset())
    if match := _SECRETARY_OF.fullmatch(text):
        return f"{match[1]}minister", _topics(match[2])
    if (match := _OF_MINISTER.fullmatch(text)) and not _NO_TOPIC.search(match[2]):
        return f"{match[1]}minister", _topics(match[2])
    head, _, topic = text.partition(" of ")
    return head, frozenset({topic.removeprefix("the ")} if topic else ())


def _topics(text: str) -> frozenset[str]:
    parts = (_TOPIC_PARTS.sub("", _TOPIC_PARTS.sub("", part)).strip() for part in _LISTED.split(text))
    return frozenset(part for part in parts if part)
