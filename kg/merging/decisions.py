"""What was decided of proposals, in a file that a person can read and write: one decision a line.

    same       IRI    IRI         the second is the first
    different  IRI    IRI         they are two, and are not proposed again
    apart      IRI    DOCUMENT    in this document the IRI means somebody else
    ?          IRI    IRI         not decided

Columns are parted by tabs; a score and the evidence may follow. Lines that begin with # are comments.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from kg.errors import InputError
from kg.merging.proposals import VERDICTS, Proposal
from kg.minting import content_hash
from kg.model import Extraction
from kg.output import open_output

_HEAD = "# verdict (same, different, apart, ?)\tone\tother\tscore\tevidence\n"
_HINT = "same, different, apart or ?, a tab, an IRI, a tab, an IRI"


@dataclass(frozen=True, slots=True)
class Decisions:
    """Verdicts by the pair that they are of, in the order of the files; a later one stands."""

    verdicts: Mapping[tuple[str, str], str] = field(default_factory=dict)

    def find_iris(self, extraction: Extraction) -> dict[str, str]:
        """The entities of an extraction that have another IRI by these decisions."""
        same = {other: one for (one, other), verdict in self.verdicts.items() if verdict == "same"}
        document = extraction.document.id
        found = {}
        for entity in extraction.entities:
            iri = _follow(entity.id, same)
            if self.verdicts.get((entity.id, document)) == "apart":
                iri = f"{entity.id}-{content_hash(document, length=8)}"
            if iri != entity.id:
                found[entity.id] = iri
        return found


def _follow(iri: str, same: Mapping[str, str]) -> str:
    """The IRI at the end of a chain; of a circle, the smallest in it."""
    seen = [iri]
    while (iri := same.get(iri, iri)) not in seen:
        seen.append(iri)
    return min(seen[seen.index(iri) :])


def read_decisions(paths: Iterable[str]) -> Decisions:
    """The decisions in files; InputError for a line that is none."""
    verdicts: dict[tuple[str, str], str] = {}
    for path in paths:
        try:
            lines = Path(path).read_text(encoding="utf-8-sig").splitlines()
        except (OSError, UnicodeDecodeError) as error:
            raise InputError("cannot be read", where=path, hint="a file that kg merge wrote") from error
        for number, line in enumerate(lines, 1):
            if line.strip() and not line.startswith("#"):
                verdict, one, other = _parse(line, where=f"{path}:{number}")
                verdicts[one, other] = verdict
    return Decisions(verdicts)


def _parse(line: str, *, where: str) -> tuple[str, str, str]:
    parts = [part.strip() for part in line.split("\t")]
    if len(parts) < 3 or parts[0] not in VERDICTS or ":" not in parts[1] or ":" not in parts[2]:
        raise InputError("is no decision", where=where, hint=_HINT)
    if parts[1] == parts[2]:
        raise InputError("decides of an IRI and itself", where=where, hint=_HINT)
    return parts[0], parts[1], parts[2]


def save_verdicts(
    proposals: Iterable[tuple[Proposal, str]], target: str, *, known: Decisions | None = None
) -> None:
    """Writes decisions, those of `known` first, whole or not at all; "-" is standard output."""
    rows = {
        pair: f"{verdict}\t{pair[0]}\t{pair[1]}\n"
        for pair, verdict in (known or Decisions()).verdicts.items()
    }
    for proposal, verdict in proposals:
        told = f"{proposal.score:.2f}\t{'; '.join(proposal.evidence)}"
        rows[proposal.one, proposal.other] = f"{verdict}\t{proposal.one}\t{proposal.other}\t{told}\n"
    with open_output(target, binary=False) as stream:
        stream.write(_HEAD)
        stream.writelines(rows.values())
