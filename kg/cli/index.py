"""`kg index`: build an index of entities from a dump of Wikidata, see what one holds, search it."""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg.cli.talk import Talk, talk_options

if TYPE_CHECKING:
    from kg.gazetteer import Candidate, EntityIndex
    from kg.gazetteer.dump.building import State

_EPILOG = """\b
Example:
  kg index search Zelenskiy
"""
_BUILD_EPILOG = """\b
Example:
  kg index build tests/data/wikidata/dump.json -o out/index.sqlite
"""
_INFO_EPILOG = """\b
Example:
  kg index info
"""
_SEARCH_EPILOG = """\b
Example:
  kg index search Zelenskiy
  kg index search "foreign minister" --of France --date 2011-06-01
  kg index search Georgia --type State -F json
"""
_TOLD_EVERY = 10.0
_form_option = click.option(
    "-F", "--format", "form", type=click.Choice(["text", "json"]), default="text", help="How."
)


@click.group("index", epilog=_EPILOG)
def command() -> None:
    """Build an index of entities from a dump of Wikidata, see what one holds, search it.

    It says what a name may mean, and who held which office when. One comes along; another can
    be built from a dump of Wikidata, and given to other commands with --gazetteer.
    """


@command.command("build", epilog=_BUILD_EPILOG)
@click.argument("dump")
@click.option("-o", "--output", required=True, type=click.Path(dir_okay=False), help="The index to write.")
@click.option(
    "--class",
    "classes",
    multiple=True,
    metavar="QID[:TYPE]",
    help="Take in instances of this class and its subclasses, and of others so given, only.",
)
@click.option(
    "--sitelinks",
    type=click.IntRange(min=0),
    default=3,
    show_default=True,
    help="Leave out what fewer wikis tell of, but for offices and who held them.",
)
@click.option("--date", "day", metavar="DATE", help="Its day.  [default: in its name, or the file's]")
@click.option("--alone", is_flag=True, help="Without the names that come along.")
@click.option(
    "--processes", type=click.IntRange(min=0), default=0, help="How many.  [default: one a core, at most 8]"
)
@click.option("--restart", is_flag=True, help="Begin again where a build was stopped before.")
@talk_options
def build(dump: str, output: str, *, day: str | None, quiet: bool, verbose: bool, **chosen: Any) -> None:
    """Build an index from a dump of Wikidata.

    DUMP is latest-all.json.bz2, .gz or plain (one item a line), or latest-truthy.nt in the same forms,
    which holds no dates; "-" is standard input. A build that was stopped goes on where it was.
    """
    from kg.gazetteer.dump import Options, build_index

    talk = Talk(quiet=quiet, verbose=verbose)
    options = Options(day=_check_day(day), **chosen)
    progress = build_index(dump, Path(output), options=options, follow=_Follower(talk))
    talk.say(f"{progress.items:,} items read, index written to {output}")
    if progress.bad:
        talk.say(f"{progress.bad:,} lines were no items, or too long, and were left out")


def _check_day(day: str | None) -> str:
    from datetime import date

    from kg.errors import UsageError

    try:
        return date.fromisoformat(day).isoformat() if day else ""
    except ValueError as error:
        raise UsageError(f"no date: {day!r}", hint="--date 2026-01-05") from error


class _Follower:
    """Tells of the progress: on a terminal in one line that changes, elsewhere in a line now and then."""

    def __init__(self, talk: Talk) -> None:
        self._talk = talk
        self._told = time.monotonic()
        self._terminal = sys.stderr.isatty()

    def __call__(self, state: State) -> None:
        every = 0.5 if self._terminal else _TOLD_EVERY
        if self._talk.quiet or time.monotonic() - self._told < every:
            return
        self._told = time.monotonic()
        line = _tell_state(state)
        click.echo(f"\r\x1b[2K{line}" if self._terminal else line, err=True, nl=not self._terminal)


def _tell_state(state: State) -> str:
    parts = [state.doing if state.share is None else f"{state.doing} {state.share:.0%}"]
    if state.doing == "reading":
        parts += [f"{state.progress.items:,} items", f"{state.progress.kept:,} kept"]
    if state.doing == "reading" and state.seconds > 1 and not state.began:
        parts.append(f"{state.progress.items / state.seconds:,.0f} a second")
    if state.left is not None:
        parts.append(f"{_tell_time(state.left)} left")
    return ", ".join(parts)


def _tell_time(seconds: float) -> str:
    minutes = round(seconds / 60)
    return (
        f"{minutes // 60} h {minutes % 60} min"
        if minutes > 99
        else f"{minutes} min"
        if minutes
        else "a minute"
    )


