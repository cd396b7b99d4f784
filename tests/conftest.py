"""One small hand-made extraction, with every kind of value, and its graph; and real triplestores."""

from hashlib import sha256

import pytest
from hypothesis import settings

from kg.model import (
    Document,
    Dropped,
    Entity,
    Event,
    Evidence,
    Extraction,
    Fact,
    NamedMention,
    Span,
    Tenure,
    Time,
)
from kg.ontology import load_ontology
from kg.rdf.graph import to_quads
from kg.rdf.writing import save_graph
from tests.servers import empty, run_oxigraph, run_virtuoso

settings.register_profile("without a clock", deadline=None)
settings.load_profile("without a clock")

TEXT = (
    "Kremlin spokesman Dmitry Peskov said the leaders talked freely. "
    "Armenian Prime Minister Nikol Pashinyan met Ilham Aliyev in St. Petersburg on Monday. "
    "Aliyev will visit Armenia."
)

ID = "https://w3id.org/diplomacy-kg/id/"


def _evidence(quote):
    start = TEXT.index(quote)
    return Evidence(Span(start, start + len(quote)), quote)


def _entity(kind, label, *aliases):
    spot = _evidence(label).span if label in TEXT else None
    mentions = (NamedMention(spot, label, "name"),) if spot else ()
    name = label.lower().replace(" ", "-").replace(".", "")
    return Entity(f"{ID}{kind.lower()}/{name}", kind, label, aliases, mentions)


FIRST, SECOND, THIRD = (_evidence(s) for s in (TEXT[:63], TEXT[64:149], TEXT[150:]))


def make_summit(source="summit.txt"):
    digest = sha256(TEXT.encode()).hexdigest()
    document = Document(f"{ID}document/{digest[:16]}", TEXT, source, digest, published="2023-12-26")
    peskov = _entity("Person", "Dmitry Peskov", "Peskov")
    kremlin = _entity("GovernmentBody", "Kremlin", "the Kremlin")
    pashinyan = _entity("Person", "Nikol Pashinyan")
    aliyev = _entity("Person", "Ilham Aliyev", "Aliyev")
    office = _entity("Office", "Prime Minister")
    armenia = _entity("State", "Armenia", "Armenian")
    city = _entity("Place", "St. Petersburg")
    meeting = Event(
        f"{ID}event/1",
        "Meeting",
        "held",
        {"participant": (aliyev.id, pashinyan.id), "place": (city.id,)},
        (SECOND,),
        "transitive-verb",
        0.9,
        times=(Time("on Monday", "2023-12-25"),),
    )
    visit = Event(
        f"{ID}event/2",
        "Visit",
        "planned",
        {"initiator": (aliyev.id,), "place": (armenia.id,)},
        (THIRD,),
        "transitive-verb",
        0.8,
    )
    said = Event(
        f"{ID}event/3",
        "Statement",
        "held",
        {"speaker": (peskov.id,)},
        (FIRST,),
        "speech-verb",
        0.95,
        content=_evidence("the leaders talked freely"),
    )
    facts = (
        Fact(peskov.id, "spokesmanFor", kremlin.id, "asserted", (FIRST,), "compound-title", 0.97),
        Fact(
            aliyev.id,
            "metWith",
            pashinyan.id,
            "held",
            (SECOND,),
            "transitive-verb",
            0.9,
            event=meeting.id,
        ),
        Fact(
            pashinyan.id, "headOfGovernmentOf", armenia.id, "asserted", (SECOND,), "nation-title-name", 0.96
        ),
        Fact(aliyev.id, "visited", armenia.id, "planned", (THIRD,), "transitive-verb", 0.8, event=visit.id),
    )
    tenure = Tenure(
        f"{ID}tenure/1",
        pashinyan.id,
        office.id,
        armenia.id,
        "current",
        (SECOND,),
        "nation-title-name",
        0.96,
    )
    return Extraction(
        document,
        (peskov, kremlin, pashinyan, aliyev, office, armenia, city),
        facts,
        (meeting, visit, said),
        (tenure,),
        (Dropped("facts", "range: Event is no Organization", FIRST),),
    )


@pytest.fixture(scope="session")
def summit():
    return make_summit()


@pytest.fixture(scope="session")
def summit_ttl(tmp_path_factory):
    """The graph of the extraction, and beside it the text that it was read from."""
    folder = tmp_path_factory.mktemp("summit")
    (folder / "summit.txt").write_text(TEXT, encoding="utf-8")
    extraction = make_summit(str(folder / "summit.txt"))
    save_graph(to_quads([extraction], ontology=load_ontology()), folder / "summit.ttl")
    return folder / "summit.ttl"


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    """What asks for Virtuoso is marked so, and left out by `make test`, which needs no Debian package."""
    for item in items:
        if {"virtuoso", "virtuoso_server"} & set(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.virtuoso)


@pytest.fixture(scope="session")
def oxigraph_server():
    """Oxigraph's server with a store in memory, shared by all tests; see `oxigraph` for an empty one."""
    with run_oxigraph() as server:
        yield server


@pytest.fixture
def oxigraph(oxigraph_server):
    """Oxigraph's server, empty."""
    empty(oxigraph_server)
    return oxigraph_server


@pytest.fixture(scope="session")
def virtuoso_server(tmp_path_factory):
    """Virtuoso, shared by all tests; see `virtuoso` for one that holds no graph but its own."""
    with run_virtuoso(tmp_path_factory.mktemp("virtuoso")) as server:
        yield server


@pytest.fixture(scope="session")
def graphs_of_virtuoso(virtuoso_server):
    """The graphs that Virtuoso brings along and needs."""
    return frozenset(virtuoso_server.names())


@pytest.fixture
def virtuoso(virtuoso_server, graphs_of_virtuoso):
    """Virtuoso, with no graph but its own."""
    empty(virtuoso_server, keep=graphs_of_virtuoso)
    return virtuoso_server


@pytest.fixture(params=["oxigraph", pytest.param("virtuoso", marks=pytest.mark.virtuoso)])
def triplestore(request):
    """Each real triplestore in turn, empty."""
    return request.getfixturevalue(request.param)
