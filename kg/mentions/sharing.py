"""Offices side by side share what they lack: a name, a state, or for a counterpart the office itself."""

from __future__ import annotations

from dataclasses import replace

from kg.mentions.office_reading import OfficeReading, Owner


def share_between(readings: list[OfficeReading]) -> list[OfficeReading]:
    """The readings of a sentence, left to right, each with what it shares with its neighbours."""
    shared = list(readings)
    for i in range(len(shared) - 2, -1, -1):
        shared[i], shared[i + 1] = _share_name(shared[i], shared[i + 1])
    for i in range(len(shared) - 1):
        shared[i], shared[i + 1] = _share_apposition(shared[i], shared[i + 1])
        shared[i + 1] = _share_state(shared[i], shared[i + 1])
        shared[i + 1] = _as_counterpart(shared[: i + 1], shared[i + 1])
    return shared


def _as_counterpart(before: list[OfficeReading], reading: OfficeReading) -> OfficeReading:
    """A counterpart holds the office of whoever was named before: "his Iraqi *counterpart*, N"."""
    if not is_counterpart(reading):
        return reading
    named = [r for r in before if r.holders and not is_counterpart(r)]
    if not named:
        return reading
    phrase = replace(reading.phrase, form=replace(named[-1].phrase.form, plural=reading.phrase.form.plural))
    owners = tuple(
        o for o in reading.owners if o.marker != "possessive" or (o.mention and o.mention.kind != "pronoun")
    )
    return replace(reading, phrase=phrase, owners=owners)


def is_counterpart(reading: OfficeReading) -> bool:
    """Whether the words take up the office of somebody else."""
    return any(sense.reference == "counterpart" for sense in reading.phrase.form.entry.senses)


def _between(this: OfficeReading, after: OfficeReading) -> list[str]:
    ends = max([this.last, *(h.last for h in this.holders)])
    return [t.text.lower() for t in this.sentence.tokens[ends : after.first]]


def _share_name(this: OfficeReading, after: OfficeReading) -> tuple[OfficeReading, OfficeReading]:
    """One name for both, and one state: "Prime Minister and Defence Minister N"."""
    sides = _between(this, after) in ([], ["and"], ["&"]) and after.first >= this.last
    if this.frame != "nominal" or this.phrase.form.plural or not after.frame.startswith("title") or not sides:
        return this, after
    if _attributive(after) and not _is_second_post(this, after):
        return this, after
    named = replace(
        this, holders=after.holders, frame="coordinated-title", owners=this.owners or after.owners
    )
    return named, after if after.owners else replace(after, owners=_attributive(this))


def _is_second_post(this: OfficeReading, after: OfficeReading) -> bool:
    """ "*Rwandan President* and EAC chairman N": a post at home and one in a body are one person's."""
    home = [o.mention.type for o in this.owners if o.mention is not None]
    abroad = [o.mention.type for o in after.owners if o.mention is not None]
    titled = this.phrase.text[0].isupper() and not this.definite
    return titled and home == ["State"] and len(abroad) == 1 and abroad[0] not in {"State", "Person"}


def _share_apposition(this: OfficeReading, after: OfficeReading) -> tuple[OfficeReading, OfficeReading]:
    """One name for two offices beside it: "N, premier and foreign minister of X", and the other way."""
    if _between_offices(this, after) != ["and"] or this.phrase.form.plural or after.phrase.form.plural:
        return this, after
    if this.frame == "name-apposition" and after.frame == "nominal":
        shared = replace(after, holders=this.holders, frame=this.frame, owners=after.owners or this.owners)
        return replace(this, owners=this.owners or after.owners), shared
    if this.frame == "nominal" and after.frame == "apposition-name":
        shared = replace(this, holders=after.holders, frame=after.frame, owners=this.owners or after.owners)
        return shared, replace(after, owners=after.owners or this.owners)
    return this, after


def _between_offices(this: OfficeReading, after: OfficeReading) -> list[str]:
    """The words between two offices."""
    return [t.text.lower() for t in this.sentence.tokens[this.last : after.first]]


def _share_state(this: OfficeReading, after: OfficeReading) -> OfficeReading:
    """One state for both: "Russian Foreign Minister N and Defence Minister M"."""
    follows = _between(this, after) == ["and"] and this.holders and after.holders
    titles = this.frame.startswith("title") and after.frame.startswith("title")
    if not follows or not titles or after.owners:
        return after
    states = tuple(o for o in _attributive(this) if o.mention is not None and o.mention.type == "State")
    return replace(after, owners=states, frame="shared-state") if states else after


def _attributive(reading: OfficeReading) -> tuple[Owner, ...]:
    return tuple(o for o in reading.owners if o.marker in {"attributive", "possessive"})
