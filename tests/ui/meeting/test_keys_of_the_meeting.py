"""What has a key in a room of meetings: starting, closing, the lists, the way back, and the questions asked first."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.builders import World
from tests.ui.meeting.people import HELD_ON, planned, running
from tests.ui.offices import any_dialog, cut_pieces, open_dialog, toasts, words_of
from zsm_desktop.ui.keys import EVERYWHERE
from zsm_desktop.ui.network import page_keys as network_keys
from zsm_desktop.ui.parts.page import PageKey
from zsm_desktop.ui.parts.talk import finding, live, minutes_view, prepare
from zsm_desktop.ui.parts.talk import hands as live_hands
from zsm_desktop.ui.results import page_keys as results_keys
from zsm_desktop.ui.settlements import page_keys as settlements_keys

Key = Qt.Key
ALT, CONTROL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def press(at, key: Key, held: Qt.KeyboardModifier) -> None:
    QTest.keyClick(at.window.focusWidget() or at.window, key, held)


def test_the_room_opens_with_the_keys_in_its_list(world: World, hands) -> None:
    meeting_id = planned(world)
    at = hands()
    assert at.page.views["list"].table.isAncestorOf(at.window.focusWidget())
    at.press(Key.Key_Return)
    assert at.page.sitting.meeting_id == meeting_id
    at.press(Key.Key_Escape)
    assert at.page.stack.currentWidget() is at.page.views["list"]
    at.press(Key.Key_Return)
    assert at.page.sitting.meeting_id == meeting_id


def test_the_key_of_the_room_once_more_goes_back_to_the_list(world: World, hands) -> None:
    at = hands(running(world, world.case()))
    at.press(Key.Key_F8, Key.Key_F2)
    at.type("Moeder is erbij.")
    item = at.page.table.item_id
    press(at, Key.Key_2, CONTROL)
    assert at.page.stack.currentWidget() is at.page.views["list"]
    assert at.page.views["list"].table.isAncestorOf(at.window.focusWidget())
    at.until(lambda: world.desk.live.card(item).notes == "Moeder is erbij.")


def test_from_the_minutes_escape_goes_back(world: World, hands) -> None:
    meeting_id = running(world, world.case())
    world.desk.live.finish(meeting_id)
    at = hands(meeting_id)
    at.press(Key.Key_Escape)
    assert at.page.stack.currentWidget() is at.page.views["list"]


def test_a_meeting_on_another_day_asks_before_it_starts(world: World, hands) -> None:
    other = running(world)
    number = world.desk.meetings.card(other).row.number
    at = hands(planned(world))
    at.press(Key.Key_F7, control=True)
    form = open_dialog(at.window)
    said = words_of(form)
    assert f"Er loopt al een overleg: {number}." in said
    assert "24 november 2026, en dat is niet vandaag" in said
    assert "nog niemand aangevinkt" in said
    assert cut_pieces(form) == []
    at.press(Key.Key_Escape)
    assert at.page.sitting.status == "planned"
    at.begin()
    at.until(lambda: at.page.sitting.status == "running")


def test_a_meeting_that_is_due_starts_at_once(world: World, hands) -> None:
    meeting_id = planned(world)
    world.now += HELD_ON - world.desk.day
    person = world.desk.meetings.add_person(meeting_id, "A. Baas").made_id
    world.desk.meetings.set_attendance(person, is_present=True)
    at = hands(meeting_id)
    at.press(Key.Key_F7, control=True)
    at.until(lambda: at.page.sitting.status == "running")


def test_the_meeting_is_closed_by_key_and_says_what_is_not_done(world: World, hands) -> None:
    at = hands(running(world, world.case(), world.case()))
    at.press(Key.Key_F8, Key.Key_F2)
    press(at, Key.Key_F8, SHIFT)  # later today
    at.until(lambda: at.page.table.agenda[-1].status == "parked")
    press(at, Key.Key_F8, CONTROL)
    talk = at.page.talk
    said = talk.confirm.text.text()
    assert "3 punten zijn nog niet besproken" in said
    assert at.page.table.agenda[-1].case.pseudonym in said
    assert "Niemand is aangevinkt als aanwezig." in said
    at.until(lambda: cut_pieces(at.page) == [])
    at.press(Key.Key_Tab, Key.Key_Space)
    at.until(lambda: at.page.stack.currentWidget() is at.page.views["minutes"])


def test_a_chair_who_is_not_ticked_is_said_before_closing(world: World, hands) -> None:
    meeting_id = running(world)
    meetings = world.desk.meetings
    person = meetings.add_person(meeting_id, "A. Baas").made_id
    meetings.set_attendance(person, is_present=True)
    meetings.set_roles(meeting_id, chair="J. Kloet", note_taker="A. Baas")
    at = hands(meeting_id)
    press(at, Key.Key_F8, CONTROL)
    said = at.page.talk.confirm.text.text()
    assert "Niet aangevinkt als aanwezig: de voorzitter (J. Kloet)." in said
    assert "notulist" not in said


def test_the_agreements_and_the_name_have_keys(world: World, hands) -> None:
    at = hands(running(world, world.case()))
    at.press(Key.Key_F8, Key.Key_F2)
    press(at, Key.Key_F3, SHIFT)
    assert at.page.agreed.hasFocus()
    press(at, Key.Key_T, CONTROL)
    assert at.page.card.name.reason.hasFocus()


def test_an_amendment_is_settled_by_key(world: World, hands) -> None:
    meeting_id = running(world)
    meetings, versions = world.desk.meetings, world.desk.versions
    person = meetings.add_person(meeting_id, "A. Baas").made_id
    meetings.set_attendance(person, is_present=True)
    world.desk.live.finish(meeting_id)
    versions.prepare(meeting_id)
    for text in ("Er was taart.", "Er was koffie."):
        versions.amend(meeting_id, person, text, None)
    at = hands(meeting_id)
    press(at, Key.Key_O, ALT)
    at.until(lambda: {row.status for row in versions.card(meeting_id).amendments} == {"accepted", "proposed"})
    at.until(lambda: at.page.views["minutes"].stage.first_proposed != "")
    press(at, Key.Key_W, ALT)
    at.until(lambda: {row.status for row in versions.card(meeting_id).amendments} == {"accepted", "rejected"})


def test_no_key_of_a_room_or_a_meeting_means_something_else_everywhere(world: World, hands) -> None:
    at = hands(planned(world))
    lists = {}
    for room in at.window.rooms:
        at.window.open(room.key)
        lists[room.key] = at.page.keys
    lists |= {module.__name__: module.KEYS for module in (prepare, live, live_hands, minutes_view, finding)}
    for module in (network_keys, results_keys, settlements_keys):
        lists |= {f"{module.__name__}: {face}": keys for face, keys in module.KEYS.items()}
    everywhere = {key for key, _ in EVERYWHERE} | {room.shortcut for room in at.window.rooms}
    for name, keys in lists.items():
        own = [one.key if isinstance(one, PageKey) else one[0] for one in keys]
        assert len(own) == len(set(own)), name
        assert everywhere.isdisjoint(own), name


def test_one_key_has_one_meaning_in_the_overview(world: World, hands) -> None:
    at = hands(planned(world))
    at.press(Key.Key_F1)
    said = words_of(at.window.panels.keys).splitlines()
    assert said[said.index("F5") + 1] == "Opnieuw lezen"
    assert said[said.index("Ctrl F7") + 1] == "Overleg starten"
    assert "Spatie" in said
    assert "Space" not in said


def test_the_overview_is_scrolled_by_keys_and_keeps_them(world: World, hands) -> None:
    at = hands(running(world, world.case()))
    at.press(Key.Key_F1)
    overview = at.window.panels.keys
    bar = overview._area.verticalScrollBar()
    at.press(Key.Key_PageDown)
    assert bar.value() > 0
    for _ in range(5):
        at.press(Key.Key_Tab)
        assert overview.isAncestorOf(at.window.focusWidget())
    at.press(Key.Key_Escape)
    assert not overview.isVisible()


def test_two_of_one_name_are_offered(world: World, hands) -> None:
    meeting_id = running(world, world.case())
    for name in ("A. Kooman", "B. Kooman"):
        world.desk.meetings.set_attendance(world.desk.meetings.add_person(meeting_id, name).made_id, is_present=True)
    at = hands(meeting_id)
    at.press(Key.Key_F8, Key.Key_F6)
    at.type("Bellen")
    at.press(Key.Key_Return)
    at.type("Kooman")
    at.press(Key.Key_Return)
    composer = at.page.talk.composer
    item = at.page.table.item_id
    assert composer.owner_field.error.text().startswith("Meer dan één aanwezige heet Kooman.")
    assert world.desk.live.card(item).actions == ()
    assert cut_pieces(at.page) == []
    press(at, Key.Key_2, ALT)
    assert composer.owner.text() == "B. Kooman"
    at.press(Key.Key_Return)
    at.until(lambda: [row.owner for row in world.desk.live.card(item).actions] == ["B. Kooman"])


def test_the_time_of_a_point_counts_from_when_it_came_on_the_table(world: World, hands) -> None:
    meeting_id = planned(world, world.case())
    item = world.desk.meetings.card(meeting_id).agenda[1].id
    world.desk.agenda.set_minutes(item, 10)
    world.desk.live.start(meeting_id)
    at = hands(meeting_id)
    at.press(Key.Key_F8)
    time_left = at.page.hands.time

    def shown() -> str:
        time_left.read()
        at.page.writer.drain()
        at.until(lambda: not at.page.writer.is_busy)
        return time_left.label.text().splitlines()[0]

    at.until(lambda: shown() == "Nog 10 van 10 min")
    world.now += timedelta(minutes=6, seconds=20)
    assert shown() == "Nog 4 van 10 min"
    at.press(Key.Key_F7)
    world.now += timedelta(minutes=30)
    at.press(Key.Key_F8)
    assert shown() == "Nog 4 van 10 min"
    world.now += timedelta(minutes=7)
    assert shown() == "3 min uitgelopen"


def test_minutes_that_are_no_number_are_said_so(world: World, hands) -> None:
    at = hands(planned(world, world.case()))
    at.press(Key.Key_Return)
    form = open_dialog(at.window)
    form.fields["minutes"].editor.setText("abc")
    at.press(Key.Key_Return, control=True)
    assert "“abc” is geen heel aantal minuten." in form.fields["minutes"].error.text()
    any_dialog(at.window).confirm.yes.click()


def test_a_bottleneck_that_went_up_is_still_described_with_the_same_key(world: World, hands) -> None:
    at = hands(running(world, world.case()))
    at.press(Key.Key_F8)
    world.desk.live.add_bottleneck(at.page.table.item_id, "Geen bus")
    at.until(at.page.up.isVisible)
    press(at, Key.Key_F10, CONTROL)
    at.until(lambda: world.desk.bottlenecks.rows()[0].status == "escalated" and not at.page.up.isVisible())
    press(at, Key.Key_F10, SHIFT)
    form = open_dialog(at.window)
    assert form.fields["title"].text == "Geen bus"
    form.fields["kind"].editor.choose("transport")
    form.try_submit()
    at.until(lambda: world.desk.bottlenecks.rows()[0].kind == "transport")


def test_a_fault_leaves_with_what_it_is_about(world: World, hands) -> None:
    at = hands(running(world, world.case()))
    at.page.notify.emit("Dat mag nu niet.", "bad")
    at.page.notify.emit("Dat mag nu niet.", "bad")
    assert toasts(at.window) == ["Dat mag nu niet."]
    at.window.open("pupils")
    assert toasts(at.window) == []


def test_a_key_presses_the_button_of_the_newest_toast(world: World, hands) -> None:
    at = hands(running(world, world.case()))
    pressed: list[str] = []
    for words in ("eerst", "laatst"):
        at.page.offer.emit(words, "good", ("Openen", lambda words=words: pressed.append(words)))
    press(at, Key.Key_M, ALT)
    assert (pressed, toasts(at.window)) == (["laatst"], ["eerst"])
    press(at, Key.Key_M, ALT)
    assert (pressed, toasts(at.window)) == (["laatst", "eerst"], [])


def test_a_toast_covers_nothing_to_press(world: World, hands) -> None:
    at = hands(running(world, world.case()))
    at.press(Key.Key_F8, Key.Key_F2)
    at.page.offer.emit("Het overleg is begonnen.", "good", ("Ongedaan maken", lambda: None))
    (toast,) = at.window.toasts.shown
    for button in at.page.findChildren(type(at.page.act)):
        if button.isVisible():
            spot = button.rect().translated(button.mapTo(at.window, button.rect().topLeft()))
            assert not toast.geometry().intersects(spot), button.text()
