"""The compile step, run on a tiny source folder."""

from __future__ import annotations

import gzip
import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from kg.errors import KgError, OntologyError, UsageError
from kg.gazetteer import EntityIndex, Gazetteer
from kg.gazetteer.compile import compile_gazetteer, main, merge_states

STATE = {
    "qid": "Q1",
    "label": "Freedonia",
    "aliases": ["the Republic of Freedonia", "Freedonie", "Фридония"],
    "type": "State",
    "tier": 1,
    "sources": ["country-codes"],
}
CITY = {
    "qid": "Q2",
    "label": "Glorious",
    "aliases": [],
    "type": "City",
    "country_qid": "Q1",
    "tier": 1,
    "sources": ["natural-earth"],
}
PERSON = {
    "qid": "Q3",
    "label": "Rufus T. Firefly",
    "aliases": [],
    "type": "Person",
    "country_qid": "Q1",
    "gender": "male",
    "positions": [{"label": "President", "of": "Q1", "qid": "Q9", "start": "1933-11", "end": "1935"}],
    "tier": 1,
    "sources": ["ep"],
}
NAME_ONLY = {
    "qid": "Q4",
    "label": "League of Small States",
    "aliases": ["LOSS", "Ligue des petits"],
    "description": "words that may not be carried",
    "type": "IntergovernmentalOrganization",
    "sitelinks": 40,
    "tier": 2,
    "sources": ["supraverden"],
}
METONYM = {
    "surface": "Glorious",
    "place_qid": "Q2",
    "denotes_qid": "Q1",
    "country_qid": "Q1",
}


def save_lines(path: Path, rows: Iterable[dict[str, Any]]) -> None:
    """Writes one JSON object a line, gzipped if the name says so."""
    text = "".join(json.dumps(row) + "\n" for row in rows)
    path.write_bytes(gzip.compress(text.encode(), mtime=0) if path.suffix == ".gz" else text.encode())


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """A folder with four facts and hand-written tables for them."""
    save_lines(tmp_path / "gazetteer.jsonl.gz", [STATE, CITY, PERSON, NAME_ONLY])
    save_lines(tmp_path / "metonyms.jsonl", [METONYM])
    (tmp_path / "gazetteer-states.tsv").write_text(
        "Freedonia\tFree Land\tFRD\tFreedonian\tFreedonians\tGlorious\n", encoding="utf-8"
    )
    (tmp_path / "gazetteer-supplement.tsv").write_text(
        "seat\tGookie Hall\tPresidency of Freedonia\tGovernmentBody\tFreedonia\n", encoding="utf-8"
    )
    (tmp_path / "gazetteer-common-words.txt").write_text("may\n", encoding="utf-8")
    return tmp_path


@pytest.fixture
def compiled(source: Path) -> Path:
    """The tiny gazetteer's file."""
    compile_gazetteer(source, source / "tiny.sqlite", tables=source)
    return source / "tiny.sqlite"


def test_the_same_facts_give_the_same_bytes(source: Path, compiled: Path) -> None:
    compile_gazetteer(source, source / "again.sqlite", tables=source)
    assert (source / "again.sqlite").read_bytes() == compiled.read_bytes()


def test_the_order_of_the_rows_changes_no_byte(source: Path, compiled: Path) -> None:
    save_lines(source / "gazetteer.jsonl.gz", [NAME_ONLY, PERSON, CITY, STATE])
    compile_gazetteer(source, source / "again.sqlite", tables=source)
    assert (source / "again.sqlite").read_bytes() == compiled.read_bytes()


def test_the_order_of_sets_changes_no_byte(source: Path) -> None:
    person = {**PERSON, "label": "Rufus al-Teodor al-Firefly"}
    save_lines(source / "gazetteer.jsonl.gz", [STATE, CITY, person, NAME_ONLY])
    code = "import sys; from pathlib import Path; from kg.gazetteer.compile import compile_gazetteer as c; "
    code += "p = Path(sys.argv[1]); c(p, p / 'seeded.sqlite', tables=p)"
    found = set()
    for seed in range(8):
        environment = {**os.environ, "PYTHONHASHSEED": str(seed)}
        subprocess.run([sys.executable, "-c", code, str(source)], check=True, env=environment)
        found.add((source / "seeded.sqlite").read_bytes())
    assert len(found) == 1


def test_a_row_without_sources_is_refused(source: Path) -> None:
    save_lines(source / "gazetteer.jsonl.gz", [STATE, {**CITY, "sources": []}])
    with pytest.raises(OntologyError, match="Q2 names no source"):
        compile_gazetteer(source, source / "tiny.sqlite", tables=source)
    assert not (source / "tiny.sqlite").exists()


def test_a_name_only_source_gives_its_label_and_no_other_word(compiled: Path) -> None:
    tiny = Gazetteer(compiled)
    assert [record.qid for record in tiny.find("League of Small States")] == ["Q4"]
    content = compiled.read_bytes()
    for word in (b"LOSS", b"Ligue", b"may not be carried"):
        assert word not in content


def test_names_in_other_scripts_and_languages_are_left_out(compiled: Path) -> None:
    tiny = Gazetteer(compiled)
    assert tiny.find("Republic of Freedonia") and tiny.find("Free Land")
    assert not tiny.find("Freedonie") and not tiny.find("Фридония")


