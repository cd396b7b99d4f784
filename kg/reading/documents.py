"""Sources -> documents: each kind by its reader, and what is no document passed over."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple, TypeAlias

from kg.errors import InputError
from kg.minting import DEFAULT_BASE, mint
from kg.model import Document, Dropped
from kg.reading.archives import read_archive
from kg.reading.copies import find_copies
from kg.reading.dates import to_published
from kg.reading.drafts import Draft, Passed, Unread, UnreadableError, leave_out, pass_over, refuse, say_size
from kg.reading.encodings import decode
from kg.reading.kinds import find_kind
from kg.reading.languages import find_foreign
from kg.reading.markdown_text import find_front_matter, find_title, to_plain
from kg.reading.options import DEFAULT_OPTIONS, ReadingOptions
from kg.reading.pages import read_page
from kg.reading.records import read_json, read_json_lines
from kg.reading.sources import Source, find_sources
from kg.reading.streams import Stream, open_source, read_whole
from kg.reading.tables import read_table

Piece: TypeAlias = Draft | Unread | Dropped | Passed
"""What a source gives, before it is known to be a document."""

_Reader = Callable[[Stream, str, ReadingOptions], Iterator[Piece]]


@dataclass(frozen=True, slots=True)
class End:
    """That a source has nothing more."""

    source: str


Finished: TypeAlias = Document | Dropped | Passed | End
"""What becomes of a piece."""


def read_documents(
    sources: Iterable[str | Path],
    *,
    options: ReadingOptions = DEFAULT_OPTIONS,
    finish_all: Callable[[Iterable[Piece | End]], Iterator[Finished]] | None = None,
) -> Iterator[Document | Dropped]:
    """The documents in files, folders, globs and `-` (standard input), in order, as they are read.

    What is empty, binary, broken, too large, not in English or a text already read is given as
    `Dropped`, its reason beginning with where it stood, and reading goes on. The stage is `reading` for what
    should have been read, and `choosing` for what is no document by design: a README, a copy, no text at all.
    `finish_all` gives what `finish` makes of each piece, in their order, such as on several processes.

    Raises `InputError` at once for a path that does not exist or a folder with nothing to read.
    """
    pieces = _find_pieces(find_sources(sources), options)
    finished = finish_all(pieces) if finish_all else map(partial(finish, options=options), pieces)
    return find_copies(_count_passed(finished))


def read_source(source: Source, *, options: ReadingOptions = DEFAULT_OPTIONS) -> Iterator[Document | Dropped]:
    """The documents of one source, each copy of a text too: for those who share sources out.

    What an archive holds by the thousand and is no document is counted, and told at its end.
    """
    return _count_passed(map(partial(finish, options=options), _find_pieces([source], options)))


def finish(piece: Piece | End, *, options: ReadingOptions) -> Finished:
    """The document in a piece, or why there is none."""
    found = _look_into(piece) if isinstance(piece, Unread) else piece
    return _admit(found, options) if isinstance(found, Draft) else found


def _look_into(unread: Unread) -> Draft | Dropped | Passed:
    try:
        return unread.read()
    except UnreadableError as refusal:
        return refuse(unread.source, refusal)


def admit(draft: Draft, *, options: ReadingOptions = DEFAULT_OPTIONS) -> Document | Dropped:
    """A draft as a document, or why it is none."""
    found = _admit(draft, options)
    return pass_over(draft.source, found.what) if isinstance(found, Passed) else found


def read_text(
    text: str,
    *,
    source: str = "text",
    published: str | None = None,
    title: str | None = None,
    url: str | None = None,
    publisher: str | None = None,
    base: str = DEFAULT_BASE,
) -> Document:
    """`text` as a document; its IRI comes from the text alone, so it is the same wherever it is read.

    Half a surrogate pair, which no file can hold, becomes U+FFFD. A `published` that is no date
    becomes None. Raises `InputError` when there is nothing but white space.

    >>> read_text("Moscow rejected the plan.").id
    'https://w3id.org/diplomacy-kg/id/document/e9c0c3ec54316b05'
    """
    if not text.strip():
        raise InputError("there is no text", where=source, hint="a sentence or more of English")
    whole = _mend(text)
    digest = sha256(whole.encode()).hexdigest()
    told = (
        to_published(published),
        *(_mend(word).strip() if word else None for word in (title, url, publisher)),
    )
    return Document(mint(base, "document", digest[:16]), whole, _mend(source), digest, *told)


def _mend(text: str) -> str:
    return re.sub(r"[\ud800-\udfff]", "\ufffd", text)


def _find_pieces(sources: Iterable[Source | Dropped], options: ReadingOptions) -> Iterator[Piece | End]:
    for source in sources:
        if isinstance(source, Dropped):
            yield source
        else:
            yield from _read(source, options)
            yield End(source.name)


def _count_passed(values: Iterable[Finished]) -> Iterator[Document | Dropped]:
    """The values, but what is no document by the thousand is counted, and told at the end of its source."""
    passed: Counter[str] = Counter()
    for value in values:
        if isinstance(value, Passed):
            passed[value.what] += 1
        elif isinstance(value, End):
            for what, count in passed.items():
                yield leave_out(value.source, f"{count:,} {what}", count=count)
            passed.clear()
        else:
            yield value


def _read(source: Source, options: ReadingOptions) -> Iterator[Piece]:
    try:
        with open_source(source, max_bytes=options.max_bytes) as stream:
            if not stream.head:
                yield leave_out(source.name, "is empty")
                return
            yield from _READERS[find_kind(source.name, stream.head)](stream, source.name, options)
    except UnreadableError as refusal:
        yield refuse(source.name, refusal)
    except OSError as error:
        yield pass_over(source.name, f"cannot be read ({error.strerror or error})")


def _admit(draft: Draft, options: ReadingOptions) -> Document | Dropped | Passed:
    if len(draft.text.encode(errors="replace")) > options.max_bytes:
        return pass_over(draft.source, f"holds more than {say_size(options.max_bytes)} of text")
    lack = _find_lack(draft, options)
    if lack:
        return Passed(lack.of_many) if draft.crowded else leave_out(draft.source, lack.of_one)
    about = {name: getattr(draft, name) for name in ("source", "published", "title", "url", "publisher")}
    return read_text(draft.text, base=options.base, **about)


class _Lack(NamedTuple):
    """What a draft lacks to be a document, and what many such are."""

    of_one: str
    of_many: str


def _find_lack(draft: Draft, options: ReadingOptions) -> _Lack | None:
    """What a draft lacks to be a document of ours, None where it is one."""
    if not draft.text.strip():
        return _Lack("is empty", "empty texts")
    if not any(map(str.isalpha, draft.text)):
        return _Lack("holds no words", "texts without words")
    foreign = find_foreign(draft.text, claimed=draft.language) if options.english_only else None
    return _Lack(f"is not in English but in {foreign}", "texts that are not in English") if foreign else None


def _read_plain(data: bytes, source: str) -> Draft:
    return Draft(decode(data), source)


def _read_markdown(data: bytes, source: str) -> Draft:
    markdown = decode(data)
    front = find_front_matter(markdown)
    return Draft(
        to_plain(markdown),
        source,
        published=to_published(front.get("date") or front.get("published")),
        title=front.get("title") or find_title(markdown),
        url=front.get("url"),
        publisher=front.get("publisher") or front.get("source"),
        language=front.get("language") or front.get("lang"),
    )


def _read_one(
    stream: Stream, source: str, options: ReadingOptions, *, read: Callable[[bytes, str], Draft]
) -> Iterator[Draft]:
    """The one draft of a file that is one document."""
    yield read(read_whole(stream, max_bytes=options.max_bytes), source)


def _cut_page(stream: Stream, source: str, options: ReadingOptions) -> Iterator[Unread]:
    data = read_whole(stream, max_bytes=options.max_bytes)
    yield Unread(source, len(data), partial(read_page, data, source))


_READERS: dict[str, _Reader] = {
    "plain": partial(_read_one, read=_read_plain),
    "markdown": partial(_read_one, read=_read_markdown),
    "page": _cut_page,
    "json": read_json,
    "lines": read_json_lines,
    "archive": read_archive,
    "table": read_table,
}
