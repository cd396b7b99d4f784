"""Finds the time expressions of a sentence, and says what they mean.

A mention includes its preposition ("on Monday") where that belongs to the time and not to a noun
after it ("at Monday's talks" gives "Monday"). A duration ("for two days") is no time, nor is a
time told by an event ("after the talks").
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.facts.dates import read_time
from kg.facts.time_lookalikes import is_lookalike, spell_lookalikes
from kg.facts.time_words import compile_grammar, spell_token
from kg.model import Sentence, Span, Token


@dataclass(frozen=True, slots=True)
class TimeMention:
    """Tokens `first` to `last` (half-open) of a sentence that say when, and their characters.

    `preposition` is in lower case and "" where there is none; it is "on" in "late on Sunday".
    """

    first: int
    last: int
    text: str
    span: Span
    preposition: str = ""


def find_times(sentence: Sentence) -> tuple[TimeMention, ...]:
    """The times of `sentence`, in order; no two of them share a token."""
    tokens = sentence.tokens
    letters = "".join(map(spell_token, tokens))
    if not _ANCHOR.search(letters):
        return ()
    letters = spell_lookalikes(tokens, letters)
    found: list[TimeMention] = []
    place = 0
    while match := _TIME.search(letters, place):
        place = match.start() + 1
        mention = _mention(sentence, match)
        if not is_lookalike(tokens, mention.first, mention.last, after=found[-1].last if found else 0):
            found.append(mention)
            place = match.end()
    return tuple(found)


def normalise_time(
    mention: TimeMention, *, published: str | None, future: bool = False, anchor: str | None = None
) -> str | None:
    """What `mention` means in ISO 8601, or None where that cannot be known.

    A day, a month, a year, an interval of two of them, or an interval open at one end ("2014/..").
    `published` is the document's date, from which "today", "on Monday" and "in May" are counted:
    back, or forward where `future` says that the sentence speaks of what is to come. `anchor` is
    the date from which "the following day" and "two weeks later" are counted.
    """
    return read_time(mention.text, mention.preposition, published=published, future=future, anchor=anchor)


def _mention(sentence: Sentence, match: re.Match[str]) -> TimeMention:
    tokens, first, last = sentence.tokens, match.start(), match.end()
    group = next((name for name in _PREPOSITIONS if match[name]), None)
    if group and _belongs_to_noun(tokens, match.end(group), last):
        first, group = match.end(group), None
    elif not group and tokens[first].text.lower() == "the" and tokens[first].head >= last:
        first += 1
    words = tokens[match.start(group) : match.end(group)] if group else ()
    span = Span(tokens[first].start, tokens[last - 1].end)
    preposition = " ".join(token.text.lower() for token in words)
    return TimeMention(first, last, span.of(sentence.document.text), span, preposition)


def _belongs_to_noun(tokens: tuple[Token, ...], first: int, last: int) -> bool:
    """Whether the preposition before tokens `first` to `last` governs a noun that they only describe."""
    if last == len(tokens):
        return False
    if tokens[last].tag == "POS":
        return True
    core = tokens[first:last]
    if any(token.head == first - 1 for token in core):
        return False
    return any(token.head >= last and token.dep in _DESCRIBING for token in core)


_DESCRIBING = frozenset({"compound", "amod", "nmod", "nummod", "poss"})
_PREPOSITIONS = ("between", "from", "prep", "prep1", "prep2", "within", "later")
_FORE = r"(?P<lead><lead>?)"
_PREP = r"""(?P<prep>
    (?:<turned>(?:<of|to|through|in|on|from>)? | <no><later><than> | <as><how><as> | <prep>) <approx>{0,2})"""
_YEAR = r"(?:<the><unit>)?<year>"
_MONTH = r"(?:(?:<edge><dash>?)?<month>|<midmonth>)"
_THIS = r"(?:<this><past>?|<last>|<the><past>)"
_OF_YEAR = rf"(?:<of>?{_THIS}<unit>|<of><the><unit>)"
_DAY_MONTH = r"""(?:<the>?(?:<day>(?:<dash|wide|to|through|and><day>)?|<days>)<of>?<month|shortmonth>
    (?:<dash><month|shortmonth>)?)"""
_MONTH_DAY = r"""(?:<month|shortmonth><the>?(?:<days>|<day>
    (?:<dash|wide|to|through|and><day>(?!<singular|plural|name|month|shortmonth|unit|units>))?))"""
_DATE = rf"""(?:<date>|<year><dash><day><dash><day>
    |(?:{_DAY_MONTH}|{_MONTH_DAY})(?:<comma>?<year>|{_OF_YEAR})?)"""
_FULL_DATE = rf"""(?:<weekday|shortweekday><part>?<comma>?{_DATE}|<weekday><open>{_DATE}<close>
    |{_DATE}(?:<open><weekday><close>)?)"""
_MONTH_YEAR = rf"""(?:{_MONTH}(?:(?:<dash>|<and>|<to>)<month>)?(?:<comma>|<of>)?<year>
    |{_MONTH}<dash><month>|{_MONTH}{_OF_YEAR})"""
_YEARS = rf"(?:<years>|<year><dash><year|day|count>|<edge>?{_YEAR}|<midyear>)"
_DECADE = r"<the>?(?:(?:<edge><dash>?)?<decade>|<middecade>|<edge>?<nth|ordinal><century>)"
_RELATIVE = rf"""(?:<today><part>?|<the><unit><after><near>
    |{_THIS}(?:<unit>|<part>|<weekday><part>?|<month>|<season>(?!<of>))|<that>(?:<unit>|<part>))"""
_WEEKDAY = rf"<weekday><part>?(?:{_OF_YEAR}|<of><last><unit>)?"
_WHOLE = rf"(?:{_FULL_DATE}|{_MONTH_YEAR}|{_RELATIVE}|{_WEEKDAY}|{_DECADE}|{_YEARS}|{_MONTH}|<the><unit>)"
_PART_OF = rf"""(?:<the>?(?:<edge>?<end>|<ordinal|edge>?<span|part|unit|season>|<ordinal><units>)
    <of>{_WHOLE})"""
_SEASON = r"<the>?<edge>?<season><of>?<year>|<season>(?:<of>?<last|this><yearword>)"
_QUARTER = rf"(?:<quartername>|<the>?<ordinal><span>)(?:<of>?(?:<year>|{_THIS}<unit>|<the><unit>))"
_POINT = rf"""(?:{_PART_OF}|{_SEASON}|{_QUARTER}
    |{_FULL_DATE}|{_MONTH_YEAR}|{_RELATIVE}|{_WEEKDAY}|{_DECADE}|{_YEARS})"""
_RANGE = rf"""(?:
    (?P<between><between>)(?:{_POINT}|{_MONTH}|<day>)<and>(?:{_POINT}|{_MONTH})
    |(?P<from><from>)?(?:{_POINT}|<month>)<comma>?<join>(?:{_POINT}|<month>)
    |{_PREP}?{_POINT}(?:<comma>?<through>|<dash>){_POINT})"""
_AGO = r"""(?:<approx>{0,3}(?:<anynumber>{1,3}<of>?<unit|units>|<units>)
    (?:<ago>|<from><now>|<after>(?=<stop|comma>|$)))"""
_NEEDS_PREP = r"""(?:<month>|<midmonth>|<edge><dash>?<month>|<the>?<season>(?!<of>)|<the><weekend>(?!<of>)
    |<unit><possessive><end>)"""
_CLOCK = r"""(?:<clock><meridiem>?|<day><meridiem>|<clockword>|<year|count><zone>)
    (?:<local><time>|<zone>)?"""
_TIME = compile_grammar(rf"""
    {_FORE}(?:{_RANGE}
    |(?:{_PREP.replace("prep>", "prep1>", 1)})?(?P<core>{_POINT}|{_AGO})
    |{_PREP.replace("prep>", "prep2>", 1)}(?:{_NEEDS_PREP}|{_CLOCK})
    |(?P<within><within>)(?:<the>?<recent>(?:<anynumber><of>?)?<units>|<anynumber>{{1,2}}<unit|units><possessive><time>))
    |<lead>(?P<later><in>)<the><unit>|<edge><dash>?<month>|(?P<month><month>)(?=<possessive>)""")
_ANCHOR = compile_grammar(
    "<month|shortmonth|weekday|year|years|decade|date|midyear|middecade|midmonth|today|ago|unit|units"
    "|season|part|clock|meridiem|zone|clockword|now|quartername>"
)
