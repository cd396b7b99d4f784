"""Which texts count as English."""

import pytest

from kg.reading.languages import find_foreign

ENGLISH = [
    "Moscow rejected the plan.",
    "Putin met Xi.",
    "Peskov met Lavrov in Astana yesterday.",
    "Vučić met Kurti in Brussels on Monday.",
    "Mirzoyan met Bayramov in Yerevan today.",
    "The Taoiseach met Bundeskanzler Olaf Scholz and Président Emmanuel Macron at Schloss Meseberg.",
    "Ursula von der Leyen and Giorgia Meloni visited Tunis with Mark Rutte.",
    "Wang Yi, Li Qiang, Zhao Leji and Cai Qi attended the meeting with Recep Tayyip Erdoğan.",
    "MOSCOW REJECTED THE PLAN, THE KREMLIN SAID ON MONDAY.",
]
FOREIGN = {
    "El presidente se reunió con su homólogo francés en Madrid.": "'es'",
    "Der Bundeskanzler traf am Montag den französischen Präsidenten in Paris.": "'de'",
    "Le ministre est arrivé à Paris.": "'fr'",
    "Het kabinet sprak maandag over de zaak.": "'nl'",
    "Prezident İlham Əliyev Moskvada görüş keçirdi.": "'az'",
    "Predsjednik se sastao s premijerom u Zagrebu i razgovarao o sporazumu.": "'hr'",
    "Премьер-министр посетил Ереван.": "Cyrillic",
    "习近平会见普京": "Cjk",
    "Встреча": "Cyrillic",
    "اجتمع الوزير مع نظيره في القاهرة": "Arabic",
}


@pytest.mark.parametrize("text", ENGLISH)
def test_english_with_foreign_names_is_english(text):
    assert find_foreign(text) is None


@pytest.mark.parametrize("text", FOREIGN)
def test_another_language_is_named(text):
    assert FOREIGN[text] in (find_foreign(text) or "")


def test_a_few_latin_words_count_as_english():
    assert find_foreign("Bundeskanzler trifft Präsident") is None


def test_the_answer_is_the_same_every_time():
    assert len({find_foreign(text) for text in FOREIGN for _ in range(3)}) == len(
        {find_foreign(text) for text in FOREIGN}
    )


@pytest.mark.parametrize("claimed", ["en", "en-GB", "en_US", "EN", "English", "eng"])
def test_a_document_that_says_it_is_english_is_believed(claimed):
    assert find_foreign("El presidente se reunió con su homólogo francés en Madrid.", claimed=claimed) is None


def test_a_document_that_says_it_is_not_english_is_believed():
    assert find_foreign("Moscow rejected the plan.", claimed="fr") == "'fr'"


def test_an_empty_claim_says_nothing():
    assert find_foreign("Le ministre est arrivé à Paris.", claimed=" ") is not None


def test_a_file_in_another_language_is_passed_over(write, read_all):
    path = write("nota.txt", next(iter(FOREIGN)))
    assert read_all(path) == ([], [f"{path}: is not in English but in what looks like 'es'"])


def test_another_language_is_read_on_request(write, read_all):
    assert read_all(write("nota.txt", next(iter(FOREIGN))), english_only=False)[0]
