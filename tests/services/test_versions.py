"""Minutes from draft to final: what was agreed on stays, whatever happens afterwards."""

from __future__ import annotations

import hashlib
from datetime import date

import pytest

from tests.builders import World
from tests.services.test_meetings import PLACE, SG, on_agenda, planned, refused, running
from tests.services.test_undo import picture
from tests.versions import last_minutes
from zsm_desktop.domain.consent import ConsentFacts, GivenBy, LegalBasis
from zsm_desktop.domain.minutes_stage import AmendmentStatus, MinutesStatus
from zsm_desktop.domain.progress import DiscussionOutcome
from zsm_desktop.services.action_filter import ActionFilter
from zsm_desktop.services.minutes_compare import Change
from zsm_desktop.services.minutes_correction import ActionWords, Correction


def held(world: World) -> tuple[str, str, str]:
    """A finished maatwerkbespreking with one present and one absent: meeting, point of the case, who was present."""
    meeting, item, _ = running(world)
    there = next(row.id for row in world.desk.meetings.card(meeting).attendance if row.organisation_code == "DUIN")
    world.desk.meetings.set_attendance(there, is_present=True)
    live = world.desk.live
    live.keep_notes(item, "Wil graag lassen.")
    live.record_outcome(item, DiscussionOutcome.PLACED, place=PLACE)
    live.add_action(item, "Werkplaats bellen", owner="J. Pol", due_on=date(2026, 12, 1))
    live.finish(meeting)
    return meeting, item, there


def final(world: World) -> tuple[str, str, str]:
    meeting, item, there = held(world)
    world.desk.versions.prepare(meeting)
    world.desk.versions.finalise(meeting)
    return meeting, item, there


def notes_of(world: World, meeting: str, item: str) -> str:
    card = world.desk.minutes.facts(meeting).card
    return next(row.notes for row in card.agenda if row.id == item)


def test_a_draft_can_be_polished_and_a_running_meeting_not(world: World) -> None:
    meeting, item, _ = held(world)
    world.desk.versions.polish({item: "Wil graag leren lassen."})
    assert notes_of(world, meeting, item) == "Wil graag leren lassen."
    world.desk.undo.back()
    assert notes_of(world, meeting, item) == "Wil graag lassen."
    other = planned(world, day=date(2026, 12, 8))
    point = on_agenda(world, other, world.case())
    world.desk.live.start(other)
    with refused("minutes.not_finished"):
        world.desk.versions.polish({point: "Te vroeg."})
    with refused("minutes.not_finished"):
        world.desk.versions.prepare(other)


def test_prepared_minutes_are_polished_no_more_and_can_be_taken_back(world: World) -> None:
    meeting, item, _ = held(world)
    world.desk.versions.prepare(meeting)
    card = world.desk.versions.card(meeting)
    assert (card.stage, card.stamp.version, card.versions[0].changes) == (MinutesStatus.PREPARED, 1, ())
    with refused("minutes.prepared_already"):
        world.desk.versions.polish({item: "Anders."})
    with refused("minutes.prepared_already"):
        world.desk.versions.prepare(meeting)
    world.desk.undo.back()
    assert world.desk.versions.card(meeting).stage is MinutesStatus.DRAFT
    assert world.desk.versions.card(meeting).versions == ()


def test_only_those_present_amend_and_what_is_taken_over_comes_into_the_minutes(world: World) -> None:
    meeting, item, there = held(world)
    away = next(row for row in world.desk.meetings.card(meeting).attendance if not row.is_present)
    versions = world.desk.versions
    with refused("minutes.not_prepared"):
        versions.amend(meeting, there, "Te vroeg.", item)
    versions.prepare(meeting)
    with refused("minutes.not_present"):
        versions.amend(meeting, away.id, "Ik vind ook iets.", item)
    taken = versions.amend(meeting, there, "Moeder ging akkoord.", item).made_id
    cold = versions.amend(meeting, there, "De koffie was koud.").made_id
    assert world.desk.minutes.facts(meeting).amendments == ()
    with refused("minutes.amendments_open"):
        versions.finalise(meeting)
    versions.settle(taken, is_accepted=True)
    versions.settle(cold, is_accepted=False)
    with refused("minutes.amendment_settled"):
        versions.settle(cold, is_accepted=True)
    (note,) = world.desk.minutes.facts(meeting).amendments
    assert (note.item_id, note.text, note.by) == (item, "Moeder ging akkoord.", "Contact De Duinpan")
    versions.finalise(meeting)
    newest, first = versions.card(meeting).versions
    assert (newest.stamp.stage, newest.stamp.version, first.stamp.stage) == ("final", 2, "prepared")
    pseudonym = next(row.case.pseudonym for row in world.desk.meetings.card(meeting).agenda if row.case)
    assert newest.changes == (Change("amended", pseudonym, {"by": "Contact De Duinpan"}),)
    kept = {row.text: row.status for row in versions.card(meeting).amendments}
    assert kept == {
        "Moeder ging akkoord.": AmendmentStatus.ACCEPTED,
        "De koffie was koud.": AmendmentStatus.REJECTED,
    }
    assert [row.text for row in world.desk.minutes.facts(meeting).amendments] == ["Moeder ging akkoord."]


