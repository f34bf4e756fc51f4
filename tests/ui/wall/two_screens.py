"""Run by test_screens.py in a process of its own, with a laptop and a beamer: a platform starts with its screens."""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.builders import World, make_network
from tests.ui.meeting.people import running
from zsm_desktop.app.rooms import rooms
from zsm_desktop.settings import resources_dir
from zsm_desktop.ui.habits import Habits
from zsm_desktop.ui.program import main_window
from zsm_desktop.ui.theme import Theme
from zsm_desktop.ui.wall.curtain import MIRRORED
from zsm_desktop.ui.window import Window


def turns(count: int = 20) -> None:
    for _ in range(count):
        QApplication.processEvents()


def start(folder: Path) -> tuple[World, Window, Habits]:
    """The program with a running meeting on the laptop."""
    world = World(folder / "network", make_network(folder / "network"))
    habits = Habits()
    laptop, _ = QGuiApplication.screens()
    meeting = running(world, world.case())
    theme = Theme(QApplication.instance(), resources_dir(), "light")
    window = main_window(theme, world.desk, rooms(world.desk), "meetings", habits)
    window.setScreen(laptop)
    window.move(laptop.geometry().topLeft())
    window.show()
    window.open("meetings", meeting)
    turns()
    assert window.screen() is laptop
    window.wall.watch.outputs = lambda: 2
    return world, window, habits


def choosing(window: Window, habits: Habits) -> None:
    """A test picture on the beamer only; the second time it is known where the wall goes."""
    laptop, beamer = QGuiApplication.screens()
    keeper = window.wall
    keeper.toggle()
    turns()
    form = keeper.form
    assert [picture.screen().name() for picture in form.pictures.windows] == [beamer.name()]
    (picture,) = form.pictures.windows
    picture.grab()
    assert "Scherm 2" in picture.drawn, picture.drawn
    assert any(beamer.name() in text for text in picture.drawn)
    form.ok.click()
    turns()
    assert form.pictures.windows == []
    assert keeper.is_open
    assert keeper.wall.screen() is beamer
    assert keeper.wall.geometry() == beamer.geometry()
    assert window.screen() is laptop
    assert beamer.name() in str(habits.now.wall_screen)
    keeper.toggle()
    assert not keeper.is_open
    keeper.toggle()
    turns()
    assert keeper.form is None
    assert keeper.wall.screen() is beamer


def covering(window: Window) -> None:
    """The private window comes before the room: dragged there, or moved when the laptop is shut."""
    laptop, beamer = QGuiApplication.screens()
    keeper = window.wall
    window.move(beamer.geometry().topLeft())
    turns()
    curtain = keeper.own_place.curtain
    assert curtain.isVisible()
    assert curtain.geometry() == window.rect()
    window.move(laptop.geometry().topLeft())
    turns()
    assert not curtain.isVisible()
    assert keeper.is_open
    QGuiApplication.instance().screenRemoved.emit(laptop)
    assert curtain.isVisible()
    QTest.mouseClick(curtain.button, Qt.MouseButton.LeftButton)
    assert not curtain.isVisible()
    assert not keeper.is_open


def unplugging(window: Window) -> None:
    """The wall goes with its screen, and when the system puts it elsewhere; the private window stays where it is."""
    laptop, beamer = QGuiApplication.screens()
    keeper = window.wall
    keeper.toggle()
    turns()
    keeper.watch.outputs = lambda: 1
    QGuiApplication.instance().screenRemoved.emit(beamer)
    turns()
    assert not keeper.is_open
    assert keeper.own_place.reason is None
    assert window.screen() is laptop
    assert window.isVisible()
    assert [toast.text for toast in window.toasts.shown if "Het scherm van de wand is weg" in toast.text]
    keeper.watch.outputs = lambda: 2
    keeper.toggle()
    turns()
    wall = keeper.wall
    wall.windowHandle().setScreen(laptop)
    turns()
    assert not wall.isVisible()
    assert not keeper.is_open


