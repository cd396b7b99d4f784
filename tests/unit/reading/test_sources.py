"""Files, folders, globs, packed files and standard input."""

import gzip
import io
import json
import os
import socket
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from kg.errors import InputError
from kg.reading import read_documents

SEEDS = Path(__file__).parents[3] / "seeds"


def sources_of(documents):
    return [document.source.rpartition("/")[2] for document in documents]


def test_a_folder_is_read_in_order_with_what_lies_below_it(write, read_all, tmp_path):
    names = ["b.txt", "a.md", "c/z.jsonl", "c/d/y.txt", "B.txt"]
    for name in names:
        text = f"Lavrov visited the town of {name.replace('.', '').replace('/', '')} on Monday."
        write(name, json.dumps({"text": text}) if name.endswith("l") else text)
    documents, _ = read_all(tmp_path)
    assert sources_of(documents) == ["B.txt", "a.md", "b.txt", "z.jsonl:1", "y.txt"]


def test_in_a_folder_what_is_not_read_is_told(write, read_all, tmp_path, sentence):
    write("a.txt", sentence)
    write("photo.png", b"\x89PNG")
    write(".hidden.txt", sentence)
    write(".git/notes.txt", sentence)
    documents, dropped = read_all(tmp_path)
    assert sources_of(documents) == ["a.txt"]
    assert dropped == [f"{tmp_path}/photo.png: does not end as a file that is read; name it to read it"]


@pytest.mark.parametrize("name", ["README.md", "readme.txt", "LICENSE", "LICENCE.txt"])
def test_a_file_about_the_folder_is_passed_over_until_it_is_named(write, read_all, tmp_path, sentence, name):
    write("a.txt", sentence)
    path = write(name, "This folder holds articles about diplomacy.")
    assert read_all(tmp_path)[1] == [f"{path}: tells about the folder; name it to read it"]
    assert read_all(path)[0]


def test_the_seed_folder_gives_the_article_and_passes_over_its_readme(read_all):
    documents, [reason] = read_all(SEEDS)
    assert sources_of(documents) == ["st-petersburg-informal-cis-summit.txt"] and "README.md" in reason


def test_a_glob_is_read_in_order(write, read_all, tmp_path, sentence):
    for name in ("b.txt", "a.txt", "c.md", "deep/d.txt"):
        write(name, f"{sentence} It is called {name}.")
    assert sources_of(read_all(f"{tmp_path}/*.txt")[0]) == ["a.txt", "b.txt"]
    assert sources_of(read_all(f"{tmp_path}/**/*.txt")[0]) == ["a.txt", "b.txt", "d.txt"]
    assert sources_of(read_all(f"{tmp_path}/*")[0]) == ["a.txt", "b.txt", "c.md", "d.txt"]


def test_a_file_whose_name_looks_like_a_glob_is_read(write, read_all, sentence):
    assert read_all(write("talks[1].txt", sentence))[0]


def test_a_named_file_of_an_unknown_ending_is_read(write, read_all, sentence):
    assert read_all(write("talks.dat", sentence))[0]


def test_a_missing_path_stops_before_anything_is_read(write, sentence):
    path = write("visit.txt", sentence)
    with pytest.raises(InputError) as caught:
        read_documents([path, path.with_name("vist.txt")])
    assert caught.value.why == "there is no such file or folder"
    assert caught.value.hint == str(path)


@pytest.mark.parametrize("name", ["no/such/folder/a.txt", "x" * 5000, "a\0b.txt", ""])
def test_a_path_that_cannot_be_says_what_may_be_named(name, monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(InputError) as caught:
        read_documents([name])
    assert caught.value.hint


@pytest.mark.parametrize("name", ["", "*.txt", "[ab]*"])
def test_a_folder_or_glob_with_nothing_to_read_is_an_error(write, tmp_path, name):
    write("photo.png", b"\x89PNG")
    with pytest.raises(InputError) as caught:
        read_documents([f"{tmp_path}/{name}"])
    assert caught.value.where == f"{tmp_path}/{name}" and caught.value.hint
    assert caught.value.why == "there is nothing here that can be read"


def test_naming_nothing_is_an_error():
    with pytest.raises(InputError):
        read_documents([])


def test_a_single_path_may_be_given_alone(write, sentence):
    assert len(list(read_documents(str(write("a.txt", sentence))))) == 1


def test_what_is_no_file_is_passed_over(write, read_all, tmp_path, sentence):
    write("a.txt", sentence)
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "gone.txt").symlink_to("nowhere")
    (tmp_path / "round").symlink_to(tmp_path)
    documents, dropped = read_all(tmp_path)
    assert sources_of(documents) == ["a.txt"]
    assert sorted(dropped) == [f"{tmp_path}/{name}: is no regular file" for name in ("gone.txt", "pipe.txt")]


