"""What the readers of each kind give: a text not yet looked at, or the reason why there is none."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from kg.errors import InputError
from kg.model import Dropped


@dataclass(frozen=True, slots=True)
class Draft:
    """A text as it was found, before it is known to be a document; `source` says where it stood.

    `language` is what its publisher says of it, None where nothing is said. What is `crowded` is one of so
    many that those which are no documents are counted, and not told one by one.
    """

    text: str
    source: str
    published: str | None = None
    title: str | None = None
    url: str | None = None
    publisher: str | None = None
    language: str | None = None
    crowded: bool = False


@dataclass(frozen=True, slots=True)
class Passed:
    """One of many things that are no documents and need not be; `what` they are, in the plural."""

    what: str


@dataclass(frozen=True, slots=True)
class Unread:
    """What was cut out of a source and not looked into, since that takes long: `read` does, in any process.

    `length` is how many bytes it has; `read` may raise `UnreadableError`.
    """

    source: str
    length: int
    read: Callable[[], Draft | Dropped | Passed]


class UnreadableError(InputError):
    """Why a source, or the rest of one, cannot be read, and the line (from 1) where it shows."""

    def __init__(self, why: str, *, line: int | None = None) -> None:
        super().__init__(why)
        self.line = line


class NoArticleError(UnreadableError):
    """A page that is whole, but has no article: a menu, a gallery, a list of others."""


def pass_over(where: str, why: str) -> Dropped:
    """What `read_documents` gives for what it does not read.

    >>> pass_over("talks.jsonl:7", "is empty").reason
    'talks.jsonl:7: is empty'
    """
    return Dropped("reading", f"{where}: {why}")


def leave_out(where: str, why: str, *, count: int = 1) -> Dropped:
    """What `read_documents` gives for what nobody means to have read, one thing or `count`: nothing is lost.

    >>> leave_out("docs/README.md", "tells about the folder").stage
    'choosing'
    """
    return Dropped("choosing", f"{where}: {why}", count=count)


def refuse(where: str, refusal: UnreadableError) -> Dropped:
    """The same for a refusal, with the line that it names."""
    return pass_over(f"{where}:{refusal.line}" if refusal.line else where, refusal.why)


def say_size(count: int) -> str:
    """A number of bytes in words.

    >>> say_size(10_000_000), say_size(512)
    ('10 MB', '512 bytes')
    """
    units = ((1_000_000, "MB"), (1_000, "kB"))
    return next((f"{count / size:g} {unit}" for size, unit in units if count >= size), f"{count} bytes")
