"""What the tests of reading share."""

import pytest

from kg.model import Document, Dropped
from kg.reading import ReadingOptions, read_documents

SENTENCE = "Russian Foreign Minister Sergey Lavrov visited Baku on Monday, the ministry said."


@pytest.fixture
def sentence():
    return SENTENCE


@pytest.fixture
def write(tmp_path):
    """Writes bytes or text under a name and gives the path."""

    def write_file(name, content):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return write_file


@pytest.fixture
def read_all():
    """Reads sources and gives the documents and the reasons of what was passed over."""

    def read(*sources, **options):
        found = list(read_documents(sources, options=ReadingOptions(**options)))
        dropped = [item for item in found if isinstance(item, Dropped)]
        assert all(item.stage in {"reading", "choosing"} for item in dropped)
        return [item for item in found if isinstance(item, Document)], [item.reason for item in dropped]

    return read
