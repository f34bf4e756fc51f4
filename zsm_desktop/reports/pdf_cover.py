"""The first page of a paper that is read outside: whose it is, of when, and four figures to take along."""

from __future__ import annotations

from reportlab.lib.colors import HexColor
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph

from zsm_desktop.reports import pdf_style as look
from zsm_desktop.reports.cover import KeyFigure
from zsm_desktop.reports.document import Cents, Document
from zsm_desktop.reports.pdf_tables import markup
from zsm_desktop.reports.texts import one_line, shown
from zsm_desktop.words.format import whole_euros

COVER = "cover"
BAND = 138 * mm
"""Height of the coloured upper part of the page."""
STRIPE = 3 * mm
GAP = 12 * mm
FIGURE_SIZE, LEAST_FIGURE_SIZE = 34, 14
SOFT_WHITE = HexColor("#D5E6F5")
WARM = HexColor("#E08A1E")
WHITE = HexColor("#FFFFFF")
NETWORK = ParagraphStyle("cover-network", look.BODY, fontName=look.SEMIBOLD, fontSize=13, leading=17, textColor=WHITE)
TITLE = ParagraphStyle("cover-title", look.TITLE, fontSize=44, leading=50, textColor=WHITE, spaceAfter=0)
SUBTITLE = ParagraphStyle("cover-subtitle", look.SUBTITLE, fontSize=18, leading=24, textColor=SOFT_WHITE, spaceAfter=0)
LABEL = ParagraphStyle("cover-label", look.BODY, fontName=look.SEMIBOLD, fontSize=10.5, leading=14, spaceAfter=0)
NOTE = ParagraphStyle("cover-note", look.SMALL, fontSize=9, leading=12.5, spaceAfter=0)


def draw_cover(canvas: Canvas, document: Document) -> None:
    """Raises ValueError for a document without a cover."""
    if document.cover is None:
        raise ValueError("this document has no cover")
    width, height = look.PAGE_WIDTH, look.PAGE_HEIGHT
    canvas.setFillColor(look.BRAND)
    canvas.rect(0, height - BAND, width, BAND, stroke=0, fill=1)
    canvas.setFillColor(WARM)
    canvas.rect(0, height - BAND - STRIPE, width, STRIPE, stroke=0, fill=1)
    _below(canvas, height - 26 * mm, one_line(document.network), NETWORK, look.BODY_WIDTH)
    foot = height - BAND + 22 * mm
    foot += _above(canvas, foot, one_line(document.subtitle), SUBTITLE) + 4
    _above(canvas, foot, one_line(document.title), TITLE)
    _draw_figures(canvas, document.cover.figures, height - BAND - STRIPE - 18 * mm)
    y = look.BOTTOM - 4 * mm
    for line in reversed(document.cover.lines):
        y += _above(canvas, y, line, NOTE) + 1


def _draw_figures(canvas: Canvas, figures: tuple[KeyFigure, ...], top: float) -> None:
    """Two beside each other."""
    room = (look.BODY_WIDTH - GAP) / 2
    for row in range(0, len(figures), 2):
        lowest = top
        for at, figure in enumerate(figures[row : row + 2]):
            lowest = min(lowest, _draw_figure(canvas, figure, look.SIDE + at * (room + GAP), top, room))
        top = lowest - 15 * mm


def _draw_figure(canvas: Canvas, figure: KeyFigure, x: float, top: float, room: float) -> float:
    """Returns where it ends; cents are too small for so large a figure."""
    words = whole_euros(figure.value.cents) if isinstance(figure.value, Cents) else shown(figure.value)
    size = FIGURE_SIZE
    while size > LEAST_FIGURE_SIZE and stringWidth(words, look.BOLD, size) > room:
        size -= 1
    canvas.setFillColor(look.BRAND)
    canvas.setFont(look.BOLD, size)
    y = top - FIGURE_SIZE
    canvas.drawString(x, y, words)
    y = _below(canvas, y - 8, figure.label, LABEL, room, x)
    return _below(canvas, y - 1, figure.note, NOTE, room, x) if figure.note else y


def _below(canvas: Canvas, y: float, text: str, style: ParagraphStyle, room: float, x: float = look.SIDE) -> float:
    """Draws it under `y`; returns where it ends."""
    line = Paragraph(markup(text), style)
    _, high = line.wrap(room, look.PAGE_HEIGHT)
    line.drawOn(canvas, x, y - high)
    return float(y - high)


def _above(canvas: Canvas, y: float, text: str, style: ParagraphStyle) -> float:
    """Draws it on `y`; returns how high it is."""
    line = Paragraph(markup(text), style)
    _, high = line.wrap(look.BODY_WIDTH, look.PAGE_HEIGHT)
    line.drawOn(canvas, look.SIDE, y)
    return float(high)
