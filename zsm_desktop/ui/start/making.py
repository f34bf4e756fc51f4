"""The page of something that takes its time: how far it is, how long still, and a way to stop it."""

from __future__ import annotations

from PySide6.QtWidgets import QProgressBar, QWidget

from zsm_desktop.ui.parts import layout
from zsm_desktop.ui.parts.button import Button
from zsm_desktop.ui.theme import Theme
from zsm_desktop.ui.work import Work, time_left_words


class Making(QWidget):
    """Follows one work, with a button to stop it."""

    def __init__(self, theme: Theme, title: str) -> None:
        super().__init__()
        self._work: Work | None = None
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName("Voortgang")
        self.text = layout.label("", "muted", wrap=True)
        self.stop = Button(theme, "Stoppen", on_click=self._cancel)
        self.title = layout.label(title, "title", wrap=True)
        buttons = layout.row(theme, self.stop, None)
        self.setLayout(layout.column(theme, None, self.title, 4, self.bar, self.text, buttons, None, gap=14))

    def follow(self, work: Work) -> None:
        self._work = work
        work.progressed.connect(self._on_progress)
        self.show_progress(0, 0, "")
        self.stop.setEnabled(True)
        self.stop.setFocus()

    def show_progress(self, done: int, total: int, text: str) -> None:
        self.bar.setRange(0, total)
        self.bar.setValue(done)
        self.text.setText(text)

    def _on_progress(self, done: int, total: int, text: str) -> None:
        if self._work is not None and self._work is self.sender():
            left = time_left_words(self._work.seconds_left())
            self.show_progress(done, total, " · ".join(part for part in (text, left) if part))

    def _cancel(self) -> None:
        if self._work is not None:
            self._work.cancel()
            self.stop.setEnabled(False)
