"""A sample of another network to work in by keys: everybody of it has a window, on a day of one's choice."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, date, datetime, time
from pathlib import Path

from pytestqt.qtbot import QtBot

from tests.flows.hands import Hands
from tests.sample_fixture import MadeSample
from zsm_desktop.app import open_desk
from zsm_desktop.app.rooms import rooms
from zsm_desktop.services.desk import Desk
from zsm_desktop.services.sample import PASSWORD
from zsm_desktop.ui.program import main_window
from zsm_desktop.ui.theme import Theme


class Offices:
    """A copy of a sample; `day` is today for whoever opens it next."""

    def __init__(self, qtbot: QtBot, theme: Theme, made: MadeSample, folder: Path) -> None:
        self.qtbot, self.theme, self.day = qtbot, theme, made.today
        self.folder = folder / "network"
        shutil.copytree(made.folder, self.folder)
        self._users = {user.role: user.name for user in made.facts.users}

    @contextmanager
    def desk(self, role: str = "secretary") -> Iterator[Desk]:
        desk = open_desk(self.folder, password=PASSWORD, user=self._users[role], clock=self._now)
        with closing(desk):
            yield desk

    @contextmanager
    def hands(self, role: str, room: str, item: str = "") -> Iterator[tuple[Hands, Desk]]:
        with self.desk(role) as desk:
            window = main_window(self.theme, desk, rooms(desk))
            self.qtbot.addWidget(window)
            window.resize(1280, 720)
            window.show()
            with self.qtbot.waitActive(window):
                window.activateWindow()
            hands = Hands(self.qtbot, window)
            hands.enter(room, item)
            yield hands, desk
            window.close()

    def _now(self) -> datetime:
        return datetime.combine(self.day, time(9), UTC)

    def at(self, day: date) -> None:
        self.day = day
