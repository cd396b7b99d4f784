"""Every package that the project needs is under a licence that permits what its own does."""

import re
from importlib.metadata import PackageNotFoundError, distribution

from packaging.requirements import Requirement

PERMISSIVE = (
    "0BSD",
    "Apache",
    "BSD",
    "CC0",
    "CNRI-Python",
    "ISC",
    "MIT",
    "PSF",
    "Python Software Foundation",
    "W3C",
    "Zlib",
)

WEAK_COPYLEFT = {
    "certifi": "MPL-2.0: a list of certificates, read as data; comes with requests",
    "tld": "MPL-1.1 among its choices: a list of domains; comes with trafilatura",
    "tqdm": "MPL-2.0 in a few files, else MIT; comes with spacy",
}
"""Packages that others bring along, whose copyleft holds for their own files alone; none is changed here."""


def find_licences(name):
    """What a package says of its licence: the expression or, failing that, classifiers and first line."""
    metadata = distribution(name).metadata
    if expression := metadata.get("License-Expression"):
        return [expression]
    classifiers = [c for c in metadata.get_all("Classifier", []) if c.startswith("License :: ")]
    return [*classifiers, (metadata.get("License") or "").splitlines()[0] if metadata.get("License") else ""]


def is_permissive(expression):
    """Whether one of the choices (OR) is made of permissive parts (AND) only."""
    choices = re.split(r"\bOR\b", expression)
    return any(all(names_permissive(part) for part in re.split(r"\bAND\b", choice)) for choice in choices)


def names_permissive(part):
    return any(name.lower() in part.lower() for name in PERMISSIVE)


def find_needs(name, seen):
    """The package and all it needs here, extras left out."""
    if name in seen:
        return
    seen.add(name)
    for line in distribution(name).requires or []:
        requirement = Requirement(line)
        if requirement.marker is None or requirement.marker.evaluate({"extra": ""}):
            try:
                distribution(requirement.name)
            except PackageNotFoundError:
                continue
            find_needs(requirement.name.lower().replace("_", "-"), seen)


def test_every_package_that_comes_along_is_permissive_or_named():
    seen = set()
    find_needs("diplomacy-kg", seen)
    assert len(seen) >= 30
    strict = {name for name in seen if not any(map(is_permissive, filter(None, find_licences(name))))}
    assert strict == WEAK_COPYLEFT.keys() & seen


def test_no_package_asked_for_by_name_is_under_copyleft():
    direct = {Requirement(line).name.lower() for line in distribution("diplomacy-kg").requires}
    assert not direct & WEAK_COPYLEFT.keys()


def test_a_copyleft_licence_is_seen():
    assert not is_permissive("GPL-3.0-or-later")
    assert not is_permissive("MPL-2.0 AND MIT")
    assert is_permissive("GPL-2.0 OR MIT")
