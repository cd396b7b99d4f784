"""A clock that nobody waits for, a client of a Wikibase on this machine, and nobody's passwords."""

from dataclasses import replace

import pytest

from kg.store.patience import Patience
from kg.wikidata import Access, Cache, Client


class Clock:
    """Time that passes only when somebody waits; `waits` are the seconds."""

    def __init__(self):
        self.now = 0.0
        self.waits = []

    def __call__(self):
        return self.now

    def wait(self, seconds):
        self.waits.append(round(seconds, 3))
        self.now += seconds


@pytest.fixture(autouse=True)
def _nobody(monkeypatch, tmp_path):
    for name in ("KG_ENDPOINT_USER", "KG_ENDPOINT_PASSWORD", "KG_ENDPOINT_TOKEN", "KG_CONTACT", "NETRC"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def access(clock):
    """How a test asks: without contact, and with a clock of its own."""
    return Access(clock=clock, wait=clock.wait, patience=Patience(retries=3, first=1, longest=60))


@pytest.fixture
def make_client(access, tmp_path):
    """Gives a client of a Wikibase, with the cache in the test's own folder; all are closed at the end."""
    made = []

    def make(wikibase, *, folder=tmp_path / "cache", **changes):
        given = replace(access, **{"api": getattr(wikibase, "api", wikibase), **changes})
        made.append(Client(given, Cache(folder)))
        return made[-1]

    yield make
    for client in made:
        client.close()
