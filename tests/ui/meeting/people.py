"""Someone at the keyboard of a meeting: keys go to whatever has the focus, as they do in the room."""

from __future__ import annotations

from datetime import date, time

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.builders import World, made_id
from zsm_desktop.ui.window import Window

HELD_ON = date(2026, 11, 24)
CASE_BODY, STEERING_BODY = made_id(9, 1), made_id(9, 2)


class Hands:
    """Presses keys and types in the window."""

    def __init__(self, qtbot: QtBot, window: Window) -> None:
        self.qtbot, self.window = qtbot, window

    @property
    def page(self):
        return self.window.page

    def press(self, *keys: Qt.Key, control: bool = False) -> None:
        for key in keys:
            held = Qt.KeyboardModifier.ControlModifier if control else Qt.KeyboardModifier.NoModifier
            self.qtbot.keyClick(self._target(), key, held)
            QApplication.processEvents()

    def type(self, text: str) -> None:
        self.qtbot.keyClicks(self._target(), text)

    def until(self, condition) -> None:
        self.qtbot.waitUntil(condition, timeout=20_000)

    def begin(self) -> None:
        """Starts the meeting that is open; it is not today and nobody is ticked, so it asks first."""
        self.press(Qt.Key.Key_F7, control=True)
        self.press(Qt.Key.Key_Return)

    def _target(self) -> QWidget:
        modal = QApplication.activeModalWidget()
        if modal is not None:
            return modal.focusWidget() or modal
        if not self.window.isActiveWindow():  # the platform of the tests forgets it when a dialog closes
            with self.qtbot.waitActive(self.window):
                self.window.activateWindow()
        return self.window.focusWidget() or self.window


class Lapsing(str):
    """A case that loses its legal basis as soon as it stands on an agenda: without one it would not come on it."""

    __slots__ = ()


def planned(world: World, *case_ids: str, body: str = CASE_BODY) -> str:
    """A meeting to come with these cases on its agenda."""
    meetings = world.desk.meetings
    made = meetings.plan(body, held_on=HELD_ON, starts_at=time(13), ends_at=time(15), place="Goes")
    for case_id in case_ids:
        meetings.add_case(made.made_id, case_id)
        if isinstance(case_id, Lapsing):
            (consent,) = world.desk.cases.card(case_id).consents
            world.desk.cases.withdraw_consent(consent.id, date(2026, 11, 1))
    return made.made_id


def running(world: World, *case_ids: str) -> str:
    meeting_id = planned(world, *case_ids)
    world.desk.live.start(meeting_id)
    return meeting_id


def withdrawn(world: World) -> str:
    """A case whose consent is withdrawn after it was put on an agenda."""
    return Lapsing(world.case())
