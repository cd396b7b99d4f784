"""Extractions as a graph: minting, provenance, writing, proving and validating."""
