"""The head of a letter: who sends it, who receives it in the window of a C5/6 envelope, and what it is about.

A letter folded in three may shift in its envelope by 15 mm down and 19 mm aside; the receiver stands where a window of
45 × 90 mm at the left shows it all the same: between 20 and 91 mm from the left edge, 49 and 79 mm from the top.
"""

from __future__ import annotations

import io
from typing import Any

from reportlab.lib.colors import HexColor
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph

from zsm_desktop.reports import pdf_style as look
from zsm_desktop.reports.cover import Letter
from zsm_desktop.reports.document import Document
from zsm_desktop.reports.pdf_pay import accent
from zsm_desktop.reports.pdf_tables import markup
from zsm_desktop.reports.texts import one_line, shown

LETTER = "letter"
LEAST_HEIGHT = 90 * mm
WINDOW_TOP, WINDOW_BOTTOM = 46.5 * mm, 79 * mm
WINDOW_LEFT, WINDOW_WIDTH = 24.5 * mm, 66 * mm
SENDER_TOP, SENDER_WIDTH = 15 * mm, 92 * mm
SIDE_LEFT = 124 * mm
SIDE_WIDTH = look.PAGE_WIDTH - look.SIDE - SIDE_LEFT
FACTS_TOP, LABEL_WIDTH = 49.5 * mm, 27 * mm
LOGO_WIDTH, LOGO_HEIGHT = 62 * mm, 22 * mm
BAR = 2.4 * mm
FOLDS = (99 * mm, 198 * mm)
MARK_SIZE = 118
MARK_INK = HexColor("#EDF0F4")
ABOUT = ParagraphStyle("about", look.SMALL, fontSize=7.5, leading=10.5, spaceAfter=0)
ABOUT_NAME = ParagraphStyle("aboutname", ABOUT, fontName=look.SEMIBOLD, textColor=look.INK)
RETURN = ParagraphStyle("return", look.SMALL, fontSize=6, leading=8, spaceAfter=0)
RECEIVERS = tuple(
    ParagraphStyle(f"receiver{size}", look.BODY, fontSize=size, leading=leading, spaceAfter=0)
    for size, leading in ((10, 13.6), (9, 12), (8, 10.2), (7, 8.6))
)
FACT_LABEL = ParagraphStyle("factlabel", look.SMALL, fontSize=7.5, leading=12, spaceAfter=0)
FACT = ParagraphStyle("fact", look.BODY, fontSize=8.5, leading=12, spaceAfter=0)
NAME_SIZES = ((17, 21, 1), (14.5, 18, 1), (14.5, 18, 2), (11, 14, 4), (9, 11.5, 5))
"""Size, leading, and the most lines it may have at that size."""


