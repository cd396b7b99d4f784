"""Titles and offices: each construction with what it says and what it does not say."""

import pytest

from tests.telling import extract, facts


def test_a_title_stack_gives_a_press_secretary_to_the_president():
    assert facts("Russian President Press Secretary Dmitry Peskov said nothing had changed.") == {
        "Dmitry Peskov spokesmanFor President of Russia"
    }


def test_a_title_stack_makes_its_holder_no_president():
    said = facts("Russian President Press Secretary Dmitry Peskov said nothing had changed.")
    assert not [fact for fact in said if "headOfStateOf" in fact]


def test_a_nation_and_a_title_before_a_name_give_the_office():
    assert facts("Iraqi Foreign Minister Fuad Hussein arrived in Baku.") == {"Fuad Hussein ministerOf Iraq"}


def test_a_nation_before_a_name_without_a_title_gives_nothing():
    assert facts("Iraqi Fuad Hussein arrived in Baku.") == set()


def test_an_organization_and_a_title_before_a_name_give_its_head():
    assert facts("NATO Secretary General Mark Rutte spoke.") == {"Mark Rutte heads NATO"}


def test_a_title_of_a_state_is_followed_by_the_name():
    said = facts("President of Turkmenistan Gurbanguly Berdimuhamedov signed the agreement.")
    assert said == {"Gurbanguly Berdimuhamedov headOfStateOf Turkmenistan"}


def test_a_title_of_a_state_may_be_a_monarchs():
    said = facts("Emir of Qatar Sheikh Hamad bin Khalifa Al Thani met reporters.")
    assert said == {"Hamad bin Khalifa Al Thani headOfStateOf Qatar"}


def test_a_title_for_a_topic_is_followed_by_the_whole_name():
    said = facts("Iran's Deputy Foreign Minister for Economic Diplomacy Mehdi Safari suggested a currency.")
    assert said == {"Mehdi Safari ministerOf Iran (deputy)"}


def test_a_portfolio_of_several_parts_is_read_whole():
    said = facts(
        "The Brazilian Minister of Agriculture, Livestock, and Supply, Mendes Ribeiro visited Tirana."
    )
    assert said == {"Mendes Ribeiro ministerOf Brazil"}


def test_a_portfolio_does_not_take_in_another_person():
    assert facts("Russian Minister of Finance Anton Siluanov and Anna Kowalska met.") == {
        "Anton Siluanov ministerOf Russia"
    }


def test_a_name_may_come_before_its_title():
    assert facts("Rafael Grossi, the head of the IAEA, arrived in Tehran.") == {"Rafael Grossi heads IAEA"}


def test_a_name_may_come_after_its_title_and_a_comma():
    assert facts("The U.S. ambassador to Turkey, Tom Barrack, spoke to reporters.") == {
        "Tom Barrack ambassadorTo Turkey",
        "Tom Barrack represents U.S.",
    }


def test_the_next_title_of_a_list_is_no_apposition():
    said = facts(
        "Those present were Dmitry Peskov, Armenian Prime Minister Nikol Pashinyan and Ilham Aliyev."
    )
    assert said == {"Nikol Pashinyan headOfGovernmentOf Armenia"}


def test_a_possessor_before_a_title_and_a_name_is_the_owner():
    assert facts("The Kremlin's spokesman, Dmitry Peskov, said so.") == {"Dmitry Peskov spokesmanFor Kremlin"}
    assert facts("France's president, Emmanuel Macron, agreed.") == {"Emmanuel Macron headOfStateOf France"}


def test_a_possessor_without_a_title_gives_no_office():
    assert facts("France's Emmanuel Macron agreed.", "headOfStateOf", "heads") == set()


def test_the_owner_may_stand_after_for():
    said = facts("Esmail Baghaei, the spokesman for the Foreign Ministry, rejected the report.")
    assert said == {"Esmail Baghaei spokesmanFor Foreign Ministry"}


