"""Enter on any figure of Saldi explains exactly that one, in euros and in dagdelen, whatever is looked at."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QScrollArea

from tests.builders import World, school_id
from tests.ui.exchange.hands import active_room, control, press
from tests.ui.offices import open_room, words_of
from zsm_desktop.services.funds import FundDraft
from zsm_desktop.ui.balances.faces import FACES
from zsm_desktop.ui.parts.cells import PADDING
from zsm_desktop.words.spans import in_kind_words

DUIN = school_id("DUIN")
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def traded(world: World) -> World:
    """Two years with a fund, a mistake, and on both sides something that waits and something disputed."""
    world.desk.funds.add(FundDraft("Projectsubsidie", 50_00, date(2026, 8, 1), date(2027, 7, 31), percent=40_00))
    world.delivered("DUIN", "ZEEUW", 400, date(2026, 3, 5))
    world.delivered("DUIN", "ZEEUW", 250, date(2026, 10, 5))
    world.delivered("KREEK", "DUIN", 50, date(2026, 11, 2))
    world.desk.ledger.reverse(world.delivered("DUIN", "KREEK", 100, date(2026, 10, 6)), "Dubbel.")
    world.entered("DUIN", "ZEEUW", 100, date(2026, 11, 3))
    world.entered("KREEK", "DUIN", 300, date(2026, 11, 4))
    world.desk.deliveries.dispute(world.entered("ZEEUW", "KREEK", 200, date(2026, 11, 5)), "Dat waren er minder.")
    return world


def figures(page: Any, table: Any) -> Iterator[tuple[str, int]]:
    """Every figure of the rows in sight, taken in hand and opened; with what is shown in its cell."""
    keys = sorted(table.view.picking._keys) if table.view.picking is not None else [table.rows.columns[-1].key]
    for at in range(table.rows.rowCount()):
        row_id = table.rows.id_at(at)
        for key in keys:
            column = next((one for one in table.rows.columns if one.key == key), None)
            value = column.raw(table.rows.row(at)) if column is not None else None
            if value is None:
                continue
            table.select_id(row_id)
            if table.view.picking is not None:
                assert not table.view.isColumnHidden(table.rows.columns.index(column))
                table.view.picking.pick(key)
            table.view.opened.emit(row_id)
            assert page.is_down, (row_id, key)
            yield key, value
            page.overview()


def check(page: Any, value: int, *, is_taken: bool = False, is_exact: bool = True) -> None:
    """What was taken stands in its own column as it is, and lowers the balance in the explanation."""
    reason = page.faces.reason
    lines = reason._shown.lines
    assert reason.table.rows.rowCount() == len(lines)
    if page.state.is_in_kind:
        assert reason.in_kind.isVisible()
        assert not reason.figure.isVisible()
        assert reason.in_kind.text() == in_kind_words(reason._shown.use)
        shown = reason._shown.use.hundredths
    else:
        assert reason.figure.isVisible()
        shown = reason.figure.cents
        assert shown == sum(line.cents for line in lines)
    assert not is_exact or shown == (-value if is_taken else value)
    assert "klopt niet" not in reason.check.text()


@pytest.mark.parametrize("measure", ["cents", "dagdelen"])
@pytest.mark.parametrize("face", ["schools", "offers", "sectors"])
def test_rows_of_schools(traded: World, theme, shown, measure: str, face: str) -> None:
    page = open_room(theme, shown, traded.desk, "balances", (1920, 1080)).page
    page.choose_measure(measure)
    page.open_item(face)
    seen = []
    for key, value in figures(page, getattr(page.faces, face).table):
        check(page, value, is_taken=key == "taken")
        seen.append(key)
    beside = {"waiting", "disputed"} if (face, measure) == ("schools", "cents") else set()
    assert beside <= set(seen)
    assert len(seen) >= (2 if face == "offers" else 9)


@pytest.mark.parametrize("measure", ["cents", "dagdelen"])
def test_kinds_of_school(traded: World, theme, shown, measure: str) -> None:
    page = open_room(theme, shown, traded.desk, "balances", (1920, 1080)).page
    page.choose_measure(measure)
    page.open_item("sectors")
    seen = 0
    for _, value in figures(page, page.faces.sectors.kinds):
        check(page, value)
        seen += 1
        assert not page.faces.reason.counter.isVisible()
        assert " aan " in page.faces.reason.title.text()
    assert seen == page.faces.sectors.kinds.rows.rowCount() >= 2


@pytest.mark.parametrize("measure", ["cents", "dagdelen"])
@pytest.mark.parametrize("view", ["months", "years"])
@pytest.mark.parametrize("school", ["", DUIN])
def test_the_course_of_the_network_and_of_a_school(
    traded: World, theme, shown, measure: str, view: str, school: str
) -> None:
    page = open_room(theme, shown, traded.desk, "balances", (1920, 1080)).page
    page.choose_measure(measure)
    page.choose_year("all")
    page.open_item("trend")
    trend = page.faces.trend
    trend.school.choose(school)
    trend.view.choose(view)
    trend.reload()
    seen = 0
    for key, value in figures(page, trend.table if view == "months" else trend.years):
        check(page, value, is_taken=key == "taken" and bool(school))
        seen += 1
    assert seen >= 9


@pytest.mark.parametrize("measure", ["cents", "dagdelen"])
def test_the_matrix_and_its_sums(traded: World, theme, shown, measure: str) -> None:
    page = open_room(theme, shown, traded.desk, "balances", (1920, 1080)).page
    page.choose_measure(measure)
    page.open_item("pairs")
    heat = page.faces.pairs.heat
    whole = heat.model().shown
    codes = [code for code in whole.row_ids if code]
    given = {row.code: row.given_cents for row in traded.desk.balances.by_school(page.state.span)}
    if measure == "cents":
        assert {code: line[-1] for code, line in zip(whole.row_ids, whole.cells, strict=True) if code} == {
            code: given[code] for code in whole.row_ids if code
        }
    for row in range(heat.model().rowCount()):
        for column in range(heat.model().columnCount()):
            value = whole.cells[row][column]
            if value is not None:
                heat._open(heat.model().index(row, column))
                check(page, value, is_taken=not whole.row_ids[row] and column < len(codes))
                page.overview()


@pytest.mark.parametrize("measure", ["cents", "dagdelen"])
def test_a_pupil_s_share_says_what_was_divided(traded: World, theme, shown, measure: str) -> None:
    traded.case("ZEEUW")
    traded.case("ZEEUW")
    page = open_room(theme, shown, traded.desk, "balances", (1920, 1080)).page
    page.choose_measure(measure)
    page.open_item("pupils")
    table = page.faces.pupils.table
    shares = {}
    for key, value in figures(page, table):
        check(page, value, is_exact=False)
        reason = page.faces.reason
        whole = reason._shown.use.hundredths if measure == "dagdelen" else reason.figure.cents
        assert (abs(whole) + 1) // 2 == value
        assert "Gedeeld door 2 leerlingen: " in reason.words.text()
        shares[key] = value
    assert shares == ({"taken": 125, "given": 0} if measure == "dagdelen" else {"taken": 1853, "given": 0})


def test_by_keys_alone(traded: World, theme, shown, qtbot) -> None:
    window = active_room(theme, shown, qtbot, traded.desk, "balances")
    window.resize(1920, 1080)
    page = window.page
    table = page.faces.schools.table
    table.select_id(DUIN)
    table.setFocus()
    for _ in range(4):
        press(Qt.Key.Key_Right)
    assert table.view.picking.key == "waiting"
    press(Qt.Key.Key_Return)
    reason = page.faces.reason
    assert reason.way.currentText() == "Te bevestigen"
    waiting = next(row for row in traded.desk.balances.beside(page.state.span) if row.code == "DUIN").waiting_cents
    assert reason.figure.cents == waiting
    assert "2 leveringen zijn samen precies" in words_of(reason)
    press(Qt.Key.Key_Return)
    assert window.room == "exchange"
    window.back()
    press(Qt.Key.Key_Escape)
    table.setFocus()
    assert table.view.picking.key == "waiting"
    press(Qt.Key.Key_Left)
    assert table.view.picking.key == "balance"
    for _ in range(9):
        press(Qt.Key.Key_Left)
    assert table.view.picking.key == ""


def test_what_gave_way_is_a_choice_away(traded: World, theme, shown) -> None:
    """On a small window a column may be gone; of two schools that never exchanged the answer is nothing."""
    page = open_room(theme, shown, traded.desk, "balances").page
    page.explain(DUIN)
    reason = page.faces.reason
    for way, cents in (("disputed", 0), ("entered", 2470 - 7410), ("given", 6175)):
        reason.way.choose(way)
        reason.way.activated.emit(0)
        assert reason.figure.cents == cents
    page.overview()
    page.open_item("pairs")
    page.faces.pairs.opened.emit("KREEK", "ZEEUW")
    assert (reason.figure.cents, reason.counter.currentText()) == (0, "De Zeeuwse Vaart")


def test_one_measure_in_every_room_of_saldi(traded: World, theme, shown, qtbot) -> None:
    window = active_room(theme, shown, qtbot, traded.desk, "balances")
    page = window.page
    press(Qt.Key.Key_D, ALT)
    for face, _ in FACES:
        assert (page.tabs.current, page.measure.currentText()) == (face, "In dagdelen")
        assert page.measure.isVisible()
        says_why = page.only_euros.isVisible() and "dagdelen" in page.only_euros.text()
        assert says_why == (face in {"limits", "statements"})
        if not says_why:
            shown_face = page.holders[face].currentWidget()
            assert "€" not in words_of(shown_face), face
        control(Qt.Key.Key_Tab)
    page.open_item("trend")
    page.faces.trend.school.choose(DUIN)
    page.faces.trend.reload()
    assert page.faces.trend.forecast.text() == "De verwachting is er alleen in euro’s."
    assert page.faces.trend.chart.series.unit == "hundredths"
    press(Qt.Key.Key_D, ALT)
    assert page.faces.trend.chart.series.unit == "cents"
    assert not page.only_euros.isVisible()


def test_what_a_fund_bears_reads_plainly_on_both_lines(traded: World, theme, shown) -> None:
    page = open_room(theme, shown, traded.desk, "balances", (1920, 1080)).page
    for code, words in (("ZEEUW", "na €"), ("DUIN", "waarvan €"), ("FONDS-1", "deel van de subsidie")):
        page.explain(code)
        rows = page.faces.reason.table.rows
        columns = {column.key: column for column in rows.columns}
        line = next(rows.row(at) for at in range(rows.rowCount()) if rows.row(at).borne_cents)
        assert columns["cents"].detail(line).startswith(words)
    page.explain("ZEEUW")
    assert columns["sum"].text(page.faces.reason.table.rows.row(0)).endswith("= €\N{NO-BREAK SPACE}61,75")


def test_the_codes_above_the_matrix_are_explained(traded: World, theme, shown) -> None:
    page = open_room(theme, shown, traded.desk, "balances", (1920, 1080)).page
    page.open_item("pairs")
    model = page.faces.pairs.heat.model()
    heads = [model.headerData(at, Qt.Orientation.Horizontal) for at in range(model.columnCount())]
    tips = [
        model.headerData(at, Qt.Orientation.Horizontal, Qt.ItemDataRole.ToolTipRole)
        for at in range(model.columnCount())
    ]
    assert heads[-1] == tips[-1] == "Samen"
    assert dict(zip(heads, tips, strict=True))["KREEK"] == "Het Kreekrif"


def test_the_first_rows_are_in_sight_at_twice_the_size(traded: World, theme, shown, qtbot) -> None:
    theme.set_zoom(200)
    window = open_room(theme, shown, traded.desk, "balances")
    for area in window.findChildren(QScrollArea):
        area.verticalScrollBar().setValue(0)
    view = window.page.faces.schools.table.view

    def end_of_two_rows() -> int:
        return view.viewport().mapTo(window, QPoint(0, 2 * view.rowHeight(0))).y()

    qtbot.waitUntil(lambda: end_of_two_rows() <= window.height() - 48)  # the layouts settle one after another


@contextmanager
def reads(world: World) -> Iterator[list[str]]:
    """Every statement that reads for Saldi meanwhile, with its values."""
    found: list[str] = []
    reader = world.desk.store._reader()
    reader.set_trace_callback(found.append)
    yield found
    reader.set_trace_callback(None)


@pytest.mark.parametrize("key", ["balance", "given", "waiting", "disputed"])
def test_one_enter_reads_everything_once(traded: World, theme, shown, key: str) -> None:
    page = open_room(theme, shown, traded.desk, "balances", (1920, 1080)).page
    table = page.faces.schools.table
    table.select_id(DUIN if key != "disputed" else school_id("KREEK"))
    table.view.picking.pick(key)
    with reads(traded) as found:
        table.view.opened.emit(table.current_id())
    selects = [one.split("FROM")[0] + one.split("WHERE")[-1] for one in found if "SELECT" in one]
    accounts = [one for one in selects if one.startswith("\nSELECT id, coalesce(school_id")]
    figures = [one for one in selects if one not in accounts]
    assert len(accounts) == 2  # of the explanation, and of what it can be narrowed to
    # among them whether anything was settled
    assert len(figures) == len(set(figures)) == (5 if key in {"balance", "given"} else 4)
    assert page.faces.reason.figure.isVisible()


def test_nothing_is_said_as_it_is(traded: World, theme, shown) -> None:
    page = open_room(theme, shown, traded.desk, "balances").page
    page.explain(DUIN, "ZEEUW")
    reason = page.faces.reason
    reason.way.choose("disputed")
    reason.way.activated.emit(0)
    assert reason._shown.lines == ()
    assert "In deze maanden is met deze keuze geen levering betwist." in words_of(reason)
    assert "geboekt" not in words_of(reason.empty)


@pytest.mark.parametrize("code", ["DUIN", "ZEEUW"])
def test_a_sum_and_its_amount_are_read_whole_on_a_small_window(traded: World, theme, shown, code: str) -> None:
    first, last = date(2026, 8, 1), date(2027, 7, 31)
    traded.desk.funds.add(FundDraft("Ruime subsidie", 9000_00, first, last, percent=40_00))
    traded.delivered("DUIN", "ZEEUW", 6250, date(2026, 10, 12))
    page = open_room(theme, shown, traded.desk, "balances").page
    page.explain(code)
    view = page.faces.reason.table.view
    words, quiet = (QFontMetrics(theme.font(size, 400)) for size in (14, 12))
    told = set()
    for at, column in enumerate(view.rows.columns):
        room = view.columnWidth(at) - 2 * theme.px(PADDING)
        assert not view.isColumnHidden(at)
        for row in (view.rows.row(number) for number in range(view.rows.rowCount())):
            if column.key in {"day", "number", "sum", "cents"}:
                assert words.horizontalAdvance(column.text(row)) <= room, (column.key, column.text(row))
                assert quiet.horizontalAdvance(column.detail(row)) <= room, (column.key, column.detail(row))
                told.add(column.text(row))
    assert any("62,5 dagdelen" in text for text in told)


def test_a_part_that_funds_bear_is_in_the_amount_or_not(traded: World, theme, shown) -> None:
    """Of a school's side with one other the amount is what that one pays; with everyone it is all of it."""
    page = open_room(theme, shown, traded.desk, "balances", (1920, 1080)).page
    for counter, words in (("", "waarvan €"), ("ZEEUW", "na €")):
        page.explain(DUIN, counter)
        rows = page.faces.reason.table.rows
        (column,) = [one for one in rows.columns if one.key == "cents"]
        line = next(rows.row(at) for at in range(rows.rowCount()) if rows.row(at).borne_cents)
        assert column.detail(line).startswith(words)
        assert (line.cents == line.gross_cents) == (not counter)