class Letterhead:
    """Measured once, drawn on the first page; `height` is where the text of the page may begin."""

    def __init__(self, document: Document) -> None:
        if document.letter is None:
            raise ValueError("a document without a letter has no letterhead")
        self.letter: Letter = document.letter
        self._facts = [
            (Paragraph(markup(label), FACT_LABEL), Paragraph(markup(shown(value)), FACT))
            for label, value in document.facts
        ]
        self._colour = accent(self.letter.colour)
        self._about = [Paragraph(markup(line), ABOUT) for line in self.letter.about]
        if self.letter.logo:
            self._about.insert(0, Paragraph(markup(one_line(self.letter.sender)), ABOUT_NAME))
        about = sum(_height(line, SIDE_WIDTH) for line in self._about)
        self._facts_top = max(FACTS_TOP, SENDER_TOP - 6 + about + 4 * mm)
        facts = sum(self._fact_height(pair) for pair in self._facts)
        self.height = max(LEAST_HEIGHT, self._facts_top + facts + 5 * mm)

    def draw(self, canvas: Canvas) -> None:
        canvas.setFillColor(self._colour)
        canvas.rect(0, look.PAGE_HEIGHT - BAR, look.PAGE_WIDTH, BAR, stroke=0, fill=1)
        self._draw_folds(canvas)
        self._draw_sender(canvas)
        _stack(canvas, self._about, SIDE_LEFT, SENDER_TOP - 6, SIDE_WIDTH)
        self._draw_receiver(canvas)
        self._draw_facts(canvas)

    def _draw_folds(self, canvas: Canvas) -> None:
        canvas.setStrokeColor(look.RULE)
        canvas.setLineWidth(0.4)
        for down in FOLDS:
            canvas.line(4 * mm, look.PAGE_HEIGHT - down, 8 * mm, look.PAGE_HEIGHT - down)

    def _draw_sender(self, canvas: Canvas) -> None:
        """The logo, or else the name as large as it fits, on one line where that can be."""
        if self.letter.logo:
            picture = ImageReader(io.BytesIO(self.letter.logo))
            bottom = look.PAGE_HEIGHT - SENDER_TOP + 6 - LOGO_HEIGHT
            canvas.drawImage(
                picture,
                look.SIDE,
                bottom,
                LOGO_WIDTH,
                LOGO_HEIGHT,
                mask="auto",
                preserveAspectRatio=True,
                anchor="nw",
            )
            return
        name = markup(one_line(self.letter.sender))
        for size, leading, most in NAME_SIZES:
            style = ParagraphStyle(
                f"sender{size}", look.TITLE, fontSize=size, leading=leading, textColor=self._colour, spaceAfter=0
            )
            line = Paragraph(name, style)
            if _height(line, SENDER_WIDTH) <= most * leading:
                break
        _stack(canvas, [line], look.SIDE, SENDER_TOP - 6, SENDER_WIDTH)

    def _draw_receiver(self, canvas: Canvas) -> None:
        top, bottom = look.PAGE_HEIGHT - WINDOW_TOP, look.PAGE_HEIGHT - WINDOW_BOTTOM
        canvas.setFillColor(self._colour)
        canvas.rect(look.SIDE, bottom, 0.6 * mm, top - bottom, stroke=0, fill=1)
        back = Paragraph(markup(one_line(self.letter.return_line)), RETURN)
        at = WINDOW_TOP + min(_height(back, WINDOW_WIDTH), 2 * RETURN.leading) + 2.5
        _stack(canvas, [back], WINDOW_LEFT, WINDOW_TOP, WINDOW_WIDTH)
        for style in RECEIVERS:
            lines = [Paragraph(markup(line), style) for line in self.letter.receiver if line]
            if at + sum(_height(line, WINDOW_WIDTH) for line in lines) <= WINDOW_BOTTOM:
                break
        _stack(canvas, lines, WINDOW_LEFT, at, WINDOW_WIDTH)

    def _draw_facts(self, canvas: Canvas) -> None:
        at = self._facts_top
        for label, value in self._facts:
            _stack(canvas, [label], SIDE_LEFT, at, LABEL_WIDTH)
            _stack(canvas, [value], SIDE_LEFT + LABEL_WIDTH, at, SIDE_WIDTH - LABEL_WIDTH)
            at += self._fact_height((label, value))

    def _fact_height(self, pair: tuple[Paragraph, Paragraph]) -> float:
        label, value = pair
        return max(_height(label, LABEL_WIDTH), _height(value, SIDE_WIDTH - LABEL_WIDTH)) + 1.5


def draw_mark(canvas: Canvas, mark: str, width: float, height: float) -> None:
    """A word across the page, below all that stands on it."""
    if not mark:
        return
    canvas.saveState()
    canvas.setFillColor(MARK_INK)
    canvas.setFont(look.BOLD, MARK_SIZE)
    canvas.translate(width / 2, height / 2)
    canvas.rotate(52)
    canvas.drawCentredString(0, -MARK_SIZE / 3, mark)
    canvas.restoreState()


def _height(line: Any, width: float) -> float:
    return float(line.wrap(width, look.PAGE_HEIGHT)[1])


def _stack(canvas: Canvas, lines: list[Paragraph], left: float, top: float, width: float) -> None:
    """Lines below each other from `top` on, measured from the upper edge of the page."""
    for line in lines:
        top += _height(line, width)
        line.drawOn(canvas, left, look.PAGE_HEIGHT - top)
