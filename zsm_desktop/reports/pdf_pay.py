"""What an amount comes to, and how to pay it: sums at the right, and a box with a code that a bank's app can scan."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from reportlab.lib.colors import Color, HexColor, white
from reportlab.lib.enums import TA_CENTER
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import Flowable, Paragraph

from zsm_desktop.domain.letterheads import LEAST_CONTRAST, contrast_on_white
from zsm_desktop.reports import pdf_style as look
from zsm_desktop.reports.document import PayBox, Sums, Transfer
from zsm_desktop.reports.pdf_tables import Grid, markup
from zsm_desktop.reports.texts import shown

SUMS_WIDTH = 108 * mm
AMOUNT_WIDTH = 32 * mm
CODE_SIZE = 27 * mm
CODE_COLUMN = CODE_SIZE + 24
LABEL_WIDTH = 34 * mm
MOST_CODE_NAME = 70
TOTAL = ParagraphStyle("sumtotal", look.CELL_STRONG, fontName=look.BOLD, fontSize=11, leading=15)
BOX_TITLE = ParagraphStyle("boxtitle", look.HEADINGS[2], spaceBefore=0, spaceAfter=0)
SCAN = ParagraphStyle("scan", look.SMALL, fontSize=6.5, leading=8.5, alignment=TA_CENTER, spaceAfter=0)
_WHOLE = ((0, 0), (-1, -1))
_BARE: list[tuple[Any, ...]] = [
    ("VALIGN", *_WHOLE, "TOP"),
    ("LEFTPADDING", *_WHOLE, 0),
    ("RIGHTPADDING", *_WHOLE, 0),
    ("TOPPADDING", *_WHOLE, 1.5),
    ("BOTTOMPADDING", *_WHOLE, 1.5),
]


def accent(colour: str) -> Color:
    """A sender's own colour, made darker until it can be read on white; ours where there is none."""
    try:
        found = HexColor(colour) if colour else look.BRAND
    except ValueError:
        found = look.BRAND
    red, green, blue = found.red, found.green, found.blue
    while contrast_on_white(red, green, blue) < LEAST_CONTRAST:
        red, green, blue = red * 0.95, green * 0.95, blue * 0.95
    return Color(red, green, blue)


def sums(block: Sums) -> Flowable:
    rows: list[list[Any]] = [[Paragraph(markup(label), look.CELL), shown(value)] for label, value in block.pairs]
    label, value = block.total
    rows.append([Paragraph(markup(label), TOTAL), shown(value)])
    styling = [
        *_BARE,
        ("FONT", *_WHOLE, look.REGULAR, look.CELL_SIZE, look.CELL_LEADING),
        ("TEXTCOLOR", *_WHOLE, look.INK),
        ("ALIGN", (1, 0), (1, -1), "RIGHT"),
        ("VALIGN", *_WHOLE, "BOTTOM"),
        ("FONT", (1, -1), (1, -1), look.BOLD, TOTAL.fontSize, TOTAL.leading),
        ("LINEABOVE", (0, -1), (-1, -1), 0.9, look.INK),
        ("TOPPADDING", (0, -1), (-1, -1), 5),
        ("BOTTOMPADDING", (0, -2), (-1, -2), 5),
        ("NOSPLIT", *_WHOLE),
    ]
    widths = [SUMS_WIDTH - AMOUNT_WIDTH, AMOUNT_WIDTH]
    return Grid(rows, colWidths=widths, style=styling, hAlign="RIGHT", spaceBefore=2, spaceAfter=12)


def pay_box(block: PayBox) -> Flowable:
    """One row, so that it never breaks over two pages."""
    scan = [PaymentCode(block.transfer), Paragraph(markup(block.scan), SCAN)]
    styling: list[tuple[Any, ...]] = [
        *_BARE,
        ("BACKGROUND", *_WHOLE, look.TINT),
        ("LINEBEFORE", (0, 0), (0, -1), 3, accent(block.colour)),
        ("LEFTPADDING", (0, 0), (0, -1), 14),
        ("LEFTPADDING", (1, 0), (1, -1), 10),
        ("RIGHTPADDING", (1, 0), (1, -1), CODE_COLUMN - CODE_SIZE - 10),
        ("TOPPADDING", *_WHOLE, 10),
        ("BOTTOMPADDING", *_WHOLE, 9),
    ]
    row = [[Paragraph(markup(block.title), BOX_TITLE), _pairs(block)], scan]
    widths = [look.BODY_WIDTH - CODE_COLUMN, CODE_COLUMN]
    return Grid([row], colWidths=widths, style=styling, spaceBefore=4, spaceAfter=12)


def _pairs(block: PayBox) -> Flowable:
    rows = [
        [Paragraph(markup(label), look.LABEL), Paragraph(markup(shown(value)), look.PAIR)]
        for label, value in block.pairs
    ]
    widths = [LABEL_WIDTH, look.BODY_WIDTH - CODE_COLUMN - LABEL_WIDTH - 14]
    return Grid(rows, colWidths=widths, style=_BARE, spaceBefore=4, hAlign="LEFT")


class PaymentCode(Flowable):
    """The code of the European Payments Council (EPC069-12, version 2), drawn as bars of ink on white."""

    def __init__(self, transfer: Transfer) -> None:
        super().__init__()
        from segno.helpers import make_epc_qr

        code = make_epc_qr(
            name=transfer.name[:MOST_CODE_NAME].strip(),
            iban=transfer.iban,
            amount=Decimal(transfer.cents) / 100,
            reference=transfer.reference,
            encoding="utf-8",
        )
        self._rows = [list(row) for row in code.matrix_iter(border=4)]
        self.width = self.height = CODE_SIZE

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        return self.width, self.height

    def draw(self) -> None:
        canvas: Any = self.canv
        module = CODE_SIZE / len(self._rows)
        canvas.setFillColor(white)
        canvas.rect(0, 0, CODE_SIZE, CODE_SIZE, stroke=0, fill=1)
        canvas.setFillColor(look.INK)
        path = canvas.beginPath()
        for down, row in enumerate(self._rows):
            for start, length in _bars(row):
                path.rect(start * module, CODE_SIZE - (down + 1) * module, length * module, module * 1.01)
        canvas.drawPath(path, stroke=0, fill=1)


def _bars(row: list[int]) -> list[tuple[int, int]]:
    """Where the dark modules of a row begin, and how many stand beside each other."""
    found: list[tuple[int, int]] = []
    for at, is_dark in enumerate(row):
        if is_dark and found and sum(found[-1]) == at:
            found[-1] = (found[-1][0], found[-1][1] + 1)
        elif is_dark:
            found.append((at, 1))
    return found
