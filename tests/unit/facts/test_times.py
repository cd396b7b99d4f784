"""Times are found with their prepositions, and read as ISO 8601."""

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.facts.dates import read_time
from kg.facts.time_words import words
from kg.facts.times import TimeMention, find_times, normalise_time
from kg.model import Document, Sentence, Span, Token
from tests.workshop import count_steps

FOUND = [
    ("They met on Monday.", ["on Monday"]),
    ("They met late on Sunday in Paris.", ["late on Sunday"]),
    ("The minister resigned in August.", ["in August"]),
    ("He has led the party since 2014.", ["since 2014"]),
    ("They met on 4 April 2023.", ["on 4 April 2023"]),
    ("Lula will travel to Washington in early February.", ["in early February"]),
    ("They met last week.", ["last week"]),
    ("The president spoke today with the king.", ["today"]),
    ("The leaders spoke this afternoon.", ["this afternoon"]),
    ("He arrived on the morning of March 3.", ["on the morning of March 3"]),
    ("The talks ran from 12 to 14 May.", ["from 12 to 14 May"]),
    ("He was ambassador between 2018 and 2020.", ["between 2018 and 2020"]),
    ("They spoke during the weekend.", ["during the weekend"]),
    ("The treaty was signed in July, 2005.", ["in July, 2005"]),
    ("He left on September 5, 2019.", ["on September 5, 2019"]),
    ("The following day he met Putin.", ["The following day"]),
    ("Two days earlier he resigned.", ["Two days earlier"]),
    ("Next month he goes to Rome.", ["Next month"]),
    ("They met earlier this week.", ["earlier this week"]),
    ("Relations were poor in the 1990s.", ["in the 1990s"]),
    ("Troops must leave by the end of the year.", ["by the end of the year"]),
    ("The summit takes place on Monday, April 27, through Thursday, April 30, 2026.",
     ["on Monday, April 27, through Thursday, April 30, 2026"]),
    ("The visit lasted from July 23 to July 25.", ["from July 23 to July 25"]),
    ("On the afternoon of Monday, April 27 they met.", ["On the afternoon of Monday, April 27"]),
    ("On Tuesday, May 31 he left for Oslo.", ["On Tuesday, May 31"]),
    ("In an October 2 plebiscite voters rejected it.", ["October 2"]),
    ("The attack began more than two months ago.", ["more than two months ago"]),
    ("This past Friday they met.", ["This past Friday"]),
    ("Sunday night he spoke to reporters.", ["Sunday night"]),
    ("As of August 1, 2021 the rule holds.", ["As of August 1, 2021"]),
    ("The vote was scheduled for March 24.", ["for March 24"]),
    ("Later the same day he spoke to the king.", ["Later the same day"]),
    ("Later in the day he left.", ["Later in the day"]),
    ("They talked in recent days.", ["in recent days"]),
    ("Prices rose over the past two weeks.", ["over the past two weeks"]),
    ("They will meet again in two weeks' time.", ["in two weeks' time"]),
    ("They met in spring 2022.", ["in spring 2022"]),
    ("They met in the summer of 2019.", ["in the summer of 2019"]),
    ("Trade fell in the first quarter of 2023.", ["in the first quarter of 2023"]),
    ("He paid a state visit (13-16 June 2005) to Australia.", ["13-16 June 2005"]),
    ("The talks of 13–16 June failed.", ["13–16 June"]),
    ("They expect a deal by mid-May.", ["by mid-May"]),
    ("It was signed on 2023-05-12 in Rome.", ["on 2023-05-12"]),
    ("It was signed on 26.12.2023 in Rome.", ["on 26.12.2023"]),
    ("Members shouted during Monday's final session.", ["Monday"]),
    ("He will speak on Monday morning.", ["on Monday morning"]),
    ("They met on Friday last week.", ["on Friday last week"]),
    ("They met in May last year.", ["in May last year"]),
    ("Ministers met on Monday (5 December) in Brussels.", ["on Monday (5 December)"]),
    ("He arrived the day before yesterday.", ["the day before yesterday"]),
    ("They met on 12 and 13 May 2022.", ["on 12 and 13 May 2022"]),
    ("On July 14 protesters stormed the palace.", ["On July 14"]),
    ("That day he flew home.", ["That day"]),
    ("They met at noon on Monday.", ["at noon", "on Monday"]),
    ("He has been envoy since at least 2014.", ["since at least 2014"]),
    ("They must answer no later than Friday.", ["no later than Friday"]),
    ("Prior to 2010 he was a judge.", ["Prior to 2010"]),
    ("Agreements were reached in 2015 and 2023.", ["in 2015", "2023"]),
    ("South Africa was not invited to the 2026 G20 summit.", ["2026"]),
    ("They take note of the statement of 2 March by the spokesperson.", ["2 March"]),
    ("The tariff is effective February 1.", ["effective February 1"]),
    ("He resigned a year ago.", ["a year ago"]),
    ("Weeks earlier, the group left.", ["Weeks earlier"]),
    ("They met in the last couple of weeks.", ["in the last couple of weeks"]),
    ("They may meet as early as next week.", ["as early as next week"]),
    ("The government's fall this week shocked them.", ["this week"]),
    ("The 14-15 May talks failed.", ["14-15 May"]),
    ("He starts in January.", ["in January"]),
    ("They met on Oct. 3 in Geneva.", ["on Oct. 3"]),
    ("By tonight they must be free.", ["By tonight"]),
    ("They married in the late 1980s.", ["in the late 1980s"]),
    ("He was born in the 20th century.", ["in the 20th century"]),
    ("In May 12 states signed it, he said on Thursday.", ["In May 12", "on Thursday"]),
    ("The embassy reopened on the 4th of July 2021.", ["on the 4th of July 2021"]),
    ("He called at 10 p.m. on Sunday.", ["at 10 p.m.", "on Sunday"]),
    ("At today's meeting they agreed.", ["today"]),
]  # fmt: skip

