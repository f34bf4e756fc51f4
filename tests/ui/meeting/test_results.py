"""Acties en besluiten by keys: filtered, settled with one key, withdrawn, and back to the meeting."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tests.builders import World
from tests.ui.meeting.people import STEERING_BODY, planned, running
from tests.ui.offices import cut_pieces, toasts, words_of
from zsm_desktop.services.action_filter import ActionFilter

Key = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def agreed(world: World) -> tuple[str, str]:
    """A running meeting with an action of the secretary, one of somebody else and a decision; a point of it."""
    meeting_id = running(world, world.case())
    item = world.desk.meetings.card(meeting_id).agenda[-1].id
    world.desk.live.add_action(item, "Uitnodigen", owner="secretaris", due_on=date(2026, 11, 20))
    world.desk.live.add_action(item, "Werkplaats bellen", owner="B. Bos", due_on=None)
    world.desk.live.add_decision(item, "Drie dagen per week.")
    return meeting_id, item


def to_results(at) -> None:
    at.qtbot.keyClick(at._target(), Key.Key_A, CONTROL | SHIFT)
    at.until(lambda: at.page.stack.currentWidget() is at.page.views.get("results"))


def shown(face) -> list[str]:
    return [row.text for row in face.rows.values()]


def test_my_action_is_done_with_one_key_and_taken_back(world: World, hands) -> None:
    agreed(world)
    at = hands()
    to_results(at)
    view = at.page.views["results"]
    assert shown(view.actions) == ["Uitnodigen"]
    assert cut_pieces(at.page) == []
    at.press(Key.Key_D, control=True)
    at.until(lambda: not view.actions.rows)
    assert "Geen acties bij deze keuze" in words_of(view)
    assert toasts(at.window) == ["Gedaan: Uitnodigen"]
    world.desk.undo.back()
    at.until(lambda: shown(view.actions) == ["Uitnodigen"])


def test_an_action_lapses_with_a_reason(world: World, hands) -> None:
    agreed(world)
    at = hands()
    to_results(at)
    face = at.page.views["results"].actions
    face.shown.choose("open")
    face.table.select_id(next(row.id for row in face.rows.values() if row.text == "Werkplaats bellen"))
    face.table.setFocus()
    at.press(Key.Key_Delete)
    at.until(lambda: QApplication.activeModalWidget() is not None)
    at.type("De werkplaats is gesloten.")
    at.press(Key.Key_Return, control=True)
    at.until(lambda: shown(face) == ["Uitnodigen"])
    face.shown.choose("dropped")
    assert shown(face) == ["Werkplaats bellen"]
    (row,) = world.desk.results.actions(ActionFilter(status="dropped"))
    assert row.reason == "De werkplaats is gesloten."


def test_deleting_a_letter_in_the_search_field_drops_nothing(world: World, hands) -> None:
    agreed(world)
    at = hands()
    to_results(at)
    at.press(Key.Key_F, control=True)
    at.type("uit")
    at.press(Key.Key_Home, Key.Key_Delete)
    assert QApplication.activeModalWidget() is None
    assert at.page.views["results"].actions.search.text() == "it"


def test_a_decision_is_found_and_withdrawn_at_the_point_on_the_table(world: World, hands) -> None:
    meeting_id, item = agreed(world)
    at = hands(meeting_id)
    at.page.talk.show_point(item)
    to_results(at)
    view = at.page.views["results"]
    view.tabs.show_face("decisions")
    at.press(Key.Key_F, control=True)
    at.type("001 drie")
    at.press(Key.Key_Return)
    assert shown(view.decisions) == ["Drie dagen per week."]
    at.press(Key.Key_I, control=True)
    at.until(lambda: QApplication.activeModalWidget() is not None)
    assert "MB 2026/27-01" in words_of(QApplication.activeModalWidget())
    at.type("Voortaan vier dagen.")
    at.press(Key.Key_Return, control=True)
    at.until(lambda: [row.withdrawn_by for row in view.decisions.rows.values()] == ["MB-2026/27-002"])
    view.decisions.table.setFocus()  # in the search field Esc would first empty it
    at.press(Key.Key_Escape)
    at.until(lambda: at.page.stack.currentWidget() is at.page.talk)
    assert at.page.table.item_id == item
    (later,) = [row for row in world.desk.meetings.card(meeting_id).decisions if row.withdraws]
    assert later.agenda_item_id == item


def test_without_a_running_meeting_nothing_is_withdrawn(world: World, hands) -> None:
    meeting_id, _ = agreed(world)
    world.desk.live.finish(meeting_id)
    at = hands()
    to_results(at)
    view = at.page.views["results"]
    view.tabs.show_face("decisions")
    at.press(Key.Key_I, control=True)
    assert toasts(at.window)[0].startswith("Intrekken gebeurt met een nieuw besluit")


def test_enter_opens_where_it_was_agreed(world: World, hands) -> None:
    meeting_id, _ = agreed(world)
    at = hands()
    to_results(at)
    at.page.views["results"].actions.table.setFocus()
    at.press(Key.Key_Return)
    at.until(lambda: at.page.sitting.meeting_id == meeting_id)
    assert at.page.stack.currentWidget() is at.page.talk


def test_the_stuurgroep_has_the_same_lists_and_a_director_only_reads(world: World, hands) -> None:
    agreed(world)
    steering = planned(world, body=STEERING_BODY)
    point = world.desk.meetings.card(steering).agenda[0].id
    world.desk.live.start(steering)
    world.desk.live.add_action(point, "Rekenen", owner="Secretaris", due_on=None)
    at = hands(room="steering", user="directeur duin")
    to_results(at)
    view = at.page.views["results"]
    assert shown(view.actions) == ["Rekenen"]
    assert not view.actions.done.isEnabled()
    view.tabs.show_face("decisions")
    assert not view.decisions.withdraw.isVisible()
    view.tabs.show_face("bottlenecks")
    assert not view.bottlenecks.edit.isVisible()


def test_a_bottleneck_is_filled_in_from_the_meeting_and_joined_to_another_case(world: World, hands) -> None:
    first, second = world.case(), world.case("DUIN")
    meeting_id = running(world, first, second)
    items = [row.id for row in world.desk.meetings.card(meeting_id).agenda if row.case]
    world.desk.live.add_bottleneck(items[0], "Geen bus voor half negen")
    at = hands(meeting_id)
    at.page.talk.show_point(items[0])
    assert at.page.raised.button.text() == "Knelpunt aanvullen"
    dialog = at.page.raised.ask()
    dialog.fields["kind"].editor.choose("transport")
    dialog.fields["asked"].editor.setPlainText("Een latere start.")
    dialog.try_submit()
    at.page.talk.show_point(items[1])
    at.until(lambda: at.page.raised.button.text() == "Bekend knelpunt")
    at.page.raised.ask().try_submit()
    at.until(lambda: world.desk.bottlenecks.rows()[0].cases == 2)
    (row,) = world.desk.bottlenecks.rows()
    assert (row.kind, row.asked, row.cases, len(row.schools)) == ("transport", "Een latere start.", 2, 2)
