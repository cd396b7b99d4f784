"""The page about clusters tells what follows from the figures that were measured."""

from benchmarks.cluster_size import Measured, make_table
from tests.workshop import ROOT


def test_the_table_of_the_page_is_what_the_figures_give():
    assert make_table(Measured()) in (ROOT / "docs" / "cluster.md").read_text(encoding="utf-8")


def test_twice_the_workers_take_half_the_time_but_for_the_start():
    measured = Measured(start=0)
    assert measured.find_seconds(10**6, 8) == measured.find_seconds(10**6, 4) / 2
