"""Mends leave a sentence a tree, whatever the parser made of it."""

from hypothesis import given
from hypothesis import strategies as st

from kg.language.repair import repair
from kg.model import Token
from tests.telling import as_document, the_extractor

CIRCLING = (
    "John Darroch, sometimes known as Johnny Darroch, Joe Darroch or Jack Darroch, was a Scottish full back "
    "who played in the Football League for The Wednesday, Bury and Blackburn Rovers."
)
"""A list in which the parser puts the first name under the last, and parts the last in two."""


def is_tree(tokens):
    ways = ([token.index] for token in tokens)
    return all(_climb(tokens, way) for way in ways)


def _climb(tokens, way):
    while (above := tokens[way[-1]].head) != way[-1]:
        if above in way:
            return False
        way.append(above)
    return True


def test_a_mend_that_would_close_a_circle_is_undone():
    for sentence in the_extractor().language.parse(as_document(CIRCLING)):
        assert is_tree(sentence.tokens)


WORDS = st.sampled_from(
    ["Blackburn", "Rovers", "deal", "Under", "Secretary", "and", "of", "on", "with", "visiting"]
)
DEPS = [
    "nsubj",
    "conj",
    "pobj",
    "appos",
    "compound",
    "dobj",
    "prep",
    "nmod",
    "ccomp",
    "case",
    "acl",
    "poss",
    "cc",
]
KINDS = [("PROPN", "NNP"), ("VERB", "VBD"), ("NOUN", "NN"), ("ADP", "IN"), ("PART", "POS"), ("VERB", "VB")]


@st.composite
def parses(draw):
    """A sentence with any tree: each word hangs on one that was hung before it."""
    size = draw(st.integers(2, 9))
    order = draw(st.permutations(range(size)))
    heads = {order[0]: order[0]}
    for place, word in enumerate(order[1:], 1):
        heads[word] = order[draw(st.integers(0, place - 1))]
    return tuple(_make_token(draw, index, heads[index]) for index in range(size))


def _make_token(draw, index, head):
    text, (pos, tag) = draw(WORDS), draw(st.sampled_from(KINDS))
    dep = "ROOT" if head == index else draw(st.sampled_from(DEPS))
    name_type, begins = draw(st.sampled_from(["", "PERSON", "GPE", "ORG"])), draw(st.booleans())
    start = 10 * index
    return Token(index, start, start + len(text), text, text.lower(), pos, tag, dep, head, name_type, begins)


@given(parses())
def test_any_parse_is_a_tree_when_it_is_mended(tokens):
    assert is_tree(repair(tokens))
