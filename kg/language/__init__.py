"""The only place that knows spaCy: a document becomes parsed sentences."""

from kg.language.extension import register_attributes, register_factory
from kg.language.loading import load_language
from kg.language.parsing import Language

__all__ = ["Language", "load_language", "register_attributes", "register_factory"]
