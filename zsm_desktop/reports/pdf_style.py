"""The look of a paper: one typeface, four weights, few sizes, quiet lines."""

from __future__ import annotations

import struct
from pathlib import Path
from typing import Any

from reportlab.lib.colors import Color, HexColor
from reportlab.lib.enums import TA_RIGHT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

REGULAR, MEDIUM, SEMIBOLD, BOLD = "Inter-Regular", "Inter-Medium", "Inter-SemiBold", "Inter-Bold"

INK = HexColor("#16202B")
SOFT_NAME = "#566373"
SOFT = HexColor(SOFT_NAME)
RULE = HexColor("#C3CDD8")
HAIRLINE = HexColor("#E1E7ED")
TINT = HexColor("#F4F7FA")
BRAND = HexColor("#0B63B0")
NEGATIVE = HexColor("#B42318")

PAGE_WIDTH, PAGE_HEIGHT = A4
SIDE = 20 * mm
TOP = 26 * mm
BOTTOM = 23 * mm
BODY_WIDTH = PAGE_WIDTH - 2 * SIDE


def text_height(width: float) -> float:
    """The height of the text on a page whose text is this wide, less a hair for rounding."""
    return float(PAGE_HEIGHT if width < BODY_WIDTH + 1 else PAGE_WIDTH) - TOP - BOTTOM - 1


CELL_SIZE = 8.5
CELL_LEADING = 12.0
DETAIL_SIZE = 7.5
CELL_PAD = 4.5
GAP = 12.0
"""Free space right of a column's text."""
EASY_WIDTH = 62.0
"""What a column of figures gets when there is room, so that figures and headings do not crowd."""


def register_fonts(folder: Path) -> None:
    """Makes the four weights known to reportlab, with figures of one width; raises OSError when a file is missing."""
    known = set(pdfmetrics.getRegisteredFontNames())
    for name in (REGULAR, MEDIUM, SEMIBOLD, BOLD):
        if name not in known:
            font = TTFont(name, str(folder / f"{name}.ttf"))
            _use_tabular_figures(font)
            pdfmetrics.registerFont(font)


def _use_tabular_figures(font: Any) -> None:
    """reportlab knows no OpenType features: point the digits at the font's own glyphs of equal width ('tnum')."""
    face = font.face
    instead = _single_substitutions(face.get_table("GSUB"), b"tnum")
    by_glyph = face.charToGlyph
    digits = [code for code in range(ord("0"), ord("9") + 1) if by_glyph[code] in instead]
    widths = _advance_widths(face)
    for code in digits:
        by_glyph[code] = instead[by_glyph[code]]
        face.charWidths[code] = font.pdfScale(widths[by_glyph[code]])


def _advance_widths(face: Any) -> dict[int, int]:
    table: bytes = face.get_table("hmtx")
    count = struct.unpack_from(">H", face.get_table("hhea"), 34)[0]
    return {glyph: struct.unpack_from(">H", table, 4 * glyph)[0] for glyph in range(count)}


def _single_substitutions(gsub: bytes, feature: bytes) -> dict[int, int]:
    """Glyph → glyph for one feature of an OpenType GSUB table (lookups of type 1, format 2)."""

    def ushort(at: int) -> int:
        return int(struct.unpack_from(">H", gsub, at)[0])

    features, lookups = ushort(6), ushort(8)
    found: dict[int, int] = {}
    for index in range(ushort(features)):
        record = features + 2 + 6 * index
        if gsub[record : record + 4] != feature:
            continue
        table = features + ushort(record + 4)
        for number in range(ushort(table + 2)):
            lookup = lookups + ushort(lookups + 2 + 2 * ushort(table + 4 + 2 * number))
            for part in range(ushort(lookup + 4)):
                subtable = lookup + ushort(lookup + 6 + 2 * part)
                if ushort(lookup) == 1 and ushort(subtable) == 2:
                    glyphs = _covered(gsub, subtable + ushort(subtable + 2))
                    found |= {glyph: ushort(subtable + 6 + 2 * at) for at, glyph in enumerate(glyphs)}
    return found


def _covered(gsub: bytes, at: int) -> list[int]:
    form, size = struct.unpack_from(">HH", gsub, at)
    if form == 1:
        return list(struct.unpack_from(f">{size}H", gsub, at + 4))
    ranges = (struct.unpack_from(">HHH", gsub, at + 4 + 6 * index) for index in range(size))
    return [glyph for first, last, _ in ranges for glyph in range(first, last + 1)]


def _style(name: str, font: str, size: float, leading: float, color: Color = INK, **more: Any) -> ParagraphStyle:
    return ParagraphStyle(
        name,
        fontName=font,
        fontSize=size,
        leading=leading,
        textColor=color,
        bulletFontName=font,
        bulletFontSize=size,
        allowWidows=0,
        allowOrphans=0,
        splitLongWords=1,
        **more,
    )


TITLE = _style("title", BOLD, 24, 29, spaceAfter=3)
SUBTITLE = _style("subtitle", REGULAR, 11.5, 16, SOFT, spaceAfter=12)
HEADINGS = {
    1: _style("heading1", BOLD, 14.5, 19, spaceBefore=20, spaceAfter=6),
    2: _style("heading2", SEMIBOLD, 11, 15, spaceBefore=15, spaceAfter=4),
    3: _style("heading3", SEMIBOLD, 9.5, 13, SOFT, spaceBefore=10, spaceAfter=2),
}
BODY = _style("body", REGULAR, 9.5, 14.25, spaceAfter=6)
LEAD = _style("lead", MEDIUM, 11.5, 16.5, spaceAfter=10)
SMALL = _style("small", REGULAR, 8, 11.5, SOFT, spaceAfter=6)
BULLET = _style("bullet", REGULAR, 9.5, 14.25, spaceAfter=2, leftIndent=13, bulletIndent=2)
NUMBERED = _style("numbered", REGULAR, 9.5, 14.25, spaceAfter=2, leftIndent=22, bulletIndent=16, bulletAnchor="end")
CAPTION = _style("caption", SEMIBOLD, 9, 13, spaceBefore=6, spaceAfter=4)
CONTENTS = {
    1: _style("contents1", SEMIBOLD, 9.5, 14.25, spaceBefore=6),
    2: _style("contents2", REGULAR, 9.5, 14.25, leftIndent=13),
    3: _style("contents3", REGULAR, 9, 13, SOFT, leftIndent=26),
}
PAGE_NUMBER = ParagraphStyle("pagenumber", BODY, alignment=TA_RIGHT, spaceAfter=0)
LABEL = _style("label", MEDIUM, 8.5, 14.25, SOFT)
CELL = _style("cell", REGULAR, CELL_SIZE, CELL_LEADING)
CELL_STRONG = _style("cellstrong", SEMIBOLD, CELL_SIZE, CELL_LEADING)
CELL_HEAD = _style("cellhead", SEMIBOLD, 7.5, 10, SOFT)
CELL_HEAD_RIGHT = ParagraphStyle("cellheadright", CELL_HEAD, alignment=TA_RIGHT)
CELL_EMPTY = _style("cellempty", REGULAR, CELL_SIZE, CELL_LEADING, SOFT)
PAIR = _style("pair", REGULAR, 9.5, 14.25)
CALLOUT = _style("callout", REGULAR, 9.5, 14.25)
CALLOUT_LABELS = {
    tone: _style(f"callout-{tone}", SEMIBOLD, 8.5, 13, color)
    for tone, color in (("decision", BRAND), ("info", SOFT), ("warning", HexColor("#8A4B00")))
}
