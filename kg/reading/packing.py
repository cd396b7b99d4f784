"""Unpacks gzip, bzip2 and Zstandard as streams: one member after another, and never more than was allowed."""

from __future__ import annotations

import bz2
import io
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from kg.reading.drafts import UnreadableError

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

_MOST_PACKED = 100  # English packs 3 to 10 times; deflate's bound is 1032, the others have none to speak of
_PIECE = 16_384


class _Decoder(Protocol):
    """What unpacks one member, a bounded piece at a time."""

    @property
    def eof(self) -> bool: ...
    @property
    def needs_input(self) -> bool: ...
    @property
    def unused_data(self) -> bytes: ...
    def decompress(self, data: bytes, max_length: int) -> bytes: ...


class _Packed(Protocol):
    def read1(self, size: int, /) -> bytes: ...


class _Gzip:
    """zlib's decoder, as those of bz2 and zstd are used."""

    def __init__(self) -> None:
        self._inner = zlib.decompressobj(wbits=31)
        self._full = False

    @property
    def eof(self) -> bool:
        return self._inner.eof

    @property
    def needs_input(self) -> bool:
        return not self._full and not self._inner.unconsumed_tail

    @property
    def unused_data(self) -> bytes:
        return self._inner.unused_data

    def decompress(self, data: bytes, max_length: int) -> bytes:
        found = self._inner.decompress(self._inner.unconsumed_tail + data, max_length)
        self._full = len(found) == max_length
        return found


def _open_zstd() -> Any:
    return _load_zstd().ZstdDecompressor()  # which refuses windows of more than 128 MB


def _load_zstd() -> Any:
    try:
        from compression import zstd  # type: ignore[import-not-found,unused-ignore]  # since Python 3.14
    except ImportError:
        from backports import zstd
    return zstd


@dataclass(frozen=True, slots=True)
class Packing:
    """A way to pack: its name, how a member begins, and what unpacks one."""

    name: str
    mark: bytes
    open: Callable[[], _Decoder]

    def decode(self, decoder: _Decoder, data: bytes, count: int) -> bytes:
        """The next `count` bytes at most; `UnreadableError` for what is none of this packing."""
        faults = (zlib.error, OSError) if self.name != "zstd" else (_load_zstd().ZstdError,)
        try:
            return decoder.decompress(data, count)
        except faults as error:
            raise UnreadableError(f"is a damaged {self.name} file") from error


PACKINGS = (
    Packing("gzip", b"\x1f\x8b\x08", _Gzip),
    Packing("bzip2", b"BZh", bz2.BZ2Decompressor),
    Packing("zstd", b"\x28\xb5\x2f\xfd", _open_zstd),
)
"""The packings that are unpacked, whatever the name of a file says."""

LONGEST_MARK = max(len(packing.mark) for packing in PACKINGS)
"""How many bytes tell a packing."""


def find_packing(start: bytes) -> Packing | None:
    """How a file that begins with `start` is packed, None where it is not.

    >>> find_packing(b"BZh91AY").name
    'bzip2'
    """
    return next((packing for packing in PACKINGS if start.startswith(packing.mark)), None)


class Unpacked(io.RawIOBase):
    """What `packed` unpacks to, member after member; `UnreadableError` where it is damaged, cut, or a bomb.

    More than `free` bytes must not be over a hundred times as many as they were unpacked from.
    After an error, `recover` goes on with the next member.
    """

    def __init__(self, packed: _Packed, packing: Packing, *, free: int) -> None:
        self._packed = packed
        self._packing = packing
        self._free = free
        self._taken = 0
        self._given = 0
        self._fault: UnreadableError | None = None
        self._begin(b"")

    def readable(self) -> bool:
        """True: this is read."""
        return True

    @property
    def place(self) -> int:
        """The packed bytes before the member that is being read."""
        return self._start

    def readinto(self, buffer: WriteableBuffer) -> int:
        """The next bytes, as many as there are room for or fewer; 0 at the end."""
        view = memoryview(buffer).cast("B")
        try:
            data = self._fault_or_unpack(len(view))
        except UnreadableError as refusal:
            self._fault = refusal  # and is told again, until `recover`
            raise
        view[: len(data)] = data
        return len(data)

    def recover(self) -> bool:
        """Goes to the next place where a member may begin, whether there is one."""
        rest = self._piece[1:] if self._fresh else self._piece
        mark = self._packing.mark
        while True:
            at = rest.find(mark)
            if at >= 0:
                self._begin(rest[at:])
                return True
            more = self._take()
            if not more:
                self._begin(b"")
                return False
            rest = rest[1 - len(mark) :] + more

    def _begin(self, data: bytes) -> None:
        """Makes ready for a member, the beginning of which is `data`."""
        self._decoder = self._packing.open()
        self._fault = None
        self._waiting = self._piece = data
        self._start = self._taken - len(data)
        self._begun = False
        self._fresh = True

    def _fault_or_unpack(self, count: int) -> bytes:
        if self._fault:
            raise UnreadableError(self._fault.why)
        data = self._unpack(count)
        self._given += len(data)
        if self._given > max(self._free, _MOST_PACKED * self._taken):
            why = f"unpacks to more than {_MOST_PACKED} times its size; unpack it first if you trust it"
            raise UnreadableError(why)
        return data

    def _take(self) -> bytes:
        data = self._packed.read1(_PIECE)
        self._taken += len(data)
        return data

    def _unpack(self, count: int) -> bytes:
        while True:
            if self._decoder.eof:
                self._begin(self._decoder.unused_data)
            if not self._begun:
                self._skip_padding()
            if not self._waiting and self._decoder.needs_input:
                self._waiting = self._piece = self._take()
                self._fresh = self._fresh and not self._begun
                if not self._waiting:
                    return self._end()
            data = self._decode(count)
            if data:
                return data

    def _skip_padding(self) -> None:
        """Passes over the zeros that tapes leave between members."""
        while not (stripped := self._waiting.lstrip(b"\0")):
            self._waiting = self._take()
            if not self._waiting:
                break
        self._begin(stripped)

    def _decode(self, count: int) -> bytes:
        data, self._waiting = self._waiting, b""
        self._begun = True
        return self._packing.decode(self._decoder, data, count)

    def _end(self) -> bytes:
        if self._begun:
            raise UnreadableError(f"is cut short: its {self._packing.name} data end in the middle")
        return b""
