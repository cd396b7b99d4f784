"""Registers the project's component and attributes with spaCy."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any


def register_factory(name: str, make: Callable[..., Any]) -> Callable[..., Any]:
    """Makes `nlp.add_pipe(name)` call `make(nlp, name, **config)`; gives the factory that spaCy calls."""
    from spacy.language import Language

    def factory(nlp: Language, name: str, ontology: list[str], lexicon: list[str]) -> Any:
        return make(nlp, name, ontology=ontology, lexicon=lexicon)

    config: dict[str, Any] = {"ontology": [], "lexicon": []}
    Language.factory(name, default_config=config, requires=["token.dep", "doc.ents"], func=factory)
    return factory


def register_attributes(names: Iterable[str]) -> None:
    """Lets a `Doc` carry the attributes under `doc._.`; each is None until the component has run."""
    from spacy.tokens import Doc

    for name in names:
        if not Doc.has_extension(name):
            Doc.set_extension(name, default=None)
