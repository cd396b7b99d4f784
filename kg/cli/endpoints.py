"""`kg endpoints`: lists the triplestores that are known by name, or describes one."""

from __future__ import annotations

import click

from kg.store.profiles import PROFILES, Profile, find_addresses, find_profile

_EPILOG = """\b
Example:
  kg endpoints
  kg endpoints virtuoso
"""


@click.command("endpoints", epilog=_EPILOG)
@click.argument("name", required=False)
def command(name: str | None) -> None:
    """List the triplestores that are known by name, or describe one.

    NAME is what `--profile` takes. "seen" says that the tests run against the real server, "read" that its
    documentation was followed, and nothing was tried.
    """
    if name is not None:
        click.echo("\n".join(_describe(find_profile(name))))
        return
    from kg.cli.tables import draw_table

    rows = ((each.name, each.title, each.known.partition(":")[0], each.example) for each in PROFILES)
    draw_table(("profile", "triplestore", "known", "endpoint"), rows)


def _describe(profile: Profile) -> list[str]:
    """A profile in lines: each of its properties with its name, then what to know of it."""
    addresses = find_addresses(profile.example, profile)
    properties = {
        "known": profile.known,
        "queries": addresses.query,
        "updates": addresses.update,
        "graphs": f"{addresses.graphs}IRI" if addresses.graphs else "by updates",
        "default": profile.default,
        "may write": profile.entry,
    }
    lines = [f"{name:<11}{value}" for name, value in properties.items()]
    return [f"{profile.name}: {profile.title}", *lines, *(f"- {quirk}" for quirk in profile.quirks)]
