"""Bytes -> text: byte order marks and UTF-8 first, then what is declared, then what is likely."""

from __future__ import annotations

import codecs
import re

from kg.reading.drafts import UnreadableError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_STRANGERS = (
    (b"%PDF-", "a PDF; convert it with pdftotext first"),
    (b"PK\x03\x04", "a zip archive or an office document; unpack it, or save it as text, first"),
    (b"\xd0\xcf\x11\xe0", "an old office document; save it as plain text first"),
    (b"{\\rtf", "rich text (RTF); save it as plain text first"),
    (b"\x1f\x8b", "packed twice; unpack it first"),
    (b"\x89PNG", "a picture (PNG), not text"),
    (b"\xff\xd8\xff", "a picture (JPEG), not text"),
    (b"GIF8", "a picture (GIF), not text"),
)
# Near relations of these (cp1250, cp1254, Mac Roman) only win by chance on English with a few accents.
_LIKELY = ("cp1252", "cp1251", "koi8_r", "cp1253", "cp1256", "gb18030", "big5", "shift_jis", "euc_kr")
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_MOST_CONTROLS = 0.01


def decode(data: bytes, *, declared: str | None = None) -> str:
    """The text in `data`, without its byte order mark, else exactly as it stands there.

    `declared` is the encoding that a page claims; it counts where the bytes are not UTF-8.
    Raises `UnreadableError` for what is no text and for text in more than one encoding.
    """
    stranger = next((what for mark, what in _STRANGERS if data.startswith(mark)), None)
    if stranger:
        raise UnreadableError(f"this is {stranger}")
    text = _decode(data, declared)
    if len(_CONTROLS.findall(text)) > _MOST_CONTROLS * len(text):
        raise UnreadableError("this looks binary, not like text")
    return text


def _decode(data: bytes, declared: str | None) -> str:
    mark, encoding = next(((mark, name) for mark, name in _MARKS if data.startswith(mark)), (b"", ""))
    encoding = encoding or _guess_wide(data) or "utf-8"
    try:
        return data[len(mark) :].decode(encoding)
    except UnicodeDecodeError as error:
        if encoding != "utf-8" or mark or _is_mostly_utf8(data):
            line = data.count(b"\n", 0, len(mark) + error.start) + 1
            bad = data[len(mark) + error.start]
            why = f"byte 0x{bad:02x} is not {encoding.upper()} as the rest is; save it all as UTF-8"
            raise UnreadableError(why, line=line) from error
        return _decode_declared(data, declared) or _decode_likely(data)


def _guess_wide(data: bytes) -> str | None:
    """UTF-16 where every other byte is mostly zero; `UnreadableError` for other text with zeros in it."""
    zeros = data.count(0)
    if not zeros:
        return None
    late, early = (2 * data[start::2].count(0) / len(data) for start in (1, 0))
    if max(late, early) > 0.5 and min(late, early) < 0.1:
        return "utf-16-le" if late > early else "utf-16-be"
    raise UnreadableError("this is binary, not text")


def _is_mostly_utf8(data: bytes) -> bool:
    """Whether more characters beyond ASCII are whole UTF-8 than are not."""
    text = data.decode("utf-8", errors="replace")
    broken = text.count("\ufffd")
    return sum(not character.isascii() for character in text) - broken >= broken


def _decode_declared(data: bytes, declared: str | None) -> str | None:
    """`data` in the encoding that a page claims, None where that cannot be."""
    name = (declared or "").strip().lower()
    try:
        return data.decode("cp1252" if name in ("iso-8859-1", "latin-1", "latin1", "us-ascii") else name)
    except (LookupError, ValueError):
        return None


def _decode_likely(data: bytes) -> str:
    from charset_normalizer import from_bytes

    best = from_bytes(data, cp_isolation=list(_LIKELY)).best()
    if best is None:
        raise UnreadableError("its encoding cannot be told; save it as UTF-8")
    return str(best)
