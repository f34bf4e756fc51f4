"""Begun, closed or planned by mistake: taken back with the same key as any act, and a refusal says what comes next."""

from __future__ import annotations

from PySide6.QtCore import Qt

from tests.builders import World
from tests.ui.meeting.people import planned, running
from tests.ui.offices import press_toast, toasts

Key = Qt.Key


def test_a_meeting_begun_by_mistake_is_to_come_again(world: World, hands) -> None:
    at = hands(planned(world, world.case()))
    at.begin()
    at.until(lambda: at.page.sitting.status == "running")
    press_toast(at.window, "Ongedaan maken")
    at.until(lambda: at.page.sitting.status == "planned")
    assert at.page.stack.currentWidget() is at.page.views["prepare"]
    at.begin()
    at.until(lambda: at.page.sitting.status == "running")
    at.press(Key.Key_Z, control=True)
    assert "Ongedaan gemaakt: een overleg begonnen." in toasts(at.window)
    at.until(lambda: at.page.sitting.status == "planned")


def test_a_meeting_closed_by_mistake_goes_on(world: World, hands) -> None:
    at = hands(running(world, world.case()))
    at.page.talk.ending.ask()
    at.page.talk.confirm.yes.click()
    at.until(lambda: at.page.sitting.status == "finished")
    assert any(said.startswith("Het overleg is afgerond. Vergist? Ctrl+Z") for said in toasts(at.window))
    at.press(Key.Key_Z, control=True)
    at.until(lambda: at.page.sitting.status == "running")
    assert at.page.stack.currentWidget() is at.page.talk


def test_a_meeting_planned_by_mistake_leaves_the_list(world: World, hands) -> None:
    at = hands(planned(world))
    at.press(Key.Key_Z, control=True)
    at.until(lambda: at.page.sitting.meeting_id == "")
    assert at.page.stack.currentWidget() is at.page.views["list"]
    assert "Ongedaan gemaakt: een overleg gepland." in toasts(at.window)


def test_a_refusal_names_what_stays_and_what_the_key_takes_next(world: World, hands) -> None:
    case = world.case()
    at = hands(running(world, case))
    world.desk.cases.set_wall_question(case, "Waar kan ik leren lassen?")
    item = next(row.id for row in world.desk.meetings.card(at.page.sitting.meeting_id).agenda if row.case)
    world.desk.live.mark_discussed(item)
    world.desk_of("stage duin").live.mark_discussed(item, is_discussed=False)
    at.press(Key.Key_Z, control=True)
    assert toasts(at.window)[-1] == (
        "Blijft zoals het nu is: een punt besproken. Er is intussen iets aan gewijzigd. "
        "Nog een keer Ctrl+Z maakt ongedaan: de tekst voor de wand."
    )
    at.press(Key.Key_Z, control=True)
    assert "Ongedaan gemaakt: de tekst voor de wand." in toasts(at.window)
