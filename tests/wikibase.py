"""A Wikibase on 127.0.0.1 that answers as Wikidata does: it finds items by name and by number.

What it knows are the excerpts in tests/data/wikidata and what a test adds by `make_item`.
"""

import json
import re
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

from tests.stand_ins import Answer, Heard, stand_in

FOLDER = Path(__file__).parent / "data" / "wikidata"
SANDBOX, SECOND_SANDBOX = "Q4115189", "Q13406268"
"""Wikidata's items for trying things out, which stand for nobody: fixtures are put under them."""

JSON = "application/json"


def read_answer(name):
    """An excerpt of a real answer."""
    return json.loads((FOLDER / name).read_text(encoding="utf-8"))


REAL = {path.stem: read_answer(path.name) for path in FOLDER.glob("Q*.json")}


def make_item(qid, label, *, description="", aliases=(), sitelinks=0, **claims):
    """A made-up item in the shape of the real ones; each claim is a value, or a value with two dates."""
    text = {"language": "en", "value": label}
    return {
        "type": "item",
        "id": qid,
        "labels": {"en": text} if label else [],
        "descriptions": {"en": {"language": "en", "value": description}} if description else [],
        "aliases": {"en": [{"language": "en", "value": name} for name in aliases]} if aliases else [],
        "claims": {
            name: [make_claim(name, *_each(value)) for value in _list(values)]
            for name, values in claims.items()
        },
        "sitelinks": {
            f"{n}wiki": {"site": f"{n}wiki", "title": label, "badges": []} for n in range(sitelinks)
        },
    }


def make_claim(name, value, start=None, end=None, rank="normal"):
    """A statement as Wikidata writes it, with the qualifiers of a period."""
    dates = {"P580": start, "P582": end}
    qualifiers = {each: [make_snak(each, date)] for each, date in dates.items() if date}
    claim = {"mainsnak": make_snak(name, value), "type": "statement", "rank": rank}
    return claim | ({"qualifiers": qualifiers} if qualifiers else {})


def make_snak(name, value):
    """A snak of an item, of a day, or of a place on the map."""
    if isinstance(value, tuple):
        data = {"value": {"latitude": value[0], "longitude": value[1]}, "type": "globecoordinate"}
    elif re.fullmatch(r"Q\d+", value):
        data = {
            "value": {"entity-type": "item", "numeric-id": int(value[1:]), "id": value},
            "type": "wikibase-entityid",
        }
    else:
        data = {"value": {"time": f"+{value}T00:00:00Z", "precision": 11}, "type": "time"}
    return {"snaktype": "value", "property": name, "datavalue": data}


def _list(values):
    return values if isinstance(values, list) else [values]


def _each(value):
    return value if isinstance(value, list) else [value]


@dataclass(frozen=True, slots=True)
class Wikibase:
    """The addresses of a running Wikibase, and all that it heard."""

    base: str
    heard: list[Heard]

    @property
    def api(self):
        return f"{self.base}/w/api.php"

    @property
    def calls(self):
        """The parameters of each request."""
        return [_parameters(heard) for heard in self.heard]


@dataclass(slots=True)
class Contents:
    """The items of a Wikibase, and which QIDs lead on to another."""

    items: dict[str, dict]
    merged: dict[str, str] = field(default_factory=dict)

    def answer(self, heard):
        """What Wikidata says to a request."""
        path = unquote(urlsplit(heard.path).path)
        if path.startswith("/wiki/Special:EntityData/"):
            return self.show(path.rpartition("/")[2].removesuffix(".json"))
        if path != "/w/api.php":
            return Answer(404, b"<html><h1>Not Found</h1></html>", "text/html")
        called = _parameters(heard)
        act = {"wbsearchentities": self.search, "wbgetentities": self.get}[called["action"]]
        return reply(act(called))

    def search(self, called):
        """The items of which a label or an alias begins with what is searched for."""
        wanted, found = called["search"].lower(), []
        for qid, item in self.items.items():
            names = [*_texts(item["labels"]), *(name for each in _lists(item["aliases"]) for name in each)]
            match = next((name for name in names if name.lower().startswith(wanted)), None)
            if match:
                label, told = (
                    item[kind].get("en", {}).get("value") if item[kind] else None
                    for kind in ("labels", "descriptions")
                )
                kind = "label" if match == label else "alias"
                hit = {"id": qid, "title": qid, "concepturi": f"http://www.wikidata.org/entity/{qid}"}
                hit |= {"match": {"type": kind, "language": "en", "text": match}}
                found.append(
                    hit | {name: value for name, value in (("label", label), ("description", told)) if value}
                )
        return {
            "searchinfo": {"search": called["search"]},
            "search": found[: int(called["limit"])],
            "success": 1,
        }

    def get(self, called):
        """The items of some QIDs; those that do not exist are said to be missing."""
        asked = called["ids"].split("|")
        if len(asked) > 50:
            return {
                "error": {"code": "toomanyvalues", "info": 'Too many values supplied for parameter "ids".'}
            }
        return {"entities": {qid: self.find(qid) for qid in asked}, "success": 1}

    def find(self, qid):
        """The JSON of an item, of the one that it became, or of none."""
        target = self.merged.get(qid, qid)
        item = self.items.get(target, {"id": qid, "missing": ""})
        return item if target == qid else {**item, "redirects": {"from": qid, "to": target}}

    def show(self, qid):
        """The page of one item; that of a merged one sends on."""
        if qid in self.merged:
            return Answer(303, b"", headers={"Location": f"/wiki/Special:EntityData/{self.merged[qid]}.json"})
        if qid not in self.items:
            return Answer(404, b"<html><title>Not Found</title></html>", "text/html")
        return reply({"entities": {qid: self.items[qid]}})


def reply(data, *, status=200, **headers):
    """An answer in JSON."""
    return Answer(status, json.dumps(data).encode(), JSON, headers)


@contextmanager
def run_wikibase(*first, items=(), merged=None):
    """A Wikibase that gives some answers `first`, whatever it is asked, and then the true ones."""
    contents = Contents(REAL | {each["id"]: each for each in items}, merged or {})
    with stand_in(*first, contents.answer) as server:
        yield Wikibase(server.url.removesuffix("/sparql"), server.heard)


def _parameters(heard):
    return {name: values[0] for name, values in parse_qs(urlsplit(heard.path).query).items()}


def _texts(texts):
    return [each["value"] for each in texts.values()] if texts else []


def _lists(texts):
    return [[each["value"] for each in group] for group in texts.values()] if texts else []
