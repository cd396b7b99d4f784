"""Decides which mentions speak of the same person, body or place."""

from kg.entities.resolving import Resolution, resolve

__all__ = ["Resolution", "resolve"]
