"""Tells times from what only looks like one: May the minister, the Sunday Times, 2000 troops."""

from __future__ import annotations

from kg.facts.time_words import MONTHS, NAME, SEASONS, WEEKDAYS, WIDE_DASH, words
from kg.model import Token

_NAME_TYPES = frozenset({"PERSON", "ORG", "GPE", "NORP", "FAC", "WORK_OF_ART", "PRODUCT", "LOC", "LAW"})
_PERSONAL = frozenset({"may", "march", "april", "june", "august", "jan", "mar"})
"""Months that are also words or people's names."""
_MODIFIERS = frozenset(words("early late mid mid- last next this past coming and between"))
_PLAIN = frozenset(words("in since until till during throughout"))
"""Prepositions that a month takes and a person hardly does."""
_FEASTS = frozenset(words("good black bloody super cyber palm ash holy easter whit maundy shrove fat"))
_TITLES = frozenset(
    words(
        "times telegraph mirror mail express herald independent observer post world club group agreement "
        "movement alliance revolution forces brigade brigades coalition party committee front square street "
        "prayers prayer sermon sermons youth"
    )
)
_COUNTERS = frozenset({"$", "#", "€", "£", "no.", "number", "some", "nearly", "almost", "least", "than"})
_LOOSE = frozenset({"over", "about", "at", "on"})


def spell_lookalikes(tokens: tuple[Token, ...], letters: str) -> str:
    """`letters`, one a token, with the letter of a name where a token is a look-alike of a time."""
    spelled = list(letters)
    surnames = {t.text for t in tokens if t.text.lower() in _PERSONAL and _is_surname(tokens, t)}
    for token in tokens:
        word = token.text.lower().rstrip(".")
        if word in _DASHES:
            if token.index and token.start > tokens[token.index - 1].end:
                spelled[token.index] = WIDE_DASH
        elif _is_name(tokens, token, word, surnames):
            spelled[token.index] = NAME
    return "".join(spelled)


def is_lookalike(tokens: tuple[Token, ...], first: int, last: int, *, after: int) -> bool:
    """Whether tokens `first` to `last` only look like a time; `after` is where the last time ended."""
    following = tokens[last] if last < len(tokens) else None
    if following is not None and following.text[0].isupper() and following.text.lower() in _TITLES:
        return True
    if _is_lasting(tokens, first):
        return True
    said = [token.text.lower() for token in tokens[first:last]]
    if said[-2:] in (["september", "11"], ["sept.", "11"]) and following and following.lemma == "attack":
        return True
    return said[-1].isdecimal() and len(said[-1]) == 4 and _is_count(tokens, first, last, after)


def _is_name(tokens: tuple[Token, ...], token: Token, word: str, surnames: set[str]) -> bool:
    if word in _WEEKDAYS:
        return _is_named_weekday(tokens, token)
    if word in _PERSONAL:
        return token.text[0].isupper() and _is_personal(tokens, token, surnames)
    if word in SEASONS:
        return _is_named_season(tokens, token)
    return word == "today" and token.text[0].isupper() and token.name_type in _NAME_TYPES


def _is_named_season(tokens: tuple[Token, ...], token: Token) -> bool:
    """Whether a season is part of a name (the Winter Palace, the Arab Spring) or a verb (prices fall)."""
    following = tokens[token.index + 1] if token.index + 1 < len(tokens) else None
    if token.text[0].isupper() and following is not None and following.pos == "PROPN":
        return True
    return token.pos not in ("NOUN", "PROPN") or _word(tokens, token.index - 1) in ("arab", "prague")


def _is_named_weekday(tokens: tuple[Token, ...], token: Token) -> bool:
    """Whether a weekday is part of a name: the Sunday Times, Good Friday, Bloody Sunday."""
    following = tokens[token.index + 1] if token.index + 1 < len(tokens) else None
    if _word(tokens, token.index - 1) in _FEASTS and tokens[token.index - 1].text[0].isupper():
        return True
    if following is not None and following.text.lower() in _TITLES:
        return following.text[0].isupper() or following.lemma in ("prayer", "sermon")
    return token.name_type in _NAME_TYPES and following is not None and following.name_type == token.name_type