def test_the_owner_may_stand_after_the_name():
    assert facts("President Prabowo Subianto of Indonesia arrived.") == {
        "Prabowo Subianto headOfStateOf Indonesia"
    }


def test_a_copula_gives_the_office():
    assert facts("Hakan Fidan is the foreign minister of Turkey.") == {"Hakan Fidan ministerOf Turkey"}


def test_a_negated_copula_denies_the_office():
    said = facts("Hakan Fidan is not the foreign minister of Turkey.")
    assert said == {"Hakan Fidan ministerOf Turkey [negated]"}


def test_a_copula_in_the_past_gives_a_former_office():
    said = facts("Nicolas Sarkozy was the president of France.")
    assert said == {"Nicolas Sarkozy headOfStateOf France (former)"}


def test_becoming_gives_the_office():
    said = facts("Recep Tayyip Erdogan became president of Turkey in 2014.")
    assert said == {"Recep Tayyip Erdogan headOfStateOf Turkey"}


def test_electing_gives_the_office_to_the_elected():
    passive = facts("Ranil Wickremesinghe was elected president of Sri Lanka.", "headOfStateOf")
    active = facts("The parliament elected Ranil Wickremesinghe as president of Sri Lanka.", "headOfStateOf")
    assert passive == active == {"Ranil Wickremesinghe headOfStateOf Sri Lanka"}


def test_somebody_who_was_not_elected_holds_nothing():
    said = facts("Ranil Wickremesinghe was not elected president of Sri Lanka.", "headOfStateOf")
    assert said <= {"Ranil Wickremesinghe headOfStateOf Sri Lanka [negated]"}


def test_serving_as_gives_the_office():
    said = facts("Maria Zakharova serves as spokeswoman for the Foreign Ministry.")
    assert said == {"Maria Zakharova spokesmanFor Foreign Ministry"}


@pytest.mark.parametrize(
    ("words", "tenure"),
    [
        ("Former Dutch Prime Minister Mark Rutte", "former"),
        ("The former Dutch prime minister, Mark Rutte,", "former"),
        ("Mark Rutte, a former prime minister of the Netherlands,", "former"),
        ("Acting Dutch Prime Minister Mark Rutte", "acting"),
        ("Outgoing Dutch Prime Minister Mark Rutte", "outgoing"),
        ("Dutch Prime Minister-elect Mark Rutte", "elect"),
        ("Dutch Prime Minister-designate Mark Rutte", "designate"),
        ("Dutch Deputy Prime Minister Mark Rutte", "deputy"),
        ("Deputy Dutch Prime Minister Mark Rutte", "deputy"),
    ],
)
def test_a_tenure_is_told_before_or_after_the_state(words, tenure):
    [said] = facts(f"{words} spoke to reporters.")
    assert said.endswith(f" ({tenure})")


def test_an_office_without_such_a_word_has_no_tenure():
    assert facts("Dutch Prime Minister Mark Rutte spoke to a former colleague.") == {
        "Mark Rutte headOfGovernmentOf Netherlands"
    }


def test_an_honorary_consul_is_honorary():
    said = facts("Honorary Consul of Estonia John Smith opened the exhibition.")
    assert said == {"John Smith represents Estonia (honorary)"}


def test_a_sender_and_a_receiver_are_told_apart():
    assert facts("UN special envoy for Syria Geir Pedersen briefed reporters.") == {
        "Geir Pedersen envoyTo Syria",
        "Geir Pedersen represents UN",
    }


def test_a_counterpart_holds_the_office_of_the_other():
    said = facts("Russian Foreign Minister Sergei Lavrov met his Iraqi counterpart, Fuad Hussein.")
    assert said == {"Sergei Lavrov ministerOf Russia", "Fuad Hussein ministerOf Iraq"}


def test_a_counterpart_of_nobody_with_an_office_holds_none():
    assert facts("Sergei Lavrov met his Iraqi counterpart, Fuad Hussein.") == set()


