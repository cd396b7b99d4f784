"""The weights of the features, as data."""

import pytest

from kg.errors import OntologyError
from kg.linking.weights import load_weights


def written(tmp_path, text):
    path = tmp_path / "weights.tsv"
    path.write_text(text, encoding="utf-8")
    return path


def test_the_weights_of_the_project_have_a_threshold():
    assert 0.5 < load_weights().threshold < 1


def test_features_are_added_up_by_their_weights(tmp_path):
    weights = load_weights(written(tmp_path, "# a comment\nthreshold\t0.6\nlabel\t2\nrivals\t-1\tothers\n"))
    assert weights.add_up({"label": 1.0, "rivals": 0.5}) == 1.5


@pytest.mark.parametrize(("text", "why"), [("label\ttwo\n", "no weight"), ("label\t2\n", "no threshold")])
def test_a_file_that_is_none_is_refused(tmp_path, text, why):
    with pytest.raises(OntologyError, match=why):
        load_weights(written(tmp_path, text))


def test_a_file_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(OntologyError, match="cannot be read"):
        load_weights(tmp_path / "none.tsv")
