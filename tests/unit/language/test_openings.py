"""What stands before the text of a paragraph is cut off from it."""

import pytest

from kg.language.openings import is_dateline, is_label
from kg.language.paragraphs import find_paragraphs


def pieces(text):
    return [span.of(text) for span in find_paragraphs(text)]


DATELINES = (
    "VIENNA (AP) -",
    "NAIROBI, Kenya, March 4 (Reuters) -",
    "Geneva, 11 July (Tass) --",
    "TIRANA/ATHENS, Sept 30 (Reuters) -",
    "Budapest, Thursday. -",
    "(Bogota, 3 May)",
)


@pytest.mark.parametrize("dateline", DATELINES)
def test_a_dateline_is_a_piece_of_its_own(dateline):
    text = "The delegation rejected the draft of the treaty in its entirety."
    assert pieces(f"{dateline} {text}") == [dateline, text]
    assert is_dateline(dateline)


@pytest.mark.parametrize(
    "label", ["MR. PRICE:", "Q:", "PRIME MINISTER WHITLAM:", "Ms. Delgado:", "QUESTION:"]
)
def test_a_label_is_a_piece_of_its_own(label):
    assert pieces(f"{label} We have nothing to say.") == [label, "We have nothing to say."]
    assert is_label(label)


def test_labels_inside_a_paragraph_part_it():
    assert pieces("QUESTION: Is there a meeting? MR. POWELL: No.") == [
        "QUESTION:",
        "Is there a meeting?",
        "MR. POWELL:",
        "No.",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "NATO - Russia talks resume",
        "He said: The talks are over and nobody will come back to the table.",
        "The result: Peru recalled its ambassador.",
        "Berlin - the city on the Spree - was the seat of the talks of the four powers.",
    ],
)
def test_other_words_before_a_dash_or_a_colon_are_no_opening(text):
    assert pieces(text) == [text]
