"""How a service is asked: where it is, who asks, how patiently, and how many at once."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

from kg.errors import UsageError
from kg.store.endpoints import check_address
from kg.store.patience import Patience
from kg.version import __version__

API: Final = "https://www.wikidata.org/w/api.php"
"""Where Wikidata answers what it holds, unless another Wikibase is named."""

ENDPOINT: Final = "https://query.wikidata.org/sparql"
"""The Wikidata Query Service."""

CONTACT: Final = "KG_CONTACT"
"""The variable of the environment that says who asks."""

MAX_LAG: Final = 5
"""The seconds by which Wikidata's copies may lag behind; where they lag more, it asks us to wait."""

PATIENCE: Final = Patience(first=1.0, longest=120.0)

_STRICT = (".wikidata.org", ".wikimedia.org", ".wikipedia.org")
_CONTACT = re.compile(r"(https?://|mailto:)?[!-'*-~]*[.@:/][!-'*-~]+")


@dataclass(frozen=True, slots=True)
class Access:
    """How the services are asked.

    `api` is a Wikibase's api.php, `endpoint` its SPARQL endpoint, `contact` a page or an address of whoever
    asks; `offline` asks nothing but the cache; `timeout` is in seconds, `parallel` the requests that may be
    under way at once. `tell` hears of waits; `clock` and `wait` are time itself, which tests put another for.
    """

    api: str = API
    endpoint: str = ENDPOINT
    contact: str | None = None
    offline: bool = False
    parallel: int = 1
    timeout: float = 30.0
    patience: Patience = PATIENCE
    tell: Callable[[str], None] = lambda _: None
    clock: Callable[[], float] = time.monotonic
    wait: Callable[[float], None] = time.sleep

    @property
    def agent(self) -> str:
        """What we call ourselves, as Wikimedia's policy asks: the client, who runs it, and the library."""
        from requests import __version__ as library

        who = f" ({self.contact})" if self.contact else ""
        return f"diplomacy-kg/{__version__}{who} python-requests/{library}"

    def check(self, address: str) -> None:
        """Raises a UsageError for an address that may not be asked as things are, or is none."""
        check_address(address)
        if self.contact is not None and not _CONTACT.fullmatch(self.contact):
            raise UsageError(f"{self.contact!r} reaches nobody", where="--contact", hint=_EXAMPLE)
        if self.contact is None and not self.offline and is_wikimedia(address):
            raise UsageError("it wants to know who asks", where=address, hint=f"{_EXAMPLE}; or {CONTACT}")


_EXAMPLE = "--contact you@example.org, or a page about your work"


def is_wikimedia(address: str) -> bool:
    """Whether an address is one of Wikimedia's, which want to know who asks and have no passwords for it.

    >>> is_wikimedia(ENDPOINT), is_wikimedia("https://wikidata.org.example/sparql")
    (True, False)
    """
    return f".{urlsplit(address).hostname}".endswith(_STRICT)


def find_entity_data(api: str, qid: str) -> str:
    """The address at which the Wikibase of an api.php shows one item.

    >>> find_entity_data(API, "Q159")
    'https://www.wikidata.org/wiki/Special:EntityData/Q159.json'
    """
    base = api.removesuffix("/w/api.php")
    page = f"Special:EntityData/{qid}.json"
    return f"{base}/wiki/{page}" if base != api else f"{api.rpartition('/')[0]}/index.php/{page}"
