"""The wall in the real program: it follows the meeting, blanks, says what it masked, and draws no name."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from tests.builders import World
from tests.services.test_wall import wall_question
from tests.ui.meeting.people import Hands, planned, running
from tests.ui.offices import open_room, toasts
from zsm_desktop.ui.wall.screens import FLOATING
from zsm_desktop.ui.wall.slides import NO_QUESTION

Key = Qt.Key


@pytest.fixture
def hands(world: World, theme, shown, qtbot) -> Callable[..., Hands]:
    def open_(item_id: str = "", *, room: str = "meetings") -> Hands:
        window = open_room(theme, shown, world.desk, room)
        with qtbot.waitActive(window):
            window.activateWindow()
        if item_id:
            window.open(room, item_id)
        return Hands(qtbot, window)

    return open_


def on_wall(at: Hands) -> str:
    """All that is drawn on the wall now."""
    wall = at.window.wall.wall
    wall.grab()
    return "\n".join(wall.drawn)


def open_wall(at: Hands) -> None:
    """F11 asks for a screen; this computer has one, so the wall floats."""
    at.press(Key.Key_F11)
    form = at.window.wall.form
    assert form.choice.current == FLOATING
    form.ok.click()
    at.until(lambda: at.window.wall.is_open)
    with at.qtbot.waitActive(at.window):
        at.window.activateWindow()


def names_of(world: World, *case_ids: str) -> list[str]:
    return [world.desk.cases.card(case_id).row.pseudonym for case_id in case_ids]


def test_the_wall_follows_the_one_who_leads(world: World, hands) -> None:
    cases = world.case(), world.case("DUIN")
    first, second = names_of(world, *cases)
    wall_question(world, cases[0], "Waar kan dat?")
    at = hands(running(world, *cases))
    open_wall(at)
    at.until(lambda: "Punt 1 van 3 · 0 besproken" in on_wall(at))
    at.press(Key.Key_F8)
    at.until(lambda: "Waar kan dat?" in on_wall(at))
    assert "Punt 2 van 3" in on_wall(at)
    assert first in on_wall(at)
    at.press(Key.Key_F8)
    at.until(lambda: NO_QUESTION in on_wall(at))
    assert at.window.wall.wall.drawn.count(second) == 2  # in the agenda and above the case
    at.press(Key.Key_F7)
    at.until(lambda: "Waar kan dat?" in on_wall(at))


def test_what_is_agreed_comes_on_the_wall_without_the_name_and_the_private_window_says_so(world: World, hands) -> None:
    case_id = world.case()
    (who,) = names_of(world, case_id)
    at = hands(running(world, case_id))
    open_wall(at)
    at.press(Key.Key_F8)
    at.until(lambda: NO_QUESTION in on_wall(at))
    item = at.page.table.item_id
    world.desk.live.add_action(item, "Zoë van den Berg bellen", owner="J. Pol", due_on=date(2026, 12, 1))
    at.until(lambda: f"{who} bellen" in on_wall(at))
    assert "Zoë" not in on_wall(at)
    assert "J. Pol · voor 1 december" in on_wall(at)
    assert toasts(at.window).count("Op de wand afgeschermd: 1 naam van een leerling.") == 1
    world.desk.live.add_decision(item, "Niets bijzonders.")
    at.until(lambda: "Niets bijzonders." in on_wall(at))
    assert toasts(at.window).count("Op de wand afgeschermd: 1 naam van een leerling.") == 1


def test_one_key_blanks_it_and_brings_it_back(world: World, hands) -> None:
    case_id = world.case()
    (who,) = names_of(world, case_id)
    at = hands(running(world, case_id))
    open_wall(at)
    at.press(Key.Key_F8, Key.Key_F12)
    assert on_wall(at) == "Stichting Maatwerk Proef"
    assert at.window.footer.wall.text() == "Wand leeg · F12 toont hem weer"
    at.press(Key.Key_F7, Key.Key_F8)
    assert on_wall(at) == "Stichting Maatwerk Proef"
    at.press(Key.Key_F12)
    at.until(lambda: who in on_wall(at))
    assert at.window.footer.wall.text() == "Wand aan · F12 maakt hem leeg"


def test_it_blanks_from_another_room_while_typing_and_from_a_dialog(world: World, hands) -> None:
    at = hands(running(world, world.case()))
    open_wall(at)
    at.press(Key.Key_F2)
    at.type("Er wordt getypt")
    at.press(Key.Key_F12)
    assert at.window.wall.state.is_blank
    at.window.open("pupils")
    at.press(Key.Key_F12)
    assert not at.window.wall.state.is_blank
    at.window.open("meetings", "")
    at.page.plan()
    at.until(lambda: QApplication.activeModalWidget() is not None)
    dialog = QApplication.activeModalWidget()
    with at.qtbot.waitActive(dialog):
        dialog.activateWindow()
    at.until(lambda: QGuiApplication.focusWindow() is dialog.windowHandle())
    at.qtbot.keyClick(dialog.windowHandle(), Key.Key_F12)
    assert at.window.wall.state.is_blank
    dialog.reject()


def test_what_may_not_be_discussed_is_not_shown(world: World, hands) -> None:
    case_id = world.case()
    (who,) = names_of(world, case_id)
    meeting = running(world, case_id)
    (consent,) = world.desk.cases.card(case_id).consents
    world.desk.cases.withdraw_consent(consent.id, date(2026, 11, 1))
    at = hands(meeting)
    open_wall(at)
    at.until(lambda: "Punt 1 van 1" in on_wall(at))
    at.press(Key.Key_F8)
    at.until(lambda: "1 punt niet op de wand" in on_wall(at) and "Punt 1 van 1" not in on_wall(at))
    assert "Opening en verslag vorige keer" in on_wall(at)
    assert who not in on_wall(at)
    assert "tonen" not in on_wall(at)


def test_before_the_start_the_agenda_and_after_leaving_a_neutral_slide(world: World, hands) -> None:
    case_id = world.case()
    (who,) = names_of(world, case_id)
    at = hands(planned(world, case_id))
    open_wall(at)
    at.until(lambda: "Maatwerkbespreking" in on_wall(at))
    assert f"{who} · De Zeeuwse Vaart" in on_wall(at)
    at.window.open("meetings", "")
    at.page.open_item("")
    at.until(lambda: on_wall(at) == "Stichting Maatwerk Proef")


def test_another_room_with_a_list_of_its_own_takes_nothing_off_the_wall(world: World, hands) -> None:
    case_id = world.case()
    (who,) = names_of(world, case_id)
    at = hands(running(world, case_id))
    open_wall(at)
    at.press(Key.Key_F8)
    at.until(lambda: NO_QUESTION in on_wall(at))
    at.window.open("steering")
    at.window.open("balances")
    QApplication.processEvents()
    assert who in on_wall(at)


def test_the_button_of_the_meeting_and_the_cross_of_the_wall_close_it(world: World, hands) -> None:
    at = hands(running(world, world.case()))
    open_wall(at)
    at.page.talk.wall.click()
    assert not at.window.wall.is_open
    assert at.window.footer.wall.isHidden()
    open_wall(at)
    at.window.wall.wall.close()
    assert not at.window.wall.is_open


def test_it_closes_with_the_window(world: World, hands) -> None:
    at = hands(running(world, world.case()))
    open_wall(at)
    wall = at.window.wall.wall
    at.window.close()
    assert not wall.isVisible()
    assert not at.window.wall.is_open


def test_the_colours_are_chosen_in_the_settings_and_kept(world: World, theme, shown) -> None:
    from zsm_desktop.app.rooms import rooms
    from zsm_desktop.settings import Preferences
    from zsm_desktop.ui.habits import Habits
    from zsm_desktop.ui.program import main_window

    habits = Habits(now=Preferences(wall_mode="light"))
    window = main_window(theme, world.desk, rooms(world.desk), "settings", habits)
    shown(window, 1280, 720)
    (card,) = window.page.wall
    assert card.mode.current == "light"
    card.mode.chips["dark"].click()
    assert habits.now == Preferences(wall_mode="dark")
    assert window.wall.is_dark


def test_a_withdrawn_decision_is_marked_for_the_room_and_in_the_list_of_the_leader(world: World, hands) -> None:
    meeting_id = running(world, world.case())
    (item,) = [row.id for row in world.desk.meetings.card(meeting_id).agenda if row.case]
    first = world.desk.live.add_decision(item, "Drie dagen per week.").made_id
    at = hands(meeting_id)
    open_wall(at)
    at.press(Key.Key_F8)
    at.until(lambda: "Besluit MB-2026/27-001" in on_wall(at))
    world.desk.results.withdraw(first, item, "Voortaan vier dagen.")
    at.until(lambda: "Besluit MB-2026/27-001, ingetrokken met MB-2026/27-002" in on_wall(at))
    assert "Besluit MB-2026/27-002, trekt MB-2026/27-001 in" in on_wall(at)
    at.until(
        lambda: (
            ("Besluit MB-2026/27-001, ingetrokken met MB-2026/27-002", "warn")
            in [(line.quiet, line.tone) for line in at.page.agreed.lines]
        )
    )


def test_the_button_of_the_meeting_says_what_the_room_sees(world: World, hands) -> None:
    at = hands(running(world, world.case()))
    button = at.page.talk.wall
    assert (button.text(), button.tone, button.key) == ("Wand", "", "F11")
    open_wall(at)
    assert (button.text(), button.tone, button.key) == ("Wand aan", "accent", "F11")
    at.press(Key.Key_F12)
    assert (button.text(), button.tone, button.icon_name, button.key) == ("Wand leeg", "warn", "eye-off", "F12")
    button.click()
    assert at.window.wall.is_open
    assert not at.window.wall.state.is_blank
    assert button.text() == "Wand aan"
    button.click()
    assert not at.window.wall.is_open
    assert button.text() == "Wand"
