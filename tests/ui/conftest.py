"""A theme and a shell around the gallery, on real widgets."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from tests.shots.gallery import gallery_rooms, gallery_search
from zsm_desktop.settings import resources_dir
from zsm_desktop.ui.changes import ChangesRelay
from zsm_desktop.ui.start.window import StartWindow
from zsm_desktop.ui.theme import Theme
from zsm_desktop.ui.window import Window


@pytest.fixture(autouse=True)
def no_dialog_left(qapp: QApplication) -> Iterator[None]:
    """A form that a test left open would be the modal one of the next."""
    yield
    for one in qapp.topLevelWidgets():
        if isinstance(one, QDialog) and one.isVisible():
            one.hide()
        elif isinstance(one, Window | StartWindow):
            one.deleteLater()  # a program closes its own, and keeps them as long as it is there
    # Windows of this test would otherwise be dressed once more by the theme of the next.
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    made = Theme(qapp, resources_dir(), "light")
    yield made
    made.deleteLater()


@pytest.fixture
def shown(qtbot: QtBot, theme: Theme) -> Callable[..., QWidget]:
    """Shows a widget at a size, dressed as a window of ours, and waits until it has been laid out."""

    kept: list[QWidget] = []  # a widget nobody holds is gone, with the dialogs on it

    def show(widget: QWidget, width: int = 800, height: int = 500) -> QWidget:
        qtbot.addWidget(widget)
        kept.append(widget)
        theme.dress(widget)
        widget.resize(width, height)
        with qtbot.waitExposed(widget):
            widget.show()
        return widget

    return show


@pytest.fixture
def shell(theme: Theme, shown: Callable[..., QWidget]) -> Window:
    """The window with the gallery's rooms, on its list."""
    window = Window(
        theme,
        gallery_rooms(),
        network="Zeeuwse Stichting Maatwerk",
        user="Anneke de Visser",
        search=gallery_search,
        relay=ChangesRelay(),
    )
    window.open("cases")
    shown(window, 1280, 720)
    return window
