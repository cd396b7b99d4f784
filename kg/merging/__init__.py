"""Which entities of several documents are one: proposals with their evidence, and what a person decided."""

from kg.merging.decisions import Decisions, read_decisions, save_verdicts
from kg.merging.proposals import Proposal, propose
from kg.merging.renaming import rename_entities

__all__ = ["Decisions", "Proposal", "propose", "read_decisions", "rename_entities", "save_verdicts"]
