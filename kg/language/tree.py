"""Questions asked of a sentence's dependency tree; none of them needs the parser itself."""

from __future__ import annotations

from collections.abc import Iterator

from kg.model import Sentence, Token

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
RELATIVE_WORDS = frozenset({"who", "which", "that", "whom"})
_ADDRESSING = frozenset({"call", "appeal", "plead", "prevail"})
_TURNED = frozenset({"as", "from", "of", "for", "into"})
"""Prepositions whose gerund tells what the object does: "accused A *of visiting* B"."""


_HEARING = frozenset({"tell", "inform"})
"""Verbs that without an object tell what their subject hears."""


def children(sentence: Sentence, token: Token, *labels: str) -> Iterator[Token]:
    """The words that hang on `token`, left to right; with `labels`, those of these dependencies."""
    for index in sentence.children[token.index]:
        child = sentence.tokens[index]
        if not labels or child.dep in labels:
            yield child


def child(sentence: Sentence, token: Token, *labels: str) -> Token | None:
    """The first word on `token` with one of the dependencies `labels`."""
    return next(children(sentence, token, *labels), None)


def head(sentence: Sentence, token: Token) -> Token | None:
    """The word that `token` hangs on, or None for the root."""
    return None if token.head == token.index else sentence.tokens[token.head]


def ancestors(sentence: Sentence, token: Token) -> Iterator[Token]:
    """The words above `token`, from its head to the root."""
    above = head(sentence, token)
    while above is not None:
        yield above
        above = head(sentence, above)


def subtree(sentence: Sentence, token: Token) -> tuple[int, int]:
    """The first and last (half-open) token under `token`, itself included."""
    first, last = token.index, token.index + 1
    waiting = list(sentence.children[token.index])
    while waiting:
        index = waiting.pop()
        first, last = min(first, index), max(last, index + 1)
        waiting.extend(sentence.children[index])
    return first, last


def conjuncts(sentence: Sentence, token: Token) -> Iterator[Token]:
    """`token` and the words coordinated with it that follow, in their order; "but not X" is left out."""
    yield token
    for other in children(sentence, token, "conj"):
        same = (other.pos in {"VERB", "AUX"}) == (token.pos in {"VERB", "AUX"})
        if same and not is_excluded(sentence, other):
            yield from conjuncts(sentence, other)


def is_excluded(sentence: Sentence, token: Token) -> bool:
    """Whether a noun of a coordination is named only to be left out: "met A, but *not B*"."""
    if token.pos in {"VERB", "AUX"}:
        return False
    first, _ = subtree(sentence, token)
    before = sentence.tokens[max(0, first - 1) : token.index]
    words = [t.text.lower() for t in before if t.pos != "PUNCT" and t.dep != "nsubj"]
    return "not" in words[:2] or "nor" in words[:1]


def first_conjunct(sentence: Sentence, token: Token) -> Token:
    """The first word of the coordination that `token` belongs to."""
    while token.dep == "conj":
        above = sentence.tokens[token.head]
        if (above.pos in {"VERB", "AUX"}) != (token.pos in {"VERB", "AUX"}):
            return token
        token = above
    return token


def prepositions(sentence: Sentence, token: Token) -> Iterator[tuple[str, Token]]:
    """The prepositional phrases on `token`, as (preposition in lower case, its noun)."""
    for first in children(sentence, token, "prep", "agent", "dative"):
        for preposition in conjuncts(sentence, first):
            if preposition.pos != "VERB" or preposition is first:
                yield from _complements(sentence, preposition, preposition.text.lower())


def _complements(sentence: Sentence, preposition: Token, words: str) -> Iterator[tuple[str, Token]]:
    """What a preposition governs; "ahead of", "out of" and their like are one preposition."""
    for noun in children(sentence, preposition, "pobj", "pcomp"):
        yield words, noun
    for inner in children(sentence, preposition, "prep"):
        yield from _complements(sentence, inner, f"{words} {inner.text.lower()}")


def is_passive(sentence: Sentence, verb: Token) -> bool:
    """Whether `verb` is in the passive, reduced relatives ("brokered by …") included."""
    if any(True for _ in children(sentence, verb, "auxpass", "nsubjpass")):
        return True
    if verb.tag == "VBN" and child(sentence, verb, "agent") is not None:
        return True
    if _shares_passive(sentence, verb):
        return True
    reduced = verb.tag == "VBN" and verb.dep in {"acl", "amod"}
    return reduced and child(sentence, verb, "aux") is None and child(sentence, verb, "dobj") is None


