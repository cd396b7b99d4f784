"""Minted IRIs come from content alone, read well, and do not run into one another."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from kg.minting import DEFAULT_BASE, content_hash, mint, slug


def test_a_name_becomes_a_readable_slug() -> None:
    assert slug("Dmitry Peskov") == "dmitry-peskov"


def test_accents_strokes_and_ligatures_are_folded_to_ascii() -> None:
    assert slug("Lech Wałęsa, Strauß & Søren Ægir") == "lech-walesa-strauss-soren-aegir"


def test_points_and_apostrophes_do_not_break_a_word() -> None:
    assert slug("U.S. People’s Party") == "us-peoples-party"


def test_a_name_without_ascii_letters_becomes_a_hash() -> None:
    assert re.fullmatch(r"[0-9a-f]{8}", slug("Путин"))


def test_names_that_ascii_cannot_tell_apart_get_different_slugs() -> None:
    assert slug("Путин (Putin)") != slug("Медведев (Putin)")


def test_a_long_name_is_cut_but_stays_its_own() -> None:
    one, other = slug("trade " * 40 + "deal"), slug("trade " * 40 + "war")
    assert one != other and max(len(one), len(other)) <= 80


def test_an_entity_within_a_document_belongs_to_that_document() -> None:
    here, there = (mint(DEFAULT_BASE, "person", "Ali", within=f"doc/{n}") for n in (1, 2))
    assert here != there and here.startswith(f"{DEFAULT_BASE}person/ali-")


def test_parts_of_a_hash_do_not_run_together() -> None:
    assert content_hash("ab", "c") != content_hash("a", "bc") != content_hash("a", None, "bc")


def test_a_hash_has_the_length_that_was_asked_for() -> None:
    assert len(content_hash("x", length=12)) == 12


@given(st.text())
def test_every_slug_is_fit_for_an_iri(text: str) -> None:
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug(text))


@given(st.text())
def test_a_slug_is_its_own_slug(text: str) -> None:
    assert slug(slug(text)) == slug(text)
