"""What several texts share is parsed once, and gives what it gives when it is parsed anew."""

from dataclasses import replace

from kg.language.remembering import ParagraphMemory
from tests.telling import as_document, the_extractor

COPY = "French President Emmanuel Macron met Chancellor Olaf Scholz in Berlin. They signed a treaty."
PRINTS = [
    f"PARIS (Agency) -\n{COPY}",
    f"From our own correspondents.\n\n{COPY}\nRead more.",
    COPY,
]


def parse(*texts, memory=None):
    language = replace(the_extractor().language, memory=memory or ParagraphMemory())
    return list(language.parse_all([as_document(text, name=f"urn:x:{n}") for n, text in enumerate(texts)]))


def test_a_shared_paragraph_stands_where_each_text_has_it():
    for sentences in parse(*PRINTS):
        for sentence in sentences:
            for token in sentence.tokens:
                assert sentence.document.text[token.start : token.end] == token.text


def test_a_shared_paragraph_is_parsed_as_it_would_be_alone():
    together = parse(*PRINTS)
    alone = [parse(text)[0] for text in PRINTS]
    assert [[s.tokens for s in sentences] for sentences in together] == [
        [s.tokens for s in sentences] for sentences in alone
    ]


def test_a_shared_paragraph_is_parsed_once():
    memory = ParagraphMemory()
    parse(COPY, memory=memory)
    language = the_extractor().language
    seen = []

    class Watched:
        def pipe(self, texts, batch_size):
            seen.extend(texts := list(texts))
            return language.pipeline.pipe(texts, batch_size=batch_size)

    watched = replace(language, memory=memory, pipeline=Watched())
    list(watched.parse_all([as_document(text) for text in PRINTS]))
    assert COPY not in seen
    assert "Read more." in seen


def test_paragraphs_are_forgotten_when_there_are_too_many_words():
    memory = ParagraphMemory(most_words=20)
    parse(COPY, "Norway and Iran held talks in Oslo.", memory=memory)
    assert not memory.recall([COPY])
    assert memory.recall(["Norway and Iran held talks in Oslo."])
