"""Every room opens on the sample network, for every role, without a window of its own and with the keyboard kept.

One window of each role is gone through, on a file and on a server: opened, by keys, and by what is found.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime, time
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtGui import QKeySequence, QShowEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.sample_fixture import SAMPLE_TODAY, MadeSample
from zsm_desktop.app import open_desk
from zsm_desktop.app.rooms import rooms
from zsm_desktop.domain.permissions import Role
from zsm_desktop.services.desk import Desk
from zsm_desktop.services.sample import PASSWORD
from zsm_desktop.settings import resources_dir
from zsm_desktop.ui.program import main_window
from zsm_desktop.ui.rooms import spot
from zsm_desktop.ui.theme import Theme
from zsm_desktop.ui.window import Window

NOW = datetime.combine(SAMPLE_TODAY, time(9), UTC)
ROOMS_OF = {
    "secretary": [
        "today",
        "meetings",
        "pupils",
        "offers",
        "exchange",
        "balances",
        "settlements",
        "steering",
        "results",
        "network",
        "settings",
    ],
    "coordinator": [
        "today",
        "meetings",
        "pupils",
        "offers",
        "exchange",
        "balances",
        "settlements",
        "results",
        "network",
        "settings",
    ],
    "director": [
        "today",
        "offers",
        "exchange",
        "balances",
        "settlements",
        "steering",
        "results",
        "network",
        "settings",
    ],
}


class StrayWindows(QObject):
    """Hears of every widget that is shown as a window; one made visible before it has a place flashes on the screen."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QShowEvent) and isinstance(watched, QWidget) and watched.isWindow():
            self.seen.append(type(watched).__name__)
        return False


@pytest.fixture(scope="module", params=["file", "server"])
def kept(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def own_sample(session_sample: MadeSample, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy for these tests alone."""
    folder = tmp_path_factory.mktemp("rooms") / "sample"
    shutil.copytree(session_sample.folder, folder)
    return folder


@pytest.fixture(scope="module", params=list(ROOMS_OF))
def desk(request: pytest.FixtureRequest, kept: str, session_sample: MadeSample) -> Iterator[Desk]:
    name = next(user.name for user in session_sample.facts.users if user.role == request.param)
    if kept == "server":
        folder = request.getfixturevalue("sample_on_server")[name]
    else:
        folder = request.getfixturevalue("own_sample")
    made = open_desk(folder, password=PASSWORD, user=name, clock=lambda: NOW)
    yield made
    made.close()


@pytest.fixture(scope="module")
def opened(qapp: QApplication, desk: Desk) -> Iterator[Window]:
    theme = Theme(qapp, resources_dir(), "light")
    made = main_window(theme, desk, rooms(desk))
    made.resize(1280, 720)
    made.show()
    yield made
    made.close()
    made.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    theme.deleteLater()


@pytest.fixture
def window(qtbot: QtBot, opened: Window) -> Window:
    opened.activateWindow()
    qtbot.waitActive(opened)
    return opened


def test_all_rooms_open_within_the_window_and_nothing_is_said_to_be_wrong(
    qapp: QApplication, window: Window, desk: Desk
) -> None:
    assert [room.key for room in window.rooms] == ROOMS_OF[desk.actor.role.value]
    complaints: list[str] = []
    stray = StrayWindows()
    qapp.installEventFilter(stray)
    try:
        for room in window.rooms:
            window.open(room.key)
            window.pages[room.key].notify.connect(lambda text, tone: complaints.append(f"{tone}: {text}"))
            window.pages[room.key].mark_stale()
            window.pages[room.key].refresh()
            qapp.processEvents()
            assert not window.grab().isNull()
            assert window.isActiveWindow()
    finally:
        qapp.removeEventFilter(stray)
    assert (stray.seen, complaints) == ([], [])


def test_every_room_can_be_left_by_its_key(qapp: QApplication, window: Window) -> None:
    from PySide6.QtTest import QTest

    for room in reversed(window.rooms):
        QTest.keySequence(window, QKeySequence(room.shortcut))
        qapp.processEvents()
        assert window.room == room.key


def test_whatever_is_found_opens_in_its_room(qapp: QApplication, window: Window, desk: Desk) -> None:
    complaints: list[str] = []
    for room in window.rooms:
        window.open(room.key)
        window.pages[room.key].notify.connect(lambda text, tone: complaints.append(f"{tone}: {text}"))
    hits = {hit.kind: hit for text in ("2026", "school", "a", "o") for hit in desk.search.find(text)}
    where = {"case": "pupils", "pupil": "pupils", "organisation": "network", "offer": "offers"}
    where |= {"placement": "exchange"}
    for kind, hit in hits.items():
        window.open(hit.room, spot(hit.item_id, hit.point_id, hit.line_id))
        qapp.processEvents()
        assert (window.room, kind) == (where.get(kind, hit.room), kind)
        if hit.room in ("meetings", "steering"):
            assert window.page.sitting.meeting_id == hit.item_id
            assert not hit.point_id or window.page.table.item_id == hit.point_id
    expected = {"organisation", "offer", "meeting", "decision", "action", "bottleneck"}
    if desk.actor.role is not Role.DIRECTOR:
        expected |= {*where, "discussion"}
    assert (hits.keys(), complaints) == (expected, [])
