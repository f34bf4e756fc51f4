"""What no offer answers stands with the offers, for those who make them."""

from __future__ import annotations

from tests.builders import World
from tests.services.test_meetings import running
from tests.ui.offices import cut_pieces, open_room, words_of
from zsm_desktop.domain.progress import DiscussionOutcome


def asked(world: World) -> str:
    """A case that no offer answered; its id."""
    _, item, case = running(world)
    world.desk.live.record_outcome(item, DiscussionOutcome.NOT_PLACEABLE, reason_code="no_transport")
    return case


def test_without_any_the_face_says_what_would_stand_here(world: World, theme, shown) -> None:
    page = open_room(theme, shown, world.desk, "offers").page
    page.tabs.show_face("needs")
    assert "Geen onbeantwoorde vragen" in words_of(page.needs)
    assert not page.needs.answered.isVisible()


def test_it_is_listed_counted_and_settled(world: World, theme, shown, qtbot) -> None:
    case = asked(world)
    window = open_room(theme, shown, world.desk, "offers")
    page = window.page
    assert page.tabs.tabs["needs"].text().endswith("1")
    page.tabs.show_face("needs")
    assert (page.needs.row.case_id, page.needs.row.reason_code) == (case, "no_transport")
    assert cut_pieces(page) == []
    page.needs.answered.click()
    qtbot.waitUntil(lambda: page.needs.row is None)
    page.needs.settled.setChecked(True)
    assert page.needs.row.status == "answered"
    assert not page.needs.answered.isVisible()
    page.needs.to_case.click()
    assert window.page.cases.panel.card.row.id == case


def test_another_school_sees_what_is_asked_and_can_settle_nothing(world: World, theme, shown) -> None:
    asked(world)
    page = open_room(theme, shown, world.desk_of("stage duin"), "offers").page
    page.tabs.show_face("needs")
    assert page.needs.row.school == "De Zeeuwse Vaart"
    assert page.needs.row.pseudonym == ""
    assert not page.needs.answered.isVisible()
    assert not page.needs.to_case.isVisible()


def test_a_director_keeps_the_list_of_offers_alone(world: World, theme, shown) -> None:
    page = open_room(theme, shown, world.desk_of("directeur duin"), "offers").page
    assert page.needs is None
    assert not page.tabs.bar.isVisible()
    assert page.table.rows.rowCount() == 3
