"""Parts of speech and lemmas, which follow from a word, its tag and its place in the parse: each found once.

spaCy's attribute ruler looks at every word with every rule. Nearly all of its rules look at one word alone;
a text in which one that looks at two has something to say is left to spaCy.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from kg.language.quick.batches import BatchPart, replace_part
from kg.language.quick.rules import Seen, WordRules, knows

if TYPE_CHECKING:
    from spacy.language import Language as Pipeline
    from spacy.tokens import Doc

LEMMA, POS, TAG, DEP, MORPH = 73, 74, 75, 76, 453
"""spaCy's numbers of attributes."""

MOST_WORDS = 100_000
"""The words with their tags and places that are remembered at a time."""

Words = NDArray[np.uint64]
"""A row for each word: the number of its text, of its tag and of its dependency."""

_RULER, _LEMMATIZER = "attribute_ruler", "lemmatizer"


def quicken_attributes(pipeline: Pipeline) -> None:
    """Puts a `WordAttributes` in the place of ruler and lemmatizer, where they are such as it knows."""
    names = pipeline.pipe_names
    if _RULER not in names or names[names.index(_RULER) + 1 :][:1] != [_LEMMATIZER]:
        return
    lemmatizer = pipeline.get_pipe(_LEMMATIZER)
    if _is_known(pipeline.get_pipe(_RULER), lemmatizer):
        replace_part(pipeline, _RULER, "kg_attributes", lambda ruler: WordAttributes(ruler, lemmatizer))
        pipeline.remove_pipe(_LEMMATIZER)


def _is_known(ruler: Any, lemmatizer: Any) -> bool:
    """Whether rules see nothing but words, tags and dependencies, and lemmas follow from what they say."""
    from spacy.lang.en.lemmatizer import EnglishLemmatizer
    from spacy.pipeline import AttributeRuler

    if type(ruler) is not AttributeRuler or type(lemmatizer) is not EnglishLemmatizer:
        return False
    rules: Any = ruler.patterns
    plain = all(knows(word) for rule in rules for words in rule["patterns"] for word in words)
    return plain and lemmatizer.mode == "rule" and not lemmatizer.overwrite


class WordAttributes(BatchPart):
    """Notes the part of speech, the morphology and the lemma of each word of parsed documents."""

    def __init__(self, ruler: Any, lemmatizer: Any) -> None:
        self._ruler, self._lemmatizer = ruler, lemmatizer
        _find_at_once(lemmatizer.lookups.get_table("lemma_index", {}))
        self._alone = WordRules(_find_patterns(ruler, alone=True))
        self._openings = WordRules(_find_patterns(ruler, alone=False))
        self._together = _choose_longer(ruler)
        self._known: dict[bytes, tuple[int, ...]] = {}
        self._opening: set[bytes] = set()
        self._lemmas: dict[tuple[int, int, int], int] = {}

    def annotate(self, docs: Sequence[Doc]) -> None:
        """Notes what follows from the words of documents."""
        given: list[Any] = [doc.to_array(["ORTH", "TAG", "DEP"]).reshape(-1, 3) for doc in docs]
        keys = [rows.view("V24").ravel().tolist() for rows in given]
        if len(self._known) > MOST_WORDS:
            self._known.clear()
            self._lemmas.clear()
        new = {key: place for place, key in enumerate(chain(*keys)) if key not in self._known}
        if new:
            self._learn(docs[0].vocab, np.concatenate(given)[list(new.values())], list(new))
        for doc, rows, words in zip(docs, given, keys, strict=True):
            if not self._opening.isdisjoint(words) and self._together.match(doc):
                self._lemmatizer(self._ruler(doc))
            elif words:
                self._recall(doc, rows, words)

    def _recall(self, doc: Any, given: Words, words: list[bytes]) -> None:
        """Notes in a document what is known of its words."""
        found = np.array([self._known[word] for word in words], dtype=np.uint64)
        doc.from_array(["POS", "MORPH", "LEMMA"], np.ascontiguousarray(found[:, :3]))
        for place in np.flatnonzero((found[:, 3:] != given[:, 1:]).any(axis=1)).tolist():
            doc[place].tag, doc[place].dep = (int(value) for value in found[place, 3:])

    def _learn(self, vocab: Any, given: Words, words: list[bytes]) -> None:
        """Has the rules and the lemmatizer look at words that are new."""
        found = []
        for word, (orth, tag, dep) in zip(words, given.tolist(), strict=True):
            lexeme, strings = vocab[orth], vocab.strings
            seen = Seen(lexeme.lower_, lexeme.text, strings[tag], strings[dep], lexeme.is_space)
            if self._openings.find_attributes(seen):
                self._opening.add(word)
            attributes = self._alone.find_attributes(seen)
            found.append([orth, *(attributes.get(number, 0) for number in (POS, MORPH, LEMMA))])
            self._known[word] = (attributes.get(TAG, tag), attributes.get(DEP, dep))
        self._lemmatize(vocab, found)
        for word, (orth, pos, morph, lemma) in zip(words, found, strict=True):
            self._known[word] = (pos, morph, lemma or self._lemmas[orth, pos, morph], *self._known[word])

    def _lemmatize(self, vocab: Any, words: Iterable[Sequence[int]]) -> None:
        """Finds the lemmas that no rule gave, of words with their part of speech and morphology."""
        from spacy.tokens import Doc

        keys = {(orth, pos, morph) for orth, pos, morph, lemma in words if not lemma}
        new = sorted(keys - self._lemmas.keys())
        doc: Any = Doc(vocab, words=[vocab.strings[orth] for orth, _, _ in new])
        doc.from_array(["POS", "MORPH"], np.array([key[1:] for key in new], dtype=np.uint64).reshape(-1, 2))
        self._lemmas.update(zip(new, (word.lemma for word in self._lemmatizer(doc)), strict=True))


def _find_at_once(known: Any) -> None:
    """Makes sets of the lists of known lemmas, which are long, and only asked whether they hold one."""
    for key, lemmas in list(known.items()):
        known[key] = frozenset(lemmas)


def _find_patterns(ruler: Any, *, alone: bool) -> Iterator[tuple[dict[str, Any], dict[int, int]]]:
    """The first word of each pattern that looks at one word alone, or at more, and what its rule gives."""
    for rule, attributes in zip(ruler.patterns, ruler.attrs, strict=True):
        for words in rule["patterns"]:
            if (len(words) == 1) == alone:
                yield words[0], attributes


def _choose_longer(ruler: Any) -> Any:
    """A ruler with those patterns of another that look at several words."""
    from spacy.pipeline import AttributeRuler

    chosen = AttributeRuler(ruler.vocab)
    for rule in ruler.patterns:
        if longer := [words for words in rule["patterns"] if len(words) > 1]:
            chosen.add(longer, rule["attrs"], rule["index"])
    return chosen
