"""Every key a room listens to stands in its F1, and what has the keys can be seen: walked through face by face."""

from __future__ import annotations

from collections.abc import Iterator
from types import SimpleNamespace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from tests.builders import World
from tests.ui.listening import Listening
from tests.ui.meeting.people import planned, running
from tests.ui.offices import open_room
from tests.ui.rings import Rings
from tests.ui.sight import stops
from tests.ui.test_first_focus import window
from zsm_desktop.ui.keys import NOT_NOW
from zsm_desktop.ui.overlay import Overlay
from zsm_desktop.ui.parts.tabs import Tabs
from zsm_desktop.ui.window import Window

__all__ = ["window"]
NONE, CONTROL = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier


def places(window: Window, world: World) -> Iterator[str]:
    """Every face of every room, and what opens inside one."""
    for spec in window.rooms:
        window.open(spec.key)
        yield spec.key
        tabs = window.page.findChild(Tabs)
        for _ in tabs.tabs if tabs is not None else ():
            QTest.keyClick(window.focusWidget() or window, Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
            yield f"{spec.key} {tabs.current}"
    window.open("exchange")
    for key in (Qt.Key.Key_M, Qt.Key.Key_P, Qt.Key.Key_U):
        QTest.keyClick(window.focusWidget() or window, key, Qt.KeyboardModifier.ControlModifier)
        yield f"exchange {key.name}"
    window.open("meetings", planned(world, world.case()))
    yield "meetings prepared"
    meeting = running(world, world.case())
    window.open("meetings", meeting)
    yield "meetings running"
    world.desk.live.finish(meeting)
    window.open("meetings", meeting)
    yield "meetings finished"


@pytest.fixture
def walked(window: Window, world: World) -> SimpleNamespace:
    listening, rings = Listening(), Rings()
    for place in places(window, world):
        if place == "settlements":  # what holds the keys while it computes is gone in a moment
            window.page.compare.reader.drain()
        QApplication.processEvents()
        listening.hear(window, place)
        rings.look(stops(window, window.page), place)
    return SimpleNamespace(listening=listening, rings=rings)


def test_every_key_of_a_room_is_told_and_what_has_the_keys_is_seen(walked: SimpleNamespace) -> None:
    """Each that is not with the first place it was found in; "Enter" in a chord is the key Ctrl+K does not know."""
    assert walked.listening.untold == {}
    assert {row for row in walked.listening.rows if "+Enter" in row[1]} == set()
    assert walked.rings.unseen == {}
    assert {
        "Button normal",
        "Button primary",
        "Choice",
        "KeyedChoice",
        "Tab",
        "Chip",
        "TableView",
        "MonthView",
        "QLineEdit",
    } <= walked.rings.kinds


def test_a_key_that_is_not_told_is_named(window: Window) -> None:
    listening = Listening()
    window.open("offers")
    window.page.keys = tuple(row for row in window.page.keys if row[0] != "Ctrl+E")
    listening.hear(window, "aanbod")
    assert listening.untold == {("offers", "Ctrl+E"): "aanbod"}


def test_a_thing_that_looks_the_same_with_the_keys_on_it_is_named(window: Window) -> None:
    plain = QWidget(window)
    plain.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    plain.setGeometry(0, 0, 20, 20)
    plain.show()
    rings = Rings()
    rings.look([plain], "hier")
    assert list(rings.unseen) == ["QWidget"]


def test_f1_says_first_what_works_here_now(window: Window) -> None:
    window.open("exchange", "funds")
    QTest.keyClick(window.focusWidget() or window, Qt.Key.Key_F1)
    said = [label.text() for label in window.panels.keys.findChildren(QLabel)]
    later = said.index(NOT_NOW)
    assert said.index("Boekperioden") < later < said.index("In het blad: de school die gaf")


def told(window: Window) -> list[str]:
    QTest.keyClick(window.focusWidget() or window, Qt.Key.Key_F1)
    return [label.text() for label in window.panels.keys.findChildren(QLabel)]


def test_f1_says_nothing_of_acts_that_one_may_never_do(world: World, theme, shown) -> None:
    never = {"Gebruiker toevoegen", "Nieuwe sleutels voor alles maken", "Verhuizen naar een andere computer"}
    said = told(open_room(theme, shown, world.desk_of("directeur duin"), "settings"))
    assert never & set(said) == set()
    assert "Mijn wachtwoord wijzigen" in said
    assert never <= set(told(open_room(theme, shown, world.desk, "settings")))


def test_a_letter_of_another_face_does_not_work_now(window: Window, world: World) -> None:
    window.open("pupils")
    said = told(window)
    assert said.index("Esc") < said.index(NOT_NOW) < said.index("Bij een lijst: op de agenda")


def test_the_letters_of_a_running_meeting_work_now(window: Window, world: World) -> None:
    window.open("meetings", running(world, world.case()))
    said = told(window)
    assert said.index("Buiten een tekstveld ook: N, U, O, A, B, K") < said.index("Overal")
    if NOT_NOW in said:
        assert said.index("Buiten een tekstveld ook: N, U, O, A, B, K") < said.index(NOT_NOW)


@pytest.mark.parametrize(("key", "held"), [(Qt.Key.Key_F1, NONE), (Qt.Key.Key_K, CONTROL)])
def test_esc_closes_a_panel_over_a_face_that_goes_back_by_esc(window: Window, key: Qt.Key, held) -> None:
    """Two that listen to one key would make Qt ask neither."""
    window.open("exchange")
    QTest.keyClick(window.focusWidget() or window, Qt.Key.Key_P, CONTROL)
    QTest.keyClick(window.focusWidget(), key, held)
    panel = next(one for one in window.findChildren(Overlay) if one.isVisible())
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Escape)
    assert not panel.isVisible()
    assert window.page.periods.isVisible()
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Escape)
    assert window.page.deliveries.isVisible()


def test_keys_of_a_list_that_is_read_in_work_there(window: Window) -> None:
    window.open("network")
    said = told(window)
    assert said.index(NOT_NOW) < said.index("Bij inlezen: school aanvinken")
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Escape)
    window.page.show_import()
    QApplication.processEvents()
    said = told(window)
    assert said.index("Bij inlezen: school aanvinken") < said.index("Overal")
