"""A store as a SPARQL endpoint: Oxigraph's own server, and before it what keeps requests within limits."""

from kg.serving.server import serve_store
from kg.serving.service import Service

__all__ = ["Service", "serve_store"]
