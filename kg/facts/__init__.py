"""Reads facts and events, with their status, source, time and evidence."""

from kg.facts.reading import read_facts

__all__ = ["read_facts"]
