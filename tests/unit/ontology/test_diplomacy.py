"""The built-in ontology: every name that the rest of the software and its users count on."""

from __future__ import annotations

import re
import warnings

import pyoxigraph
import pytest
from rdflib import OWL, RDF, RDFS, SKOS, BNode, Graph, Namespace, URIRef

from kg.model import STATUSES, TENURES
from kg.ontology import load_ontology
from kg.resources import find_resource

DIP = Namespace("https://w3id.org/diplomacy-kg/ontology#")
PATH = find_resource("ontology", "diplomacy.ttl")
ONTOLOGY = load_ontology()
GRAPH = Graph().parse(PATH)


def names_in(text: str) -> list[str]:
    return text.split()


ENTITIES = names_in("""
Agent Person Organization GovernmentBody DiplomaticMission InternationalOrganization PoliticalGroup
State Place Office Agreement Topic Tenure SourceSentence Event
""")
EVENTS = names_in("""
Meeting Summit Call Visit Negotiation Statement Accusation Condemnation Demand Threat Praise Denial
Confirmation Promise Rejection Signing Ratification Measure Sanction SanctionRelief Expulsion Recall
Summons RelationsUpgrade RelationsBreak Recognition Aid Transition Appointment Resignation Election
Accession Withdrawal Mediation Protest Ceasefire
""")

PAIRS = dict(
    line.split()
    for line in """spokesmanFor hasSpokesman
holdsOffice heldBy
officeIn hasOffice
headOfStateOf headOfState
headOfGovernmentOf headOfGovernment
ministerOf hasMinister
heads headedBy
ambassadorTo hasAmbassador
envoyTo hasEnvoy
represents representedBy
worksFor employs
advisorTo hasAdvisor
memberOfParty hasPartyMember
citizenOf hasCitizen
succeeds succeededBy
appointedBy appointed
agencyOf hasAgency
partOf hasPart
memberOf hasMember
capitalOf capital
locatedIn contains
headquarteredIn hostsHeadquartersOf
hasMissionIn hostsMissionOf
recognized recognizedBy
participant participatedIn
initiator initiated
recipient targetedBy
host hostedEvent
mediator mediated
agreement agreementOf
place placeOf
topic topicOf
subEventOf hasSubEvent
meetingOf hasMeeting
resultedIn resultOf
visited visitedBy
hosted hostedBy
invited invitedBy
mediatesBetween mediatedBy
signed signedBy
ratified ratifiedBy
sanctioned sanctionedBy
expelledDiplomatsOf diplomatsExpelledBy
condemned condemnedBy
accused accusedBy
praised praisedBy
threatened threatenedBy
rejected rejectedBy
gaveAidTo receivedAidFrom
speaker said
statesFact statedIn
denies deniedBy
confirms confirmedBy""".splitlines()
)
SYMMETRIC = {
    "diplomaticRelationWith",
    "allyOf",
    "metWith",
    "spokeWith",
    "negotiatedWith",
    "agreedWith",
    "severedTiesWith",
}
OTHERS = names_in("""
recalledAmbassadorFrom summonedAmbassadorOf demandedOf time timeText status addressee statementText
reportedBy content person office organization start end tenureStatus accordingTo
confidence frame quote derivedFromEvent sha256
""")

DOMAINS_AND_RANGES = """spokesmanFor Person Organization|State|Person|Office
holdsOffice Person Office
officeIn Office Organization|State
headOfStateOf Person State
ministerOf Person State
ambassadorTo Person State|InternationalOrganization
envoyTo Person State|Place|Topic
represents Person|Organization State|Organization|Person
appointedBy Person|Tenure Person|Organization|State
agencyOf GovernmentBody State
memberOf State|Organization|Person Organization
capitalOf Place State
locatedIn Place|Organization Place|State
hasMissionIn State|Organization State|Place
participant Event Agent
topic Event|Agreement Topic
metWith Agent Agent
signed Agent Agreement
condemned Agent Agent|Event
expelledDiplomatsOf State State
speaker Statement Agent
denies Agent|Statement Event|Statement""".splitlines()

