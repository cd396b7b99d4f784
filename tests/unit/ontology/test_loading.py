"""Ontology files: what is built in, what a file adds, and what is said of a file that is wrong."""

from __future__ import annotations

import warnings
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import OntologyError
from kg.ontology import load_ontology
from kg.ontology.pages import EXAMPLE
from kg.resources import find_resource

HEAD = """\
@prefix dip: <https://w3id.org/diplomacy-kg/ontology#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix my: <https://example.org/my#> .
"""


def write(folder: Path, text: str, *, name: str = "mine.ttl") -> Path:
    path = folder / name
    path.write_text(HEAD + text, encoding="utf-8")
    return path


def test_a_file_adds_a_relation_to_the_built_in_ontology(tmp_path):
    path = tmp_path / "mourned.ttl"
    path.write_text(EXAMPLE, encoding="utf-8")
    ontology = load_ontology(path)
    mourned = ontology.relations["mourned"]
    assert (mourned.iri, mourned.domain, mourned.range) == (
        "https://example.org/my#mourned",
        {"Agent"},
        {"Person"},
    )
    assert ontology.accepts("mourned", "State", "Person") is None
    assert "metWith" in ontology.relations
    assert mourned in ontology.fact_relations()


def test_an_extra_file_adds_too(tmp_path):
    path = write(tmp_path, 'my:hugged a owl:ObjectProperty ; rdfs:label "hugged" .')
    assert load_ontology(extra=[path]).relations["hugged"].label == "hugged"
    assert load_ontology(path, extra=[path]) == load_ontology(path)


def test_a_file_can_add_to_a_term_that_is_built_in(tmp_path):
    path = write(tmp_path, "dip:Call dip:hasRole dip:host . my:Gala a owl:Class ; rdfs:label 'gala'@en .")
    assert load_ontology(path).event_types["Call"].roles[-1] == "host"


def test_a_new_kind_of_meeting_takes_roles_codes_and_derivations_from_its_parent(tmp_path):
    path = write(tmp_path, "my:Banquet a owl:Class ; rdfs:subClassOf dip:Meeting ; rdfs:label 'banquet'@en .")
    ontology = load_ontology(path)
    banquet, meeting = ontology.event_types["Banquet"], ontology.event_types["Meeting"]
    assert (banquet.roles, banquet.plover, banquet.cameo) == (meeting.roles, "CONSULT", "040")
    assert [rule.relation for rule in ontology.derivations_of("Banquet")] == ["metWith", "hosted"]


def test_a_file_with_the_same_ontology_iri_takes_the_place_of_the_built_in(tmp_path):
    path = write(
        tmp_path,
        "<https://w3id.org/diplomacy-kg/ontology> a owl:Ontology ; owl:versionInfo '9' ."
        "dip:Agent a owl:Class ; rdfs:label 'agent'@en .",
    )
    ontology = load_ontology(path)
    assert (list(ontology.classes), dict(ontology.relations), ontology.version) == (["Agent"], {}, "9")


def test_of_a_folder_the_files_without_terms_are_passed_over(tmp_path):
    write(tmp_path, "my:hugged a owl:ObjectProperty ; rdfs:label 'hugged'@en .")
    write(tmp_path, "my:anna a dip:Person ; rdfs:label 'Anna'@en .", name="data.ttl")
    assert set(load_ontology(tmp_path).relations) - set(load_ontology().relations) == {"hugged"}


def test_the_built_in_folder_is_the_built_in_ontology():
    assert load_ontology(find_resource("ontology")) == load_ontology()


def test_a_label_in_another_language_is_no_label(tmp_path):
    path = write(tmp_path, "my:hugged a owl:ObjectProperty ; rdfs:label 'umarmte'@de .")
    with pytest.raises(OntologyError, match="no rdfs:label"):
        load_ontology(path)


def test_turtle_that_is_none_is_told_with_file_line_and_column(tmp_path):
    path = write(tmp_path, "\nmy:hugged a owl:ObjectProperty ;;\n  rdfs:label ?what .\n")
    with pytest.raises(OntologyError, match="not Turtle") as error:
        load_ontology(path)
    assert str(error.value).startswith(f"{path}:7:")


