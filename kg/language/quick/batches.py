"""A part of a pipeline that annotates many documents at once, and how it gets into one."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.language import Language as Pipeline
    from spacy.tokens import Doc


def replace_part(pipeline: Pipeline, old: str, new: str, make: Callable[[Any], BatchPart]) -> None:
    """Puts, under the name `new`, what `make` gives of the part `old` in the place of that."""
    from spacy.language import Language as Pipelines

    def create(nlp: Pipeline, name: str) -> BatchPart:
        del name  # spaCy gives it to every factory
        return make(nlp.get_pipe(old))

    Pipelines.factory(new, func=create)
    pipeline.add_pipe(new, before=old)
    pipeline.remove_pipe(old)


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
