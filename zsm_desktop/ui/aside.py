"""A window that is locked: out of sight with all that stands on it, and back in the same place.

It is kept as it is, so that room, list, scroll, selection and half-filled forms need no road back of their own. What it
holds no longer is a key, an open store or a name: those go with the desk. See docs/decisions/0037-locking.md.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from shiboken6 import isValid

from zsm_desktop.domain.errors import RuleError
from zsm_desktop.services.resting import rest, wake
from zsm_desktop.ui import half_filled
from zsm_desktop.ui.parts.writer import Writer
from zsm_desktop.ui.wall import resting

if TYPE_CHECKING:
    from zsm_desktop.services.desk import Desk
    from zsm_desktop.ui.window import Window

log = logging.getLogger(__name__)

UNSHOWN = Qt.WidgetAttribute.WA_DontShowOnScreen


class Aside(QObject):
    """`cover` takes it out of sight, `seal` keeps what is half typed and drops the keys, `show` brings it back."""

    def __init__(self, window: Window, desk: Desk) -> None:
        super().__init__()
        self.window, self.desk = window, desk
        self.folder, self.user = desk.folder, desk.actor
        self._kind = _kind_of(desk)
        self._dialogs: list[QWidget] = []
        self._spots: dict[QWidget, QPoint] = {}
        self._focus: QWidget | None = None
        self._mark = (0, 0)
        self._unsettled: list[str] = []
        self.is_sealed = False

    def is_of(self, desk: Desk) -> bool:
        """Opened by the same user at the same place, with the same rights as then."""
        return (desk.folder, desk.actor, _kind_of(desk)) == (self.folder, self.user, self._kind)

    @property
    def names_of_work(self) -> list[str]:
        """What runs still and somebody waits for."""
        return [work.name for work in self.window.workshop.running if work.is_wanted]

    def cover(self) -> None:
        """Nothing of it is seen any more, and what opens later, when some work ends, is not either."""
        window = self.window
        with window.leaving():
            settled = [(key, page.settle()) for key, page in window.pages.items()]
            self._unsettled = [key for key, is_settled in settled if not is_settled]
            self._focus = QApplication.focusWidget()
            self._mark = _mark_of(self._focus)
            while (popup := QApplication.activePopupWidget()) is not None:
                popup.close()
            self._dialogs = [one for one in QApplication.topLevelWidgets() if one.isVisible() and self._belongs(one)]
            self._spots = {dialog: dialog.pos() for dialog in self._dialogs}
            if window.wall is not None:
                resting.rest(window.wall)
            QApplication.instance().installEventFilter(self)
            for widget in (*self._dialogs, window):
                widget.hide()
        for work in window.workshop.running:
            if not work.is_wanted:
                work.cancel()

    def seal(self) -> None:
        """After the last work: what is half typed lies sealed on this computer too, and no key is left."""
        window, desk = self.window, self.desk
        forms = half_filled.of_dialogs(self._dialogs)
        titles = {room.key: room.title for room in window.rooms}
        rooms = [half_filled.of_typed(window.pages[key], titles.get(key, "")) for key in self._unsettled]
        half_filled.clear_secrets((window, *self._dialogs))
        with window.leaving():
            for writer in window.findChildren(Writer):
                writer.drain()
            window.workshop.close(wait_ms=3_000)
            try:
                desk.typed_here.keep_forms([*forms, *(one for one in rooms if one is not None)])
            except RuleError as error:  # it stands in the window still
                log.warning("what was half typed could not be kept beside the window: %s", error.code)
        if window.line is not None:
            window.line.is_over = True
        if window.backups is not None:
            window.backups.rest()
        rest(desk)
        self.is_sealed = True
        for widget in (window, *self._dialogs):
            if isValid(widget) and (handle := widget.windowHandle()) is not None:
                handle.destroy()  # a window that is only hidden can be made visible by another program

    def show(self, fresh: Desk) -> None:
        """Where it was, on the store that was just opened."""
        window = self.window
        QApplication.instance().removeEventFilter(self)
        if window.line is not None:
            window.line.is_over = False
        wake(self.desk, fresh)
        self.desk.typed_here.drop_forms()
        window.show()
        for dialog in self._dialogs:
            if isValid(dialog):
                dialog.setAttribute(UNSHOWN, False)
                dialog.show()
                if dialog in self._spots:
                    dialog.move(self._spots[dialog])
        if window.wall is not None:
            resting.wake(window.wall)
        focus = self._focus
        if focus is not None and isValid(focus) and focus.isVisible():
            focus.window().activateWindow()
            focus.setFocus(Qt.FocusReason.OtherFocusReason)
            if isinstance(focus, QLineEdit):  # Qt marks all of it, and the next key would take its place
                focus.setSelection(*self._mark)

    def drop(self) -> None:
        """Somebody else sits here now: what was half typed lies sealed for who typed it."""
        QApplication.instance().removeEventFilter(self)
        window = self.window
        if window.wall is not None:
            window.wall.close()
        for page in window.pages.values():
            page.let_go()
        for widget in (*self._dialogs, window):
            if isValid(widget):
                widget.deleteLater()

    def eventFilter(self, watched, event) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and self._belongs(watched):
            watched.setAttribute(UNSHOWN)
            self._dialogs.append(watched)
            QTimer.singleShot(0, watched, lambda: watched.hide())  # noqa: PLW0108 - a bare method is a trap here
        return False

    def _belongs(self, widget: QWidget) -> bool:
        """The wall does not: it shows what the room may see, and nothing now."""
        at: Any = widget.parentWidget()
        while at is not None and at is not self.window:
            at = at.parentWidget()
        return at is self.window and widget.isWindow()


def _mark_of(focus: QWidget | None) -> tuple[int, int]:
    """Where the cursor stands, and how much from there is marked."""
    if not isinstance(focus, QLineEdit):
        return (0, 0)
    if focus.hasSelectedText():
        return focus.selectionStart(), focus.selectionLength()
    return focus.cursorPosition(), 0


def _kind_of(desk: Desk) -> tuple[bool, bool]:
    return desk.taken is not None, desk.store.is_read_only
