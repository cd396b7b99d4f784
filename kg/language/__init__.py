"""The only place that knows spaCy: a document becomes parsed sentences."""

from kg.language.parsing import Language, load_language

__all__ = ["Language", "load_language"]
