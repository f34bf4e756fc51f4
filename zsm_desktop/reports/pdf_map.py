"""The picture of a network with reportlab: the same lines and words as on the screen (`domain/network_map.py`)."""

from __future__ import annotations

from typing import Literal

from reportlab.graphics.shapes import Circle, Drawing, Line, Path, Rect, String
from reportlab.lib.colors import Color, HexColor
from reportlab.pdfbase.pdfmetrics import stringWidth

from zsm_desktop.domain.network_map import Box, Frame, Label, Link, lay_out
from zsm_desktop.reports import pdf_style as look
from zsm_desktop.reports.document import NetworkPicture
from zsm_desktop.reports.texts import one_line

Anchor = Literal["start", "middle", "end"]
SIZE, ROW, PAD = 7.0, 10.0, 3.0
LEAST_HEIGHT, MOST_HEIGHT = 240.0, 640.0
_LINE, _OPEN, _GROUND = HexColor("#9DBBD6"), HexColor("#B45309"), HexColor("#EDF4FB")


def map_drawing(block: NetworkPicture, width: float) -> Drawing:
    """As high as its words need, scaled down where that is more than a page."""
    frame = Frame(width, LEAST_HEIGHT, ROW, PAD)
    picture = lay_out(block.organisations, block.bodies, frame, _width)
    high = picture.height
    drawing = Drawing(width, high)
    seated = {link.from_id for link in picture.links}
    missed = {one.id for one in block.organisations if one.is_missed}
    for link in picture.above:
        (x, y), (_, up) = link.start, link.end
        drawing.add(Line(x, high - y, x, high - up, strokeColor=look.RULE, strokeWidth=0.8, strokeDashArray=[2, 2]))
    for link in picture.links:
        drawing.add(_curve(link, high))
    for label in picture.levels:
        drawing.add(_plate(label.box, high, HexColor("#FFFFFF"), None))
        drawing.add(_words(label, high, look.SEMIBOLD, look.SOFT, "middle"))
    for label in picture.headings:
        drawing.add(_words(label, high, look.SEMIBOLD, look.SOFT, "end" if label.is_left else "start"))
    for label in picture.bodies:
        drawing.add(_plate(label.box, high, _GROUND, look.BRAND))
        drawing.add(_words(label, high, look.SEMIBOLD, look.BRAND, "middle"))
    for label in picture.organisations:
        is_seated = label.id in seated
        drawing.add(_words(label, high, look.REGULAR, _OPEN if label.id in missed else look.INK,
                           "end" if label.is_left else "start"))  # fmt: skip
        x, y = label.anchor
        fill = look.BRAND if is_seated else HexColor("#FFFFFF")
        drawing.add(Circle(x, high - y, 1.8, fillColor=fill, strokeColor=_OPEN if label.id in missed else look.BRAND,
                           strokeWidth=0.7))  # fmt: skip
    if high > MOST_HEIGHT:
        scale = MOST_HEIGHT / high
        drawing.scale(scale, scale)
        drawing.width, drawing.height = width * scale, MOST_HEIGHT
    return drawing


def _width(text: str) -> float:
    return float(stringWidth(one_line(text), look.SEMIBOLD, SIZE))


def _curve(link: Link, high: float) -> Path:
    (x, y), (to_x, to_y) = link.start, link.end
    halfway = (x + to_x) / 2
    path = Path(strokeColor=_LINE, strokeWidth=0.6, fillColor=None)
    path.moveTo(x, high - y)
    path.curveTo(halfway, high - y, halfway, high - to_y, to_x, high - to_y)
    return path


def _plate(box: Box, high: float, fill: Color, edge: Color | None) -> Rect:
    plate = Rect(box.left, high - box.bottom, box.width, box.height, rx=3, ry=3)
    plate.fillColor, plate.strokeColor, plate.strokeWidth = fill, edge, 0.7
    return plate


def _words(label: Label, high: float, font: str, colour: Color, anchor: Anchor) -> String:
    box = label.box
    at = {"start": box.left + PAD, "middle": box.left + box.width / 2, "end": box.right - PAD}[anchor]
    return String(
        at, high - box.middle - SIZE * 0.35, one_line(label.text), fontName=font, fontSize=SIZE, fillColor=colour,
        textAnchor=anchor,
    )  # fmt: skip