NOTHING = [
    "They talked for two days.",
    "After two years they left.",
    "He has waited for the past two years.",
    "May said she was wrong.",
    "Theresa May's plan failed.",
    "They may march.",
    "The Sunday Times reported it.",
    "He spoke after Friday prayers.",
    "It was signed by the March 23 Movement.",
    "Everything changed with the 9/11 attacks.",
    "The September 11 attacks changed the city.",
    "Resolution 1701 was adopted.",
    "He sent 2000 troops to the border.",
    "They paid $ 1900 to him.",
    "The Good Friday Agreement was signed.",
    "The Bloody Sunday inquiry reported.",
    "They met after the talks.",
    "The fall of Kabul shocked them.",
    "Theresa May met Merkel, and the plan was drafted by May.",
    "An august company met.",
    "He will march to the sea.",
    "The second meeting was short.",
    "She was released from Spring Harbor Hospital.",
    "They met in the Winter Palace.",
    "He told USA TODAY Sports that he won.",
    "Prices fall.",
]

VALUES = [
    ("They met on 4 April 2023.", "2023-04-04"),
    ("They met on December 25, 2023.", "2023-12-25"),
    ("They met in December 2023.", "2023-12"),
    ("They met in 2023.", "2023"),
    ("They met from 12 to 14 December 2023.", "2023-12-12/2023-12-14"),
    ("He has led it since 2014.", "2014/.."),
    ("He led it until 2014.", "../2014"),
    ("He was a judge before 2014.", "../2013"),
    ("It was quiet in the 1990s.", "1990/1999"),
    ("It was quiet in the 20th century.", "1901/2000"),
    ("They met on Monday.", "2023-05-08"),
    ("They met on Wednesday.", "2023-05-10"),
    ("They met last Friday.", "2023-05-05"),
    ("They meet next Monday.", "2023-05-15"),
    ("They met this past Friday.", "2023-05-05"),
    ("They met in August.", "2022-08"),
    ("They met on 3 May.", "2023-05-03"),
    ("They met on June 3.", "2022-06-03"),
    ("They met today.", "2023-05-10"),
    ("They met yesterday.", "2023-05-09"),
    ("They meet tomorrow afternoon.", "2023-05-11"),
    ("They met last night.", "2023-05-09"),
    ("They met this morning.", "2023-05-10"),
    ("They met this week.", "2023-05-08/2023-05-14"),
    ("They met last week.", "2023-05-01/2023-05-07"),
    ("They met last month.", "2023-04"),
    ("They met last year.", "2022"),
    ("They met during the weekend.", "2023-05-06/2023-05-07"),
    ("They met two days ago.", "2023-05-08"),
    ("They met a few days ago.", None),
    ("The following day he met Putin.", None),
    ("Two days earlier he resigned.", None),
    ("They met on 30 February 2023.", None),
    ("They met on February 30.", None),
    ("It was signed on 12/05/2023.", None),
    ("It was signed on 26/12/2023.", "2023-12-26"),
    ("It was signed on 26.12.2023.", "2023-12-26"),
    ("It was signed on 2023-05-12.", "2023-05-12"),
    ("They met in spring 2022.", "2022-03/2022-05"),
    ("They met in winter 2022.", None),
    ("Trade fell in the first quarter of 2023.", "2023-01/2023-03"),
    ("Trade fell in the second half of last year.", "2022-07/2022-12"),
    ("They met in May last year.", "2022-05"),
    ("They met on Friday last week.", "2023-05-05"),
    ("They must leave by the end of the year.", "../2023"),
    ("They must leave by the end of June.", "../2023-06"),
    ("They met on 12 and 13 May 2022.", "2022-05-12/2022-05-13"),
    ("He was envoy between 2018 and 2020.", "2018/2020"),
    ("He was envoy from 2018 until February 2022.", "2018-01-01/2022-02-28"),
    ("They met from December 30 to January 3.", "2022-12-30/2023-01-03"),
    ("They met on Monday (8 May) in Brussels.", "2023-05-08"),
    ("The vote was scheduled for June 24.", "2023-06-24"),
    ("They met at noon.", None),
]


