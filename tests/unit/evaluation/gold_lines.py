"""Small gold and what was read of it, written down in a few words."""

import json

from kg.evaluation import evaluate, read_gold, read_predictions
from kg.ontology import load_ontology
from tests.workshop import ROOT

TINY = ROOT / "tests" / "data" / "gold" / "tiny.jsonl"
READ = ROOT / "tests" / "data" / "gold" / "read.jsonl"
ONTOLOGY = load_ontology()
KINDS = {
    "Putin": "Person",
    "Modi": "Person",
    "Xi": "Person",
    "Russia": "State",
    "India": "State",
    "Sochi": "Place",
}


def line(text="Putin met Modi.", *, facts=(), events=(), optional=(), entities=None, name="d1", **more):
    """A line of gold, or of what was read; entities are called by their labels."""
    listed = entities or [{"id": label, "type": kind, "label": label} for label, kind in KINDS.items()]
    claims = {"facts": list(facts), "events": list(events), "optional": list(optional)}
    return {"id": name, "text": text, "entities": listed, **claims, **more}


def fact(words, status="asserted", **more):
    subject, predicate, thing = words.split()
    return {"subject": subject, "predicate": predicate, "object": thing, "status": status, **more}


def event(kind, status="held", **roles):
    return {"type": kind, "status": status, "roles": {role: names.split() for role, names in roles.items()}}


def save(path, *lines):
    path.write_text("".join(f"{json.dumps(each)}\n" for each in lines), encoding="utf-8")
    return str(path)


def compare_lines(folder, gold, read):
    """The evaluation of one line beside another."""
    golds = read_gold([save(folder / "gold.jsonl", gold)], ontology=ONTOLOGY)
    found = read_predictions(save(folder / "read.jsonl", read))
    return evaluate(golds, found, ontology=ONTOLOGY)