def mirroring(window: Window) -> None:
    """Win+P while the wall is on: the beamer goes as a screen, and shows the private window from then on."""
    _, beamer = QGuiApplication.screens()
    keeper = window.wall
    toasts = len(window.toasts.shown)
    keeper.toggle()
    turns()
    assert keeper.is_open
    keeper.watch.outputs = lambda: 2  # one screen is left, on two outputs
    QGuiApplication.instance().screenRemoved.emit(beamer)
    assert not keeper.is_open
    curtain = keeper.own_place.curtain
    assert curtain.isVisible()
    assert curtain.title.text() == MIRRORED.title
    assert "‘Uitbreiden’ in plaats van ‘Dupliceren’" in curtain.words.text()
    assert len(window.toasts.shown) == toasts  # not also what to do about a screen that was unplugged
    assert window.focusWidget() is curtain.button
    QTest.keyClick(curtain.button, Qt.Key.Key_F11, Qt.KeyboardModifier.ControlModifier)
    assert not curtain.isVisible()


def mirroring_in_place(window: Window) -> None:
    """Where both screens stay, the beamer comes to lie on the laptop; apart again the window shows itself."""
    laptop, beamer = QGuiApplication.screens()
    keeper = window.wall
    keeper.toggle()
    turns()
    assert keeper.is_open
    keeper.watch.outputs = lambda: 3
    beamer.geometryChanged.emit(beamer.geometry())
    assert keeper.own_place.curtain.isVisible()
    keeper.watch.outputs = lambda: 2
    laptop.geometryChanged.emit(laptop.geometry())
    assert keeper.own_place.curtain.isVisible()  # not before the screens are at rest
    keeper.watch._settled.timeout.emit()
    assert not keeper.own_place.curtain.isVisible()
    keeper.close()


def plugged_in_again(window: Window) -> None:
    """Unplugged, and minutes later back as a copy of the laptop."""
    _, beamer = QGuiApplication.screens()
    keeper = window.wall
    keeper.toggle()
    turns()
    keeper.watch.outputs = lambda: 1
    QGuiApplication.instance().screenRemoved.emit(beamer)
    assert not keeper.is_open
    assert not keeper.own_place.curtain.isVisible()
    keeper.watch.outputs = lambda: 3
    QGuiApplication.instance().screenAdded.emit(beamer)
    assert keeper.own_place.curtain.isVisible()
    QTest.keyClick(keeper.own_place.curtain.button, Qt.Key.Key_F11, Qt.KeyboardModifier.ControlModifier)
    assert not keeper.own_place.curtain.isVisible()
    keeper.watch.outputs = lambda: 2


def two_of_the_room(window: Window) -> None:
    """A beamer and a television with the same picture, and a laptop of its own: a warning, and a screen to choose."""
    _, beamer = QGuiApplication.screens()
    keeper = window.wall
    keeper.watch.outputs = lambda: 3
    keeper.toggle()
    turns()
    form = keeper.form
    assert "Twee schermen tonen hetzelfde beeld" in form.advice.text()
    assert [picture.screen().name() for picture in form.pictures.windows] == [beamer.name()]
    assert form.focusWidget() is form.choice.chips[form.choice.current]
    QTest.keyClick(form.focusWidget(), Qt.Key.Key_Return)
    turns()
    assert keeper.is_open
    assert keeper.wall.screen() is beamer
    beamer.geometryChanged.emit(beamer.geometry())
    assert keeper.is_open
    assert not keeper.own_place.curtain.isVisible()  # that was told already
    keeper.close()
    keeper.watch.outputs = lambda: 2


def main(folder: Path) -> None:
    app = QApplication([])
    world, window, habits = start(folder)
    choosing(window, habits)
    covering(window)
    unplugging(window)
    for look in (mirroring, mirroring_in_place, plugged_in_again, two_of_the_room):
        look(window)
    window.close()
    world.close()
    app.processEvents()
    sys.stdout.write("goed\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
