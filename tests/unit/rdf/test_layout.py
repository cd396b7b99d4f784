"""Turtle is laid out the same, whatever pieces it comes in."""

from __future__ import annotations

import io

import pytest

from kg.rdf.layout import Layout

TURTLE = b"""@prefix b: <urn:b/> .
@prefix a: <urn:a/> .
<urn:g> {
\tb:a a:p "one ." ;
\t\ta:q a:o .
\tb:b a:p "}" .
}
<urn:h> {
\tb:a a:p a:o .
}
"""
WANTED = """@prefix a: <urn:a/> .
@prefix b: <urn:b/> .

<urn:g> {
    b:a a:p "one ." ;
        a:q a:o .

    b:b a:p "}" .
}

<urn:h> {
    b:a a:p a:o .
}
"""


@pytest.mark.parametrize("size", [1, 2, 7, 50, 1000])
def test_the_pieces_change_no_byte(size: int) -> None:
    file = io.BytesIO()
    layout = Layout(file, header=2)
    for start in range(0, len(TURTLE), size):
        layout.write(TURTLE[start : start + size])
    layout.finish()
    assert file.getvalue().decode() == WANTED
