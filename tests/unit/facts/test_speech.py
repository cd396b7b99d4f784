"""Who speaks: the labels of transcripts, datelines, and the words that introduce speech."""

from kg.language.paragraphs import find_paragraphs


def of(found, kind):
    return [(status, roles) for name, status, roles in found if name == kind]


def speakers(found):
    return {name for _, roles in of(found, "Statement") for name in roles.get("speaker", [])}


# ---- labels


def test_a_label_says_who_makes_a_statement(extract):
    extraction = extract("MR. HARTLEY: Good afternoon. We have nothing to announce.")
    names = {e.id: e.label for e in extraction.entities}
    [statement] = extraction.events
    assert [names[i] for i in statement.roles["speaker"]] == ["Hartley"]
    assert statement.content.quote == "Good afternoon. We have nothing to announce."


def test_i_is_the_person_of_the_label(facts):
    found = facts("SECRETARY SHULTZ: I met with Foreign Minister Eduard Shevardnadze in Helsinki.")
    assert ("Eduard Shevardnadze", "metWith", "Shultz", "asserted") in found


def test_a_label_in_capitals_joins_the_name_in_the_text(events):
    text = "George Shultz came to the briefing room.\nSECRETARY SHULTZ: I have no comment."
    assert speakers(events(text)) == {"George Shultz"}


def test_what_is_told_in_a_turn_is_due_to_who_speaks(facts):
    found = facts("MS. WARREN: President Elpidio Quirino met Henry Kissinger in Manila.")
    assert ("Elpidio Quirino", "metWith", "Henry Kissinger", "attributed") in found


def test_a_label_without_a_name_speaks_for_nobody(events):
    assert events("QUESTION: Is the ambassador in Valletta? MODERATOR: Next question, please.") == []


def test_a_turn_ends_at_the_next_label(extract):
    extraction = extract("MR. POWELL: No. There is no meeting. MS. OKAFOR: I did not say that there was.")
    said = [
        e.content.quote for e in extraction.events if e.type == "Statement" and e.frame == "speaker-label"
    ]
    assert said == ["No. There is no meeting.", "I did not say that there was."]


# ---- datelines


def test_the_city_of_a_dateline_does_nothing(facts):
    found = facts("TUNIS - The Arab League condemned Israel on Wednesday after a raid on the suburbs.")
    assert found == {("Arab League", "condemned", "Israel", "asserted")}


def test_who_arrived_here_visits_the_place_of_the_dateline(facts):
    found = facts("NAIROBI, March 4 (Reuters) - President Milton Obote arrived here on Tuesday for talks.")
    assert ("Milton Obote", "visited", "Nairobi", "asserted") in found


def test_what_happened_here_happened_in_the_city_of_the_dateline(events):
    [(_, roles)] = of(
        events("VIENNA (AP) - Willy Brandt met Leonid Brezhnev here on Monday to discuss the dam."), "Meeting"
    )
    assert roles["place"] == ["Vienna"]


def test_a_name_between_dashes_is_no_dateline():
    assert (
        len(find_paragraphs("Willy Brandt - the chancellor - met Leonid Brezhnev in Moscow on Monday.")) == 1
    )


# ---- who speaks without a name


def test_a_group_speaks_under_its_own_words(events):
    assert speakers(events("Domestic observers described the election as peaceful.")) == {
        "Domestic observers"
    }


def test_bare_sources_are_nobody(events):
    assert speakers(events("Sources said that the talks were over.")) == set()


def test_a_radio_is_an_organization(extract):
    extraction = extract("Jordanian radio said that Peru had recalled its ambassador from Ecuador.")
    assert ("Jordanian radio", "Organization") in {(e.label, e.type) for e in extraction.entities}


def test_what_sources_say_is_due_to_them(facts):
    assert ("Iran", "sanctioned", "Iraq", "attributed") in facts("Kuwaiti sources say Iran sanctioned Iraq.")


def test_the_name_beside_a_noun_is_who_speaks(events):
    text = '"Halfway is not where the fish are," wrote the columnist Georg Holm in the paper on Tuesday.'
    assert speakers(events(text)) == {"Georg Holm"}


# ---- quoting, and phrases that name a source


def test_a_verb_beside_a_quotation_tells_of_speech(events):
    assert speakers(events('"I regret," Kofi Annan began, "that we did nothing."')) == {"Kofi Annan"}


def test_recalling_an_ambassador_is_no_speech(events):
    assert of(events("Kenya recalled its ambassador from Tanzania."), "Statement") == []


def test_who_is_quoted_as_saying_something_speaks(events):
    text = "The paper quoted the Greek premier, Constantine Karamanlis, as saying that the talks were over."
    assert speakers(events(text)) == {"Constantine Karamanlis"}


def test_what_stands_after_in_the_words_of_is_attributed(facts):
    found = facts("In the words of Kofi Annan, Poland was condemned by Ukraine on Monday.")
    assert ("Ukraine", "condemned", "Poland", "attributed") in found


def test_as_somebody_reported_attributes_the_rest(facts):
    found = facts("As Reuters reported from Lima, Peru recalled its ambassador from Ecuador.")
    assert ("Peru", "recalledAmbassadorFrom", "Ecuador", "attributed") in found


def test_who_calls_something_by_a_name_speaks(events):
    text = "The United Nations called the resulting humanitarian crisis the worst in the world."
    assert speakers(events(text)) == {"United Nations"}


def test_declaring_somebody_unwelcome_is_no_speech(events):
    assert of(events("Romania declared a Russian diplomat persona non grata."), "Statement") == []


def test_who_lets_something_be_known_speaks(events):
    assert speakers(events("Kofi Annan let it be known that the talks were over.")) == {"Kofi Annan"}


def test_who_asks_after_a_quotation_speaks(events):
    text = '"Would it not be better," asked the Tunisian president, Habib Bourguiba, "if Egypt kept still?"'
    assert speakers(events(text)) == {"Habib Bourguiba"}


# ---- what is said, and to whom


def test_what_something_is_described_as_is_what_is_said(extract):
    [statement] = extract("Willy Brandt described the vote as a farce.").events
    assert statement.content.quote == "the vote as a farce"


def test_a_letter_has_an_addressee(events):
    found = events("Willy Brandt said in a letter to Anwar Sadat that the talks were over.")
    assert {name for _, roles in of(found, "Statement") for name in roles.get("addressee", [])} == {
        "Anwar Sadat"
    }
