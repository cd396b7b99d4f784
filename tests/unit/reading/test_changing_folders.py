"""Folders that change while they are read."""

import os

import pytest

from kg.reading import read_documents

CHANGES = {
    "is gone": (lambda path: path.unlink(), "cannot be read (No such file or directory)"),
    "is a folder now": (lambda path: (path.unlink(), path.mkdir()), "is no regular file any more"),
    "is a pipe now": (lambda path: (path.unlink(), os.mkfifo(path)), "is no regular file any more"),
    "is empty now": (lambda path: path.write_bytes(b""), "is empty"),
    "leads nowhere now": (
        lambda path: (path.unlink(), path.symlink_to("nowhere")),
        "cannot be read (No such file or directory)",
    ),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_file_that_changes_after_it_was_listed_is_told_and_the_rest_is_read(
    write, tmp_path, sentence, change
):
    paths = [write(name, f"{sentence} It is called {name}.") for name in ("a.txt", "b.txt", "c.txt")]
    documents = read_documents([tmp_path])
    assert next(documents).source == str(paths[0])
    alter, why = CHANGES[change]
    alter(paths[1])
    dropped, last = documents
    assert dropped.reason == f"{paths[1]}: {why}" and last.source == str(paths[2])


def test_a_folder_that_is_gone_is_told_file_by_file(write, tmp_path, sentence):
    path = write("deep/a.txt", sentence)
    write("z.txt", f"{sentence} It is the last one.")
    documents = read_documents([tmp_path])
    path.unlink()
    path.parent.rmdir()
    assert [getattr(value, "source", None) for value in documents] == [str(tmp_path / "z.txt"), None]


def test_a_file_that_grows_is_read_as_far_as_it_goes(write, read_all, sentence):
    path = write("a.jsonl", f'{{"text": "{sentence}"}}\n' + '{"text": "Moscow rejec')
    documents, [reason] = read_all(path.parent)
    assert len(documents) == 1 and reason.startswith(f"{path}:2: is broken JSON")


def test_a_file_that_was_cut_while_it_is_read_ends_there(write, sentence):
    lines = [f'{{"text": "{sentence} It is number {n}."}}\n' for n in range(3000)]
    path = write("a.jsonl", "".join(lines))
    documents = read_documents([path.parent])
    next(documents)
    with path.open("r+b") as file:
        file.truncate(200_000)
    *found, last = documents
    assert 1000 < len(found) < 2999 and last.reason.startswith(str(path))
