"""Laws of mentions and entities: every span cuts what it says, whatever the text."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.telling import as_document, extract, found_in, the_extractor

PIECES = st.sampled_from(
    "Russian President|Dmitry Peskov|,|the spokesman for|France|and|met|Mr|'s|-|foreign ministers of|Armenia"
    "|in|The Hague|said|.|\n|He|the|Xi|former|Minister of Finance|its embassy|of|Trump|(|)|“|”|U.S.|İstanbul"
    "|AO|É|Dmitry Peskov met Ilham Aliyev in The Hague.|France and Armenia held talks in Oslo.".split("|")
)
TEXTS = st.lists(PIECES, min_size=1, max_size=14).map(" ".join)
LAW = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@LAW
@given(TEXTS)
def test_a_mention_is_what_its_span_covers(text):
    for found in found_in(*the_extractor().language.parse(as_document(text))):
        for mention in found.all:
            assert mention.text == mention.span.of(text) != ""
            assert 0 <= mention.first < mention.last <= len(found.sentence.tokens)


@LAW
@given(TEXTS)
def test_a_mention_of_an_entity_is_what_its_span_covers(text):
    for entity in extract(text).entities:
        assert entity.label
        for mention in entity.mentions:
            assert mention.text == mention.span.of(text)
            assert mention.kind in {"name", "nominal", "title", "pronoun"}


@LAW
@given(TEXTS)
def test_evidence_is_what_its_span_covers(text):
    found = extract(text)
    for each in (*found.facts, *found.events, *found.tenures):
        assert all(e.quote == e.span.of(text) for e in each.evidence)


@LAW
@given(TEXTS)
def test_every_id_that_is_used_is_an_entitys(text):
    found = extract(text)
    known = {entity.id for entity in found.entities}
    assert len(known) == len(found.entities)
    assert {i for fact in found.facts for i in (fact.subject, fact.object)} <= known
    assert {i for event in found.events for role in event.roles.values() for i in role} <= known


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(TEXTS, min_size=2, max_size=4, unique=True))
def test_the_order_of_documents_changes_nothing(texts):
    documents = [as_document(text, name=f"urn:x:{number}") for number, text in enumerate(texts)]
    forth = list(the_extractor().extract_all(documents))
    back = list(the_extractor().extract_all(documents[::-1]))
    assert forth == back[::-1]
