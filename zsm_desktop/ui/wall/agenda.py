"""The agenda on the wall: beside the point on the table, or with the sheet to itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF

from zsm_desktop.ui.wall.pen import HEIGHT, LEAST, WIDTH, Pen
from zsm_desktop.words.format import MONTHS, WEEKDAYS, plural

if TYPE_CHECKING:
    from zsm_desktop.services.wall import WallAgenda, WallPoint

PANEL = 520
EDGE = 44
ROW = 54
CLOSED = "Niet te tonen"


def draw_panel(pen: Pen, agenda: WallAgenda) -> None:
    """What, when, how far, and the points around the one on the table."""
    pen.plate(QRectF(0, 0, PANEL, HEIGHT), "surface")
    pen.plate(QRectF(PANEL, 0, 2, HEIGHT), "line")
    inside = PANEL - 2 * EDGE
    y = pen.text(agenda.body, EDGE, 60, inside, 34, weight=600, most=2)
    y = pen.text(_day(agenda), EDGE, y, inside, LEAST, colour="muted")
    y = pen.text(_progress(agenda), EDGE, y + 26, inside, LEAST, weight=600)
    _bar(pen, agenda, EDGE, y + 12, inside)
    _rows(pen, agenda, y + 48)


def draw_overview(pen: Pen, agenda: WallAgenda) -> None:
    """All points in as many columns as they need."""
    edge = 120
    y = pen.text(agenda.body, edge, 84, WIDTH - 2 * edge, 72, weight=600)
    y = pen.text(_day(agenda), edge, y, WIDTH - 2 * edge, 36, colour="muted")
    if agenda.done:
        y = pen.text(_progress(agenda), edge, y + 20, 900, 32, weight=600)
        _bar(pen, agenda, edge, y + 12, WIDTH - 2 * edge)
    top = y + 60
    if not agenda.points:
        pen.text("Er staan nog geen punten op de agenda.", edge, top, WIDTH - 2 * edge, 40, colour="muted")
        return
    most = int((HEIGHT - 70 - top) / 50)
    columns = min(3, -(-len(agenda.points) // min(most, 9)))
    each = min(most, -(-len(agenda.points) // columns))
    width = (WIDTH - 2 * edge - (columns - 1) * 60) / columns
    row = min(84.0, (HEIGHT - 70 - top) / each)
    size = 36 if row >= 72 else 32 if row >= 62 else LEAST
    shown = agenda.points[: each * columns]
    if len(shown) < len(agenda.points):
        shown = shown[:-1]
    for at, point in enumerate(shown):
        column, place = divmod(at, each)
        x, y = edge + column * (width + 60), top + place * row
        _row(pen, point, at + 1, QRectF(x, y, width, row), size=size, with_school=columns < 3)
    if len(shown) < len(agenda.points):
        x, rest = edge + (columns - 1) * (width + 60) + 64, len(agenda.points) - len(shown)
        pen.text(
            f"en nog {plural(rest, 'punt', 'punten')}", x, top + (each - 1) * row + 8, width, LEAST, colour="muted"
        )


def _day(agenda: WallAgenda) -> str:
    day = agenda.held_on
    return f"{WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]}"


def _progress(agenda: WallAgenda) -> str:
    count = len(agenda.points)
    if agenda.here:
        return f"Punt {agenda.here} van {count} · {agenda.done} besproken"
    return f"{agenda.done} van {count} besproken"


def _bar(pen: Pen, agenda: WallAgenda, x: float, y: float, width: float) -> None:
    """One dash per point."""
    count = len(agenda.points)
    gap = 6 if count <= 30 else 3
    dash = (width - gap * (count - 1)) / max(1, count)
    for at, point in enumerate(agenda.points):
        colour = "accent" if point.is_here else "good_text" if point.status == "discussed" else "line"
        pen.plate(QRectF(x + at * (dash + gap), y, dash, 10), colour, min(5, dash / 2))


def _rows(pen: Pen, agenda: WallAgenda, top: float) -> None:
    """As many as fit, the one on the table among them; what is left out above and below is counted."""
    points, here = agenda.points, max(0, agenda.here - 1)
    room = int((HEIGHT - 40 - top) / ROW)
    first = 0
    if len(points) > room:
        first = min(max(0, here - room // 2), len(points) - room)
    last = min(len(points), first + room)
    for at in range(first, last):
        y = top + (at - first) * ROW
        before, after = first + 1 if at == first and first else 0, len(points) - at if at == last - 1 else 0
        if before > 1:
            pen.text(f"{plural(before, 'punt', 'punten')} eerder", EDGE + 58, y + 6, PANEL, LEAST, colour="muted")
        elif after > 1:
            pen.text(f"nog {plural(after, 'punt', 'punten')}", EDGE + 58, y + 6, PANEL, LEAST, colour="muted")
        else:
            _row(pen, points[at], at + 1, QRectF(EDGE, y, PANEL - 2 * EDGE, ROW))


def _row(
    pen: Pen, point: WallPoint, number: int, room: QRectF, *, size: int = LEAST, with_school: bool = False
) -> None:
    if point.is_here:
        pen.plate(room.adjusted(-20, 0, 20, -4), "accent_soft", 14)
    middle = room.center().y() - 2
    _sign(pen, point, number, room.left(), middle, size)
    words = CLOSED if point.is_closed else point.words
    if with_school and point.school:
        words = f"{words} · {point.school}"
    is_over = point.status == "discussed" and not point.is_here
    colour = "muted" if is_over or point.is_closed else "text"
    left, y = room.left() + 58, middle - pen.height(1, size) / 2
    pen.text(words, left, y, room.right() - left, size, weight=600 if point.is_here else 400, colour=colour)


def _sign(pen: Pen, point: WallPoint, number: int, x: float, middle: float, size: int) -> None:
    icon, tone = {"discussed": ("check", "good_text"), "parked": ("clock", "warn_text"),
                  "carried_over": ("arrow-right", "muted")}.get(point.status, ("", ""))  # fmt: skip
    if point.is_closed and not icon:
        icon, tone = "lock", "muted"
    if icon:
        pen.icon(icon, QRectF(x + 3, middle - 17, 34, 34), tone)
    else:
        colour = "accent_text" if point.is_here else "muted"
        pen.text(str(number), x - 8, middle - pen.height(1, size) / 2, 56, size, colour=colour, is_centred=True)
