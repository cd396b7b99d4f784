"""Indexes built from dumps: in every form, after a stop, and from what is no dump."""

import bz2
import gzip
import hashlib
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from kg.errors import InputError, OutputError, UsageError
from kg.gazetteer import EntityIndex, Gazetteer, open_index
from kg.gazetteer.dump import Options, build_index, building, reading
from kg.gazetteer.dump.staging import Staging
from tests.unit.gazetteer.dump.test_items import statement, time
from tests.workshop import ROOT

DUMP = ROOT / "tests/data/wikidata/dump.json"
MADE_UP = 999999000000
"""Numbers from here on are nobody's."""

WD = "<http://www.wikidata.org/entity/"
DAY = Options(day="2026-01-05", processes=1)


def item(number, label, *, links=5, **claims):
    text = {"en": {"language": "en", "value": label}}
    sitelinks = {
        f"x{site}wiki": {"site": f"x{site}wiki", "title": label, "badges": []} for site in range(links)
    }
    return {
        "type": "item",
        "id": f"Q{number}",
        "labels": text,
        "descriptions": [],
        "aliases": [],
        "claims": claims,
        "sitelinks": sitelinks,
    }


def save_dump(path, items, *, opener=open):
    with opener(path, "wt", encoding="utf-8") as dump:
        dump.write("[\n" + ",\n".join(json.dumps(each) for each in items) + "\n]\n")
    return str(path)


OFFICE = item(
    MADE_UP + 1,
    "Minister of Foreign Affairs of Freedonia",
    links=0,
    P31=[statement(4164871)],
    P1001=[statement(MADE_UP)],
)
STATE = item(MADE_UP, "Freedonia", P31=[statement(3624078)])
FIRST = item(
    MADE_UP + 2,
    "Zorvald Quimby",
    links=1,
    P31=[statement(5)],
    P27=[statement(31)],
    P39=[statement(MADE_UP + 1, P580=time("+2010-01-02T00:00:00Z"), P582=time("+2014-03-04T00:00:00Z"))],
)
SECOND = item(
    MADE_UP + 3,
    "Ada Przybylska",
    links=1,
    P31=[statement(5)],
    P39=[statement(MADE_UP + 1, "preferred", P580=time("+2014-03-04T00:00:00Z"))],
)
UNKNOWN = item(MADE_UP + 4, "Nobody Much", links=1, P31=[statement(5)])
SUBCLASS = item(MADE_UP + 5, "grand ministry", P279=[statement(192350)])
BODY = item(MADE_UP + 6, "Grand Ministry of Silly Walks", P31=[statement(MADE_UP + 5)], P17=[statement(145)])
OTHER = item(MADE_UP + 7, "Some Galaxy", P31=[statement(MADE_UP + 8)])
ITEMS = [STATE, OFFICE, FIRST, SECOND, UNKNOWN, SUBCLASS, BODY, OTHER]


@pytest.fixture
def built(tmp_path):
    """An index of the made-up items."""
    build_index(save_dump(tmp_path / "dump.json", ITEMS), tmp_path / "index.sqlite", options=DAY)
    return EntityIndex(tmp_path / "index.sqlite")


@pytest.fixture
def small_chunks(monkeypatch):
    """Chunks of a few lines, and progress that is saved at each."""
    monkeypatch.setattr(reading, "CHUNK", 2000)
    monkeypatch.setattr(reading, "_BLOCK", 500)
    monkeypatch.setattr(building, "SAVED_EVERY", -1.0)
    monkeypatch.setattr(building, "_WAITING", 1)


