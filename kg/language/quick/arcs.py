"""The dependencies that spaCy's transition-based parser finds, with fewer locks.

SpaCy decides without Python's global lock, and takes it for a moment whenever it has added two vectors:
half of its time goes there. Asked step by step from Python, which holds the lock, the same code does the same
with the same numbers.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from kg.language.quick.batches import BatchPart, replace_part

if TYPE_CHECKING:
    from spacy.language import Language as Pipeline
    from spacy.tokens import Doc

_PARSER = "parser"


def quicken_arcs(pipeline: Pipeline) -> None:
    """Puts an `ArcDecoder` in the place of the parser, where it is a greedy one."""
    if _PARSER in pipeline.pipe_names and _is_known(pipeline.get_pipe(_PARSER)):
        replace_part(pipeline, _PARSER, "kg_arcs", ArcDecoder)


def _is_known(parser: Any) -> bool:
    """Whether a parser makes the best move at each step, with numbers that lie in the processor's memory."""
    from spacy.pipeline import DependencyParser

    plain = type(parser) is DependencyParser and parser.cfg["beam_width"] == 1
    return plain and type(parser.model.ops).__name__ == "NumpyOps"


class ArcDecoder(BatchPart):
    """Parses documents as the parser that it was made of would."""

    def __init__(self, parser: Any) -> None:
        self._parser = parser

    def annotate(self, docs: Sequence[Doc]) -> None:
        """Notes heads, labels and where sentences begin."""
        with_words = [doc for doc in docs if len(doc)]
        if not with_words:
            return
        states = self._parser.moves.init_batch(with_words)
        scorer = self._parser.model.predict(with_words)
        going = [state for state in states if not state.is_final()]
        while going:
            going = self._parser.transition_states(going, scorer.predict(going))
        self._parser.set_annotations(with_words, states)
