"""The client: finds items by name and by number, from the cache where it can, else from the service."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, TypeVar

from kg.errors import UsageError
from kg.wikidata.access import MAX_LAG, Access, find_entity_data
from kg.wikidata.asking import Asking
from kg.wikidata.cache import Cache
from kg.wikidata.gate import Gate
from kg.wikidata.items import QID, Item, read_item
from kg.wikidata.troubles import refuse_shape

BATCH = 50
"""The items that one request may ask for."""

HITS = 20
"""The items that a search gives at most."""

_PROPS = "labels|aliases|descriptions|claims|sitelinks"

T = TypeVar("T")
U = TypeVar("U")


@dataclass(frozen=True, slots=True)
class Hit:
    """An item that a search found: the label or alias (`match`) that begins with the name searched for."""

    qid: str
    label: str
    description: str
    match: str


class Client:
    """A Wikibase and a cache of what it answered; made by `open_client`."""

    def __init__(self, access: Access, cache: Cache) -> None:
        self.access = access
        self.cache = cache
        self._gate = Gate(access, cache)
        self._asking = Asking(access)

    @property
    def requests(self) -> list[str]:
        """What was asked over the network so far, in words."""
        return self._gate.requests

    def close(self) -> None:
        """Ends every connection."""
        self._asking.close()

    def search(self, name: str, *, language: str = "en") -> tuple[Hit, ...]:
        """The items with a label or an alias that begins with `name`, as the service orders them."""
        parameters = {
            "action": "wbsearchentities",
            "search": name,
            "language": language,
            "uselang": language,
            "type": "item",
            "limit": str(HITS),
        }
        asked = {"api": self.access.api, **parameters}
        hits = self.cache.find(asked)
        if hits is None:
            hits = self._call(parameters, f"a search for {name!r}").get("search")
            if not isinstance(hits, list):
                raise refuse_shape(self.access.api)
            self.cache.keep(asked, hits)
        return tuple(_read_hits(hits))

    def search_all(
        self, names: Iterable[str], *, language: str = "en"
    ) -> Iterator[tuple[str, tuple[Hit, ...]]]:
        """Each name with what a search for it gives, in order; as many at once as the access allows."""
        wanted = list(dict.fromkeys(names))
        return zip(wanted, self._map(lambda name: self.search(name, language=language), wanted), strict=True)

    def find_items(
        self, qids: Collection[str], *, languages: Sequence[str] = ("en",)
    ) -> dict[str, Item | None]:
        """The item of each QID, None where there is none; fifty are asked for at once.

        A merged item comes under the QID that was asked for. UsageError for what is no QID.
        """
        wanted = sorted(set(qids), key=_number)
        spoken = sorted(set(languages) | {"mul"})
        found = {qid: self.cache.find(self._ask_for(qid, spoken)) for qid in wanted}
        missing = [qid for qid in wanted if found[qid] is None]
        batches = [missing[at : at + BATCH] for at in range(0, len(missing), BATCH)]
        for fetched in self._map(lambda batch: self._fetch(batch, spoken), batches):
            found.update(fetched)
        return {qid: read_item(data, asked=qid) for qid, data in found.items()}

    def find_item(self, qid: str) -> Item | None:
        """One item with all that it says in every language, from its own page; None where there is none."""
        _number(qid)
        address = find_entity_data(self.access.api, qid)
        asked = {"address": address}
        data = self.cache.find(asked)
        if data is None:
            self._gate.open(qid, address)
            answer = self._asking.ask(address, {}, absent={"entities": {qid: {"id": qid, "missing": ""}}})
            data = _find_entity(answer.get("entities"), qid) or self._refuse_entity(qid)
            self.cache.keep(asked, data)
        return read_item(data, asked=qid)

    def _fetch(self, qids: Sequence[str], languages: Sequence[str]) -> dict[str, Any]:
        """The JSON of some items by the QIDs that they are asked for by, each kept."""
        parameters = {
            "action": "wbgetentities",
            "ids": "|".join(qids),
            "props": _PROPS,
            "languages": "|".join(languages),
            "redirects": "yes",
        }
        entities = self._call(parameters, ", ".join(qids[:3])).get("entities")
        fetched = {qid: _find_entity(entities, qid) or self._refuse_entity(qid) for qid in qids}
        for qid, data in fetched.items():
            self.cache.keep(self._ask_for(qid, languages), data)
        return fetched

    def _call(self, parameters: Mapping[str, str], what: str) -> dict[str, Any]:
        self._gate.open(what, self.access.api)
        return self._asking.ask(
            self.access.api, {**parameters, "format": "json", "formatversion": "1", "maxlag": str(MAX_LAG)}
        )

    def _ask_for(self, qid: str, languages: Sequence[str]) -> dict[str, str]:
        return {"api": self.access.api, "item": qid, "languages": "|".join(languages)}

    def _refuse_entity(self, qid: str) -> Any:
        raise refuse_shape(f"{self.access.api} ({qid})")

    def _map(self, function: Callable[[T], U], values: Sequence[T]) -> Iterator[U]:
        """The function's value for each, in order, some at once where the access allows it."""
        if self.access.parallel <= 1 or len(values) <= 1:
            yield from map(function, values)
            return
        with ThreadPoolExecutor(max_workers=self.access.parallel) as pool:
            yield from pool.map(function, values)


@contextmanager
def open_client(access: Access, cache: Cache) -> Iterator[Client]:
    """A client whose connections end with the block."""
    client = Client(access, cache)
    try:
        yield client
    finally:
        client.close()


def _number(qid: str) -> int:
    """The number of a QID, by which they are ordered."""
    if not QID.fullmatch(qid):
        raise UsageError(f"{qid!r} is no QID", hint="a Q and digits, such as Q159")
    return int(qid[1:])


def _find_entity(entities: Any, qid: str) -> Any:
    """The JSON of the item that was asked for by a QID: under it, or under that of the item it became."""
    if not isinstance(entities, dict):
        return None
    if isinstance(entities.get(qid), dict):
        return entities[qid]
    merged = (each for each in entities.values() if isinstance(each, dict))
    named = [each for each in merged if (each.get("redirects") or {}).get("from") == qid]
    return named[0] if named else next(iter(entities.values())) if len(entities) == 1 else None


def _read_hits(hits: list[Any]) -> Iterator[Hit]:
    """The hits that name an item."""
    for each in hits:
        qid = each.get("id") if isinstance(each, dict) else None
        if not isinstance(qid, str) or not QID.fullmatch(qid):
            continue
        match = each.get("match")
        text = match.get("text") if isinstance(match, dict) else None
        label, description = each.get("label") or "", each.get("description") or ""
        yield Hit(qid, str(label), str(description), str(text or label))
