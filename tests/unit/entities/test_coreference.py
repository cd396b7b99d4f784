"""Who pronouns and offices without a name stand for, on parses made by hand."""

from tests.telling import parsed, resolved

PESKOV = parsed(
    "Kremlin Kremlin PROPN NNP compound 3 ORG",
    "spokesman spokesman NOUN NN compound 3",
    "Dmitry Dmitry PROPN NNP compound 3 PERSON",
    "Peskov Peskov PROPN NNP nsubj 4 +PERSON",
    "spoke speak VERB VBD ROOT 4",
)
ZAKHAROVA = parsed(
    "Maria Maria PROPN NNP compound 1 PERSON",
    "Zakharova Zakharova PROPN NNP nsubj 2 +PERSON",
    "agreed agree VERB VBD ROOT 2",
    index=1,
)


def pronoun(word, *, index=1):
    return parsed(f"{word} {word} PRON PRP nsubj 1", "left leave VERB VBD ROOT 1", index=index)


def test_he_is_the_man_of_the_sentence_before():
    assert resolved(PESKOV, pronoun("He")) == {"He": "Dmitry Peskov"}


def test_she_is_no_man():
    assert resolved(PESKOV, pronoun("She")) == {}


def test_he_passes_over_a_woman_who_is_nearer():
    assert resolved(PESKOV, ZAKHAROVA, pronoun("He", index=2)) == {"He": "Dmitry Peskov"}


def test_she_passes_over_no_woman():
    assert resolved(PESKOV, ZAKHAROVA, pronoun("She", index=2)) == {"She": "Maria Zakharova"}


def test_they_is_left_alone():
    assert resolved(PESKOV, ZAKHAROVA, pronoun("They", index=2)) == {}


def test_he_looks_only_a_few_sentences_back():
    assert resolved(PESKOV, pronoun("He", index=9)) == {}


def the_spokesman(owner, *, index=1):
    return parsed(
        "The the DET DT det 2",
        f"{owner} {owner} PROPN NNP compound 2 ORG",
        "spokesman spokesman NOUN NN nsubj 3",
        "left leave VERB VBD ROOT 3",
        index=index,
    )


def test_the_spokesman_of_a_body_is_the_one_named_before():
    assert resolved(PESKOV, the_spokesman("Kremlin")) == {"spokesman": "Dmitry Peskov"}


def test_the_spokesman_of_another_body_is_somebody_else():
    assert resolved(PESKOV, the_spokesman("NATO")) == {}


def test_the_spokesman_may_be_named_afterwards():
    before = the_spokesman("Kremlin", index=0)
    after = parsed(
        "Kremlin Kremlin PROPN NNP compound 3 ORG",
        "spokesman spokesman NOUN NN compound 3",
        "Dmitry Dmitry PROPN NNP compound 3 PERSON",
        "Peskov Peskov PROPN NNP nsubj 4 +PERSON",
        "spoke speak VERB VBD ROOT 4",
        index=1,
    )
    assert resolved(before, after) == {"spokesman": "Dmitry Peskov"}


def test_its_is_the_subject_of_its_own_clause():
    sentence = parsed(
        "Canada Canada PROPN NNP nsubj 1 GPE",
        "closed close VERB VBD ROOT 1",
        "its its PRON PRP$ poss 3",
        "embassy embassy NOUN NN dobj 1",
    )
    assert resolved(sentence) == {"its": "Canada"}


def test_its_in_another_sentence_is_left_alone():
    before = parsed("Canada Canada PROPN NNP nsubj 1 GPE", "agreed agree VERB VBD ROOT 1")
    after = parsed(
        "Nobody nobody PRON NN nsubj 1",
        "closed close VERB VBD ROOT 1",
        "its its PRON PRP$ poss 3",
        "embassy embassy NOUN NN dobj 1",
        index=1,
    )
    assert resolved(before, after) == {}


def test_it_is_left_alone():
    sentence = parsed("Canada Canada PROPN NNP nsubj 1 GPE", "agreed agree VERB VBD ROOT 1")
    assert resolved(sentence, pronoun("It")) == {}
