"""What a load has sent so far, in a small file, so that a load that failed can go on where it stopped."""

from __future__ import annotations

import json
from collections.abc import Iterable
from hashlib import blake2b
from pathlib import Path

from kg.errors import OutputError

FOLDER = Path(".kg")


def name_journal(endpoint: str) -> Path:
    """The usual path of the journal for loads into an endpoint."""
    return FOLDER / f"load-{blake2b(endpoint.encode(), digest_size=6).hexdigest()}.jsonl"


class Journal:
    """Lines of JSON, each with the name and the digest of a graph that was sent."""

    def __init__(self, path: Path, *, resume: bool = False) -> None:
        """Begins anew, or with `resume` goes on; a line that was cut off is left out."""
        self.path = path
        self.resumed = resume
        self._sent = dict(self._read()) if resume else {}
        self._write(self._sent.items(), mode="w")

    def holds(self, name: str, digest: str) -> bool:
        """Whether a graph was sent with these very triples."""
        return self._sent.get(name) == digest

    def add(self, sent: Iterable[tuple[str, str]]) -> None:
        """Notes names and digests of graphs that were sent."""
        self._write(sent, mode="a")

    def remove(self) -> None:
        """Removes the file, when all is done."""
        self.path.unlink(missing_ok=True)

    def _read(self) -> Iterable[tuple[str, str]]:
        try:
            lines = self.path.read_text(encoding="utf-8").splitlines()
        except FileNotFoundError:
            return
        except (OSError, UnicodeDecodeError) as error:
            raise OutputError("cannot be read", where=str(self.path), hint="--journal FILE") from error
        for line in lines:
            try:
                note = json.loads(line)
                yield note["graph"], note["digest"]
            except (ValueError, KeyError, TypeError):
                continue

    def _write(self, sent: Iterable[tuple[str, str]], *, mode: str) -> None:
        lines = (json.dumps({"graph": name, "digest": digest}) + "\n" for name, digest in sent)
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with self.path.open(mode, encoding="utf-8") as file:
                file.writelines(lines)
        except OSError as error:
            why = f"cannot be written: {error.strerror or error}"
            raise OutputError(why, where=str(self.path), hint="--journal FILE") from error
