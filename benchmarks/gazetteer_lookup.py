"""How long it takes to look up every name in a sentence, beside a bare dictionary.

    python benchmarks/gazetteer_lookup.py

Prints milliseconds a sentence, cold and warm, and the ratio to asking a dict for each word in the same run.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable

from kg.gazetteer import open_gazetteer

SENTENCES = (
    "Russian President Vladimir Putin met Armenian Prime Minister Nikol Pashinyan in St. Petersburg on "
    "Tuesday during the informal summit of CIS leaders , the Kremlin said .",
    "The U.S. State Department said that Washington and its allies in the European Union would discuss "
    "new sanctions against the Democratic People 's Republic of Korea next week .",
    "Ursula von der Leyen and Abdel Fattah el - Sisi signed a partnership agreement between Brussels and "
    "Cairo at a ceremony which Greek and Cypriot leaders attended .",
    "After two days of talks the ministers agreed that their experts would meet again in the spring to "
    "draft a text that both parliaments could ratify .",
)
ROUNDS = 500


def look_up_names(words: list[str]) -> int:
    """How many names there are, by the gazetteer."""
    gazetteer, start, found = open_gazetteer(), 0, 0
    while start < len(words):
        match = gazetteer.longest(words, start)
        found += match is not None
        start += match[0] if match else 1
    return found


def look_up_words(words: list[str], table: dict[str, int]) -> int:
    """How many words stand in a dictionary."""
    return sum(word in table for word in words)


def measure(task: Callable[[list[str]], int], sentences: list[list[str]], rounds: int) -> float:
    """Milliseconds a sentence."""
    begin = time.perf_counter()
    for _ in range(rounds):
        for words in sentences:
            task(words)
    return (time.perf_counter() - begin) * 1000 / (rounds * len(sentences))


def main() -> None:
    """Measures and writes one line a figure."""
    sentences = [sentence.split() for sentence in SENTENCES]
    table = {word: 1 for words in sentences for word in words if word[0].isupper()}
    cold = measure(look_up_names, sentences, 1)
    warm = measure(look_up_names, sentences, ROUNDS)
    bare = measure(lambda words: look_up_words(words, table), sentences, ROUNDS)
    sys.stdout.write(f"cold  {cold:.3f} ms a sentence (opening included)\n")
    sys.stdout.write(f"warm  {warm:.4f} ms a sentence\nratio {warm / bare:.1f} to a dict lookup a word\n")


if __name__ == "__main__":
    main()
