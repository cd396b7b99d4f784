"""How a store is to be served: where, to whom, and within which limits."""

from __future__ import annotations

import socket
from dataclasses import dataclass
from ipaddress import ip_address

from kg.errors import StoreError, UsageError

_LOCAL = ("127.0.0.1", "localhost", "[::1]")


@dataclass(frozen=True, slots=True)
class Service:
    """Where a store is served, what is allowed, and the limits of a request.

    `timeout` is in seconds from its first byte to the last of the answer, `max_rows` how many rows or triples
    an answer has, `max_body` how many bytes a request.
    """

    host: str = "127.0.0.1"
    port: int = 7878
    timeout: int = 60
    max_rows: int = 100_000
    max_body: int = 1_000_000
    cors: bool = False
    update: bool = False

    @property
    def address(self) -> str:
        """The address that a browser takes."""
        return f"http://{self._name}:{self.port}"

    @property
    def names(self) -> frozenset[str]:
        """What a page or a program of this machine may call the server: host and port."""
        names = (*_LOCAL, self._name)
        return frozenset((*(f"{name}:{self.port}" for name in names), *(names if self.port == 80 else ())))

    @property
    def is_local(self) -> bool:
        """Whether no other machine can reach it."""
        try:
            return ip_address(self.host).is_loopback
        except ValueError:
            return self.host == "localhost"

    @property
    def _name(self) -> str:
        return f"[{self.host}]" if ":" in self.host else self.host


def check_service(service: Service) -> None:
    """Raises an error where the address cannot be listened on, or changes would come from anywhere."""
    if service.update and not service.is_local:
        raise UsageError("changes only from this machine", where="--update", hint="--host 127.0.0.1")
    if service.update and service.cors:
        raise UsageError("any page of the web could change the store", where="--update", hint="no --cors")
    try:
        family = socket.AF_INET6 if ":" in service.host else socket.AF_INET
        with socket.socket(family) as listener:
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listener.bind((service.host, service.port))
    except OSError as error:
        why = f"cannot be listened on: {error.strerror or error}"
        raise StoreError(why, where=service.address, hint="another --port") from error
