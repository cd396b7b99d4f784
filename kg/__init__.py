"""Reads diplomatic news and gives a knowledge graph that says where each fact was written.

>>> import kg
>>> graph = kg.build(["seeds/"])  # doctest: +SKIP

Every name below is loaded when it is first asked for, so that `import kg` costs nothing.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kg.errors import KgError
    from kg.model import Document, Entity, Event, Extraction, Fact, Span

__version__ = "0.1.0"

_HOMES = {
    "Document": "kg.model",
    "Entity": "kg.model",
    "Event": "kg.model",
    "Extraction": "kg.model",
    "Fact": "kg.model",
    "KgError": "kg.errors",
    "Span": "kg.model",
}
"""Where each public name lives."""

__all__ = ["Document", "Entity", "Event", "Extraction", "Fact", "KgError", "Span", "__version__"]


def __getattr__(name: str) -> Any:
    """The public name, loaded from its home when it is first asked for."""
    if name not in _HOMES:
        raise AttributeError(f"module 'kg' has no attribute {name!r}")
    value = getattr(importlib.import_module(_HOMES[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    """The public names, loaded or not."""
    return sorted({*globals(), *__all__})
