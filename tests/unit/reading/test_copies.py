"""The same text from several places: read once, all credited."""

import json
import tracemalloc

from kg.model import Copy, Document
from kg.reading import read_documents
from kg.reading.copies import find_copies


def write_prints(write, sentence):
    lines = [
        {
            "text": sentence,
            "url": "https://wire.example/1",
            "publisher": "Example Wire",
            "title": "Visit to Baku",
        },
        {"text": f"{sentence} More is to come."},
        {
            "text": sentence,
            "url": "https://paper.example/2",
            "publisher": "Harbour Gazette",
            "date": "2024-03-05",
        },
    ]
    return write("news.jsonl", "".join(json.dumps(line) + "\n" for line in lines))


def test_a_text_that_comes_again_is_a_copy_with_what_is_known_of_it(write, sentence):
    path = write_prints(write, sentence)
    first, _, copy = read_documents([path])
    assert isinstance(first, Document) and isinstance(copy, Copy)
    assert (copy.of, copy.source, copy.url) == (first.id, f"{path}:3", "https://paper.example/2")
    assert (copy.publisher, copy.published, copy.title) == ("Harbour Gazette", "2024-03-05", None)


def test_a_file_that_is_named_twice_is_no_copy_of_itself(write, sentence):
    path = write("a.txt", sentence)
    first, again = read_documents([path, path])
    assert isinstance(first, Document) and not isinstance(again, Copy)
    assert again.reason == f"{path}: was read already" and again.stage == "choosing"


def test_copies_of_different_places_have_different_names(write, sentence):
    paths = [write(name, sentence) for name in ("a.txt", "b.txt", "c.txt")]
    first, *copies = read_documents(paths)
    assert len({copy.id for copy in copies}) == 2
    assert all(copy.id.startswith(f"{first.id}#copy=") for copy in copies)


def test_what_is_kept_of_a_document_is_small():
    def make(number):
        return Document(f"urn:{number}", "x", f"archive.jsonl:{number}", f"{number:064x}"[::-1])

    tracemalloc.start()
    for _ in find_copies(map(make, range(100_000))):
        pass
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 100_000 * 250
