"""Tables fit a terminal, and are drawn as rows come."""

import io

from kg.cli.tables import SAMPLE, draw_table, measure


def draw(headings, rows, **options):
    stream = io.StringIO()
    count = draw_table(headings, rows, stream=stream, **options)
    lines = stream.getvalue().splitlines()
    assert lines[-1] == f"({count:,} {'row' if count == 1 else 'rows'})"
    return lines[:-1]


def test_columns_are_as_wide_as_their_cells():
    assert draw(["a", "long"], [["one", "2"], ["x", ""]]) == [" a     long", f" {'─' * 10}", " one   2", " x"]


def test_a_narrow_terminal_folds_the_widest_column():
    lines = draw(["id", "text"], [["1", "many words that do not fit"]], width=20)
    assert max(map(measure, lines)) <= 20
    assert "".join(lines[2:]).split() == "1 many words that do not fit".split()


def test_wide_characters_keep_columns_straight():
    lines = draw(["city", "n"], [["東京", "1"], ["Oslo", "2"]])
    assert [measure(line.rpartition(" ")[0]) for line in lines[2:]] == [7, 7]
    assert max(map(measure, draw(["city"], [["東京" * 40]], width=30))) <= 30


def test_no_rows_have_no_head():
    assert draw(["a"], []) == []


def test_a_long_table_is_drawn_before_its_end_is_known():
    stream = io.StringIO()

    def rows():
        for number in range(SAMPLE + 2):
            yield [str(number)]
        assert stream.getvalue().splitlines()[-1] == f" {SAMPLE + 1}"

    assert draw_table(["n"], rows(), stream=stream) == SAMPLE + 2
