"""Decides what the text commits to: from the trigger outwards to the root of its sentence.

At each step a word may change the standing of what lies under it: an auxiliary, a negation, a
condition, a verb or noun of planning, refusing, denying or reporting. What each word does is data
in the lexicon; here is only how the steps combine.
"""

from __future__ import annotations

from kg.facts import conditions, unsettled
from kg.facts.clauses import (
    is_ahead,
    is_bare,
    is_definite,
    is_done,
    is_going_to,
    is_instead,
    is_journey,
    is_pleasure,
    shares_auxiliary,
    status_of_infinitive,
    status_of_predicate,
)
from kg.facts.context import Context
from kg.facts.draft import Standing
from kg.facts.modality import NEGATIVE, NO, REAL, Walk, apply_own, combine, is_infinitive
from kg.facts.nouns import carrier_kind
from kg.facts.operators import only_describes, operator
from kg.facts.reports import apply_report
from kg.language.tree import child, children, head
from kg.model import STATUSES, Token
from kg.ontology.lexicon import Sense

_BEFORE = frozenset({"ahead of", "before", "ahead", "pending", "prior to"})
_COURSE = frozenset({"during", "after", "following", "since", "in", "at", "upon", "throughout", "amid"})
_MEANS = frozenset({"by", "after", "before", "since", "while", "when", "in", "on", "upon"})
"""Prepositions whose gerund tells how or when, not what: "responded *by expelling*"."""
_GOVERNED = frozenset({"xcomp", "ccomp", "acl", "pcomp", "dobj", "nsubjpass", "dep", "parataxis", "oprd"})
_WITHOUT = frozenset({"without", "instead of", "rather than", "despite no"})


def find_standing(context: Context, trigger: Token, carrier: Token | None = None) -> Standing:
    """What the text commits to for the event of `trigger`, carried by the verb `carrier` if it is a noun."""
    walk = Walk()
    if trigger.pos in {"VERB", "AUX"}:
        _climb_verb(context, trigger, walk)
    else:
        _climb_noun(context, trigger, carrier, walk)
    if context.sentence.tokens[-1].text == "?" or context.sentence.text.rstrip("\"'”’").endswith("?"):
        walk.under("hypothetical")
    cluster = next(iter(context.referents(walk.speaker)), None) if walk.speaker is not None else None
    if walk.status == "attributed" and cluster is None:
        hearsay = walk.speaker is not None and conditions.is_hearsay(context.sentence, walk.speaker)
        return Standing("hypothetical" if hearsay else "held")
    return Standing(walk.status, cluster if walk.status == "attributed" else None)


def _climb_noun(context: Context, noun: Token, carrier: Token | None, walk: Walk) -> None:
    """From an event noun: its adjectives and article, then the word that governs it."""
    sentence = context.sentence
    for modifier in children(sentence, noun, "amod", "compound", "det", "nmod", "neg", "poss"):
        status = context.lexicon.status_adjectives.get(modifier.text.lower())
        if status and modifier.dep == "amod":
            walk.under(status)
        if modifier.text.lower() in NO or modifier.dep == "neg":
            walk.under("negated")
    above = head(sentence, noun)
    if above is None or noun.index in walk.seen:
        return
    walk.seen.add(noun.index)
    if noun.dep in {"conj", "appos"} and above.pos in {"NOUN", "PROPN"}:
        _climb_noun(context, above, carrier, walk)
    elif noun.dep in {"dobj", "nsubj", "nsubjpass", "attr", "oprd"}:
        _climb_from_argument(context, noun, above, carrier, walk)
    elif noun.dep in {"pobj", "pcomp"}:
        _climb_from_preposition(context, above, walk)


def _climb_from_argument(
    context: Context, noun: Token, verb: Token, carrier: Token | None, walk: Walk
) -> None:
    """From a noun to its verb; a verb that neither carries the event nor judges it takes it for granted."""
    sense = operator(context, verb)
    said = status_of_predicate(
        context.sentence, noun, verb, context.lexicon.status_adjectives, context.lexicon.word_list("pending")
    )
    if said is not None and operator(context, noun) is None:
        walk.under(said)
        _inherit_future(context, verb, walk)
    elif unsettled.is_talked_over(context, noun, verb):
        if walk.status in REAL:
            walk.under("hypothetical")
        _inherit_future(context, verb, walk)
    elif sense is not None and (
        noun.dep in unsettled.OBJECTS or conditions.is_headline(context.sentence, verb, sense.reference)
    ):
        _apply(context, verb, sense, walk)
    elif unsettled.happens(context, noun, verb) or (carrier is not None and carrier_kind(context, verb)):
        _climb_verb(context, verb, walk)
    else:
        _inherit_future(context, verb, walk)