WIKIDATA = {
    "Person": "Q5",
    "Organization": "Q43229",
    "State": "Q3624078",
    "holdsOffice": "P39",
    "heldBy": "P1308",
    "headOfState": "P35",
    "headOfGovernment": "P6",
    "represents": "P1268",
    "worksFor": "P108",
    "memberOf": "P463",
    "capitalOf": "P1376",
    "capital": "P36",
    "participant": "P710",
    "meetingOf": "P13188",
    "signedBy": "P1891",
    "ratifiedBy": "P6193",
    "speaker": "P823",
    "topic": "P921",
}

DERIVED = names_in("""
metWith spokeWith visited hosted negotiatedWith mediatesBetween signed ratified sanctioned
expelledDiplomatsOf recalledAmbassadorFrom summonedAmbassadorOf condemned accused praised threatened
demandedOf rejected gaveAidTo recognized severedTiesWith diplomaticRelationWith appointedBy memberOf
""")

GOLD_ROLES = """Visit initiator place host time
Meeting participant host place time topic meetingOf initiator
Summit participant host place time topic meetingOf initiator
Call participant initiator time topic
Signing participant agreement place time topic
Ratification initiator agreement time
Accession initiator recipient
Withdrawal initiator recipient
Recall initiator recipient
Summons initiator recipient
Sanction initiator recipient topic
Expulsion initiator recipient time
Recognition initiator recipient
Aid initiator recipient
Rejection initiator recipient agreement
RelationsUpgrade participant
RelationsBreak initiator recipient
Appointment recipient initiator place time
Election recipient initiator place time
Resignation initiator
Mediation mediator participant
Statement speaker addressee time topic
Denial initiator
Promise initiator""".splitlines()


def test_every_class_is_there():
    assert set(ENTITIES + EVENTS) <= set(ONTOLOGY.classes)
    assert len(ENTITIES + EVENTS) >= 51


def test_every_event_type_is_an_event_and_no_entity():
    assert {name for name in EVENTS if ONTOLOGY.is_a(name, "Event")} == set(EVENTS)
    assert set(ONTOLOGY.event_types) == {*EVENTS, "Event"}
    assert not any(ONTOLOGY.is_entity(name) for name in EVENTS)


def test_every_property_is_there():
    names = {*PAIRS, *PAIRS.values(), *SYMMETRIC, *OTHERS}
    assert names <= set(ONTOLOGY.relations)
    assert len(names) >= 130


def test_inverse_pairs_agree_from_both_ends():
    told = {name: each.inverse for name, each in ONTOLOGY.relations.items() if each.inverse}
    assert told == PAIRS | {inverse: name for name, inverse in PAIRS.items()}
    assert {name for name, each in ONTOLOGY.relations.items() if each.reverse} == set(PAIRS.values())
    for name, inverse in PAIRS.items():
        one, two = ONTOLOGY.relations[name], ONTOLOGY.relations[inverse]
        assert (one.domain, one.range) == (two.range, two.domain)


def test_symmetric_relations_are_those_and_look_alike_from_both_ends():
    assert {name for name, each in ONTOLOGY.relations.items() if each.symmetric} == SYMMETRIC
    assert all(ONTOLOGY.relations[name].domain == ONTOLOGY.relations[name].range for name in SYMMETRIC)


@pytest.mark.parametrize("line", DOMAINS_AND_RANGES)
def test_domains_and_ranges_are_as_agreed(line: str):
    name, domain, range_ = line.split()
    relation = ONTOLOGY.relations[name]
    assert (relation.domain, relation.range) == (set(domain.split("|")), set(range_.split("|")))


def test_domains_and_ranges_name_known_classes():
    for relation in ONTOLOGY.relations.values():
        assert relation.domain and relation.range
        for name in relation.domain | relation.range:
            assert name in ONTOLOGY.classes or name.startswith(("xsd:", "rdf:"))