def test_a_named_pipe_is_read(tmp_path, read_all, sentence):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    writer = threading.Thread(target=pipe.write_text, args=(sentence,))
    writer.start()
    assert read_all(pipe)[0][0].text == sentence
    writer.join()


def test_a_file_that_will_not_open_is_passed_over(read_all, monkeypatch, tmp_path, write, sentence):
    monkeypatch.chdir(tmp_path)
    with socket.socket(socket.AF_UNIX) as bound:
        bound.bind("bound.txt")
        documents, [reason] = read_all("bound.txt", write("a.txt", sentence))
    assert len(documents) == 1 and reason.startswith("bound.txt: cannot be read (")


def test_a_text_has_the_same_id_in_any_folder(write, read_all, sentence):
    [first], _ = read_all(write("a/x.txt", sentence))
    [second], _ = read_all(write("b/y.jsonl", json.dumps({"text": sentence})))
    assert first.id == second.id and first.id.endswith(f"document/{first.sha256[:16]}")


def test_the_base_begins_the_id(write, read_all, sentence):
    [document], _ = read_all(write("a.txt", sentence), base="https://example.org/kg/")
    assert document.id == f"https://example.org/kg/document/{document.sha256[:16]}"


def test_a_bomb_of_many_lines_is_refused(write, read_all, sentence):
    lines = json.dumps({"text": sentence}) + "\n"
    documents, dropped = read_all(
        write("b.jsonl.gz", gzip.compress((lines * 50_000).encode())), max_bytes=100_000
    )
    assert len(documents) == 1 and "unpacks to more than 100 times its size" in dropped[-1]


def test_a_file_packed_twice_is_passed_over(write, read_all, sentence):
    _, [reason] = read_all(write("a.txt.gz", gzip.compress(gzip.compress(sentence.encode()))))
    assert "packed twice" in reason


def test_a_large_file_is_not_taken_into_memory(tmp_path):
    path = tmp_path / "large.txt"
    with path.open("wb") as file:
        file.truncate(2_000_000_000)
    code = (
        "import resource, sys; resource.setrlimit(resource.RLIMIT_AS, (900_000_000,) * 2)\n"
        "from kg.reading import read_documents; print(next(read_documents([sys.argv[1]])).reason)"
    )
    done = subprocess.run([sys.executable, "-c", code, path], capture_output=True, text=True, check=True)
    assert done.stdout == f"{path}: holds more than 10 MB, the most that is read\n"


@pytest.mark.parametrize(
    "content",
    [
        "{text}",
        '{{"text": "{text}"}}\n',
        '{{\n "text": "{text}"\n}}\n',
        '[{{"text": "{text}"}}]',
        "<!DOCTYPE html><html><body><p>{text}</p></body></html>",
    ],
)
@pytest.mark.parametrize("pack", [bytes, gzip.compress])
def test_standard_input_is_read_as_what_it_looks_like(monkeypatch, read_all, sentence, content, pack):
    data = pack(content.format(text=sentence).encode())
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    [document], _ = read_all("-")
    assert document.text == sentence and document.source.startswith("stdin")


def test_empty_standard_input_is_passed_over(monkeypatch, read_all):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"")))
    assert read_all("-") == ([], ["stdin: is empty"])


def test_standard_input_through_a_pipe_is_read(sentence):
    code = "from kg.reading import read_documents; print(next(read_documents('-')).text)"
    done = subprocess.run(
        [sys.executable, "-c", code], input=sentence, capture_output=True, text=True, check=True
    )
    assert done.stdout == f"{sentence}\n"


def test_importing_reading_loads_no_heavy_library():
    code = (
        "import sys, kg.reading; "
        "print(*{'trafilatura', 'lxml', 'numpy', 'py3langid', 'markdown_it', 'charset_normalizer', 'spacy'}"
        " & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "\n"
