"""What the room sees: the agenda, a case, a neutral slide, a test picture; and the form that chooses its screen."""

from __future__ import annotations

from collections.abc import Iterator

from tests.shots.stage import Stage
from zsm_desktop.ui.wall.state import ScreenFact
from zsm_desktop.ui.wall.window import WallWindow


def wall(stage: Stage) -> Iterator[str]:
    window = stage.office()
    window.wall.choose()
    yield "scherm"
    desk = stage.desk
    held = next(row for row in desk.meetings.rows("case") if row.status == "finished")
    points = desk.meetings.card(held.id).agenda
    placed = next((row.id for row in points if row.outcome == "placed"), points[-1].id)
    open_ended = next((row.id for row in points if row.outcome == "find_out"), points[-1].id)
    views = {
        "agenda": desk.wall.sight(held.id).view,
        "geplaatst": desk.wall.sight(held.id, placed).view,
        "uitzoeken": desk.wall.sight(held.id, open_ended).view,
        "punt": desk.wall.sight(held.id, points[0].id).view,
        "leeg": desk.wall.neutral(),
    }
    shown = stage.show(WallWindow(is_dark=stage.theme.is_dark))
    for name, view in views.items():
        shown.set_view(view)
        yield name
    shown.set_test_picture(ScreenFact("", "Beamer (HDMI-1)", 1920, 0, 1920, 1080), 2)
    yield "testbeeld"