def test_every_listed_class_lies_below_the_common_superclass():
    sdo = Namespace("https://schema.org/")
    for side in ("domain", "range"):
        for relation, whole in GRAPH.subject_objects(RDFS[side]):
            for part in GRAPH.objects(relation, sdo[f"{side}Includes"]):
                assert ONTOLOGY.is_a(part.removeprefix(DIP), whole.removeprefix(DIP)), (relation, part)


def test_every_term_has_one_english_label_and_one_comment():
    terms = [term for term in set(GRAPH.subjects(RDF.type)) if term.startswith(DIP)]
    assert len(terms) >= 200
    for term in terms:
        if (term, RDF.type, DIP.Derivation) not in GRAPH:
            assert [label.language for label in GRAPH.objects(term, RDFS.label)] == ["en"], term
            assert [comment.language for comment in GRAPH.objects(term, RDFS.comment)] == ["en"], term


def test_every_term_that_is_used_is_declared():
    declared = set(GRAPH.subjects(RDF.type))
    used = {node for triple in GRAPH for node in triple if str(node).startswith(DIP) and node != URIRef(DIP)}
    used = {node for node in used if isinstance(node, URIRef)}
    assert used <= declared


def test_the_whole_file_has_no_blank_node():
    assert not any(isinstance(node, BNode) for triple in GRAPH for node in triple)


def test_wikidata_is_named_by_number_in_the_right_namespace():
    item = re.compile(r"http://www\.wikidata\.org/(entity/Q|prop/direct/P)[1-9]\d*")
    named = [node for node in GRAPH.objects() if "wikidata" in str(node)]
    assert len(named) >= 80
    assert all(item.fullmatch(str(node)) for node in named)


@pytest.mark.parametrize(("name", "number"), WIKIDATA.items())
def test_wikidata_numbers_are_as_agreed(name: str, number: str):
    term = ONTOLOGY.classes.get(name) or ONTOLOGY.relations[name]
    assert term.wikidata[0] == number


@pytest.mark.parametrize("name", ["sanctioned", "condemned", "allyOf"])
def test_what_wikidata_has_no_property_for_is_matched_with_none(name: str):
    assert ONTOLOGY.relations[name].wikidata == ()


@pytest.mark.parametrize("name", ["spokesmanFor", "ambassadorTo", "envoyTo", "advisorTo"])
def test_offices_without_a_wikidata_property_are_only_related_to_position_held(name: str):
    position_held = URIRef("http://www.wikidata.org/prop/direct/P39")
    assert (DIP[name], SKOS.relatedMatch, position_held) in GRAPH


def test_statuses_and_tenures_are_those_of_the_model():
    kinds = {"Status": STATUSES, "TenureStatus": TENURES}
    for kind, names in kinds.items():
        assert tuple(c.name for c in ONTOLOGY.concepts.values() if c.type == kind) == names
    assert set(ONTOLOGY.concepts) == {*STATUSES, *TENURES}


@pytest.mark.parametrize("line", GOLD_ROLES)
def test_event_types_take_the_roles_that_annotators_use(line: str):
    name, *roles = line.split()
    assert set(roles) <= set(ONTOLOGY.event_types[name].roles)


def test_roles_can_be_filled():
    for event_type in ONTOLOGY.event_types.values():
        for role in event_type.roles:
            assert ONTOLOGY._fits(event_type.name, ONTOLOGY.relations[role].domain), (event_type.name, role)


def test_every_relation_of_deeds_is_derived():
    assert {rule.relation for rule in ONTOLOGY.derivations} == set(DERIVED)
    assert len(ONTOLOGY.derivations) >= 28


def test_what_is_derived_fits_its_relation():
    for rule in ONTOLOGY.derivations:
        relation = ONTOLOGY.relations[rule.relation]
        sides = ((rule.subject_role, relation.domain), (rule.object_role, relation.range))
        for role, allowed in sides:
            fillers = ONTOLOGY.relations[role].range
            fits = any(ONTOLOGY.is_a(a, f) or ONTOLOGY.is_a(f, a) for a in allowed for f in fillers)
            assert fits, rule


