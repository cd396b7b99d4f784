"""Parts of speech and lemmas, which follow from a word, its tag and its place in the parse: each found once.

spaCy's attribute ruler looks at every word with every rule. Nearly all of its rules look at one word alone;
a text in which one that looks at two has something to say is left to spaCy.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, islice
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from spacy.language import Language as Pipeline
    from spacy.tokens import Doc

MOST_WORDS = 100_000
"""The words with their tags and places that are remembered at a time."""

Words = NDArray[np.uint64]
"""A row for each word: the number of its text, of its tag and of its dependency."""

_RULER, _LEMMATIZER = "attribute_ruler", "lemmatizer"
_SEEN = frozenset({"TAG", "DEP", "LOWER", "ORTH", "TEXT", "IS_SPACE"})
"""What rules may look at, all of which is part of the key by which a word is remembered."""


def quicken_attributes(pipeline: Pipeline) -> None:
    """Puts a `WordAttributes` in the place of ruler and lemmatizer, where they are such as it knows."""
    from spacy.language import Language as Pipelines

    names = pipeline.pipe_names
    if _RULER not in names or names[names.index(_RULER) + 1 :][:1] != [_LEMMATIZER]:
        return
    if _is_known(pipeline.get_pipe(_RULER), pipeline.get_pipe(_LEMMATIZER)):
        Pipelines.factory("kg_attributes", func=_make_attributes)
        pipeline.add_pipe("kg_attributes", before=_RULER)
        pipeline.remove_pipe(_RULER)
        pipeline.remove_pipe(_LEMMATIZER)


def _make_attributes(nlp: Pipeline, name: str) -> WordAttributes:
    del name  # spaCy gives it to every factory
    return WordAttributes(nlp.get_pipe(_RULER), nlp.get_pipe(_LEMMATIZER))


def _is_known(ruler: Any, lemmatizer: Any) -> bool:
    """Whether the rules look at nothing but `_SEEN`, and lemmas follow from a word and what the rules say."""
    from spacy.lang.en.lemmatizer import EnglishLemmatizer
    from spacy.pipeline import AttributeRuler

    if type(ruler) is not AttributeRuler or type(lemmatizer) is not EnglishLemmatizer:
        return False
    rules: Any = ruler.patterns
    seen = {name for rule in rules for words in rule["patterns"] for word in words for name in word}
    return seen <= _SEEN and lemmatizer.mode == "rule" and not lemmatizer.overwrite


class WordAttributes:
    """Notes the part of speech, the morphology and the lemma of each word of parsed documents."""

    def __init__(self, ruler: Any, lemmatizer: Any) -> None:
        self._ruler, self._lemmatizer = ruler, lemmatizer
        self._alone = _choose_rules(ruler, lambda words: words if len(words) == 1 else None)
        self._together = _choose_rules(ruler, lambda words: words if len(words) > 1 else None)
        self._openings = _choose_rules(ruler, lambda words: words[:1] if len(words) > 1 else None)
        self._known: dict[bytes, tuple[int, ...]] = {}
        self._opening: set[bytes] = set()

    def __call__(self, doc: Doc) -> Doc:
        """Notes what follows from the words of one document."""
        return next(self.pipe([doc], batch_size=1))

    def pipe(self, stream: Iterable[Doc], *, batch_size: int) -> Iterator[Doc]:
        """Notes what follows from the words of documents, `batch_size` at a time."""
        rest = iter(stream)
        while docs := list(islice(rest, batch_size)):
            self._annotate(docs)
            yield from docs

    def _annotate(self, docs: Sequence[Doc]) -> None:
        given: list[Any] = [doc.to_array(["ORTH", "TAG", "DEP"]).reshape(-1, 3) for doc in docs]
        keys = [rows.view("V24").ravel().tolist() for rows in given]
        if len(self._known) > MOST_WORDS:
            self._known.clear()
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
        """Has the ruler and the lemmatizer look at words that are new, one beside another."""
        from spacy.tokens import Doc

        doc: Any = Doc(vocab, words=[vocab.strings[int(orth)] for orth in given[:, 0]])
        doc.from_array(["TAG", "DEP"], np.ascontiguousarray(given[:, 1:]))
        self._opening.update(words[start] for _, _, start, _ in self._openings.match(doc))
        found = self._lemmatizer(self._alone(doc)).to_array(["POS", "MORPH", "LEMMA", "TAG", "DEP"])
        self._known.update(zip(words, map(tuple, found.reshape(-1, 5).tolist()), strict=True))


def _choose_rules(ruler: Any, choose: Callable[[list[Any]], list[Any] | None]) -> Any:
    """A ruler with what is chosen of the patterns of another, in their order."""
    from spacy.pipeline import AttributeRuler

    chosen = AttributeRuler(ruler.vocab)
    for rule in ruler.patterns:
        patterns = [found for words in rule["patterns"] if (found := choose(words)) is not None]
        if patterns:
            chosen.add(patterns, rule["attrs"], rule["index"])
    return chosen
