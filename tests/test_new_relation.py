"""A new relation, a new type of event and the words for them are two files of Turtle, and no code."""

import json
import subprocess
import sys

import pytest

from kg.errors import OntologyError
from kg.evaluation.expectations import Reading, make_document
from kg.ontology import load_lexicon
from kg.ontology.examples import parse_example
from kg.pipeline import load_extractor

ONTOLOGY = """\
@prefix dip: <https://w3id.org/diplomacy-kg/ontology#> .
@prefix my: <https://example.org/my#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .

my:mentorOf a owl:ObjectProperty ;
    rdfs:label "mentor of"@en ;
    rdfs:comment "Taught and guided the person early in a career."@en ;
    rdfs:domain dip:Person ;
    rdfs:range dip:Person .

my:Mourning a owl:Class ;
    rdfs:subClassOf dip:Event ;
    rdfs:label "mourning"@en ;
    rdfs:comment "Somebody shows grief at the death of a person."@en ;
    dip:hasRole dip:initiator, dip:recipient, dip:place, dip:time .

my:mourned a owl:ObjectProperty ;
    rdfs:label "mourned"@en ;
    rdfs:comment "Expressed grief at the death of."@en ;
    rdfs:domain dip:Agent ;
    rdfs:range dip:Person .

my:mourned-from-Mourning a dip:Derivation ;
    dip:derives my:mourned ;
    dip:fromEvent my:Mourning ;
    dip:subjectRole dip:initiator ;
    dip:objectRole dip:recipient .
"""

LEXICON = """\
@prefix : <https://example.org/words#> .
@prefix dip: <https://w3id.org/diplomacy-kg/ontology#> .
@prefix frame: <https://w3id.org/diplomacy-kg/lexicon/en/frame#> .
@prefix lex: <https://w3id.org/diplomacy-kg/lexicon#> .
@prefix lexinfo: <http://www.lexinfo.net/ontology/3.0/lexinfo#> .
@prefix my: <https://example.org/my#> .
@prefix ontolex: <http://www.w3.org/ns/lemon/ontolex#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix synsem: <http://www.w3.org/ns/lemon/synsem#> .

:mourn a ontolex:Word ;
    lexinfo:partOfSpeech lexinfo:verb ;
    ontolex:canonicalForm [ ontolex:writtenRep "mourn"@en ] ;
    ontolex:sense [ ontolex:reference my:Mourning ; lex:frame frame:act-on, :mourn-for ] ;
    lex:example "Ireland mourned John Hume. => Ireland mourned John Hume",
        "John Hume was mourned by Ireland. => Mourning(initiator=Ireland, recipient=John Hume)",
        "Norway mourned for Trygve Lie. => Mourning(initiator=Norway, recipient=Trygve Lie)",
        "Norway will mourn Trygve Lie. => Mourning(initiator=Norway) [planned]" ;
    lex:counterExample "Norway did not mourn Vidkun Quisling. => not Norway mourned Vidkun Quisling",
        "The choir mourned its old hall. => no Mourning" .

:mourn-for a lexinfo:IntransitivePPFrame ;
    lexinfo:subject :mourner ;
    lexinfo:prepositionalAdjunct :mourned-for .
:mourner a synsem:SyntacticArgument ;
    lex:role dip:initiator .
:mourned-for a synsem:SyntacticArgument ;
    lex:role dip:recipient ;
    synsem:marker "for" .

:mentor a ontolex:Word ;
    lexinfo:partOfSpeech lexinfo:verb ;
    ontolex:canonicalForm [ ontolex:writtenRep "mentor"@en ] ;
    ontolex:sense [ ontolex:reference my:mentorOf ; lex:frame frame:subject-object ] ;
    lex:example "Dean Rusk mentored Cyrus Vance. => Dean Rusk mentorOf Cyrus Vance",
        "Cyrus Vance was mentored by Dean Rusk. => Dean Rusk mentorOf Cyrus Vance" ;
    lex:counterExample "Dean Rusk never mentored Cyrus Vance. => not Dean Rusk mentorOf Cyrus Vance",
        "France mentored the club. => no mentorOf" .

:mentor-noun a ontolex:Word ;
    lexinfo:partOfSpeech lexinfo:noun ;
    ontolex:canonicalForm [ ontolex:writtenRep "mentor"@en ] ;
    ontolex:sense [ ontolex:reference my:mentorOf ; lex:frame frame:office ] ;
    lex:example "Dean Rusk was the mentor of Cyrus Vance. => Dean Rusk mentorOf Cyrus Vance [former]",
        "Cyrus Vance's mentor, Dean Rusk, left on Monday. => Dean Rusk mentorOf Cyrus Vance" ;
    lex:counterExample "Dean Rusk is not the mentor of Cyrus Vance. => not Dean Rusk mentorOf Cyrus Vance" .
"""

