"""The grammar of titles on parses made by hand: no model has a say in it."""

from tests.telling import offices, parsed


def test_a_press_secretary_is_the_presidents():
    sentence = parsed(
        "Russian Russian ADJ JJ amod 1 NORP",
        "President President PROPN NNP compound 5",
        "Press Press PROPN NNP compound 3",
        "Secretary Secretary PROPN NNP compound 5",
        "Dmitry Dmitry PROPN NNP compound 5 PERSON",
        "Peskov Peskov PROPN NNP nsubj 6 +PERSON",
        "spoke speak VERB VBD ROOT 6",
    )
    assert offices(sentence) == ["title-name: Press Secretary of President by Dmitry Peskov"]


def test_the_state_of_an_office_under_another_is_the_outer_offices():
    sentence = parsed(
        "Russian Russian ADJ JJ amod 2 NORP",
        "Foreign Foreign PROPN NNP compound 2",
        "Minister Minister PROPN NNP compound 4",
        "Sergei Sergei PROPN NNP compound 4 PERSON",
        "Lavrov Lavrov PROPN NNP nsubj 5 +PERSON",
        "spoke speak VERB VBD ROOT 5",
    )
    assert offices(sentence) == ["title-name: Foreign Minister of Russian by Sergei Lavrov"]


APPOSITION = (
    "Dmitry Dmitry PROPN NNP compound 1 PERSON",
    "Peskov Peskov PROPN NNP nsubj 7 +PERSON",
    ", , PUNCT , punct 1",
    "the the DET DT det 4",
    "spokesman spokesman NOUN NN appos 1",
    "for for ADP IN prep 4",
    "Russia Russia PROPN NNP pobj 5 GPE",
)


def test_a_name_before_a_comma_holds_the_office_after_it():
    sentence = parsed(*APPOSITION, "spoke speak VERB VBD ROOT 7")
    assert offices(sentence) == ["name-apposition: spokesman of Russia by Dmitry Peskov"]


def test_a_name_before_a_comma_does_not_hold_the_title_of_the_next():
    sentence = parsed(
        "Dmitry Dmitry PROPN NNP compound 1 PERSON",
        "Peskov Peskov PROPN NNP nsubj 8 +PERSON",
        ", , PUNCT , punct 1",
        "Armenian Armenian ADJ JJ amod 5 NORP",
        "Prime Prime PROPN NNP compound 5",
        "Minister Minister PROPN NNP compound 7",
        "Nikol Nikol PROPN NNP compound 7 PERSON",
        "Pashinyan Pashinyan PROPN NNP appos 1 +PERSON",
        "met meet VERB VBD ROOT 8",
    )
    assert offices(sentence) == ["title-name: Prime Minister of Armenian by Nikol Pashinyan"]


def test_a_name_after_a_comma_holds_the_office_before_it():
    sentence = parsed(
        "The the DET DT det 1",
        "ambassador ambassador NOUN NN nsubj 7",
        "to to ADP IN prep 1",
        "Turkey Turkey PROPN NNP pobj 2 GPE",
        ", , PUNCT , punct 1",
        "Tom Tom PROPN NNP compound 6 PERSON",
        "Barrack Barrack PROPN NNP appos 1 +PERSON",
        "spoke speak VERB VBD ROOT 7",
    )
    assert offices(sentence) == ["apposition-name: ambassador of Turkey by Tom Barrack"]


def test_two_names_after_a_comma_hold_no_single_office():
    sentence = parsed(
        "The the DET DT det 1",
        "ambassador ambassador NOUN NN nsubj 10",
        "to to ADP IN prep 1",
        "Turkey Turkey PROPN NNP pobj 2 GPE",
        ", , PUNCT , punct 1",
        "Barrack Barrack PROPN NNP conj 1 PERSON",
        ", , PUNCT , punct 5",
        "Fidan Fidan PROPN NNP conj 5 PERSON",
        "and and CCONJ CC cc 7",
        "Lavrov Lavrov PROPN NNP conj 7 PERSON",
        "met meet VERB VBD ROOT 10",
    )
    assert offices(sentence) == ["nominal: ambassador of Turkey"]


def test_a_copula_gives_its_subject_the_office():
    sentence = parsed(
        "Fidan Fidan PROPN NNP nsubj 1 PERSON",
        "is be AUX VBZ ROOT 1",
        "president president NOUN NN attr 1",
        "of of ADP IN prep 2",
        "Turkey Turkey PROPN NNP pobj 3 GPE",
    )
    assert offices(sentence) == ["copula: president of Turkey by Fidan"]


def test_another_verb_gives_its_subject_no_office():
    sentence = parsed(
        "Fidan Fidan PROPN NNP nsubj 1 PERSON",
        "met meet VERB VBD ROOT 1",
        "the the DET DT det 3",
        "president president NOUN NN dobj 1",
        "of of ADP IN prep 3",
        "Turkey Turkey PROPN NNP pobj 4 GPE",
    )
    assert offices(sentence) == ["nominal: president of Turkey"]


def test_who_names_somebody_does_not_hold_the_office():
    sentence = parsed(
        "Erdogan Erdogan PROPN NNP nsubj 1 PERSON",
        "appointed appoint VERB VBD ROOT 1",
        "Fidan Fidan PROPN NNP dobj 1 PERSON",
        "as as ADP IN prep 1",
        "minister minister NOUN NN pobj 3",
        "of of ADP IN prep 4",
        "defence defence NOUN NN pobj 5",
    )
    assert offices(sentence) == ["naming-verb: minister of defence by Fidan"]


def test_a_plural_office_takes_every_name_of_the_list():
    sentence = parsed(
        "Presidents president PROPN NNPS compound 1",
        "Macron Macron PROPN NNP nsubj 8 PERSON",
        "of of ADP IN prep 1",
        "France France PROPN NNP pobj 2 GPE",
        "and and CCONJ CC cc 1",
        "Lula Lula PROPN NNP conj 1 PERSON",
        "of of ADP IN prep 5",
        "Brazil Brazil PROPN NNP pobj 6 GPE",
        "met meet VERB VBD ROOT 8",
    )
    assert offices(sentence) == [
        "title-name: Presidents of France by Macron",
        "title-name: Presidents of Brazil by Lula",
    ]


def test_a_dash_parts_a_name_from_its_office():
    sentence = parsed(
        "Sergei Sergei PROPN NNP compound 1 PERSON",
        "Lavrov Lavrov PROPN NNP ROOT 1 +PERSON",
        "– – PUNCT : punct 1",
        "Ambassador ambassador PROPN NNP appos 1",
        "of of ADP IN prep 3",
        "Russia Russia PROPN NNP pobj 4 GPE",
    )
    assert offices(sentence) == ["name-apposition: Ambassador of Russia by Sergei Lavrov"]


def test_words_that_head_another_noun_are_no_office():
    sentence = parsed(
        "Ministers minister NOUN NNS nsubj 1",
        "held hold VERB VBD ROOT 1",
        "minister minister NOUN NN compound 3",
        "level level NOUN NN compound 4",
        "talks talk NOUN NNS dobj 1",
    )
    assert "nominal: minister" not in offices(sentence)
