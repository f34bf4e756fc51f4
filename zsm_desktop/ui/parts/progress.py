"""The bar of something that takes its time; it moves only where nobody knows how much there is, and by the switch."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, QTimer
from PySide6.QtWidgets import QProgressBar, QWidget

from zsm_desktop.ui.parts import paint
from zsm_desktop.ui.theme import Theme

STEP_MS, STEPS, SHARE = 40, 50, 0.25
"""A piece as wide as SHARE of the bar goes along it in STEPS steps."""


class Bar(QProgressBar):
    """Painted by ourselves: what Qt moves in a bar goes on moving after it knows, and when all is to keep still."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._at = theme, 0
        self.setTextVisible(False)
        self.setAccessibleName("Voortgang")
        self._tick = QTimer(self, interval=STEP_MS)
        self._tick.timeout.connect(lambda: self._step())  # noqa: PLW0108 - PySide frees what a bare method hangs on
        theme.changed.connect(self._follow)

    def put(self, done: int, total: int) -> None:
        """`total` 0: nobody knows how much there is. Kept still it is then an empty bar beside its words."""
        self.setRange(0, total)
        self.setValue(done)
        self._follow()

    @property
    def is_moving(self) -> bool:
        return self._tick.isActive()

    def showEvent(self, event) -> None:
        super().showEvent(event)
        self._follow()

    def hideEvent(self, event) -> None:
        super().hideEvent(event)
        self._tick.stop()

    def paintEvent(self, event) -> None:
        painter = paint.begin(self)
        painter.setPen(Qt.PenStyle.NoPen)
        whole = QRectF(self.rect())
        radius = whole.height() / 2
        painter.setBrush(self._theme.colour("sunken"))
        painter.drawRoundedRect(whole, radius, radius)
        done = self._done(whole)
        if done.width() > 0:
            painter.setBrush(self._theme.colour("accent"))
            painter.drawRoundedRect(done, radius, radius)
        painter.end()

    def _done(self, whole: QRectF) -> QRectF:
        if self.maximum() > 0:
            return QRectF(0, 0, whole.width() * max(0, self.value()) / self.maximum(), whole.height())
        if not self.is_moving:
            return QRectF()
        left = (1 + SHARE) * self._at / STEPS - SHARE
        return QRectF(left * whole.width(), 0, SHARE * whole.width(), whole.height()) & whole

    def _follow(self) -> None:
        if self.maximum() == 0 and self.isVisible() and not self._theme.is_still:
            self._tick.start()
        else:
            self._tick.stop()
        self.update()

    def _step(self) -> None:
        self._at = (self._at + 1) % STEPS
        self.update()
