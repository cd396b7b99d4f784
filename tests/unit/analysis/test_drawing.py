"""Drawings of networks: what is drawn, pictures for reports, and the page to explore."""

import hashlib
import json
import re
import sys
from base64 import b64decode
from dataclasses import replace
from html.parser import HTMLParser
from struct import unpack
from xml.etree import ElementTree as ET

import pytest

from kg.analysis import Passage, draw_network, save_page, save_picture
from kg.analysis.drawing import GREY, find_direction, find_shape
from kg.errors import OutputError
from tests.unit.analysis.made_networks import make_link, make_network

HOSTILE = "</script><script>alert(1)</script> \" ' $\\frac{1}{2}$ & <b>\\u003c"


@pytest.fixture
def hostile_network():
    """Two of whom one is called, and is quoted, with what would break a page that is careless."""
    link = make_link("ab", title=HOSTILE, according_to=(HOSTILE,))
    network = make_network(replace(link, passages=(Passage("urn:p", HOSTILE),)))
    return replace(network, actors=network.actors | {"a": replace(network.actors["a"], label=HOSTILE)})


def test_the_heaviest_are_drawn_first_and_the_others_are_counted():
    network = make_network(make_link("ab", times=5), make_link("bc", times=3), make_link("de"))
    drawing = draw_network(network, most=3)
    assert [dot.actor.iri for dot in drawing.dots] == ["b", "a", "c"]
    assert drawing.left_out == 2
    assert drawing.dots[0].radius > drawing.dots[1].radius > drawing.dots[2].radius


def test_communities_have_colours_and_pairs_that_stand_alone_are_grey(two_triangles):
    network = two_triangles.keep([*two_triangles.links])
    network = replace(network, actors=network.actors | make_network(make_link("xy")).actors)
    colours = {
        dot.actor.iri: dot.colour
        for dot in draw_network(network.keep([*network.links, make_link("xy")])).dots
    }
    assert colours["a"] == colours["b"] == colours["c"] != colours["d"] == colours["e"]
    assert colours["x"] == colours["y"] == GREY not in (colours["a"], colours["d"])


def test_an_arrow_leads_where_all_facts_do():
    def lead(*links):
        return find_direction(draw_network(make_network(*links)).ties[0], frozenset({"metWith"}))

    said = [make_link(pair, relation="praised") for pair in ("ab", "ba")]
    assert (lead(said[0]), lead(said[1]), lead(*said), lead(make_link("ab"))) == (1, -1, 0, 0)


def test_persons_states_and_others_have_marks_of_their_own(summit_network):
    shapes = {dot.actor.label: find_shape(dot.actor) for dot in draw_network(summit_network).dots}
    assert (shapes["Dmitry Peskov"], shapes["Armenia"], shapes["Kremlin"]) == ("circle", "square", "diamond")


def test_a_very_long_name_is_broken_and_cut():
    network = make_network(make_link("ab"))
    long = replace(network.actors["a"], label="Committee " * 40)
    drawing = draw_network(replace(network, actors=network.actors | {"a": long}))
    lines = drawing.places()["a"].lines
    assert len(lines) == 3 and lines[-1].endswith("…") and max(map(len, lines)) <= 22


def test_an_svg_holds_names_relations_and_title_as_text(summit_network, tmp_path):
    save_picture(draw_network(summit_network, title="A summit"), tmp_path / "net.svg", form="svg")
    texts = {
        element.text for element in ET.parse(tmp_path / "net.svg").iter("{http://www.w3.org/2000/svg}text")
    }
    assert {"Nikol Pashinyan", "Armenia", "met with", "spokesman for", "A summit", "person"} <= texts


def test_an_svg_shows_a_hostile_name_letter_by_letter(hostile_network, tmp_path):
    save_picture(draw_network(hostile_network, title=HOSTILE), tmp_path / "net.svg", form="svg")
    root = ET.parse(tmp_path / "net.svg").getroot()
    texts = [element.text for element in root.iter("{http://www.w3.org/2000/svg}text")]
    assert HOSTILE in texts
    assert not [element for element in root.iter() if element.tag.endswith(("script", "}b"))]


def test_a_png_is_as_large_as_its_drawing(summit_network, tmp_path):
    drawing = draw_network(summit_network)
    save_picture(drawing, tmp_path / "net.png", form="png")
    data = (tmp_path / "net.png").read_bytes()
    width, height = unpack(">II", data[16:24])
    assert data.startswith(b"\x89PNG") and width > 2 * drawing.width and height > 2 * drawing.height


