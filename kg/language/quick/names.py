"""The names that spaCy's transition-based recognizer finds, for all words of a batch at once.

Outside a name the next move depends on the word alone, so it is decided for every word at once. Inside a
name there are two moves, on or to its end: all names that any word may begin are followed side by side. The
moves are those of the recognizer's own weights, computed in the same order of additions.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from kg.language.quick.batches import BatchPart, replace_part

if TYPE_CHECKING:
    from spacy.language import Language as Pipeline
    from spacy.tokens import Doc

_RECOGNIZER = "ner"
_FEATURES = 3  # the word, the first word of the name, and the word before
_REFS = {"tok2vec", "lower", "upper"}

Numbers = NDArray[np.float32]
Places = NDArray[np.intp]


def quicken_names(pipeline: Pipeline) -> None:
    """Puts a `NameDecoder` in the place of the recognizer, where it is one that the decoder knows."""
    if _RECOGNIZER in pipeline.pipe_names and _is_known(pipeline.get_pipe(_RECOGNIZER)):
        replace_part(pipeline, _RECOGNIZER, "kg_names", NameDecoder)


def _is_known(recognizer: Any) -> bool:
    """Whether a recognizer moves greedily, by three features and a hidden layer of two pieces."""
    from spacy.pipeline import EntityRecognizer

    if type(recognizer) is not EntityRecognizer or recognizer.cfg["beam_width"] != 1:
        return False
    model = recognizer.model
    if not set(model.ref_names) >= _REFS or not all(map(model.maybe_get_ref, _REFS)):
        return False
    lower = model.get_ref("lower")
    plain = not model.attrs.get("unseen_classes") and type(model.ops).__name__ == "NumpyOps"
    return plain and (lower.get_dim("nF"), lower.get_dim("nP")) == (_FEATURES, 2)


class NameDecoder(BatchPart):
    """Finds the names of documents, and notes them as the recognizer that it was made of would."""

    def __init__(self, recognizer: Any) -> None:
        model = recognizer.model
        self._vectors = model.get_ref("tok2vec")
        self._lower, self._upper = model.get_ref("lower"), model.get_ref("upper")
        self._ops = model.ops
        names = map(recognizer.moves.get_class_name, range(recognizer.moves.n_moves))
        moves = [name.partition("-")[::2] for name in names]
        self._labels = [label for _, label in moves]
        self._kinds = np.array([kind if label or kind == "O" else "-" for kind, label in moves])
        places = {move: place for place, move in enumerate(moves)}
        self._on, self._end = (
            np.array([places.get((kind, label), -1) for label in self._labels]) for kind in "IL"
        )

    def annotate(self, docs: Sequence[Doc]) -> None:
        """Notes the names of documents."""
        from spacy.tokens import Span

        words = _Words.of(docs)
        moves, lasts = self._decide(words, self._vectors.predict(docs)) if words.count else ([], [])
        for doc, start in zip(docs, words.starts, strict=True):
            names = [
                Span(doc, first - start, last + 1 - start, label=self._labels[move])
                for first, last, move in self._walk(start, start + len(doc), moves, lasts)
            ]
            doc.set_ents(names, default="outside")

    def _walk(
        self, start: int, end: int, moves: list[int], lasts: list[int]
    ) -> Iterator[tuple[int, int, int]]:
        """The names from word to word: where each begins and ends, and by which move it began."""
        at = start
        while at < end:
            if self._kinds[moves[at]] != "O":
                yield at, lasts[at], moves[at]
            at = lasts[at] + 1

    def _decide(self, words: _Words, vectors: Numbers) -> tuple[list[int], list[int]]:
        """The best move at each word outside a name, and the last word of the name that it begins."""
        parts = self._lower.predict(vectors)  # the first row stands for a word that is not there
        moves = self._choose_outside(parts, words)
        lasts = np.arange(words.count)
        begun = np.flatnonzero(np.isin(moves, np.flatnonzero(self._kinds == "B")))
        lasts[begun] = self._follow(parts, words, begun, moves[begun])
        return moves.tolist(), lasts.tolist()

    def _choose_outside(self, parts: Numbers, words: _Words) -> NDArray[np.intp]:
        scores = self._score((parts[1:, 0] + parts[0, 1]) + parts[0, 2])
        allowed = np.zeros(scores.shape, dtype=bool)
        allowed[:, self._kinds == "O"] = True
        allowed[:, self._kinds == "U"] = ~words.is_space[:, None]
        allowed[:, self._kinds == "B"] = (words.goes_on & ~words.is_space)[:, None]
        moves: Places = np.where(allowed, scores, -np.inf).argmax(axis=1)
        return moves

    def _follow(self, parts: Numbers, words: _Words, begun: Places, moves: Places) -> Places:
        """The last word of each of the names that begin at some words, by some moves."""
        lasts = np.empty_like(begun)
        on, end = self._on[moves], self._end[moves]
        places, at = np.arange(len(begun)), begun + 1
        while len(places):
            first = begun[places]
            scores = self._score((parts[at + 1, 0] + parts[first + 1, 1]) + parts[at, 2])
            rows = np.arange(len(places))
            stay, stop = scores[rows, on[places]], scores[rows, end[places]]
            goes_on = words.goes_on[at] & ((stay > stop) | ((stay == stop) & (on[places] < end[places])))
            lasts[places[~goes_on]] = at[~goes_on]
            places, at = places[goes_on], at[goes_on] + 1
        return lasts

    def _score(self, sums: Numbers) -> Numbers:
        """The score of each move, from the summed features of each word."""
        hidden = (sums + self._lower.get_param("b").reshape(sums.shape[1:])).max(axis=-1)
        scores = self._ops.gemm(hidden, self._upper.get_param("W"), trans2=True)
        return scores + self._upper.get_param("b")  # type: ignore[no-any-return]


@dataclass(frozen=True, slots=True)
class _Words:
    """The words of some documents, one after another."""

    starts: list[int]
    is_space: NDArray[np.bool_]
    goes_on: NDArray[np.bool_]
    """Whether a sentence has another word after this one."""

    @property
    def count(self) -> int:
        """How many there are."""
        return len(self.is_space)

    @classmethod
    def of(cls, docs: Sequence[Doc]) -> _Words:
        columns = np.concatenate([doc.to_array(["IS_SPACE", "SENT_START"]).reshape(-1, 2) for doc in docs])
        ends = np.cumsum([len(doc) for doc in docs])
        goes_on = np.append(columns[1:, 1] != 1, False)
        goes_on[ends[ends > 0] - 1] = False
        return cls([0, *ends[:-1].tolist()], columns[:, 0] == 1, goes_on)
