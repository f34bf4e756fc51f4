"""Shows a PDF inside the program, page under page; pages are drawn beside the GUI thread when they come into sight."""

from __future__ import annotations

import threading
from collections import OrderedDict
from typing import Any

from PySide6.QtCore import QPointF, QRect, Qt, Signal
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from zsm_desktop.ui.parts import layout
from zsm_desktop.ui.parts.button import Button
from zsm_desktop.ui.parts.flow import flow
from zsm_desktop.ui.theme import Theme
from zsm_desktop.ui.work import Cancelled, Progress, Workshop

ZOOMS = (50, 75, 100, 125, 150, 200, 300)
POINTS_TO_PIXELS = 96 / 72
GAP = 16
KEPT_PAGES = 12
_PDFIUM = threading.Lock()
"""The library underneath serves one thread at a time, whatever the document."""


class PdfPages(QAbstractScrollArea):
    """`pages` are (width, height) in points. `moved` says which page is on top, counted from 1."""

    moved = Signal(int, int)

    def __init__(self, theme: Theme, workshop: Workshop) -> None:
        super().__init__()
        self._theme, self._workshop = theme, workshop
        self._pdf: Any = None
        self._asked: tuple[int, int] | None = None
        self._drawn: OrderedDict[tuple[int, int], QImage] = OrderedDict()
        self.pages: list[tuple[float, float]] = []
        self.zoom_percent: int | None = None
        """None: as wide as the room there is."""
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName("Voorbeeld")
        self.verticalScrollBar().valueChanged.connect(lambda _at: self._say_place())

    def load(self, content: bytes) -> None:
        """Takes a whole PDF; what was shown before is gone."""
        import pypdfium2

        self.clear()
        with _PDFIUM:
            self._pdf = pypdfium2.PdfDocument(content)
            self.pages = [tuple(self._pdf.get_page_size(at)) for at in range(len(self._pdf))]
        self.verticalScrollBar().setValue(0)
        self._measure()

    def clear(self) -> None:
        """Lets go of the document and all that was drawn of it."""
        with _PDFIUM:
            pdf, self._pdf, self.pages = self._pdf, None, []
            if pdf is not None:
                pdf.close()
        self._drawn.clear()
        self._asked = None

    def set_zoom(self, percent: int | None) -> None:
        self.zoom_percent = percent
        self._measure()

    def zoom_by(self, step: int) -> None:
        now = self.zoom_percent or round(self._scale() * 100)
        larger = [zoom for zoom in ZOOMS if zoom > now]
        smaller = [zoom for zoom in ZOOMS if zoom < now]
        self.set_zoom((larger or [ZOOMS[-1]])[0] if step > 0 else (smaller or [ZOOMS[0]])[-1])

    def is_drawn(self, page: int) -> bool:
        """Whether the page (from 0) has been drawn at the present size."""
        return (page, self._spot(page).width()) in self._drawn

    def _scale(self) -> float:
        widest = max((width for width, _ in self.pages), default=595.0) * POINTS_TO_PIXELS
        if self.zoom_percent is not None:
            return self.zoom_percent / 100 * self._theme.zoom_percent / 100
        return max(0.2, (self.viewport().width() - 2 * GAP) / widest)

    def _spot(self, page: int) -> QRect:
        """Where a page lies in the whole, scrolled to the top."""
        scale = self._scale() * POINTS_TO_PIXELS
        top = GAP + sum(round(height * scale) + GAP for _, height in self.pages[:page])
        width, height = (round(side * scale) for side in self.pages[page])
        left = max(GAP, (self.viewport().width() - width) // 2)
        return QRect(left, top, width, height)

    def _measure(self) -> None:
        bars = self.verticalScrollBar(), self.horizontalScrollBar()
        last = self._spot(len(self.pages) - 1) if self.pages else QRect()
        for bar, whole, room in zip(
            bars,
            (last.bottom() + GAP, last.width() + 2 * GAP),
            (self.viewport().height(), self.viewport().width()),
            strict=True,
        ):
            bar.setPageStep(room)
            bar.setSingleStep(self._theme.px(48))
            bar.setRange(0, max(0, whole - room))
        self._say_place()
        self.viewport().update()

    def _say_place(self) -> None:
        middle = self.verticalScrollBar().value() + self.viewport().height() // 2
        page = next((at for at in range(len(self.pages)) if self._spot(at).bottom() >= middle), len(self.pages) - 1)
        self.moved.emit(page + 1, len(self.pages))

    def _ask(self, page: int, width: int) -> None:
        if self._asked is not None or self._pdf is None:
            return
        self._asked = (page, width)
        pdf, scale = self._pdf, width / self.pages[page][0] * self.devicePixelRatioF()
        self._workshop.run(
            "Voorbeeld tekenen",
            lambda progress: _render(pdf, page, scale, progress),
            done=lambda image: self._take(pdf, (page, width), image),
            # A page that cannot be drawn stays white; the others go on.
            failed=lambda _sentence: self._take(pdf, (page, width), QImage()),
        )

    def _take(self, pdf: Any, which: tuple[int, int], image: QImage) -> None:
        self._asked = None
        if pdf is self._pdf:
            image.setDevicePixelRatio(self.devicePixelRatioF())
            self._drawn[which] = image
        while len(self._drawn) > KEPT_PAGES:
            self._drawn.popitem(last=False)
        self.viewport().update()

    def paintEvent(self, event) -> None:
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillRect(self.viewport().rect(), self._theme.colour("sunken"))
        across, down = self.horizontalScrollBar().value(), self.verticalScrollBar().value()
        for page in range(len(self.pages)):
            spot = self._spot(page).translated(-across, -down)
            if not spot.intersects(self.viewport().rect()):
                continue
            painter.fillRect(spot, Qt.GlobalColor.white)
            image = self._drawn.get((page, spot.width()))
            if image is None:
                self._ask(page, spot.width())
            else:
                painter.drawImage(QPointF(spot.topLeft()), image)
            painter.setPen(self._theme.colour("line"))
            painter.drawRect(spot.adjusted(-1, -1, 0, 0))
        painter.end()

    def resizeEvent(self, event) -> None:
        super().resizeEvent(event)
        self._measure()


class Preview(QWidget):
    """The pages with their buttons; Esc goes back."""

    left = Signal()

    def __init__(self, theme: Theme, workshop: Workshop, *actions: Button) -> None:
        super().__init__()
        self.pages = PdfPages(theme, workshop)
        self.place = layout.label("", "muted")
        self.title = layout.label("Voorbeeld", "section", wrap=True)
        back = Button(theme, "Terug", kind="icon", icon="arrow-left", key="Esc", on_click=self.left.emit)
        smaller = Button(theme, "Kleiner", key="-", on_click=lambda: self.pages.zoom_by(-1))
        larger = Button(theme, "Groter", key="+", on_click=lambda: self.pages.zoom_by(1))
        fit = Button(theme, "Breedte", key="0", on_click=lambda: self.pages.set_zoom(None))
        bar = QFrame()
        bar.setProperty("role", "header")
        tools = flow(theme, smaller, fit, larger, *actions, gap=10, is_right=True)
        head = layout.growing(layout.holder(layout.row(theme, back, self.title, self.place, None, gap=10)))
        bar.setLayout(layout.column(theme, flow(theme, head, tools, gap=10), margins=(16, 10, 16, 10)))
        whole = layout.column(theme, bar, self.pages, gap=0)
        whole.setStretch(1, 1)
        self.setLayout(whole)
        self.setFocusProxy(self.pages)
        self.left.connect(self.pages.clear)
        self.pages.moved.connect(lambda page, count: self.place.setText(f"Pagina {page} van {count}"))

    def show_pdf(self, content: bytes) -> None:
        self.pages.load(content)
        self.pages.setFocus(Qt.FocusReason.OtherFocusReason)


def _render(pdf: Any, page: int, scale: float, progress: Progress) -> QImage:
    with _PDFIUM:
        progress.check()
        if pdf.raw is None:  # closed while this page was waiting its turn
            raise Cancelled
        sheet = pdf[page]
        try:
            bitmap = sheet.render(scale=scale, prefer_bgrx=True)
            shown = QImage(bitmap.buffer, bitmap.width, bitmap.height, bitmap.stride, QImage.Format.Format_RGB32)
            return shown.copy()
        finally:
            sheet.close()
