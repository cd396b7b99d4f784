"""What documents are read with, in a few words: where these are the same, so is the graph of a document."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path

from kg.errors import InputError
from kg.language.loading import DEFAULT_MODELS
from kg.pipeline import ExtractorOptions
from kg.resources import find_resource
from kg.version import __version__

_SHIPPED = ("diplomacy.ttl", "lexicon.en.ttl", "linking-weights.tsv")
_LENGTH = 16


def find_fingerprint(
    options: ExtractorOptions, *, choices: Mapping[str, object], files: Iterable[Path] = ()
) -> str:
    """What an extractor is, found without loading it: "kg 0.1.0, en_core_web_sm 3.8.0, 0123456789abcdef".

    The digest at its end covers the ontology, the lexicon, the gazetteer and the model, those of the user
    too, and the `choices` and `files` that the graph depends on. An InputError for a file that is not there.
    """
    model = _find_model(options.model)
    gazetteer = options.gazetteer or find_resource("ontology", "gazetteer.sqlite")
    read = [*(find_resource("ontology", name) for name in _SHIPPED), gazetteer]
    told = {
        "kg": __version__,
        "model": model,
        "spacy": _find_version("spacy"),
        "files": [_hash(path) for path in (*read, *options.ontology, *options.lexicon, *files)],
        "counts": [len(options.ontology), len(options.lexicon)],
        "base": options.base,
        "choices": {name: str(value) for name, value in choices.items()},
    }
    digest = hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()
    return f"kg {__version__}, {model}, {digest[:_LENGTH]}"


def _find_model(name: str | None) -> str:
    """The name and the version of the model that will be loaded; of a folder, a digest of its files."""
    for each in (name,) if name else DEFAULT_MODELS:
        if each.isidentifier() and find_spec(each):
            return f"{each} {_find_version(each)}"
    if name and Path(name).is_dir():
        files = sorted(path for path in Path(name).rglob("*") if path.is_file())
        digests = "".join(_hash(path) for path in files)
        return f"{Path(name).name} {hashlib.sha256(digests.encode()).hexdigest()[:_LENGTH]}"
    return name or "no model"


def _find_version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "?"


def _hash(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise InputError(f"cannot be read ({error.strerror or error})", where=str(path)) from error
