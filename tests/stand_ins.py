"""A real server on 127.0.0.1 that answers as a test tells it, also as badly as no triplestore here does."""

import time
from collections.abc import Callable
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

EMPTY = b'{"head":{"vars":["s"]},"results":{"bindings":[]}}'
JSON = "application/sparql-results+json"


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server says; with `cut` it hangs up after so many bytes, `pause` is the seconds between them."""

    status: int = 200
    body: bytes = EMPTY
    content: str = JSON
    headers: dict[str, str] = field(default_factory=dict)
    cut: int | None = None
    pause: float = 0.0


HANG_UP = Answer(cut=-1)
"""Hangs up without a word."""


@dataclass(frozen=True, slots=True)
class Heard:
    """A request as it came."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes


@dataclass(frozen=True, slots=True)
class StandIn:
    """The address of the server, and all that it heard."""

    url: str
    heard: list[Heard]


class Handler(BaseHTTPRequestHandler):
    """Gives the answers of its server, and keeps what it hears."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def answer(self):
        """Hears one request, and says what is to be said to it."""
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        heard, answers = self.server.heard, self.server.answers
        heard.append(Heard(self.command, self.path, dict(self.headers), body))
        told = answers[min(len(heard), len(answers)) - 1]
        told = told(heard[-1]) if callable(told) else told
        self.close_connection = told.cut is not None
        if told is not HANG_UP:
            self.say(told)

    def __getattr__(self, name):
        if name.startswith("do_"):
            return self.answer
        raise AttributeError(name)

    def say(self, told):
        """Writes an answer, as well or as badly as it is told."""
        self.send_response(told.status)
        headers = {"Content-Type": told.content, "Content-Length": str(len(told.body)), **told.headers}
        for name, value in headers.items():
            if value:
                self.send_header(name, value)
        self.end_headers()
        body = told.body[: told.cut]
        step = 1 if told.pause else len(body) or 1
        for at in range(0, len(body), step):
            self.wfile.write(body[at : at + step])
            time.sleep(told.pause)

    def log_message(self, *_):
        """Keeps quiet."""

    def handle(self):
        """Hears one request after another, until the other side goes."""
        with suppress(ConnectionError):
            super().handle()


@contextmanager
def stand_in(*answers: Answer | Callable[[Heard], Answer]):
    """A server that gives one answer after another, the last one for ever."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    server.heard, server.answers = [], answers or (Answer(),)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield StandIn(f"http://127.0.0.1:{server.server_port}/sparql", server.heard)
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
