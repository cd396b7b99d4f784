"""A part of a pipeline that annotates many documents at once."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc


class BatchPart(ABC):
    """What spaCy calls, for one document or for a stream; the work is done a batch at a time."""

    def __call__(self, doc: Doc) -> Doc:
        """Annotates one document."""
        return next(self.pipe([doc], batch_size=1))

    def pipe(self, stream: Iterable[Doc], *, batch_size: int) -> Iterator[Doc]:
        """Annotates documents, `batch_size` at a time."""
        rest = iter(stream)
        while docs := list(islice(rest, batch_size)):
            self.annotate(docs)
            yield from docs

    @abstractmethod
    def annotate(self, docs: Sequence[Doc]) -> None:
        """Annotates some documents, of which there is one at least."""
