"""Quotations are found between their marks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.facts.quotes import find_quotes
from tests.workshop import count_steps

CASES = [
    ('"Never," he said.', ['"Never,"']),
    ("He said: “Never.”", ["“Never.”"]),
    ("He said, „Niemals“, and left.", ["„Niemals“"]),
    ("« Jamais », he said.", ["« Jamais »"]),
    ('"We left," he said. "We came back."', ['"We left,"', '"We came back."']),
    ("“He said ‘never’ to me,” she said.", ["“He said ‘never’ to me,”", "‘never’"]),
    ('"He said "never" to me," she said.', ['"He said "never" to me,"', '"never"']),
    ('"He said ‘never’," she said.', ['"He said ‘never’,"', "‘never’"]),
    ("Don’t say it’s the ministers’ plan.", []),
    ("The ’90s and the ‘80s were quiet.", []),
    ("He called it ‘the boys’ plan’.", ["‘the boys’ plan’"]),
    ("He said ‘yes’ to them.", ["‘yes’"]),
    ("He said ‘don’t go’ to them.", ["‘don’t go’"]),
    ("“It’s ours,” he said.", ["“It’s ours,”"]),
    ('"[W]e must get it done," Johnson said.', ['"[W]e must get it done,"']),
    ('His party "[are] eager for an election".', ['"[are] eager for an election"']),
    ("“One.\n\n“Two,” he said.", ["“One.\n\n“Two,”"]),
    ('"One.\n"Two.\n"Three," he said. "Four."', ['"One.\n"Two.\n"Three,"', '"Four."']),
    ("“One.\nHe left. “Two,” he said.", ["“One.", "“Two,”"]),
    ('"One.\nHe left.\n"Two," he said.', ['"One.', '"Two,"']),
    ('He said "never and left. \n', ['"never and left.']),
    ("He left.” “Never,” he said.", ["“Never,”"]),
    ('A 5" gun was found.', []),
    ('He said,"Never again," and left.', ['"Never again,"']),
    ('The plan ("peace first") failed.', ['"peace first"']),
    ('He—"never"—left.', ['"never"']),
    ('"I was—" he said.', ['"I was—"']),
    ("“Never,\" he said, and left.", ["“Never,\""]),
    ("He opened ‘never and left.", []),
    ("“One ‘two.\n“Three,” he said.", ["“One ‘two.\n“Three,”"]),
    ('"One \r\n\r\n"Two," he said.', ['"One \r\n\r\n"Two,"']),
    ('He said "never  \r\nHe left.', ['"never']),
    ("“ Summit: conclusions were published.", []),
    ("", []),
    ("No marks at all.\n", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_a_quotation_is_found_with_its_marks(text, expected):
    assert [span.of(text) for span in find_quotes(text)] == expected


def test_the_table_is_not_cut_short():
    assert len(CASES) >= 35


@given(st.text(alphabet='"“”„«»‘’ ab.s\n([,', max_size=40))
def test_quotations_nest_or_stand_apart(text):
    spans = find_quotes(text)
    assert list(spans) == sorted(spans, key=lambda s: (s.start, -s.end))
    for first in spans:
        assert text[first.start] in '"“„«‘' and first.end <= len(text)
        for second in spans:
            apart = second.start >= first.end or second.end <= first.start
            inside = first.start <= second.start and second.end <= first.end
            outside = second.start <= first.start and first.end <= second.end
            assert apart or inside or outside


@pytest.mark.parametrize(
    "mark", ['"', ' "', "“", "”", "‘", "’", "‘a’ ", "s’ ", '"a\n', "“\n", "„“", " ", '" \n ']
)
def test_twice_as_many_marks_take_twice_as_many_steps(mark):
    assert count_steps(find_quotes, mark * 4000) < 2.1 * count_steps(find_quotes, mark * 2000)


def test_a_hundred_thousand_marks_are_read():
    assert find_quotes('"a" ' * 50_000)
