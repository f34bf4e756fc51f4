"""Saldi after a settlement: what was settled of them and what stands open, on screen as the services have it."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt

from tests.builders import World, school_id
from tests.services.settled import ALL_YEARS, NETTING, number_of, say_vat, settle
from tests.ui.exchange.hands import active_room, press
from tests.ui.offices import words_of
from zsm_desktop.domain.calendar import SchoolYear
from zsm_desktop.domain.spans import ALL, Span
from zsm_desktop.ui.balances.schools import in_euros
from zsm_desktop.words.format import signed_money

DUIN, ZEEUW = school_id("DUIN"), school_id("ZEEUW")
DAGDEEL = 2470


@pytest.fixture
def traded(world: World) -> World:
    say_vat(world)
    world.delivered("DUIN", "ZEEUW", 200, date(2026, 5, 10))
    world.delivered("DUIN", "ZEEUW", 100, date(2026, 9, 10))
    world.delivered("KREEK", "DUIN", 100, date(2026, 10, 1))
    return world


@pytest.fixture
def settled(traded: World) -> World:
    settle(traded, NETTING, ALL_YEARS)
    traded.delivered("DUIN", "ZEEUW", 100, date(2026, 11, 20))
    return traded


def keys(table) -> list[str]:
    return [column.key for column in table.rows.columns]


def test_nothing_is_said_of_settling_before_anything_is_settled(traded: World, theme, shown, qtbot) -> None:
    page = active_room(theme, shown, qtbot, traded.desk, "balances").page
    page.open_item("schools")
    assert keys(page.faces.schools.table) == [column.key for column in in_euros()]
    assert not {"settled", "open"} & set(keys(page.faces.schools.table))
    page.explain(ZEEUW)
    assert page.faces.reason.way.findData("settled") < 0


def test_a_school_shows_what_was_settled_and_what_stands_open(settled: World, theme, shown, qtbot) -> None:
    page = active_room(theme, shown, qtbot, settled.desk, "balances").page
    page.open_item("schools")
    face = page.faces.schools
    row = next(row for row in page.state.schools() if row.school_id == ZEEUW)
    assert (row.balance_cents, row.settled_cents, row.open_cents) == (-2 * DAGDEEL, 3 * DAGDEEL, -DAGDEEL)
    table = face.table
    for key, cents in (("settled", 3 * DAGDEEL), ("open", -DAGDEEL), ("balance", -2 * DAGDEEL)):
        page.open_item("schools")
        table.select_id(ZEEUW)
        table.view.picking.pick(key)
        press(Qt.Key.Key_Return)
        assert page.faces.reason.figure.cents == cents, key
        assert page.faces.reason.way.key == key.replace("balance", "")
        assert "klopt niet" not in page.faces.reason.check.text()
        press(Qt.Key.Key_Escape)


def test_last_year_shows_what_stood_open_at_its_end(settled: World, theme, shown, qtbot) -> None:
    page = active_room(theme, shown, qtbot, settled.desk, "balances").page
    page.open_item("schools")
    page.choose_year(page.year.itemData(page.year.findText("Schooljaar 2025/26")))
    assert not {"settled", "open"} & set(keys(page.faces.schools.table))


def test_the_explanation_names_the_settlement(settled: World, theme, shown, qtbot) -> None:
    page = active_room(theme, shown, qtbot, settled.desk, "balances").page
    number = number_of(settled, settled.desk.settlements.rows()[0].id)
    page.explain(ZEEUW, span=Span.of_school_year(SchoolYear(2026)))
    reason = page.faces.reason
    reason.counter.choose("DUIN")
    reason.way.choose("settled")
    reason.way.activated.emit(reason.way.currentIndex())
    assert reason.figure.cents == 3 * DAGDEEL
    (line,) = [reason.table.rows.row(at) for at in range(reason.table.rows.rowCount())]
    assert line.settlement_number == number
    shown_words = words_of(reason)
    assert f"Verrekend {signed_money(3 * DAGDEEL)}" in shown_words
    for choice in (reason.counter, reason.offer, reason.sector):
        assert not choice.isVisible()
    texts = [column.text(line) for column in reason.table.rows.columns]
    assert any(number in text for text in texts)
    assert not any("×" in text or "gaf" in text for text in texts)
    reason.way.choose("open")
    reason.way.activated.emit(reason.way.currentIndex())
    assert (reason.figure.cents, reason.table.rows.rowCount()) == (-DAGDEEL, 3)
    assert reason.counter.isVisible()
    said: list[str] = []
    reason.said.connect(lambda text, _kind: said.append(text))
    reason.table.opened.emit(line.id)
    assert said == [f"Deze boeking hoort bij verrekening {number}."]


def test_limits_and_the_course_of_a_school_look_at_what_stands_open(settled: World, theme, shown, qtbot) -> None:
    page = active_room(theme, shown, qtbot, settled.desk, "balances").page
    page.open_item("limits")
    page.faces.limits.table.select_id(ZEEUW)
    press(Qt.Key.Key_Return)
    assert page.faces.reason.figure.cents == -DAGDEEL
    press(Qt.Key.Key_Escape)
    page.open_item("trend")
    trend = page.faces.trend
    trend.school.choose(ZEEUW)
    trend.reload()
    table = trend.table
    assert "settled" in keys(table)
    table.select_id("2026-11-01")
    trend.picking.pick("standing")
    press(Qt.Key.Key_Return)
    assert page.faces.reason.figure.cents == -DAGDEEL
    assert settled.desk.balances.explain("ZEEUW", ALL, is_standing=True).result_cents == -DAGDEEL
    page.open_item("trend")
    trend.school.choose("")
    trend.reload()
    assert "settled" not in keys(table)
