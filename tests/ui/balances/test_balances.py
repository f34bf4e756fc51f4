"""Saldi: the service's figures, and the way from each of them down to the delivery."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt

from tests.builders import SECRETARY, World, school_id
from tests.ui.exchange.hands import active_room, control, press
from tests.ui.offices import open_room, toasts, words_of
from zsm_desktop.domain.calendar import SchoolYear
from zsm_desktop.services.deliveries import DeliveryDraft
from zsm_desktop.ui.balances.over_time import NETWORK, NETWORK_IN_KIND
from zsm_desktop.ui.parts.button import Button
from zsm_desktop.words.format import money, signed_money
from zsm_desktop.words.papers import ledger_head


@pytest.fixture
def traded(world: World) -> World:
    """De Duinpan gave in two school years, Het Kreekrif a little to De Duinpan."""
    world.delivered("DUIN", "ZEEUW", 400, date(2026, 3, 5))
    world.delivered("DUIN", "ZEEUW", 250, date(2026, 10, 5))
    world.delivered("DUIN", "KREEK", 100, date(2026, 10, 6))
    world.delivered("KREEK", "DUIN", 50, date(2026, 11, 2))
    return world


def column(table, key: str) -> int:
    return [one.key for one in table.rows.columns].index(key)


def test_every_school_has_the_figure_the_service_gives_and_a_sign_in_words(traded: World, theme, shown) -> None:
    window = open_room(theme, shown, traded.desk, "balances")
    rows = window.page.faces.schools.table.rows
    balances = {row.name: row for row in traded.desk.balances.by_school(SchoolYear(2026))}
    for at in range(rows.rowCount()):
        row = rows.row(at)
        cells = [rows.data(rows.index(at, place)) for place in range(len(rows.columns))]
        cents = balances[row.name].balance_cents
        assert signed_money(cents) in cells
        assert ("gaf meer" if cents > 0 else "nam meer af") in cells
    assert "Alle saldi samen zijn €\N{NO-BREAK SPACE}0,00." in words_of(window.page)


def test_the_year_is_chosen_by_keys(traded: World, theme, shown, qtbot) -> None:
    window = active_room(theme, shown, qtbot, traded.desk, "balances")
    page = window.page
    press(Qt.Key.Key_PageUp, Qt.KeyboardModifier.AltModifier)
    assert page.year.currentText() == "Schooljaar 2025/26"
    top = page.faces.schools.table.rows.row(0)
    assert (top.code, top.balance_cents) == ("DUIN", 9880)
    press(Qt.Key.Key_PageUp, Qt.KeyboardModifier.AltModifier)
    assert page.year.currentText() == "Alle schooljaren samen"
    whole = {row.code: row.balance_cents for row in traded.desk.balances.by_school(None)}
    assert page.faces.schools.table.rows.row(0).balance_cents == whole["DUIN"]


def test_why_this_amount_down_to_the_delivery(traded: World, theme, shown, qtbot) -> None:
    window = active_room(theme, shown, qtbot, traded.desk, "balances")
    page = window.page
    page.faces.schools.table.select_id(school_id("DUIN"))
    page.faces.schools.table.setFocus()
    press(Qt.Key.Key_Return)
    reason = page.faces.reason
    explained = traded.desk.balances.explain("DUIN", SchoolYear(2026))
    assert reason.figure.cents == explained.balance_cents
    assert reason.table.rows.rowCount() == len(explained.lines) == 3
    assert sum(reason.table.rows.row(at).cents for at in range(3)) == explained.balance_cents
    assert "3 boekingen zijn samen precies" in words_of(reason)
    assert "zonder leerling" in reason.table.rows.columns[column(reason.table, "offer")].detail(explained.lines[0])
    reason.table.select_id(str(explained.lines[0].number))
    press(Qt.Key.Key_Return)
    assert window.room == "exchange"
    assert window.page.deliveries.state.row.id == explained.lines[0].delivery_id
    window.back()
    assert page.stack.currentWidget() is reason
    page.faces.reason.table.setFocus()
    press(Qt.Key.Key_Escape)
    assert page.stack.currentWidget() is page.tabs


def test_from_a_pair_to_the_bookings_between_two_schools(traded: World, theme, shown, qtbot) -> None:
    window = active_room(theme, shown, qtbot, traded.desk, "balances")
    page = window.page
    page.faces.schools.table.setFocus()
    control(Qt.Key.Key_Tab)
    assert page.tabs.current == "pairs"
    series = page.faces.pairs.heat.model().series
    giver, taker = series.row_ids.index("DUIN"), series.column_ids.index("KREEK")
    page.faces.pairs.heat.setFocus()
    page.faces.pairs.heat.setCurrentIndex(page.faces.pairs.heat.model().index(giver, taker))
    assert "De Duinpan gaf aan Het Kreekrif €\N{NO-BREAK SPACE}24,70; andersom" in page.faces.pairs.words.text()
    press(Qt.Key.Key_Return)
    pairs = traded.desk.balances.by_pair(SchoolYear(2026), school_id("DUIN"))
    pair = next(row for row in pairs if row.counter_code == "KREEK")
    reason = page.faces.reason
    assert (reason.figure.cents, reason.table.rows.rowCount()) == (pair.given_cents, 1)
    assert reason.counter.currentText() == "Het Kreekrif"
    reason.way.choose("")
    reason.way.activated.emit(0)
    assert (reason.figure.cents, reason.table.rows.rowCount()) == (pair.balance_cents, 2)


def test_from_an_offer_to_its_bookings(traded: World, theme, shown) -> None:
    window = open_room(theme, shown, traded.desk, "balances")
    page = window.page
    page.open_item("offers")
    rows = page.faces.offers.table.rows
    given = [row for row in traded.desk.balances.by_offer(SchoolYear(2026)) if row.given_cents]
    assert sorted(rows.row(at).cents for at in range(rows.rowCount())) == sorted(row.given_cents for row in given)
    page.faces.offers.table.view.opened.emit(rows.id_at(0))
    assert page.faces.reason.offer.currentText() == rows.row(0).offer
    assert page.faces.reason.figure.cents == rows.row(0).cents


def test_the_course_of_a_school_is_the_service_s_standing(traded: World, theme, shown) -> None:
    window = open_room(theme, shown, traded.desk, "balances")
    page = window.page
    page.choose_year("all")
    page.open_item("trend")
    page.faces.trend.school.choose(school_id("DUIN"))
    page.faces.trend.reload()
    points = traded.desk.balances.trend(school_id("DUIN"))
    assert page.faces.trend.chart.series.lines[0].values == tuple(point.standing_cents for point in points)
    assert page.faces.trend.table.rows.rowCount() == len(points)


def test_a_booking_elsewhere_is_shown_at_once(traded: World, theme, shown, qtbot) -> None:
    window = open_room(theme, shown, traded.desk, "balances")
    page = window.page
    before = page.faces.schools.table.rows.row(0).balance_cents
    traded.delivered("DUIN", "ZEEUW", 100, date(2026, 11, 3))
    qtbot.waitUntil(lambda: page.faces.schools.table.rows.row(0).balance_cents == before + 2470)
    head = traded.desk.ledger.head()
    assert page.head.text().splitlines()[0] == ledger_head(head.entries, head.hash)


def test_what_is_not_booked_stands_beside_and_not_in_it(traded: World, theme, shown) -> None:
    traded.entered("DUIN", "ZEEUW", 1000, date(2026, 11, 3))
    window = open_room(theme, shown, traded.desk, "balances")
    assert "Nog niet in deze saldi: 1 levering te bevestigen (€\N{NO-BREAK SPACE}247,00)." in words_of(window.page)
    window.page.faces.schools.go.click()
    assert window.room == "exchange"
    assert window.page.tabs.current == "deliveries"


@pytest.mark.parametrize(
    ("who", "own", "has_go"),
    [
        ("directeur zeeuw", " Daarvan is er 1 van uw school.", True),
        ("stage zeeuw", " Daarvan is er 1 van uw school.", True),
        (SECRETARY, "", True),
        ("lezer", "", False),
    ],
)
def test_foot_and_column_count_the_same_deliveries(
    traded: World, theme, shown, who: str, own: str, has_go: bool
) -> None:
    for giver, taker, day in (("DUIN", "ZEEUW", 3), ("DUIN", "KREEK", 4), ("DUIN", "KREEK", 5)):
        traded.entered(giver, taker, 1000, date(2026, 11, day))
    traded.desk.deliveries.dispute(traded.entered("DUIN", "KREEK", 200, date(2026, 11, 6)), "Er was niemand.")
    window = open_room(theme, shown, traded.desk_of(who), "balances")
    face = window.page.faces.schools
    rows = [face.table.rows.row(at) for at in range(face.table.rows.rowCount())]
    waiting, disputed = (
        sum(max(getattr(row, key) or 0, 0) for row in rows) for key in ("waiting_cents", "disputed_cents")
    )
    assert (waiting, disputed) == (74100, 4940)
    assert face.waiting.text() == (
        f"Nog niet in deze saldi: 3 leveringen te bevestigen ({money(waiting)}) en 1 levering betwist"
        f" ({money(disputed)}).{own}"
    )
    assert face.go.isVisible() is has_go


def test_without_an_own_delivery_there_is_nowhere_to_go(traded: World, theme, shown) -> None:
    traded.entered("DUIN", "KREEK", 1000, date(2026, 11, 3))
    window = open_room(theme, shown, traded.desk_of("directeur zeeuw"), "balances")
    face = window.page.faces.schools
    assert face.waiting.text().endswith("Daarvan is er geen van uw school.")
    assert not face.go.isVisible()


@pytest.mark.parametrize(("measure", "note"), [("cents", NETWORK), ("dagdelen", NETWORK_IN_KIND)])
def test_the_standing_of_the_whole_network_is_explained(traded: World, theme, shown, measure: str, note: str) -> None:
    page = open_room(theme, shown, traded.desk, "balances").page
    page.open_item("trend")
    page.choose_measure(measure)
    assert page.faces.trend.note.text().startswith(note)


def test_another_school_s_delivery_is_refused_in_a_sentence(traded: World, theme, shown) -> None:
    window = open_room(theme, shown, traded.desk_of("directeur zeeuw"), "balances")
    page = window.page
    page.explain("KREEK")
    page.faces.reason.table.view.opened.emit(page.faces.reason.table.rows.id_at(0))
    assert window.room == "balances"
    assert toasts(window) == ["De levering onder deze boeking ziet u alleen als uw school erbij betrokken is."]


def test_no_pupil_is_named_anywhere(world: World, theme, shown, qtbot) -> None:
    placement = world.desk.placements.row(world.placement("DUIN", "ZEEUW"))
    window = active_room(theme, shown, qtbot, world.desk, "exchange")
    world.desk.deliveries.enter(DeliveryDraft(date(2026, 11, 2), 200, placement_id=placement.id))
    world.desk.deliveries.confirm([row.id for row in world.desk.deliveries.page()])
    window.open("balances")
    page = window.page
    page.explain("DUIN")
    model = page.faces.reason.table.rows
    said = "\n".join(
        str(model.data(model.index(0, at), Qt.ItemDataRole.AccessibleTextRole)) for at in range(len(model.columns))
    )
    assert placement.number in said
    assert placement.pseudonym not in said + words_of(page)
    assert placement.pupil_code not in said + words_of(page)


def test_the_keys_of_the_statements_are_told(traded: World, theme, shown) -> None:
    window = open_room(theme, shown, traded.desk, "balances")
    window.page.open_item("statements")
    told = {key: words for key, words, *_ in window.page.keys}
    bound = {button.key for button in window.page.faces.statements.findChildren(Button) if button.key}
    assert bound == {"Ctrl+S", "Ctrl+A", "Ctrl+Shift+A", "Ctrl+Return"}
    assert bound | {"Space"} <= told.keys()
    assert "bestanden opnieuw maken" in told["Ctrl+S"]


def test_nothing_booked_says_how_a_balance_comes_about(world: World, theme, shown) -> None:
    window = open_room(theme, shown, world.desk, "balances")
    page = window.page
    assert "Een saldo ontstaat als een school bevestigt wat zij afnam." in words_of(page)
    assert not page.year.isVisible()
    world_reader = open_room(theme, shown, world.desk_of("lezer"), "balances")
    assert "Naar de leveringen" not in words_of(world_reader.page.empty)
