"""What no offer answers stands with the offers, for those who make them."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import Qt

from tests.builders import TODAY, World, made_id, offer_id, school_id
from tests.services.test_meetings import running
from tests.ui.exchange.hands import active_room, press, type_keys
from tests.ui.offices import cut_pieces, open_dialog, open_room, words_of
from zsm_desktop.domain.progress import DiscussionOutcome
from zsm_desktop.services.needs import NeedDraft


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
    page.needs.stand.choose("all")
    page.needs.reload()
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
    assert list(page.tabs.tabs) == ["offers", "tariffs"]
    assert page.table.rows.rowCount() == 3


def test_a_school_says_what_it_misses_and_sees_what_might_fit(world: World, theme, shown, qtbot) -> None:
    window = active_room(theme, shown, qtbot, world.desk_of("stage zeeuw"), "offers")
    page = window.page
    page.tabs.show_face("needs")
    press(Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    form = open_dialog(window)
    type_keys("Cursus heftruck")
    form.fields["sector"].editor.choose(made_id(6, 2))
    form.fields["expires_on"].editor.setText("1-9-2029")
    form.try_submit()
    assert "tot en met 31 juli 2028" in form.fields["expires_on"].error.text()
    form.fields["expires_on"].editor.setText("30-11-2026")
    form.try_submit()
    qtbot.waitUntil(lambda: page.needs.row is not None)
    assert (page.needs.row.wanted, page.needs.row.offers) == ("Cursus heftruck", 2)
    assert page.needs.fitting.lines[0].text == "Past misschien: Werkplaats Duin"
    assert not page.needs.to_case.isVisible()
    page.needs.to_offer.click()
    assert page.tabs.current == "offers"
    assert page.state.card.offer.id == offer_id("DUIN")


def test_what_lapsed_is_shown_apart_and_asked_again(world: World, theme, shown, qtbot) -> None:
    world.desk.needs.add(NeedDraft(school_id("ZEEUW"), "Cursus heftruck", None, TODAY))
    world.now += timedelta(days=1)
    page = open_room(theme, shown, world.desk, "offers").page
    page.tabs.show_face("needs")
    assert page.needs.rows == ()
    page.needs.stand.choose("lapsed")
    page.needs.reload()
    assert (page.needs.row.wanted, page.needs.waiting) == ("Cursus heftruck", 0)
    page.needs.extended.click()
    form = open_dialog(page.window())
    form.fields["expires_on"].editor.setText("31-7-2027")
    form.try_submit()
    qtbot.waitUntil(lambda: page.needs.waiting == 1)
    assert world.desk.needs.rows()[0].expires_on == date(2027, 7, 31)
