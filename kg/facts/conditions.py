"""Words that look like a condition or a negation and are none, and conditions without a word for it."""

from __future__ import annotations

from kg.language.tree import child, children, head
from kg.model import Sentence, Token

_ONLY = frozenset({"only", "just", "merely", "simply"})
_BARELY = frozenset({"hardly", "scarcely", "barely"})


def is_inverted_condition(sentence: Sentence, verb: Token) -> bool:
    """ "Had they met, …", "Should they meet, …", "Were they to meet, …": the auxiliary opens the clause."""
    doer = child(sentence, verb, "nsubj", "nsubjpass")
    aux = child(sentence, verb, "aux")
    if doer is None or aux is None or aux.index > doer.index:
        return _hangs_on_were(sentence, verb)
    return (
        _opens(sentence, verb, aux)
        and aux.lemma in {"have", "should", "be"}
        and "VERB" not in {t.pos for t in sentence.tokens[aux.index + 1 : doer.index]}
    )


def _hangs_on_were(sentence: Sentence, verb: Token) -> bool:
    """ "*Were* A to join B, …": the infinitive hangs on the "were" that opens the clause."""
    above = head(sentence, verb)
    if above is None or above.text.lower() != "were" or verb.tag != "VB":
        return False
    doer = child(sentence, above, "nsubj", "nsubjpass")
    return doer is not None and doer.index > above.index and _opens(sentence, above, above)


def _opens(sentence: Sentence, verb: Token, first: Token) -> bool:
    """Whether `first` is the first word of the clause, after "that" at most."""
    if (mark := child(sentence, verb, "mark")) is not None:
        return mark.text.lower() == "that" and mark.index == first.index - 1
    return first.index == 0 or sentence.tokens[first.index - 1].pos == "PUNCT"


def is_only_stressed(sentence: Sentence, verb: Token, word: Token) -> bool:
    """ "Did not *only* meet A", "had *hardly* arrived when", "hardly had A arrived when": it did happen."""
    if word.dep == "neg":
        return sentence.tokens[min(word.index + 1, len(sentence.tokens) - 1)].text.lower() in _ONLY
    perfect = verb.text.lower() == "had" or any(
        t.text.lower() == "had" for t in children(sentence, verb, "aux")
    )
    return word.text.lower() in _BARELY and perfect


def is_timetabled(sentence: Sentence, verb: Token) -> bool:
    """ "*Leaves* for A tomorrow", "is *received* next week": the present tense of a timetable."""
    helper = child(sentence, verb, "aux", "auxpass")
    if (helper or verb).tag not in {"VBZ", "VBP"} or (helper is not None and helper.lemma != "be"):
        return False
    times = list(children(sentence, verb, "npadvmod", "advmod"))
    coming = (t for time in times for t in (time, *children(sentence, time, "amod")))
    return any(t.text.lower() in {"tomorrow", "next"} for t in coming)


def is_command(sentence: Sentence, verb: Token) -> bool:
    """ "*Ask* A": a base form without a subject that opens the sentence or a quotation."""
    if verb.tag != "VB" or verb.dep not in {"ROOT", "advcl", "ccomp"}:
        return False
    own = child(sentence, verb, "aux", "nsubj", "nsubjpass", "mark", "dep")
    return own is None and (verb.index == 0 or sentence.tokens[verb.index - 1].text in {'"', "“"})


def is_reached(sentence: Sentence, verb: Token, word: Token) -> bool:
    """ "There was a rumour, *until* A met B": a past that ended when something happened."""
    above = head(sentence, verb)
    if word.text.lower() not in {"until", "till"} or above is None or above.tag != "VBD" or verb.tag != "VBD":
        return False
    parted = word.index > 0 and sentence.tokens[word.index - 1].text == ","
    return parted and child(sentence, above, "neg", "aux", "xcomp") is None


