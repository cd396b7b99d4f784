"""Stores that hold graphs: triplestores that are reached over HTTP."""
