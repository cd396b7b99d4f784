"""Lists of files, and files that are named themselves."""

import pytest

from kg.errors import InputError, UsageError
from tests.unit.sync.conftest import told


@pytest.fixture
def manifest(bench):
    """Writes a list of files beside the folder, and gives its path."""

    def write(*lines):
        path = bench.folder.parent / "list"
        path.write_text("\n".join(lines), encoding="utf-8")
        return path

    return write


def test_a_manifest_names_files_and_folders_seen_from_where_it_lies(bench, manifest):
    bench.write(one="Anna met Boris.", b_two="Clara stayed.", three="Dora left.")
    path = manifest("# what counts", "news/one.txt", "", "news/b")
    assert told(bench.sync(path)) == {"added": 2}
    assert bench.sources() == [f"{bench.folder}/b/two.txt", f"{bench.folder}/one.txt"]


def test_what_is_listed_no_more_is_removed_though_its_file_is_there(bench, manifest):
    bench.write(one="Anna met Boris.", two="Clara stayed.")
    bench.sync(manifest("news/one.txt", "news/two.txt"))
    assert told(bench.sync(manifest("news/two.txt"))) == {"removed": 1, "unchanged": 1}


def test_what_is_listed_and_missing_is_told_and_kept(bench, manifest):
    bench.write(one="Anna met Boris.", two="Clara stayed.", b_three="Dora left.")
    path = manifest("news/one.txt", "news/two.txt", "news/b")
    bench.sync(path)
    bench.remove("one", "b_three")
    (bench.folder / "b").rmdir()
    report = bench.sync(path)
    assert told(report) == {"failed": 2, "unchanged": 1}
    assert report.dropped[0].reason == f"{path}:1: there is no file 'news/one.txt'"
    assert bench.people() == {"Anna", "Boris", "Clara", "Dora"}


def test_a_text_that_names_no_file_is_no_manifest(bench, manifest):
    with pytest.raises(InputError, match="names no file that is there"):
        bench.sync(manifest("Anna met Boris.", "Clara stayed."))


def test_a_line_without_end_is_no_path(bench, manifest):
    bench.write(one="Anna met Boris.")
    with pytest.raises(InputError, match="too long"):
        bench.sync(manifest("news/one.txt", "x" * 1_000_000))


def test_a_file_of_documents_is_no_manifest(bench):
    (bench.folder / "all.jsonl").write_text('{"text": "Anna met Boris."}', encoding="utf-8")
    assert told(bench.sync(bench.folder / "all.jsonl")) == {"added": 1}
    assert bench.sources() == [f"{bench.folder}/all.jsonl:1"]


def test_pages_are_asked_for_of_feeds_only(bench, manifest):
    bench.write(one="Anna met Boris.")
    with pytest.raises(UsageError, match="--pages is for feeds"):
        bench.sync(manifest("news/one.txt"), pages=True)


def test_what_is_not_there_is_told(bench):
    with pytest.raises(InputError, match="no such file or folder"):
        bench.sync(bench.folder / "none")
