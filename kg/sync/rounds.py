"""One round over a root: what is new is read, what is another is read again, what is gone is taken away."""

from __future__ import annotations

import hashlib
import json
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, TypeAlias

from kg.errors import UsageError
from kg.model import Document, Dropped
from kg.reading import ReadingOptions
from kg.sync.draft import Draft
from kg.sync.pieces import GoneError, Listing, Piece, UnavailableError, find_order
from kg.sync.readings import Reading
from kg.sync.record import Place, Root
from kg.sync.report import Counts, Report

if TYPE_CHECKING:
    from kg.rdf.named_graph import NamedGraph

Reader: TypeAlias = "Callable[[Iterable[Document]], Generator[NamedGraph | Dropped, None, None]]"
"""Gives the graph of each document, in their order, or why there is none."""

_PASSES = 10
"""How often a round goes over a root at the most; a text that went from one file to another takes two."""


@dataclass(frozen=True, slots=True)
class _Waiting:
    """A document that is with the reader, the piece that holds it, and what it was told with."""

    reading: Reading
    document: str
    version: str


@dataclass(slots=True)
class Round:
    """A round over one root, in an open draft.

    `fingerprint` is what documents are read with, `read` reads them, `published` dates those that do not say;
    `stopped` says whether to end early, after what has been begun. With `empty_too`, a root that has nothing
    left takes all that it gave with it.
    """

    draft: Draft
    root: Root
    read: Reader
    fingerprint: str
    report: Report
    options: ReadingOptions
    published: str | None = None
    empty_too: bool = False
    stopped: Callable[[], bool] = lambda: False
    _waiting: deque[_Waiting | Reading] = field(default_factory=deque)
    _in_hand: set[str] = field(default_factory=set)
    _failed: set[str] = field(default_factory=set)
    _is_first: bool = True

    def run(self, listing: Listing) -> None:
        """Makes the store hold what the root has; what was saved stays whatever happens later."""
        self._remove_lost(listing)
        for number in range(_PASSES):
            self._is_first = number == 0
            with closing(self.read(self._hand_out(listing.pieces))) as outcomes:
                for outcome in outcomes:
                    self._take(outcome)
            if self.stopped() or not self._has_stale(listing.pieces):
                break
        self._finish(listing)

    def _remove_lost(self, listing: Listing) -> None:
        """Takes away the pieces that are listed no more, and are gone."""
        listed = {piece.key for piece in listing.pieces}
        known = list(self.draft.record.list_pieces(self.root.id))
        lost = sorted(key for key in known if key not in listed and listing.is_lost(key))
        if lost and not listed and len(lost) == len(known) and not self.empty_too:
            why = f"has nothing left, and {len(known):,} files that came from it are in the store"
            raise UsageError(why, where=self.root.name, hint="is its disk there? --yes removes them all")
        for key in lost:
            self._remove(key)
            self._save_if_due()

    def _remove(self, key: str) -> None:
        self.draft.remove((self.root.id, key))
        self.report.count("removed")

    def _hand_out(self, pieces: Iterable[Piece]) -> Iterator[Document]:
        """The documents that must be read, of the pieces that are not as they were; other ones are noted."""
        for piece in pieces if self._is_first else self._choose_stale(pieces):
            if self.stopped():
                return
            reading = self._compare(piece)
            if reading:
                yield from self._open(reading)
            self._settle_ready()

    def _choose_stale(self, pieces: Iterable[Piece]) -> list[Piece]:
        """The pieces that must be read once more: whoever owned their text holds it no more."""
        stale = set(self.draft.record.list_stale(self.root.id)) - self._failed
        return [piece for piece in pieces if piece.key in stale] if stale else []

    def _has_stale(self, pieces: Iterable[Piece]) -> bool:
        return bool(self._choose_stale(pieces))

    def _compare(self, piece: Piece) -> Reading | None:
        """The piece to be read, where it is another than at its last reading, or is read otherwise now."""
        record, place = self.draft.record, (self.root.id, piece.key)
        try:
            digest = piece.find_digest()
        except GoneError:
            if record.knows(place):
                self._remove(piece.key)
            return None
        except UnavailableError as error:
            self._fail(piece, str(error))
            return None
        if record.find_state(place) == find_state(digest, self.fingerprint):
            self._count("unchanged")
            return None
        return Reading(piece, place, digest, is_known=record.knows(place))

    def _open(self, reading: Reading) -> Iterator[Document]:
        """The documents of a piece that must be read."""
        try:
            for value in reading.open(self.options, stopped=self.stopped):
                if isinstance(value, Dropped):
                    reading.pass_over(value)
                else:
                    yield from self._admit(value, reading)
        except GoneError:
            pass  # the next round takes it away
        except UnavailableError as error:
            self._fail(reading.piece, str(error))
        if reading.is_whole:
            self._waiting.append(reading)

    def _admit(self, document: Document, reading: Reading) -> Iterator[Document]:
        """The document, where it must be read; that its piece holds it is noted, and what that says of it."""
        dated = replace(document, published=document.published or self.published)
        if not reading.hold(dated):
            return
        version = _find_version(dated, self.fingerprint)
        if dated.id not in self._in_hand and self._must_read(dated.id, reading.place, version):
            self._in_hand.add(dated.id)
            self._waiting.append(_Waiting(reading, dated.id, version))
            yield dated

    def _must_read(self, document: str, place: Place, version: str) -> bool:
        """Whether a piece is, or is to be, the owner of a document that was not read so before."""
        known = self.draft.record.find_document(document)
        if known is None or known.owner is None:
            return True
        if known.owner == place:
            return known.version != version
        root, key = known.owner
        return root == place[0] and find_order(place[1]) < find_order(key)

    def _take(self, outcome: NamedGraph | Dropped) -> None:
        """Puts the graph of the document that was handed out first into the draft."""
        self._settle_ready()
        waiting = self._waiting.popleft()
        assert isinstance(waiting, _Waiting)
        self._in_hand.discard(waiting.document)
        if isinstance(outcome, Dropped):
            waiting.reading.let_go(waiting.document, outcome)
        else:
            reading = waiting.reading
            told = reading.tell(waiting.document)
            self.draft.put(outcome, reading.place, version=waiting.version, told=told)
        self._settle_ready()
        if waiting.reading.is_large:
            self._save_if_due()

    def _settle_ready(self) -> None:
        """Settles the pieces all of whose documents are read."""
        while self._waiting and isinstance(self._waiting[0], Reading):
            self._settle(self._waiting[0])
            self._waiting.popleft()
            self._save_if_due()

    def _settle(self, reading: Reading) -> None:
        """Notes that a piece was read through: what it holds, and what it holds no more."""
        record, place = self.draft.record, reading.place
        record.begin_piece(place)
        for document in sorted(set(record.list_held(place)) - reading.held.keys()):
            self.draft.release(place, document)
        for document in reading.held:
            self.draft.hold(place, document, reading.tell(document))
        known = [record.find_document(document) for document in reading.held]
        is_owned = all(each is not None and each.owner is not None for each in known)
        state = find_state(reading.digest, self.fingerprint) if is_owned else None
        reasons = [dropped.reason for dropped in reading.dropped]
        record.put_piece(place, state, passed=reading.passed, reasons=reasons)
        self.draft.is_changed = True
        self._count("replaced" if reading.is_known else "added")
        self.report.explain(reading.dropped)

    def _fail(self, piece: Piece, why: str) -> None:
        self._failed.add(piece.key)
        self.report.fail(piece.key, why)

    def _count(self, what: Counts) -> None:
        if self._is_first:
            self.report.count(what)

    def _save_if_due(self) -> None:
        if self.draft.is_changed and self.draft.is_due:
            self.draft.save()
            self.report.tell_progress()

    def _finish(self, listing: Listing) -> None:
        """Keeps what a feed's server said of it, where all of it was read; and saves."""
        record = self.draft.record
        whole = not (self.stopped() or self._failed or record.list_stale(self.root.id))
        said = (listing.etag, listing.modified) if whole else (None, None)
        told = replace(self.root, extractor=self.fingerprint, etag=said[0], modified=said[1])
        for count, reasons in record.list_reasons(self.root.id):
            self.report.remember(reasons, count=count)
        if told != self.root or self.draft.is_changed:
            record.note_root(told)
            self.draft.save()


def find_state(digest: str, fingerprint: str) -> str:
    """What a piece is, and what it is read with, in a few words."""
    return f"{digest} {fingerprint.rpartition(' ')[2]}"


def _find_version(document: Document, fingerprint: str) -> str:
    """A digest of what the graph of a document depends on, beside its text."""
    told = (document.source, document.published, document.title, document.url, document.publisher)
    return hashlib.sha256(json.dumps([fingerprint, *told]).encode()).hexdigest()[:32]
