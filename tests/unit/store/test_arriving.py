"""Documents into a store as they are read: each as a whole, and there to stay."""

from dataclasses import replace

import pytest

from kg.errors import InputError, StoreError
from kg.ontology import load_ontology
from kg.rdf.graph import to_named_graphs, to_quads
from kg.rdf.named_graph import NamedGraph
from kg.rdf.writing import save_graph
from kg.store import arriving, open_store
from kg.store.arriving import put_documents
from kg.store.dumping import dump_store
from kg.store.filling import load_files, remove_documents

ONTOLOGY = load_ontology()


@pytest.fixture
def articles(summit):
    """Three documents that say the same of the same people."""
    names = ("one", "two", "three")
    documents = [
        replace(summit.document, id=f"urn:x:{name}", source=f"{name}.txt", sha256=name) for name in names
    ]
    return [replace(summit, document=document) for document in documents]


@pytest.fixture
def put(tmp_path):
    """Puts extractions into the store, and gives what was changed."""

    def put(extractions, **options):
        graphs = to_named_graphs(extractions, ontology=ONTOLOGY)
        return put_documents(tmp_path / "store", graphs, ontology=ONTOLOGY, **options)

    return put


def dump(path):
    """Everything that a store holds, in bytes."""
    dump_store(path, path.with_suffix(".nq"), everything=True)
    return path.with_suffix(".nq").read_bytes()


def documents(path):
    """The names of the documents that a reader finds."""
    with open_store(path) as store:
        return sorted(name.value for name in store.graphs.named_graphs() if name.value.startswith("urn:x:"))


@pytest.mark.parametrize("batch", [1, 50_000])
def test_documents_make_the_same_store_as_a_file_of_them_that_is_loaded(
    articles, put, tmp_path, batch, monkeypatch
):
    monkeypatch.setattr(arriving, "BATCH", batch)
    save_graph(to_quads(articles, ontology=ONTOLOGY), tmp_path / "articles.nq")
    load_files(tmp_path / "loaded", [str(tmp_path / "articles.nq")], ontology=ONTOLOGY)
    change = put(articles)
    assert (change.added, change.replaced) == (3, 0)
    assert change.triples == len((tmp_path / "articles.nq").read_text("utf-8").splitlines())
    assert dump(tmp_path / "store") == dump(tmp_path / "loaded")


def test_a_document_takes_the_place_of_what_it_said_before(articles, put, tmp_path):
    put(articles)
    fewer = replace(articles[0], entities=articles[0].entities[:1], facts=(), events=(), tenures=())
    change = put([fewer])
    assert (change.added, change.replaced) == (0, 1)
    put_documents(
        tmp_path / "other", to_named_graphs([*articles[1:], fewer], ontology=ONTOLOGY), ontology=ONTOLOGY
    )
    assert dump(tmp_path / "store") == dump(tmp_path / "other")


def test_a_document_that_says_nothing_any_more_leaves_nothing(tmp_path):
    told = [NamedGraph("urn:x:one", b"")]
    made = to_named_graphs([], ontology=ONTOLOGY)
    assert put_documents(tmp_path / "store", made, ontology=ONTOLOGY).added == 0
    assert not (tmp_path / "store").exists()
    put_documents(
        tmp_path / "store",
        [NamedGraph("urn:x:one", b"<urn:s> <urn:p> <urn:o> <urn:x:one> .\n")],
        ontology=ONTOLOGY,
    )
    assert documents(tmp_path / "store") == ["urn:x:one"]
    assert put_documents(tmp_path / "store", told, ontology=ONTOLOGY).replaced == 1
    assert documents(tmp_path / "store") == []


def test_what_was_put_straight_into_a_store_is_removed_like_any_other(articles, put, tmp_path):
    put(articles)
    put(articles[:2])
    remove_documents(tmp_path / "store", ["two.txt", "three.txt"], ontology=ONTOLOGY)
    assert documents(tmp_path / "store") == ["urn:x:one"]
    put_documents(tmp_path / "alone", to_named_graphs(articles[:1], ontology=ONTOLOGY), ontology=ONTOLOGY)
    assert dump(tmp_path / "store") == dump(tmp_path / "alone")


def test_a_document_that_comes_twice_says_what_it_says_each_time(articles, put, tmp_path, monkeypatch):
    monkeypatch.setattr(arriving, "BATCH", 1)
    half = replace(articles[0], facts=(), events=(), tenures=())
    assert put([articles[0], half]).added == 1
    other = tmp_path / "other"
    put_documents(other, to_named_graphs(articles[:1], ontology=ONTOLOGY), ontology=ONTOLOGY)
    assert dump(tmp_path / "store") == dump(other)


def test_documents_that_were_read_stay_when_a_later_one_fails(articles, put, tmp_path, monkeypatch):
    monkeypatch.setattr(arriving, "BATCH", 1)

    def read():
        yield from articles
        raise InputError("breaks off", where="four.txt")

    told = []
    with pytest.raises(InputError, match="breaks off"):
        put(read(), tell=told.append)
    assert documents(tmp_path / "store") == ["urn:x:one", "urn:x:three", "urn:x:two"]
    assert told == [f"{tmp_path / 'store'}: the first 3 documents are there to stay"]


def test_readers_see_whole_documents_while_others_are_read(articles, put, tmp_path, monkeypatch):
    monkeypatch.setattr(arriving, "BATCH", 1)
    seen = []

    def read():
        for article in articles:
            yield article
            seen.append(documents(tmp_path / "store"))

    put(read())
    assert seen == [["urn:x:one"], ["urn:x:one", "urn:x:two"], ["urn:x:one", "urn:x:three", "urn:x:two"]]
    data = [each.name for each in (tmp_path / "store").iterdir() if each.name.startswith("data-")]
    assert len(data) == 1


def test_a_store_that_another_changes_is_not_entered(articles, put, tmp_path):
    with open_store(tmp_path / "store", write=True), pytest.raises(StoreError, match="is being changed by"):
        put(articles)