def test_a_case_that_could_not_be_discussed_is_in_no_minutes_and_takes_no_text(world: World) -> None:
    case = world.case()
    meeting = planned(world)
    item = on_agenda(world, meeting, case)
    (consent,) = world.desk.cases.card(case).consents
    world.desk.cases.withdraw_consent(consent.id, on=date(2026, 11, 20))
    world.desk.live.start(meeting)
    there = world.desk.meetings.card(meeting).attendance[0].id
    world.desk.meetings.set_attendance(there, is_present=True)
    world.desk.live.finish(meeting)
    versions = world.desk.versions
    versions.prepare(meeting)
    with refused("minutes.point_shut"):
        versions.amend(meeting, there, "Er is toch over gesproken.", item)
    assert versions.card(meeting).amendments == ()
    task = ConsentFacts(LegalBasis.PUBLIC_TASK, GivenBy.SCHOOL, None, date(2024, 1, 1))
    world.desk.cases.add_consent(case, task)  # from now on it may; at the meeting it might not
    with refused("minutes.point_shut"):
        versions.amend(meeting, there, "Het verslag is van toen.", item)
    versions.finalise(meeting)
    with refused("minutes.point_shut"):
        versions.correct(
            meeting, last_minutes(world, meeting), "Vergeten", Correction({item: "Er is toch over gesproken."})
        )


def test_a_case_that_was_discussed_takes_an_amendment_also_when_its_ground_is_gone(world: World) -> None:
    meeting, item, there = held(world)
    (case,) = [row.case.id for row in world.desk.meetings.card(meeting).agenda if row.case]
    for consent in world.desk.cases.card(case).consents:
        world.desk.cases.withdraw_consent(consent.id, on=world.desk.day)
    versions = world.desk.versions
    versions.prepare(meeting)
    versions.settle(versions.amend(meeting, there, "Moeder ging akkoord.", item).made_id, is_accepted=True)
    assert [note.item_id for note in world.desk.minutes.facts(meeting).amendments] == [item]


def test_final_minutes_do_not_hear_what_happens_afterwards(world: World) -> None:
    meeting, item, there = final(world)
    before = world.desk.minutes.facts(meeting)
    (action,) = before.card.actions
    world.desk.results.settle_action(action.id, status="done", on=date(2026, 12, 1))
    assert world.desk.results.actions(ActionFilter(status="done"))
    after = world.desk.minutes.facts(meeting)
    assert after == before
    assert after.card.actions[0].status == "open"
    for attempt in (
        lambda: world.desk.versions.polish({item: "Anders."}),
        lambda: world.desk.versions.amend(meeting, there, "Nog iets.", item),
        lambda: world.desk.versions.prepare(meeting),
        lambda: world.desk.versions.finalise(meeting),
    ):
        with refused("minutes.final"):
            attempt()
    with refused("meeting.finished"):
        world.desk.live.keep_notes(item, "Anders.")


def test_the_digest_is_of_the_content_and_a_changed_one_is_seen(world: World) -> None:
    meeting, _, _ = final(world)
    stamp = world.desk.minutes.facts(meeting).stamp
    ((row_id, content, digest),) = world.store.rows(
        "SELECT id, sealed_content, digest FROM minutes_version WHERE version = 2"
    )
    opened = world.store.seal.open("minutes_version", row_id, "sealed_content", content)
    assert stamp.digest == hashlib.sha256(opened.encode()).hexdigest() == bytes(digest).hex()
    assert "Wil graag lassen." in opened
    assert b"lassen" not in content


def test_a_final_cannot_be_undone_not_even_by_what_led_to_it(world: World) -> None:
    meeting, item, there = held(world)
    versions = world.desk.versions
    versions.prepare(meeting)
    noted = versions.amend(meeting, there, "Moeder ging akkoord.", item).made_id
    versions.settle(noted, is_accepted=True)
    versions.finalise(meeting)
    before, rows = world.desk.minutes.facts(meeting), picture(world)
    for code in (r"undo\.meeting_moved", r"undo\.nothing"):  # of the meeting and its minutes all goes at once
        with refused(code):
            world.desk.undo.back()
    assert (world.desk.minutes.facts(meeting), picture(world)) == (before, rows)
    for sql in (
        "UPDATE minutes_version SET sealed_content = digest",
        "DELETE FROM minutes_version",
        "UPDATE meeting SET stage = 'draft'",
        "UPDATE amendment SET status = 'rejected'",
        "DELETE FROM amendment",
    ):
        with refused("guard.minutes.fixed"), world.writing() as work:
            work.run(sql, [{}])


