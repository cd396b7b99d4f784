"""`kg sync` killed again and again, at any moment, by a signal that nobody can heed."""

import json
import os
import random
import select
import signal
import subprocess
import sys
from contextlib import contextmanager, suppress

from kg.store.layout import read_state
from tests.unit.sync.conftest import dump_all
from tests.workshop import ROOT

KILLS = 30
PEOPLE = ("Emmanuel Macron", "Olaf Scholz", "Nikol Pashinyan", "Ilham Aliyev", "Petr Fiala", "Kaja Kallas")
CITIES = ("Berlin", "Paris", "Yerevan", "Baku", "Prague", "Tallinn")


class Runner:
    """Runs commands of kg, each in a process of its own that can be killed."""

    def __init__(self, process):
        self._process = process

    def run(self, *arguments, kill_after=None):
        """How a command ended: its exit code, or minus the signal that ended it."""
        self._process.stdin.write(json.dumps([str(each) for each in arguments]) + "\n")
        self._process.stdin.flush()
        child = int(self._process.stdout.readline())
        if kill_after is not None:
            select.select([self._process.stdout], [], [], kill_after)  # it may end sooner
            with suppress(ProcessLookupError):
                os.kill(child, signal.SIGKILL)
        return int(self._process.stdout.readline())


@contextmanager
def start_runner():
    command = [sys.executable, "-m", "tests.warm"]
    with subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        yield Runner(process)
        process.stdin.close()


def write_article(path, chance):
    """A small article, often the same as others, which says that it was in this paper or that."""
    one, other = chance.sample(PEOPLE[: chance.choice((2, 2, 6))], 2)
    text = (
        f"{one} met {other} in {CITIES[len(one) % 6]} on Monday. {other} will visit {CITIES[len(other) % 6]}."
    )
    path.write_text(f"---\npublisher: The {chance.choice(CITIES)} Post\n---\n{text}", encoding="utf-8")


def change_some(folder, chance):
    """Writes some articles anew, or for the first time, and removes some."""
    for number in chance.sample(range(24), 4):
        path = folder / ("east" if number % 3 else "") / f"{number:02}.md"
        path.parent.mkdir(exist_ok=True)
        if chance.random() < 0.25:
            path.unlink(missing_ok=True)
        else:
            write_article(path, chance)
    who = chance.choice(PEOPLE)
    rows = [{"id": n, "text": f"{who} arrived in {CITIES[n // 2]}."} for n in range(4)]  # each twice
    (folder / "wire.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")


def count_saves(store):
    """How often the store was changed."""
    state = read_state(store)
    return state.data if state else 0


def test_a_sync_that_is_killed_thirty_times_ends_in_the_store_that_is_built_at_once(tmp_path):
    folder, store, fresh = tmp_path / "news", tmp_path / "store", tmp_path / "fresh"
    folder.mkdir()
    chance, killed, life = random.Random(7), 0, 1.0
    line = ["sync", folder, "--quiet", "--processes", "1", "--save-every", "0", "--store"]
    build = ["build", folder, "--quiet", "--processes", "1", "--store"]
    with start_runner() as runner:
        for _ in range(4 * KILLS):
            change_some(folder, chance)
            before = count_saves(store)
            ended = runner.run(*line, store, kill_after=chance.random() * life)
            assert ended in (0, -signal.SIGKILL)
            killed += ended != 0
            if killed == KILLS:
                break
            life *= (
                0.8 if ended == 0 else 1.3 if count_saves(store) == before else 1
            )  # as fast as machines are
        assert killed == KILLS
        assert count_saves(store) > KILLS / 2  # much was saved between the kills
        assert runner.run(*line, store) == 0
        assert runner.run(*build, fresh) == 0
    assert dump_all(store) == dump_all(fresh)
    assert dump_all(store).count(b"\n") > 1000
    assert dump_all(store).count(b"alternateOf") >= 4
    assert sorted(path.name[:5] for path in store.iterdir()) == ["data-", "kg-st", "lock"]