NEW = {"mourn", "mentor", "mentor-noun"}


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    folder = tmp_path_factory.mktemp("new")
    ontology, lexicon = folder / "my.ttl", folder / "words.ttl"
    ontology.write_text(ONTOLOGY, encoding="utf-8")
    lexicon.write_text(LEXICON, encoding="utf-8")
    return ontology, lexicon


@pytest.fixture(scope="module")
def extractor(files):
    ontology, lexicon = files
    return load_extractor(ontology=[ontology], lexicon=[lexicon])


def _examples(extractor):
    entries = [entry for entry in extractor.lexicon.entries if entry.name in NEW]
    texts = [text for entry in entries for text in (*entry.examples, *entry.counter_examples)]
    return [parse_example(text, relations=extractor.ontology.relations) for text in texts]


def test_the_new_words_are_read_as_their_examples_say(extractor):
    examples = _examples(extractor)
    assert len(examples) >= 13
    documents = [make_document(example.sentence) for example in examples]
    wrong = []
    for example, read in zip(examples, extractor.extract_all(documents), strict=True):
        reading = Reading(read, extractor)
        wrong += [f"{each}\n{reading}" for each in example.expected if not reading.shows(each)]
    assert not wrong, "\n".join(wrong)


def test_a_negated_new_event_is_kept_with_its_status_and_gives_no_real_fact(extractor):
    read = extractor.extract(make_document("Norway did not mourn Vidkun Quisling."))
    assert [(e.type, e.status) for e in read.events] == [("Mourning", "negated")]
    assert {f.status for f in read.facts if f.predicate == "mourned"} == {"negated"}


def test_the_built_in_words_are_still_read(extractor):
    read = extractor.extract(make_document("Norway and Sweden held talks in Oslo."))
    assert "negotiatedWith" in {fact.predicate for fact in read.facts}


def test_the_command_line_reads_new_words_from_files(files, tmp_path):
    ontology, lexicon = files
    text = tmp_path / "news.txt"
    text.write_text("Ireland mourned John Hume. Dean Rusk mentored Cyrus Vance.", encoding="utf-8")
    line = [sys.executable, "-m", "kg", "extract", str(text), "--quiet"]
    line += ["--ontology", str(ontology), "--lexicon", str(lexicon)]
    done = subprocess.run(line, capture_output=True, check=True, encoding="utf-8")
    extraction = json.loads(done.stdout)
    assert {"mourned", "mentorOf"} <= {fact["predicate"] for fact in extraction["facts"]}
    assert "Mourning" in {event["type"] for event in extraction["events"]}


def _refusal(tmp_path, text):
    path = tmp_path / "words.ttl"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(OntologyError) as caught:
        load_lexicon(extra=[path])
    return str(caught.value)


def test_a_lexicon_that_is_not_turtle_is_refused_with_its_line(tmp_path):
    assert "words.ttl:13" in _refusal(tmp_path, LEXICON.replace("lexinfo:verb ;", "lexinfo:verb", 1))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("    lexinfo:partOfSpeech lexinfo:verb ;\n", ""),
        ('ontolex:writtenRep "mourn"@en', 'ontolex:note "mourn"@en'),
        ("ontolex:reference my:Mourning ;", ""),
        ("frame:act-on, :mourn-for", "frame:no-such-frame"),
    ],
    ids=["no part of speech", "no written form", "no reference", "no such frame"],
)
def test_an_entry_that_lacks_something_is_refused_by_file_and_name(tmp_path, old, new):
    told = _refusal(tmp_path, LEXICON.replace(old, new, 1))
    assert "words.ttl" in told
    assert "mourn" in told


def test_an_argument_without_a_role_is_refused_by_file_and_name(tmp_path):
    told = _refusal(tmp_path, LEXICON.replace("lex:role dip:initiator", "lex:note dip:initiator"))
    assert "words.ttl" in told
    assert "mourner" in told