def test_letters_that_the_font_lacks_do_not_stop_a_picture(tmp_path):
    network = make_network(make_link("ab"))
    named = replace(network.actors["a"], label="習近平")
    save_picture(
        draw_network(replace(network, actors=network.actors | {"a": named})), tmp_path / "n.png", form="png"
    )
    assert (tmp_path / "n.png").stat().st_size > 1000


@pytest.mark.parametrize("form", ["svg", "png"])
def test_the_same_network_gives_the_same_picture(form, summit_network, tmp_path):
    for name in ("one", "other"):
        save_picture(draw_network(summit_network), tmp_path / name, form=form)
    assert (tmp_path / "one").read_bytes() == (tmp_path / "other").read_bytes()


def test_without_matplotlib_a_picture_says_what_to_install(summit_network, tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    with pytest.raises(OutputError, match=r"diplomacy-kg\[pictures\]"):
        save_picture(draw_network(summit_network), tmp_path / "net.svg", form="svg")
    assert not (tmp_path / "net.svg").exists()


class Page(HTMLParser):
    """What a browser would see of a page: its tags with their attributes, and the text of each."""

    def __init__(self, path):
        super().__init__()
        self.tags = []
        self.inside = ("", {})
        self.texts = []
        self.text = path.read_text(encoding="utf-8")
        self.feed(self.text)

    def handle_starttag(self, tag, attrs):
        self.inside = (tag, dict(attrs))
        self.tags.append(self.inside)

    def handle_endtag(self, tag):
        self.inside = ("", {})

    def handle_data(self, data):
        self.texts.append((self.inside, data))

    def read_data(self):
        (found,) = (
            text for (tag, known), text in self.texts if tag == "script" and known.get("id") == "data"
        )
        return json.loads(found)


@pytest.fixture
def page(hostile_network, tmp_path):
    save_page(draw_network(hostile_network, title=HOSTILE), tmp_path / "net.html")
    return Page(tmp_path / "net.html")


def test_a_page_tells_the_facts_behind_each_tie(summit_network, tmp_path):
    save_page(draw_network(summit_network), tmp_path / "net.html")
    data = Page(tmp_path / "net.html").read_data()
    facts = [fact for tie in data["ties"] for fact in tie["facts"]]
    assert all({"subject", "object"} <= fact.keys() for fact in facts)
    (fact,) = (fact for fact in facts if fact["relation"] == "spokesmanFor")
    assert [data["actors"][fact[end]]["label"] for end in ("subject", "object")] == [
        "Dmitry Peskov",
        "Kremlin",
    ]
    assert fact["quotes"] and fact["document"] and fact["status"] == "asserted"


def test_a_hostile_name_stays_data(page):
    assert [tag for tag, _ in page.tags].count("script") == 2
    assert "b" not in {tag for tag, _ in page.tags}
    data = page.read_data()
    assert data["title"] == HOSTILE == data["ties"][0]["facts"][0]["quotes"][0]
    assert HOSTILE in [actor["label"] for actor in data["actors"]]


def test_a_page_names_nothing_to_load(page):
    loading = {"src", "srcset", "href", "action", "data", "poster", "background"}
    assert not [known for _, known in page.tags if loading & known.keys()]
    assert not re.search(r"@import|url\(['\"]?http|fetch\(|XMLHttpRequest|innerHTML|import\(", page.text)


def test_the_policy_of_a_page_allows_its_own_script_and_style_alone(page):
    (policy,) = (
        known["content"]
        for tag, known in page.tags
        if tag == "meta" and "content" in known and "http-equiv" in known
    )
    assert policy.startswith("default-src 'none'; ")
    for tag in ("style", "script"):
        (text,) = (text for (name, known), text in page.texts if name == tag and not known)
        (told,) = re.findall(rf"{tag}-src 'sha256-([^']+)'", policy)
        assert b64decode(told) == hashlib.sha256(text.encode()).digest()


def test_the_same_network_gives_the_same_page(summit_network, tmp_path):
    for name in ("one", "other"):
        save_page(draw_network(summit_network), tmp_path / name)
    assert (tmp_path / "one").read_bytes() == (tmp_path / "other").read_bytes()


def test_of_a_tie_with_many_facts_the_surest_are_told(tmp_path):
    links = [make_link("ab", date=f"2020-{n}", confidence=n / 100) for n in range(1, 61)]
    save_page(draw_network(make_network(*links)), tmp_path / "net.html")
    (tie,) = Page(tmp_path / "net.html").read_data()["ties"]
    assert (len(tie["facts"]), tie["more"], tie["facts"][0]["confidence"]) == (40, 20, 0.6)
