"""Who meets whom, who visits whom, who hosts and invites."""


def relations(found, predicate):
    return {(one, other) for one, name, other, status in found if name == predicate and status == "asserted"}


def test_whom_one_meets_are_not_said_to_have_met_each_other(facts):
    found = facts("Emmanuel Macron met with Olaf Scholz and Giorgia Meloni.")
    assert relations(found, "metWith") == {
        ("Emmanuel Macron", "Olaf Scholz"),
        ("Emmanuel Macron", "Giorgia Meloni"),
    }


def test_those_who_meet_together_all_met(facts):
    found = facts("Emmanuel Macron, Olaf Scholz and Giorgia Meloni met in Rome.")
    assert len(relations(found, "metWith")) == 3


def test_a_title_before_a_state_and_a_name_does_not_break_a_list(facts):
    found = facts(
        "President of Russia Vladimir Putin, President of France Emmanuel Macron and "
        "President of Ukraine Vladimir Zelensky held a meeting."
    )
    assert ("Emmanuel Macron", "Vladimir Putin") in relations(found, "metWith")
    assert ("Vladimir Putin", "Vladimir Zelensky") in relations(found, "metWith")


def test_the_speaker_met_whom_a_meeting_during_which_he_spoke_was_with(facts):
    found = facts("During a meeting with Olaf Scholz, Emmanuel Macron praised the police.")
    assert relations(found, "metWith") == {("Emmanuel Macron", "Olaf Scholz")}


def test_the_host_of_talks_between_others_does_not_negotiate(facts):
    found = facts("Qatar hosted talks between Israel and Hamas.")
    assert {frozenset(pair) for pair in relations(found, "negotiatedWith")} == {
        frozenset({"Israel", "Hamas"})
    }


def test_who_is_received_meets_the_host(facts):
    found = facts("Sergei Lavrov was received by Hakan Fidan in Ankara.")
    assert relations(found, "hosted") == {("Hakan Fidan", "Sergei Lavrov")}
    assert relations(found, "metWith") == {("Hakan Fidan", "Sergei Lavrov")}


def test_a_call_comes_from_who_makes_it(events):
    found = events("Donald Trump received a call from Emmanuel Macron.")
    assert found == [
        (
            "Call",
            "held",
            {"initiator": ["Emmanuel Macron"], "participant": ["Donald Trump", "Emmanuel Macron"]},
        )
    ]


def test_an_invitation_to_visit_is_no_visit(facts):
    found = facts("Joe Biden invited Olaf Scholz to visit Washington.")
    assert ("Joe Biden", "invited", "Olaf Scholz", "asserted") in found
    assert ("Olaf Scholz", "visited", "Washington", "proposed") in found


def test_a_visit_at_an_invitation_has_the_inviter_as_host(facts):
    found = facts("Olaf Scholz visited Washington at the invitation of Joe Biden.")
    assert ("Joe Biden", "invited", "Olaf Scholz", "asserted") in found
    assert ("Joe Biden", "hosted", "Olaf Scholz", "asserted") in found


def test_visits_told_together_stay_apart(facts):
    found = facts("They welcomed recent visits to Gabon by Julia Gillard and to Australia by Tony Blair.")
    assert relations(found, "visited") == {("Julia Gillard", "Gabon"), ("Tony Blair", "Australia")}


def test_they_are_those_who_met_last(events):
    found = events("Joe Biden met Olaf Scholz in Berlin. The two leaders pledged to help Ukraine.")
    assert ("Promise", "held", {"initiator": ["Joe Biden", "Olaf Scholz"]}) in found


def test_nobody_meets_alone(events):
    assert events("Olaf Scholz discussed the budget.") == []


def test_who_attended_is_told_in_a_clause_of_its_own(facts):
    found = facts("The meeting, which was attended by Josep Borrell and Hakan Fidan, lasted two hours.")
    assert relations(found, "metWith") == {("Hakan Fidan", "Josep Borrell")}


def test_it_takes_up_the_meeting_of_the_sentence_before(facts):
    found = facts("A meeting was held in Suva. It was attended by Josep Borrell and Hakan Fidan.")
    assert relations(found, "metWith") == {("Hakan Fidan", "Josep Borrell")}


def test_telling_somebody_in_a_call_is_a_call(facts):
    found = facts("In a phone call on Thursday, Joe Biden told Benjamin Netanyahu that the strikes must end.")
    assert relations(found, "spokeWith") == {("Benjamin Netanyahu", "Joe Biden")}


def test_those_who_speak_by_video_link_call_each_other(facts):
    found = facts("Xi Jinping and Vladimir Putin spoke by video link on Tuesday.")
    assert relations(found, "spokeWith") == {("Vladimir Putin", "Xi Jinping")}


def test_a_plan_that_is_called_off_later_is_cancelled(facts):
    found = facts(
        "Emmanuel Macron and Olaf Scholz are to meet in Berlin. The meeting was cancelled on Friday."
    )
    assert ("Emmanuel Macron", "metWith", "Olaf Scholz", "cancelled") in found


def test_his_visit_is_that_of_whom_the_sentence_goes_on_to_name(facts):
    found = facts("During his visit to Tokyo, Olaf Scholz met Prime Minister Fumio Kishida.")
    assert relations(found, "visited") == {("Olaf Scholz", "Tokyo")}


def test_the_place_after_a_list_of_guests_is_where_all_of_them_go(facts):
    found = facts("Julia Gillard welcomed Ali Bongo and Omar Bongo to Australia.")
    assert relations(found, "visited") == {("Ali Bongo", "Australia"), ("Omar Bongo", "Australia")}


def test_owners_before_names_do_not_hide_who_acts(facts):
    talks = facts("Jordan's King Abdullah II and Egypt's President Abdel Fattah el-Sisi held talks in Cairo.")
    assert relations(talks, "negotiatedWith") == {("Abdel Fattah el-Sisi", "Abdullah II")}
    pact = facts("Poland's Donald Tusk and Ukraine's Denys Shmyhal signed an agreement in Warsaw.")
    assert {one for one, _ in relations(pact, "signed")} == {"Donald Tusk", "Denys Shmyhal"}
