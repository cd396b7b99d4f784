"""The vectors of words, which do not depend on their neighbours: each computed once, and remembered."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from spacy.language import Language as Pipeline
    from spacy.tokens import Doc
    from thinc.api import Model

MOST_WORDS = 50_000
"""The words that are remembered at a time; of 96 numbers each, they take 20 MB."""

_EMBEDDING = "extract_features"
_KNOWN_LAYERS = ("list2ragged", "with_array", "with_array", "ragged2list")


def quicken_words(pipeline: Pipeline) -> None:
    """Has each of a pipeline's encoders remember the vectors of words."""
    for _, part in pipeline.pipeline:
        model = getattr(part, "model", None)
        for node in list(model.walk()) if model else ():
            for place, layer in enumerate(node.layers):
                if _is_embedding(layer):
                    node.layers[place] = remember_words(layer)


def remember_words(embedding: Model[Any, Any]) -> Model[Any, Any]:
    """A layer that gives what `embedding` gives, from documents to a matrix of word vectors for each."""
    from thinc.api import Model, chain

    vectors: Model[Any, Any] = chain(*embedding.layers[1:])
    memory = _Memory(vectors, embedding.layers[0].attrs["columns"])

    def forward(_: Model[Any, Any], docs: Sequence[Doc], is_train: bool) -> Any:  # noqa: FBT001 # as thinc calls
        return embedding(docs, is_train) if is_train else (memory.find(docs), None)

    return Model("remembered_words", forward, layers=[embedding])


def _is_embedding(layer: Model[Any, Any]) -> bool:
    """Whether a layer looks at each word alone: its own features, and nothing of its neighbours."""
    inner = [each.name.partition("(")[0] for each in layer.layers]
    return bool(inner) and inner[0] == _EMBEDDING and tuple(inner[1:]) == _KNOWN_LAYERS


class _Memory:
    """The vectors of words, by what the embedding sees of them."""

    def __init__(self, vectors: Model[Any, Any], columns: Sequence[Any]) -> None:
        self._vectors = vectors
        self._columns = list(columns)
        self._rows: dict[bytes, int] = {}
        self._table: Any = None

    def find(self, docs: Sequence[Doc]) -> list[np.ndarray]:
        """The vectors of each document's words."""
        import numpy as np

        seen = [doc.to_array(["ORTH", "NORM", "SPACY"]).reshape(-1, 3) for doc in docs]
        keys = _to_keys(np.concatenate(seen))
        if not set(keys) <= self._rows.keys():
            self._learn(keys, docs)
        rows = np.fromiter(map(self._rows.__getitem__, keys), dtype=np.intp, count=len(keys))
        return np.split(self._table[rows], np.cumsum([len(some) for some in seen])[:-1])

    def _learn(self, keys: list[bytes], docs: Sequence[Doc]) -> None:
        """Computes the vectors of the words that are not known yet."""
        import numpy as np

        if len(self._rows) > MOST_WORDS:
            self._rows.clear()
        first = {key: place for place, key in enumerate(keys) if key not in self._rows}
        features = np.concatenate([doc.to_array(self._columns) for doc in docs])
        [learned] = self._vectors.predict([features[list(first.values())]])
        start, end = len(self._rows), len(self._rows) + len(learned)
        if self._table is None or end > len(self._table):
            grown = np.empty((2 * end, learned.shape[1]), dtype=learned.dtype)
            grown[:start] = self._table[:start] if start else 0
            self._table = grown
        self._table[start:end] = learned
        self._rows.update(zip(first, range(start, end), strict=True))


def _to_keys(features: np.ndarray) -> list[bytes]:
    """Each row of a matrix of numbers as bytes."""
    import numpy as np

    whole = np.ascontiguousarray(features)
    return whole.view(f"V{whole.itemsize * whole.shape[1]}").ravel().tolist()
