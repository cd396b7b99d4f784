"""The store on this machine's disk: read by many, changed by one, and whole at every moment."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from itertools import islice
from pathlib import Path
from secrets import token_hex
from types import TracebackType
from typing import TYPE_CHECKING, Final

from kg.errors import StoreError
from kg.store.faults import guard
from kg.store.layout import (
    FORMAT,
    State,
    copy_companion,
    find_data,
    find_drafts,
    prepare_folder,
    read_state,
    remove_leftovers,
    remove_old_data,
    write_state,
)
from kg.store.locks import Held, free_store, hold_folder, hold_store

if TYPE_CHECKING:
    from pyoxigraph import Store

DEFAULT_STORE: Final = ".kg/store"
"""Where the store lies unless another folder is named."""

ONTOLOGY_GRAPH: Final = "https://w3id.org/diplomacy-kg/graph/ontology"
"""The graph of the ontology."""

ENTITIES_GRAPH: Final = "https://w3id.org/diplomacy-kg/graph/entities"
"""The graph with the class, the names and the links of every entity, each once."""

LINKS_GRAPH: Final = "https://w3id.org/diplomacy-kg/graph/links"
"""The graph of the links that `kg link` adds: which entity is which item of Wikidata."""

WIKIDATA_GRAPH: Final = "https://w3id.org/diplomacy-kg/graph/wikidata"
"""The graph of what `kg enrich` adds: what Wikidata says of the items that entities are linked to."""

LOOSE_GRAPH: Final = "https://w3id.org/diplomacy-kg/graph/added"
"""The graph of what updates have put into no graph while `kg serve --update` ran."""

_TRIES = 5


class EmbeddedStore:
    """A store that is open; made by `open_store`.

    `graphs` is the pyoxigraph store, `path` the folder that a user names, `folder` the one of Oxigraph's
    files that is read, or changed, now.
    """

    def __init__(self, path: Path, folder: Path, graphs: Store, held: Held, state: State | None) -> None:
        self.path = path
        self.folder = folder
        self.graphs = graphs
        self._held = held
        self._state = state
        self._writes = folder.name.startswith("draft-")

    def __enter__(self) -> EmbeddedStore:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            if kind is None and self._writes:
                self.save()
        finally:
            self.close()

    def save(self) -> None:
        """Makes the change so far visible to whoever opens the store from now on; all of it or nothing."""
        state = State(data=self._state.data + 1 if self._state else 0)
        target = self.path / state.folder
        with guard(self.path):
            shutil.rmtree(target, ignore_errors=True)
            self.graphs.backup(target)
            copy_companion(self.folder, target)
        write_state(self.path, state)
        self._state = state
        remove_old_data(self.path, state)

    def close(self) -> None:
        """Gives the store back; what was changed since `save` is forgotten."""
        if self._held < 0:
            return
        del self.graphs  # Oxigraph closes its files when nobody has them any more
        if self._writes:
            remove_leftovers(self.path, self._state)
            free_store(self._held)
        else:
            os.close(self._held)
        self._held = -1


def open_store(
    path: str | Path = DEFAULT_STORE, *, write: bool = False, tell: Callable[[str], None] | None = None
) -> EmbeddedStore:
    """The store in the folder `path`, to be read as it is now; or with `write` to be changed.

    Who writes works on a draft that takes the store's place when the `with` block ends well, and vanishes
    when it does not; the store is made where there is none. Readers are not disturbed. `tell` hears that
    an earlier change was broken off, and is undone. A store of an older version is brought to this one first,
    by who reads it too, as a change of its own.

    A StoreError: no store, one of another version, a corrupt one, or one that another process changes.
    """
    where = Path(path)
    return _open_draft(where, tell or (lambda _: None)) if write else _open_reader(where)


def _open_reader(path: Path) -> EmbeddedStore:
    from pyoxigraph import Store

    states = find_data(path)
    if next(states).format < FORMAT:
        with _open_draft(path, lambda _: None):
            pass
    for state in islice(states, _TRIES):  # a change may be made at this very moment
        held = hold_folder(path / state.folder)
        if held is None:
            continue
        if next(states) == state:
            try:
                with guard(path):
                    graphs = Store.read_only(str(path / state.folder))
            except StoreError:
                os.close(held)
                raise
            return EmbeddedStore(path, path / state.folder, graphs, held, state)
        os.close(held)
    hint = "remove the folder, and kg load the graphs again"
    raise StoreError("is corrupt: its graphs are missing", where=str(path), hint=hint)


def _open_draft(path: Path, tell: Callable[[str], None]) -> EmbeddedStore:
    read_state(path)  # says what is wrong before anything is made
    prepare_folder(path)
    held = hold_store(path)
    try:
        state = read_state(path)
        if find_drafts(path):
            tell(f"{path}: a change that was broken off is undone; the store is as it was before")
        remove_leftovers(path, state)
        folder = path / f"draft-{os.getpid()}-{token_hex(4)}"
        return EmbeddedStore(path, folder, _copy_data(path, state, folder), held, state)
    except BaseException:
        free_store(held)
        raise


def _copy_data(path: Path, state: State | None, folder: Path) -> Store:
    """A copy of a store's graphs that can be changed; files that stay as they are shared, not copied."""
    from pyoxigraph import Store

    with guard(path):
        if state is not None:
            Store.read_only(str(path / state.folder)).backup(str(folder))
            copy_companion(path / state.folder, folder)
        graphs = Store(str(folder))
        if state is not None and state.format < FORMAT:
            _bring_up(graphs)
        return graphs


def _bring_up(graphs: Store) -> None:
    """Gives a store of version 1 what it lacks: the default graph, which queries ask."""
    from kg.store.merged import settle_graphs

    settle_graphs(graphs)
