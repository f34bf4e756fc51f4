"""What the room sees: the agenda, a case, a neutral slide, a test picture; and the form that chooses its screen."""

from __future__ import annotations

from collections.abc import Iterator

from tests.shots.stage import Stage
from zsm_desktop.services.desk import Desk
from zsm_desktop.services.wall import WallCard, WallView
from zsm_desktop.ui.wall.curtain import MIRRORED
from zsm_desktop.ui.wall.state import ScreenFact
from zsm_desktop.ui.wall.window import WallWindow


def wall(stage: Stage) -> Iterator[str]:
    window = stage.office()
    window.wall.own_place.cover(MIRRORED)
    yield "afgedekt"
    window.wall.own_place.uncover()
    window.wall.choose()
    yield "scherm"
    desk = stage.desk
    held = [row.id for row in desk.meetings.rows("case") if row.status == "finished"]
    views = {
        "agenda": desk.wall.sight(held[0]).view,
        "geplaatst": _case(desk, held, "placed"),
        "uitzoeken": _case(desk, held, "find_out"),
        "punt": desk.wall.sight(held[0], desk.meetings.card(held[0]).agenda[0].id).view,
        "niet_op_de_wand": _kept_off(desk, held),
        "leeg": desk.wall.neutral(),
    }
    shown = stage.show(WallWindow(is_dark=stage.theme.is_dark))
    for name, view in views.items():
        shown.set_view(view)
        yield name
    shown.set_test_picture(ScreenFact("", "Beamer (HDMI-1)", 1920, 0, 1920, 1080), 2)
    yield "testbeeld"


def _case(desk: Desk, meetings: list[str], outcome: str) -> WallView:
    """The latest case that ended so and may still be shown: a consent can have run out since."""
    views = (
        desk.wall.sight(meeting_id, row.id).view
        for meeting_id in meetings
        for row in desk.meetings.card(meeting_id).agenda
        if row.outcome == outcome
    )
    return next(view for view in views if isinstance(view.slide, WallCard))


def _kept_off(desk: Desk, meetings: list[str]) -> WallView:
    """A case on a wall that others may not come on."""
    views = (
        desk.wall.sight(meeting_id, row.id).view
        for meeting_id in meetings
        for row in desk.meetings.card(meeting_id).agenda
        if row.case
    )
    return next(view for view in views if isinstance(view.slide, WallCard) and view.agenda and view.agenda.kept_off)
