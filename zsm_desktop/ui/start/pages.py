"""The page of the start window that only asks: which network."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QAbstractButton, QFileDialog, QSizePolicy, QWidget

from zsm_desktop.ui.parts import layout, paint
from zsm_desktop.ui.parts.strip import ErrorStrip
from zsm_desktop.ui.start.actions import NetworkAt
from zsm_desktop.ui.theme import Theme
from zsm_desktop.words import leaving


class Way(QAbstractButton):
    """A wide button with an icon, what it does, and a quiet line that explains it."""

    def __init__(self, theme: Theme, icon: str, title: str, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._icon, self._detail = theme, icon, text
        self.setText(title)
        self.setAccessibleName(title)
        self.setAccessibleDescription(text)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(380), self._theme.px(68))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(200), self._theme.px(68))

    def paintEvent(self, event) -> None:
        theme, painter = self._theme, paint.begin(self)
        px, rect = theme.px, QRectF(self.rect())
        ground = "sunken" if self.underMouse() else "surface"
        paint.plate(painter, rect, px(10), theme.colour(ground), theme.colour("field_line"))
        if self.hasFocus():
            paint.focus_ring(painter, rect, px(10), theme.colour("focus"))
        size, middle = px(22), rect.center().y()
        theme.draw_icon(painter, self._icon, QRectF(px(18), middle - size / 2, size, size), "accent_text")
        theme.draw_icon(
            painter, "chevron-right", QRectF(rect.right() - px(32), middle - px(8), px(16), px(16)), "muted"
        )
        room = rect.adjusted(px(56), 0, -px(44), 0)
        for text, font, colour, top in (
            (self.text(), theme.font(14, 600), "text", middle - px(20)),
            (self._detail, theme.font(13), "muted", middle),
        ):
            painter.setFont(font)
            painter.setPen(theme.colour(colour))
            line = QRectF(room.left(), top, room.width(), px(20))
            paint.elided(painter, line, text, Qt.AlignmentFlag.AlignLeft, QFontMetricsF(font))
        painter.end()


class ChoosePage(QWidget):
    """Known networks first, then the ways to another one."""

    network = Signal(object)
    new = Signal()
    other = Signal(object)
    join = Signal()
    copies = Signal()
    arrive = Signal()
    sample = Signal()

    def __init__(self, theme: Theme, known: Sequence[NetworkAt], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.error = ErrorStrip(theme)
        self.networks = [
            Way(theme, "building", one.name or one.folder.name, one.trouble or one.note or str(one.folder))
            for one in known
        ]
        for way, one in zip(self.networks, known, strict=True):
            way.clicked.connect(lambda _on=False, one=one: self.network.emit(one))
        self.make = Way(
            theme,
            "plus",
            "Nieuw netwerk maken",
            "In zes stappen klaar, versleuteld bewaard.",
        )
        self.find = Way(theme, "file-import", "Ander netwerk openen", "Wijs de map aan waarin het staat.")
        self.join_way = Way(theme, "users", "Netwerk op een server", "Met het adres dat u van de secretaris kreeg.")
        self.show_sample = Way(
            theme,
            "player-play",
            "Voorbeeld bekijken",
            "Een verzonnen netwerk om alles uit te proberen.",
        )
        self.arrive_way = Way(theme, "arrow-right", leaving.WAY, leaving.WAY_TEXT)
        self.arrive_way.clicked.connect(lambda _on=False: self.arrive.emit())
        self.copies_way = Way(theme, "history", "Reservekopie terugzetten", "Van een stick, een schijf of uit een map.")
        self.copies_way.clicked.connect(lambda _on=False: self.copies.emit())
        self.make.clicked.connect(lambda _on=False: self.new.emit())
        self.find.clicked.connect(lambda _on=False: self._pick())
        self.join_way.clicked.connect(lambda _on=False: self.join.emit())
        self.show_sample.clicked.connect(lambda _on=False: self.sample.emit())
        title = "Welk netwerk wilt u openen?" if known else "Welkom"
        text = "" if known else "Begin met uw eigen netwerk, of kijk eerst rond in het voorbeeld."
        head = [layout.label(title, "title", wrap=True), *([layout.label(text, "muted", wrap=True)] if text else [])]
        parts = [*self.networks, *([8] if known else []), self.make, self.find, self.join_way, self.arrive_way]
        parts += [self.copies_way, self.show_sample]
        self.setLayout(layout.column(theme, None, *head, 8, self.error, *parts, None, gap=10))

    def _pick(self) -> None:
        dialog = QFileDialog(self, "Kies de map van het netwerk")
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda name: self.other.emit(Path(name)))
        dialog.open()
