"""Plain text, its encodings, and what only pretends to be text."""

import io
import zipfile

import pytest

ACCENTS = (
    "Emmanuel Macron and José Manuel met in Orléans on Friday; the visit – his first – was naïve, he said."
)


def test_text_is_kept_exactly_as_it_stands(write, read_all):
    text = "\r\n  Aliyev met Pashinyan in Moscow.\r\n\r\n\tPutin hosted the talks.  \n"
    [document], dropped = read_all(write("talks.txt", text))
    assert document.text == text and not dropped


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_byte_order_mark_tells_the_encoding_and_goes(write, read_all, encoding):
    [document], _ = read_all(write("a.txt", ACCENTS.encode(encoding)))
    assert document.text == ACCENTS


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_wide_text_without_a_mark_is_recognised(write, read_all, encoding):
    [document], _ = read_all(write("a.txt", ACCENTS.encode(encoding)))
    assert document.text == ACCENTS


def test_western_text_is_recognised(write, read_all):
    [document], _ = read_all(write("a.txt", ACCENTS.encode("cp1252")))
    assert document.text == ACCENTS


def test_utf8_with_foreign_bytes_in_it_is_reported_with_its_line(write, read_all):
    path = write("mixed.txt", ACCENTS.encode() + b"\nZ\xfcrich hosted them.\n")
    assert read_all(path) == ([], [f"{path}:2: byte 0xfc is not UTF-8 as the rest is; save it all as UTF-8"])


def test_a_cut_wide_text_is_reported(write, read_all):
    _, [reason] = read_all(write("cut.txt", ACCENTS.encode("utf-16")[:-1]))
    assert "is not UTF-16" in reason


def test_bytes_in_no_encoding_are_reported(write, read_all):
    noise = b"".join(bytes([0x81, 0x20 + n % 90, 0x8D, 0xFF]) for n in range(400))
    _, [reason] = read_all(write("noise.txt", noise))
    assert "encoding cannot be told" in reason


def test_a_pdf_under_a_text_name_says_what_to_do(write, read_all):
    path = write("report.txt", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n")
    assert read_all(path) == ([], [f"{path}: this is a PDF; convert it with pdftotext first"])


def test_an_office_document_under_a_text_name_says_what_to_do(write, read_all):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("word/document.xml", "<w:document/>")
    _, [reason] = read_all(write("report.txt", packed.getvalue()))
    assert "office document" in reason


def test_rich_text_under_a_text_name_says_what_to_do(write, read_all):
    _, [reason] = read_all(write("report.txt", r"{\rtf1\ansi Moscow rejected the plan.}"))
    assert "RTF" in reason


def test_bytes_with_zeros_are_binary(write, read_all):
    _, [reason] = read_all(write("a.txt", b"\x7fELF\x02\x01\x01\x00\x00\x00\x03\x00>\x00"))
    assert "binary" in reason


def test_many_control_characters_are_binary(write, read_all):
    _, [reason] = read_all(write("a.txt", bytes(range(1, 120)) * 20))
    assert "binary" in reason


@pytest.mark.parametrize("content", ["", " \r\n\t \n", "\ufeff"])
def test_an_empty_file_is_passed_over(write, read_all, content):
    path = write("empty.txt", content)
    assert read_all(path) == ([], [f"{path}: is empty"])


def test_a_file_without_words_is_passed_over(write, read_all):
    path = write("rule.txt", "----- 1234 -----\n")
    assert read_all(path) == ([], [f"{path}: holds no words"])


def test_a_large_file_is_passed_over(write, read_all, sentence):
    path = write("large.txt", sentence * 20)
    assert read_all(path, max_bytes=1000) == ([], [f"{path}: holds more than 1 kB, the most that is read"])


def test_a_file_at_the_limit_is_read(write, read_all, sentence):
    assert read_all(write("a.txt", sentence), max_bytes=len(sentence.encode()))[0]


def test_a_page_under_a_text_name_is_read_as_a_page(write, read_all, sentence):
    [document], _ = read_all(write("a.txt", f"<!DOCTYPE html>\n<html><body><p>{sentence}</p></body></html>"))
    assert document.text == sentence