def test_leaving_an_organization_negates_membership():
    (rule,) = ONTOLOGY.derivations_of("Withdrawal")
    assert (rule.relation, rule.status) == ("memberOf", "negated")


def test_event_types_carry_codes():
    codes = {name: (each.plover, each.cameo) for name, each in ONTOLOGY.event_types.items()}
    assert codes["Call"] == ("CONSULT/phone", "041")
    assert codes["Expulsion"] == ("SANCTION/expel", "166")
    assert sum(cameo is not None for _, cameo in codes.values()) >= 26
    assert all(re.fullmatch(r"[A-Z]+(/[a-z-]+)?", plover) for plover, _ in codes.values() if plover)
    assert all(re.fullmatch(r"\d{3,4}", cameo) for _, cameo in codes.values() if cameo)


def test_relations_and_event_types_have_examples():
    assert all(
        relation.examples
        for relation in ONTOLOGY.fact_relations()
        if relation.name not in {"denies", "confirms"}
    )
    assert all(
        each.examples
        for each in ONTOLOGY.event_types.values()
        if each.name not in {"Event", "Measure", "Statement", "Transition"}
    )


def test_facts_are_recorded_in_relations_between_entities_only():
    names = {relation.name for relation in ONTOLOGY.fact_relations()}
    assert {"spokesmanFor", "metWith", "signed", "partOf", "appointedBy"} <= names
    assert names.isdisjoint(
        {"hasSpokesman", "participant", "topic", "time", "speaker", "confidence", "person"}
    )


@pytest.mark.parametrize(
    ("relation", "subject", "object_", "reason"),
    [
        ("spokesmanFor", "Person", "GovernmentBody", None),
        ("spokesmanFor", "Person", "Event", "range: Event is no Office or Organization or Person or State"),
        ("memberOf", "State", "Event", "range: Event is no Organization"),
        ("visited", "Person", "State", None),
        ("visited", "Place", "State", "domain: Place is no Agent"),
        ("participant", "Summit", "DiplomaticMission", None),
        ("time", "Meeting", "xsd:date", None),
        ("time", "Meeting", "xsd:integer", "range: xsd:integer is no"),
        ("hugged", "Person", "Person", "no relation 'hugged'"),
        ("metWith", "Ghost", "Person", "domain: Ghost is no Agent"),
    ],
)
def test_a_relation_accepts_what_its_domain_and_range_allow(relation, subject, object_, reason):
    told = ONTOLOGY.accepts(relation, subject, object_)
    assert told is None if reason is None else told.startswith(reason)


def test_a_class_is_a_kind_of_itself_and_an_unknown_one_of_nothing():
    assert ONTOLOGY.is_a("Summit", "Summit") and ONTOLOGY.is_a("Summit", "Event")
    assert not ONTOLOGY.is_a("Event", "Summit")
    assert not ONTOLOGY.is_a("Ghost", "Ghost")


@pytest.mark.parametrize(
    ("wrong", "right"), [("metwith", "metWith"), ("visted", "visited"), ("Sumit", "Summit")]
)
def test_a_wrong_name_finds_the_nearest(wrong: str, right: str):
    assert ONTOLOGY.closest(wrong)[0] == right


def test_a_name_like_no_other_finds_none():
    assert ONTOLOGY.closest("xyzzy") == ()


def test_the_turtle_means_the_same_to_two_parsers():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        quads = list(pyoxigraph.parse(path=PATH, format=pyoxigraph.RdfFormat.TURTLE))
        graph = Graph().parse(PATH)
    assert len(quads) == len(graph) >= 2000
    assert {str(q.subject.value) for q in quads} == {str(s) for s in graph.subjects()}


def test_the_ontology_says_what_it_is():
    (header,) = GRAPH.subjects(RDF.type, OWL.Ontology)
    assert str(header) == "https://w3id.org/diplomacy-kg/ontology"
    assert str(GRAPH.value(header, OWL.versionIRI)) == f"{header}/{ONTOLOGY.version}"
    assert not list(GRAPH.objects(None, OWL.imports))
