"""A list that is empty because of what was sought says so, and how to have the whole list back."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from tests.builders import World
from tests.ui.offices import open_room, words_of
from zsm_desktop.ui.parts.search_field import ANOTHER_WAY, SearchField

SOUGHT = "Xyloglobine"
FACES = {
    "network": lambda _page: None,
    "offers": lambda _page: None,
    "exchange": lambda _page: None,
    "pupils": lambda _page: None,
    "pupils, by name": lambda page: page.tabs.show_face("pupils"),
    "meetings, actions": lambda page: page.finding.show(),
    "steering, decisions": lambda page: (page.finding.show(), page.views["results"].tabs.show_face("decisions")),
}


@pytest.mark.parametrize("where", FACES)
def test_a_search_that_finds_nothing_names_the_words_and_esc_clears_them(
    theme, shown, qtbot, world: World, where: str
) -> None:
    window = open_room(theme, shown, world.desk, where.split(",", 1)[0])
    FACES[where](window.page)
    field = next(one for one in window.page.findChildren(SearchField) if one.isVisible())
    before = words_of(window.page)
    assert SOUGHT not in before
    field.setFocus()
    qtbot.keyClicks(field, SOUGHT)
    qtbot.keyClick(field, Qt.Key.Key_Return)
    said = words_of(window.page)
    assert f"Niets gevonden voor “{SOUGHT}”" in said
    assert ANOTHER_WAY in said
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert SOUGHT not in words_of(window.page)
