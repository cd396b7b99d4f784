"""Endpoints that answer badly: every way has its error, none hangs, and no secret goes astray."""

import base64
import hashlib
import re
import socket

import pytest

from kg.errors import QueryError, StoreError, UsageError
from kg.store.endpoints import open_endpoint
from kg.store.patience import Patience
from tests.servers import find_port
from tests.stand_ins import EMPTY, HANG_UP, JSON, Answer, stand_in

QUERY = "SELECT * { ?s ?p ?o }"
HASTE = Patience(retries=2, first=0.01)
TURTLE = b"<urn:x:a> <urn:x:p> <urn:x:b> ."


def ask(url, sparql=QUERY, *, patience=HASTE, timeout=5, form="SELECT", **options):
    with open_endpoint(url, patience=patience, timeout=timeout, **options) as endpoint:
        answer = endpoint.ask(sparql, form=form)
        return answer if form == "ASK" else list(answer)


def refusal(*answers, error=StoreError, **options):
    """The words of the error that a server's answers lead to."""
    with stand_in(*answers) as server, pytest.raises(error) as caught:
        ask(server.url, **options)
    assert server.url in str(caught.value)
    return str(caught.value)


def test_a_server_that_is_down_is_told_at_once():
    with pytest.raises(StoreError, match="does not answer: Connection refused") as caught:
        ask(f"http://127.0.0.1:{find_port()}/sparql", patience=Patience(first=60))
    assert "is the address right" in str(caught.value)


def test_a_host_without_an_address_is_told_by_the_words_of_the_system():
    with pytest.raises(StoreError, match=r"does not answer: (?!HTTPConnectionPool)"):
        ask("http://nowhere.invalid/sparql")


@pytest.mark.parametrize(
    "address", ["nowhere", "file:///etc/passwd", "http://", "http://[::1", "http://h:x/"]
)
def test_what_is_no_address_is_never_asked(address):
    with pytest.raises(StoreError, match="no address of an endpoint"):
        ask(address)


def test_a_password_in_an_address_is_refused_without_being_repeated():
    with pytest.raises(UsageError, match="seen by everybody") as caught:
        ask("http://anna:geheim@127.0.0.1/sparql")
    assert "geheim" not in str(caught.value) and "KG_ENDPOINT_PASSWORD" in str(caught.value)


def test_a_page_that_is_not_there_points_to_the_list_of_addresses():
    page = b"<html><head><title>x</title></head><body><h1>Nothing here</h1></body></html>"
    words = refusal(Answer(404, page, "text/html"))
    assert "answers 404 Not Found: Nothing here" in words and "kg endpoints" in words


def test_a_page_of_html_is_no_answer_to_a_query():
    page = b"<!DOCTYPE html><html><head><style>p {}</style></head><body><p>Welcome!</p></body></html>"
    assert "no result of a query: Welcome!" in refusal(Answer(200, page, "text/html"))


def test_an_empty_answer_is_no_answer_to_a_query():
    assert "it is empty" in refusal(Answer(body=b""))


def test_a_page_of_html_is_no_answer_to_a_question_for_triples():
    words = refusal(Answer(200, b"<html><p>Welcome!</p></html>", "text/html"), form="CONSTRUCT")
    assert "no result of a query: Welcome!" in words


def test_words_of_a_server_do_not_steer_the_terminal():
    words = refusal(Answer(500, b"\x1b[31mred\x07 \xe2\x80\xa8alert", "text/plain"))
    assert "500 Internal Server Error: [31mred alert" in words


def test_names_in_the_words_of_a_server_are_kept():
    assert "500 Internal Server Error: no graph <urn:x:g>" in refusal(Answer(500, b"no graph <urn:x:g>"))


def test_an_unheard_of_status_is_told_as_a_number():
    assert "answers 599" in refusal(Answer(599, b""))


def test_a_query_that_the_server_cannot_parse_is_an_error_of_the_query():
    words = refusal(Answer(400, b"error at 1:8: expected WHERE\nmore", "text/plain"), error=QueryError)
    assert "error at 1:8: expected WHERE" in words and "more" not in words


@pytest.mark.parametrize("status", [429, 502, 503])
def test_a_busy_server_is_asked_again(status):
    told = []
    with stand_in(Answer(status, b"later"), Answer(status, b"later"), Answer()) as server:
        assert ask(server.url, tell=told.append) == []
    assert len(server.heard) == 3
    assert len(told) == 2 and all(f"answers {status}" in line for line in told)


