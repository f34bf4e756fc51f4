"""The window on the wall: draws a view, and stays on the screen it was given or goes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QScreen
from PySide6.QtWidgets import QWidget

from zsm_desktop.settings import resources_dir
from zsm_desktop.ui.icons import Drawer
from zsm_desktop.ui.parts import paint
from zsm_desktop.ui.tokens import tokens_for
from zsm_desktop.ui.wall.pen import HEIGHT, WIDTH, Pen
from zsm_desktop.ui.wall.picture import draw_test_picture
from zsm_desktop.ui.wall.slides import draw_view

if TYPE_CHECKING:
    from zsm_desktop.services.wall import WallView
    from zsm_desktop.ui.wall.state import ScreenFact

TITLE = "Wand"


class WallWindow(QWidget):
    """`drawn` is every text of the last painting; `strayed` says that the system moved it off its screen."""

    SPOKEN_AS = "Graphic"

    strayed = Signal()
    closed = Signal()

    def __init__(self, *, is_dark: bool = True) -> None:
        super().__init__()
        self._icons = Drawer(resources_dir() / "icons")
        self._is_dark = is_dark
        self._view: WallView | None = None
        self._tested: tuple[ScreenFact, int] | None = None
        self._screen_name = ""
        self.drawn: tuple[str, ...] = ()
        self.setWindowTitle(TITLE)
        self.setAccessibleName(TITLE)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setMinimumSize(480, 270)

    def set_view(self, view: WallView) -> None:
        if view != self._view or self._tested is not None:
            self._view, self._tested = view, None
            self.update()

    def set_dark(self, *, is_dark: bool) -> None:
        self._is_dark = is_dark
        self.update()

    def set_test_picture(self, fact: ScreenFact, number: int) -> None:
        """In the place of a view: which screen this is, and whether its edges and small letters can be seen."""
        self._tested = (fact, number)
        self.update()

    def fill_screen(self, screen: QScreen) -> None:
        """The whole of this screen, without taking the keyboard from the private window."""
        self._screen_name = screen.name()
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setWindowFlags(
            Qt.WindowType.Window | Qt.WindowType.FramelessWindowHint | Qt.WindowType.WindowDoesNotAcceptFocus
        )
        self.setCursor(Qt.CursorShape.BlankCursor)
        self.setScreen(screen)
        self.setGeometry(screen.geometry())
        self.setWindowState(Qt.WindowState.WindowFullScreen)  # showFullScreen would ask for the keyboard
        self.show()
        handle = self.windowHandle()
        if handle is not None:
            handle.screenChanged.connect(self._on_screen_changed)

    def float(self) -> None:
        """An ordinary window, to share in a meeting at a distance."""
        self._screen_name = ""
        self.resize(1280, 720)
        self.show()

    @property
    def fills_a_screen(self) -> bool:
        return bool(self._screen_name)

    def _on_screen_changed(self, screen: QScreen | None) -> None:
        if self._screen_name and (screen is None or screen.name() != self._screen_name):
            self.hide()
            self.strayed.emit()

    def paintEvent(self, event) -> None:
        painter = paint.begin(self)
        tokens = tokens_for(self._is_dark)
        unit = min(self.width() / WIDTH, self.height() / HEIGHT)
        pen = Pen(painter, self._icons, tokens, unit)
        painter.fillRect(self.rect(), pen.colour("canvas"))
        painter.translate((self.width() - WIDTH * unit) / 2, (self.height() - HEIGHT * unit) / 2)
        painter.setClipRect(pen.scaled(QRectF(0, 0, WIDTH, HEIGHT)))
        if self._tested is not None:
            draw_test_picture(pen, *self._tested)
        elif self._view is not None:
            draw_view(pen, self._view)
        painter.end()
        self.drawn = tuple(pen.drawn)
        self.setAccessibleDescription("\n".join(pen.drawn))

    def closeEvent(self, event) -> None:
        super().closeEvent(event)
        self.closed.emit()
