"""Saldi over any months, in dagdelen, per sector and pupil, with limits and forecast: the services' own figures."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from tests.builders import World, school_id
from tests.ui.exchange.hands import active_room, control, press
from tests.ui.offices import open_room, toasts, words_of
from zsm_desktop.domain.calendar import SchoolYear
from zsm_desktop.domain.spans import Span
from zsm_desktop.services.funds import FundDraft
from zsm_desktop.words.format import signed_money

ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def traded(world: World) -> World:
    """A year with a fund, one mistake, and something that still waits on both sides."""
    world.desk.funds.add(FundDraft("Projectsubsidie", 50_00, date(2026, 8, 1), date(2027, 7, 31), percent=40_00))
    world.delivered("DUIN", "ZEEUW", 400, date(2026, 3, 5))
    world.delivered("DUIN", "ZEEUW", 250, date(2026, 10, 5))
    world.delivered("KREEK", "DUIN", 50, date(2026, 11, 2))
    world.desk.ledger.reverse(world.delivered("DUIN", "KREEK", 100, date(2026, 10, 6)), "Dubbel.")
    world.entered("DUIN", "ZEEUW", 100, date(2026, 11, 3))
    return world


def cell(table, code: str, key: str) -> str:
    rows = table.rows
    at = next(at for at in range(rows.rowCount()) if rows.row(at).code == code)
    return rows.data(rows.index(at, [one.key for one in rows.columns].index(key)))


def test_any_months_by_kind_of_period(traded: World, theme, shown) -> None:
    page = open_room(theme, shown, traded.desk, "balances").page
    chooser = page.chooser
    for kind, key, span, words in (
        ("book_year", "24312-24323", Span.of_book_year(2026), "Boekjaar 2026"),
        ("quarter", "24321-24323", Span.of_quarter(date(2026, 11, 1)), "4e kwartaal 2026"),
        ("month", "24321-24321", Span.of_month(date(2026, 10, 1)), "Oktober 2026"),
    ):
        chooser.kind.choose(kind)
        chooser.kind.activated.emit(chooser.kind.currentIndex())
        chooser.choose(key)
        assert page.state.span == span
        assert page.year.currentText() == words
        shown_balances = {row.code: row.balance_cents for row in page.state.schools()}
        assert shown_balances == {row.code: row.balance_cents for row in traded.desk.balances.by_school(span)}


def test_from_one_month_to_another_and_a_slip_is_said(traded: World, theme, shown) -> None:
    window = open_room(theme, shown, traded.desk, "balances")
    chooser = window.page.chooser
    chooser.kind.choose("between")
    chooser.kind.activated.emit(chooser.kind.currentIndex())
    assert chooser.first.isVisible()
    assert not chooser.which.isVisible()
    chooser.first.choose("24314")
    chooser.first.activated.emit(chooser.first.currentIndex())
    assert window.page.state.span.first_day == date(2026, 3, 1)
    chooser.last.choose("24310")
    chooser.last.activated.emit(chooser.last.currentIndex())
    assert toasts(window) == ["De eerste maand ligt na de laatste. Draai ze om."]
    assert chooser.last.key == "24330"


def test_funds_stand_apart_and_what_waits_has_its_own_column(traded: World, theme, shown) -> None:
    page = open_room(theme, shown, traded.desk, "balances").page
    table = page.faces.schools.table
    assert table.rows.row(table.rows.rowCount() - 1).code == "FONDS-1"
    assert cell(table, "FONDS-1", "stand") == "subsidie"
    assert cell(table, "DUIN", "waiting") == signed_money(2470)
    assert cell(table, "ZEEUW", "waiting") == signed_money(-2470)
    assert cell(table, "KREEK", "waiting") == ""


def test_dagdelen_by_one_key(traded: World, theme, shown, qtbot) -> None:
    window = active_room(theme, shown, qtbot, traded.desk, "balances")
    page = window.page
    page.faces.schools.table.setFocus()
    press(Qt.Key.Key_D, ALT)
    assert page.measure.currentText() == "In dagdelen"
    table = page.faces.schools.table
    assert (cell(table, "DUIN", "given"), cell(table, "DUIN", "taken")) == ("2,5", "0,5")
    assert "Uitgewisseld 3 dagdelen." in words_of(page)
    control(Qt.Key.Key_Tab)
    series = page.faces.pairs.heat.model().series
    giver, taker = series.row_ids.index("DUIN"), series.column_ids.index("ZEEUW")
    assert (series.unit, series.cells[giver][taker]) == ("hundredths", 250)
    page.faces.pairs.heat.setCurrentIndex(page.faces.pairs.heat.model().index(giver, taker))
    assert "De Duinpan gaf aan De Zeeuwse Vaart 2,5 dagdelen" in page.faces.pairs.words.text()
    press(Qt.Key.Key_D, ALT)
    assert page.measure.currentText() == "In euro’s"


def test_from_a_pair_the_fund_part_is_shown_and_the_lines_are_the_amount(traded: World, theme, shown) -> None:
    page = open_room(theme, shown, traded.desk, "balances").page
    page.explain("ZEEUW", "DUIN")
    reason = page.faces.reason
    pair = next(
        row for row in traded.desk.balances.by_pair(SchoolYear(2026), school_id("ZEEUW")) if row.counter_code == "DUIN"
    )
    assert reason.figure.cents == pair.balance_cents
    assert "gedragen door subsidies €\N{NO-BREAK SPACE}+24,70" in reason.words.text()
    assert f"1 boeking is samen precies {signed_money(pair.balance_cents)}." in words_of(reason)
    page.explain("KREEK")
    assert "2 boekingen" not in words_of(reason)
    assert "correcties" in reason.words.text()


def test_from_a_sector_and_from_a_month_to_their_bookings(traded: World, theme, shown) -> None:
    page = open_room(theme, shown, traded.desk, "balances").page
    page.open_item("sectors")
    table = page.faces.sectors.table
    row = next(row for row in traded.desk.balances.by_sector(SchoolYear(2026)) if row.code == "DUIN")
    table.select_id(f"{row.code}|{row.sector_code}")
    table.view.opened.emit(table.current_id())
    assert page.faces.reason.figure.cents == row.balance_cents
    assert page.faces.reason.sector.currentText() == row.sector
    page.overview()
    page.open_item("trend")
    trend = page.faces.trend
    trend.school.choose(school_id("DUIN"))
    trend.reload()
    trend.table.view.opened.emit("2026-11-01")
    point = traded.desk.balances.trend(school_id("DUIN"))[-1]
    assert point.first_day == date(2026, 11, 1)
    assert page.faces.reason.figure.cents == point.standing_cents
    assert "Maart 2026 tot en met november 2026" in page.faces.reason.title.text()
    page.choose_year("2025/26")
    assert "Schooljaar 2025/26" in page.faces.reason.title.text()


def test_school_years_side_by_side_with_their_table(traded: World, theme, shown) -> None:
    page = open_room(theme, shown, traded.desk, "balances").page
    page.open_item("trend")
    trend = page.faces.trend
    trend.school.choose(school_id("DUIN"))
    trend.view.choose("years")
    trend.reload()
    this, last = traded.desk.balances.year_by_year(school_id("DUIN"))
    lines = trend.chart.series.lines
    assert [line.name for line in lines] == ["2026/27", "2025/26"]
    assert [line.values for line in lines] == [this.balance_cents, last.balance_cents]
    rows = trend.years.rows
    assert tuple(rows.row(at).figures[0] for at in range(12)) == this.balance_cents
    assert "te weinig maanden" in words_of(page)


def test_per_pupil_says_its_basis(traded: World, theme, shown) -> None:
    traded.case("ZEEUW")
    traded.case("ZEEUW")
    page = open_room(theme, shown, traded.desk, "balances").page
    page.open_item("pupils")
    row = next(row for row in traded.desk.balances.per_pupil(SchoolYear(2026)) if row.code == "ZEEUW")
    assert row.pupils == 2
    assert cell(page.faces.pupils.table, "ZEEUW", "taken") == "€\N{NO-BREAK SPACE}18,53"
    assert "nu op de school is ingeschreven" in words_of(page)


def test_a_limit_is_set_by_keys_and_prompts_for_a_talk(traded: World, theme, shown, qtbot) -> None:
    window = active_room(theme, shown, qtbot, traded.desk, "balances")
    page = window.page
    assert not page.faces.schools.prompts.isVisible()
    page.open_item("limits")
    limits = page.faces.limits
    limits.table.select_id(school_id("ZEEUW"))
    control(Qt.Key.Key_E)
    (form,) = [one for one in window.findChildren(type(limits.ask())) if one.isVisible()][:1]
    form.owed.setText("10,00")
    form.try_submit()
    qtbot.waitUntil(lambda: "voorbij de afgesproken grens van €\N{NO-BREAK SPACE}10,00" in limits.about.text())
    row = next(row for row in traded.desk.limits.rows() if row.code == "ZEEUW")
    assert (row.most_owed_cents, row.most_due_cents) == (1000, None)
    page.open_item("schools")
    assert page.faces.schools.prompts.isVisible()
    assert page.faces.schools.prompt.text().startswith("De Zeeuwse Vaart is €")
    assert "tijd voor een gesprek" in page.faces.schools.prompt.text()
    assert "Er wordt niets geblokkeerd." in page.faces.schools.prompt.toolTip()
    assert "Er wordt niets geblokkeerd." in limits.talk.text()


def test_a_director_reads_the_limits_and_sets_none(traded: World, theme, shown) -> None:
    page = open_room(theme, shown, traded.desk_of("directeur duin"), "balances").page
    page.open_item("limits")
    page.faces.limits.table.select_id(school_id("ZEEUW"))
    assert not page.faces.limits.set_limit.isVisible()
    assert page.faces.limits.ask() is None
    assert "geen grens afgesproken" in page.faces.limits.about.text()


def test_the_reason_as_one_page(traded: World, theme, shown, qtbot, tmp_path: Path) -> None:
    window = active_room(theme, shown, qtbot, traded.desk, "balances")
    window.page.explain("DUIN")
    control(Qt.Key.Key_S)
    (dialog,) = window.findChildren(QFileDialog)
    path = tmp_path / "waarom.pdf"
    dialog.fileSelected.emit(str(path))
    dialog.reject()
    qtbot.waitUntil(lambda: "Opgeslagen: waarom.pdf" in toasts(window))
    assert path.read_bytes().startswith(b"%PDF")
