"""Bodies by their kind, on parses made by hand."""

from tests.telling import found_in, parsed


def bodies(*sentences):
    return [
        (b.mention.label, b.owner.label if b.owner else None, [p.label for p in b.places])
        for each in found_in(*sentences)
        for b in each.bodies
    ]


def test_a_body_begins_with_the_state_that_it_belongs_to():
    sentence = parsed(
        "The the DET DT det 3",
        "Armenian Armenian ADJ JJ amod 3 NORP",
        "Foreign Foreign PROPN NNP compound 3 ORG",
        "Ministry Ministry PROPN NNP nsubj 4 +ORG",
        "agreed agree VERB VBD ROOT 4",
    )
    assert bodies(sentence) == [("Armenian Foreign Ministry", "Armenian", [])]


def test_a_body_goes_on_after_of():
    sentence = parsed(
        "The the DET DT det 1",
        "Parliament Parliament PROPN NNP nsubj 4",
        "of of ADP IN prep 1",
        "Armenia Armenia PROPN NNP pobj 2 GPE",
        "agreed agree VERB VBD ROOT 4",
    )
    assert bodies(sentence) == [("Parliament of Armenia", "Armenia", [])]


def test_a_body_of_no_state_has_no_owner():
    sentence = parsed(
        "A a DET DT det 1",
        "parliament parliament NOUN NN nsubj 2",
        "agreed agree VERB VBD ROOT 2",
    )
    assert bodies(sentence) == []


def test_a_mission_has_an_owner_and_a_place():
    sentence = parsed(
        "Canada Canada PROPN NNP nsubj 1 GPE",
        "closed close VERB VBD ROOT 1",
        "its its PRON PRP$ poss 3",
        "embassy embassy NOUN NN dobj 1",
        "in in ADP IN prep 3",
        "Minsk Minsk PROPN NNP pobj 4 GPE",
    )
    assert bodies(sentence) == [("embassy in Minsk", "its", ["Minsk"])]


def test_a_mission_of_a_plural_has_several_places():
    sentence = parsed(
        "Canadian Canadian ADJ JJ amod 1 NORP",
        "embassies embassy NOUN NNS nsubj 6",
        "in in ADP IN prep 1",
        "Minsk Minsk PROPN NNP pobj 2 GPE",
        "and and CCONJ CC cc 3",
        "Oslo Oslo PROPN NNP conj 3 GPE",
        "closed close VERB VBD ROOT 6",
    )
    assert bodies(sentence) == [("Canadian embassies", "Canadian", ["Minsk", "Oslo"])]