def test_a_server_that_stays_busy_is_left_after_so_many_tries():
    with stand_in(Answer(503, b"try later")) as server, pytest.raises(StoreError, match=r"503.*try later"):
        ask(server.url)
    assert len(server.heard) == 3


def test_a_server_is_left_in_peace_as_long_as_it_asks():
    told = []
    with stand_in(Answer(429, b"", headers={"Retry-After": "1"}), Answer()) as server:
        ask(server.url, tell=told.append)
    assert told == ["answers 429 Too Many Requests; trying again in 1 s"]


def test_a_server_that_asks_for_an_hour_is_not_waited_for():
    words = refusal(Answer(503, b"", headers={"Retry-After": "3600"}))
    assert "503 Service Unavailable" in words


def test_a_connection_that_drops_is_made_again_once_the_server_has_answered():
    with (
        stand_in(Answer(), HANG_UP, Answer()) as server,
        open_endpoint(server.url, patience=HASTE) as endpoint,
    ):
        endpoint.ask(QUERY)
        endpoint.ask(QUERY)
    assert len(server.heard) == 3


def test_an_update_is_not_sent_twice_where_nobody_knows_whether_it_was_done():
    with stand_in(Answer(), HANG_UP) as server, open_endpoint(server.url, patience=HASTE) as endpoint:
        endpoint.ask(QUERY)
        with pytest.raises(StoreError, match="does not answer"):
            endpoint.update("INSERT DATA { <urn:x:a> <urn:x:p> 1 }")
    assert len(server.heard) == 2


def test_an_update_is_sent_again_where_the_server_did_not_take_it():
    busy, done = Answer(503, b""), Answer(204, b"")
    with stand_in(busy, done) as server, open_endpoint(server.url, patience=HASTE) as endpoint:
        endpoint.update("CLEAR ALL")
    assert [heard.body for heard in server.heard] == [b"update=CLEAR+ALL"] * 2


@pytest.mark.parametrize("length", ["", str(len(EMPTY))])
def test_an_answer_that_breaks_off_is_no_answer(length):
    whole = {"Content-Length": length, "Connection": "close"}
    assert "the answer breaks off" in refusal(Answer(cut=-9, headers=whole))


def test_a_server_that_says_nothing_is_left_after_the_time():
    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = f"http://127.0.0.1:{silent.getsockname()[1]}/sparql"
        with pytest.raises(StoreError, match=r"does not answer within 0\.2 s") as caught:
            ask(url, timeout=0.2)
    assert "--timeout" in str(caught.value)


def test_an_answer_that_drips_is_left_after_the_time():
    assert "does not answer in time" in refusal(Answer(body=EMPTY * 10, pause=0.02), timeout=0.2)


def test_an_answer_does_not_lead_to_another_server(user):
    with stand_in() as other:
        words = refusal(Answer(307, b"", headers={"Location": other.url}))
    assert "sends on to another server" in words and f"--endpoint {other.url}" in words
    assert other.heard == []


def test_an_answer_may_lead_to_another_page_of_the_server():
    with stand_in(Answer(307, b"", headers={"Location": "/new"}), Answer()) as server:
        assert ask(server.url) == []
    assert [heard.path for heard in server.heard] == ["/sparql", "/new"]
    assert server.heard[0].body == server.heard[1].body


def test_a_server_that_leads_in_circles_is_left():
    assert "from one address to the next" in refusal(Answer(307, b"", headers={"Location": "/sparql"}))


BASIC = Answer(401, b"who?", headers={"WWW-Authenticate": 'Basic realm="x"'})
DIGEST = Answer(401, b"who?", headers={"WWW-Authenticate": 'Digest realm="x", nonce="n", qop="auth"'})


@pytest.mark.parametrize("asked", [BASIC, DIGEST])
def test_a_server_that_wants_a_password_says_where_to_put_it(asked):
    words = refusal(asked)
    assert "wants a user and a password" in words and "KG_ENDPOINT_USER" in words and "netrc" in words


@pytest.mark.parametrize("asked", [BASIC, DIGEST])
def test_a_wrong_password_is_told_without_being_repeated(asked, user):
    words = refusal(asked)
    assert "does not accept the password of 'anna'" in words and "geh:eim" not in words


def test_nothing_secret_is_said_before_it_is_asked_for(user):
    with stand_in(Answer()) as server:
        ask(server.url)
    assert "Authorization" not in server.heard[0].headers


