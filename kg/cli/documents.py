"""What the verbs that read documents share: their options, the run through the pipeline, the report."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import partial, reduce
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg.errors import InputError, UsageError
from kg.minting import DEFAULT_BASE
from kg.model import Copy, Document, Dropped
from kg.passed_over import OTHER, PassedOver

if TYPE_CHECKING:
    from kg.cli.talk import Talk
    from kg.model import Extraction
    from kg.ontology import Ontology
    from kg.pipeline import Extractor, ExtractorOptions
    from kg.running import Limits
    from kg.running.works import Told

ontology_option = click.option(
    "--ontology", metavar="FILE", multiple=True, help="An ontology that adds to the built-in one."
)
"""The option that every verb has which looks names up."""

gazetteer_option = click.option(
    "--gazetteer", metavar="INDEX", help="An index of entities (kg index build), not the built-in one."
)
"""The option that every verb has which links names."""

_OPTIONS = (
    click.option("--base", default=DEFAULT_BASE, metavar="IRI", help="What every minted IRI begins with."),
    ontology_option,
    click.option("--lexicon", metavar="FILE", multiple=True, help="A lexicon that adds to the built-in one."),
    gazetteer_option,
    click.option("--model", metavar="NAME", help="A spaCy pipeline, by name or folder."),
    click.option("--date", metavar="DATE", help="When documents that do not say were published."),
    click.option(
        "--min-confidence",
        type=click.FloatRange(0, 1),
        default=0.0,
        show_default=True,
        help="Drop what is less sure.",
    ),
)

_REASONS = 20
"""Why nothing could be read, told of so many at the most."""


@dataclass(slots=True)
class Run:
    """What a run has read so far, and where it went."""

    documents: int = 0
    copies: int = 0
    entities: int = 0
    facts: int = 0
    events: int = 0
    words: int = 0
    outcome: str = ""
    passed_over: PassedOver = field(default_factory=PassedOver)
    is_told: bool = False
    """Whether what was passed over was told when it came, and need not be listed at the end."""
    started: float = field(default_factory=time.monotonic)

    @property
    def seconds(self) -> float:
        """How long the run has taken so far."""
        return time.monotonic() - self.started

    def add(self, told: Told[Any]) -> None:
        """Adds what was told of a document to the counts."""
        self.documents += 1
        self.words += told.words
        self.entities += told.entities
        self.facts += told.facts
        self.events += told.events

    def report(self) -> str:
        """What was read and passed over, and how long it took."""
        listed = () if self.is_told else self.passed_over.listed
        lines = [*(f"passed over {dropped.reason}" for dropped in listed), *_sum_up(self.passed_over)]
        counts = f"{_many(self.facts, 'fact')}, {_many(self.events, 'event')}"
        read = f"{_many(self.documents, 'document')}: {_many(self.entities, 'entity', 'entities')}, {counts}"
        count = self.passed_over.count
        over = f", {count:,} passed over" if count else ""
        copies = f", {_many(self.copies, 'copy', 'copies')} credited" if self.copies else ""
        return "\n".join([*lines, f"{read}{copies}{over} ({self.say_pace()})"])

    def say_pace(self) -> str:
        """The seconds, and the words a second where it was more than one."""
        seconds = self.seconds
        pace = f", {self.words / seconds:,.0f} words a second" if self.words and seconds > 1 else ""
        return f"{seconds:.1f} s{pace}"


def extraction_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """Gives a command the options that choose how documents are read and understood."""
    return reduce(lambda wrapped, option: option(wrapped), reversed(_OPTIONS), function)


def extract_all(
    sources: Iterable[str], options: Mapping[str, Any], *, talk: Talk, run: Run
) -> Iterator[Extraction]:
    """What each document says, in order; an InputError where there is none to read."""
    documents = read_all(sources, options, run=run)
    for extraction in talk.follow(load(options).extract_all(documents), label="documents read"):
        sure = keep_sure(extraction, options, run=run)
        talk.detail(f"{sure.document.source}: {_many(len(sure.facts), 'fact')}")
        yield sure


def read_extracted(
    sources: Iterable[str], options: Mapping[str, Any], *, talk: Talk, run: Run
) -> Iterator[Extraction | Copy]:
    """What `kg extract` printed, of files or standard input; an InputError names a line that is none."""
    from kg.copy_json import from_copy_json
    from kg.extraction_json import from_json

    for where, line in talk.follow(_read_lines(sources), label="extractions read"):
        try:
            data = json.loads(line)
        except json.JSONDecodeError as error:
            hint = "a line that kg extract printed"
            raise InputError(f"is no JSON ({error.msg})", where=where, hint=hint) from error
        if isinstance(data, dict) and "copyOf" in data:
            run.copies += 1
            yield from_copy_json(data)
        else:
            yield keep_sure(from_json(data), options, run=run)


def read_all(sources: Iterable[str], options: Mapping[str, Any], *, run: Run) -> Iterator[Document]:
    """The documents, dated by `--date` where they are not; what is passed over is noted in the run.

    An InputError at once for a source that does not exist, and at the end where there was no document.
    """
    for value in read_values(sources, options):
        if isinstance(value, Copy):
            run.copies += 1
        elif isinstance(value, Dropped):
            run.passed_over.add(value)
        else:
            yield value


def read_values(
    sources: Iterable[str], options: Mapping[str, Any], *, limits: Limits | None = None
) -> Iterator[Document | Dropped]:
    """The same, with what is passed over in its place; with `limits`, pages on `--processes`."""
    from kg.reading import ReadingOptions, read_documents
    from kg.running import finish_pages

    reading = ReadingOptions(base=options["base"])
    published = check_date(options["date"])
    finish_all = (
        partial(finish_pages, options=reading, processes=options["processes"], limits=limits)
        if limits
        else None
    )
    return _date_documents(read_documents(sources, options=reading, finish_all=finish_all), published)


def keep_sure(extraction: Extraction, options: Mapping[str, Any], *, run: Run) -> Extraction:
    """What was read with `--min-confidence`, counted in the run."""
    from kg.confidence import keep_confident
    from kg.running.works import tell

    sure = keep_confident(extraction, minimum=options["min_confidence"])
    run.add(tell(sure, None))
    return sure


def read_ontology(paths: Iterable[str]) -> Ontology:
    """The built-in ontology, with what some files add to it."""
    from kg.ontology import load_ontology

    return load_ontology(extra=map(Path, paths))


def load(options: Mapping[str, Any]) -> Extractor:
    """The extractor that the options choose."""
    return find_extractor_options(options).load()


def find_extractor_options(options: Mapping[str, Any]) -> ExtractorOptions:
    """The options of a command that choose the extractor."""
    from kg.pipeline import ExtractorOptions

    return ExtractorOptions(
        model=options["model"],
        ontology=tuple(map(Path, options["ontology"])),
        lexicon=tuple(map(Path, options["lexicon"])),
        gazetteer=Path(options["gazetteer"]) if options.get("gazetteer") else None,
        base=options["base"],
    )


def _date_documents(
    values: Iterable[Document | Dropped], published: str | None
) -> Iterator[Document | Dropped]:
    found = False
    reasons: list[str] = []
    for value in values:
        if isinstance(value, Document | Copy):
            found = True
            yield replace(value, published=value.published or published)
        else:
            reasons += [value.reason] if not found and len(reasons) < _REASONS else []
            yield value
    if not found:
        why = "; ".join(reasons) or "there is no document"
        raise InputError(why, hint="text, Markdown, HTML, JSON, JSON Lines, Parquet or WARC")


def _read_lines(sources: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Each line that is not empty, with its place."""
    for source in sources:
        try:
            with click.open_file(source, encoding="utf-8") as lines:
                for number, line in enumerate(lines, 1):
                    if line.strip():
                        yield f"{source}:{number}", line
        except (OSError, UnicodeDecodeError) as error:
            raise InputError(f"cannot be read ({error})", where=source) from error


def check_date(date: str | None) -> str | None:
    """What `--date` says in ISO 8601; a UsageError where it is no date."""
    from kg.reading.dates import to_published

    published = to_published(date)
    if date and not published:
        raise UsageError(f"{date!r} is no date", where="--date", hint="2023-12-26")
    return published


def _sum_up(passed_over: PassedOver) -> list[str]:
    """Where not all of it is listed: how much is not, and how much there is of each kind."""
    if not passed_over.unlisted:
        return []
    most = passed_over.kinds.most_common(_REASONS)
    rest = passed_over.count - sum(count for _, count in most)
    counts = [f"  {count:,} × {kind}" for (_, kind), count in most]
    first = f"and {passed_over.unlisted:,} more, which are not listed; all that was passed over:"
    return [first, *counts, *([f"  {rest:,} × {OTHER}"] if rest else [])]


def _many(number: int, one: str, more: str | None = None) -> str:
    return f"{number:,} {one if number == 1 else more or one + 's'}"
