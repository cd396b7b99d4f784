"""`lexicon.en.ttl` as values: entries, their senses, and the frames with their arguments."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from kg.errors import OntologyError
from kg.model import STATUSES, TENURES
from kg.ontology.forms import Forms, index_forms
from kg.ontology.nodes import Node, read_nodes
from kg.ontology.triples import local_name
from kg.resources import find_resource

LEX = "https://w3id.org/diplomacy-kg/lexicon#"
LEXINFO = "http://www.lexinfo.net/ontology/3.0/lexinfo#"
ONTOLEX = "http://www.w3.org/ns/lemon/ontolex#"
SYNSEM = "http://www.w3.org/ns/lemon/synsem#"

FUNCTIONS = (
    "subject",
    "directObject",
    "indirectObject",
    "prepositionalAdjunct",
    "possessiveAdjunct",
    "attributiveArg",
    "copulativeSubject",
    "clauseSubject",
)
"""The grammatical functions that an argument of a frame can have."""

_PARTS = re.compile(r"[^\s-]+|-")


@dataclass(frozen=True, slots=True)
class Argument:
    """A place in a frame: its grammatical function, its preposition if any, and the role it fills."""

    function: str
    role: str
    marker: str = ""
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Frame:
    """How the arguments of a word stand around it."""

    name: str
    arguments: tuple[Argument, ...]

    def has(self, function: str) -> bool:
        """Whether an argument of this frame has that grammatical function."""
        return any(argument.function == function for argument in self.arguments)


@dataclass(frozen=True, slots=True)
class Sense:
    """What a word says: the local name of an event type, relation, class, status or tenure."""

    reference: str
    frames: tuple[Frame, ...] = ()
    complement_status: str | None = None
    status: str | None = None
    owner_relation: str | None = None
    stands_for: str | None = None
    within: str | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """A word or phrase with its written forms, as lower-case words, and its senses."""

    name: str
    part_of_speech: str
    forms: tuple[tuple[str, ...], ...]
    senses: tuple[Sense, ...]
    examples: tuple[str, ...] = ()
    counter_examples: tuple[str, ...] = ()

    @property
    def is_office(self) -> bool:
        """Whether the word says what somebody is: "the spokesman for …"."""
        return any(frame.has("copulativeSubject") for sense in self.senses for frame in sense.frames)

    @property
    def markers(self) -> frozenset[str]:
        """The prepositions that the arguments of its frames stand behind."""
        frames = (frame for sense in self.senses for frame in sense.frames)
        return frozenset(argument.marker for frame in frames for argument in frame.arguments) - {""}


@dataclass(frozen=True)
class Lexicon:
    """All entries, looked up by the first word of a form; the longest form stands first."""

    entries: tuple[Entry, ...]
    word_lists: Mapping[str, frozenset[str]] = field(default_factory=dict)
    _forms: dict[str, dict[str, Forms]] = field(default_factory=dict)

    def word_list(self, name: str) -> frozenset[str]:
        """The words of a `lex:WordList`; none where the lexicon has no list of that name."""
        return self.word_lists.get(name, frozenset())

    def forms(self, part_of_speech: str) -> Mapping[str, Forms]:
        """Forms of that part of speech by first word, longest first; nouns with their plurals."""
        if part_of_speech not in self._forms:
            self._forms[part_of_speech] = index_forms(self.entries, part_of_speech)
        return self._forms[part_of_speech]

    @cached_property
    def offices(self) -> Mapping[str, Forms]:
        """Forms of the nouns that say what somebody is, by first word, longest first."""
        nouns = self.forms("noun").items()
        found = {w: Forms(f for f in forms if _names_people(f.entry)) for w, forms in nouns}
        return {word: forms for word, forms in found.items() if forms}

    @cached_property
    def title_words(self) -> frozenset[str]:
        """Every word that stands in the title of an office: *foreign*, *minister*."""
        return frozenset(word for forms in self.offices.values() for form in forms for word in form.words)

    @cached_property
    def tenures(self) -> Mapping[str, str]:
        """The adjectives that say how an office is held, with the tenure each gives."""
        return self._single_words("adjective", TENURES)

    @cached_property
    def status_adjectives(self) -> Mapping[str, str]:
        """The adjectives that say whether an event took place, with the status each gives."""
        return self._single_words("adjective", STATUSES)

    def _single_words(self, part_of_speech: str, references: Iterable[str]) -> Mapping[str, str]:
        wanted = set(references)
        return {
            words[0]: sense.reference
            for entry in self.entries
            if entry.part_of_speech == part_of_speech
            for sense in entry.senses
            if sense.reference in wanted
            for words in entry.forms
        }


def _names_people(entry: Entry) -> bool:
    return entry.is_office or any(sense.reference == "Office" for sense in entry.senses)


def load_lexicon(path: Path | None = None, *, extra: Iterable[Path] = ()) -> Lexicon:
    """The lexicon of `path` (default: the one that is shipped), with the entries of `extra` added.

    Raises OntologyError, with the file, when one is not Turtle or an entry lacks what it needs.
    """
    nodes: dict[str, Node] = {}
    for source in (path or find_resource("ontology", "lexicon.en.ttl"), *extra):
        for key, node in read_nodes(source).items():
            nodes[key] = nodes[key].merged(node) if key in nodes else node
    frames = {key: _frame(node, nodes) for key, node in nodes.items() if key and _is_frame(node)}
    lists = {local_name(node.iri): node.texts(LEX + "word") for node in nodes.values() if _is_word_list(node)}
    portfolios = tuple(lists.get("portfolio", ()))
    found = [_entry(node, nodes, frames, portfolios) for node in nodes.values() if _is_entry(node)]
    words = {name: frozenset(texts) for name, texts in lists.items()}
    return Lexicon(tuple(sorted(found, key=lambda entry: entry.name)), words)


def _is_entry(node: Node) -> bool:
    return any(t.startswith(ONTOLEX) and t.endswith(("Word", "Expression", "Entry")) for t in node.types)


def _is_word_list(node: Node) -> bool:
    return LEX + "WordList" in node.types


def _is_frame(node: Node) -> bool:
    return any(t.endswith("Frame") for t in node.types)


def _frame(node: Node, nodes: Mapping[str, Node]) -> Frame:
    arguments = []
    for function in FUNCTIONS:
        for namespace in (LEXINFO, LEX):
            for target in node.all(namespace + function):
                if target not in nodes:
                    raise OntologyError(f"the argument {target} is not described", where=node.where)
                arguments.append(_argument(function, nodes[target]))
    return Frame(local_name(node.iri), tuple(sorted(arguments, key=lambda a: (a.function, a.marker, a.role))))


def _argument(function: str, node: Node) -> Argument:
    role = node.one(LEX + "role")
    if role is None:
        raise OntologyError(f"the argument {node.iri} has no lex:role", where=node.where)
    marker = node.text(SYNSEM + "marker") or ""
    return Argument(function, local_name(role), marker, node.text(SYNSEM + "optional") == "true")


def _entry(
    node: Node, nodes: Mapping[str, Node], frames: Mapping[str, Frame], portfolios: tuple[str, ...]
) -> Entry:
    part_of_speech = local_name(node.one(LEXINFO + "partOfSpeech") or "")
    written = [
        text
        for link in ("canonicalForm", "otherForm")
        for form in node.all(ONTOLEX + link)
        for text in nodes[form].texts(ONTOLEX + "writtenRep")
    ]
    if not part_of_speech or not written:
        lacks = "lexinfo:partOfSpeech" if not part_of_speech else "ontolex:writtenRep"
        raise OntologyError(f"the entry {local_name(node.iri)} has no {lacks}", where=node.where)
    return Entry(
        name=local_name(node.iri),
        part_of_speech=part_of_speech,
        forms=tuple(dict.fromkeys(_split(text) for raw in written for text in _expand(raw, portfolios))),
        senses=tuple(_sense(nodes[sense], frames, node) for sense in node.all(ONTOLEX + "sense")),
        examples=tuple(node.texts(LEX + "example")),
        counter_examples=tuple(node.texts(LEX + "counterExample")),
    )


def _expand(text: str, portfolios: tuple[str, ...]) -> Iterator[str]:
    if "{portfolio}" not in text:
        yield text
        return
    for portfolio in portfolios:
        yield text.replace("{portfolio}", portfolio)


def _split(text: str) -> tuple[str, ...]:
    """The words of a form as the tokenizer cuts them: hyphens stand alone."""
    return tuple(_PARTS.findall(text.lower()))


def _sense(node: Node, frames: Mapping[str, Frame], entry: Node) -> Sense:
    reference = node.one(ONTOLEX + "reference")
    if reference is None:
        raise OntologyError(f"a sense of {local_name(entry.iri)} has no ontolex:reference", where=entry.where)
    unknown = [frame for frame in node.all(LEX + "frame") if frame not in frames]
    if unknown:
        raise OntologyError(
            f"{local_name(entry.iri)} names a frame {unknown[0]} that is not described", where=entry.where
        )
    return Sense(
        reference=local_name(reference),
        frames=tuple(frames[frame] for frame in node.all(LEX + "frame")),
        complement_status=_optional(node, "complementStatus"),
        status=_optional(node, "status"),
        owner_relation=_optional(node, "ownerRelation"),
        stands_for=_optional(node, "standsFor"),
        within=_optional(node, "within"),
    )


def _optional(node: Node, name: str) -> str | None:
    value = node.one(LEX + name)
    return local_name(value) if value else None
