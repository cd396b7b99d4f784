"""Answers are kept on disk: the same question is not asked twice, and a failure is never kept."""

import gzip

import pytest

from kg.errors import StoreError
from tests.stand_ins import Answer, stand_in
from tests.wikibase import SANDBOX, read_answer, reply, run_wikibase


def files(folder):
    return sorted(path for path in folder.rglob("*") if path.is_file())


def test_what_was_answered_is_not_asked_again(make_client):
    with run_wikibase() as server:
        first, second = make_client(server), make_client(server)
        for client in (first, second):
            client.search("Warsaw")
            client.find_items(["Q31", SANDBOX])
            client.find_item("Q217659")
        assert len(server.heard) == len(first.requests) == 3
    assert second.requests == []


def test_the_cache_is_replayed_without_a_network(make_client):
    with run_wikibase() as server:
        online = make_client(server)
        asked = online.search("Warsaw"), online.find_items(["Q31", SANDBOX]), online.find_item("Q217659")
    offline = make_client(server, offline=True)
    told = offline.search("Warsaw"), offline.find_items(["Q31", SANDBOX]), offline.find_item("Q217659")
    assert told == asked


def test_what_is_not_in_the_cache_is_an_error_offline(make_client):
    with run_wikibase() as server:
        with pytest.raises(StoreError, match="'Warsaw': not in the cache") as caught:
            make_client(server, offline=True).search("Warsaw")
        assert server.heard == []
    assert "without --offline" in caught.value.hint


def test_a_run_goes_on_where_it_stopped(make_client):
    names = ["Warsaw", "Belgium", "Eurostat"]
    ban = Answer(403, b"You have been banned until tomorrow", "text/plain")
    with run_wikibase(reply(read_answer("search-abc.json")), ban) as server:
        with pytest.raises(StoreError, match="banned"):
            list(make_client(server).search_all(names))
        list(make_client(server).search_all(names))
        assert [call["search"] for call in server.calls] == ["Warsaw", "Belgium", "Belgium", "Eurostat"]


@pytest.mark.parametrize(
    "failure",
    [
        Answer(503, b"", "text/plain"),
        Answer(200, b'{"search": [', "application/json"),
        Answer(200, b"<html>", "text/html"),
        reply(read_answer("error-maxlag.json")),
        reply({"success": 1}),
    ],
)
def test_a_failure_is_not_kept(failure, make_client, tmp_path):
    with stand_in(failure) as server, pytest.raises(StoreError):
        make_client(server.url).search("Warsaw")
    assert files(tmp_path / "cache") == []


def test_the_same_answers_give_the_same_files(make_client, tmp_path):
    with run_wikibase() as server:
        for folder in (tmp_path / "a", tmp_path / "b"):
            make_client(server, folder=folder).find_items(["Q31", "Q270"])
    one, other = (
        [(path.relative_to(folder), path.read_bytes()) for path in files(folder)]
        for folder in (tmp_path / "a", tmp_path / "b")
    )
    assert one == other and len(one) == 2


@pytest.mark.parametrize(
    "damage",
    [b"", b"{}", gzip.compress(b"{"), gzip.compress(b"[]"), gzip.compress(b"x")[:12]],
    ids=["empty", "unpacked", "broken JSON", "no object", "cut"],
)
def test_a_damaged_file_is_asked_for_anew(damage, make_client, tmp_path):
    with run_wikibase() as server:
        hits = make_client(server).search("Warsaw")
        (file,) = files(tmp_path / "cache")
        file.write_bytes(damage)
        assert make_client(server).search("Warsaw") == hits
        assert len(server.heard) == 2


def test_another_service_has_answers_of_its_own(make_client):
    with run_wikibase() as one, run_wikibase() as other:
        make_client(one).search("Warsaw")
        make_client(other).search("Warsaw")
        assert len(other.heard) == 1


def test_a_cache_that_cannot_be_written_is_told_before_anything_is_asked(make_client, tmp_path):
    (tmp_path / "file").write_text("not a folder", encoding="utf-8")
    with run_wikibase() as server:
        with pytest.raises(StoreError, match="the cache cannot be written") as caught:
            make_client(server, folder=tmp_path / "file" / "cache").search("Warsaw")
        assert server.heard == []
    assert "--cache" in caught.value.hint


def test_a_cache_that_cannot_be_written_still_answers(make_client, tmp_path):
    with run_wikibase() as server:
        hits = make_client(server).search("Warsaw")
        folder = tmp_path / "cache"
        for path in [*folder.rglob("*"), folder]:
            path.chmod(0o555 if path.is_dir() else 0o444)
        try:
            assert make_client(server).search("Warsaw") == hits
        finally:
            for path in [folder, *folder.rglob("*")]:
                path.chmod(0o755)


def test_without_a_folder_nothing_is_kept(make_client):
    with run_wikibase() as server:
        for _ in range(2):
            make_client(server, folder=None).search("Warsaw")
        assert len(server.heard) == 2
