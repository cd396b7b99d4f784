"""The lexicon as a page to read: every word with its frames and an example, by what it says."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from kg.model import STATUSES, TENURES
from kg.ontology.examples import ARROW
from kg.ontology.lexicon import Argument, Entry, Frame, Lexicon, Sense

_OPENING = """# The lexicon

This page is made from `ontology/lexicon.en.ttl`; change that file, not this one. It lists {words} words and
phrases of English with {examples} example sentences, by what they say. A word may say several things, and
then stands in several places. How an entry is written, and how an example says what must be read in it, is
told at the top of that file. A lexicon of your own, `--lexicon words.ttl`, adds to this one.
"""

_KINDS = (
    ("Events", "The roles of an event are filled by what stands around the word, as its frames tell."),
    ("Relations", "A relation holds between the *subject* and the *object* of the frame."),
    ("Kinds of things", "Words for offices, agreements, bodies and places, by the class of what they name."),
    ("Statuses", "What the word makes of the clause or the event under it."),
    ("Tenures", "How the office after the word is held."),
    ("Grammar", "Words that help others: they hold up an event noun, or speak for a state."),
)

_SHOWN = 4
_ORDER = (
    "possessiveAdjunct",
    "attributiveArg",
    "subject",
    "copulativeSubject",
    "indirectObject",
    "directObject",
    "clauseSubject",
    "prepositionalAdjunct",
)
_WORDS = {
    "possessiveAdjunct": "{}'s …",
    "attributiveArg": "{} before it",
    "subject": "{} as subject",
    "copulativeSubject": "{} is …",
    "indirectObject": "{} as indirect object",
    "directObject": "{} as object",
    "clauseSubject": "that {} …",
    "prepositionalAdjunct": "{marker} {}",
}


def describe_lexicon(lexicon: Lexicon) -> str:
    """A Markdown page of the entries, grouped by what they say, and of the frames."""
    groups = _groups(lexicon)
    sections = (_kind(title, note, groups.get(title, {})) for title, note in _KINDS)
    return _opening(lexicon) + "".join(sections) + _frames(lexicon)


def _opening(lexicon: Lexicon) -> str:
    examples = sum(len(entry.examples) + len(entry.counter_examples) for entry in lexicon.entries)
    return _OPENING.format(words=len(lexicon.entries), examples=examples)


def _groups(lexicon: Lexicon) -> dict[str, dict[str, list[tuple[Entry, Sense]]]]:
    """The senses by their kind and what they refer to."""
    found: dict[str, dict[str, list[tuple[Entry, Sense]]]] = defaultdict(lambda: defaultdict(list))
    for entry in lexicon.entries:
        for sense in entry.senses:
            found[_kind_of(sense)][sense.reference].append((entry, sense))
    return found


def _kind_of(sense: Sense) -> str:
    name = sense.reference
    if name in STATUSES or name in TENURES:
        return "Statuses" if name in STATUSES else "Tenures"
    if name[0].isupper():
        return "Events" if sense.frames else "Kinds of things"
    roles = {argument.role for frame in sense.frames for argument in frame.arguments}
    return "Relations" if "subject" in roles and name != "counterpart" else "Grammar"


def _kind(title: str, note: str, group: dict[str, list[tuple[Entry, Sense]]]) -> str:
    tables = (_reference(name, group[name]) for name in sorted(group))
    return f"\n## {title}\n\n{note}\n" + "".join(tables)


def _reference(name: str, senses: Iterable[tuple[Entry, Sense]]) -> str:
    ordered = sorted(senses, key=lambda each: (each[0].part_of_speech, each[0].name))
    rows = [_row(entry, sense) for entry, sense in ordered]
    return f"\n### `{name}`\n\n" + _table(("word", "", "frames", "example"), rows)


def _row(entry: Entry, sense: Sense) -> tuple[str, ...]:
    frames = ", ".join(sorted(f"`{frame.name}`" for frame in sense.frames))
    return (_written(entry), entry.part_of_speech, frames, _example(entry, sense))


def _written(entry: Entry) -> str:
    first, *others = (" ".join(words).replace(" - ", "-") for words in entry.forms)
    more = f", … ({len(others) - _SHOWN} more)" if len(others) > _SHOWN else ""
    return f"**{first}**" + "".join(f", {form}" for form in others[:_SHOWN]) + more


def _example(entry: Entry, sense: Sense) -> str:
    """The example that names what the sense refers to, or the first one."""
    fitting = [e for e in entry.examples if sense.reference in e.partition(ARROW)[2]]
    chosen = next(iter(fitting or entry.examples), "")
    return chosen.partition(ARROW)[0].strip().replace("|", "\\|")


def _frames(lexicon: Lexicon) -> str:
    known = {f.name: f for e in lexicon.entries for s in e.senses for f in s.frames}
    rows = [(f"`{name}`", _pattern(known[name])) for name in sorted(known)]
    note = "What stands around the word, and the role that it fills; what may be missing is in brackets.\n\n"
    return "\n## Frames\n\n" + note + _table(("frame", "arguments"), rows)


def _pattern(frame: Frame) -> str:
    ordered = sorted(frame.arguments, key=lambda a: (_ORDER.index(a.function), a.optional, a.marker))
    return "; ".join(_argument(argument) for argument in ordered)


def _argument(argument: Argument) -> str:
    words = _WORDS[argument.function].format(f"*{argument.role}*", marker=argument.marker)
    return f"[{words}]" if argument.optional else words


def _table(titles: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines: Iterator[Sequence[str]] = iter([titles, ["---"] * len(titles), *rows])
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)
