"""The plurals of English noun phrases."""

from __future__ import annotations

_AFTER_HEAD = frozenset({"of", "for", "in", "to", "at", "without", "extraordinary", "ad", "d'affaires"})
_GENERALS = frozenset({"secretary", "director", "attorney", "governor", "consul", "prosecutor", "inspector"})


def pluralize(words: tuple[str, ...]) -> tuple[str, ...]:
    """The plural of a noun phrase: of its head, before *of*, *for* or the *general* of an office.

    >>> pluralize(("minister", "of", "defence")), pluralize(("deputy", "spokesman"))
    (('ministers', 'of', 'defence'), ('deputy', 'spokesmen'))
    >>> pluralize(("secretary", "-", "general")), pluralize(("major", "general"))
    (('secretaries', '-', 'general'), ('major', 'generals'))
    >>> pluralize(("commander", "-", "in", "-", "chief"))
    ('commanders', '-', 'in', '-', 'chief')
    """
    at = _head_of_phrase(words)
    return (*words[:at], _plural(words[at]), *words[at + 1 :])


def _head_of_phrase(words: tuple[str, ...]) -> int:
    cuts = [i for i, word in enumerate(words) if word in _AFTER_HEAD]
    at = (cuts[0] if cuts and cuts[0] > 0 else len(words)) - 1
    at -= words[at] == "-"
    if words[at] == "general":
        noun = at - 2 if words[at - 1] == "-" else at - 1
        return noun if noun >= 0 and words[noun].removeprefix("under") in _GENERALS else at
    return at


def _plural(noun: str) -> str:
    if noun.endswith("man"):
        return noun[:-2] + "en"
    if noun.endswith("y") and noun[-2:-1] not in tuple("aeiou"):
        return noun[:-1] + "ies"
    return noun + ("es" if noun.endswith(("s", "x", "ch", "sh")) else "s")
