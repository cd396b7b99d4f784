"""Items of truthy N-Triples: the shapes of Wikibase's own examples, on Wikidata's host."""

import re

from kg.gazetteer.dump.triples import merge, read_triples

PREFIXES = {
    "wd": "http://www.wikidata.org/entity/",
    "wdt": "http://www.wikidata.org/prop/direct/",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "schema": "http://schema.org/",
}
SHORT = r"""
wd:Q31 wdt:P31 wd:Q3624078 .
wd:Q31 wdt:P1549 "Belgian"@en .
wd:Q31 wdt:P1549 "Belgier"@de .
wd:Q31 rdfs:label "Belgium"@en .
wd:Q31 skos:prefLabel "Belgium"@en .
wd:Q31 schema:name "Belgium"@en .
wd:Q31 rdfs:label "\u0411\u0435\u043B\u044C\u0433\u0438\u044F"@ru .
wd:Q31 skos:altLabel "Kingdom of \"Belgium\""@en .
wd:Q31 schema:description "country in Western Europe"@en .
<https://en.wikipedia.org/wiki/Belgium> schema:about wd:Q31 .
<https://ru.wikipedia.org/wiki/%D0%91> schema:about wd:Q31 .
wd:Q999999000001 wdt:P39 wd:Q11696 .
"""
LINES = re.sub(r"\b(wdt?|rdfs|skos|schema):(\w+)", lambda m: f"<{PREFIXES[m[1]]}{m[2]}>", SHORT)


def read(text):
    parts, bad = read_triples(text.strip().encode().split(b"\n"))
    assert bad == 0
    return {part.id: part for part in parts}


def test_an_item_is_read():
    part = read(LINES)[31]
    assert (part.label, part.description, part.links) == ("Belgium", "country in Western Europe", 2)
    assert (part.aliases, part.demonyms, part.classes) == (['Kingdom of "Belgium"'], ["Belgian"], [3624078])


def test_a_position_has_no_dates():
    assert read(LINES)[999999000001].positions == [(11696, 0, "", "")]


def test_an_item_cut_in_two_is_one_again():
    lines = LINES.strip().split("\n")
    for cut in range(1, 11):
        one, other = read("\n".join(lines[:cut])), read("\n".join(lines[cut:]))
        assert merge(one[31], other[31]) == read(LINES)[31]


def test_what_is_no_triple_is_counted():
    assert read_triples([b"what is this", b"", b"# a comment"]) == ([], 1)
