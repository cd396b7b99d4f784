"""Triplestores by name: where each listens, what it does in its own way, and how that is known."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from urllib.parse import urlsplit

from kg.errors import UsageError

SEEN = "seen: the tests run against the real server"
READ = "read: follows its documentation, and was not tried here"


@dataclass(frozen=True, slots=True)
class Profile:
    """What is particular to a triplestore.

    `example` is an address that `--endpoint` may be given. `query`, `update` and `graphs` are added to its
    base; `graphs` ends before the name of a graph, and is "" where the Graph Store Protocol is missing.
    `quads` takes many graphs at once where there is one, `bulk` is a parameter for large bodies. `default`
    says what a query without GRAPH sees, `entry` who may write, `server` how it names itself.
    """

    name: str
    title: str
    example: str
    query: str
    update: str
    graphs: str
    known: str
    default: str
    entry: str
    quads: str = ""
    bulk: str = ""
    server: str = ""
    quirks: tuple[str, ...] = ()


OWN = "its own triples, not those of the named graphs"
UNION = "the triples of all graphs"

PROFILES = (
    Profile(
        "oxigraph",
        "Oxigraph's server",
        "http://127.0.0.1:7878",
        query="/query",
        update="/update",
        graphs="/store?graph=",
        quads="/store",
        bulk="no_transaction",
        known=SEEN,
        default=f"{OWN}, unless it is started with --union-default-graph",
        entry="no password; whoever reaches it may write, unless it runs as serve-read-only",
        server="oxigraph",
        quirks=("Numbers are kept by value: 0.50 comes back as 0.5.",),
    ),
    Profile(
        "fuseki",
        "Apache Jena Fuseki",
        "http://127.0.0.1:3030/DATASET",
        query="/query",
        update="/update",
        graphs="/data?graph=",
        known=READ,
        default=f"{OWN}, unless the dataset is set to unionDefaultGraph",
        entry="basic or digest, as set up; none at first from this machine",
        server="fuseki",
        quirks=("Writes need a dataset that was started with --update.",),
    ),
    Profile(
        "virtuoso",
        "OpenLink Virtuoso",
        "http://127.0.0.1:8890",
        query="/sparql",
        update="/sparql-auth",
        graphs="/sparql-graph-crud-auth?graph-uri=",
        known=SEEN,
        default=UNION,
        entry="digest; the user needs the role SPARQL_UPDATE",
        server="virtuoso",
        quirks=(
            "Queries at /sparql are anonymous, what is written goes to addresses that want a password.",
            "It may answer 200 and load nothing: the triples are counted afterwards.",
            "ASK gives a table of one cell, and blank nodes have names of its own: both are understood.",
            "INSERT DATA of some thousand triples is too much: chunks stay at 1,000.",
            "DROP GRAPH fails for a graph that was not made by CREATE: use CLEAR, or DROP SILENT.",
            "Literals are kept by value: 0.50 as 0.5, true as 1.",
        ),
    ),
    Profile(
        "graphdb",
        "Ontotext GraphDB",
        "http://127.0.0.1:7200/repositories/REPOSITORY",
        query="",
        update="/statements",
        graphs="/rdf-graphs/service?graph=",
        known=READ,
        default=UNION,
        entry="none at first; with security switched on basic, or a token",
        server="graphdb",
        quirks=("With inference on, counts hold what was inferred; use a repository without a ruleset.",),
    ),
    Profile(
        "rdf4j",
        "Eclipse RDF4J Server",
        "http://127.0.0.1:8080/rdf4j-server/repositories/REPOSITORY",
        query="",
        update="/statements",
        graphs="/rdf-graphs/service?graph=",
        known=READ,
        default=UNION,
        entry="as the servlet container is set up: none at first, else basic",
    ),
    Profile(
        "qlever",
        "QLever",
        "http://127.0.0.1:7001",
        query="/",
        update="/",
        graphs="/?graph=",
        known=READ,
        default=UNION,
        entry="a token (KG_ENDPOINT_TOKEN), the server's access token, for what is written",
        server="qlever",
        quirks=(
            "Versions before the middle of 2025 refuse PUT: updates are sent instead.",
            "What is loaded lies beside the index until that is built again.",
        ),
    ),
    Profile(
        "blazegraph",
        "Blazegraph",
        "http://127.0.0.1:9999/blazegraph/namespace/kb/sparql",
        query="",
        update="",
        graphs="",
        known=READ,
        default=UNION,
        entry="none at first; basic where a proxy asks for it",
        quirks=("The namespace must be made with quads; one of triples has no named graphs.",),
    ),
    Profile(
        "neptune",
        "Amazon Neptune",
        "https://CLUSTER:8182",
        query="/sparql",
        update="/sparql",
        graphs="/sparql/gsp/?graph=",
        known=READ,
        default=UNION,
        entry="none within its network; requests signed for IAM are not made here: use a signing proxy",
    ),
    Profile(
        "generic",
        "any other",
        "http://HOST/sparql",
        query="",
        update="",
        graphs="",
        known="read: follows the standards; loading by updates is tested against both real servers",
        default="as the server has it",
        entry="basic, digest or a token, as the server asks",
        quirks=("--update-endpoint and --graph-store name the other addresses, where there are any.",),
    ),
)
"""Every profile, the generic one last."""

_ENDINGS = {
    "oxigraph": ("/query", "/update", "/store"),
    "fuseki": ("/query", "/sparql", "/update", "/data"),
    "virtuoso": ("/sparql", "/sparql-auth", "/sparql-graph-crud-auth"),
    "graphdb": ("/statements",),
    "rdf4j": ("/statements",),
    "neptune": ("/sparql",),
}


@dataclass(frozen=True, slots=True)
class Addresses:
    """The addresses of an endpoint; `graphs` is followed by the name of a graph, and may be ""."""

    query: str
    update: str
    graphs: str = ""
    quads: str = ""


def find_profile(name: str) -> Profile:
    """The profile of that name; a UsageError that names the nearest where there is none."""
    names = [profile.name for profile in PROFILES]
    if name in names:
        return PROFILES[names.index(name)]
    near = get_close_matches(name, names, n=3) or names
    raise UsageError(f"no profile {name!r}", where="--profile", hint=", ".join(near))


def find_addresses(url: str, profile: Profile) -> Addresses:
    """The addresses of an endpoint, given its base or any address of it that the profile knows.

    >>> find_addresses("http://h:7878/query", find_profile("oxigraph")).update
    'http://h:7878/update'
    """
    base = url.rstrip("/") if profile.query not in {"", "/"} else url
    for ending in _ENDINGS.get(profile.name, ()):
        base = base.removesuffix(ending)
    query, update, graphs, quads = (
        f"{base.rstrip('/')}{tail}" if tail else ""
        for tail in (profile.query, profile.update, profile.graphs, profile.quads)
    )
    return Addresses(query or base, update or base, graphs, quads)


def guess_profile(url: str) -> Profile | None:
    """The profile that an address itself gives away; None where it could be any."""
    parts = urlsplit(url)
    path, host = parts.path, parts.hostname or ""
    if host.endswith((".neptune.amazonaws.com", ".neptune.amazonaws.com.cn")):
        return find_profile("neptune")
    if "/rdf4j-server/repositories/" in path or "/openrdf-sesame/repositories/" in path:
        return find_profile("rdf4j")
    if path.startswith(("/blazegraph/", "/bigdata/")):
        return find_profile("blazegraph")
    return find_profile("graphdb") if path.startswith("/repositories/") else None


def recognize_server(server: str) -> Profile | None:
    """The profile of the server that names itself so in its answers; None where none is known."""
    named = server.lower()
    return next((each for each in PROFILES if each.server and each.server in named), None)
