"""What reading a long text takes grows as its length does, and no faster."""

import cProfile
import pstats
from itertools import islice, product

import pytest

from kg.entities import resolve
from kg.facts import read_facts
from kg.mentions import find_mentions
from tests.telling import as_document, the_extractor

SYLLABLES = ("ba", "de", "gi", "ko", "lu", "ma", "ne", "pi", "ro", "tu")
STATES = ("Germany", "France", "Poland", "Japan", "Kenya", "Brazil", "Turkey")


def invent_names():
    """A thousand surnames, each another."""
    return ("".join(syllables).capitalize() + "nov" for syllables in product(SYLLABLES, repeat=3))


def write(line, count):
    """Lines that differ in a name and a state, each a paragraph."""
    names = enumerate(islice(invent_names(), count))
    return "\n\n".join(line.format(name=name, state=STATES[number % 7]) for number, name in names)


def count_calls(text):
    """The calls of functions that it takes to read a text that is parsed."""
    used, document = the_extractor(), as_document(text)
    sentences = used.language.parse(document)
    profile = cProfile.Profile()
    with profile:
        known = {"lexicon": used.lexicon, "gazetteer": used.gazetteer}
        found = find_mentions(sentences, ontology=used.ontology, **known)
        read_facts(
            document,
            found,
            resolve(found, **known),
            lexicon=used.lexicon,
            ontology=used.ontology,
            base=used.base,
            linker=used.linker,
        )
    return pstats.Stats(profile).total_calls


@pytest.mark.parametrize(
    "line",
    [
        "{state}'s Foreign Minister Oleg {name} spoke. The {state} foreign minister left.",
        "Russian President Vladimir Putin spoke. The president condemned the plan of {name}.",
        "President Oleg {name} spoke. He condemned the plan.",
        "Vladimir Putin met Oleg {name}. He condemned the plan.",
        "Anna {name} met Boris {name}.",
        "Oleg {name}, a spokesman for the {name} Institute, spoke.",
        "The {name} Ministry condemned the plan. The ministry left.",
        "A {name} Ministry spokesperson condemned {state}. Foreign Minister Oleg {name} spoke.",
        "{state} officials condemned the {name} agreement.",
        "MINISTER {name}: We met Vladimir Putin.",
    ],
)
def test_reading_four_times_the_text_takes_some_four_times_the_steps(line):
    some = count_calls(write(line, 60))
    assert count_calls(write(line, 240)) < 4.6 * some