@command.command("info", epilog=_INFO_EPILOG)
@click.argument("index", required=False, type=click.Path())
@_form_option
def info(index: str | None, *, form: str) -> None:
    """Tell what an index holds; that which comes along unless INDEX is given."""
    found = _open(index)
    told: dict[str, Any] = {"index": str(found.path), **found.about, "entities": found.count()}
    if form == "json":
        click.echo(json.dumps(told, indent=2, ensure_ascii=False))
        return
    for name, value in told.items():
        counts = value if isinstance(value, dict) else {}
        shown = sum(counts.values()) if counts else value
        click.echo(f"{name.replace('_', ' '):<28}{f'{shown:,}' if isinstance(shown, int) else shown}")
        for kind, count in counts.items():
            click.echo(f"  {kind:<26}{count:,}")


@command.command("search", epilog=_SEARCH_EPILOG)
@click.argument("name")
@click.option("--type", "kind", metavar="CLASS", help="Of this class only: Person, State, Office ...")
@click.option("--of", "state", metavar="STATE", help="NAME is an office of this state or body: who held it.")
@click.option("--date", "day", metavar="DATE", help="The day on which offices were held.  [default: today]")
@click.option("--limit", type=click.IntRange(min=1), default=10, show_default=True, help="How many at most.")
@click.option("--gazetteer", "index", type=click.Path(), help="An index of your own.")
@_form_option
def search(name: str, *, kind: str | None, limit: int, index: str | None, form: str, **asked: Any) -> None:
    """Say what a name may mean, or with --of who held an office, the likeliest first.

    Names are found whatever their case, accents and transliteration; surnames, initials and demonyms
    are names too. With --date, what people did on that day is told. Exit code 1 if nothing is found.
    """
    found = _open(index)
    day = _check_day(asked["day"])
    rows = _find_holders(found, name, asked["state"], day) if asked["state"] else _find(found, name, day)
    rows = [row for row in rows if kind in {None, row["class"]}][:limit]
    if form == "json":
        click.echo(json.dumps(rows, indent=2, ensure_ascii=False))
    elif rows:
        from kg.cli.tables import draw_table

        draw_table(tuple(rows[0]), ([str(cell) for cell in row.values()] for row in rows))
    if not rows:
        click.echo(f"no entity {name!r}", err=True)
        if not asked["state"]:
            click.echo("  try: kg index search OFFICE --of STATE, for who held an office", err=True)
        click.get_current_context().exit(1)


def _find(index: EntityIndex, name: str, day: str) -> list[dict[str, Any]]:
    """The rows of what a name may mean."""
    return [
        {
            "entity": candidate.key,
            "label": candidate.label,
            "class": candidate.type,
            "name": f"{candidate.kind}, {candidate.spelling}",
            "fame": round(candidate.prior, 2),
            "description": _tell_day(index, candidate, day) or index.description(candidate.key) or "",
        }
        for candidate in index.candidates(name)
    ]


def _tell_day(index: EntityIndex, candidate: Candidate, day: str) -> str:
    """What a person did on a day, as far as it is known."""
    if not day or candidate.type != "Person":
        return ""
    held = [p for p in index.positions(candidate.key) if p.start and p.start <= day]
    held = [p for p in held if (p.end or p.last_seen or "9") >= day]
    owners = (p.of and index.candidate(p.of) for p in held)
    told = (f"{p.label}, {owner.label}" if owner else p.label for p, owner in zip(held, owners, strict=True))
    return "; ".join(dict.fromkeys(told))


def _find_holders(index: EntityIndex, office: str, state: str, day: str) -> list[dict[str, Any]]:
    """The rows of who held an office; UsageError if there is no such state or body."""
    from datetime import UTC, datetime

    from kg.errors import UsageError

    owners = [c for c in index.candidates(state) if c.type != "Person"]
    if not owners:
        raise UsageError(f"no state or body {state!r}", hint=f"kg index search {state!r}")
    date = day or datetime.now(UTC).date().isoformat()
    return [
        {
            "entity": holder.person.key,
            "label": holder.person.label,
            "class": holder.person.type,
            "office": holder.position.label,
            "from": holder.position.start or "",
            "until": holder.position.end or "",
            "sure": "yes" if holder.sure else f"the last that is known ({index.data_end})",
        }
        for holder in index.holders_at(office, owners[0].key, date)
    ]


def _open(index: str | None) -> EntityIndex:
    from kg.gazetteer import open_index

    return open_index(Path(index) if index else None)