def test_a_correction_is_a_new_version_with_its_reason_and_what_changed(world: World) -> None:
    meeting, item, _ = held(world)
    with refused("minutes.not_final"):
        world.desk.versions.correct(meeting, last_minutes(world, meeting), "Tikfout", Correction({item: "Anders."}))
    world.desk.versions.prepare(meeting)
    world.desk.versions.finalise(meeting)
    with refused("minutes.reason_needed"):
        world.desk.versions.correct(meeting, last_minutes(world, meeting), " ", Correction({item: "Anders."}))
    with refused("minutes.nothing_changed"):
        world.desk.versions.correct(
            meeting, last_minutes(world, meeting), "Tikfout", Correction({item: "Wil graag lassen."})
        )
    with refused("meeting.no_item"):
        world.desk.versions.correct(
            meeting, last_minutes(world, meeting), "Tikfout", Correction({"nergens": "Anders."})
        )
    world.desk.versions.correct(
        meeting, last_minutes(world, meeting), "Tikfout", Correction({item: "Wil graag leren lassen."})
    )
    newest, older, _ = world.desk.versions.card(meeting).versions
    assert (newest.stamp.version, newest.stamp.reason, newest.stamp.stage) == (3, "Tikfout", "final")
    assert [change.code for change in newest.changes] == ["notes_changed"]
    assert notes_of(world, meeting, item) == "Wil graag leren lassen."
    old = world.desk.versions.content(meeting, older.stamp.version)
    assert next(row.notes for row in old.card.agenda if row.id == item) == "Wil graag lassen."
    with refused("minutes.no_version"):
        world.desk.versions.content(meeting, 9)


def test_the_stuurgroeps_minutes_are_in_the_open(world: World) -> None:
    world.delivered("DUIN", "ZEEUW", 250)
    meeting = planned(world, SG)
    point = world.desk.meetings.add_item(meeting, "Rondvraag").made_id
    world.desk.live.start(meeting)
    world.desk.live.keep_notes(point, "Volgende keer in Goes.")
    world.desk.live.finish(meeting)
    world.desk.versions.prepare(meeting)
    world.desk.versions.finalise(meeting)
    before = world.desk.minutes.facts(meeting)
    world.delivered("KREEK", "DUIN", 100)
    assert world.desk.minutes.facts(meeting).balances == before.balances
    director = world.desk_of("directeur duin")
    assert notes_of(world, meeting, point) == "Volgende keer in Goes."
    assert director.minutes.facts(meeting).stamp == before.stamp
    with refused("permission.missing"):
        director.versions.finalise(meeting)


def test_a_reader_without_the_room_sees_no_versions(world: World) -> None:
    meeting, _, _ = final(world)
    with refused("permission.missing"):
        world.desk_of("directeur duin").versions.card(meeting)
    assert world.desk_of("stage duin").versions.card(meeting).stage is MinutesStatus.FINAL


@pytest.mark.parametrize("audience", ["steering", "school:KREEK", "school:ZEEUW"])
def test_what_is_laid_down_goes_outside_as_little_as_a_draft(world: World, audience: str) -> None:
    meeting, item, there = held(world)
    world.desk.versions.prepare(meeting)
    said = world.desk.versions.amend(meeting, there, "Moeder ging akkoord.", item).made_id
    whole = world.desk.versions.amend(meeting, there, "Over alle leerlingen.").made_id
    for each in (said, whole):
        world.desk.versions.settle(each, is_accepted=True)
    world.desk.versions.finalise(meeting)
    text = repr(world.desk.minutes.facts(meeting, audience))
    assert ("Moeder ging akkoord." in text) == (audience == "school:ZEEUW")
    assert "Over alle leerlingen." not in text


def corrected(world: World) -> tuple[str, str]:
    """Final minutes with an outcome that is no placement, a decision and an action: meeting and point."""
    meeting, item, _ = running(world)
    live = world.desk.live
    live.keep_notes(item, "Wil graag lassen.")
    live.add_decision(item, "Twee dagen per week.")
    live.add_action(item, "Werkplaats bellen", owner="J. Pol", due_on=date(2026, 12, 1))
    live.record_outcome(item, DiscussionOutcome.FIND_OUT)
    live.finish(meeting)
    world.desk.versions.prepare(meeting)
    world.desk.versions.finalise(meeting)
    return meeting, item


