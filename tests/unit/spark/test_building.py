"""Building on a cluster with two workers: what it gives is what one machine gives, whatever befalls it."""

import gzip
import json
import os
import re
import signal
import threading
import time
from collections import Counter

import pytest

from kg.errors import PASSED_OVER, InputError, ModelError, OutputError
from kg.extraction_json import from_json
from kg.pipeline import ExtractorOptions
from kg.running import Limits
from kg.spark import WorkOptions, build
from kg.spark.work import keep
from tests.executors import find_executors
from tests.workshop import ROOT, make_workshop, run_line

pytestmark = pytest.mark.spark

LEADERS = (
    "French President Emmanuel Macron",
    "German Chancellor Olaf Scholz",
    "Armenian Prime Minister Nikol Pashinyan",
    "Azerbaijani President Ilham Aliyev",
    "Russian President Vladimir Putin",
    "Turkish President Recep Tayyip Erdogan",
)
CITIES = ("Berlin", "Paris", "Moscow", "Ankara", "Yerevan", "Baku", "Geneva")


def write_article(number):
    """A small article unlike the others."""
    one, other = LEADERS[number % 6], LEADERS[(number + 1 + number // 6 % 5) % 6]
    city, next_city = CITIES[number % 7], CITIES[(number + 3) % 7]
    return (
        f"{one} met {other} in {city} on {number % 27 + 1} March 2023. "
        f"They discussed trade worth {number * 7 + 3} million euros and the situation at the border. "
        f"{one.split()[-1]} said that the talks had been open. He will visit {next_city} next week. "
        f"The two delegations did not sign an agreement. {other.split()[-1]} denied that he had "
        f"rejected plan number {number}. According to the ministry, prices rose by {number} percent."
    )


@pytest.fixture(scope="module")
def news(tmp_path_factory):
    """Some dozens of articles in files of several kinds, among them copies and what cannot be read."""
    folder = tmp_path_factory.mktemp("news")
    texts = [write_article(number) for number in range(60)]
    lines = [json.dumps({"id": number, "text": text}) for number, text in enumerate(texts[:40])]
    (folder / "a.jsonl").write_text("\n".join(lines[:25]), encoding="utf-8")
    (folder / "b.jsonl.gz").write_bytes(gzip.compress("\n".join([*lines[20:], "{broken"]).encode()))
    for number, text in enumerate(texts[40:]):
        (folder / f"c{number:02}.txt").write_text(text, encoding="utf-8")
    (folder / "d.txt").write_text(texts[3], encoding="utf-8")
    (folder / "torn.txt.gz").write_bytes(gzip.compress(texts[0].encode() * 9)[:-20])
    (folder / "noise.txt").write_bytes(bytes(range(256)))
    return folder


@pytest.fixture(scope="module")
def alone(news, tmp_path_factory):
    """What one machine makes of the articles: the quads, the extractions, what was passed over."""
    folder = tmp_path_factory.mktemp("alone")
    assert run_line(f"kg extract {news} -o {folder / 'news.jsonl'} --quiet") == PASSED_OVER
    assert run_line(f"kg build --extracted {folder / 'news.jsonl'} -o {folder / 'news.nq'} --quiet") == 0
    lines = (folder / "news.jsonl").read_text(encoding="utf-8").split("\n")
    return (folder / "news.nq").read_bytes(), [
        from_json(json.loads(line)) for line in lines if line and "copyOf" not in line
    ]


def read_quads(folder):
    """The parts of the quads, one after another."""
    return b"".join(path.read_bytes() for path in sorted((folder / "quads").glob("part-*")))


def kill_one_executor(spark, killed):
    """Kills one of the two when some of the articles have been read, and some have not."""
    tracker = spark.sparkContext.statusTracker()
    deadline = time.monotonic() + 120
    while time.monotonic() < deadline and not killed:
        for stage in map(tracker.getStageInfo, tracker.getActiveStageIds()):
            if stage and stage.numTasks == 8 and 1 <= stage.numCompletedTasks < 7:
                pid = find_executors()[0]
                os.kill(pid, signal.SIGKILL)
                killed.append(pid)
                break
        time.sleep(0.01)


def test_a_cluster_gives_the_bytes_of_one_machine_though_a_worker_is_killed(spark, news, alone, tmp_path):
    quads, extractions = alone
    killed = []
    killer = threading.Thread(target=kill_one_executor, args=(spark, killed))
    killer.start()
    report = build(spark, [str(news)], str(tmp_path / "out"))
    killer.join()
    assert killed
    assert killed[0] not in find_executors()
    assert read_quads(tmp_path / "out") == quads
    assert quads.count(b"prov#alternateOf") == 6
    assert report.documents == len(extractions) == 60
    assert {path.name for path in (tmp_path / "out").iterdir()} >= {
        "facts",
        "quads",
        "report.json",
        "_SUCCESS",
    }
    assert [path.name for path in tmp_path.iterdir()] == ["out"]
    assert_facts_are(spark, tmp_path / "out", extractions)


def assert_facts_are(spark, folder, extractions):
    """Each fact and each tenure is a row, once, with its words."""
    told = Counter()
    for extraction in extractions:
        labels = {entity.id: entity.label for entity in extraction.entities}
        for fact in extraction.facts:
            where = fact.evidence[0].span.start
            told[extraction.document.source, labels[fact.subject], fact.predicate, fact.status, where] += 1
        for tenure in extraction.tenures:
            where = tenure.evidence[0].span.start
            told[extraction.document.source, labels[tenure.person], "holdsOffice", tenure.status, where] += 1
    rows = spark.read.parquet(str(folder / "facts")).collect()
    texts = {extraction.document.id: extraction.document.text for extraction in extractions}
    assert all(texts[row.document][row.start : row.end] == row.quote for row in rows)
    found = Counter((row.source, row.subjectLabel, row.predicate, row.status, row.start) for row in rows)
    assert found == told
    assert len(rows) > 200


def test_what_is_passed_over_is_told_as_on_one_machine(spark, news, tmp_path, capsys):
    codes = [
        run_line(f"kg extract {news} -o {tmp_path}/news.jsonl --report {tmp_path}/alone.json --quiet"),
        run_line(f"kg build --engine spark {news} -o {tmp_path}/out --report {tmp_path}/spark.json"),
    ]
    assert codes == [PASSED_OVER, PASSED_OVER]
    assert "60 documents: " in capsys.readouterr().err
    alone, told = (json.loads((tmp_path / f"{how}.json").read_text()) for how in ("alone", "spark"))
    for name in ("documents", "copies", "words", "entities", "facts", "events", "passed_over", "lost"):
        assert told[name] == alone[name]
    assert (len(alone["passed_over"]), alone["copies"]) == (3, 6)
    report = json.loads((tmp_path / "out" / "report.json").read_text(encoding="utf-8"))
    assert report["reasons"] == [
        {name: each[name] for name in ("stage", "reason", "count")} for each in alone["passed_over"]
    ]


def test_options_of_the_graph_and_decisions_hold_on_the_cluster(spark, news, alone, tmp_path):
    name = next(entity.id for entity in alone[1][0].entities if entity.type == "Person")
    (tmp_path / "merges.tsv").write_text(f"same\turn:x:somebody\t{name}\n", encoding="utf-8")
    options = f"--merges {tmp_path / 'merges.tsv'} --iris wikidata --provenance document --date 2023-03-30"
    sources = f"{news / 'c01.txt'} {news / 'a.jsonl'}"
    assert run_line(f"kg build {sources} {options} -o {tmp_path / 'one.nq'} --quiet") == 0
    assert run_line(f"kg build --engine spark {sources} {options} -o {tmp_path / 'out'} --quiet") == 0
    assert read_quads(tmp_path / "out") == (tmp_path / "one.nq").read_bytes()
    assert b"urn:x:somebody" not in alone[0]


def test_addresses_that_spark_reads_give_the_same_documents(spark, news, alone, tmp_path):
    report = build(spark, [f"file://{news}"], str(tmp_path / "out"))
    assert report.documents == 60
    assert report.facts == sum(len(each.facts) + len(each.tenures) for each in alone[1])


def test_a_worker_without_the_model_is_told_in_two_lines(spark, news, tmp_path, capsys):
    line = f"kg build --engine spark {news / 'c01.txt'} -o {tmp_path / 'out'} --model en_nowhere"
    assert run_line(line) == ModelError.exit_code
    told = capsys.readouterr().err.splitlines()
    assert "en_nowhere" in told[-2]
    assert len(told) <= 3
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_there_is_replaced_only_when_that_is_asked_for_and_it_is_ours(spark, news, tmp_path):
    source, out = str(news / "c01.txt"), tmp_path / "out"
    build(spark, [source], str(out))
    first = read_quads(out)
    with pytest.raises(OutputError, match="is there already"):
        build(spark, [source], str(out))
    build(spark, [str(news / "c02.txt")], str(out), overwrite=True)
    assert read_quads(out) != first
    (tmp_path / "mine").mkdir()
    with pytest.raises(OutputError, match="was not written by kg"):
        build(spark, [source], str(tmp_path / "mine"), overwrite=True)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["mine", "out"]


def test_a_monster_is_passed_over_by_a_worker_that_lives_on(spark, news, tmp_path):
    (tmp_path / "monster.txt").write_text("Mr. Macron met Mr. Scholz, and " * 6000, encoding="utf-8")
    sources = [str(tmp_path / "monster.txt"), str(news / "c01.txt")]
    options = WorkOptions(limits=Limits(seconds=0.5))
    report = build(spark, sources, str(tmp_path / "out"), options=options)
    assert report.documents == 1
    reason = f"{tmp_path / 'monster.txt'}: takes longer than 0.5 seconds"
    assert [each.reason for each in report.reasons] == [reason]
    assert report.lost == 1


def test_what_holds_no_document_leaves_no_folder(spark, tmp_path):
    (tmp_path / "empty.txt").write_bytes(b"")
    with pytest.raises(InputError, match="is empty"):
        build(spark, [str(tmp_path / "empty.txt")], str(tmp_path / "out"))
    assert [path.name for path in tmp_path.iterdir()] == ["empty.txt"]


def test_a_model_is_loaded_once_a_process(spark, news, tmp_path):
    """Tasks that come one after another are done by the same process, which keeps what it loaded."""
    options = keep(ExtractorOptions())

    def load(rows):
        list(rows)
        yield os.getpid(), id(options.load()), id(options.load())

    found = spark.sparkContext.parallelize(range(12), 12).mapPartitions(load).collect()
    assert len(found) == 12
    assert len({pid for pid, *_ in found}) == len(set(found)) <= 2
    assert all(one == other for _, one, other in found)


def test_the_commands_of_the_page_about_clusters_run(spark, tmp_path, monkeypatch):
    page = (ROOT / "docs" / "cluster.md").read_text(encoding="utf-8")
    lines = "".join(re.findall(r"^```sh\n(.*?)^```", page, flags=re.MULTILINE | re.DOTALL)).splitlines()
    assert len(lines) >= 2
    monkeypatch.chdir(make_workshop(tmp_path / "workshop"))
    assert [run_line(line) for line in lines] == [0 for _ in lines]


def test_the_python_of_the_page_about_clusters_runs(spark, tmp_path):
    page = (ROOT / "docs" / "cluster.md").read_text(encoding="utf-8")
    blocks = re.findall(r"^```python\n(.*?)^```", page, flags=re.MULTILINE | re.DOTALL)
    assert blocks
    rows = [json.dumps({"body": write_article(number), "link": f"urn:x:{number}"}) for number in range(4)]
    (tmp_path / "articles.jsonl").write_text("\n".join([*rows, rows[0]]), encoding="utf-8")
    for block in blocks:
        placed = re.sub(r'"(articles\.jsonl|facts|quads)"', rf'"{tmp_path}/\1"', block)
        exec(compile(placed, "cluster.md", "exec"), {})
    quads = b"".join(path.read_bytes() for path in sorted((tmp_path / "quads").glob("part-*")))
    assert sorted(set(re.findall(rb"urn:x:\d", quads))) == [b"urn:x:0", b"urn:x:1", b"urn:x:2", b"urn:x:3"]
    assert spark.read.parquet(str(tmp_path / "facts")).where("predicate = 'metWith'").count() >= 4
