"""The real window on a real network, and what tests ask of any room: its words, its toasts, and that nothing is cut."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QAbstractButton, QDialog, QLabel, QLineEdit, QPlainTextEdit, QScrollArea, QWidget

from zsm_desktop.app.rooms import rooms
from zsm_desktop.services.desk import Desk
from zsm_desktop.ui.parts.form import FormDialog
from zsm_desktop.ui.program import main_window
from zsm_desktop.ui.theme import Theme
from zsm_desktop.ui.window import Window

Show = Callable[..., QWidget]


def open_room(theme: Theme, shown: Show, desk: Desk, room: str, size: tuple[int, int] = (1280, 720)) -> Window:
    """The window of this desk in this room."""
    window = main_window(theme, desk, rooms(desk), room)
    shown(window, *size)
    return window


def words_of(widget: QWidget) -> str:
    """Everything that can be read in it now."""
    found = [label.text() for label in widget.findChildren(QLabel) if label.isVisible()]
    found += [editor.text() for editor in widget.findChildren(QLineEdit) if editor.isVisible()]
    found += [editor.toPlainText() for editor in widget.findChildren(QPlainTextEdit) if editor.isVisible()]
    return "\n".join(found)


def toasts(window: Window) -> list[str]:
    return [toast.text for toast in window.toasts.shown]


def press_toast(window: Window, words: str) -> None:
    """The button of the newest toast that has it."""
    for toast in reversed(window.toasts.shown):
        for button in toast.findChildren(QAbstractButton):
            if button.text() == words:
                button.click()
                return
    raise AssertionError(f"no toast offers {words}: {toasts(window)}")


def open_dialog(window: Window) -> FormDialog:
    """The one form that is open over the window."""
    (dialog,) = [one for one in window.findChildren(FormDialog) if one.isVisible()]
    return dialog


def any_dialog(window: Window) -> Any:
    return next(one for one in window.findChildren(QDialog) if one.isVisible())


def cut_pieces(page: QWidget) -> list[str]:
    """Buttons and one-line fields that are narrower than their words, or stick out of what holds them."""
    found = []
    for piece in page.findChildren(QWidget):
        if not piece.isVisibleTo(page) or not isinstance(piece, QAbstractButton | QLineEdit):
            continue
        if piece.width() < piece.minimumSizeHint().width() - 1:
            found.append(f"{piece.accessibleName()}: {piece.width()} of {piece.minimumSizeHint().width()}")
        holder = piece.parentWidget()
        while holder is not None and not isinstance(holder.parentWidget(), QScrollArea) and holder is not page:
            spot = QRect(piece.mapTo(holder, QPoint(0, 0)), piece.size())
            if not holder.rect().adjusted(-1, -1, 1, 1).contains(spot) and not _scrolls(piece, holder):
                found.append(f"{piece.accessibleName()} sticks out of {type(holder).__name__}")
                break
            holder = holder.parentWidget()
    return found


def _scrolls(piece: QWidget, holder: QWidget) -> bool:
    """Whether a scroll area between the two brings the piece into sight."""
    one = piece.parentWidget()
    while one is not None and one is not holder:
        if isinstance(one, QScrollArea):
            return True
        one = one.parentWidget()
    return isinstance(holder, QScrollArea)


def cut_words(page: QWidget) -> list[str]:
    """Labels that show less than they say."""
    found = []
    for label in page.findChildren(QLabel):
        if not label.text() or not label.isVisibleTo(page):
            continue
        if label.wordWrap():
            need, has = label.heightForWidth(label.width()), label.height()
        else:
            need, has = label.minimumSizeHint().width(), label.width()
        if has < need - 1:
            found.append(f"“{label.text()[:50]}”: {has} of {need}")
    return found
