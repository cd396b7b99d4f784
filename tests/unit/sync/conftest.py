"""A store that is kept in step, by a reader that takes each word with a capital for a person."""

import json
import re
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
from pyoxigraph import DefaultGraph, Literal, NamedNode

from kg.model import Copy, Document
from kg.ontology import load_ontology
from kg.rdf.graph import to_copy_graph
from kg.rdf.named_graph import to_named_graph
from kg.rdf.vocabulary import ALTERNATE_OF, DIP, LABEL, SHA256, SOURCE, A
from kg.reading import read_documents
from kg.store import open_store
from kg.store.arriving import put_documents
from kg.store.dumping import dump_store
from kg.sync import Report, Setting, find_source, sync_source
from kg.sync.fetching import Access

ONTOLOGY = load_ontology()
PERSON = NamedNode(DIP + "Person")


def make_graph(document):
    """The graph of a document: where it stood, and who is named."""
    about = [(SOURCE, Literal(document.source)), (SHA256, Literal(document.sha256))]
    people = set(re.findall(r"[A-Z]\w+", document.text))
    stars = [
        (document.id, about),
        *((f"urn:x:{each}", [(A, PERSON), (LABEL, Literal(each))]) for each in people),
    ]
    told = [(f"<{name}>", [(str(p), str(value)) for p, value in pairs]) for name, pairs in stars]
    return to_named_graph(document.id, told)


def dump_all(store):
    """All that a store holds, in bytes: documents, ontology, entities, and the default graph."""
    dump_store(store, store.with_suffix(".nq"), everything=True)
    with open_store(store) as opened:
        merged = opened.graphs.quads_for_pattern(None, None, None, DefaultGraph())
        lines = sorted(f"{quad}\n" for quad in merged)
    return store.with_suffix(".nq").read_bytes() + "".join(lines).encode()


def build(store, *named):
    """All that a store holds that is built at once, as `kg build --store` does it."""
    values = (each for each in read_documents(map(str, named)) if isinstance(each, Document | Copy))
    graphs = (to_copy_graph(each) if isinstance(each, Copy) else make_graph(each) for each in values)
    put_documents(store, graphs, ontology=ONTOLOGY)
    return dump_all(store)


@dataclass
class Bench:
    """A folder, a store, and what was read into it."""

    folder: Path
    store: Path
    setting: Setting
    read: list[str] = field(default_factory=list)

    def write(self, **texts):
        """Writes files; a `_` in a name is a `/`, and there is no `.txt`."""
        for name, text in texts.items():
            path = self.folder / f"{name.replace('_', '/')}.txt"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")

    def write_page(self, name, text, **about):
        """Writes a file of Markdown, in whose front matter it says what is known of its text."""
        front = "\n".join(f"{key}: {value}" for key, value in about.items())
        (self.folder / f"{name}.md").write_text(f"---\n{front}\n---\n{text}", encoding="utf-8")

    def write_rows(self, *rows, name="wire"):
        """Writes a file of JSON Lines."""
        (self.folder / f"{name}.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")

    def remove(self, *names):
        """Removes files."""
        for name in names:
            (self.folder / f"{name.replace('_', '/')}.txt").unlink()

    def sync(self, named=None, *, access=None, name=None, pages=False, marks=None, **changes):
        """Syncs the folder, or what is named, and gives the report; `read` is what was read for it."""
        self.read.clear()
        source = find_source(
            str(named or self.folder),
            store=self.store,
            access=access or Access(),
            name=name,
            pages=pages,
            marks=marks,
        )
        report = Report()
        sync_source(source, replace(self.setting, **changes), report=report)
        return report

    def dump(self):
        """All that the store holds, in bytes, the default graph too."""
        return dump_all(self.store)

    def credited(self):
        """Where texts stand beside the place that their graph names, as (place, place named), in order."""
        with open_store(self.store) as store:
            graphs = store.graphs
            told = graphs.quads_for_pattern(None, ALTERNATE_OF, None)
            nodes = {(quad.subject, quad.object) for quad in told}
            return sorted(tuple(self._find_source(graphs, node) for node in pair) for pair in nodes)

    def _find_source(self, graphs, node):
        (source,) = {quad.object.value for quad in graphs.quads_for_pattern(node, SOURCE, None)}
        return source.removeprefix(f"{self.folder}/")

    def people(self):
        """Who is in the graph of entities."""
        with open_store(self.store) as store:
            return {q.object.value for q in store.graphs.quads_for_pattern(None, LABEL, None, ENTITIES)}

    def sources(self):
        """Where each document of the store was read."""
        with open_store(self.store) as store:
            told = store.graphs.quads_for_pattern(None, SOURCE, None, None)
            return sorted(quad.object.value for quad in told if quad.graph_name == quad.subject)


ENTITIES = NamedNode("https://w3id.org/diplomacy-kg/graph/entities")


def make_bench(path, name="store"):
    """A bench whose folder is `path/news`."""

    def read(documents):
        for document in documents:
            bench.read.append(document.source.removeprefix(f"{bench.folder}/"))
            yield make_graph(document)

    (path / "news").mkdir(exist_ok=True)
    setting = Setting(store=path / name, ontology=ONTOLOGY, read=read, fingerprint="one 1")
    bench = Bench(path / "news", path / name, setting)
    return bench


@pytest.fixture
def bench(tmp_path):
    return make_bench(tmp_path)


def told(report):
    """What a report counts, without what it counts none of."""
    return {name: count for name, count in report.counts.items() if count}