def is_unfulfilled(sentence: Sentence, verb: Token, above: Token) -> bool:
    """ "Was to *have visited*": what was meant to happen and did not."""
    words = {t.text.lower() for t in children(sentence, verb, "aux")}
    return verb.dep == "xcomp" and above.lemma == "be" and {"to", "have"} <= words


def is_rather_than(sentence: Sentence, preposition: Token) -> bool:
    """Whether a preposition is the "than" of "rather than"."""
    before = sentence.tokens[preposition.index - 1].text.lower() if preposition.index else ""
    return preposition.text.lower() == "than" and before in {"rather", "sooner"}


def is_left_behind(sentence: Sentence, word: Token) -> bool:
    """ "*Rather than* meet A, …", "*no longer* recognises A": the word denies the verb it hangs on."""
    if word.text.lower() == "longer":
        return sentence.tokens[word.index - 1].text.lower() == "no"
    return word.dep == "mark" and is_rather_than(sentence, word)


def is_subjunctive(sentence: Sentence, verb: Token) -> bool:
    """ "Suggested that A and B *meet*": a past verb of speech whose clause stands in the base form."""
    above = head(sentence, verb)
    if above is None or above.tag != "VBD" or verb.tag not in {"VB", "VBP"} or verb.dep != "ccomp":
        return False
    if child(sentence, verb, "aux", "auxpass") is not None:
        return False
    return verb.tag == "VB" or above.lemma in {"suggest", "insist"}


def is_hearsay(sentence: Sentence, speaker: Token) -> bool:
    """ "*They* say that …", "*some* believe that …": nobody answers for it."""
    verb = sentence.tokens[speaker.head]
    return verb.tag == "VBP" and speaker.text.lower() in {"they", "some", "many", "people", "others"}


def is_beyond_doubt(sentence: Sentence, word: Token) -> bool:
    """ "*Few* doubted that …", "*nobody* disputes that …", "there is *no* doubt that …"."""
    if word.lemma not in {"doubt", "dispute", "question", "contest", "deny"}:
        return False
    doer = word if word.pos == "NOUN" else child(sentence, word, "nsubj")
    if doer is None:
        return False
    said = {t.text.lower() for t in children(sentence, doer, "amod", "det", "neg")} | {doer.text.lower()}
    return bool(said & {"few", "no", "nobody", "none"}) and (doer is word or word.lemma != "deny")


def is_unconfirmed(sentence: Sentence, verb: Token, noun: Token) -> bool:
    """ "There was *no* confirmation that A met B": a clause that spells out a noun which is not there."""
    mark = child(sentence, verb, "mark")
    if mark is None or mark.text.lower() != "that" or is_beyond_doubt(sentence, noun):
        return False
    return any(t.text.lower() == "no" for t in children(sentence, noun, "det"))


def is_high_time(sentence: Sentence, noun: Token) -> bool:
    """ "It is (high) *time A met B*": the past tense of what has not been done."""
    above = head(sentence, noun)
    return noun.lemma == "time" and noun.dep == "attr" and above is not None and above.tag in {"VBZ", "VBP"}


def is_headline(sentence: Sentence, verb: Token, status: str) -> bool:
    """ "Meeting of A and B *postponed*", "the visit *fell through*": of the subject, without a "was"."""
    left_out = child(sentence, verb, "auxpass", "dobj", "xcomp", "ccomp") is None
    return status in {"cancelled", "postponed"} and verb.tag in {"VBD", "VBN"} and left_out


def is_on_its_own(sentence: Sentence, verb: Token, above: Token) -> bool:
    """ "A met B; C has not": a clause parted by a semicolon. "Asks *when* A met B": one taken for granted."""
    between = sentence.tokens[verb.index + 1 : above.index]
    if any(t.text == ";" for t in between):
        return True
    asked = [t.text.lower() for t in children(sentence, verb, "advmod") if t.tag == "WRB"]
    past = verb.tag == "VBD" or any(t.text.lower() == "had" for t in children(sentence, verb, "aux"))
    return verb.dep in {"ccomp", "pcomp"} and past and bool({"when", "where", "why"} & set(asked))
