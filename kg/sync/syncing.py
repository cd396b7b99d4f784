"""Makes a store hold what a folder, a feed or a manifest has now; what is as it was is not read again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from kg.model import Copy
from kg.rdf.graph import to_copy_graph
from kg.reading import ReadingOptions
from kg.reading.options import DEFAULT_OPTIONS
from kg.store.embedded import open_store
from kg.store.layout import read_state
from kg.sync.draft import open_draft
from kg.sync.pieces import GoneError, Listing, Source, UnavailableError, Validators
from kg.sync.record import Record, Root, open_record
from kg.sync.report import Report
from kg.sync.rounds import Reader, Round, find_state

if TYPE_CHECKING:
    from kg.ontology import Ontology
    from kg.rdf.named_graph import NamedGraph

_NOBODY = Root(0, "", "")
_SHARED = ("read", "fingerprint", "options", "published", "empty_too", "stopped")


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What rounds share: the store's folder, and how documents are read.

    `read` gives the graph of each document, `credit` what a copy of it adds to that, and `fingerprint` says
    what they are read with. `extensions` are the
    files that `ontology` has beside the built-in one. What was read becomes visible, and is there to stay,
    at least after so many seconds (`every`). With `empty_too`, a root that has nothing now may take all that
    it gave with it. `stopped` says whether to end early, after what has been begun.
    """

    store: Path
    ontology: Ontology
    read: Reader
    fingerprint: str
    credit: Callable[[Copy], NamedGraph] = to_copy_graph
    extensions: tuple[str, ...] = ()
    options: ReadingOptions = DEFAULT_OPTIONS
    published: str | None = None
    every: float = 30.0
    empty_too: bool = False
    stopped: Callable[[], bool] = lambda: False
    tell: Callable[[str], None] = lambda _: None


def sync_source(source: Source, setting: Setting, *, report: Report) -> None:
    """Makes the store hold what `source` has now, and counts what was done.

    Killed at any moment, it leaves a store in which each piece is whole, and the next call goes on. An
    InputError for a source that is not there, a UsageError for one that has nothing left, a StoreError for a
    store that cannot be changed, or that another process changes.
    """
    before, count = _look(source, setting.store)
    listing = _list(source, before, setting.fingerprint)
    if listing is None:
        report.counts["unchanged"] += count
        return
    _note(listing, report)
    if count and before.extractor not in (None, setting.fingerprint):
        setting.tell(f"{source.called}: read by {before.extractor} so far; everything is read again")
    with open_draft(
        setting.store,
        ontology=setting.ontology,
        extensions=setting.extensions,
        credit=setting.credit,
        every=setting.every,
        tell=setting.tell,
    ) as draft:
        _tell_old(draft.record, setting)
        root = draft.record.add_root(source.name, source.called)
        shared = {name: getattr(setting, name) for name in _SHARED}
        Round(draft=draft, root=root, report=report, **shared).run(listing)


def plan_sync(source: Source, setting: Setting, *, report: Report) -> Iterator[tuple[str, str]]:
    """What `sync_source` would do, each piece as ("add" | "replace" | "remove", its key); nothing is changed.

    Errors as above.
    """
    before, _ = _look(source, setting.store)
    listing = source.list_pieces(called=before.called or source.called, validators=Validators())
    assert listing is not None
    _note(listing, report)
    with _read_record(setting.store) as record:
        _tell_old(record, setting)
        yield from _plan(record, before.id, listing, setting.fingerprint, report)


def _plan(
    record: Record, root: int, listing: Listing, fingerprint: str, report: Report
) -> Iterator[tuple[str, str]]:
    listed = {piece.key for piece in listing.pieces}
    for key in sorted(set(record.list_pieces(root)) - listed):
        if listing.is_lost(key):
            report.count("removed")
            yield "remove", key
    for piece in listing.pieces:
        place = (root, piece.key)
        try:
            state = find_state(piece.find_digest(), fingerprint)
        except GoneError:
            continue
        except UnavailableError as error:
            report.fail(piece.key, str(error))
            continue
        if record.find_state(place) == state:
            report.count("unchanged")
        else:
            known = record.knows(place)
            report.count("replaced" if known else "added")
            yield "replace" if known else "add", piece.key


def _list(source: Source, before: Root, fingerprint: str) -> Listing | None:
    """What the source has; asked whether it is another, where all of it was read as it is read now."""
    is_same = before.extractor == fingerprint
    validators = Validators(before.etag, before.modified) if is_same else Validators()
    return source.list_pieces(called=before.called or source.called, validators=validators)


def _note(listing: Listing, report: Report) -> None:
    """Counts what was passed over without a look, and what could not be looked up."""
    report.remember([dropped.reason for dropped in listing.passed_over], count=len(listing.passed_over))
    for why in listing.failed:
        report.fail(*why.split(": ", 1))


def _tell_old(record: Record, setting: Setting) -> None:
    """Says why every piece is looked into once more."""
    if record.was_old:
        why = "an older kg did not keep every place of a text; each file is looked into again, to credit all"
        setting.tell(f"{setting.store}: {why}")


def _look(source: Source, store: Path) -> tuple[Root, int]:
    """What the store knows of a source, and of how many pieces.

    What a server said counts only where nothing must be read again.
    """
    with _read_record(store) as record:
        root = record.find_root(source.name)
        if root is None:
            return _NOBODY, 0
        if record.list_stale(root.id):
            root = replace(root, etag=None, modified=None)
        return root, record.count_pieces(root.id)


@contextmanager
def _read_record(store: Path) -> Iterator[Record]:
    """The record of a store as it is now; an empty one where there is no store."""
    if read_state(store) is None:
        with open_record(store, write=False, where=store) as record:
            yield record
        return
    with open_store(store) as opened, open_record(opened.folder, write=False, where=store) as record:
        yield record
