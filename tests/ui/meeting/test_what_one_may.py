"""A page offers what its reader may do with this meeting and nothing else; the service goes on refusing the rest."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from tests.builders import World, made_id
from tests.services.test_meetings import refused
from tests.ui.meeting.people import CASE_BODY, STEERING_BODY, Hands, planned, running
from tests.ui.offices import any_dialog, open_dialog, toasts, words_of
from tests.versions import version_of
from zsm_desktop.domain.progress import DiscussionOutcome
from zsm_desktop.models import Attendance
from zsm_desktop.services.bodies import BodyDraft
from zsm_desktop.services.bottlenecks import BottleneckDraft
from zsm_desktop.services.rights import MeetingRights
from zsm_desktop.ui.parts.form import FormDialog
from zsm_desktop.ui.parts.talk.export_form import NAMED
from zsm_desktop.ui.parts.talk.results_state import ResultsState

Key = Qt.Key


def held(world: World, *, present: tuple[str, ...] = ("DUIN",), chair: str = "J. Pol", of: str = "ZEEUW") -> str:
    """A finished maatwerkbespreking with one case of school `of`; of all schools only `present` were there."""
    meeting_id = running(world, world.case(of))
    meetings, live = world.desk.meetings, world.desk.live
    meetings.set_roles(meeting_id, chair=chair, note_taker="secretaris")
    for row in meetings.card(meeting_id).attendance:
        meetings.set_attendance(row.id, is_present=row.organisation_code in present)
    (item,) = [row for row in meetings.card(meeting_id).agenda if row.case]
    live.keep_notes(item.id, "Wil graag lassen.")
    live.record_outcome(item.id, DiscussionOutcome.FIND_OUT)
    live.finish(meeting_id)
    return meeting_id


def steering(world: World) -> str:
    meeting_id = running_steering(world)
    world.desk.live.finish(meeting_id)
    return meeting_id


def running_steering(world: World) -> str:
    meeting_id = planned(world, body=STEERING_BODY)
    world.desk.live.start(meeting_id)
    return meeting_id


def stage_of(at: Hands):
    return at.page.views["minutes"].stage


def forms(at: Hands) -> list[FormDialog]:
    return [one for one in at.window.findChildren(FormDialog) if one.isVisible()]


def test_who_was_there_but_not_in_the_chair_prepares_and_amends_and_does_not_fix(world: World, hands) -> None:
    meeting_id = held(world)
    at = hands(meeting_id, user="stage duin")
    stage = stage_of(at)
    assert (stage.step.isVisible(), stage.write.isVisible()) == (True, True)
    at.press(Key.Key_F4)
    at.until(lambda: stage.pill.text == "klaargezet")
    assert not stage.step.isVisible()
    assert stage.write.isVisible()
    assert "Vaststellen kan wie voorzitter was, of de secretaris." in words_of(stage)
    at.press(Key.Key_F4)
    assert forms(at) == []
    with refused("minutes.not_chair"):
        world.desk_of("stage duin").versions.finalise(meeting_id)
    at.press(Key.Key_F8)
    form = open_dialog(at.window)
    form.fields["text"].editor.setPlainText("Vader ging ook akkoord.")
    form.try_submit()
    assert [row.made_by for row in world.desk.versions.card(meeting_id).amendments] == ["stage duin"]


def test_the_chair_fixes_and_corrects(world: World, hands) -> None:
    meeting_id = held(world, chair="stage duin")
    world.desk.versions.prepare(meeting_id)
    at = hands(meeting_id, user="stage duin")
    assert stage_of(at).step.text() == "Vaststellen"
    at.press(Key.Key_F4, Key.Key_Return)
    at.until(lambda: stage_of(at).step.text() == "Corrigeren")
    assert stage_of(at).step.isVisible()


def test_who_was_invited_and_did_not_come_does_not_amend(world: World, hands) -> None:
    meeting_id = held(world, present=("ZEEUW",))
    world.desk.versions.prepare(meeting_id)
    at = hands(meeting_id, user="stage duin")
    assert not stage_of(at).write.isVisible()
    at.press(Key.Key_F8)
    assert forms(at) == []
    there = next(row for row in world.desk.meetings.card(meeting_id).attendance if row.is_present)
    with refused("minutes.not_present"):
        world.desk_of("stage duin").versions.amend(meeting_id, there.id, "Ik hoorde iets anders.")


def test_a_school_that_is_not_invited_stays_outside(world: World, hands) -> None:
    world.desk.bodies.edit(
        made_id(9, 1), 1, BodyDraft("Maatwerkbespreking", "operational", 6, None, frozenset({made_id(4, 2)}))
    )
    meeting_id = held(world)
    at = hands(user="stage duin")
    at.window.open("meetings", meeting_id)
    assert "Uw school is niet uitgenodigd" in " ".join(toasts(at.window))
    assert at.page.stack.currentWidget() is at.page.views["list"]
    assert at.page.sitting.rights == MeetingRights()
    with refused("meeting.not_invited"):
        world.desk_of("stage duin").meetings.rights(meeting_id)


@pytest.mark.parametrize("user", ["directeur duin", "lezer"])
def test_who_only_reads_the_stuurgroep_gets_no_button_to_lead_it(world: World, hands, user: str) -> None:
    meeting_id = steering(world)
    at = hands(meeting_id, room="steering", user=user)
    view = at.page.views["minutes"]
    assert (view.stage.step.isVisible(), view.stage.write.isVisible()) == (False, False)
    assert "Vaststellen kan" not in words_of(view.stage)
    at.press(Key.Key_F4, Key.Key_F8)
    assert forms(at) == []
    assert world.desk.versions.card(meeting_id).stage == "draft"
    assert world.desk_of(user).meetings.rights(meeting_id) == MeetingRights()
    at.page.open_item("")
    assert not at.page.views["list"].plan.isVisible()


@pytest.mark.parametrize("user", ["directeur duin", "lezer"])
def test_a_planned_stuurgroep_is_only_looked_at(world: World, hands, user: str) -> None:
    meeting_id = planned(world, body=STEERING_BODY)
    at = hands(meeting_id, room="steering", user=user)
    view = at.page.views["prepare"]
    for thing in (view.start, view.change, view.invite, view.tools, view.more, view.attendance.new):
        assert not thing.isVisible()
    at.press(Key.Key_F7, control=True)
    assert world.desk.meetings.card(meeting_id).row.status == "planned"


@pytest.mark.parametrize("user", ["directeur duin", "lezer"])
def test_the_maatwerkbesprekingen_are_no_room_of_theirs(world: World, hands, user: str) -> None:
    meeting_id = held(world)
    at = hands(room="steering", user=user)
    assert "meetings" not in [room.key for room in at.window.rooms]
    with refused("permission.missing"):
        world.desk_of(user).meetings.rights(meeting_id)


@pytest.mark.parametrize(("of", "may"), [("DUIN", True), ("ZEEUW", False)])
def test_minutes_with_names_are_offered_where_there_is_a_name_to_open(world: World, hands, of: str, may: bool) -> None:
    meeting_id = held(world, of=of)
    at = hands(meeting_id, user="stage duin")
    at.press(Key.Key_F9)
    form = any_dialog(at.window)
    assert (form.kind.findData(NAMED) >= 0) == may
    form.reject()
    assert world.desk_of("stage duin").meetings.rights(meeting_id).may_name == may
    if not may:
        with refused("permission.other_school"):
            world.desk_of("stage duin").papers.names(meeting_id, "Voor het dossier.")


def test_a_meeting_without_any_case_has_no_names_for_anyone(world: World) -> None:
    meeting_id = planned(world)
    assert not world.desk.meetings.rights(meeting_id).may_name
    with refused("permission.other_school"):
        world.desk.papers.names(meeting_id, "Voor het dossier.")
    assert world.desk.meetings.rights(meeting_id).may_fix_minutes


def test_planning_is_offered_for_the_bodies_that_invite_ones_school(world: World, hands) -> None:
    only_duin = BodyDraft("Maatwerkbespreking", "operational", 6, None, frozenset({made_id(4, 1)}))
    world.desk.bodies.edit(CASE_BODY, version_of(world, "meeting_body", CASE_BODY), only_duin)
    at = hands(user="stage zeeuw")
    assert not at.page.views["list"].plan.isVisible()
    at.press(Key.Key_N, control=True)
    assert forms(at) == []
    at.page.plan()
    assert "Er is geen overleg dat u mag plannen." in toasts(at.window)[-1]
    own = BodyDraft("Trajectoverleg", "operational", member_ids=frozenset({made_id(4, 2)}), kind="case", code="TO")
    world.desk.bodies.add(own)
    other = hands(user="stage zeeuw")
    assert other.page.views["list"].plan.isVisible()
    other.press(Key.Key_N, control=True)
    assert "Trajectoverleg" not in words_of(open_dialog(other.window))  # one body is no choice
    open_dialog(other.window).fields["day"].editor.setText("24-11-2026")
    open_dialog(other.window).try_submit()
    assert other.page.sitting.card.row.body == "Trajectoverleg"


def test_what_is_agreed_is_settled_and_withdrawn_by_who_leads_there(world: World, hands) -> None:
    meeting_id = running(world, world.case("ZEEUW"))
    item_id = world.desk.meetings.card(meeting_id).agenda[-1].id
    world.desk.live.add_decision(item_id, "Drie dagen per week.")
    world.desk.live.add_action(item_id, "Werkplaats bellen", owner="B. Bos", due_on=None)
    world.desk.live.add_bottleneck(item_id, "Geen bus")
    (own,) = [row.id for row in world.desk.meetings.card(meeting_id).attendance if row.organisation_code == "ZEEUW"]
    desk = world.desk_of("stage zeeuw")
    assert ResultsState(desk).leads(meeting_id)
    with world.writing() as work:
        work.session.delete(work.session.get(Attendance, own))
    at = hands(user="stage zeeuw")
    at.page.finding.show()
    view = at.page.views["results"]
    view.actions.shown.choose("open")
    (action,) = view.actions.rows.values()
    (decision,) = view.decisions.rows.values()
    (bottleneck,) = view.bottlenecks.rows.values()
    assert (view.actions.done.isEnabled(), view.actions.drop.isEnabled()) == (False, False)
    assert not view.decisions.withdraw.isEnabled()
    assert not view.bottlenecks.edit.isEnabled()
    view.tabs.show_face("decisions")
    at.press(Key.Key_I, control=True)
    assert forms(at) == []
    with refused("meeting.not_invited"):
        desk.results.settle_action(action.id, status="done", on=world.desk.day)
    with refused("meeting.not_invited"):
        desk.results.withdraw(decision.id, item_id, "Toch vier dagen.")
    with refused("meeting.not_invited"):
        desk.bottlenecks.describe(
            bottleneck.id, version_of(world, "bottleneck", bottleneck.id), BottleneckDraft("Geen bus")
        )
