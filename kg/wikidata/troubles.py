"""What goes wrong with Wikidata's services, in words: why, and what to try."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from kg.errors import StoreError
from kg.store.troubles import explain_status, find_words

CONTACT_HINT = "--contact with your e-mail address or a page about your work"
RESUME_HINT = "the same command later: what was answered is kept in the cache, and not asked again"
NETWORK_HINT = "is there a network, and is the address right? --offline answers from the cache alone"

_HINTS = (
    (re.compile(r"(?i)\bbanned\b"), f"nothing until then; afterwards {RESUME_HINT}"),
    (re.compile(r"(?i)user[- ]agent|robot policy"), CONTACT_HINT),
    (re.compile(r"another server"), "that address instead, if you trust it"),
    (re.compile(r"\b(429|503)\b"), RESUME_HINT),
    (re.compile(r"\b(404|405)\b"), "is it the api.php of a Wikibase, or the address of a SPARQL endpoint?"),
    (re.compile(r"breaks off|in time$|within \d"), f"a longer --timeout, or {RESUME_HINT}"),
    (re.compile(r"does not answer:|cannot be reached"), NETWORK_HINT),
)
"""What to try, by words of the reason; the first that fit count."""

_PASSING = re.compile(r"maxlag|ratelimited|readonly|internal_api_error\w*")
"""Codes of errors after which the same request may be answered."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why there is no answer, and whether another try may help."""

    error: StoreError
    again: bool


def read_answer(status: int, body: bytes, address: str) -> dict[str, Any] | Trouble:
    """What a Wikibase answers, as JSON; trouble where it is none, or tells of an error."""
    text = body.decode("utf-8", errors="replace")
    if status != HTTPStatus.OK:
        return Trouble(explain_refusal(status, text, address), again=False)
    try:
        answer = json.loads(text)
    except (ValueError, RecursionError):
        return _refuse_text(text, address)
    if not isinstance(answer, dict):
        return _refuse_text(text, address)
    return _find_error(answer, address) or answer


def explain_refusal(status: int, page: str, address: str) -> StoreError:
    """The error of a status that is not good, with what to try."""
    told = explain_status(status, page, address)
    return StoreError(told.why, where=address, hint=find_hint(told.why) or told.hint)


def find_hint(why: str) -> str | None:
    """What to try where a service tells in these words why it does not answer; None where that is unknown."""
    return next((hint for words, hint in _HINTS if words.search(why)), None)


def refuse_shape(address: str) -> StoreError:
    """The error of an answer in JSON that is none of a Wikibase."""
    hint = "the address of a Wikibase's api.php, such as https://www.wikidata.org/w/api.php"
    return StoreError("does not answer as a Wikibase does", where=address, hint=hint)


def _find_error(answer: dict[str, Any], address: str) -> Trouble | None:
    """The error that an answer tells of, though its status is good."""
    error = answer.get("error")
    if error is None:
        return None
    told = error if isinstance(error, dict) else {"info": error}
    code, info = find_words(str(told.get("code", "error"))), find_words(str(told.get("info", "")))
    again = bool(_PASSING.fullmatch(code))
    hint = RESUME_HINT if again else None
    return Trouble(StoreError(f"answers {code}: {info}", where=address, hint=hint), again)


def _refuse_text(text: str, address: str) -> Trouble:
    """Trouble with what is no JSON: an answer that is cut off, or a page of something else."""
    if text.lstrip().startswith("{"):
        why = "the answer breaks off: it is no whole JSON"
        return Trouble(StoreError(why, where=address, hint=find_hint(why)), again=True)
    words = find_words(text, length=80) or "nothing"
    shape = refuse_shape(address)
    return Trouble(StoreError(f"{shape.why}: {words}", where=address, hint=shape.hint), again=False)
