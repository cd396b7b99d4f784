"""Markdown, as prose."""

import pytest

from kg.reading.markdown_text import to_plain

NOTE = """---
title: "Talks in Moscow"
date: 2023-12-26
publisher: Example Wire
---

# Leaders meet

Ilham Aliyev **met** [Nikol Pashinyan](https://example.org/p)
in Moscow on Monday.

![A handshake](photo.jpg)

- Vladimir Putin *hosted* the talks.
- They discussed `trade`.

```python
print("Lavrov visited Baku.")
```

    indented("Lavrov visited Baku.")

> The talks were useful, Peskov said.

<div>Subscribe now.</div>

| Who | Where |
|-----|-------|
| Lavrov | Baku |
"""


def test_prose_is_kept_and_marks_go(write, read_all):
    [document], _ = read_all(write("note.md", NOTE))
    assert document.text.split("\n\n") == [
        "Leaders meet",
        "Ilham Aliyev met Nikol Pashinyan in Moscow on Monday.",
        "Vladimir Putin hosted the talks.",
        "They discussed trade.",
        "The talks were useful, Peskov said.",
        "Who",
        "Where",
        "Lavrov",
        "Baku",
    ]


def test_the_front_matter_tells_about_the_document(write, read_all):
    [document], _ = read_all(write("note.md", NOTE))
    assert (document.title, document.published) == ("Talks in Moscow", "2023-12-26")
    assert document.publisher == "Example Wire"


def test_the_first_heading_is_the_title_where_nothing_else_says_one(write, read_all):
    [document], _ = read_all(write("note.markdown", "# Leaders *meet*\n\nAliyev met Pashinyan in Moscow.\n"))
    assert document.title == "Leaders meet"


def test_a_rule_at_the_beginning_is_no_front_matter():
    assert to_plain("---\n\nAliyev met Pashinyan.") == "Aliyev met Pashinyan."


@pytest.mark.parametrize(
    ("markdown", "plain"),
    [
        ("Aliyev &amp; Pashinyan met\\*.", "Aliyev & Pashinyan met*."),
        ("Aliyev met  \nPashinyan.", "Aliyev met\nPashinyan."),
        ("See <https://example.org>.", "See https://example.org."),
        ("Aliyev <b>met</b> Pashinyan.", "Aliyev met Pashinyan."),
        ("1. Aliyev met Pashinyan.\r\n2. Putin hosted them.", "Aliyev met Pashinyan.\n\nPutin hosted them."),
    ],
)
def test_a_piece_of_markdown_reads_as_it_would_look(markdown, plain):
    assert to_plain(markdown) == plain


def test_markdown_with_nothing_but_code_is_empty(write, read_all):
    path = write("code.md", "```\nMoscow rejected the plan.\n```\n")
    assert read_all(path) == ([], [f"{path}: is empty"])


def test_deeply_nested_markdown_is_read_to_an_end(write, read_all):
    assert read_all(write("deep.md", "> " * 5000 + "Moscow rejected the plan.\n\nPutin met Xi.\n"))[0]
