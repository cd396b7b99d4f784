"""Tells a capital that acts ("Moscow rejected …") from the city ("talks in Moscow")."""

from __future__ import annotations

from dataclasses import replace

from kg.gazetteer.lookup import Gazetteer
from kg.language.tree import children, first_conjunct, head
from kg.mentions.finding import SentenceMentions
from kg.mentions.mention import Mention
from kg.mentions.phrases import match_phrase
from kg.model import Sentence, Token
from kg.ontology.lexicon import Lexicon

_ACTING = frozenset({"nsubj", "agent"})
_SPATIAL = frozenset(
    {"in", "at", "to", "from", "near", "outside", "around", "through", "into", "via", "across"}
)


def read_metonyms(found: SentenceMentions, lexicon: Lexicon, gazetteer: Gazetteer) -> list[Mention]:
    """The mentions of a sentence, each capital that acts turned into its state."""
    described = {m.key for reading in found.readings for m in reading.holders}
    return [
        _denoted(m, found.sentence, lexicon, gazetteer) if m.key not in described else m for m in found.all
    ]


def _denoted(mention: Mention, sentence: Sentence, lexicon: Lexicon, gazetteer: Gazetteer) -> Mention:
    """The mention as what it stands for: a city by itself, or the state or body whose seat it is."""
    if mention.record is not None and mention.record.kind_of_surface == "seat":
        return _as_city(mention, sentence, lexicon, gazetteer)
    if mention.record is None or mention.type != "Place":
        return mention
    state = gazetteer.capital_of(mention.record)
    if state is None or not acts(sentence, mention, lexicon):
        return mention
    return replace(mention, type="State", record=state)


def _as_city(mention: Mention, sentence: Sentence, lexicon: Lexicon, gazetteer: Gazetteer) -> Mention:
    """A body's seat that is a city, as the city where nobody acts: "talks in *Brussels*"."""
    cities = (r for r in gazetteer.find(mention.label) if r.type == "Place" and r.subtype == "City")
    city = next(cities, None)
    if city is None or acts(sentence, mention, lexicon):
        return mention
    return replace(mention, type="Place", record=city)


def acts(sentence: Sentence, mention: Mention, lexicon: Lexicon) -> bool:
    """Whether the mention stands where someone who acts stands, under a word of the lexicon."""
    word = first_conjunct(sentence, mention.head)
    above = head(sentence, word)
    if above is None:
        return False
    if word.dep == "nsubj":
        return _tells(above, lexicon)
    if word.dep == "pobj":
        governor = head(sentence, above)
        return (
            above.text.lower() in {"between", "by", "with", "against"}
            and governor is not None
            and (_tells(governor, lexicon))
        )
    if word.dep == "poss":
        return above.pos == "NOUN" and not any(True for _ in children(sentence, above, "dobj"))
    return False


def _tells(word: Token, lexicon: Lexicon) -> bool:
    """Whether a verb or noun speaks of what agents do."""
    forms = lexicon.forms("verb" if word.pos in {"VERB", "AUX"} else "noun")
    form = match_phrase((word.lemma,), 0, forms) or next(iter(forms.get(word.lemma, ())), None)
    return form is not None
