"""What was answered, kept on disk: never a failure, so that a run goes on where another stopped."""

from __future__ import annotations

import gzip
import hashlib
import json
import zlib
from collections.abc import Mapping
from pathlib import Path
from secrets import token_hex
from typing import Any, Final

from kg.errors import StoreError

DEFAULT_CACHE: Final = ".kg/wikidata"
"""Where answers are kept unless another folder is named."""

_HINT = "--cache DIR, a folder that can be written to; or --offline, which only reads"


class Cache:
    """Answers by what was asked, each in a file of its own; a `folder` of None keeps nothing."""

    def __init__(self, folder: Path | None) -> None:
        self.folder = folder
        self._ready = False

    def find(self, asked: Mapping[str, Any]) -> Any:
        """The answer to what was asked; None where there is none, or its file is damaged."""
        if self.folder is None:
            return None
        try:
            kept = json.loads(gzip.decompress(self._name(asked).read_bytes()))
        except (FileNotFoundError, NotADirectoryError):
            return None
        except (EOFError, gzip.BadGzipFile, zlib.error, ValueError):
            return None  # it will be asked anew
        except OSError as error:
            raise StoreError(f"the cache cannot be read: {error.strerror}", where=str(self.folder)) from error
        return kept["answer"] if isinstance(kept, dict) and kept.get("asked") == asked else None

    def keep(self, asked: Mapping[str, Any], answer: Any) -> None:
        """Keeps an answer; a StoreError where the folder cannot be written to."""
        if self.folder is None:
            return
        text = json.dumps({"asked": asked, "answer": answer}, ensure_ascii=False, sort_keys=True)
        path = self._name(asked)
        draft = path.with_name(f".{path.name}.{token_hex(4)}.part")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            draft.write_bytes(gzip.compress(text.encode("utf-8", "surrogatepass"), mtime=0))
            draft.replace(path)  # what a crash leaves half-written is found damaged, and asked for anew
        except OSError as error:
            draft.unlink(missing_ok=True)
            raise self._refuse(error) from error

    def prepare(self) -> None:
        """Makes the folder, before anything is asked whose answer could not be kept; errors as above."""
        if self.folder is None or self._ready:
            return
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            probe = self.folder / ".writable"
            probe.touch()
            probe.unlink(missing_ok=True)
        except OSError as error:
            raise self._refuse(error) from error
        self._ready = True

    def _name(self, asked: Mapping[str, Any]) -> Path:
        assert self.folder is not None
        digest = hashlib.sha256(json.dumps(asked, sort_keys=True).encode()).hexdigest()
        return self.folder / digest[:2] / f"{digest[2:34]}.json.gz"

    def _refuse(self, error: OSError) -> StoreError:
        why = f"the cache cannot be written: {error.strerror or error}"
        return StoreError(why, where=str(self.folder), hint=_HINT)
