"""The five steps of a handover: refused without a successor, taken up again, and a paper at the end."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.builders import SECRETARY, World, user_id
from tests.services.test_meetings import planned
from tests.ui.offices import open_dialog, open_room, toasts, words_of
from zsm_desktop.app.people import add_user
from zsm_desktop.domain.permissions import Role
from zsm_desktop.services.handing_over import MOST_ACTIONS
from zsm_desktop.settings import guide_dir
from zsm_desktop.ui.settings.handing_over import FIRST, LAST, OPEN
from zsm_desktop.words import handing_over as words
from zsm_desktop.words.format import date_medium
from zsm_desktop.words.guide import chapter_of
from zsm_desktop.words.guide_search import search, sections

NEW, OWN = "B. de Nieuwe", "een lang genoeg woord"


@pytest.fixture
def kept() -> str:
    """What differs on a server is in the lines, and those are in the paper: test_handing_over_on_server."""
    return "file"


@pytest.fixture
def window(world: World, theme: Any, shown: Any) -> Any:
    return open_room(theme, shown, world.desk, "settings")


@pytest.fixture
def face(window: Any) -> Any:
    window.page.users.office.click()
    return window.page.privacy.face("handover")


def press(window: Any, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.ControlModifier) -> None:
    QTest.keyClick(window.focusWidget() or window, key, modifiers)


def test_without_a_successor_it_goes_no_further(window: Any, face: Any) -> None:
    assert window.page.tabs.current == "handover"
    face.go_on()
    assert toasts(window) == ["Kies eerst de opvolger, of voeg die toe."]
    face.who.successor.choose(user_id("lezer"))
    face.who._on_choice()
    assert "is nu lezer" in face.who.lines.lines[0].text
    face.go_on()
    assert "nog niet de rol" in toasts(window)[-1]
    assert face.faces.currentIndex() == FIRST


def test_a_new_user_is_the_successor_at_once(window: Any, face: Any) -> None:
    form = face.who.ask_new()
    assert form.fields["role"].text == Role.SECRETARY.value
    for name, value in (("name", NEW), ("password", OWN), ("again", OWN)):
        form.fields[name].put(value)
    form.try_submit()
    assert face.who.successor.currentText() == NEW
    assert "eigen wachtwoord" in face.who.lines.lines[0].text
    face.who.successor.setFocus()
    for step in range(1, LAST + 1):
        press(window, Qt.Key.Key_Return)
        assert face.step.text() == words.step_of(step)
    assert not face.on.isVisible()
    press(window, Qt.Key.Key_Backspace)
    assert face.step.text() == words.step_of(LAST - 1)
    assert NEW in "".join(line.text for line in face.people.lines)


def test_what_is_open_is_read_to_its_end_by_keys(world: World, window: Any, face: Any, qtbot: Any) -> None:
    meeting, desk = planned(world), world.desk
    item = desk.meetings.add_item(meeting, "Rondvraag").made_id
    desk.live.start(meeting)
    for turn in range(MOST_ACTIONS + 2):
        desk.live.add_action(item, "Geheim werk", owner=f"J. Pol {turn}", due_on=desk.day + timedelta(days=turn - 1))
    face.reload()
    face.show_step(OPEN)
    said = [line.text for line in face.waiting.lines]
    (number,) = [row.number for row in desk.meetings.rows()]
    assert said[-1] == "en nog 2"
    assert f"{number} · J. Pol 0, uiterlijk {date_medium(desk.day - timedelta(days=1))} (te laat)" in said
    assert "Geheim" not in words_of_lines(face.waiting)
    bar = face.area.verticalScrollBar()
    face.on.setFocus()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    tab_back_to(window, face.area)
    for _ in range(9):
        press(window, Qt.Key.Key_PageDown, Qt.KeyboardModifier.NoModifier)
    assert bar.value() == bar.maximum()


def test_who_is_let_in_with_another_role_gets_it_here(window: Any, face: Any) -> None:
    face.who.successor.choose(user_id("stage zeeuw"))
    face.who._on_choice()
    form = face.who.ask_edit()
    assert form is open_dialog(window)
    form.fields["password"].put(OWN)
    form.fields["again"].put(OWN)
    form.try_submit()
    face.go_on()
    assert face.faces.currentIndex() == FIRST + 1


def test_the_paper_and_what_was_agreed(
    world: World, window: Any, face: Any, theme: Any, shown: Any, qtbot: Any, tmp_path: Path
) -> None:
    successor = add_user(world.desk, NEW, Role.SECRETARY, None, OWN).made_id
    window.page.reload()
    face.who.successor.choose(successor)
    face.who.leaves_on.set_day(date(2026, 11, 20))
    face.who._on_choice()
    face.show_step(LAST)
    assert "trekt u niet zelf in" in words_of_lines(face.last.lines)
    assert not face.last.retire.isVisible()
    face.last.make(tmp_path)
    qtbot.waitUntil(lambda: list(tmp_path.glob("Overdrachtsdossier *.pdf")) != [], timeout=20_000)
    qtbot.waitUntil(lambda: world.desk.handing_over.facts().agreed is not None)
    qtbot.waitUntil(lambda: any("Gemaakt" in said for said in toasts(window)), timeout=20_000)
    window.close()
    world.close()
    again = open_room(theme, shown, world.desk_of(SECRETARY), "settings")
    again.page.open_item("handover")
    later = again.page.privacy.face("handover")
    assert later.who.successor.key == successor
    assert "Die dag is er" in words_of_lines(later.last.lines)


def test_who_came_after_takes_the_access_of_the_one_before_away(world: World, window: Any, face: Any) -> None:
    before = add_user(world.desk, "A. Voorganger", Role.SECRETARY, None, OWN).made_id
    window.page.reload()
    face.who.predecessor.choose(before)
    face.who._on_choice()
    face.show_step(LAST)
    assert face.last.retire.isVisible()
    face.last.retire.click()
    confirm = window.page.users.confirm
    assert confirm.isVisible()
    confirm.yes.click()
    assert not world.desk.handing_over.facts().person(before).is_active


def test_f1_tells_of_it(window: Any, face: Any) -> None:
    assert window.page.guide_key == "handover"
    assert chapter_of("settings", window.page.guide_key).file == "overdracht.md"
    assert chapter_of("settings", "general") == chapter_of("settings")
    assert "De opvolger" in words_of(face)


def tab_back_to(window: Any, part: Any) -> None:
    """As who has no mouse."""
    for _ in range(9):
        if window.focusWidget() is part:
            return
        press(window, Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    raise AssertionError("Tab does not come there")


def words_of_lines(lines: Any) -> str:
    return " ".join(line.text for line in lines.lines)


@pytest.mark.parametrize("asked", ["opvolger", "andere computer"])
def test_the_guide_finds_it_by_what_people_call_it(asked: str) -> None:
    text = (guide_dir() / "overdracht.md").read_text(encoding="utf-8")
    assert search(sections("overdracht.md", text), asked)