def test_a_capital_stands_for_its_state(compiled: Path) -> None:
    kinds = {(record.label, record.kind_of_surface) for record in Gazetteer(compiled).find("Glorious")}
    assert kinds == {("Glorious", "name"), ("Freedonia", "capital")}


def test_a_seat_without_a_row_has_no_qid(compiled: Path) -> None:
    seat = Gazetteer(compiled).seat("Gookie Hall")
    assert seat is not None
    body, state = seat
    assert (body.qid, body.key) == (None, "supplement:GovernmentBody/presidency-of-freedonia")
    assert state is not None and state.qid == "Q1"


def test_every_state_gets_its_common_bodies(compiled: Path) -> None:
    tiny = Gazetteer(compiled)
    for surface in ("Freedonian Foreign Ministry", "Freedonian foreign ministry", "Parliament of Freedonia"):
        assert [record.country for record in tiny.find(surface)] == ["Q1"]


def test_a_full_name_is_found_without_its_initial(compiled: Path) -> None:
    tiny = Gazetteer(compiled)
    assert tiny.find("Rufus Firefly") == tiny.find("Rufus T. Firefly") != ()
    assert tiny.is_surname("Firefly") and not tiny.find("Firefly")


def test_partial_dates_bound_a_tenure(compiled: Path) -> None:
    tiny = Gazetteer(compiled)
    assert [r.qid for r in tiny.holders("Q1", "President", "1934-06-01")] == ["Q3"]
    assert not tiny.holders("Q1", "President", "1933-10-31")
    assert tiny.positions("Q3")[0].start == "1933-11"


def test_a_country_and_its_kingdom_become_one_state() -> None:
    kingdom = {**STATE, "qid": "Q10", "sources": ["x"]}
    country = {**STATE, "qid": "Q11", "type": "Region", "demonyms": ["Freedonian"]}
    holder = {**PERSON, "positions": [{"label": "King", "of": "Q11"}]}
    rows, moved = merge_states([kingdom, country, holder])
    assert moved == {"Q10": "Q11"}
    assert [(row["qid"], row["type"]) for row in rows] == [("Q11", "State"), ("Q3", "Person")]


def test_a_table_for_an_unknown_state_is_refused(source: Path) -> None:
    (source / "gazetteer-states.tsv").write_text("Sylvania\t\t\t\t\t\n", encoding="utf-8")
    with pytest.raises(OntologyError, match="no state 'Sylvania'"):
        compile_gazetteer(source, source / "tiny.sqlite", tables=source)


def test_a_table_with_a_missing_column_is_refused(source: Path) -> None:
    (source / "gazetteer-states.tsv").write_text("Freedonia\n", encoding="utf-8")
    with pytest.raises(OntologyError, match="1 columns, not 6"):
        compile_gazetteer(source, source / "tiny.sqlite", tables=source)


def test_a_missing_folder_is_an_ontology_error(tmp_path: Path) -> None:
    with pytest.raises(OntologyError, match="cannot be read"):
        compile_gazetteer(tmp_path / "none", tmp_path / "tiny.sqlite")


def test_the_command_wants_two_arguments() -> None:
    with pytest.raises(UsageError):
        main(["one"])


@pytest.mark.parametrize("content", [None, b"", b"no database at all" * 100])
def test_a_missing_or_broken_file_is_an_ontology_error(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "broken.sqlite"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(OntologyError) as caught:
        Gazetteer(path).find("Moscow")
    assert isinstance(caught.value, KgError) and caught.value.hint and str(path) in str(caught.value)


def test_the_file_is_opened_to_read_only(compiled: Path) -> None:
    before = compiled.read_bytes()
    tiny = Gazetteer(compiled)
    assert tiny.find("Freedonia")
    assert compiled.read_bytes() == before and not list(compiled.parent.glob("*-journal"))
    with sqlite3.connect(compiled) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    connection.close()


def test_of_rows_that_may_carry_only_their_name_the_index_has_no_more(source: Path) -> None:
    compile_gazetteer(source, source / "tiny.sqlite", tables=source)
    index = EntityIndex(source / "tiny.sqlite")
    league = index.candidates("League of Small States")[0]
    assert (league.qid, league.aliases, index.description("Q4")) == ("Q4", (), None)
    assert index.candidates("LOSS") == ()


def test_the_index_knows_more_names_than_texts_are_searched_for(source: Path) -> None:
    compile_gazetteer(source, source / "tiny.sqlite", tables=source)
    index = EntityIndex(source / "tiny.sqlite")
    assert [c.qid for c in index.candidates("Фридония")] == ["Q1"]
    assert [(c.qid, c.kind) for c in index.candidates("Firefly")] == [("Q3", "surname")]
    assert Gazetteer(source / "tiny.sqlite").find("Фридония") == ()
    assert index.about["made_of"] == "facts"


def test_the_index_knows_who_held_an_office(source: Path) -> None:
    compile_gazetteer(source, source / "tiny.sqlite", tables=source)
    index = EntityIndex(source / "tiny.sqlite")
    assert [h.person.qid for h in index.holders_at("president", "Q1", "1934-02-03")] == ["Q3"]
