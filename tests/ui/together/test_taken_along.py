"""A meeting taken along in the window: the way out with it, writing at it without a line, and the way back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.app.test_taken_along import Home
from tests.builders import World
from tests.ui.meeting.people import Hands, planned, running
from tests.ui.offices import open_room, press_toast, toasts, words_of
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.services.desk import Desk
from zsm_desktop.store.kept_here import KeptHere
from zsm_desktop.ui.parts.form import FormDialog
from zsm_desktop.ui.parts.talk.kept_line import KeptLine
from zsm_desktop.ui.parts.talk.notes import Notes
from zsm_desktop.ui.parts.talk.result_faces import ActionsFace
from zsm_desktop.ui.parts.talk.take_along import TITLE
from zsm_desktop.ui.typed import TypedPanel
from zsm_desktop.words import taken as words

Key = Qt.Key


@pytest.fixture
def home(world: World) -> Iterator[Home]:
    made = Home(world)
    yield made
    made.close()


@pytest.fixture
def at(theme, shown, qtbot) -> Iterator[Callable[[Desk, str], Hands]]:
    """The window of a desk in the room of the meetings, on one of them."""
    opened: list[Hands] = []

    def open_(desk: Desk, meeting_id: str) -> Hands:
        window = open_room(theme, shown, desk, "meetings", (1280, 720))
        with qtbot.waitActive(window):
            window.activateWindow()
        window.open("meetings", meeting_id)
        opened.append(Hands(qtbot, window))
        return opened[-1]

    yield open_
    for one in opened:
        for kept in (*one.window.findChildren(Notes), *one.window.findChildren(KeptLine)):
            kept.let_go()


def write(at: Hands, text: str) -> None:
    QTest.keyClicks(at.page.talk.notes.editor, text)
    keep(at)


def keep(at: Hands) -> None:
    at.page.talk.notes.flush()
    at.until(lambda: not at.page.writer.is_busy and not at.page.talk.notes.is_waiting)


def form() -> FormDialog:
    found = QApplication.activeModalWidget()
    assert isinstance(found, FormDialog)
    return found


def test_the_leader_takes_a_planned_meeting_along_with_a_key(world: World, home: Home, at) -> None:
    meeting = planned(world, world.case())
    desk = home.online()
    hands = at(desk, meeting)
    assert hands.page.views["prepare"].take.isVisible()
    said: list[str] = []
    hands.page.notify.connect(lambda text, _tone: said.append(text))
    hands.press(Key.Key_F9, control=True)
    assert "14 dagen" in " ".join(label.text() for label in form().findChildren(type(form().body.itemAt(0).widget())))
    hands.press(Key.Key_Return)
    hands.until(lambda: bool(said))
    assert said[0].startswith("Meegenomen.")
    taken = desk.taking_along.lies_here()
    assert taken is not None
    assert taken.meeting_id == meeting


def test_a_running_meeting_shows_the_way_to_take_it_along(world: World, home: Home, at) -> None:
    desk = home.online()
    hands = at(desk, running(world, world.case()))
    take = hands.page.talk.take
    assert take.isVisible()
    assert take.accessibleName() == "Meenemen"
    take.click()
    assert form().windowTitle() == TITLE
    form().reject()
    hands.press(Key.Key_F9, control=True)
    assert form().windowTitle() == TITLE
    form().reject()


def test_what_is_typed_without_a_line_is_there_after_a_restart_and_the_rest_says_why_not(
    world: World, home: Home, at
) -> None:
    first, second = world.case(), world.case("DUIN")
    meeting, elsewhere = planned(world, first, second), planned(world)
    world.placement()
    world.delivered()
    home.online().taking_along.take(meeting)
    home.close()
    desk = home.offline()
    hands = at(desk, meeting)
    page = hands.page
    assert page.stack.currentWidget() is page.views["live"]
    assert "alleen lezen" in words_of(hands.window)
    points = [row.id for row in page.table.agenda]
    assert len(points) == 3
    for number, point in enumerate(points):
        page.talk.show_point(point)
        write(hands, f"Getypt {number}.")
    page.talk.compose("decision")
    assert not page.talk.composer.ok.isEnabled()
    QTest.keyClicks(page.talk.composer.text, "Proefles in maart")
    page.talk.composer.leave()
    hands.until(lambda: not page.writer.is_busy)
    for act in (page.choose_outcome, page.hands.park, lambda: page.hands.take_line("decision")):
        hands.window.toasts.leave()
        page.talk.show_point(points[1])
        act()
        assert toasts(hands.window)[-1].startswith("Dit is een momentopname")
    assert not page.talk.end.isVisible()
    assert not page.act.isVisible()
    with pytest.raises(RuleError, match="taken.other"):
        desk.taken_notes.keep_notes(desk.meetings.card(elsewhere).agenda[0].id, "Elders.")
    every_room_opens_without_a_word(hands)
    hands.window.close()
    home.close()

    again = at(home.offline(), meeting)
    page = again.page
    assert [row.notes for row in page.table.agenda] == ["Getypt 0.", "Getypt 1.", "Getypt 2."]
    page.talk.show_point(points[2])
    assert page.talk.notes.text == "Getypt 2."
    assert page.talk.composer.text.text() == "Proefles in maart"
    assert world.desk.store.rows("SELECT notes FROM agenda_item WHERE notes IS NOT NULL") == []


def test_that_an_action_is_done_waits_for_the_server(world: World, home: Home, at) -> None:
    meeting = running(world, world.case())
    desk = home.online()
    point = desk.meetings.card(meeting).agenda[-1].id
    desk.live.add_action(point, "Mentor bellen", owner="secretaris", due_on=None)
    hands = at(desk, meeting)
    hands.window.open("today")
    assert hands.page.done.isEnabled()
    assert hands.page.done.toolTip() == ""
    desk.taking_along.take(meeting)
    home.close()
    hands = at(home.offline(), meeting)
    hands.page.finding.show()
    found = hands.page.views["results"].findChild(ActionsFace)
    hands.window.open("today")
    for done in (hands.page.done, found.done):
        assert not done.isEnabled()
        assert done.toolTip().startswith("Dit is een momentopname")
    hands.press(Key.Key_D, control=True)
    assert toasts(hands.window) == []


def test_at_the_server_it_is_said_what_becomes_of_the_copy(world: World, home: Home, at) -> None:
    meeting = running(world, world.case())
    desk = home.online()
    point = desk.meetings.card(meeting).agenda[-1].id
    desk.taking_along.take(meeting)
    assert toasts(at(desk, meeting).window) == []
    away = home.offline()
    away.taken_notes.keep_notes(point, "Vader belt.")
    (kept,) = KeptHere(home.folder, desk.store.keys).rows()
    away.close()
    assert toasts(at(desk, meeting).window) == []
    KeptHere(home.folder, desk.store.keys).drop(kept)
    assert toasts(at(desk, meeting).window) == [words.SERVED]
    assert home.copies() == []

    desk.taking_along.take(meeting)
    world.now += timedelta(days=15)
    window = at(desk, meeting).window
    assert "Mag die weg?" in toasts(window)[0]
    press_toast(window, "Weggooien")
    assert home.copies() == []


def test_notes_typed_at_two_copies_are_both_there(world: World, home: Home) -> None:
    meeting = running(world, world.case())
    desk = home.online()
    point = desk.meetings.card(meeting).agenda[-1].id
    desk.taking_along.take(meeting)
    home.offline().taken_notes.keep_notes(point, "Vader belt.")
    desk.live.keep_notes(point, "Moeder mailt.")
    desk.taking_along.take(meeting)
    away = home.offline()
    assert sorted(away.taken_notes.notes(point).split("\n")) == ["Moeder mailt.", "Vader belt."]
    away.taken_notes.keep_notes(point, away.taken_notes.notes(point))
    (kept,) = KeptHere(home.folder, desk.store.keys).rows()
    assert kept.base == "Moeder mailt."
    away.taken_notes.keep_notes(point, "Moeder mailt.")
    assert KeptHere(home.folder, desk.store.keys).rows() == ()


def every_room_opens_without_a_word(hands: Hands) -> None:
    keys = [room.key for room in hands.window.rooms]
    assert "settings" not in keys
    hands.window.toasts.leave()
    for toast in list(hands.window.toasts.shown):
        toast.close()
    for key in keys:
        hands.window.open(key)
        hands.until(lambda: not hands.window.workshop.running)
        assert toasts(hands.window) == []
        assert not hands.window.page.is_stale


def test_what_was_half_written_waits_here_and_comes_back_beside_what_stands_there(world: World, home: Home, at) -> None:
    meeting = planned(world, world.case(), world.case("DUIN"))
    desk = home.online()
    _, one, other = [row.id for row in desk.meetings.card(meeting).agenda]
    desk.taking_along.take(meeting)
    away = home.offline()
    away.taken_notes.keep(one, "decision", {"text": "Proefles in maart"})
    away.taken_notes.keep(other, "action", {"text": "Bellen", "owner": "Jan", "due": "1-12-2026"})
    kept = KeptHere(home.folder, desk.store.keys)
    desk.taken_notes.bring_back(meeting)
    assert len(kept.rows()) == 2
    desk.live.start(meeting)
    desk.drafts.keep(one, "decision", {"text": "Drie dagen"})
    hands = at(desk, meeting)
    assert toasts(hands.window)[-1] == words.joined(1), "and not of the other, which stands alone"
    found = {(row.item_id, row.kind): row.words for row in desk.drafts.rows(meeting)}
    assert found == {
        (one, "decision"): {"text": "Drie dagen / Proefles in maart"},
        (other, "action"): {"text": "Bellen", "owner": "Jan", "due": "1-12-2026"},
    }
    hands.page.talk.show_point(one)
    assert hands.page.talk.composer.text.text() == "Drie dagen / Proefles in maart"
    assert kept.rows() == ()


def test_the_whole_road_there_and_back(world: World, home: Home, at) -> None:
    """Taken along, two points changed at the server, three written at here: each line of both is there afterwards."""
    meeting = running(world, world.case(), world.case("DUIN"))
    desk = home.online()
    points = [row.id for row in desk.meetings.card(meeting).agenda]
    for point in points:
        desk.live.keep_notes(point, "Stond er al.")
    desk.taking_along.take(meeting)
    home.close()
    world.desk.live.keep_notes(points[0], "Stond er al.\nNotulist erbij.")
    world.desk.live.keep_notes(points[1], "Anders gezegd.")
    hands = at(home.offline(), meeting)
    for point, text in zip(points, (" Zelf erbij.", " Zelf ook.", " En hier."), strict=True):
        hands.page.talk.show_point(point)
        write(hands, text)
    hands.window.close()
    home.close()
    desk = home.online()
    desk.listen()
    hands = at(desk, meeting)
    line = hands.window.line
    hands.until(line.waiting.isVisible)
    assert [row.notes for row in desk.meetings.card(meeting).agenda] == [
        "Stond er al. Zelf erbij.\nNotulist erbij.",
        "Anders gezegd.\nStond er al. Zelf ook.",
        "Stond er al. En hier.",
    ]
    assert line.waiting.text.text().startswith("Bij 2 punten schreef intussen ook een ander.")
    assert words.SERVED in toasts(hands.window)
    assert home.copies() == []
    line.look()
    panel = QApplication.activeModalWidget()
    assert isinstance(panel, TypedPanel)
    assert [(text.mine.text(), text.now.text()) for text in panel.texts] == [
        ("Stond er al. Zelf erbij.", "Stond er al. Zelf erbij.\nNotulist erbij."),
        ("Stond er al. Zelf ook.", "Anders gezegd.\nStond er al. Zelf ook."),
    ]
    hands.press(Key.Key_Space, Key.Key_Space)
    hands.until(lambda: not line.waiting.isVisible())
    assert KeptHere(home.folder, desk.store.keys).rows() == ()
