"""`kg merge`: proposes which entities of several documents are one, and keeps what is decided."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg.cli.documents import Run, extract_all, extraction_options, read_extracted
from kg.cli.store_options import count_things
from kg.cli.talk import Talk, talk_options
from kg.errors import UsageError
from kg.model import Extraction

if TYPE_CHECKING:
    from kg.merging import Decisions, Proposal

_EPILOG = """\b
Example:
  kg merge seeds/ -o out/proposals.tsv
  kg merge seeds/ --merges out/merges.tsv --accept 0.9
"""

_ANSWERS = {"y": "same", "n": "different"}


@click.command("merge", epilog=_EPILOG)
@click.argument("sources", metavar="DOCUMENTS...", nargs=-1, required=True)
@click.option("-o", "--output", metavar="FILE", default="-", help="Write the proposals here, to be decided.")
@click.option("--merges", metavar="FILE", help="What was decided before; decisions are added to it.")
@click.option("--review", is_flag=True, help="Ask at the terminal about each proposal.")
@click.option("--accept", metavar="SCORE", type=click.FloatRange(0, 1), help="Accept these without asking.")
@click.option("--extracted", is_flag=True, help="The documents are what kg extract printed.")
@extraction_options
@talk_options
def command(sources: tuple[str, ...], **options: Any) -> None:
    """Propose which entities of several documents are one.

    Entities that are linked to one item of Wikidata are one already. Of the others, each proposal names
    two with its score and the evidence: their names, offices, facts and company. Write "same" or
    "different" in place of its question mark, or answer with --review; kg build --merges heeds the file,
    and what is decided is not proposed again.
    """
    if (options["review"] or options["accept"] is not None) and not options["merges"]:
        raise UsageError("decisions need a file to be kept in", where="merge", hint="--merges merges.tsv")
    from kg.merging import propose, save_verdicts

    talk, run = Talk(quiet=options["quiet"], verbose=options["verbose"]), Run()
    read = read_extracted if options["extracted"] else extract_all
    extractions = (
        found for found in read(sources, options, talk=talk, run=run) if isinstance(found, Extraction)
    )
    known = _read_known(options["merges"])
    found = propose(extractions)
    left = [each for each in found if known.verdicts.get((each.one, each.other), "?") == "?"]
    talk.say(run.report())
    decided = _decide(left, options, known)
    if not options["merges"] or options["output"] != "-":
        verdicts = [(each, "?") for each in left if each not in decided]
        save_verdicts(verdicts, options["output"])
    done = len(found) - len(left) + len(decided)
    talk.say(f"{count_things(len(found), 'proposal')}, {done:,} decided")


def _read_known(path: str | None) -> Decisions:
    """What was decided before; nothing where the file is not there yet."""
    from kg.merging import Decisions, read_decisions

    return read_decisions([path]) if path and Path(path).exists() else Decisions()


def _decide(left: list[Proposal], options: dict[str, Any], known: Decisions) -> dict[Proposal, str]:
    """The verdicts that are given by a score or at the terminal, each kept at once."""
    from kg.merging import save_verdicts

    least = options["accept"]
    decided = {each: "same" for each in left if least is not None and each.score >= least and not each.apart}
    if decided:
        save_verdicts(decided.items(), options["merges"], known=known)
    if options["review"]:
        rest = [each for each in left if each not in decided]
        for number, proposal in enumerate(rest, 1):
            answer = _ask(proposal, f"{number} of {len(rest)}")
            if answer == "q":
                break
            if answer in _ANSWERS:
                decided[proposal] = _find_verdict(proposal, answer)
                save_verdicts(decided.items(), options["merges"], known=known)
    return decided


def _find_verdict(proposal: Proposal, answer: str) -> str:
    """What "yes" and "no" mean: of two that bear one IRI, "no" parts them."""
    return "apart" if proposal.apart and answer == "n" else _ANSWERS[answer]


def _ask(proposal: Proposal, place: str) -> str:
    """y, n, s to skip it or q to stop: what the person at the terminal answers; the end of input stops."""
    from kg.queries.answers import strip_controls

    one, other = map(strip_controls, proposal.told)
    click.echo(f"\n{place}, {proposal.score:.2f}\n  {one}\n  {other}", err=True)
    for each in proposal.evidence:
        click.echo(f"    {strip_controls(each)}", err=True)
    while True:
        click.echo("the same? y, n, s (skip), q (stop): ", err=True, nl=False)
        line = sys.stdin.readline()
        answer = line.strip().lower()[:1] if line else "q"
        if answer in {*_ANSWERS, "s", "q"}:
            return answer
