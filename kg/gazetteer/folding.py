"""The folding key of names: one key for all the ways in which English writes a name.

A key holds small letters and digits only. Case, accents, hyphens, apostrophes, spaces, an article
and Cyrillic letters do not tell names apart, and neither do the usual choices of transliteration
(Zelensky, Zelenskyy, Zelenskiy; Gorbachev, Gorbachov; Sergei, Sergey; Mohammed, Muhammad).
Keys are made of names when the index is made, and of the words of a text when it is asked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from kg.gazetteer.surfaces import fold

_CYRILLIC = dict(
    zip(
        "абвгдеёжзийклмнопрстуфхцчшщъыьэюяіїєґўјљњћђџ",
        "a b v g d e e zh z i i k l m n o p r s t u f kh ts ch sh shch _ y _ e yu ya "
        "i yi ye g u j lj nj c d dz".split(),
        strict=True,
    )
)
_TRANSLITERATED = str.maketrans({letter: latin.strip("_") for letter, latin in _CYRILLIC.items()})
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe"})
_DROPPED = re.compile(r"['’‘ʻʼ`´ʿʾ.]|\([^)]*\)")
_WORD = re.compile(r"[^\W_]+")
_ARTICLES = frozenset({"the"})
_NUMERAL = frozenset("ivx")

_WORDS = {
    "saint": "st",
    "sankt": "st",
    "mount": "mt",
    "and": "",
    "el": "al",
    "ul": "al",
    "ibn": "bin",
    "ben": "bin",
    **dict.fromkeys("mohammed mohamed mohammad muhammad muhammed mohamad muhamad muhamed".split(), "muhamad"),
    **dict.fromkeys("hussein hussain husain husayn hossein husein hosein".split(), "husein"),
    **dict.fromkeys("abdul abdel abdal".split(), "abdul"),
    **dict.fromkeys("ahmed ahmad ahmet".split(), "ahmad"),
    **dict.fromkeys("yusuf yousef youssef yousuf yusef yousif".split(), "iusuf"),
}
"""Words that are written in several ways which no rule below makes one."""

_RULES = tuple(
    (letters, re.compile(pattern), form)
    for letters, pattern, form in (
        ("shch", r"shch", "sch"),
        ("tch", r"tch", "ch"),
        ("kh", r"(?<=.)kh", "h"),
        ("ks", r"ks", "x"),
        ("yo", r"(?<=[^aeiouy])yo(?=.)", "e"),
        ("y", r"(?<=[aeiou])y(?=[aeiou])", ""),
        ("hov", r"(?<=[cz]h)ov(?=a?$)", "ev"),
        ("ye", r"^ye", "e"),
        ("ej", r"ej$", "ei"),
        ("i", r"[yj]?iy?$|[iy]j$", "i"),
        ("y", r"yy?$|yj$", "i"),
        ("y", r"y", "i"),
        ("ii", r"iie|ii", "i"),
        ("ow", r"(?<=.)ow(?=a?$)", "ov"),
        ("enka", r"(?<=[a-z]{3})enka$", "enko"),
        ("dr", r"(?<=[nx])dr$", "der"),
        ("ou", r"ou", "u"),
    )
)
"""What is done to a word, in this order: the letters that it must hold, what is replaced, and by what."""

_DOUBLED = re.compile(r"([a-z])\1+")


def fold_plainly(name: str) -> str:
    """A name without case, accents, apostrophes, gaps, hyphens and article: the key before transliteration.

    >>> fold_plainly("the Côte d'Ivoire"), fold_plainly("Kim Jong-un"), fold_plainly("U.N.")
    ('cotedivoire', 'kimjongun', 'un')
    """
    return "".join(_words(name))


@lru_cache(maxsize=65536)
def fold_name(name: str) -> str:
    """The folding key of a name; empty if it has neither letter nor digit.

    >>> {fold_name("Volodymyr " + n) for n in ("Zelensky", "Zelenskyy", "Zelenskiy", "Zelenskyj")}
    {'volodimirzelenski'}
    >>> fold_name("Austria") == fold_name("Australia")
    False
    """
    return "".join(map(_fold_word, _words(name)))


def fold_variants(name: str) -> Iterator[str]:
    """The keys under which the index keeps a name: its own, and those of what umlauts are written as.

    >>> list(fold_variants("Gerhard Schröder"))
    ['gerhardschroder', 'gerhardschroeder']
    """
    key = fold_name(name)
    yield key
    if not name.isascii() and (other := fold_name(name.lower().translate(_UMLAUTS))) != key:
        yield other


def _words(name: str) -> list[str]:
    text = name.lower()
    if not text.isascii():
        text = fold(text.translate(_TRANSLITERATED)).lower()
    words = _WORD.findall(_DROPPED.sub("", text))
    return words[1:] if len(words) > 1 and words[0] in _ARTICLES else words


@lru_cache(maxsize=65536)
def _fold_word(word: str) -> str:
    if word in _WORDS or len(word) < 3 or _NUMERAL.issuperset(word):
        return _WORDS.get(word, word)
    for letters, pattern, form in _RULES:
        if letters in word:
            word = pattern.sub(form, word)
    return _DOUBLED.sub(r"\1", word)