def _shares_passive(sentence: Sentence, verb: Token) -> bool:
    """ "They were handed a note and *told* that …": the first verb's auxiliary serves the second too."""
    first = sentence.tokens[verb.head]
    own = child(sentence, verb, "aux", "nsubj", "dobj")
    participle = verb.tag == "VBN" or (verb.tag == "VBD" and verb.lemma in _HEARING)
    shared = verb.dep == "conj" and participle and first.tag == "VBN" and own is None
    return shared and child(sentence, first, "auxpass") is not None


def subject(sentence: Sentence, verb: Token) -> Token | None:
    """The grammatical subject of `verb`, also where a coordination, a control verb or a relative hides it."""
    return _subject(sentence, verb, depth=0)


def _subject(sentence: Sentence, verb: Token, depth: int) -> Token | None:
    own = child(sentence, verb, "nsubj", "nsubjpass")
    above = head(sentence, verb)
    if own is not None:
        return _antecedent(sentence, verb, own)
    if above is None or depth > 6 or _is_parenthesis(sentence, verb):
        return None
    if verb.dep in {"acl", "relcl"} and above.pos not in {"VERB", "AUX"}:
        return above
    if verb.dep in {"conj", "advcl", "dep"} or (verb.pos == "ADJ" and verb.dep in {"acomp", "oprd"}):
        return _subject(sentence, above, depth + 1) if above.pos in {"VERB", "AUX"} else None
    if verb.dep == "xcomp":
        controller = _controller(sentence, above) if above.pos == "VERB" else None
        return controller or _subject(sentence, above, depth + 1)
    return _subject_of_gerund(sentence, above, depth) if verb.dep == "pcomp" else None


def _is_parenthesis(sentence: Sentence, verb: Token) -> bool:
    """ "*As reported*, A will go": a participle that tells of nobody in the sentence."""
    mark = child(sentence, verb, "mark")
    return verb.dep == "advcl" and verb.tag in {"VBN", "VBD"} and mark is not None and mark.lemma == "as"


def _subject_of_gerund(sentence: Sentence, preposition: Token, depth: int) -> Token | None:
    """Who does what a gerund after a preposition tells: the object of "accused A of …", else the subject."""
    governor = head(sentence, preposition)
    if governor is None or preposition.dep != "prep":
        return None
    kept = child(sentence, governor, "dobj") if preposition.lemma in _TURNED else None
    if kept is not None or governor.pos not in {"VERB", "AUX"}:
        return kept
    return _subject(sentence, governor, depth + 1)


def _controller(sentence: Sentence, verb: Token) -> Token | None:
    """Whom an infinitive is about: "asked *A* to leave", "called on *A* to leave"."""
    thing = child(sentence, verb, "dobj", "dative")
    if thing is None and verb.lemma in _ADDRESSING:
        return next((n for p, n in prepositions(sentence, verb) if p in {"on", "upon", "to", "with"}), None)
    return thing


def _antecedent(sentence: Sentence, verb: Token, word: Token) -> Token:
    """What a relative pronoun stands for, or "both of whom"; any other word stands for itself."""
    if word.text.lower() in {"both", "all"}:
        word = next((n for p, n in prepositions(sentence, word) if p == "of"), word)
    if word.text.lower() not in RELATIVE_WORDS or word.tag not in {"WP", "WDT"}:
        return word
    for clause in (verb, *ancestors(sentence, verb)):
        if clause.dep == "relcl":
            return sentence.tokens[clause.head]
    return word


def antecedent(sentence: Sentence, word: Token) -> Token:
    """What a relative pronoun stands for ("talks, *which* …"); any other word stands for itself."""
    return _antecedent(sentence, sentence.tokens[word.head], word)


def clause_verb(sentence: Sentence, token: Token) -> Token | None:
    """The verb of the clause that `token` stands in, `token` itself when it is one."""
    for word in (token, *ancestors(sentence, token)):
        if word.pos in {"VERB", "AUX"} and word.dep not in {"prep", "amod", "compound"}:
            return word
    return None


def is_said_before(sentence: Sentence, verb: Token, index: int) -> bool:
    """Whether the token `index` lies in what `verb` reports, and that stands before it: "…, he said"."""
    doer = child(sentence, verb, "nsubj")
    said = (c for c in children(sentence, verb, "ccomp") if doer is not None and c.index < doer.index)
    spans = (subtree(sentence, clause) for clause in said)
    return any(first <= index < last for first, last in spans)
