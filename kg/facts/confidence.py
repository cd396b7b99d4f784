"""How sure each frame is: the share of its readings that a careful reader would enter.

The figures are starting points by construction; a reading that leans on something uncertain (a
pronoun, a group without names) is multiplied by the factor of what it leans on.
"""

FRAMES = {
    "title-name": 0.97,
    "title-of-name": 0.95,
    "coordinated-title": 0.92,
    "title-known-state": 0.9,
    "shared-state": 0.88,
    "nationality": 0.93,
    "employer-possessive": 0.85,
    "body-member": 0.85,
    "name-apposition": 0.95,
    "apposition-name": 0.93,
    "copula": 0.93,
    "naming-verb": 0.9,
    "as-phrase": 0.88,
    "nominal": 0.88,
    "body-owner": 0.95,
    "mission-place": 0.95,
    "place-comma": 0.9,
    "place-kind": 0.92,
    "according-to": 0.93,
}
"""Confidence by the name of a frame."""

VERB = 0.9
NOUN = 0.88
PRONOUN = 0.9
GROUP = 0.85
"""A verb's frame, an event noun's, and the factors of a pronoun and of a group taken up by "both sides"."""


def frame_confidence(name: str, *, noun: bool = False) -> float:
    """The confidence of a reading by the frame called `name`."""
    return FRAMES.get(name, NOUN if noun else VERB)