@pytest.mark.parametrize(("text", "expected"), FOUND)
def test_a_time_is_found_with_its_preposition(parse, text, expected):
    assert [m.text for s in parse(text) for m in find_times(s)] == expected


@pytest.mark.parametrize("text", NOTHING)
def test_a_look_alike_is_no_time(parse, text):
    assert [m.text for s in parse(text) for m in find_times(s)] == []


@pytest.mark.parametrize(("text", "expected"), VALUES)
def test_a_time_is_read_from_the_date_of_the_article(parse, text, expected):
    mention = find_times(parse(text)[0])[0]
    assert normalise_time(mention, published="2023-05-10T08:30:00Z") == expected


def test_the_tables_are_not_cut_short():
    assert len(FOUND) >= 76 and len(NOTHING) >= 26 and len(VALUES) >= 53


@pytest.mark.parametrize(
    ("text", "preposition"),
    [
        ("They met late on Sunday.", "on"),
        ("They met last week.", ""),
        ("They talked from 12 to 14 May.", "from"),
        ("He was envoy between 2018 and 2020.", "between"),
        ("As of August 1, 2021 it holds.", "as of"),
        ("They must answer no later than Friday.", "no later than"),
        ("They shouted during Monday's session.", ""),
    ],
)
def test_a_mention_names_its_preposition(parse, text, preposition):
    assert find_times(parse(text)[0])[0].preposition == preposition


def _read(text, preposition="", **options):
    mention = TimeMention(0, 1, text, Span(0, len(text)), preposition)
    return normalise_time(mention, **{"published": "2023-05-10"} | options)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Monday", "2023-05-15"),
        ("August", "2023-08"),
        ("March", "2024-03"),
        ("April 3", "2024-04-03"),
        ("the weekend", "2023-05-13/2023-05-14"),
    ],
)
def test_the_future_is_counted_forward(text, expected):
    assert _read(text, future=True) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the following day", "2023-04-02"),
        ("the same day", "2023-04-01"),
        ("two days earlier", "2023-03-30"),
        ("a month later", "2023-05"),
        ("the following week", "2023-04-03/2023-04-09"),
        ("later that day", "2023-04-01"),
    ],
)
def test_what_refers_back_is_counted_from_its_anchor(text, expected):
    assert _read(text, anchor="2023-04-01") == expected


@pytest.mark.parametrize("published", ["2023", "2023-05", None, "", "yesterday", "2023-02-31"])
def test_a_weekday_needs_the_day_of_publication(published):
    assert _read("Monday", published=published) is None


