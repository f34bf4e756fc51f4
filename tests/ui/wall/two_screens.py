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
from zsm_desktop.settings import Preferences, resources_dir
from zsm_desktop.ui.program import main_window
from zsm_desktop.ui.theme import Theme
from zsm_desktop.ui.window import Window


def turns(count: int = 20) -> None:
    for _ in range(count):
        QApplication.processEvents()


def start(folder: Path) -> tuple[World, Window, dict[str, object]]:
    """The program with a running meeting on the laptop."""
    world = World(folder / "network", make_network(folder / "network"))
    kept: dict[str, object] = {}
    laptop, _ = QGuiApplication.screens()
    meeting = running(world, world.case())
    theme = Theme(QApplication.instance(), resources_dir(), "light")
    window = main_window(theme, world.desk, rooms(world.desk), "meetings", Preferences(), kept.__setitem__)
    window.setScreen(laptop)
    window.move(laptop.geometry().topLeft())
    window.show()
    window.open("meetings", meeting)
    turns()
    assert window.screen() is laptop
    return world, window, kept


def choosing(window: Window, kept: dict[str, object]) -> None:
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
    assert beamer.name() in str(kept["wall_screen"])
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
    QGuiApplication.instance().screenRemoved.emit(beamer)
    turns()
    assert not keeper.is_open
    assert window.screen() is laptop
    assert window.isVisible()
    assert [toast.text for toast in window.toasts.shown if "Het scherm van de wand is weg" in toast.text]
    keeper.toggle()
    turns()
    wall = keeper.wall
    wall.windowHandle().setScreen(laptop)
    turns()
    assert not wall.isVisible()
    assert not keeper.is_open


def main(folder: Path) -> None:
    app = QApplication([])
    world, window, kept = start(folder)
    choosing(window, kept)
    covering(window)
    unplugging(window)
    window.close()
    world.close()
    app.processEvents()
    sys.stdout.write("goed\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
