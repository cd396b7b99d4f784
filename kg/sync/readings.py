"""A piece while it is read: the bytes that were looked at are those that were read, or it is read again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from kg.model import Document, Dropped
from kg.reading import ReadingOptions
from kg.sync.credits import join_places, tell_place
from kg.sync.pieces import SMALL, Piece, UnavailableError
from kg.sync.record import Place

_TRIES = 3
"""How often a piece is read that changes while it is read."""

_REASONS = 20
"""The reasons that are kept of a piece in which much was passed over."""

_CHANGED = "changed while it was read; it is read again the next time"


@dataclass(slots=True)
class Reading:
    """A piece that is being read: its digest, the documents that it holds, and what was passed over.

    `held` has of each document what its first place says of it, `again` what others say that follow it.
    `is_known` says whether it was read before, `is_large` whether it is used while it is read, and
    `is_whole` whether it was read to its end.
    """

    piece: Piece
    place: Place
    digest: str
    is_known: bool
    is_large: bool = False
    is_whole: bool = False
    held: dict[str, str] = field(default_factory=dict)
    again: dict[str, dict[str, None]] = field(default_factory=dict)
    passed: int = 0
    dropped: list[Dropped] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.is_large = self.piece.size > SMALL

    def hold(self, document: Document) -> bool:
        """Notes that the piece holds a document, and what it says of it; whether it did not before."""
        told, is_new = tell_place(document), document.id not in self.held
        if is_new:
            self.held[document.id] = told
        elif told != self.held[document.id]:
            self.again.setdefault(document.id, {})[told] = None
        return is_new

    def tell(self, document: str) -> str:
        """What the piece says of a document that it holds, in each place so far."""
        return join_places([self.held[document], *self.again.get(document, ())])

    def let_go(self, document: str, dropped: Dropped) -> None:
        """Notes why a document that the piece held is none."""
        del self.held[document]
        self.again.pop(document, None)
        self.pass_over(dropped)

    def pass_over(self, dropped: Dropped) -> None:
        """Notes why something in the piece is no document."""
        self.passed += dropped.count
        if len(self.dropped) < _REASONS:
            self.dropped.append(dropped)

    def open(self, options: ReadingOptions, *, stopped: Callable[[], bool]) -> Iterator[Document | Dropped]:
        """What the piece holds; a small one is read through before any of it is given.

        GoneError, or UnavailableError where it cannot be read or does not stop changing. A large one ends
        early when it is `stopped`.
        """
        return self._stream(options, stopped) if self.is_large else self._read(options)

    def _read(self, options: ReadingOptions) -> Iterator[Document | Dropped]:
        for _ in range(_TRIES):
            values = list(self.piece.read(options))
            before, self.digest = self.digest, self.piece.find_digest()
            if self.digest == before:
                self.is_whole = True
                yield from values
                return
        raise UnavailableError(_CHANGED)

    def _stream(self, options: ReadingOptions, stopped: Callable[[], bool]) -> Iterator[Document | Dropped]:
        for value in self.piece.read(options):
            if stopped():
                return
            yield value
        if self.piece.find_digest() != self.digest:
            raise UnavailableError(_CHANGED)
        self.is_whole = True