def _is_personal(tokens: tuple[Token, ...], token: Token, surnames: set[str]) -> bool:
    """Whether a word such as May, in a capital, is no month: a person, a march, the verb at the start."""
    word, before, behind = (_word(tokens, token.index + n) for n in (0, -1, 1))
    if _is_number(behind) or _is_number(before) or (behind == "," and _is_year(tokens, token.index + 2)):
        return token.pos in ("AUX", "VERB") and not _is_number(behind)
    if token.pos in ("AUX", "VERB", "ADJ") or token.name_type in _NAME_TYPES or behind in ("'s", "’s"):
        return True
    if word == "august" and _describes_next(tokens, token):
        return True
    if token.text in surnames:
        return before not in _PLAIN
    if before in _MODIFIERS or before in _PLAIN or behind in _MONTHS or before in ("-", "–"):
        return False
    return token.name_type != "DATE"


def _is_surname(tokens: tuple[Token, ...], token: Token) -> bool:
    """Whether a name stands just before the word, and no number after it (Theresa May)."""
    if token.index == 0 or _is_number(_word(tokens, token.index + 1)):
        return False
    before = tokens[token.index - 1]
    return before.pos == "PROPN" and before.text.isalpha() and before.text.lower() not in _WEEKDAYS


def _describes_next(tokens: tuple[Token, ...], token: Token) -> bool:
    """Whether a singular noun follows (in August company)."""
    return token.index + 1 < len(tokens) and tokens[token.index + 1].tag == "NN"


def _is_lasting(tokens: tuple[Token, ...], first: int) -> bool:
    """Whether a mention that begins "for the past", or stands after "for", tells how long."""
    start = first if tokens[first].text.lower() == "for" else first - 1
    if start < 0 or tokens[start].text.lower() != "for" or _word(tokens, start + 1) != "the":
        return False
    return _word(tokens, start + 2) in ("past", "last", "next", "coming", "previous", "following")


def _is_count(tokens: tuple[Token, ...], first: int, last: int, after: int) -> bool:
    """Whether a bare number that could be a year counts things or numbers them (Resolution 1701)."""
    if last - first > 2 or (last - first == 2 and tokens[first].pos not in ("ADP", "SCONJ", "PART")):
        return False
    if last < len(tokens) and _counts(tokens, first, last):
        return True
    if last - first == 2:
        return tokens[first].text.lower() in _LOOSE
    before = tokens[first - 1] if first else None
    if before is None or before.tag in ("DT", "PRP$", "POS", "-LRB-", "IN") or after == first:
        return before is not None and before.text.lower() in _COUNTERS
    return not (before.text.lower() in ("and", ",", "or") and after and after == first - 1)


def _counts(tokens: tuple[Token, ...], first: int, last: int) -> bool:
    """Whether a plural or a measure follows a number that no article, possessive or "in" announces."""
    following, year = tokens[last], int(tokens[last - 1].text)
    if following.text.lower() in _MEASURES or following.lemma in _THINGS:
        return True
    if following.tag != "NNS" or (first and tokens[first - 1].tag in ("DT", "PRP$", "POS")):
        return False
    return year % 50 == 0 or tokens[first].text.lower() != "in"


def _word(tokens: tuple[Token, ...], index: int) -> str:
    return tokens[index].text.lower() if 0 <= index < len(tokens) else ""


def _is_number(word: str) -> bool:
    return word[:1].isdigit()


def _is_year(tokens: tuple[Token, ...], index: int) -> bool:
    word = _word(tokens, index)
    return word.isdecimal() and len(word) == 4


_MONTHS, _WEEKDAYS = frozenset(MONTHS), frozenset(WEEKDAYS)
_DASHES = frozenset({"-", "–", "—"})
_MEASURES = frozenset(words("% km m tons tonnes gmt utc est edt cet cest bst msk hrs hours local"))
_THINGS = frozenset(words("people troop soldier person percent kilometer kilometre mile dollar euro"))
