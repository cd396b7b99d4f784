"""Whoever runs the tests has no password here, but for what a test sets."""

import pytest


@pytest.fixture(autouse=True)
def _nobody(monkeypatch, tmp_path):
    """No user, no password, and no netrc of whoever runs the tests."""
    for name in ("KG_ENDPOINT_USER", "KG_ENDPOINT_PASSWORD", "KG_ENDPOINT_TOKEN", "NETRC"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))


@pytest.fixture
def user(monkeypatch):
    monkeypatch.setenv("KG_ENDPOINT_USER", "anna")
    monkeypatch.setenv("KG_ENDPOINT_PASSWORD", "geh:eim ü")


@pytest.fixture
def known(triplestore, monkeypatch):
    """Each real triplestore, empty, with the password that it wants in the environment."""
    if triplestore.user is not None:
        monkeypatch.setenv("KG_ENDPOINT_USER", triplestore.user)
        monkeypatch.setenv("KG_ENDPOINT_PASSWORD", triplestore.password)
    return triplestore