def _climb_from_preposition(context: Context, preposition: Token, walk: Walk) -> None:
    words = preposition.text.lower()
    above = head(context.sentence, preposition)
    if above is not None and above.dep in {"prep", "advmod"} and above.pos in {"ADP", "ADV", "SCONJ"}:
        words = f"{above.text.lower()} {words}"
        above = head(context.sentence, above)
    if words in _BEFORE | _WITHOUT:
        walk.under("planned" if words in _BEFORE else "negated")
    elif above is not None and unsettled.is_unsettled(context, preposition, above):
        walk.under("planned")
        if above.pos == "NOUN":
            _climb_noun(context, above, None, walk)
    elif above is not None:
        _climb_from_adjunct(context, preposition, words, above, walk)


def _climb_from_adjunct(context: Context, preposition: Token, words: str, above: Token, walk: Walk) -> None:
    """From a phrase to the word that it hangs on: what governs it, or the clause that it is told in."""
    if above.pos in {"VERB", "AUX"} and carrier_kind(context, above) == "participation":
        _climb_verb(context, above, walk)
        return
    travelling = words == "on" and is_journey(context, preposition)
    sense = operator(context, above) if words not in _COURSE and not travelling else None
    if sense is not None and sense.reference == "invited" and is_definite(context.sentence, preposition):
        walk.under("planned")
    elif sense is not None:
        _apply(context, above, sense, walk)
    elif above.pos in {"NOUN", "PROPN"}:
        _climb_noun(context, above, None, walk)
    elif above.pos in {"VERB", "AUX"}:
        _inherit_future(context, above, walk)


def _inherit_future(context: Context, verb: Token, walk: Walk) -> None:
    """An event in an adjunct of a clause about the future lies in the future too."""
    inner = Walk()
    _climb_verb(context, verb, inner)
    if inner.status in {"planned", "proposed", "hypothetical"}:
        walk.under(inner.status)
    elif inner.status == "attributed":
        walk.under("attributed")
        walk.speaker = walk.speaker or inner.speaker


def _climb_verb(context: Context, verb: Token, walk: Walk) -> None:
    if verb.index in walk.seen:
        return
    walk.seen.add(verb.index)
    sentence = context.sentence
    shares = verb.dep == "conj" and shares_auxiliary(sentence, verb)
    if not shares:
        apply_own(sentence, verb, walk)
    above = head(sentence, verb)
    if above is None:
        return
    if verb.dep == "conj" and (shares or above.pos not in {"VERB", "AUX"}):
        _climb_verb(context, above, walk)
    elif verb.dep == "conj":
        _climb_conjunct(context, above, walk)
    else:
        _climb_clause(context, verb, above, walk)


def _climb_conjunct(context: Context, above: Token, walk: Walk) -> None:
    """A coordinated verb shares the clause of its first verb."""
    first = above
    while first.dep == "conj" and first.head != first.index:
        first = context.sentence.tokens[first.head]
    beyond = head(context.sentence, first)
    if beyond is not None:
        _climb_clause(context, first, beyond, walk)


def _climb_clause(context: Context, verb: Token, above: Token, walk: Walk) -> None:
    """From a verb to the word that governs its clause."""
    if conditions.is_on_its_own(context.sentence, verb, above):
        return
    if verb.tag in {"VBP", "VBZ"} and walk.status == "held" and is_ahead(context.sentence, verb):
        walk.under("planned")
    if verb.dep == "pcomp" and above.dep == "prep":
        _climb_from_gerund(context, above, walk)
    elif verb.dep == "advcl":
        if verb.tag in {"VBP", "VBZ"} and above.pos in {"VERB", "AUX"} and walk.status == "held":
            _inherit_future(context, above, walk)
    elif verb.dep in {"acl", "relcl"} and is_done(context, verb, above):
        walk.status = "held" if walk.status == "planned" else walk.status
        if context.lists(above, "occasion") or context.lists(above, "pleasing"):
            _climb_verb(context, context.sentence.tokens[above.head], walk)
    elif verb.dep in {"acl", "relcl"} and (
        conditions.is_unconfirmed(context.sentence, verb, above)
        or conditions.is_high_time(context.sentence, above)
    ):
        walk.under("hypothetical")
    elif verb.dep != "relcl":
        _climb_complement(context, verb, above, walk)


