"""The agenda on the wall: beside the point on the table, or with the sheet to itself."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF

from zsm_desktop.ui.wall.pen import HEIGHT, LEAST, WIDTH, Pen
from zsm_desktop.words.format import MONTHS, WEEKDAYS, plural

if TYPE_CHECKING:
    from zsm_desktop.services.wall import WallAgenda, WallPoint

PANEL = 552
EDGE = 44
ROW = 58
INDENT = 58
LATER = {"carried_over": "volgende keer", "parked": "later"}


def draw_panel(pen: Pen, agenda: WallAgenda) -> None:
    """What, when, how far, and the points around the one on the table."""
    pen.plate(QRectF(0, 0, PANEL, HEIGHT), "surface")
    pen.plate(QRectF(PANEL, 0, 2, HEIGHT), "line")
    inside = PANEL - 2 * EDGE
    y = pen.text(agenda.body, EDGE, 60, inside, 34, weight=600, most=2)
    y = pen.text(_day(agenda), EDGE, y, inside, LEAST, colour="muted")
    y = pen.text(_progress(agenda), EDGE, y + 26, inside, LEAST, weight=600)
    _bar(pen, agenda, EDGE, y + 12, inside)
    _rows(pen, agenda, y + 48, _foot(pen, agenda, EDGE, HEIGHT - 40))


def draw_overview(pen: Pen, agenda: WallAgenda) -> None:
    """All points in as many columns as they need."""
    edge = 120
    y = pen.text(agenda.body, edge, 84, WIDTH - 2 * edge, 72, weight=600)
    y = pen.text(_day(agenda), edge, y, WIDTH - 2 * edge, 38, colour="muted")
    if agenda.done:
        y = pen.text(_progress(agenda), edge, y + 20, 900, 36, weight=600)
        _bar(pen, agenda, edge, y + 14, WIDTH - 2 * edge)
    top, foot = y + 60, _foot(pen, agenda, edge, HEIGHT - 70)
    if not agenda.points:
        words = "" if agenda.kept_off else "Er staan nog geen punten op de agenda."
        pen.text(words, edge, top, WIDTH - 2 * edge, 40, colour="muted")
        return
    most = int((foot - top) / 50)
    columns = min(3, -(-len(agenda.points) // min(most, 9)))
    each = min(most, -(-len(agenda.points) // columns))
    width = (WIDTH - 2 * edge - (columns - 1) * 60) / columns
    row = min(84.0, (foot - top) / each)
    size = 40 if row >= 76 else 36 if row >= 64 else LEAST
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
    """One dash per point: high for the one on the table, thick when discussed, thin while it is still to come."""
    count = len(agenda.points)
    gap = 6 if count <= 30 else 3
    dash = (width - gap * (count - 1)) / max(1, count)
    for at, point in enumerate(agenda.points):
        is_done = point.status == "discussed"
        colour, high = ("accent", 20) if point.is_here else ("good_text", 12) if is_done else ("field_line", 4)
        pen.plate(QRectF(x + at * (dash + gap), y + 5 - high / 2, dash, high), colour, min(high / 2, dash / 2))


def _foot(pen: Pen, agenda: WallAgenda, x: float, foot: float) -> float:
    """How many cases are not on the wall stands lowest; returns where the points must end."""
    if not agenda.kept_off:
        return foot
    line = pen.height(1, LEAST)
    words = f"{plural(agenda.kept_off, 'punt', 'punten')} niet op de wand"
    pen.text(words, x, foot - line, PANEL, LEAST, colour="muted")
    return foot - line - 16


def _rows(pen: Pen, agenda: WallAgenda, top: float, foot: float) -> None:
    """As many as fit, the one on the table among them; what is left out above and below is counted."""
    points, here = agenda.points, max(0, agenda.here - 1)
    room = int((foot - top) / ROW)
    first = 0
    if _all(pen, points, top, foot):
        return
    if len(points) > room:
        first = min(max(0, here - room // 2), len(points) - room)
    last = min(len(points), first + room)
    for at in range(first, last):
        y = top + (at - first) * ROW
        before, after = first + 1 if at == first and first else 0, len(points) - at if at == last - 1 else 0
        if before > 1:
            pen.text(f"{plural(before, 'punt', 'punten')} eerder", EDGE + INDENT, y + 6, PANEL, LEAST, colour="muted")
        elif after > 1:
            pen.text(f"nog {plural(after, 'punt', 'punten')}", EDGE + INDENT, y + 6, PANEL, LEAST, colour="muted")
        else:
            _row(pen, points[at], at + 1, QRectF(EDGE, y, PANEL - 2 * EDGE, ROW))


def _all(pen: Pen, points: Sequence[WallPoint], top: float, foot: float) -> bool:
    """Draws every point, long titles on two lines; False, and nothing drawn, when there is no room for that."""
    inside = PANEL - 2 * EDGE
    lines = [len(pen.lines(point.words, inside - INDENT, LEAST, 600, 2)) for point in points]
    more = pen.height(1, LEAST)
    if sum(ROW + more * (count - 1) for count in lines) > foot - top:
        return False
    for at, (point, count) in enumerate(zip(points, lines, strict=True)):
        high = ROW + more * (count - 1)
        _row(pen, point, at + 1, QRectF(EDGE, top, inside, high), most=count)
        top += high
    return True


def _row(
    pen: Pen,
    point: WallPoint,
    number: int,
    room: QRectF,
    *,
    size: int = LEAST,
    with_school: bool = False,
    most: int = 1,
) -> None:
    if point.is_here:
        pen.plate(room.adjusted(-20, 0, 20, -4), "accent_soft", 14)
    middle = room.center().y() - 2
    _sign(pen, point, number, room.left(), middle, size)
    left, weight = room.left() + INDENT, 600 if point.is_here else 400
    words, width = point.words, room.right() - left
    if point.status in LATER and not point.is_here:
        words = _fitting(pen, (f"{words} · {LATER[point.status]}", words), width, size)
    if with_school and point.school:
        words = _fitting(pen, (f"{words} · {point.school}", words), width, size)
    is_over = point.status in {"discussed", "carried_over"} and not point.is_here
    colour = "muted" if is_over else "text"
    y = middle - pen.height(most, size) / 2
    if most > 1:
        width = pen.even(words, width, size, weight)
    pen.text(words, left, y, width, size, weight=weight, colour=colour, most=most)


def _fitting(pen: Pen, choices: Sequence[str], width: float, size: int) -> str:
    """The first that stands on one line, else the last."""
    return next((words for words in choices[:-1] if pen.width(words, size) <= width), choices[-1])


def _sign(pen: Pen, point: WallPoint, number: int, x: float, middle: float, size: int) -> None:
    icon, tone = {"discussed": ("check", "good_text"), "parked": ("clock", "warn_text"),
                  "carried_over": ("arrow-right", "muted")}.get(point.status, ("", ""))  # fmt: skip
    if icon:
        side = size * 1.1
        pen.icon(icon, QRectF(x + 20 - side / 2, middle - side / 2, side, side), tone)
    else:
        colour = "accent_text" if point.is_here else "muted"
        pen.text(str(number), x - 8, middle - pen.height(1, size) / 2, 56, size, colour=colour, is_centred=True)
