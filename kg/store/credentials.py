"""Who may enter an endpoint: from the environment or from netrc, never from the command line."""

from __future__ import annotations

import netrc
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from kg.errors import UsageError

HINT = "KG_ENDPOINT_USER and KG_ENDPOINT_PASSWORD, or KG_ENDPOINT_TOKEN, in the environment; or ~/.netrc"
"""Where a user and a password are looked for, in words."""


@dataclass(frozen=True, slots=True)
class Credentials:
    """A user and a password, or a token; what is secret is left out of `repr`."""

    user: str = ""
    password: str = field(default="", repr=False)
    token: str = field(default="", repr=False)


def find_credentials(address: str, environ: Mapping[str, str] | None = None) -> Credentials | None:
    """The credentials for an address, None where there are none.

    KG_ENDPOINT_TOKEN, then KG_ENDPOINT_USER with KG_ENDPOINT_PASSWORD, then the entry of the address's
    host in the file that NETRC names, or in ~/.netrc. A UsageError where they cannot be used.
    """
    known = os.environ if environ is None else environ
    if token := known.get("KG_ENDPOINT_TOKEN"):
        if not (token.isascii() and token.isprintable()):
            raise UsageError("is no token", where="KG_ENDPOINT_TOKEN", hint=HINT)
        return Credentials(token=token)
    user, password = known.get("KG_ENDPOINT_USER"), known.get("KG_ENDPOINT_PASSWORD")
    if user is None and password is None:
        return _read_netrc(address, known)
    if not user or password is None:
        raise UsageError("a user needs a password, and the other way round", where="environment", hint=HINT)
    return Credentials(user, password)


def _read_netrc(address: str, environ: Mapping[str, str]) -> Credentials | None:
    named = environ.get("NETRC")
    where = named or "~/.netrc"
    try:
        entry = netrc.netrc(named).authenticators(urlsplit(address).hostname or "")
    except FileNotFoundError:
        if named:
            raise UsageError("no such file", where=f"NETRC={named}", hint=HINT) from None
        return None
    except netrc.NetrcParseError as error:
        why = error.msg.partition(" token ")[0]  # the word that is not understood may be a secret
        hint = "machine HOST login USER password PASSWORD, in a file that only you can read"
        raise UsageError(f"is no netrc: {why}", where=where, hint=hint) from None
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError("cannot be read", where=where, hint=HINT) from error
    return Credentials(entry[0], entry[2] or "") if entry and entry[0] else None
