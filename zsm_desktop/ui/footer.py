"""The foot of the window: how things are kept, what is running, the zoom."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from zsm_desktop.ui.parts import layout
from zsm_desktop.ui.theme import Theme
from zsm_desktop.ui.work import Work, Workshop

STORED = "Versleutelde opslag"


class Footer(QWidget):
    """The strip of running work is made with the first work."""

    def __init__(self, theme: Theme, workshop: Workshop, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._workshop = theme, workshop
        self.work_strip: QFrame | None = None
        self.stored = layout.label(STORED)
        self.wall = layout.label()
        self.wall.hide()
        self.zoom = layout.label()
        status = QFrame()
        status.setProperty("role", "status")
        words = layout.label("F1: toetsen en uitleg")
        line = layout.row(theme, self.stored, None, self.wall, words, self.zoom, gap=20, margins=(28, 4, 28, 4))
        status.setLayout(line)
        self._column = layout.column(theme, status, gap=0)
        self.setLayout(self._column)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        workshop.started.connect(self._on_work)
        theme.changed.connect(self._show_zoom)
        self._show_zoom()

    def set_stored(self, text: str) -> None:
        """What stands after "Versleutelde opslag", for example when the last backup was."""
        self.stored.setText(f"{STORED} · {text}" if text else STORED)

    def set_wall(self, text: str) -> None:
        """What the room sees now, "" while there is no wall."""
        self.wall.setText(text)
        self.wall.setVisible(bool(text))

    def _on_work(self, work: Work) -> None:
        if self.work_strip is None:
            from zsm_desktop.ui.parts.work_strip import WorkStrip

            strip = self.work_strip = WorkStrip(self._theme, self._workshop)
            self._column.insertWidget(0, strip)
            strip.follow(work)

    def _show_zoom(self) -> None:
        self.zoom.setText(f"{self._theme.zoom_percent}%")