def test_a_plural_office_is_shared_out_between_names():
    said = facts(
        "The foreign ministers of Armenia and Iraq, Ararat Mirzoyan and Fuad Hussein, met in Geneva."
    )
    assert said == {"Ararat Mirzoyan ministerOf Armenia", "Fuad Hussein ministerOf Iraq"}


def test_a_plural_title_before_names_with_their_states_is_shared_out():
    said = facts("Presidents Emmanuel Macron of France and Lula da Silva of Brazil spoke.")
    assert said == {"Emmanuel Macron headOfStateOf France", "Lula da Silva headOfStateOf Brazil"}


def test_one_name_may_have_two_titles():
    said = facts("Malaysian Prime Minister and Finance Minister Anwar Ibrahim spoke.")
    assert said == {"Anwar Ibrahim headOfGovernmentOf Malaysia", "Anwar Ibrahim ministerOf Malaysia"}


def test_two_titled_names_share_the_state_of_the_first():
    said = facts("Russian Foreign Minister Sergei Lavrov and Defence Minister Sergei Shoigu travelled.")
    assert said == {"Sergei Lavrov ministerOf Russia", "Sergei Shoigu ministerOf Russia"}


def test_two_titled_names_keep_their_own_states():
    said = facts("Russian Foreign Minister Sergei Lavrov and Iraqi Defence Minister Juma Inad travelled.")
    assert said == {"Sergei Lavrov ministerOf Russia", "Juma Inad ministerOf Iraq"}


@pytest.mark.parametrize("honorific", ["Mr", "Dr", "His Excellency", "His Excellency Mr"])
def test_an_honorific_may_stand_between_title_and_name(honorific):
    said = facts(f"Canada's High Commissioner to Australia, {honorific} Michael Small, signed it.")
    assert said == {"Michael Small ambassadorTo Australia", "Michael Small represents Canada"}


def test_letters_of_honour_may_follow_the_name():
    said = facts("Canada's High Commissioner to Australia, Mr Michael Small AO, signed it.")
    assert said == {"Michael Small ambassadorTo Australia", "Michael Small represents Canada"}


def test_a_spokesman_for_an_office_speaks_for_the_office():
    [said] = facts("Stephane Dujarric, spokesman for the UN secretary-general, said so.")
    assert said.startswith("Stephane Dujarric spokesmanFor ")
    assert "UN" in said.removeprefix("Stephane Dujarric spokesmanFor ")


def test_an_adviser_to_a_named_president_advises_the_person():
    said = facts("Jake Sullivan, an adviser to President Joe Biden, said so.")
    assert said == {"Jake Sullivan advisorTo Joe Biden"}


def test_a_list_with_dashes_gives_each_its_office():
    said = facts("- Sergei Lavrov - Minister of Foreign Affairs of Russia")
    assert said == {"Sergei Lavrov ministerOf Russia"}


def test_an_office_that_nobody_holds_gives_no_fact():
    assert facts("The post of ambassador to Turkey is vacant.") == set()
    assert facts("Reporters waited outside the president's residence.") == set()


def test_the_president_of_an_unnamed_country_presides_over_none():
    assert facts("Jalal Talabani, the new president, thanked Iran.") == set()


def test_the_country_is_the_only_state_that_is_named():
    said = facts("Iraq was quiet on Sunday. Jalal Talabani is the country's president.", "headOfStateOf")
    assert said == {"Jalal Talabani headOfStateOf Iraq"}


def test_the_country_is_nobody_where_two_states_are_named():
    said = facts("Iraq and Iran were quiet. Jalal Talabani is the country's president.", "headOfStateOf")
    assert said == set()


def test_a_pronoun_holds_the_office_of_the_person():
    said = facts("Hakan Fidan spoke. He is the foreign minister of Turkey.")
    assert said == {"Hakan Fidan ministerOf Turkey"}


