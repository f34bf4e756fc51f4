"""What no offer answers stands with the offers, for those who make them."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import Qt

from tests.builders import TODAY, World, made_id, offer_id, school_id
from tests.services.test_matches import at_their_places
from tests.services.test_meetings import running
from tests.ui.exchange.hands import active_room, control, press, type_keys
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
    page.needs.search_button.click()
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


def test_offers_are_narrowed_to_a_need_and_travel_from_its_school(world: World, theme, shown, qtbot) -> None:
    at_their_places(world)
    asker = world.desk_of("stage zeeuw")
    draft = NeedDraft(school_id("ZEEUW"), "Cursus heftruck", made_id(6, 2), date(2027, 1, 1))
    need = asker.needs.add(draft).made_id
    page = active_room(theme, shown, qtbot, world.desk_of("stage duin"), "offers").page
    assert page.filters.asked.itemText(1) == "Cursus heftruck · De Zeeuwse Vaart"
    page.filters.asked.choose(need)
    page.filters.asked.activated.emit(1)
    rows = [page.table.rows.row(at) for at in range(page.table.rows.rowCount())]
    assert [row.school_code for row in rows] == ["DUIN", "KREEK"]
    assert rows[0].km < rows[1].km
    assert page.header.subtitle.text() == "2 keer aanbod dat misschien past bij ‘Cursus heftruck’ van De Zeeuwse Vaart"
    assert (page.filters.origin.key, page.filters.origin.isEnabled()) == (school_id("ZEEUW"), False)
    page.filters.asked.choose("")
    page.filters.asked.activated.emit(0)
    assert (page.filters.origin.key, page.filters.origin.isEnabled()) == (school_id("DUIN"), True)
    assert page.table.rows.rowCount() == 3


def test_from_what_is_asked_to_the_offers_by_keys(world: World, theme, shown, qtbot) -> None:
    made = [
        world.desk.needs.add(NeedDraft(school_id("ZEEUW"), wanted, sector, date(2027, 1, 1))).made_id
        for wanted, sector in (("Heftruck", made_id(6, 2)), ("Iets anders", None))
    ]
    page = active_room(theme, shown, qtbot, world.desk, "offers").page
    page._narrow({"kind": "course"})
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    for need, rows in zip(made, (2, 0), strict=True):
        page.tabs.show_face("needs")
        page.needs.table.select_id(need)
        page.needs.table.setFocus()
        press(Qt.Key.Key_F, both)
        assert (page.tabs.current, page.state.wanted.need_id, page.filters.asked.key) == ("offers", need, need)
        assert page.table.rows.rowCount() == rows
    assert "Geen aanbod past bij deze vraag" in words_of(page.empty)
    assert "staat geen sector" in words_of(page.empty)
    page.state.narrow(need_id=made[0], only_free=True, kind="course")
    page._read_list()
    assert "Maak de andere filters leeg" in words_of(page.empty)
    world.desk.needs.settle(made[0], "answered")
    qtbot.waitUntil(lambda: page.state.wanted.need_id is None)
    assert page.filters.asked.key == ""


def test_what_is_asked_lapses_and_goes_on_by_keys(world: World, theme, shown, qtbot) -> None:
    world.desk.needs.add(NeedDraft(school_id("ZEEUW"), "Heftruck", None, date(2027, 1, 1)))
    window = active_room(theme, shown, qtbot, world.desk, "offers")
    page = window.page
    page.tabs.show_face("needs")
    page.needs.table.setFocus()
    control(Qt.Key.Key_E)
    form = open_dialog(window)
    assert "Tot wanneer geldt dit?" in words_of(form)
    form.reject()
    with qtbot.waitActive(window):
        window.activateWindow()
    page.needs.table.setFocus()
    control(Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: page.needs.row is None)
    assert [row.status for row in world.desk.needs.rows(is_open=False)] == ["dropped"]


def test_a_director_chooses_no_need(world: World, theme, shown) -> None:
    page = open_room(theme, shown, world.desk_of("directeur duin"), "offers").page
    assert page.filters.asked.count() == 1
    assert not page.filters.asked.isVisible()
