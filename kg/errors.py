"""What can go wrong, and the exit code of each kind.

KgError                      1   anything below
├── UsageError               2   a wrong option or a name that does not exist
├── InputError               3   a document, or no document, that cannot be read
├── OntologyError            4   an ontology, lexicon or shapes file that cannot be used
├── ModelError               5   no language model, or not the one that was asked for
├── OutputError              6   a file that cannot be written
├── GraphError               7   a graph that cannot be parsed or used
├── QueryError               8   a query, or a parameter of one, that cannot be run
├── StoreError               9   a store or an endpoint that does not answer as one
└── ClusterError            10   a cluster that does not answer, or breaks off

Every error says where, why, and what to try. Found wanting (`kg verify`, `kg validate`) is exit
code 1 without an error; done, but with documents passed over that should have been read, is 20
(PASSED_OVER); interrupted by Ctrl-C is 130.
"""

from __future__ import annotations

PASSED_OVER = 20
"""The exit code of what was done but for documents that are broken or went over a limit."""


class KgError(Exception):
    """An error with the place (`where`), the reason (`why`) and what to try (`hint`)."""

    exit_code = 1

    def __init__(self, why: str, *, where: str | None = None, hint: str | None = None) -> None:
        super().__init__(why)
        self.why = why
        self.where = where
        self.hint = hint

    def __str__(self) -> str:
        first = f"{self.where}: {self.why}" if self.where else self.why
        return f"{first}\n  try: {self.hint}" if self.hint else first


class UsageError(KgError):
    """A wrong option, or a name that does not exist."""

    exit_code = 2


class InputError(KgError):
    """A document that cannot be read, or no document at all."""

    exit_code = 3


class OntologyError(KgError):
    """An ontology, lexicon or shapes file that cannot be used."""

    exit_code = 4


class ModelError(KgError):
    """No language model, or not the one that was asked for."""

    exit_code = 5


class OutputError(KgError):
    """A file that cannot be written; nothing half-written is left."""

    exit_code = 6


class GraphError(KgError):
    """A graph that cannot be parsed, or lacks what the command needs."""

    exit_code = 7


class QueryError(KgError):
    """A query, or a parameter of one, that cannot be run."""

    exit_code = 8


class StoreError(KgError):
    """A store or an endpoint that cannot be reached or does not answer as one."""

    exit_code = 9


class ClusterError(KgError):
    """A cluster, or what one needs, that is not there, does not answer, or breaks off."""

    exit_code = 10
