"""How a request says who sends it: not at all, by a token, or by a password in one of two ways."""

from __future__ import annotations

from requests import PreparedRequest
from requests.auth import AuthBase, HTTPBasicAuth, HTTPDigestAuth

from kg.errors import StoreError
from kg.store.credentials import Credentials


class Nobody(AuthBase):
    """Says nothing; without it, requests would look for a password by itself."""

    def __call__(self, r: PreparedRequest) -> PreparedRequest:
        """The request as it is."""
        return r


class Bearer(AuthBase):
    """Says a token."""

    def __init__(self, token: str) -> None:
        self._token = token

    def __call__(self, r: PreparedRequest) -> PreparedRequest:
        """The request with the token."""
        r.headers["Authorization"] = f"Bearer {self._token}"
        return r


def choose_password(asked: str, credentials: Credentials, address: str) -> AuthBase:
    """Digest or basic authentication, as a server's `WWW-Authenticate` asks; digest where it has both."""
    kinds = asked.lower()
    if "digest" in kinds:
        if not credentials.user.isascii():  # as far as requests can write it
            raise StoreError(
                f"cannot be told the name {credentials.user!r}", where=address, hint="letters of ASCII"
            )
        return HTTPDigestAuth(credentials.user, credentials.password)
    if "basic" in kinds:
        return HTTPBasicAuth(credentials.user.encode(), credentials.password.encode())
    why = f"asks for a kind of authentication that is not known here: {asked[:80] or 'it names none'}"
    raise StoreError(why, where=address, hint="basic, digest, or a token in KG_ENDPOINT_TOKEN")
