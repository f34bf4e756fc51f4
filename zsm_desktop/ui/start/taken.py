"""Under the password of a network on a server: what was taken along of it, to open without a line or to throw away."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from zsm_desktop.ui.parts import layout
from zsm_desktop.ui.parts.button import Button
from zsm_desktop.ui.parts.flow import flow
from zsm_desktop.ui.parts.strip import ConfirmStrip
from zsm_desktop.ui.start.actions import TakenHere
from zsm_desktop.ui.theme import Theme
from zsm_desktop.words import taken as words


class TakenBox(QFrame):
    """`opening` after a question where it is old, `dropping` always after one."""

    opening = Signal()
    dropping = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._is_old = False
        self.setProperty("role", "raised")
        self.text = layout.label("", "muted", wrap=True)
        self.open = Button(theme, words.OPEN, icon="door-exit", on_click=self._open)
        self.drop = Button(theme, "Weggooien", kind="quiet", icon="trash", on_click=self._drop)
        self.confirm = ConfirmStrip(theme)
        buttons = flow(theme, self.open, self.drop, gap=12)
        self.setLayout(layout.column(theme, self.text, self.confirm, buttons, gap=8, margins=(14, 10, 14, 12)))
        self.hide()

    def show_taken(self, taken: TakenHere | None) -> None:
        self.confirm.hide()
        self.setVisible(taken is not None)
        if taken is not None:
            self._is_old = taken.is_old
            self.text.setText(f"{taken.words}. {words.STANDS_LONG}" if taken.is_old else f"{taken.words}.")

    def _open(self) -> None:
        if self._is_old:
            self.confirm.ask(words.OPEN_OLD, self.opening.emit, yes="Toch openen", no="Niet openen", kind="primary")
        else:
            self.opening.emit()

    def _drop(self) -> None:
        self.confirm.ask(words.ASK, self.dropping.emit, yes="Weggooien", no="Laten staan")
