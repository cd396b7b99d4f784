"""What the verbs that read documents share: their options, the run through the pipeline, the report."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import reduce
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg.errors import InputError, UsageError
from kg.minting import DEFAULT_BASE
from kg.model import Dropped

if TYPE_CHECKING:
    from kg.cli.talk import Talk
    from kg.model import Extraction
    from kg.ontology import Ontology

_OPTIONS = (
    click.option("--base", default=DEFAULT_BASE, metavar="IRI", help="What every minted IRI begins with."),
    click.option("--ontology", metavar="FILE", help="An ontology that adds to the built-in one."),
    click.option("--lexicon", metavar="FILE", help="A lexicon that adds to the built-in one."),
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


@dataclass(slots=True)
class Run:
    """What a run has read so far."""

    documents: int = 0
    entities: int = 0
    facts: int = 0
    events: int = 0
    passed_over: list[Dropped] = field(default_factory=list)
    started: float = field(default_factory=time.monotonic)

    def count(self, extraction: Extraction) -> None:
        """Adds an extraction to the counts."""
        self.documents += 1
        self.entities += len(extraction.entities)
        self.facts += len(extraction.facts) + len(extraction.tenures)
        self.events += len(extraction.events)

    def report(self) -> str:
        """What was read and passed over, and how long it took."""
        seconds = time.monotonic() - self.started
        lines = [f"passed over {dropped.reason}" for dropped in self.passed_over]
        counts = f"{_many(self.facts, 'fact')}, {_many(self.events, 'event')}"
        read = f"{_many(self.documents, 'document')}: {_many(self.entities, 'entity', 'entities')}, {counts}"
        over = f", {len(self.passed_over)} passed over" if self.passed_over else ""
        return "\n".join([*lines, f"{read}{over} ({seconds:.1f} s)"])


def extraction_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """Gives a command the options that choose how documents are read and understood."""
    return reduce(lambda wrapped, option: option(wrapped), reversed(_OPTIONS), function)


def extract_all(
    sources: Iterable[str], options: dict[str, Any], *, talk: Talk, run: Run
) -> Iterator[Extraction]:
    """What each document says, in order; an InputError where there is none to read."""
    from kg.confidence import keep_confident
    from kg.reading import ReadingOptions, read_documents

    published = _check_date(options["date"])
    values = read_documents(sources, options=ReadingOptions(base=options["base"]))
    extractor = _load(options)
    for value in talk.follow(values, label="documents read"):
        if isinstance(value, Dropped):
            run.passed_over.append(value)
            continue
        document = replace(value, published=value.published or published)
        extraction = keep_confident(extractor.extract(document), minimum=options["min_confidence"])
        run.count(extraction)
        talk.detail(f"{document.source}: {_many(len(extraction.facts), 'fact')}")
        yield extraction
    if not run.documents:
        reasons = "\n".join(dropped.reason for dropped in run.passed_over)
        raise InputError(reasons or "there is no document", hint="text, Markdown, HTML, JSON or JSON Lines")


def read_ontology(path: str | None) -> Ontology:
    """The built-in ontology, with what a file adds to it."""
    from kg.ontology import load_ontology

    return load_ontology(Path(path) if path else None)


def _load(options: dict[str, Any]) -> Any:
    from kg.build import load_extractor

    paths = {name: Path(options[name]) if options[name] else None for name in ("ontology", "lexicon")}
    return load_extractor(model=options["model"], base=options["base"], **paths)


def _check_date(date: str | None) -> str | None:
    from kg.reading.dates import to_published

    published = to_published(date)
    if date and not published:
        raise UsageError(f"{date!r} is no date", where="--date", hint="2023-12-26")
    return published


def _many(number: int, one: str, more: str | None = None) -> str:
    return f"{number:,} {one if number == 1 else more or one + 's'}"