def test_who_chairs_a_body_heads_it():
    said = facts("Ben Cardin, who chairs the Senate Foreign Relations Committee, welcomed the deal.", "heads")
    assert said == {"Ben Cardin heads Senate Foreign Relations Committee"}


def test_each_tenure_names_person_office_and_state():
    found = extract("Former French President Nicolas Sarkozy attended.")
    labels = {entity.id: entity.label for entity in found.entities}
    [tenure] = found.tenures
    told = (labels[tenure.person], labels[tenure.office], labels[tenure.of], tenure.tenure)
    assert told == ("Nicolas Sarkozy", "President of France", "France", "former")


def test_the_evidence_of_an_office_covers_its_holder():
    [fact] = extract("On Monday Iraqi Foreign Minister Fuad Hussein spoke.").facts
    assert [each.quote for each in fact.evidence] == ["Iraqi Foreign Minister Fuad Hussein"]


def test_an_assistant_to_the_president_is_not_the_president():
    text = "Kamala Harris met Assistant to the President for Homeland Security Liz Sherwood-Randall."
    assert facts(text) == set()


def test_a_letter_to_the_president_names_him():
    said = facts("Kamala Harris wrote to the President of France Emmanuel Macron.")
    assert said == {"Emmanuel Macron headOfStateOf France"}


def test_a_name_on_the_next_line_does_not_hold_the_office_before():
    said = facts("Sergei Lavrov – Minister of Foreign Affairs of Russia\nFuad Hussein – Ambassador of Iraq")
    assert "Fuad Hussein ministerOf Russia" not in said


def test_the_head_of_a_delegation_is_not_the_head_of_the_state():
    text = "The head of the Ukrainian delegation, David Arakhamia, said talks would resume."
    assert facts(text, "heads", "headOfStateOf") == set()


def test_a_commissioner_does_not_share_the_body_of_another_title():
    said = facts("EU High Representative Kaja Kallas and Commissioner Marta Kos spoke.")
    assert said == {"Kaja Kallas represents EU"}


def test_a_successor_takes_over_the_office():
    said = facts("Anna Kowalska replaced Jan Nowak as Polish ambassador to Chile.", "ambassadorTo")
    assert said == {"Anna Kowalska ambassadorTo Chile"}


def test_somebody_who_is_replaced_holds_the_office_no_more():
    said = facts("Jan Nowak was replaced as Polish ambassador to Chile.", "ambassadorTo")
    assert "Jan Nowak ambassadorTo Chile" not in said


def test_a_chief_at_the_beginning_of_a_sentence_heads_the_body():
    assert facts("IAEA chief Rafael Grossi arrived.") == {"Rafael Grossi heads IAEA"}


def test_a_list_of_adjectives_is_shared_out_between_names():
    said = facts(
        "Estonian, Latvian and Iraqi foreign ministers Margus Tsahkna, Baiba Braže and Fuad Hussein met."
    )
    assert said == {
        "Margus Tsahkna ministerOf Estonia",
        "Baiba Braže ministerOf Latvia",
        "Fuad Hussein ministerOf Iraq",
    }


def test_more_names_than_states_are_not_shared_out():
    said = facts("French and German leaders Emmanuel Macron, Olaf Scholz and Anna Kowalska met.")
    assert said == set()


def test_one_state_is_every_names():
    said = facts("Former Dutch prime ministers Mark Rutte and Wim Kok met.")
    assert said == {
        "Mark Rutte headOfGovernmentOf Netherlands (former)",
        "Wim Kok headOfGovernmentOf Netherlands (former)",
    }


def test_ministers_of_members_make_their_states_members():
    said = facts("The G7 foreign ministers of Canada, France and Italy met in Rome.")
    assert said == {"Canada memberOf G7", "France memberOf G7", "Italy memberOf G7"}


def test_the_speaker_of_a_house_does_not_head_the_state():
    assert facts("US House Speaker Nancy Pelosi visited Taipei.", "heads") == set()


