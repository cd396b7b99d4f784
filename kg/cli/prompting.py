"""The prompt of the shell: history, colours, and completion of what the ontology and the graph know."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from prompt_toolkit import PromptSession
from prompt_toolkit.completion import CompleteEvent, Completer, Completion
from prompt_toolkit.document import Document
from prompt_toolkit.filters import Condition
from prompt_toolkit.history import FileHistory, History, InMemoryHistory
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.lexers import PygmentsLexer
from pygments.lexers.rdf import SparqlLexer

from kg.errors import KgError

if TYPE_CHECKING:
    from kg.queries.sources import Asked

ENTITIES = 5_000
"""The most entities that are completed, so that a large graph does not delay the first prompt."""

_WORD = re.compile(r"[.\w:-]+")

_KEYWORDS = (
    "SELECT DISTINCT WHERE FILTER OPTIONAL UNION ASK CONSTRUCT DESCRIBE ORDER BY GROUP LIMIT OFFSET "
    "VALUES BIND COUNT MINUS GRAPH SERVICE HAVING CONTAINS REGEX LCASE EXISTS NOT"
).split()


def open_prompt(asked: Asked, commands: Iterable[str]) -> Callable[[], str]:
    """What reads a query or command from the terminal: KeyboardInterrupt on Ctrl-C, EOFError at its end."""
    from kg.cli.session import is_whole

    keys = KeyBindings()
    session: PromptSession[str] = PromptSession(
        "kg> ",
        history=_open_history(),
        completer=GraphCompleter(_find_words(asked, commands)),
        complete_while_typing=False,
        lexer=PygmentsLexer(SparqlLexer),
        multiline=True,
        prompt_continuation="... ",
        key_bindings=keys,
    )

    @keys.add("enter", filter=Condition(lambda: is_whole(session.default_buffer.text + "\n")))
    def _(event: KeyPressEvent) -> None:
        event.current_buffer.validate_and_handle()

    return session.prompt


def _open_history() -> History:
    """The history of earlier conversations; only this one's where no file can be written."""
    state = os.environ.get("XDG_STATE_HOME") or str(Path.home() / ".local" / "state")
    path = Path(state) / "kg" / "history"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
    except OSError:
        return InMemoryHistory()
    return FileHistory(str(path))


def _find_words(asked: Asked, commands: Iterable[str]) -> dict[str, str]:
    """What can be completed, each with what it is: an entity is found by its label too."""
    from kg.queries.catalogue import load_queries
    from kg.queries.terms import load_prefixes, load_terms

    words = dict.fromkeys(commands, "command")
    words |= dict.fromkeys(load_queries(), "canned query")
    words |= {f"{name}:": "prefix" for name in load_prefixes()}
    words |= {f"dip:{name}": kind or "term" for name, kind in load_terms().items()}
    return words | _find_entities(asked) | dict.fromkeys(_KEYWORDS, "")


def _find_entities(asked: Asked) -> dict[str, str]:
    """The entities of the graph with their labels; none where it cannot be asked."""
    from kg.queries.words import Words

    words = Words()
    sparql = (
        "SELECT DISTINCT ?entity ?label { ?entity rdfs:label ?label "
        "FILTER(STRSTARTS(STR(?entity), STR(id:))) } "
        f"LIMIT {ENTITIES}"
    )
    try:
        answer = asked.ask(sparql)
        return {words.tell(row[0]): words.tell(row[1]) for row in answer}  # type: ignore[union-attr]
    except KgError:
        return {}


class GraphCompleter(Completer):
    """Completes the word before the cursor; `words` gives what each word is, or its label."""

    def __init__(self, words: dict[str, str]) -> None:
        self.words = words

    def get_completions(self, document: Document, complete_event: CompleteEvent) -> Iterator[Completion]:
        """The words that begin so, and entities whose label does."""
        typed = document.get_word_before_cursor(pattern=_WORD)
        if not typed:
            return
        start = typed.lower()
        for word, meaning in self.words.items():
            named = ":" in word and any(part.startswith(start) for part in meaning.lower().split())
            if word.lower().startswith(start) or (named and len(start) > 2):
                yield Completion(word, start_position=-len(typed), display_meta=meaning)
