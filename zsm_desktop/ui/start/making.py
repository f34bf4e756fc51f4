"""The page of something that takes its time: how far it is, how long still, and a way to stop it."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from zsm_desktop.ui.parts import layout
from zsm_desktop.ui.parts.button import Button
from zsm_desktop.ui.parts.progress import Bar
from zsm_desktop.ui.theme import Theme
from zsm_desktop.ui.work import Work


class Making(QWidget):
    """Follows one work, with a button to stop it."""

    def __init__(self, theme: Theme, title: str) -> None:
        super().__init__()
        self._work: Work | None = None
        self._doing = ""
        self._tick = QTimer(self, interval=1000)
        self._tick.timeout.connect(self._say)
        self.bar = Bar(theme)
        self.text = layout.label("", "muted", wrap=True)
        self.stop = Button(theme, "Stoppen", on_click=self._cancel)
        self.title = layout.label(title, "title", wrap=True)
        buttons = layout.row(theme, self.stop, None)
        self.setLayout(layout.column(theme, None, self.title, 4, self.bar, self.text, buttons, None, gap=14))

    def follow(self, work: Work) -> None:
        self._work = work
        self._doing = ""
        work.progressed.connect(self._on_progress)
        work.ended.connect(self._tick.stop)
        self._tick.start()
        self.show_progress(0, 0, "")
        self.stop.setEnabled(True)
        self.stop.setFocus()

    def show_progress(self, done: int, total: int, text: str) -> None:
        self.bar.put(done, total)
        self.text.setText(text)

    def _on_progress(self, done: int, total: int, text: str) -> None:
        if self._work is not None and self._work is self.sender():
            self._doing = text
            self.show_progress(done, total, text)
            self._say()

    def _say(self) -> None:
        if self._work is not None and self._work.is_running:
            self.text.setText(" · ".join(part for part in (self._doing, self._work.pace.words()) if part))

    def _cancel(self) -> None:
        if self._work is not None:
            self._work.cancel()
            self.stop.setEnabled(False)