def _climb_complement(context: Context, verb: Token, above: Token, walk: Walk) -> None:
    """From a clause that completes a word: an operator, an adjective, a verb or a noun that it spells out."""
    sense = operator(context, above, clause=verb)
    sentence = context.sentence
    if sense is not None and conditions.is_subjunctive(sentence, verb):
        walk.under("proposed")
    elif conditions.is_beyond_doubt(sentence, above):
        return
    elif sense is not None and verb.dep in _GOVERNED and not only_describes(verb, above, sense):
        _apply(context, above, sense, walk)
        return
    if above.pos == "ADJ":
        walk.under(unsettled.status_of_adjective(context, above) or "held")
        carrier = head(sentence, above)
        if carrier is not None and carrier.pos in {"VERB", "AUX"}:
            _climb_verb(context, carrier, walk)
    elif (said := unsettled.status_of_judgement(context, verb, above)) is not None:
        walk.under(said)
        _climb_verb(context, above, walk)
    elif verb.dep in {"acl", "ccomp"} and above.pos == "NOUN" and child(sentence, verb, "mark"):
        walk.under("attributed")
        _climb_noun(context, above, None, walk)
    else:
        _climb_open_clause(context, verb, above, walk)


def _climb_open_clause(context: Context, verb: Token, above: Token, walk: Walk) -> None:
    """From a clause to a verb that no entry of the lexicon makes an operator."""
    sentence, governed = context.sentence, verb.dep in {"xcomp", "ccomp"}
    if conditions.is_unfulfilled(sentence, verb, above):
        walk.under("negated")
    elif is_going_to(sentence, verb, above):
        walk.under("planned" if above.lemma == "go" else "proposed")
    elif above.pos == "VERB" and is_bare(sentence, verb) and not context.lists(above, "done"):
        walk.under("hypothetical")
    elif is_pleasure(context, verb, above):
        walk.under("held")
    elif verb.dep == "xcomp" and is_infinitive(sentence, verb) and above.lemma in {"be", "have"}:
        walk.under(status_of_infinitive(sentence, verb, above))
    if above.pos in {"VERB", "AUX"} and (governed or is_bare(sentence, verb)):
        _climb_verb(context, above, walk)


def _climb_from_gerund(context: Context, preposition: Token, walk: Walk) -> None:
    word = preposition.text.lower()
    apart = is_instead(context.sentence, preposition) or conditions.is_rather_than(
        context.sentence, preposition
    )
    if word in _WITHOUT or (word in {"of", "than"} and apart):
        walk.under("negated")
        return
    above = head(context.sentence, preposition)
    if above is not None and unsettled.is_mused(context, word, above):
        walk.under("planned" if word == "on" else "hypothetical")
        return
    means = preposition.text.lower() in _MEANS
    sense = operator(context, above) if above is not None and not means else None
    if above is not None and sense is not None:
        _apply(context, above, sense, walk)
    elif above is not None and means and above.pos in {"VERB", "AUX"}:
        _inherit_future(context, above, walk)
        plan = operator(context, above) if word == "before" else None
        if plan is not None and plan.reference == "planned":
            walk.under("planned")
    elif above is not None and above.pos == "ADJ":
        status = context.lexicon.status_adjectives.get(above.lemma)
        if status:
            walk.under(status)


def _apply(context: Context, word: Token, sense: Sense, walk: Walk) -> None:
    """Puts everything so far under an operator, and goes on up from it."""
    outer = sense.complement_status or sense.reference
    if outer == "attributed" and word.pos == "NOUN":
        _climb_allegation(context, word, walk)
        return
    if outer == "attributed":
        apply_report(context, word, walk)
        return
    above = Walk(seen=walk.seen)
    if word.pos in {"VERB", "AUX"}:
        _climb_verb(context, word, above)
    else:
        _climb_noun(context, word, None, above)
    walk.under(combine(outer, above.status) if outer in STATUSES else above.status)
    walk.speaker = walk.speaker or above.speaker


def _climb_allegation(context: Context, noun: Token, walk: Walk) -> None:
    """From what is alleged to who takes it up: rejected it is denied, of nobody it is left open."""
    above = Walk(seen=walk.seen)
    _climb_noun(context, noun, None, above)
    owner = child(context.sentence, noun, "poss")
    if above.status in NEGATIVE:
        walk.under("denied")
    elif owner is not None and above.status in REAL | {"attributed"}:
        walk.under("attributed")
        walk.speaker = owner
    else:
        walk.under("hypothetical" if above.status in REAL | {"attributed"} else above.status)
