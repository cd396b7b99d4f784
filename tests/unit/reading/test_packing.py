"""Files packed by gzip, bzip2 and Zstandard."""

import json
import subprocess
import sys

import pytest

from tests.warc_files import PACKERS, make_answer, pack_zstd

ENDINGS = {"gzip": ".gz", "bzip2": ".bz2", "zstd": ".zst"}


@pytest.fixture(params=ENDINGS)
def packing(request):
    return request.param


def write_lines(count, sentence):
    return [(json.dumps({"text": f"{sentence} It is number {n}."}) + "\n").encode() for n in range(count)]


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html", "a.json", "a.jsonl", "a.warc"])
def test_a_packed_file_is_read_as_what_is_in_it(write, read_all, sentence, packing, name):
    page = f"<html><body><p>{sentence}</p></body></html>"
    contents = {
        "html": page,
        "json": json.dumps({"text": sentence}),
        "jsonl": json.dumps({"text": sentence}),
        "warc": make_answer("https://wire.example/1", page).decode(),
    }
    content = contents.get(name.partition(".")[2], sentence)
    packed = PACKERS[packing](content.encode())
    for written in (name + ENDINGS[packing], name):
        assert read_all(write(written, packed))[0][0].text == sentence


def test_a_file_of_several_members_is_read_to_its_end(write, read_all, sentence, packing):
    members = b"".join(map(PACKERS[packing], write_lines(5, sentence)))
    documents, dropped = read_all(write(f"a.jsonl{ENDINGS[packing]}", members))
    assert len(documents) == 5 and not dropped


def test_zeros_behind_a_member_are_padding(write, read_all, sentence, packing):
    path = write(f"a.txt{ENDINGS[packing]}", PACKERS[packing](sentence.encode()) + bytes(40_000))
    assert len(read_all(path)[0]) == 1


def test_what_stands_before_a_cut_is_read(write, read_all, sentence, packing):
    members = b"".join(map(PACKERS[packing], write_lines(5, sentence)))
    path = write(f"a.jsonl{ENDINGS[packing]}", members[:-40])
    documents, dropped = read_all(path)
    assert len(documents) == 4
    assert dropped == [f"{path}: is cut short: its {packing} data end in the middle"]


def test_damage_is_told(write, read_all, sentence, packing):
    data = bytearray(PACKERS[packing](sentence.encode()))
    data[12:30] = bytes(18)
    path = write(f"a.txt{ENDINGS[packing]}", bytes(data))
    assert read_all(path) == ([], [f"{path}: is a damaged {packing} file"])


@pytest.mark.parametrize("name", ["bomb.txt", "bomb.jsonl", "bomb.json", "bomb.html"])
def test_a_bomb_is_refused(write, read_all, packing, name):
    path = write(f"{name}{ENDINGS[packing]}", PACKERS[packing](b" " * 20_000_000))
    _, [reason] = read_all(path, max_bytes=1_000_000)
    assert "unpacks to more than 100 times its size" in reason


def test_a_window_that_would_fill_the_memory_is_refused(write, read_all, sentence):
    try:
        from compression.zstd import CompressionParameter
    except ImportError:
        from backports.zstd import CompressionParameter
    wide = pack_zstd(
        sentence.encode() * 9,
        options={CompressionParameter.window_log: 28, CompressionParameter.content_size_flag: 0},
    )
    frame = bytearray(wide)
    assert frame[4] & 0x20 == 0, "the window is told, and not the size"
    frame[5] = (31 - 10) << 3
    path = write("a.txt.zst", bytes(frame))
    assert read_all(path) == ([], [f"{path}: is a damaged zstd file"])


def test_a_bomb_does_not_fill_the_memory(tmp_path, packing):
    path = tmp_path / f"a.jsonl{ENDINGS[packing]}"
    piece = PACKERS[packing](b" " * 50_000_000)
    path.write_bytes(piece * 20)
    code = (
        "import resource, sys; resource.setrlimit(resource.RLIMIT_AS, (700_000_000,) * 2)\n"
        "from kg.reading import read_documents; print(next(read_documents([sys.argv[1]])).reason)"
    )
    done = subprocess.run([sys.executable, "-c", code, path], capture_output=True, text=True, check=True)
    assert "more than" in done.stdout
