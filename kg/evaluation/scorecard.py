"""The scorecard: constructions of English, each with sentences, and the share that is read right."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from kg.errors import InputError, OntologyError
from kg.evaluation.expectations import Reading, check_expected, read_sentences
from kg.model import REAL_STATUSES, TENURES
from kg.ontology.examples import ARROW, Absent, Example, Expected, parse_example
from kg.ontology.schema import Ontology
from kg.pipeline import Extractor


@dataclass(frozen=True, slots=True)
class Construction:
    """A way to say something; `mark` is the share of its sentences, 0 to 1, that must be read right."""

    name: str
    title: str
    mark: float
    examples: tuple[Example, ...]


@dataclass(frozen=True, slots=True)
class Misreading:
    """A sentence that is not read right: the expectations that failed, and what is read, a line each."""

    sentence: str
    failed: tuple[Expected, ...]
    read: str


@dataclass(frozen=True, slots=True)
class Score:
    """How a construction is read."""

    construction: Construction
    misreadings: tuple[Misreading, ...]

    @property
    def sentences(self) -> int:
        """How many sentences there are."""
        return len(self.construction.examples)

    @property
    def right(self) -> int:
        """How many of them are read as expected, in all that is expected of them."""
        return self.sentences - len(self.misreadings)

    @property
    def false(self) -> int:
        """In how many something is read that must not be; in the others that are not right, it is missed."""
        return sum(any(map(forbids, misreading.failed)) for misreading in self.misreadings)

    @property
    def share(self) -> float:
        """The part of the sentences that is read right, 0 to 1."""
        return self.right / self.sentences

    @property
    def ok(self) -> bool:
        """Whether the mark is reached."""
        return self.share >= self.construction.mark


def score_constructions(constructions: Iterable[Construction], *, extractor: Extractor) -> tuple[Score, ...]:
    """The score of each construction, in their order; all their sentences are read in one batch."""
    known = tuple(constructions)
    sentences = [example.sentence for each in known for example in each.examples]
    readings = read_sentences(sentences, extractor=extractor)
    return tuple(Score(each, tuple(_find_misreadings(each, readings))) for each in known)


def load_constructions(folder: str | Path, *, ontology: Ontology) -> tuple[Construction, ...]:
    """The constructions of a folder, one a file `<construction>.txt`, sorted by name, or that of one file.

    Raises InputError where there is none, or where a line of one cannot be read.
    """
    paths = [Path(folder)] if Path(folder).is_file() else sorted(Path(folder).glob("*.txt"))
    if not paths:
        hint = "a folder with files such as tests/scorecard/title-stack.txt"
        raise InputError("there is no construction", where=str(folder), hint=hint)
    return tuple(_load(path, ontology) for path in paths)


def forbids(expected: Expected) -> bool:
    """Whether an expectation is that something is not read: `no …` or `not …`."""
    return isinstance(expected, Absent) or not getattr(expected, "real", True)


def is_negative(expected: Expected) -> bool:
    """Whether an expectation is of something that must not be read as a fact, or not as a real one."""
    mark = getattr(expected, "mark", None)
    real = mark is None or mark in REAL_STATUSES or mark in TENURES
    return forbids(expected) or not real


def _find_misreadings(construction: Construction, readings: Mapping[str, Reading]) -> Iterator[Misreading]:
    for example in construction.examples:
        reading = readings[example.sentence]
        failed = tuple(each for each in example.expected if not reading.shows(each))
        if failed:
            yield Misreading(example.sentence, failed, str(reading))


def _load(path: Path, ontology: Ontology) -> Construction:
    headers: dict[str, str] = {}
    examples: list[Example] = []
    for number, line in enumerate(_read_lines(path), 1):
        if line.startswith("#"):
            headers.update([_read_header(line)])
        elif line:
            examples.append(_read_example(line, f"{path}:{number}", ontology))
    _check_sentences(examples, path)
    return Construction(path.stem, headers.get("title", ""), _read_mark(headers, path), tuple(examples))


def _read_lines(path: Path) -> list[str]:
    try:
        return [line.strip() for line in path.read_text(encoding="utf-8").splitlines()]
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"cannot be read ({error})", where=str(path)) from error


def _read_header(line: str) -> tuple[str, str]:
    name, _, value = line.lstrip("# ").partition(":")
    return name.strip(), value.strip()


def _read_example(line: str, where: str, ontology: Ontology) -> Example:
    try:
        example = parse_example(line, relations=_names(ontology))
        for expected in example.expected:
            check_expected(expected, ontology=ontology)
    except OntologyError as error:
        hint = error.hint or f"a sentence, {ARROW}, and what it says"
        raise InputError(error.why, where=where, hint=hint) from error
    return example


def _names(ontology: Ontology) -> Collection[str]:
    return ontology.relations.keys()


def _read_mark(headers: Mapping[str, str], path: Path) -> float:
    try:
        mark = float(headers["mark"])
    except (KeyError, ValueError) as error:
        hint = "lines such as # title: Title stack, and # mark: 0.95"
        raise InputError("there is no mark, or it is no number", where=str(path), hint=hint) from error
    if not 0 < mark <= 1 or not headers.get("title"):
        raise InputError("there is no title, or no mark above 0 up to 1", where=str(path))
    return mark


def _check_sentences(examples: list[Example], path: Path) -> None:
    sentences = [example.sentence for example in examples]
    twice = sorted({sentence for sentence in sentences if sentences.count(sentence) > 1})
    if not examples or twice:
        raise InputError(f"stands twice: {twice[0]}" if twice else "has no sentence", where=str(path))