def digest(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_a_real_dump_adds_to_what_comes_along(tmp_path):
    build_index(str(DUMP), tmp_path / "index.sqlite", options=DAY)
    index = EntityIndex(tmp_path / "index.sqlite")
    assert [c.qid for c in index.candidates("Warsaw Convention")] == ["Q1349575"]
    assert index.candidates("Oliver Kahn")[0].type == "Person"
    assert index.candidates("Sergey Lavrov")[0].qid == "Q58217"
    assert index.description("Q1349575") == "treaty"


def test_alone_only_the_dump_is_in_it(tmp_path):
    options = Options(day="2026-01-05", processes=1, alone=True)
    build_index(str(DUMP), tmp_path / "index.sqlite", options=options)
    index = EntityIndex(tmp_path / "index.sqlite")
    assert index.candidates("Sergey Lavrov") == ()
    assert [(c.qid, c.kind) for c in index.candidates("Belgian")] == [("Q31", "demonym")]


def test_who_held_an_office_is_told_by_date(built):
    def ask(date):
        return [(h.person.label, h.sure) for h in built.holders_at("foreign minister", f"Q{MADE_UP}", date)]

    assert ask("2013-01-01")[0] == ("Zorvald Quimby", True)
    assert ask("2025-01-01")[0] == ("Ada Przybylska", True)


def test_few_sitelinks_are_left_out_but_not_with_an_office(built):
    assert built.candidates("Nobody Much") == ()
    assert built.candidates("Zorvald Quimby")


def test_an_instance_of_a_subclass_is_taken_in_with_the_type_of_the_class(built):
    body = built.candidates("Grand Ministry of Silly Walks")[0]
    assert (body.type, body.country) == ("GovernmentBody", "Q145")
    assert built.candidates("Some Galaxy") == ()


def test_texts_are_searched_for_the_new_names_too(built):
    gazetteer = Gazetteer(built.path)
    count, records = gazetteer.longest(["Zorvald", "Quimby", "spoke"], 0)
    assert (count, records[0].qid) == (2, f"Q{MADE_UP + 2}")


def test_only_the_classes_that_are_asked_for_are_taken_in(tmp_path):
    options = Options(classes=("Q192350",), day="2026-01-05", processes=1, alone=True)
    build_index(save_dump(tmp_path / "d.json", ITEMS), tmp_path / "index.sqlite", options=options)
    assert EntityIndex(tmp_path / "index.sqlite").count() == {"GovernmentBody": 1}


@pytest.mark.parametrize("opener", [gzip.open, bz2.open], ids=["gz", "bz2"])
def test_every_compression_gives_the_same_bytes(opener, tmp_path):
    (tmp_path / "plain").mkdir()
    plain = save_dump(tmp_path / "plain" / "dump.json", ITEMS)
    packed = save_dump(tmp_path / "dump.json", ITEMS, opener=opener)
    build_index(plain, tmp_path / "one.sqlite", options=DAY)
    build_index(packed, tmp_path / "two.sqlite", options=Options(day="2026-01-05", processes=2))
    assert digest(tmp_path / "one.sqlite") == digest(tmp_path / "two.sqlite")


@pytest.mark.parametrize("pack", [bytes, gzip.compress, bz2.compress], ids=["plain", "gz", "bz2"])
def test_a_dump_is_read_from_standard_input(pack, tmp_path, monkeypatch):
    class Stdin:
        buffer = io.BytesIO(pack(DUMP.read_bytes()))

    monkeypatch.setattr(sys, "stdin", Stdin())
    assert build_index("-", tmp_path / "index.sqlite", options=DAY).items == 11


def test_truthy_triples_are_read_over_the_ends_of_chunks(tmp_path, small_chunks):
    lines = [
        line.format(n=MADE_UP + number, name=f"Person {number:03}")
        for number in range(60)
        for line in (
            WD + 'Q{n}> <http://www.w3.org/2000/01/rdf-schema#label> "{name}"@en .',
            "<http://www.wikidata.org/entity/Q{n}> <http://www.wikidata.org/prop/direct/P31> "
            "<http://www.wikidata.org/entity/Q5> .",
            "<https://a.example/{n}> <http://schema.org/about> <http://www.wikidata.org/entity/Q{n}> .",
            "<https://b.example/{n}> <http://schema.org/about> <http://www.wikidata.org/entity/Q{n}> .",
        )
    ]
    path = tmp_path / "truthy.nt.gz"
    path.write_bytes(gzip.compress("\n".join(lines).encode() + b"\n"))
    options = Options(day="2026-01-05", processes=1, sitelinks=2, alone=True)
    build_index(str(path), tmp_path / "index.sqlite", options=options)
    assert EntityIndex(tmp_path / "index.sqlite").count() == {"Person": 60}


@pytest.mark.parametrize("opener", [open, gzip.open, bz2.open], ids=["plain", "gz", "bz2"])
def test_a_build_that_was_stopped_goes_on_and_gives_the_same_bytes(opener, tmp_path, small_chunks):
    people = [item(MADE_UP + 10 + number, f"Person {number:03}", P31=[statement(5)]) for number in range(60)]
    path = save_dump(tmp_path / "dump.json", [*ITEMS, *people], opener=opener)
    build_index(path, tmp_path / "whole.sqlite", options=DAY)
    begun = []

    def stop(state):
        if state.progress.items > 20:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        build_index(path, tmp_path / "index.sqlite", options=DAY, follow=stop)
    assert not (tmp_path / "index.sqlite").exists()
    build_index(path, tmp_path / "index.sqlite", options=DAY, follow=lambda state: begun.append(state.began))
    assert begun[0] > 0
    assert digest(tmp_path / "index.sqlite") == digest(tmp_path / "whole.sqlite")
    assert sorted(each.name for each in tmp_path.iterdir()) == ["dump.json", "index.sqlite", "whole.sqlite"]


@pytest.mark.parametrize("form", ["plain", "gz", "bz2"])
def test_a_truncated_dump_is_told_and_gone_on_from_when_it_is_whole(form, tmp_path, small_chunks):
    people = [item(MADE_UP + 10 + number, f"Person {number:03}", P31=[statement(5)]) for number in range(60)]
    path = Path(save_dump(tmp_path / "dump", people))
    pack = {"plain": bytes, "gz": gzip.compress, "bz2": bz2.compress}[form]
    whole = pack(path.read_bytes())
    path.write_bytes(whole[: len(whole) * 2 // 3])
    with pytest.raises(InputError, match="truncated"):
        build_index(str(path), tmp_path / "index.sqlite", options=DAY)
    path.write_bytes(whole)
    assert build_index(str(path), tmp_path / "index.sqlite", options=DAY).items == 60


def test_a_dump_that_ends_at_the_end_of_a_line_is_truncated_too(tmp_path):
    path = tmp_path / "dump.json"
    path.write_text("[\n" + json.dumps(FIRST) + ",\n")
    with pytest.raises(InputError, match="truncated"):
        build_index(str(path), tmp_path / "index.sqlite", options=DAY)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "empty"),
        ("<?xml version='1.0'?><mediawiki>", "XML"),
        ("@prefix wd: <http://www.wikidata.org/entity/> .", "Turtle"),
        ('{"entities": {"Q31": {"type": "item", "id": "Q31"}}}', "wbgetentities"),
        ('[{"type": "item", "id": "Q31"}, {"type": "item", "id": "Q32"}]', "on one line"),
        ("qid,label\nQ31,Belgium\n", "text of another kind"),
        ("[\n]\n", "no items"),
        ('[\n{"a": 1},\n{"b": 2}\n]\n', "no items"),
        ("\x28", "text of another kind"),
    ],
)
def test_what_is_no_dump_is_told(text, why, tmp_path):
    path = tmp_path / "dump.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=why) as told:
        build_index(str(path), tmp_path / "index.sqlite", options=DAY)
    assert told.value.hint
    assert not (tmp_path / "index.sqlite").exists()


