"""The client asks a real server on this machine, which answers as Wikidata does on good days and on bad."""

import pytest

from kg.errors import StoreError, UsageError
from kg.wikidata import Statement
from tests.stand_ins import HANG_UP, Answer, stand_in
from tests.wikibase import JSON, SANDBOX, SECOND_SANDBOX, make_item, read_answer, reply, run_wikibase

HTML = "text/html; charset=utf-8"
LAG = read_answer("error-maxlag.json")
BANNED = (
    b"You have been banned until 2026-01-01T00:00:00Z, please respect throttling and retry-after headers."
)
ROBOTS = b"Please set a user-agent and respect our robot policy https://w.wiki/4wJS. See also T400119.\n"
TOO_MANY = (
    b"<!DOCTYPE html><html><body><p>Too many requests. Please comply with the User-Agent policy</p></html>"
)


@pytest.fixture
def wikibase():
    with run_wikibase() as server:
        yield server


def test_a_search_gives_what_begins_with_the_name(wikibase, make_client):
    (city, treaty) = make_client(wikibase).search("Warsaw")
    assert (city.qid, city.label, city.match) == ("Q270", "Warsaw", "Warsaw")
    assert (treaty.qid, treaty.description) == ("Q1349575", "treaty")


def test_a_search_reads_a_real_answer(make_client):
    with stand_in(reply(read_answer("search-abc.json"))) as server:
        hits = make_client(server.url).search("abc")
    assert (hits[0].qid, hits[0].label, hits[0].match) == ("Q169889", "American Broadcasting Company", "ABC")
    assert len(hits) == 7


def test_a_search_without_a_hit_gives_none(make_client):
    with stand_in(reply(read_answer("search-empty.json"))) as server:
        assert make_client(server.url).search("nobody at all") == ()


def test_an_item_is_read_with_its_names_and_statements(wikibase, make_client):
    item = make_client(wikibase).find_items(["Q131261"])["Q131261"]
    assert item.names("en") == ("Oliver Kahn",)
    assert item.values("P31") == ("Q5",)
    assert item.values("P27") == ("Q183",)
    assert item.values("P569") == ("1969-06-15",)
    assert Statement("Q15789") in item.statements["P54"]


def test_fifty_items_are_asked_for_at_once(make_client):
    qids = [f"Q{999999000000 + n}" for n in range(120)]
    with run_wikibase(items=[make_item(qid, f"thing {qid}") for qid in qids]) as server:
        found = make_client(server).find_items(qids)
        assert [len(call["ids"].split("|")) for call in server.calls] == [50, 50, 20]
    assert list(found) == qids
    assert {item.labels["en"] for item in found.values()} == {f"thing {qid}" for qid in qids}


def test_an_item_that_does_not_exist_is_none(wikibase, make_client):
    client = make_client(wikibase)
    assert client.find_items(["Q31", SANDBOX])[SANDBOX] is None
    assert client.find_item(SANDBOX) is None


def test_a_merged_item_comes_under_the_name_that_was_asked_for(make_client):
    with run_wikibase(merged={SANDBOX: "Q31"}) as server:
        client = make_client(server)
        many, one = client.find_items([SANDBOX])[SANDBOX], client.find_item(SANDBOX)
        assert [heard.path for heard in server.heard[1:]] == [
            f"/wiki/Special:EntityData/{qid}.json" for qid in (SANDBOX, "Q31")
        ]
    assert (many.qid, many.asked) == (one.qid, one.asked) == ("Q31", SANDBOX)


def test_a_merged_item_may_stand_under_its_new_name(make_client):
    target = {**make_item(SECOND_SANDBOX, "x"), "redirects": {"from": SANDBOX, "to": SECOND_SANDBOX}}
    entities = {SECOND_SANDBOX: target, "Q31": make_item("Q31", "Belgium")}
    with stand_in(reply({"entities": entities, "success": 1})) as server:
        found = make_client(server.url).find_items([SANDBOX, "Q31"])
    assert found[SANDBOX].qid == SECOND_SANDBOX
    assert found["Q31"].qid == "Q31"


