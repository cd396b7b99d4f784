"""The lexicon in words."""

from __future__ import annotations

from pathlib import Path

from kg.ontology import load_lexicon
from kg.ontology.lexicon_pages import describe_lexicon

LEXICON = load_lexicon()
PAGE = Path(__file__).parents[3] / "docs" / "lexicon.md"
AGAIN = (
    "make it again: python -c 'from kg.ontology import load_lexicon; from pathlib import Path; "
    "from kg.ontology.lexicon_pages import describe_lexicon; "
    'Path("docs/lexicon.md").write_text(describe_lexicon(load_lexicon()), encoding="utf-8")\''
)


def test_the_page_in_docs_is_up_to_date():
    assert PAGE.read_text(encoding="utf-8") == describe_lexicon(LEXICON), AGAIN


def test_the_page_names_every_word():
    page = describe_lexicon(LEXICON)
    first = {" ".join(entry.forms[0]).replace(" - ", "-") for entry in LEXICON.entries}
    assert [word for word in first if f"**{word}**" not in page] == []


def test_the_page_names_everything_that_words_say():
    page = describe_lexicon(LEXICON)
    said = {sense.reference for entry in LEXICON.entries for sense in entry.senses}
    assert {name for name in said if f"### `{name}`" not in page} == set()


def test_a_frame_tells_its_arguments_with_the_optional_ones_in_brackets():
    page = describe_lexicon(LEXICON)
    line = next(line for line in page.splitlines() if line.startswith("| `meet` | *participant* as subject"))
    assert line.endswith("*participant* as object; [with *participant*] |")


def test_every_row_of_a_table_has_the_cells_of_its_head():
    width = 0
    for line in describe_lexicon(LEXICON).splitlines():
        cells = line.replace("\\|", "").count("|")
        width = (width or cells) if line.startswith("|") else 0
        assert cells == width, line