@pytest.mark.parametrize("start", [b"\x28\xb5\x2f\xfd", b"PK\x03\x04", b"\xfd7zXZ\x00", b"SQLite format 3\0"])
def test_another_archive_is_told_with_what_to_do(start, tmp_path):
    path = tmp_path / "dump"
    path.write_bytes(start + bytes(100))
    with pytest.raises(InputError) as told:
        build_index(str(path), tmp_path / "index.sqlite", options=DAY)
    assert "kg index" in told.value.hint


def test_a_damaged_archive_is_told(tmp_path):
    packed = bytearray(bz2.compress(DUMP.read_bytes() * 20))
    packed[len(packed) // 2] ^= 0xFF
    path = tmp_path / "dump.json.bz2"
    path.write_bytes(bytes(packed))
    with pytest.raises(InputError, match="damaged"):
        build_index(str(path), tmp_path / "index.sqlite", options=DAY)


def test_a_few_bad_lines_are_left_out_and_counted(tmp_path):
    items = [item(MADE_UP + number, f"Person {number:03}", P31=[statement(5)]) for number in range(300)]
    path = Path(save_dump(tmp_path / "dump.json", items))
    path.write_text(path.read_text().replace("]\n", ',\n{"id": "Q1", "type\n]\n').replace("}\n,", "},"))
    progress = build_index(str(path), tmp_path / "index.sqlite", options=DAY)
    assert (progress.items, progress.bad) == (300, 1)


def test_a_line_that_is_too_long_is_left_out(tmp_path, small_chunks, monkeypatch):
    monkeypatch.setattr(reading, "LONGEST_LINE", 5000)
    items = [item(MADE_UP + number, f"Person {number:03}", P31=[statement(5)]) for number in range(200)]
    items[100]["descriptions"] = {"en": {"language": "en", "value": "x" * 20000}}
    progress = build_index(save_dump(tmp_path / "d.json", items), tmp_path / "index.sqlite", options=DAY)
    assert (progress.items, progress.bad) == (199, 1)


def test_another_dump_is_not_mixed_with_one_that_was_begun(tmp_path, small_chunks):
    path = Path(save_dump(tmp_path / "dump.json", ITEMS * 5))
    path.write_bytes(path.read_bytes()[:-400])
    with pytest.raises(InputError):
        build_index(str(path), tmp_path / "index.sqlite", options=DAY)
    with pytest.raises(UsageError, match="another dump") as told:
        build_index(str(DUMP), tmp_path / "index.sqlite", options=DAY)
    assert "--restart" in told.value.hint
    fresh = Options(day="2026-01-05", processes=1, restart=True)
    assert build_index(str(DUMP), tmp_path / "index.sqlite", options=fresh).items == 11


@pytest.mark.parametrize("opener", [open, gzip.open], ids=["plain", "gz"])
def test_a_dump_that_is_shorter_than_what_was_read_is_told(opener, tmp_path, small_chunks):
    people = [item(MADE_UP + 10 + each, f"Person {each:03}", P31=[statement(5)]) for each in range(60)]
    path = Path(save_dump(tmp_path / "dump", people))
    path.write_bytes(path.read_bytes()[:-10])
    with pytest.raises(InputError, match="truncated"):
        build_index(str(path), tmp_path / "index.sqlite", options=DAY)
    save_dump(path, people[:20], opener=opener)
    with pytest.raises(InputError, match="shorter") as told:
        build_index(str(path), tmp_path / "index.sqlite", options=DAY)
    assert "--restart" in told.value.hint


def test_a_folder_that_cannot_be_written_to_is_told(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(OutputError):
        build_index(str(DUMP), tmp_path / "file" / "index.sqlite", options=DAY)


def test_the_day_of_a_dump_stands_in_its_name():
    assert building.find_day("wikidata-20260105-all.json.gz") == "2026-01-05"


def test_an_office_that_only_what_comes_along_knows_is_known(tmp_path):
    person = item(
        MADE_UP + 2,
        "Zorvald Quimby",
        P31=[statement(5)],
        P39=[statement(20203208, P580=time("+2024-12-23T00:00:00Z"))],
    )
    build_index(save_dump(tmp_path / "d.json", [person]), tmp_path / "index.sqlite", options=DAY)
    held = EntityIndex(tmp_path / "index.sqlite").positions(f"Q{MADE_UP + 2}")
    assert [(p.label, p.of, p.last_seen) for p in held] == [
        ("Minister of Foreign Affairs", "Q142", "2026-01-05")
    ]


def test_a_subclass_without_a_name_still_leads_to_its_class(tmp_path):
    nameless = item(MADE_UP + 5, "", P279=[statement(192350)])
    path = save_dump(tmp_path / "d.json", [nameless, BODY])
    build_index(path, tmp_path / "index.sqlite", options=DAY)
    assert EntityIndex(tmp_path / "index.sqlite").candidates("Grand Ministry of Silly Walks")


def test_what_was_known_of_an_entity_stays_known(tmp_path):
    lavrov = item(58217, "Sergej V. Lavrov", links=90, P31=[statement(5)])
    build_index(save_dump(tmp_path / "d.json", [lavrov]), tmp_path / "index.sqlite", options=DAY)
    index = EntityIndex(tmp_path / "index.sqlite")
    known = open_index().candidate("Q58217")
    now = index.candidate("Q58217")
    assert now.label == known.label == "Sergey Lavrov"
    assert set(now.aliases) == {*known.aliases, "Sergej V. Lavrov"}
    assert index.positions("Q58217") == open_index().positions("Q58217")
    assert index.candidates("Sergej V. Lavrov")[0].spelling == "exact"


def test_two_builds_do_not_write_one_index(tmp_path):
    other = Staging(tmp_path / "index.sqlite.staging")
    with pytest.raises(OutputError, match="locked") as told:
        build_index(str(DUMP), tmp_path / "index.sqlite", options=DAY)
    assert "another -o" in told.value.hint
    other.remove()
    assert build_index(str(DUMP), tmp_path / "index.sqlite", options=DAY).items == 11


def test_a_full_disk_is_told(tmp_path):
    command = f"{sys.executable} -m kg index build {DUMP} -o {tmp_path}/index.sqlite"
    limited = ["bash", "-c", f"ulimit -f 2000; exec {command}"]
    done = subprocess.run(limited, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 6
    assert "cannot be written" in done.stderr
    assert "Traceback" not in done.stderr
    assert list(tmp_path.glob("index.sqlite")) == []


def test_a_build_that_was_killed_goes_on(tmp_path):
    people = [item(MADE_UP + 10 + each, f"Person {each:05}", P31=[statement(5)]) for each in range(9000)]
    path = save_dump(tmp_path / "dump.json.gz", people, opener=gzip.open)
    whole = tmp_path / "whole.sqlite"
    build_index(path, whole, options=DAY)
    program = (
        "import os, sys\n"
        "from pathlib import Path\n"
        "from kg.gazetteer.dump import Options, build_index, building\n"
        "building.SAVED_EVERY = -1.0\n"
        "building._WAITING = 0\n"
        "def kill(state):\n"
        "    if state.progress.items > 4000: os.kill(os.getpid(), 9)\n"
        "if __name__ == '__main__':\n"
        f"    build_index({path!r}, Path({str(tmp_path / 'index.sqlite')!r}),\n"
        "        options=Options(day='2026-01-05', processes=1), follow=kill)\n"
    )
    (tmp_path / "killed.py").write_text(program)
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    done = subprocess.run([sys.executable, tmp_path / "killed.py"], env=environment, check=False)
    assert done.returncode == -9
    began = []
    build_index(path, tmp_path / "index.sqlite", options=DAY, follow=lambda state: began.append(state.began))
    assert began[0] > 0
    assert digest(tmp_path / "index.sqlite") == digest(whole)