def test_a_correction_takes_outcomes_decisions_and_actions_too_and_only_in_the_copy(world: World) -> None:
    meeting, item = corrected(world)
    card = world.desk.minutes.facts(meeting).card
    decision = next(row for row in card.decisions if row.text == "Twee dagen per week.")
    action = next(row for row in card.actions if row.text == "Werkplaats bellen")
    wanted = Correction(
        outcomes={item: "other_help"},
        decisions={decision.id: " Drie dagen per week. "},
        actions={action.id: ActionWords("De werkplaats mailen", "A. de Wit", date(2026, 11, 1))},
    )
    world.desk.versions.correct(meeting, last_minutes(world, meeting), "Verkeerd gehoord", wanted)
    facts = world.desk.minutes.facts(meeting)
    now = facts.card
    assert next(row.outcome for row in now.agenda if row.id == item) == "other_help"
    assert facts.outcomes == (("other_help", 1),)
    assert next(row.text for row in now.decisions if row.id == decision.id) == "Drie dagen per week."
    changed = next(row for row in now.actions if row.id == action.id)
    assert (changed.text, changed.owner, changed.due_on) == ("De werkplaats mailen", "A. de Wit", date(2026, 11, 1))
    assert changed.is_overdue
    newest = world.desk.versions.card(meeting).versions[0]
    assert [(one.code, one.facts) for one in newest.changes] == [
        ("outcome_changed", {"outcome": "other_help"}),
        ("decision_changed", {"number": decision.number}),
        ("action_changed", {"owner": "A. de Wit"}),
    ]
    assert "Twee dagen per week." in [row.text for row in world.desk.results.decisions()]
    assert ("Werkplaats bellen", "J. Pol") in [(row.text, row.owner) for row in world.desk.results.actions()]
    assert next(row.outcome for row in world.desk.meetings.card(meeting).agenda if row.id == item) == "find_out"


def test_a_correction_of_what_is_not_there_or_says_nothing_is_refused(world: World) -> None:
    meeting, item = corrected(world)
    card = world.desk.minutes.facts(meeting).card
    decision, action = card.decisions[0].id, card.actions[0].id
    opening = next(row.id for row in card.agenda if row.case is None)
    for code, wanted in (
        ("meeting.no_item", Correction(outcomes={"nergens": "off_list"})),
        ("minutes.outcome_none", Correction(outcomes={opening: "off_list"})),
        ("minutes.outcome_none", Correction(outcomes={item: "verhuisd"})),
        ("minutes.outcome_placed", Correction(outcomes={item: "placed"})),
        ("decision.none", Correction(decisions={"nergens": "Anders."})),
        ("meeting.empty_text", Correction(decisions={decision: " "})),
        ("action.none", Correction(actions={"nergens": ActionWords("Bellen", "J. Pol", None)})),
        ("meeting.action_incomplete", Correction(actions={action: ActionWords("Bellen", "", None)})),
        ("minutes.nothing_changed", Correction(outcomes={item: "find_out"})),
    ):
        with refused(code):
            world.desk.versions.correct(meeting, last_minutes(world, meeting), "Verkeerd gehoord", wanted)
    assert world.desk.versions.card(meeting).stamp.version == 2


def test_several_texts_are_polished_in_one_act(world: World) -> None:
    meeting, item, _ = held(world)
    other = next(row.id for row in world.desk.meetings.card(meeting).agenda if row.case is None)
    world.desk.versions.polish({item: "Wil graag leren lassen.", other: "Akkoord."})
    assert (notes_of(world, meeting, item), notes_of(world, meeting, other)) == ("Wil graag leren lassen.", "Akkoord.")
    world.desk.undo.back()
    assert (notes_of(world, meeting, item), notes_of(world, meeting, other)) == ("Wil graag lassen.", "")


def test_a_version_that_was_taken_back_leaves_its_number_behind(world: World) -> None:
    """It was printed and sent: two papers called version 1 would say different things."""
    meeting, item, _ = held(world)
    world.desk.versions.prepare(meeting)
    world.desk.undo.back()
    world.desk.versions.polish({item: "Wil graag leren lassen."})
    world.desk.versions.prepare(meeting)
    assert world.desk.versions.card(meeting).stamp.version == 2


def test_a_point_in_the_bin_takes_no_amendment(world: World) -> None:
    meeting = planned(world)
    point = world.desk.meetings.add_item(meeting, "Rondvraag").made_id
    there = world.desk.meetings.card(meeting).attendance[0].id
    world.desk.meetings.remove_item(point)
    world.desk.live.start(meeting)
    world.desk.meetings.set_attendance(there, is_present=True)
    world.desk.live.finish(meeting)
    world.desk.versions.prepare(meeting)
    with refused("meeting.no_item"):
        world.desk.versions.amend(meeting, there, "Er is meer gezegd.", point)
