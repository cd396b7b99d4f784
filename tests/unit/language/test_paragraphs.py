"""Where the paragraphs of a text begin and end."""

from hypothesis import given
from hypothesis import strategies as st

from kg.language.paragraphs import MAX_PARAGRAPH, MAX_WORDS, find_paragraphs


def pieces(text):
    return [span.of(text) for span in find_paragraphs(text)]


def test_each_line_is_a_paragraph():
    assert pieces("Moscow rejected the plan.\nParis agreed.") == [
        "Moscow rejected the plan.",
        "Paris agreed.",
    ]


def test_lines_wrapped_at_a_width_are_one_paragraph():
    text = (
        "The foreign ministers of Armenia and Azerbaijan met in Geneva on\n"
        "Monday for talks that both sides called useful. No agreement was\n"
        "signed."
    )
    assert pieces(text) == [text]


def test_an_empty_line_ends_a_paragraph():
    text = "The foreign ministers of Armenia and Azerbaijan met in Geneva on\n\nMonday is a holiday."
    assert len(pieces(text)) == 2


def test_a_short_line_without_a_stop_is_a_headline():
    text = "Ministers meet\nThe foreign ministers of Armenia and Azerbaijan met in Geneva on Monday."
    assert pieces(text)[0] == "Ministers meet"


def test_a_long_paragraph_is_cut_at_the_end_of_a_sentence():
    text = "Moscow rejected the plan again. " * 1000
    found = find_paragraphs(text)
    assert len(found) > 1
    assert all(span.of(text).rstrip().endswith(".") for span in found)
    assert max(span.end - span.start for span in found) <= MAX_PARAGRAPH


def test_a_paragraph_of_marks_is_cut_by_their_number():
    text = '"' * (3 * MAX_WORDS)
    assert [span.end - span.start for span in find_paragraphs(text)] == [MAX_WORDS] * 3


@given(text=st.text(alphabet=st.sampled_from('ab .\n\r\t"A'), max_size=400))
def test_nothing_but_white_space_is_left_out(text):
    covered = "".join(span.of(text) for span in find_paragraphs(text))
    assert "".join(covered.split()) == "".join(text.split())
