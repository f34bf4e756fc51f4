"""Where scenes are played: a network that may be written in, a window on it, and the forms that stand over it."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from zsm_desktop.app import desk_for, open_desk, system_clock
from zsm_desktop.app.rooms import rooms
from zsm_desktop.domain.calendar import HOME
from zsm_desktop.domain.permissions import Role
from zsm_desktop.services.desk import Clock, Desk
from zsm_desktop.services.founding import found_network
from zsm_desktop.services.sample import PASSWORD
from zsm_desktop.store import folder as network_folder
from zsm_desktop.ui.overlay import Overlay
from zsm_desktop.ui.parts import layout
from zsm_desktop.ui.parts.form import FormDialog
from zsm_desktop.ui.parts.in_sight import in_sight
from zsm_desktop.ui.parts.preview import PdfPages
from zsm_desktop.ui.parts.strip import ConfirmStrip
from zsm_desktop.ui.program import main_window
from zsm_desktop.ui.theme import Theme

LONGEST_WAIT_S = 30
FIRST_SIZE = (1280, 720)
MOST_PAGES = 6
"""Of a preview, in sight at once."""


class Stage:
    """`shown` is the window of the scene; who is at the desk and in which network changes with `sit_down`."""

    def __init__(self, theme: Theme, place: Path, sample: Path, clock: Clock = system_clock) -> None:
        """`sample` is copied to `place`: scenes write in it."""
        self.theme, self.place, self._sample, self._clock = theme, place, sample, clock
        self.network = place / "zeeland"
        self.desk: Desk | None = None
        self.shown: Any = None
        self.waits_for_work = True
        self.in_sight: QWidget | None = None
        """Scrolled to at every size, until the stage is tidied."""

    # -- who and where ----------------------------------------------------------------------------------------------

    def sit_down(self, role: str = "secretary") -> Any:
        """The window of the sample network for its first user of this role."""
        self.leave()
        if not self.network.exists():
            shutil.copytree(self._sample, self.network)
        owners = network_folder.header_of(self.network).users
        name = next(owner.user_name for owner in owners if owner.role == role)
        return self._open(open_desk(self.network, password=PASSWORD, user=name, clock=self._clock))

    def office(self) -> Any:
        """The secretary's window, opened when it is not there already."""
        is_there = self.desk is not None and self.desk.folder == self.network
        return self.shown if is_there and self.desk.actor.role is Role.SECRETARY else self.sit_down()

    def found(self) -> Any:
        """The window of a network that was just made."""
        self.leave()
        now = self._clock()
        folder = self.place / "nieuw"
        founded = found_network(
            folder,
            name="Netwerk in oprichting",
            region="Zeeland",
            user_name="Anneke de Visser",
            password="een lang wachtwoord",
            now=now,
            today=now.astimezone(HOME).date(),
        )
        return self._open(desk_for(folder, founded.keys, clock=self._clock))

    def show(self, window: QWidget) -> Any:
        """Another window takes the stage; the one before it is gone."""
        self.leave()
        self.shown = window
        window.resize(*FIRST_SIZE)
        window.show()
        self.settle()
        return window

    def leave(self) -> None:
        """Closes the window, and the desk that belonged to it."""
        if self.shown is not None:
            self.tidy()
            self.shown.close()
            self.shown.deleteLater()
            self.shown = None
            self.settle()
            # Without this it would stay to the end, and be dressed again whenever the look changes.
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        if self.desk is not None:
            self.desk.close()
            self.desk = None

    close = leave

    def _open(self, desk: Desk) -> Any:
        window = self.show(main_window(self.theme, desk, rooms(desk)))
        self.desk = desk
        return window

    # -- time -------------------------------------------------------------------------------------------------------

    @staticmethod
    def settle(turns: int = 5) -> None:
        for _turn in range(turns):
            QApplication.processEvents()

    def wait(self, is_done: Callable[[], object]) -> None:
        """Until work beside the window is done."""
        last = time.monotonic() + LONGEST_WAIT_S
        while not is_done():
            if time.monotonic() > last:
                raise TimeoutError("a scene waits for what does not come")
            QApplication.processEvents()
            time.sleep(0.005)
        self.settle()

    # -- what stands over the window --------------------------------------------------------------------------------

    def dialogs(self) -> list[QDialog]:
        above = [one for one in QApplication.topLevelWidgets() if isinstance(one, QDialog) and one.isVisible()]
        ours = [one for one in above if _is_of(one, self.shown)]
        if len(ours) < 2:
            return ours
        return [one for one in self.shown.findChildren(QDialog) if one.isVisible()]  # each before what stands over it

    def pieces(self, *kinds: type[QWidget]) -> list[Any]:
        """What of these kinds is in sight, in the window and in the forms over it."""
        found = in_sight(self.shown)
        for dialog in self.dialogs():
            if dialog not in found:  # it came from a page that is out of sight
                found += [dialog, *in_sight(dialog)]
        return [one for one in found if isinstance(one, kinds) and one.isVisible()]

    def tidy(self) -> None:
        """Closes every form, panel, question and toast, without doing what they are for."""
        self.in_sight = None
        for dialog in self.dialogs():
            dialog.done(0)
        for panel in self.pieces(Overlay):
            if panel.isVisible():
                panel.close_panel()
        for strip in self.pieces(ConfirmStrip):
            if strip.isVisible():
                strip.no.click()
        if hasattr(self.shown, "toasts"):
            for toast in list(self.shown.toasts.shown):
                toast.close()
        self.shown.activateWindow()  # a form took that away, and with it the ring around what has the focus
        self.settle()

    # -- how it looks -----------------------------------------------------------------------------------------------

    def resize(self, width: int, height: int) -> None:
        """The window at this size, and the forms over it as large as they then want to be."""
        self.shown.resize(width, height)
        self.settle()
        for dialog in self.dialogs():
            if isinstance(dialog, FormDialog):
                dialog.fit()
        self.settle()
        if self.waits_for_work and hasattr(self.shown, "workshop"):
            self._let_draw()
        if self.in_sight is not None:
            layout.bring(self.in_sight, self.in_sight.rect())
            self.settle()

    def _let_draw(self) -> None:
        """A preview asks for one page whenever it is painted, and has it drawn beside the window."""
        if not self.shown.workshop.running and not self.pieces(PdfPages):
            return
        for _page in range(MOST_PAGES):
            self.shown.grab()
            if not self.shown.workshop.running:
                return
            self.wait(lambda: not self.shown.workshop.running)

    def picture(self) -> QPixmap:
        """The window, and in the middle of it the forms that stand over it."""
        whole = self.shown.grab()
        dialogs = self.dialogs()
        if not dialogs:
            return whole
        painter = QPainter(whole)
        painter.fillRect(whole.rect(), QColor(0, 0, 0, 110))
        for dialog in dialogs:
            over = dialog.grab()
            spot = QPoint((whole.width() - over.width()) // 2, (whole.height() - over.height()) // 2)
            painter.drawPixmap(spot, over)
            painter.setPen(QColor(128, 128, 128))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(spot.x(), spot.y(), over.width() - 1, over.height() - 1)
        painter.end()
        return whole


def _is_of(dialog: QWidget, window: QWidget) -> bool:
    """Whether it stands over this window, or over what stands over it."""
    at: QWidget | None = dialog
    while at is not None and at is not window:
        at = at.parentWidget()
    return at is window
