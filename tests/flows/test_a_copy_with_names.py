"""Whoever got a copy with names goes through all of it and meets nobody of whom it has no name."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, time, timedelta
from typing import Any

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QAbstractItemView, QApplication

from tests.sample_fixture import SAMPLE_TODAY, MadeSample
from tests.ui.offices import words_of
from zsm_desktop.app import open_desk
from zsm_desktop.app.keys import WithNames, publish
from zsm_desktop.app.rooms import rooms
from zsm_desktop.domain.outside_copies import USUAL
from zsm_desktop.services.desk import Desk
from zsm_desktop.services.sample import PASSWORD
from zsm_desktop.settings import resources_dir
from zsm_desktop.store.keys import Kdf
from zsm_desktop.ui.program import main_window
from zsm_desktop.ui.theme import Theme
from zsm_desktop.ui.window import Window

NOW = datetime.combine(SAMPLE_TODAY, time(9), UTC)
OWN = "vier eenden zwemmen achteruit"
ROLES = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole)
NUMBERED = re.compile(r"\bL\d{5}\b|\bC-\d{4}-\d{3}\b")
OPENED = 4
"""So many lines of each list are opened beside it."""


@pytest.fixture(scope="module")
def copy(session_sample: MadeSample, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    place = tmp_path_factory.mktemp("met-namen")
    shutil.copytree(session_sample.folder, place / "netwerk")
    secretary = next(user.name for user in session_sample.facts.users if user.role == "secretary")
    with closing(open_desk(place / "netwerk", password=PASSWORD, user=secretary, clock=lambda: NOW)) as desk:
        names = WithNames(PASSWORD, desk.day + USUAL)
        cheap = Kdf(passes=1, memory_kib=64, lanes=1)
        publish(desk, place / "kopie", OWN, to="het bureau", reason="overname", names=names, kdf=cheap)
    later = NOW + timedelta(days=1)
    with closing(open_desk(place / "kopie", password=OWN, clock=lambda: later)) as desk:
        yield desk


@pytest.fixture(scope="module")
def window(qapp: QApplication, copy: Desk) -> Iterator[Window]:
    theme = Theme(qapp, resources_dir(), "light")
    made = main_window(theme, copy, rooms(copy))
    made.resize(1280, 900)
    made.show()
    yield made
    made.close()
    made.deleteLater()
    qapp.processEvents()
    theme.deleteLater()


def listed(view: QAbstractItemView) -> Iterator[str]:
    model = view.model()
    if model is None:
        return
    for row in range(model.rowCount(QModelIndex())):
        for column in range(model.columnCount(QModelIndex())):
            for role in ROLES:
                yield str(model.index(row, column).data(role) or "")


def told(window: Any) -> str:
    views = [one for one in window.page.findChildren(QAbstractItemView) if one.isVisible()]
    return "\n".join((words_of(window), *(text for view in views for text in listed(view))))


def everything(qapp: QApplication, window: Any, complaints: list[str]) -> dict[tuple[str, str], str]:
    """What can be read in every room and on every face of it, with the first lines of each list opened."""
    found: dict[tuple[str, str], str] = {}
    for room in window.rooms:
        window.open(room.key)
        window.page.notify.connect(lambda text, _tone: complaints.append(text))
        for face, _words in room.faces or (("", ""),):
            if face:
                window.page.tabs.open_face(face)
            qapp.processEvents()
            found[room.key, face] = told(window)
            for view in [one for one in window.page.findChildren(QAbstractItemView) if one.isVisible()]:
                for row in range(min(OPENED, view.model().rowCount() if view.model() else 0)):
                    view.setCurrentIndex(view.model().index(row, 0))
                    qapp.processEvents()
                    found[room.key, face] += told(window)
    return found


def signs(copy: Desk) -> set[str]:
    """The codes of who is in it with a name, and the numbers of their cases."""
    codes = copy.store.rows("SELECT code FROM pupil WHERE given_name IS NOT NULL")
    numbers = copy.store.rows(
        "SELECT number FROM case_file JOIN pupil ON pupil.id = case_file.pupil_id WHERE given_name IS NOT NULL"
    )
    return {str(one) for (one,) in (*codes, *numbers)}


def test_nobody_without_a_name_is_met_in_any_room_on_any_face(qapp: QApplication, window: Window, copy: Desk) -> None:
    others = copy.store.rows("SELECT pseudonym, code FROM pupil WHERE given_name IS NULL")
    own = {str(name) for (name,) in copy.store.rows("SELECT pseudonym FROM pupil WHERE given_name IS NOT NULL")}
    assert len(others) > 10
    assert all(name.startswith("Zonder naam ") for name, _code in others)
    sharable = signs(copy)
    assert all(NUMBERED.fullmatch(one) for one in sharable)
    complaints: list[str] = []
    found = everything(qapp, window, complaints)
    assert {room for room, _face in found} == {"today", "pupils", "offers", "network"}
    assert sum(any(name in text for name in own) for text in found.values()) >= 2, "those who are in it are met"
    assert [where for where, text in found.items() if "Zonder naam " in text] == []
    met = {where: set(NUMBERED.findall(text)) for where, text in found.items()}
    assert any(met.values())
    assert {where: numbers - sharable for where, numbers in met.items() if numbers - sharable} == {}
    assert complaints == []


def test_whatever_is_told_of_can_be_gone_to(window: Window, copy: Desk) -> None:
    """No meeting, settlement or bottleneck is shown or found of which the room is not there."""
    facts = copy.today.facts()
    assert (facts.next_meetings, facts.actions, facts.waiting) == ((), (), ())
    there = {room.key for room in window.rooms}
    hits = [hit for text in ("2026", "school", "a", "o", "stuurgroep") for hit in copy.search.find(text, 50)]
    assert {hit.kind for hit in hits} >= {"case", "organisation", "offer"}
    assert {hit.room for hit in hits} <= there