@pytest.mark.parametrize("kind", ["missing", "binary", "empty", "folder"])
def test_a_path_that_holds_no_ontology_is_told(tmp_path, kind):
    path = tmp_path / "it.ttl"
    if kind == "binary":
        path.write_bytes(b"\xff\xfe\x00")
    elif kind == "empty":
        path.write_text("")
    elif kind == "folder":
        path.mkdir()
    with pytest.raises(OntologyError) as error:
        load_ontology(path)
    assert str(path) in str(error.value)


WRONG = [
    ("my:hugged a owl:ObjectProperty .", "hugged has no rdfs:label"),
    ("my:Gala a owl:Class .", "Gala has no rdfs:label"),
    (
        "my:hugged a owl:ObjectProperty ; rdfs:label 'h' ; rdfs:domain dip:Persn .",
        "domain of hugged is no class",
    ),
    (
        "my:hugged a owl:ObjectProperty ; rdfs:label 'h' ; rdfs:range my:Ghost .",
        "range of hugged is no class",
    ),
    ("my:Gala a owl:Class ; rdfs:label 'g' ; rdfs:subClassOf dip:Meting .", "no class 'Meting'"),
    (
        "my:hugged a owl:ObjectProperty ; rdfs:label 'h' ; owl:inverseOf my:huggedBy .",
        "inverse of no relation",
    ),
    (
        "my:hugged a owl:ObjectProperty ; rdfs:label 'h' ; owl:inverseOf dip:worksFor .",
        "two inverses",
    ),
    (
        "my:one a owl:ObjectProperty ; rdfs:label 'o' ; rdfs:domain dip:Person ; rdfs:range dip:Place ."
        "my:two a owl:ObjectProperty ; rdfs:label 't' ; rdfs:domain dip:Person ; owl:inverseOf my:one .",
        "do not exchange domain and range",
    ),
    ("my:metWith a owl:ObjectProperty ; rdfs:label 'm' .", "same local name"),
    (
        "my:Gala a owl:Class ; rdfs:label 'g' ; rdfs:subClassOf dip:Event ; dip:hasRole dip:gost .",
        "no relation: gost",
    ),
    ("my:rule a dip:Derivation ; dip:derives dip:metWith .", "a derivation has one each"),
    (
        "my:rule a dip:Derivation ; dip:derives dip:hugs ; dip:fromEvent dip:Call ;"
        "dip:subjectRole dip:participant ; dip:objectRole dip:participant .",
        "derives no relation: hugs",
    ),
    (
        "my:rule a dip:Derivation ; dip:derives dip:metWith ; dip:fromEvent dip:Person ;"
        "dip:subjectRole dip:participant ; dip:objectRole dip:participant .",
        "from no event: Person",
    ),
    (
        "my:rule a dip:Derivation ; dip:derives dip:metWith ; dip:fromEvent dip:Call ;"
        "dip:subjectRole dip:participant ; dip:objectRole dip:host .",
        "Call has no role 'host'",
    ),
    (
        "my:rule a dip:Derivation ; dip:derives dip:metWith ; dip:fromEvent dip:Call ;"
        "dip:subjectRole dip:participant ; dip:objectRole dip:participant ; dip:derivedStatus dip:perhaps .",
        "no status 'perhaps'",
    ),
]


@pytest.mark.parametrize(("text", "why"), WRONG)
def test_what_does_not_hold_together_is_told_with_file_and_line(tmp_path, text, why):
    path = write(tmp_path, "\n\n" + text)
    with pytest.raises(OntologyError, match=why) as error:
        load_ontology(path)
    assert error.value.where == f"{path}:7"


def test_a_wrong_name_is_told_with_the_right_ones(tmp_path):
    path = write(tmp_path, WRONG[2][0])
    with pytest.raises(OntologyError) as error:
        load_ontology(path)
    assert "Person" in (error.value.hint or "")


@given(st.permutations(["a.ttl", "b.ttl", "c.ttl"]))
def test_the_order_of_extra_files_does_not_change_what_is_known(tmp_path_factory, order):
    folder = tmp_path_factory.mktemp("order")
    for name in order:
        relation = f"my:r{name[0]} a owl:ObjectProperty ; rdfs:label 'r' ; rdfs:domain dip:Person ."
        write(folder, relation, name=name)
    ontology = load_ontology(extra=[folder / name for name in order])
    assert dict(ontology.relations) == dict(load_ontology(folder).relations)


def test_the_built_in_ontology_loads_without_warnings():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert load_ontology().relations