@pytest.mark.parametrize(
    ("text", "published", "expected"),
    [
        ("last year", "2023", "2022"),
        ("August", "2023-05", "2022-08"),
        ("August", "2023", None),
        ("May 4", "2023-05", None),
        ("4 May 2021", None, "2021-05-04"),
        ("last month", "2023-05", "2023-04"),
    ],
)
def test_a_rough_date_of_publication_answers_what_it_can(text, published, expected):
    assert _read(text, published=published) == expected


def test_a_weekday_beside_a_date_chooses_the_year():
    assert _read("Monday, June 12") == "2023-06-12"


@pytest.mark.parametrize(
    ("text", "published", "expected"),
    [
        ("the past month", "2023-03-31", "2023-02-28/2023-03-31"),
        ("the past two weeks", "2023-05-10", "2023-04-26/2023-05-10"),
        ("the next two years", "2024-02-29", "2024-02-29/2026-02-28"),
        ("the last few years", "2023-05-10", None),
    ],
)
def test_a_span_up_to_today_ends_today(text, published, expected):
    assert _read(text, published=published) == expected


@pytest.mark.parametrize(
    ("text", "published", "expected"),
    [
        ("by the end of March", "2025-02-02", "../2025-03"),
        ("until September 5", "2017-09-03", "../2017-09-05"),
        ("by March", "2025-05-01", "../2025-03"),
        ("until Monday", "2023-05-10", "../2023-05-15"),
        ("effective February 1", "2026-01-22", "2026-02-01/.."),
    ],
)
def test_a_deadline_lies_ahead_unless_the_past_is_nearer(text, published, expected):
    assert _read(text, text.split()[0], published=published) == expected


def test_a_year_beyond_the_calendar_is_no_value():
    assert _read("last century", published="0050-01-01") is None


_INSTANT = r"\d{4}(-\d\d(-\d\d)?)?"
_ISO = re.compile(rf"{_INSTANT}|{_INSTANT}/({_INSTANT}|\.\.)|\.\./{_INSTANT}")
_WORDS = st.sampled_from(
    words(
        "on in by since from to between and the of at - , ( ) next last this 's week year day days two 12 30 "
        "4th May March August Monday Sunday Feb. 2014 1990s 2000 today ago earlier later before morning end "
        "early spring fall quarter first q2 century noon 10 p.m. attacks Times said may minister $"
    )
)


def _sentence(said):
    text = " ".join(said)
    tokens, start = [], 0
    for index, word in enumerate(said):
        pos = "PROPN" if word[0].isupper() else "NUM" if word[0].isdigit() else "NOUN"
        end = start + len(word)
        tokens.append(Token(index, start, end, word, word.lower(), pos, "NN", "dep", 0))
        start = end + 1
    return Sentence(Document("urn:x", text, "x", "0"), 0, tuple(tokens))


@given(st.lists(_WORDS, min_size=1, max_size=14), st.dates(date(2, 1, 1)), st.booleans())
def test_any_mention_quotes_the_text_and_any_value_is_iso(said, published, future):
    sentence = _sentence(said)
    ended = 0
    for mention in find_times(sentence):
        assert mention.span.of(sentence.document.text) == mention.text
        assert ended <= mention.first < mention.last <= len(said)
        ended = mention.last
        value = normalise_time(mention, published=published.isoformat(), future=future, anchor="2020-02")
        assert value is None or _is_iso(value), (mention, value)


@given(st.dates(date(1000, 1, 1), date(2199, 12, 31)))
def test_a_day_written_out_is_read_back(day):
    assert read_time(f"{day:%B} {day.day}, {day.year}", "", published=None) == day.isoformat()
    assert read_time(f"on {day.day} {day:%B} {day.year}", "on", published=None) == day.isoformat()


def _is_iso(value):
    for part in value.split("/"):
        if part != "..":
            date.fromisoformat((part + "-01-01")[:10])
    return _ISO.fullmatch(value) is not None


def test_a_sentence_twice_as_long_takes_twice_as_many_steps():
    text = words("on Monday he said that May and the end of 2014 was fine - ( in March )")
    short, long = _sentence(text * 50), _sentence(text * 100)
    assert count_steps(find_times, long) < 2.1 * count_steps(find_times, short)
