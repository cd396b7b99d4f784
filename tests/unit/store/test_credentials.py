"""Who may enter is read from the environment or from netrc, and never shown."""

import pytest

from kg.errors import UsageError
from kg.store.credentials import Credentials, find_credentials

URL = "http://store.example:8890/sparql"


@pytest.fixture
def netrc(tmp_path):
    """Writes a netrc file that only its owner reads, and gives an environment that names it."""

    def write(text):
        path = tmp_path / "netrc"
        path.write_text(text, encoding="utf-8")
        path.chmod(0o600)
        return {"NETRC": str(path)}

    return write


def test_nobody_is_known_at_first():
    assert find_credentials(URL, {}) is None


def test_a_user_of_the_environment_comes_before_netrc(netrc):
    environ = netrc("machine store.example login b password c")
    assert find_credentials(URL, environ) == Credentials("b", "c")
    more = environ | {"KG_ENDPOINT_USER": "a", "KG_ENDPOINT_PASSWORD": "x"}
    assert find_credentials(URL, more) == Credentials("a", "x")
    assert find_credentials(URL, more | {"KG_ENDPOINT_TOKEN": "t"}) == Credentials(token="t")


def test_the_entry_of_another_host_is_left_alone(netrc):
    assert find_credentials(URL, netrc("machine other.example login b password c")) is None


def test_secrets_are_not_shown():
    assert repr(Credentials("anna", "geheim", "token")) == "Credentials(user='anna')"


@pytest.mark.parametrize("environ", [{"KG_ENDPOINT_USER": "a"}, {"KG_ENDPOINT_PASSWORD": "x"}])
def test_half_a_user_is_an_error(environ):
    with pytest.raises(UsageError, match="a user needs a password"):
        find_credentials(URL, environ)


@pytest.mark.parametrize("token", ["a\nb", "ü"])
def test_a_token_that_cannot_be_sent_is_an_error_that_does_not_repeat_it(token):
    with pytest.raises(UsageError, match="KG_ENDPOINT_TOKEN") as caught:
        find_credentials(URL, {"KG_ENDPOINT_TOKEN": token})
    assert token not in str(caught.value)


def test_a_netrc_that_is_none_is_an_error_that_does_not_repeat_it(netrc):
    with pytest.raises(UsageError, match="is no netrc") as caught:
        find_credentials(URL, netrc("machine store.example login b geheim c"))
    assert "geheim" not in str(caught.value)


def test_a_netrc_that_others_can_read_is_refused(tmp_path, monkeypatch):
    monkeypatch.setenv("HOME", str(tmp_path))
    (tmp_path / ".netrc").write_text("machine store.example login b password c", encoding="utf-8")
    (tmp_path / ".netrc").chmod(0o644)
    with pytest.raises(UsageError, match="too permissive"):
        find_credentials(URL, {})


def test_a_netrc_that_is_named_must_be_there(tmp_path):
    with pytest.raises(UsageError, match="no such file"):
        find_credentials(URL, {"NETRC": str(tmp_path / "none")})
