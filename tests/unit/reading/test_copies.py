"""The same text from several places: read once, all credited."""

import collections
import json
import tracemalloc
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from hashlib import sha256
from itertools import chain, islice
from pathlib import Path

import pytest

from kg.errors import InputError
from kg.model import Copy, Document
from kg.reading import copies, read_documents
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


def make(number):
    digest = sha256(str(number).encode()).hexdigest()
    return Document(f"urn:{number}", "x", f"archive.jsonl:{number}", digest)


def find_temporary_files():
    """The files without a name that this process has open."""
    links = (str(path.readlink()) for path in Path("/proc/self/fd").iterdir() if path.is_symlink())
    return [link for link in links if link.endswith(" (deleted)")]


@pytest.fixture
def small(monkeypatch):
    """What is kept in memory of the documents is little, and the rest in a file."""
    monkeypatch.setattr(copies, "CACHE", 100_000)


def test_what_is_kept_of_documents_takes_no_more_memory_the_more_there_are(small):
    found = find_copies(map(make, range(30_000)))
    list(islice(found, 1_000))
    tracemalloc.start()
    collections.deque(found, maxlen=0)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 100_000


def test_a_text_is_known_again_when_what_is_kept_of_it_waits_in_a_file(small):
    again = replace(make(3), source="other.jsonl:3")
    *_, copy, same = find_copies(chain(map(make, range(20_000)), [again, make(3)]))
    assert isinstance(copy, Copy) and copy.of == "urn:3"
    assert same.reason == "archive.jsonl:3: was read already"


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="asks Linux for the files that are open")
def test_what_waits_in_a_file_has_no_name_that_could_stay_and_goes_with_the_iterator(small):
    before = find_temporary_files()
    found = find_copies(map(make, range(20_000)))
    list(islice(found, 19_000))
    [file] = set(find_temporary_files()) - set(before)
    assert not Path(file.removesuffix(" (deleted)")).exists()
    found.close()
    assert find_temporary_files() == before


def test_a_full_disk_is_an_error_with_a_hint(small):
    resource = pytest.importorskip("resource")
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, limits[1]))
    try:
        with pytest.raises(InputError, match="no room") as raised:
            collections.deque(find_copies(map(make, range(20_000))), maxlen=0)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert raised.value.hint is not None and "TMPDIR" in raised.value.hint


def test_threads_may_take_turns(small):
    found = find_copies(map(make, [1, 1]))
    next(found)
    with ThreadPoolExecutor(1) as other:
        assert other.submit(next, found).result().reason == "archive.jsonl:1: was read already"
