"""Shows the work that is running: what, how far, how long still, and a way to stop it."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFrame, QWidget

from zsm_desktop.ui.parts import layout
from zsm_desktop.ui.parts.button import Button
from zsm_desktop.ui.parts.progress import Bar
from zsm_desktop.ui.theme import Theme
from zsm_desktop.ui.work import Work, Workshop


class WorkStrip(QFrame):
    """Follows a workshop; visible while something runs longer than a blink."""

    def __init__(self, theme: Theme, workshop: Workshop, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "status")
        self._work: Work | None = None
        self.text = layout.label("")
        self.left = layout.label("")
        self.bar = Bar(theme)
        self.stop = Button(theme, "Stoppen", kind="quiet", on_click=self._cancel)
        whole = layout.row(theme, self.text, self.bar, self.left, self.stop, gap=14, margins=(20, 4, 12, 4))
        whole.setStretch(1, 1)
        self.setLayout(whole)
        self.hide()
        self._patience = QTimer(self, interval=250, singleShot=True)
        self._patience.timeout.connect(self._show)
        self._tick = QTimer(self, interval=1000)
        self._tick.timeout.connect(self._say_left)
        workshop.started.connect(self.follow)

    def follow(self, work: Work) -> None:
        """The newest work is the one shown."""
        self._work = work
        self.text.setText(work.name)
        self.left.setText("")
        self.bar.put(0, 0)
        self.bar.setAccessibleName(f"Voortgang: {work.name}")
        self.stop.set_words("Stoppen")
        self.stop.setEnabled(True)
        self.stop.setVisible(work.may_cancel)
        work.progressed.connect(self._on_progress)
        work.ended.connect(self._on_end)
        self._patience.start()
        self._tick.start()

    def _show(self) -> None:
        if self._work is not None and self._work.is_running:
            self.show()

    def _on_progress(self, done: int, total: int, text: str) -> None:
        if self.sender() is not self._work or self._work is None:
            return
        self.bar.put(done, total)
        self.text.setText(f"{self._work.name} · {text}" if text else self._work.name)
        self._say_left()

    def _say_left(self) -> None:
        if self._work is not None:
            self.left.setText(self._work.pace.words())

    def _on_end(self) -> None:
        if self.sender() is self._work:
            self._work = None
            self._patience.stop()
            self._tick.stop()
            self.hide()

    def _cancel(self) -> None:
        if self._work is not None:
            self._work.cancel()
            self.stop.set_words("Wordt gestopt …")
            self.stop.setEnabled(False)
