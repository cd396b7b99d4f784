"""Makes networks of which every tie is known."""

from kg.analysis import Actor, Link, Network, Passage


def make_link(pair, *, relation="metWith", date=None, times=1, **known):
    """A link between two actors of one letter each, with as many passages as `times`."""
    one, other = pair
    passages = tuple(Passage(f"urn:{pair}{relation}{date}{number}", "words") for number in range(times))
    values = {"status": "asserted", "fact": f"urn:fact:{pair}{relation}{date}", "document": f"urn:doc:{date}"}
    return Link(one, relation, other, time=date, **({"passages": passages} | values | known))


def make_network(*links, symmetric=("metWith",)):
    """A network of persons who are called by the letter that is their IRI."""
    iris = sorted({iri for link in links for iri in (link.subject, link.object)})
    actors = {iri: Actor(iri, iri.upper(), "Person") for iri in iris}
    return Network(actors, tuple(links), frozenset(symmetric))
