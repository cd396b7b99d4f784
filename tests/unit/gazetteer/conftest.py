"""The project's own gazetteer."""

import pytest

from kg.gazetteer import Gazetteer, open_gazetteer


@pytest.fixture(scope="session")
def gazetteer() -> Gazetteer:
    """The compiled gazetteer that the project ships."""
    return open_gazetteer()