def test_one_item_is_read_from_its_own_page(wikibase, make_client):
    item = make_client(wikibase).find_item("Q217659")
    assert item.names("en")[0] == "Eurostat"
    assert item.values("P159") == ("Q88921652",)


@pytest.mark.parametrize("wrong", ["", "Q0", "Q", "P31", "bogus", "Q1|Q2", "q5"])
def test_what_is_no_qid_is_not_asked_for(wrong, wikibase, make_client):
    with pytest.raises(UsageError, match="is no QID"):
        make_client(wikibase).find_items([wrong])
    with pytest.raises(UsageError, match="is no QID"):
        make_client(wikibase).find_item(wrong)
    assert wikibase.heard == []


def test_a_qid_that_the_service_does_not_take_is_its_error(make_client):
    with stand_in(reply(read_answer("error-no-such-entity.json"))) as server:
        with pytest.raises(StoreError, match=r"no-such-entity: .*Invalid id: bogus"):
            make_client(server.url).find_items(["Q31"])
        assert len(server.heard) == 1


def test_we_say_who_asks(wikibase, make_client):
    make_client(wikibase, contact="me@example.org").search("Warsaw")
    agent = wikibase.heard[0].headers["User-Agent"]
    assert agent.startswith("diplomacy-kg/")
    assert "(me@example.org) python-requests/" in agent
    assert "gzip" in wikibase.heard[0].headers["Accept-Encoding"]
    assert wikibase.calls[0]["maxlag"] == "5"


def test_wikidata_is_not_asked_by_nobody(make_client):
    with pytest.raises(UsageError, match="who asks") as caught:
        make_client("https://www.wikidata.org/w/api.php").search("Warsaw")
    assert "--contact" in str(caught.value) and "KG_CONTACT" in str(caught.value)


@pytest.mark.parametrize("contact", ["bob", "", "me (at) x.org", "a@b.org\r\nX: y", "ü@b.org"])
def test_a_contact_that_reaches_nobody_is_refused(contact, wikibase, make_client):
    with pytest.raises(UsageError, match="reaches nobody"):
        make_client(wikibase, contact=contact).search("Warsaw")
    assert wikibase.heard == []


@pytest.mark.parametrize(
    ("busy", "waits"),
    [
        (Answer(429, TOO_MANY, HTML, {"Retry-After": "7"}), [7]),
        (Answer(429, TOO_MANY, HTML), [1]),
        (Answer(503, b"out of service", "text/plain", {"Retry-After": "3"}), [3]),
        (reply(LAG, **{"Retry-After": "5"}), [5]),
        (reply(LAG), [1]),
        (reply({"error": {"code": "ratelimited", "info": "slow down"}}), [1]),
        (Answer(200, b'{"search": [{"id": "Q2', JSON), [1]),
        (Answer(200, b'{"search": [], "success": 1}', JSON, cut=12), [1]),
    ],
)
def test_a_service_that_is_busy_is_asked_again(busy, waits, clock, make_client):
    with run_wikibase(busy) as server:
        assert make_client(server).search("Warsaw")
        assert len(server.heard) == 2
    assert clock.waits == waits


def test_the_waits_double_and_end(clock, make_client):
    with stand_in(reply(LAG)) as server, pytest.raises(StoreError) as caught:
        make_client(server.url).search("Warsaw")
    assert clock.waits == [1, 2, 4]
    assert "maxlag: Waiting for all: 3.45 seconds lagged" in str(caught.value)
    assert "not asked again" in caught.value.hint


def test_a_wait_that_is_too_long_is_not_waited(clock, make_client):
    busy = Answer(429, b"", "text/plain", {"Retry-After": "3600"})
    with stand_in(busy) as server, pytest.raises(StoreError, match="429"):
        make_client(server.url).search("Warsaw")
    assert clock.waits == []


