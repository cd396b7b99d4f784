"""The closed class of English words that times are made of, and the letters that stand for them.

A sentence is written as a string of one letter a token, so that a regular expression over letters
is a grammar over tokens. Words of the same groups share a letter; `compile_grammar` puts the
letters of a group where a pattern names it in angle brackets.
"""

from __future__ import annotations

import re

from kg.model import Token


def words(text: str) -> tuple[str, ...]:
    """The words of a list written in one string."""
    return tuple(text.split())


MONTHS = words("january february march april may june july august september october november december")
WEEKDAYS = words("monday tuesday wednesday thursday friday saturday sunday")
NUMBERS = words(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen twenty"
)
ORDINALS = words("first second third fourth")
SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
"""The month in which each season begins, north of the equator."""

GROUPS: dict[str, str] = {
    "month": " ".join(MONTHS) + " sept. jan. feb. mar. apr. jun. jul. aug. oct. nov. dec.",
    "shortmonth": "jan feb mar apr jun jul aug sep sept oct nov dec",
    "weekday": " ".join(WEEKDAYS) + " mon tue tues wed thu thur thurs fri mon. tue. tues. wed. thu. fri.",
    "shortweekday": "sat sun sat. sun.",
    "number": " ".join(NUMBERS[1:]) + " several few couple dozen hundred many half thirty forty fifty",
    "ordinal": " ".join(ORDINALS) + " last final opening closing",
    "prep": "on in at since until till by from before after during around about throughout through over"
    " following for to circa between",
    "turned": "as prior ahead up back starting beginning effective",
    "as": "as",
    "how": "early late soon recently",
    "no": "no not",
    "later": "later",
    "than": "than",
    "between": "between",
    "join": "to through thru until till",
    "through": "through thru until till",
    "to": "to",
    "and": "and",
    "dash": "- – — /",
    "of": "of",
    "in": "in",
    "within": "in during over within",
    "on": "on",
    "the": "the",
    "a": "a an one",
    "comma": ",",
    "open": "( [",
    "close": ") ]",
    "possessive": "'s ’s ' ’",
    "lead": "early late earlier later shortly sometime",
    "edge": "early late mid mid-",
    "end": "end start beginning middle close turn",
    "weekend": "weekend",
    "century": "century",
    "yearword": "year",
    "unit": "day week weekend month year decade century quarter",
    "units": "days weeks weekends months years decades centuries hours minutes seconds quarters hour minute",
    "part": "morning afternoon evening night noon midnight dawn dusk midday hours",
    "clockword": "noon midnight dawn dusk midday",
    "season": " ".join(SEASONS),
    "span": "quarter half",
    "today": "today yesterday tomorrow tonight",
    "near": "yesterday tomorrow",
    "this": "this",
    "that": "that",
    "last": "last next",
    "recent": "recent coming past last next following previous",
    "past": "past coming upcoming current previous following next last preceding same",
    "ago": "ago earlier later previously prior beforehand afterwards afterward hence",
    "after": "before after",
    "from": "from",
    "now": "now",
    "time": "time",
    "approx": "more less than about around nearly almost just over roughly some only barely at least",
    "meridiem": "am pm a.m. p.m. a.m p.m",
    "zone": "gmt utc est edt cet cest bst msk eet eest ist et pt hrs hours",
    "local": "local",
    "stop": ". ; : ! ?",
}

_SHAPES = (
    ("year", re.compile(r"1[0-9]\d\d|20\d\d|21\d\d")),
    ("day", re.compile(r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?")),
    ("decade", re.compile(r"(?:1[5-9]|20)\d0['’]?s|['’]\d0s")),
    ("midyear", re.compile(r"(?:mid|early|late)-(?:1[5-9]|2[01])\d\d")),
    ("middecade", re.compile(r"(?:mid|early|late)-(?:1[5-9]|20)\d0s")),
    ("days", re.compile(r"(?:[1-9]|[12]\d|3[01])[-–—](?:[1-9]|[12]\d|3[01])")),
    ("years", re.compile(r"(?:1[5-9]|2[01])\d\d[-–—/](?:(?:1[5-9]|2[01])\d\d|\d\d)")),
    ("date", re.compile(r"(?:1[5-9]|2[01])\d\d-\d\d-\d\d|\d\d?([./])\d\d?\1(?:19|20)\d\d")),
    ("clock", re.compile(r"\d{1,2}(?:[:.]\d\d)?(?:am|pm|a\.m\.?|p\.m\.?)|[0-2]?\d:[0-5]\d(?::\d\d)?")),
    ("quartername", re.compile(r"q[1-4]")),
    ("midmonth", re.compile(rf"(?:mid|early|late)-(?:{'|'.join(MONTHS)})")),
    ("nth", re.compile(r"(?:1[4-9]|2[0-2])(?:th|st|nd)")),
    ("count", re.compile(r"\d+(?:\.\d+)?")),
)
_KINDS = ("singular", "plural", "name", "other", "wide")


def _spell() -> tuple[dict[str, str], dict[str, str]]:
    """The letter of each word, and the letters of each group."""
    groups_of: dict[str, list[str]] = {}
    for group, spelled in GROUPS.items():
        for word in spelled.split():
            groups_of.setdefault(word, []).append(group)
    letters: dict[tuple[str, ...], str] = {}
    letter_of = {
        word: letters.setdefault(tuple(groups), chr(0x100 + len(letters)))
        for word, groups in groups_of.items()
    }
    members: dict[str, str] = {}
    for groups, letter in letters.items():
        for group in groups:
            members[group] = members.get(group, "") + letter
    return letter_of, members


_LETTER_OF, _MEMBERS = _spell()
_SHAPE_LETTERS = {name: chr(0x400 + n) for n, name in enumerate([*(s for s, _ in _SHAPES), *_KINDS])}
_MEMBERS |= _SHAPE_LETTERS
_MEMBERS["nth"] += _SHAPE_LETTERS["day"]
_MEMBERS["anynumber"] = _MEMBERS["number"] + _MEMBERS["count"] + _MEMBERS["day"] + _MEMBERS["a"]
_CAPITALISED = frozenset(
    word for group in ("month", "shortmonth", "weekday", "shortweekday") for word in GROUPS[group].split()
)
_GROUP = re.compile(r"(?<!\?P)<(\^?)(\w+(?:\|\w+)*)>")


NAME = _SHAPE_LETTERS["name"]
"""The letter of a word that is a name and no time."""
WIDE_DASH = _SHAPE_LETTERS["wide"]
"""The letter of a dash with white space before it."""


def compile_grammar(pattern: str) -> re.Pattern[str]:
    """`pattern` over letters: `<month>` is any word of that group, `<the|a>` of either, `<^of>` of none."""

    def letters(match: re.Match[str]) -> str:
        return f"[{match[1]}{''.join(_MEMBERS[group] for group in match[2].split('|'))}]"

    return re.compile(_GROUP.sub(letters, pattern), re.VERBOSE)


def spell_token(token: Token) -> str:
    """The letter of a token: of its word, of the shape of its number, or of its part of speech."""
    word = token.text.lower()
    letter = _LETTER_OF.get(word)
    if letter is not None and (word not in _CAPITALISED or token.text[0].isupper()):
        return letter
    if any(map(str.isdigit, word)) or "-" in word:
        for name, shape in _SHAPES:
            if shape.fullmatch(word):
                return _SHAPE_LETTERS[name]
    return _SHAPE_LETTERS[_kind(token)]


def _kind(token: Token) -> str:
    if token.pos == "PROPN":
        return "name"
    if token.pos == "NOUN":
        return "plural" if token.tag == "NNS" else "singular"
    return "other"
