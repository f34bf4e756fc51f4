"""The top of a page: where you are, in one line what it is about, and what you can do there."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from zsm_desktop.ui.parts import layout
from zsm_desktop.ui.parts.flow import flow
from zsm_desktop.ui.theme import Theme


class PageHeader(QWidget):
    """Title and subtitle on the left, `actions` on the right in reading order, the main one last."""

    def __init__(
        self, theme: Theme, title: str, subtitle: str = "", *actions: QWidget, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.title = layout.label(title, "title", wrap=True)
        self.subtitle = layout.label(subtitle, "subtitle", wrap=True)
        # With what is left below them: beside three rows of buttons they stay together.
        words = layout.column(theme, self.title, self.subtitle, None, gap=2)
        self.actions = flow(theme, *actions, is_right=True)
        whole = layout.row(theme, words, self.actions, gap=24)
        whole.setStretch(0, 1)
        whole.setAlignment(self.actions, Qt.AlignmentFlag.AlignTop)
        self.setLayout(whole)
        # Only now: showing a widget that has no parent yet would open a window of its own.
        self.subtitle.setVisible(bool(subtitle))
        self.actions.setVisible(bool(actions))

    def set_words(self, title: str, subtitle: str = "") -> None:
        self.title.setText(title)
        self.subtitle.setText(subtitle)
        self.subtitle.setVisible(bool(subtitle))
