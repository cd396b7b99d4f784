"""What is synced: pieces of a root, each read as a whole, in an order that never changes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Protocol, TypeAlias

from kg.model import Document, Dropped
from kg.reading import ReadingOptions

SMALL = 10_000_000
"""The bytes up to which a piece is read before any of it is used."""


class GoneError(Exception):
    """A piece that was listed is there no more."""


class UnavailableError(Exception):
    """A piece that is there, but cannot be read now; its words say why."""


class Piece(Protocol):
    """A file, or an item of a feed."""

    @property
    def key(self) -> str:
        """Its name in its root."""

    @property
    def size(self) -> int:
        """About how many bytes it has."""

    def find_digest(self) -> str:
        """A digest of all that it holds; GoneError, or UnavailableError."""

    def read(self, options: ReadingOptions) -> Iterator[Document | Dropped]:
        """Its documents; errors as above."""


Order: TypeAlias = tuple[tuple[bool, str], ...]
"""What pieces are sorted by."""


def find_order(key: str) -> Order:
    """The order of pieces: the files of a folder first, then those of each folder in it, all by name.

    >>> sorted(["b/c.txt", "b.txt", "a/a.txt", "z.txt"], key=find_order)
    ['b.txt', 'z.txt', 'a/a.txt', 'b/c.txt']
    """
    *folders, name = key.split("/")
    return (*((True, folder) for folder in folders), (False, name))


@dataclass(frozen=True, slots=True)
class Listing:
    """What a root has now: its pieces in order, and what was passed over without a look into it.

    `is_lost` says of a piece that is known and not listed whether it is gone; `failed` are those that could
    not be looked up, with the reason. `etag` and `modified` are what a feed's server said of it.
    """

    pieces: list[Piece]
    passed_over: tuple[Dropped, ...] = ()
    failed: tuple[str, ...] = ()
    is_lost: Callable[[str], bool] = lambda _: True
    etag: str | None = None
    modified: str | None = None


@dataclass(frozen=True, slots=True)
class Validators:
    """What a feed's server said of it, by which it tells whether the feed is another now."""

    etag: str | None = None
    modified: str | None = None


class Source(Protocol):
    """What is named to be synced: a folder, a file, a feed, a manifest."""

    @property
    def name(self) -> str:
        """The name by which the store remembers it."""

    @property
    def called(self) -> str:
        """How a person named it."""

    def list_pieces(self, *, called: str, validators: Validators) -> Listing | None:
        """What it has now; None where it is as it was, by what its server says.

        `called` begins the names of its documents. An InputError where it is not there.
        """
