"""Faces of the room that are loaded and made when they are first shown: the map, what is missing, employers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from zsm_desktop.domain.permissions import Permission

if TYPE_CHECKING:
    from zsm_desktop.ui.network.page import NetworkPage

MAP, GAPS, WORK = "map", "gaps", "work"
LATE = (MAP, GAPS, WORK)
ADD = "Organisatie toevoegen"


def made(page: NetworkPage, key: str) -> QWidget:
    """The face of LATE, wired to the page."""
    if key == MAP:
        from zsm_desktop.ui.network.map_face import MapFace

        shown = MapFace(page.tools, page.desk)
        shown.said.connect(page.notify)
        shown.offered.connect(page.give_way_back)
        shown.opened.connect(page.open_item)
        return shown
    if key == GAPS:
        from zsm_desktop.ui.network.gaps_face import GapsFace

        gaps = GapsFace(page.theme, page.desk)
        gaps.went.connect(page.navigate)
        return gaps
    from zsm_desktop.ui.network.work_face import WorkFace

    work = WorkFace(page.tools, page.desk, page.attempt)
    work.said.connect(page.notify)
    work.offered.connect(page.offer)
    work.went.connect(page.navigate)
    work.turned.connect(lambda: dress(page))
    return work


def dress(page: NetworkPage) -> None:
    """What can be added is of the face in sight; schools are taken in where they are listed."""
    is_work = page.tabs.current == WORK
    words = page.face(WORK).new_words if is_work else ADD
    page.add.set_words(words or ADD)
    page.add.setVisible(bool(words) if is_work else page.desk.actor.may(Permission.EDIT_NETWORK))
    page.import_.setVisible(page.may_import and not is_work)