@pytest.mark.parametrize(
    ("refusal", "words", "hint"),
    [
        (Answer(403, ROBOTS, "text/plain"), "Please set a user-agent", "--contact"),
        (Answer(403, BANNED, "text/plain"), "banned until 2026-01-01", "nothing until then"),
        (Answer(404, b"<html><body>no page</body></html>", HTML), "404", "api.php"),
        (Answer(200, b"<html><body>Welcome</body></html>", HTML), "as a Wikibase does: Welcome", "api.php"),
        (Answer(200, b"[]", JSON), "as a Wikibase does", "api.php"),
        (Answer(200, b'{"batchcomplete": ""}', JSON), "as a Wikibase does", "api.php"),
        (Answer(200, b"", JSON), "as a Wikibase does: nothing", "api.php"),
        (reply({"error": {"code": "badvalue", "info": "no"}}), "badvalue: no", ""),
    ],
)
def test_a_service_that_refuses_is_not_asked_again(refusal, words, hint, clock, make_client):
    with stand_in(refusal) as server:
        with pytest.raises(StoreError) as caught:
            make_client(server.url).search("Warsaw")
        assert len(server.heard) == 1
    assert words in caught.value.why
    assert hint in (caught.value.hint or "")
    assert caught.value.where == server.url
    assert clock.waits == []


def test_a_redirect_to_another_host_is_not_followed(make_client):
    with stand_in() as other, stand_in(Answer(302, b"", headers={"Location": other.url})) as server:
        with pytest.raises(StoreError, match="another server") as caught:
            make_client(server.url).search("Warsaw")
        assert other.heard == []
    assert "if you trust it" in caught.value.hint


def test_a_service_that_is_silent_is_not_waited_for(make_client):
    slow = Answer(200, b'{"search": []}', JSON, pause=0.05)
    with stand_in(slow) as server, pytest.raises(StoreError, match="in time"):
        make_client(server.url, timeout=0.1).search("Warsaw")


def test_without_a_network_the_error_says_so(make_client):
    with stand_in() as server:
        pass
    with pytest.raises(StoreError, match="does not answer") as caught:
        make_client(server.url).search("Warsaw")
    assert "--offline" in caught.value.hint


def test_an_answer_that_is_too_large_is_not_read(make_client, monkeypatch):
    monkeypatch.setattr("kg.wikidata.asking.LIMIT", 1000)
    with stand_in(Answer(200, b'{"search": "' + b"x" * 200_000, JSON)) as server:
        with pytest.raises(StoreError, match="larger than 1,000 bytes"):
            make_client(server.url).search("Warsaw")
        assert len(server.heard) == 1


def test_some_requests_may_be_under_way_at_once(wikibase, make_client):
    names = [f"name {n}" for n in range(30)] + ["Warsaw"]
    client = make_client(wikibase, parallel=4)
    found = list(client.search_all(names))
    assert [name for name, _ in found] == names
    assert found[-1][1][0].qid == "Q270"
    assert len(wikibase.heard) == len(client.requests) == 31


def test_one_error_ends_what_is_under_way(make_client):
    with stand_in(Answer(403, ROBOTS, "text/plain")) as server, pytest.raises(StoreError, match="user-agent"):
        list(make_client(server.url, parallel=4).search_all(["a", "b", "c", "d", "e"]))


def test_who_hangs_up_once_is_asked_again(clock, make_client):
    with run_wikibase(reply(read_answer("search-empty.json")), HANG_UP) as server:
        client = make_client(server)
        assert client.search("nobody") == ()
        assert client.search("Warsaw")
    assert clock.waits == [1]


def test_who_waits_is_told_how_far_it_has_come(wikibase, make_client):
    told = []
    client = make_client(wikibase, tell=told.append)
    list(client.search_all(f"name {n}" for n in range(210)))
    assert told == [
        "100 requests so far, now a search for 'name 99'",
        "200 requests so far, now a search for 'name 199'",
    ]
