"""What opening a room costs that nobody sees: things read twice, and views that are not asked for."""

from __future__ import annotations

import pytest

from tests.asked import statements
from tests.builders import World
from tests.ui.offices import open_room


def test_the_case_in_hand_is_read_once(world: World, theme, shown) -> None:
    world.case()
    with statements(world) as found:
        page = open_room(theme, shown, world.desk, "pupils").page
    assert page.cases.panel.card is not None
    assert sum("FROM case_discussion" in statement for statement in found) == 1


def test_the_case_in_hand_is_read_again_after_news(world: World, theme, shown) -> None:
    case_id = world.case()
    page = open_room(theme, shown, world.desk, "pupils").page
    before = page.cases.panel.card
    with statements(world) as found:
        page.reload()
    assert page.cases.panel.card is not before
    assert page.cases.panel.card.row.id == case_id
    assert sum("FROM case_discussion" in statement for statement in found) == 1


@pytest.mark.parametrize(
    ("room", "later"),
    [
        ("pupils", {"pupils", "form", "importing"}),
        ("network", {"importing"}),
        ("meetings", {"outcome", "picker"}),
        ("exchange", {"deliveries", "month", "periods"}),
    ],
)
def test_a_room_makes_its_other_faces_when_they_are_asked_for(
    world: World, theme, shown, room: str, later: set[str]
) -> None:
    page = open_room(theme, shown, world.desk, room).page
    assert {name for name in later if name in vars(page)} == set()
    assert all(getattr(page, name) is getattr(page, name) for name in later)


@pytest.mark.parametrize("room", ["meetings", "steering"])
def test_a_room_of_meetings_opens_with_its_list_only(world: World, theme, shown, room: str) -> None:
    page = open_room(theme, shown, world.desk, room).page
    assert set(page.views) == {"list"}
    assert page.stack.count() == 1