def test_a_leader_heads_the_state():
    said = facts("North Korean leader Kim Jong Un met reporters.")
    assert said == {"Kim Jong Un heads North Korea"}


def test_somebody_who_is_elected_only_if_is_not_president():
    said = facts("If elected president of France, Marine Le Pen would leave NATO.")
    assert said <= {"Marine Le Pen headOfStateOf France [hypothetical]"}


def test_somebody_who_wants_to_be_president_is_not():
    said = facts("Marine Le Pen, who wants to be president of France, spoke.")
    assert not [fact for fact in said if not fact.endswith("]")]


@pytest.mark.parametrize("doubt", ["self-proclaimed", "self-styled", "so-called", "would-be"])
def test_an_office_that_the_text_doubts_is_not_held(doubt):
    said = facts(f"The {doubt} president of Belarus, Jan Nowak, spoke.")
    assert said == {"Jan Nowak headOfStateOf Belarus [hypothetical]"}


@pytest.mark.parametrize("word", ["next", "future", "incoming"])
def test_an_office_to_come_is_not_held_yet(word):
    [said] = facts(f"Jan Nowak, Poland's {word} prime minister, spoke.")
    assert said.startswith("Jan Nowak headOfGovernmentOf Poland")
    assert said.endswith(
        ("[planned]", "(designate)", "(elect)", "(designate) [planned]", "(elect) [planned]")
    )


@pytest.mark.parametrize("word", ["new", "first", "longest-serving"])
def test_an_office_may_be_described(word):
    said = facts(f"Jan Nowak, Poland's {word} prime minister, spoke.")
    assert said == {"Jan Nowak headOfGovernmentOf Poland"}


def test_a_name_may_have_two_offices_after_it():
    said = facts("Zhou Enlai, premier and foreign minister of China, walked into the hall.")
    assert said == {"Zhou Enlai headOfGovernmentOf China", "Zhou Enlai ministerOf China"}


def test_two_offices_after_a_name_keep_their_owners_and_tenures():
    said = facts("Javier Solana, secretary-general of NATO and a former Spanish foreign minister, spoke.")
    assert said == {"Javier Solana heads NATO", "Javier Solana ministerOf Spain (former)"}


def test_a_name_may_have_two_offices_before_it():
    said = facts("The Iraqi prime minister and finance minister, Fuad Hussein, spoke.")
    assert said == {"Fuad Hussein headOfGovernmentOf Iraq", "Fuad Hussein ministerOf Iraq"}


def test_another_person_after_and_is_no_second_office():
    said = facts("Fuad Hussein, the foreign minister of Iraq, and the prime minister of Norway met.")
    assert "Fuad Hussein headOfGovernmentOf Norway" not in said


@pytest.mark.parametrize(
    "outer",
    [
        "The chief of protocol for the king",
        "A candidate for the post of prime minister",
        "The widow of the king",
    ],
)
def test_a_name_after_an_inner_office_is_the_outer_nouns(outer):
    assert facts(f"{outer} of Norway, Kari Lund, spoke.", "headOfStateOf", "headOfGovernmentOf") == set()


def test_a_name_between_commas_holds_the_office_before():
    said = facts("The Algerian president, Chadli Bendjedid, has declined.")
    assert said == {"Chadli Bendjedid headOfStateOf Algeria"}


def test_an_office_may_be_the_subject_of_a_copula():
    said = facts("The new foreign minister of Ecuador is Edgar Terán.")
    assert said == {"Edgar Terán ministerOf Ecuador"}


def test_an_office_that_is_something_else_has_no_holder():
    assert facts("The new foreign minister of Ecuador is a lawyer.", "ministerOf") == set()


def test_a_lord_may_hold_an_office():
    [said] = facts("A former NATO secretary-general, Lord Carrington, was asked to speak.")
    assert said.endswith("Carrington heads NATO (former)")
