"""JSON and JSON Lines."""

import json

import pytest

TEXTS = [
    "Aliyev met Pashinyan in Moscow on Monday.",
    "Putin hosted the talks in the Kremlin.",
    "Lavrov visited Baku in March.",
]


def test_each_line_is_a_document(write, read_all):
    path = write("talks.jsonl", "".join(json.dumps({"text": text}) + "\n" for text in TEXTS))
    documents, dropped = read_all(path)
    assert [document.text for document in documents] == TEXTS and not dropped
    assert [document.source for document in documents] == [f"{path}:1", f"{path}:2", f"{path}:3"]


def test_a_broken_line_is_passed_over_and_reading_goes_on(write, read_all):
    lines = [json.dumps({"text": text}) for text in TEXTS]
    path = write("talks.jsonl", "\n".join([*lines[:2], "", "", "", "", '{"text": "Moscow', lines[2]]))
    documents, [reason] = read_all(path)
    assert [document.text for document in documents] == TEXTS
    assert reason.startswith(f"{path}:7: is broken JSON (")


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("[1, 2]", "is no JSON object but list"),
        ('"text"', "is no JSON object but str"),
        ('{"text": 7}', "has no text in text, content, body"),
        ('{"text": null, "name": "x"}', "(its fields: name, text)"),
        ("{}", "(its fields: none)"),
        ('{"text": "  "}', "has no text"),
        ("[" * 100_000, "nested too deeply"),
        ('{"text": ' + "9" * 5000 + "}", "is broken JSON"),
        (b'{"text": "Z\xfcrich hosted the talks."}', "is broken JSON"),
        ('{"text": "Moscow", "text"}', "is broken JSON (Expecting ':' delimiter at column 26)"),
    ],
)
def test_a_bad_line_says_where_and_why(write, read_all, line, why):
    raw = line if isinstance(line, bytes) else line.encode()
    path = write("bad.jsonl", raw + b"\n" + json.dumps({"text": TEXTS[0]}).encode())
    documents, [reason] = read_all(path)
    assert len(documents) == 1 and reason.startswith(f"{path}:1: ") and why in reason


def test_an_overlong_line_is_passed_over_and_reading_goes_on(write, read_all):
    lines = [{"text": TEXTS[0]}, {"text": "Moscow. " * 1000}, {"text": TEXTS[1]}]
    path = write("talks.jsonl", "\n".join(map(json.dumps, lines)))
    documents, dropped = read_all(path, max_bytes=500)
    assert [document.text for document in documents] == TEXTS[:2]
    assert dropped == [f"{path}:2: the line holds more than 500 bytes"]


def test_lines_that_end_as_on_windows_are_read(write, read_all):
    content = "\ufeff" + "\r\n".join(json.dumps({"text": text}) for text in TEXTS)
    documents, dropped = read_all(write("talks.jsonl", content))
    assert [document.text for document in documents] == TEXTS and not dropped


def test_wide_lines_are_refused_with_advice(write, read_all):
    path = write("talks.jsonl", json.dumps({"text": TEXTS[0]}).encode("utf-16"))
    assert read_all(path) == ([], [f"{path}: is in UTF-16; save it as UTF-8"])


def test_an_object_is_a_document_with_what_it_says_of_itself(write, read_all):
    record = {
        "headline": "Talks in Moscow",
        "body": TEXTS[0],
        "datePublished": "2023-12-26T10:00:00+03:00",
        "link": "https://wire.example/1",
        "publisher": {"name": "Example Wire", "url": "https://wire.example"},
        "inLanguage": "x",
    }
    [document], _ = read_all(write("talks.json", json.dumps(record, indent=2)))
    assert (document.text, document.title) == (TEXTS[0], "Talks in Moscow")
    assert document.published == "2023-12-26T10:00:00+03:00"
    assert (document.url, document.publisher) == ("https://wire.example/1", "Example Wire")


def test_a_list_of_objects_is_a_list_of_documents(write, read_all):
    path = write("talks.json", json.dumps([{"text": TEXTS[0]}, 7, {"text": TEXTS[1]}]))
    documents, dropped = read_all(path)
    assert [document.source for document in documents] == [f"{path}[1]", f"{path}[3]"]
    assert dropped == [f"{path}[2]: is no JSON object but int"]


def test_lines_under_a_json_name_are_read_as_lines(write, read_all):
    path = write("talks.json", "\n".join(json.dumps({"text": text}) for text in TEXTS))
    assert [document.text for document in read_all(path)[0]] == TEXTS


def test_broken_json_names_its_line(write, read_all):
    path = write("talks.json", '{\n "title": "x",\n "text": Moscow\n}')
    assert read_all(path) == ([], [f"{path}:3: is broken JSON (Expecting value at column 10)"])


def test_a_large_json_file_is_passed_over(write, read_all):
    path = write("talks.json", json.dumps([{"text": text} for text in TEXTS]))
    assert read_all(path, max_json_bytes=50) == (
        [],
        [f"{path}: holds more than 50 bytes, the most that is read"],
    )


def test_a_large_text_in_a_list_is_passed_over(write, read_all):
    path = write("talks.json", json.dumps([{"text": "Moscow. " * 1000}, {"text": TEXTS[0]}]))
    documents, dropped = read_all(path, max_bytes=500)
    assert len(documents) == 1 and dropped == [f"{path}[1]: holds more than 500 bytes of text"]


@pytest.mark.parametrize("known_as", ["wire-17", 17])
def test_the_id_of_a_record_stands_in_its_source(write, read_all, known_as):
    path = write("gold.jsonl", json.dumps({"id": known_as, "text": TEXTS[0]}))
    [document], _ = read_all(path)
    assert document.source == f"{path}#{known_as}"


def test_field_names_may_be_chosen(write, read_all):
    path = write("talks.jsonl", json.dumps({"story": TEXTS[0], "when": "2023"}))
    [document], _ = read_all(path, text_fields=("story",), published_fields=("when",))
    assert (document.text, document.published) == (TEXTS[0], "2023")


def test_the_language_of_a_record_is_believed(write, read_all):
    path = write("talks.jsonl", json.dumps({"text": TEXTS[0], "language": "de"}))
    assert read_all(path) == ([], [f"{path}:1: is not in English but in 'de'"])


def test_a_date_that_is_none_is_left_out(write, read_all):
    path = write("talks.jsonl", json.dumps({"text": TEXTS[0], "published": "2023-13-45"}))
    assert read_all(path)[0][0].published is None


def test_half_a_surrogate_pair_becomes_a_replacement_character(write, read_all):
    path = write("talks.jsonl", '{"text": "Putin met Xi \\ud83d today in Moscow.", "title": "\\udc00"}')
    [document], _ = read_all(path)
    assert document.text == "Putin met Xi \ufffd today in Moscow." and document.title == "\ufffd"