def knows_basic(heard):
    sent = heard.headers.get("Authorization", "").removeprefix("Basic ")
    return Answer() if base64.b64decode(sent).decode() == "anna:geh:eim ü" else BASIC


def knows_digest(heard):
    """The answer to a request that RFC 7616 lets in."""

    def digest(*parts):
        return hashlib.md5(":".join(parts).encode()).hexdigest()

    said = dict(re.findall(r'(\w+)="?([^",]+)', heard.headers.get("Authorization", "")))
    if not said:
        return DIGEST
    user, request = digest("anna", "x", "geh:eim ü"), digest(heard.method, said["uri"])
    right = digest(user, said["nonce"], said["nc"], said["cnonce"], said["qop"], request)
    return Answer() if said["response"] == right and said["uri"] == heard.path else DIGEST


@pytest.mark.parametrize("answer", [knows_basic, knows_digest])
def test_a_password_is_sent_as_the_server_asks(answer, user):
    with stand_in(answer) as server:
        assert ask(server.url) == []


@pytest.mark.parametrize("answer", [knows_basic, knows_digest])
def test_a_password_goes_along_with_what_follows(answer, user):
    with stand_in(answer) as server, open_endpoint(server.url) as endpoint:
        endpoint.ask(QUERY)
        before = len(server.heard)
        endpoint.ask(QUERY)
    assert len(server.heard) == before + 1


def test_a_name_that_digest_cannot_say_is_told(monkeypatch, user):
    monkeypatch.setenv("KG_ENDPOINT_USER", "Зоя")
    assert "cannot be told the name 'Зоя'" in refusal(DIGEST)


def test_a_password_is_found_in_netrc(tmp_path):
    path = tmp_path / ".netrc"
    path.write_text('machine 127.0.0.1 login anna password "geh:eim ü"\n', encoding="utf-8")
    path.chmod(0o600)
    with stand_in(knows_basic) as server:
        assert ask(server.url) == []


def test_a_kind_of_authentication_that_nobody_knows_is_named(user):
    words = refusal(Answer(401, b"", headers={"WWW-Authenticate": "Negotiate"}))
    assert "Negotiate" in words and "KG_ENDPOINT_TOKEN" in words


def test_a_token_is_sent(monkeypatch):
    monkeypatch.setenv("KG_ENDPOINT_TOKEN", "abc")
    with stand_in(Answer()) as server:
        ask(server.url)
    assert server.heard[0].headers["Authorization"] == "Bearer abc"


def test_the_way_of_virtuoso_to_say_yes_and_to_name_blank_nodes_is_understood():
    yes = b'{"head":{"vars":["r"]},"results":{"bindings":[{"r":{"type":"typed-literal","datatype":"http://www.w3.org/2001/XMLSchema#integer","value":"1"}}]}}'
    blank = b'{"head":{"vars":["s"]},"results":{"bindings":[{"s":{"type":"bnode","value":"nodeID://b1"}}]}}'
    with stand_in(Answer(body=yes), Answer(body=blank)) as server:
        assert ask(server.url, form="ASK")
        assert str(ask(server.url)[0]["s"]) == "_:b1"


def test_a_graph_is_put_under_its_name():
    with stand_in(Answer(201, b"")) as server:
        address = f"{server.url}/graphs"
        with open_endpoint(server.url, profile="generic", graph_store=address) as endpoint:
            endpoint.put_graph("http://x/a?b&c=d#é", TURTLE, content="text/turtle")
    (heard,) = server.heard
    assert (heard.method, heard.body) == ("PUT", TURTLE)
    assert heard.path == "/sparql/graphs?graph=http%3A%2F%2Fx%2Fa%3Fb%26c%3Dd%23%C3%A9"


def test_addresses_on_two_hosts_are_refused():
    with pytest.raises(UsageError, match=r"is not on 127\.0\.0\.1"):
        ask("http://127.0.0.1/sparql", update_endpoint="http://localhost/update")


def test_the_server_names_its_profile_where_the_address_has_no_path():
    answer = Answer(headers={"Server": "Oxigraph/9.9", "Content-Type": JSON})
    with stand_in(answer) as server, open_endpoint(server.url.removesuffix("/sparql")) as endpoint:
        assert endpoint.profile.name == "oxigraph"
        endpoint.ask(QUERY)
    assert [heard.path for heard in server.heard] == ["/", "/query"]
