"""Whether an office was held on a day."""

from kg.gazetteer import Position
from kg.linking.portrait import StatedOffice
from kg.linking.tenures import fit_office, holds, years_apart

FOREIGN = Position("Minister of Foreign Affairs", None, "Q1", "2010-03-01", "2014-06-30", None)
STATED = StatedOffice("minister of foreign affairs|foreign minister", "minister", frozenset({"Q1"}))


def test_an_office_is_held_from_its_first_day_to_its_last():
    assert holds(FOREIGN, "2010-03-01") and holds(FOREIGN, "2014-06-30")
    assert not holds(FOREIGN, "2010-02-28") and not holds(FOREIGN, "2014-07-01")


def test_a_year_is_enough_for_an_office_held_in_a_part_of_it():
    assert holds(FOREIGN, "2014") and not holds(FOREIGN, "2015")


def test_an_office_held_then_fits_better_than_one_held_at_another_time():
    then, later = fit_office(STATED, [FOREIGN], "2012-01-01"), fit_office(STATED, [FOREIGN], "2019-01-01")
    assert then == (1.0, 1.0) and later < then


def test_an_office_of_another_state_does_not_fit():
    other = StatedOffice(STATED.labels, "minister", frozenset({"Q2"}))
    assert fit_office(other, [FOREIGN], "2012-01-01") == (0.0, 0.0)


def test_a_former_office_fits_after_it_ended():
    former = StatedOffice(STATED.labels, "minister", frozenset({"Q1"}), "former")
    assert fit_office(former, [FOREIGN], "2019-01-01")[0] == 1.0


def test_another_ministry_is_of_the_same_kind_only():
    defence = StatedOffice("minister of defence", "minister", frozenset({"Q1"}))
    assert fit_office(defence, [FOREIGN], "2012-01-01") == (0.0, 1.0)


def test_the_years_between_a_day_and_the_nearest_office_are_counted():
    assert years_apart([FOREIGN], "2024-01-01") == 10
    assert (
        years_apart([FOREIGN], "2012-01-01") == years_apart([FOREIGN], None) == years_apart([], "2012") == 0
    )
