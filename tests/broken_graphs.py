"""A good graph, and the changes each of which breaks one of the shapes."""

PREFIXES = """
@prefix : <https://example.org/> .
@prefix dip: <https://w3id.org/diplomacy-kg/ontology#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix nif: <http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
"""

GOOD = """
:anna a dip:Person ; rdfs:label "Anna"@en ; dip:metWith :bert ; dip:holdsOffice :minister .
:bert a dip:Person ; rdfs:label "Bert"@en ; dip:metWith :anna .
:ruritania a dip:State ; rdfs:label "Ruritania"@en ; dip:hasOffice :minister .
:reuters a dip:Organization ; rdfs:label "Reuters"@en .
:palace a dip:GovernmentBody ; rdfs:label "the Palace"@en .
:pact a dip:Agreement ; rdfs:label "the Pact"@en .
:minister a dip:Office ; rdfs:label "minister"@en ; dip:officeIn :ruritania .
:trade a dip:Topic ; rdfs:label "trade"@en .

:fact a dip:Fact, rdf:Statement ;
    rdf:subject :anna ; rdf:predicate dip:metWith ; rdf:object :bert ;
    dip:status dip:attributed ; dip:confidence 0.9 ; dip:frame "symmetric-verb" ; dip:accordingTo :reuters ;
    dip:derivedFromEvent :meeting ; dip:tenureStatus dip:former ; prov:wasDerivedFrom :evidence .
:plan a dip:Fact ;
    rdf:subject :bert ; rdf:predicate dip:visited ; rdf:object :ruritania ;
    dip:status dip:planned ; dip:confidence 1.0 ; prov:wasDerivedFrom :evidence .
:meeting a dip:Summit ;
    dip:status dip:held ; dip:accordingTo :reuters ; dip:subEventOf :conference ;
    dip:participant :anna, :bert ; dip:initiator :anna ; dip:recipient :bert ; dip:host :anna ;
    dip:mediator :anna ; dip:place :palace ; dip:agreement :pact ; dip:meetingOf :reuters ; dip:topic :trade .
:conference a dip:Meeting ; dip:status dip:planned ; dip:place :ruritania .
:words a dip:Statement ; dip:status dip:held ; dip:speaker :anna ; dip:addressee :bert .
:tenure a dip:Tenure ; dip:person :anna ; dip:office :minister ; dip:organization :ruritania ;
    dip:status dip:asserted ; dip:tenureStatus dip:current .

:evidence a dip:SourceSentence, nif:OffsetBasedString ;
    nif:beginIndex 0 ; nif:endIndex 14 ; nif:anchorOf "Anna met Bert." ; nif:referenceContext :document .
:document a dip:Document ; dcterms:source "talks.txt" ;
    dip:sha256 "0000000000000000000000000000000000000000000000000000000000000000" .
"""

BAD = [
    ('rdfs:label "Anna"@en ;', "", "entity-label"),
    ('rdfs:label "trade"@en', 'rdfs:label ""@en', "entity-label"),
    (":reuters a dip:Organization ;", ":reuters", "Mentioned"),
    ("rdf:subject :anna ;", "", "fact-subject"),
    ("rdf:subject :anna ;", "rdf:subject :anna, :bert ;", "fact-subject"),
    ("rdf:predicate dip:metWith ;", "", "fact-predicate"),
    ("rdf:object :bert ;", "", "fact-object"),
    ("dip:status dip:attributed ;", "", "status"),
    ("dip:status dip:attributed ;", "dip:status dip:attributed, dip:denied ;", "status"),
    ("dip:status dip:attributed ;", 'dip:status "attributed" ;', "status"),
    ("dip:confidence 0.9 ;", "", "confidence"),
    ("dip:confidence 0.9 ;", "dip:confidence 1.1 ;", "confidence"),
    ("dip:confidence 0.9 ;", "dip:confidence -0.1 ;", "confidence"),
    ("dip:confidence 0.9 ;", "dip:confidence 9e-1 ;", "confidence"),
    (
        "dip:accordingTo :reuters ;\n    dip:derived",
        "dip:accordingTo :trade ;\n    dip:derived",
        "according-to",
    ),
    ("dip:derivedFromEvent :meeting ;", "dip:derivedFromEvent :trade ;", "fact-event"),
    ("dip:tenureStatus dip:former ;", "dip:tenureStatus dip:late ;", "tenure-status"),
    ("former ; prov:wasDerivedFrom :evidence", "former", "evidence"),
    ("former ; prov:wasDerivedFrom :evidence", "former ; prov:wasDerivedFrom :document", "evidence"),
    ("nif:beginIndex 0 ;", "", "begin"),
    ("nif:beginIndex 0 ;", "nif:beginIndex 15 ;", "begin"),
    ("nif:beginIndex 0 ;", "nif:beginIndex -1 ;", "begin"),
    ("nif:endIndex 14 ;", "", "end"),
    ('nif:anchorOf "Anna met Bert." ;', "", "quote"),
    ("nif:referenceContext :document", "nif:referenceContext :trade", "context"),
    (' ; dcterms:source "talks.txt"', "", "source"),
    ('dip:sha256 "00', 'dip:sha256 "xx', "digest"),
    ("dip:status dip:held ; dip:accordingTo", "dip:accordingTo", "status"),
    ("dip:status dip:held ; dip:accordingTo", "dip:status dip:former ; dip:accordingTo", "status"),
    ("dip:participant :anna, :bert", "dip:participant :anna, :trade", "participant"),
    ("dip:initiator :anna", "dip:initiator :trade", "initiator"),
    ("dip:recipient :bert", "dip:recipient :trade", "recipient"),
    ("dip:host :anna", "dip:host :pact", "host"),
    ("dip:mediator :anna", "dip:mediator :pact", "mediator"),
    ("dip:place :palace", "dip:place :anna", "place"),
    ("dip:agreement :pact", "dip:agreement :trade", "agreement"),
    ("dip:meetingOf :reuters", "dip:meetingOf :anna", "meeting-of"),
    ("dip:subEventOf :conference", "dip:subEventOf :anna", "part-of"),
    ("dip:speaker :anna", "dip:speaker :pact", "speaker"),
    ("dip:addressee :bert", "dip:addressee :pact", "addressee"),
    ("dip:person :anna ;", "", "tenure-person"),
    ("dip:person :anna ;", "dip:person :reuters ;", "tenure-person"),
    ("dip:office :minister ;", "", "tenure-office"),
    ("dip:organization :ruritania ;", "dip:organization :trade ;", "tenure-organization"),
    ("dip:status dip:asserted ;", "", "status"),
    ("dip:metWith :bert ;", "dip:metWith :bert ; dip:accused :bert ;", "Asserted"),
    ("dip:metWith :anna .", "dip:metWith :anna ; dip:visited :ruritania .", "Asserted"),
    ("dip:metWith :anna .", "dip:metWith :anna ; dip:accusedBy :anna .", "Asserted"),
    ("dip:status dip:attributed ;", "dip:status dip:denied ;", "Asserted"),
    ("dip:status dip:asserted ;", "dip:status dip:denied ;", "Asserted"),
]
