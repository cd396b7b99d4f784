"""Real triplestores for tests: each runs on a free port of 127.0.0.1, in a folder of its own, and is stopped.

The fixtures `oxigraph_server`, `oxigraph`, `virtuoso_server` and `virtuoso` stand in tests/conftest.py.
"""

import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

OXIGRAPH = Path(sys.executable).with_name("oxigraph")
NO_VIRTUOSO = (
    "virtuoso-t is not installed\n"
    "  try: apt-get install -y --no-install-recommends virtuoso-opensource-7-bin\n"
    "  or:  make test, which needs no Virtuoso (pytest -m 'not virtuoso')"
)
PATIENCE = 60
"""Seconds that a server may take to start; Virtuoso takes about three on an idle machine."""

VIRTUOSO_INI = """\
[Database]
DatabaseFile = {folder}/virtuoso.db
ErrorLogFile = {folder}/virtuoso.log
LockFile = {folder}/virtuoso.lck
TransactionFile = {folder}/virtuoso.trx
xa_persistent_file = {folder}/virtuoso.pxa
[TempDatabase]
DatabaseFile = {folder}/virtuoso-temp.db
TransactionFile = {folder}/virtuoso-temp.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
DisableUnixSocket = 1
NumberOfBuffers = 10000
MaxDirtyBuffers = 6000
DirsAllowed = {folder}
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerRoot = {folder}
ServerThreads = 10
[SPARQL]
ResultSetMaxRows = 1000000
"""


@dataclass(frozen=True, slots=True)
class Server:
    """A running triplestore: what `--endpoint` is given, its three addresses, and who may write."""

    base: str
    query: str
    update: str
    graphs: str
    """The address of the Graph Store Protocol, up to and with the name of its parameter: `…?graph=`."""
    pid: int
    user: str | None = None
    password: str | None = None

    def put(self, graph, turtle):
        """Makes `turtle` the whole content of the graph called `graph`."""
        address = self.graphs + urllib.parse.quote(graph, safe="")
        self.send(address, turtle, content="text/turtle", method="PUT")

    def change(self, update):
        """Runs a SPARQL update."""
        body = urllib.parse.urlencode({"update" if self.user is None else "query": update})
        self.send(self.update, body, content="application/x-www-form-urlencoded")

    def ask(self, query, *, accept="text/csv"):
        """The answer to a query, as CSV unless something else is asked for."""
        body = urllib.parse.urlencode({"query": query})
        return self.send(self.query, body, content="application/x-www-form-urlencoded", accept=accept)

    def names(self):
        """The names of all graphs."""
        answer = self.ask("SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }").splitlines()[1:]
        return {line.strip('"') for line in answer}

    def count(self, graph):
        """How many triples the graph called `graph` holds."""
        answer = self.ask(f"SELECT (COUNT(*) AS ?n) {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}")
        return int(answer.splitlines()[1].strip('"'))

    def send(self, address, body, *, content, method="POST", accept="*/*"):
        """The body of the answer to one request, sent with the server's user and password."""
        headers = {"Content-Type": content, "Accept": accept}
        data = body if isinstance(body, bytes) else body.encode()
        request = urllib.request.Request(address, data=data, headers=headers, method=method)
        passwords = urllib.request.HTTPPasswordMgrWithDefaultRealm()
        if self.user is not None:
            passwords.add_password(None, self.base, self.user, self.password)
        opener = urllib.request.build_opener(urllib.request.HTTPDigestAuthHandler(passwords))
        with opener.open(request, timeout=PATIENCE) as answer:
            return answer.read().decode()


@contextmanager
def run_oxigraph(folder=None, *, read_only=False, union=True):
    """Oxigraph's server, on the store in `folder` or in memory; `union` as `kg` asks its own stores."""
    port = find_port()
    command = [OXIGRAPH, "serve-read-only" if read_only else "serve", "--bind", f"127.0.0.1:{port}"]
    command += ["--location", folder] if folder else []
    command += ["--union-default-graph"] if union else []
    base = f"http://127.0.0.1:{port}"
    with _run(command) as process:
        wait_for(f"{base}/query?query=ASK%7B%7D", process)
        yield Server(base, f"{base}/query", f"{base}/update", f"{base}/store?graph=", process.pid)


@contextmanager
def run_virtuoso(folder):
    """Virtuoso with an empty database in `folder`; dba may write, by digest authentication."""
    program = shutil.which("virtuoso-t")
    if program is None:
        raise RuntimeError(NO_VIRTUOSO)
    http, sql = find_port(), find_port()
    (folder / "virtuoso.ini").write_text(VIRTUOSO_INI.format(folder=folder, http=http, sql=sql), "utf-8")
    base = f"http://127.0.0.1:{http}"
    command = [program, "+foreground", "+configfile", folder / "virtuoso.ini"]
    with _run(command, cwd=folder) as process:
        wait_for(f"{base}/sparql?query=ASK%7B%7D", process)
        graphs = f"{base}/sparql-graph-crud-auth?graph-uri="
        yield Server(base, f"{base}/sparql", f"{base}/sparql-auth", graphs, process.pid, "dba", "dba")


def empty(server, *, keep=frozenset()):
    """Removes every graph, the default one too, but those in `keep`."""
    if server.user is None:
        server.change("DROP ALL")
        return
    for graph in sorted(server.names() - keep):
        server.change(f"DROP SILENT GRAPH <{graph}>")


def find_port():
    """A port of 127.0.0.1 on which nobody listens."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def wait_for(address, process):
    """Waits until a server answers at `address`; an error where it ends, or takes too long."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        assert process.poll() is None, f"{process.args[0]} ended with {process.returncode}"
        try:
            with urllib.request.urlopen(address, timeout=5):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.05)
    raise TimeoutError(f"{process.args[0]} does not answer at {address}")


@contextmanager
def _run(command, **options):
    """A process that ends with the block."""
    silent = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    with subprocess.Popen(list(map(str, command)), **silent, **options) as process:
        try:
            yield process
        finally:
            process.terminate()
            try:
                process.wait(timeout=20)
            except subprocess.TimeoutExpired:
                process.kill()
