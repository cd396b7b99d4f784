"""Which of the states that share a name is meant: "Congolese" where the document speaks of Brazzaville."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kg.gazetteer.lookup import Gazetteer
from kg.gazetteer.records import Record
from kg.mentions.mention import Mention


def settle_states(found: Sequence[Sequence[Mention]], gazetteer: Gazetteer) -> list[list[Mention]]:
    """The names of each sentence, where a name of several states stands for the only one that is told of.

    A state is told of by a name that it alone has, or by a place in it. A name stays the likeliest state's
    where the document tells of none, or of more than one.
    """
    mentions = [m for sentence in found for m in sentence]
    sharing = {m.text: _bearers(m, gazetteer) for m in mentions if m.type == "State"}
    alone = [m for m in mentions if not sharing.get(m.text)]
    told = {r.country for m in alone if (r := m.record) is not None and m.type in {"State", "Place"}}
    settled = {}
    for name, records in sharing.items():
        fitting = [record for record in records if record.key in told]
        if len(fitting) == 1:
            settled[name] = fitting[0]
    return [
        [replace(m, record=settled[m.text]) if m.text in settled else m for m in sentence]
        for sentence in found
    ]


def _bearers(mention: Mention, gazetteer: Gazetteer) -> list[Record]:
    """The states that have a mention's name, if there are several."""
    states = [record for record in gazetteer.find(mention.text) if record.type == "State"]
    return states if len(states) > 1 else []
