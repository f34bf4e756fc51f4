"""A picture to know a screen by: its name, its edges, the smallest letters and the greys it can show."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF

from zsm_desktop.ui.wall.pen import HEIGHT, LEAST, WIDTH, Pen

if TYPE_CHECKING:
    from zsm_desktop.ui.wall.state import ScreenFact

FRAME = 10
TONES = ("surface", "sunken", "line", "field_line", "muted", "text")


def draw_test_picture(pen: Pen, fact: ScreenFact, number: int) -> None:
    for edge in (
        QRectF(0, 0, WIDTH, FRAME),
        QRectF(0, HEIGHT - FRAME, WIDTH, FRAME),
        QRectF(0, 0, FRAME, HEIGHT),
        QRectF(WIDTH - FRAME, 0, FRAME, HEIGHT),
    ):
        pen.plate(edge, "accent")
    middle = WIDTH - 320
    y = pen.text(f"Scherm {number}", 160, 210, middle, 128, weight=600, is_centred=True)
    y = pen.text(fact.label, 160, y + 10, middle, 56, weight=500, most=2, colour="accent_text", is_centred=True)
    pen.text(f"{fact.size} beeldpunten", 160, y + 12, middle, 36, colour="muted", is_centred=True)
    y = pen.text("Deze regel moet achter in de zaal te lezen zijn.", 160, 720, middle, LEAST, is_centred=True)
    pen.text("De blauwe rand moet aan alle kanten zichtbaar zijn.", 160, y + 6, middle, LEAST, is_centred=True)
    width = 140
    left = (WIDTH - width * len(TONES)) / 2
    for at, tone in enumerate(TONES):
        pen.plate(QRectF(left + at * width, 880, width, 70), tone)
