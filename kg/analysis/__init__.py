"""The graph as a network."""
