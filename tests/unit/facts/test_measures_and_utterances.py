"""Demands, condemnations, expulsions, sanctions, and who said what."""


def of(found, kind):
    return [(status, roles) for name, status, roles in found if name == kind]


def test_a_verb_after_an_infinitive_goes_on_with_the_first_subject(facts):
    found = facts("Russia has called on Turkey to act and accused Ukraine of supporting terrorism.")
    assert ("Russia", "demandedOf", "Turkey", "asserted") in found
    assert ("Russia", "accused", "Ukraine", "asserted") in found


def test_each_verb_of_a_series_has_the_first_subject(facts):
    found = facts("Romania recalls its ambassador to Russia, declares a Russian diplomat persona non grata.")
    assert ("Romania", "recalledAmbassadorFrom", "Russia", "asserted") in found
    assert ("Romania", "expelledDiplomatsOf", "Russia", "asserted") in found


def test_each_other_is_both(facts):
    found = facts("Bolivia and Colombia expelled each other's ambassadors.")
    assert ("Bolivia", "expelledDiplomatsOf", "Colombia", "asserted") in found
    assert ("Colombia", "expelledDiplomatsOf", "Bolivia", "asserted") in found


def test_whose_decision_is_condemned_is_condemned(facts):
    assert ("Australia", "condemned", "North Korea", "asserted") in facts(
        "Australia condemned North Korea's decision to launch a satellite."
    )


def test_a_state_can_be_named_among_others(facts):
    found = facts("Kosovo has been recognised by a majority of European states, Japan and Canada.")
    assert ("Japan", "recognized", "Kosovo", "asserted") in found


def test_whoever_posts_a_message_blames(facts):
    found = facts("Mike Pompeo posted a message on Twitter blaming Iran for the attacks.")
    assert ("Mike Pompeo", "accused", "Iran", "asserted") in found


def test_an_agreement_between_two_is_signed_by_both(facts):
    found = facts("An agreement between Russia and Mexico was signed in Moscow.")
    assert {one for one, name, _, _ in found if name == "signed"} == {"Mexico", "Russia"}


def test_what_stands_before_a_colon_says_what_follows(events):
    found = events('Angela Merkel responded to the rules: "I strongly reject the measure."')
    assert of(found, "Statement") == [("held", {"speaker": ["Angela Merkel"]})]


def test_one_may_speak_to_people_without_a_name(events):
    found = events("Angela Merkel told reporters that the talks would go on.")
    assert of(found, "Statement") == [("held", {"speaker": ["Angela Merkel"]})]


def test_a_joint_statement_has_many_speakers(events):
    found = events("Angela Merkel and Nicolas Sarkozy issued a joint statement.")
    assert of(found, "Statement") == [("held", {"speaker": ["Angela Merkel", "Nicolas Sarkozy"]})]


def test_a_broker_mediates_between_all_who_are_listed(facts):
    found = facts("Donald Trump brokered peace between Azerbaijan and Armenia, Rwanda and Burundi.")
    mediated = {other for _, name, other, _ in found if name == "mediatesBetween"}
    assert mediated == {"Azerbaijan", "Armenia", "Rwanda", "Burundi"}


def test_an_unmade_sanction_is_not_asserted(facts):
    found = facts("The United States has not imposed sanctions on Belarus.")
    assert ("United States", "sanctioned", "Belarus", "negated") in found


def test_who_is_called_on_to_act_is_who_would_act(facts):
    found = facts("Poland called on the European Union to impose sanctions on Belarus.")
    assert ("Poland", "demandedOf", "European Union", "asserted") in found
    assert ("European Union", "sanctioned", "Belarus", "proposed") in found


def test_a_witness_signs_nothing(facts):
    found = facts("Nikol Pashinyan and Ilham Aliyev signed an agreement, with Donald Trump as a witness.")
    assert {one for one, name, _, _ in found if name == "signed"} == {"Nikol Pashinyan", "Ilham Aliyev"}


def test_the_source_of_a_report_takes_no_part_in_what_it_reports(facts):
    found = facts("According to Reuters, Saudi Arabia and Iran held secret talks in Baghdad.")
    assert ("Iran", "negotiatedWith", "Saudi Arabia", "attributed") in found


def test_a_measure_told_as_the_means_of_an_answer_was_taken(facts):
    found = facts("India responded by expelling six Canadian diplomats.")
    assert ("India", "expelledDiplomatsOf", "Canada", "asserted") in found


def test_an_order_that_imposes_sanctions_is_the_signers(facts):
    found = facts("Joe Biden signed an order imposing sanctions on Belarus.")
    assert ("Joe Biden", "sanctioned", "Belarus", "asserted") in found
