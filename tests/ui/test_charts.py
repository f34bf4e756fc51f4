"""Charts: from zero, in the right place, walked by keyboard, said in words."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible

from tests.shots.gallery import balances, bars, trend
from zsm_desktop.domain.series import Balances, Bars, Line, Matrix, Trend
from zsm_desktop.ui.parts.balance_bars import BalanceChart
from zsm_desktop.ui.parts.bars import BarsChart
from zsm_desktop.ui.parts.chart import scale_for, tick_text, value_text
from zsm_desktop.ui.parts.trend import Sparkline, TrendChart
from zsm_desktop.ui.theme import Theme


def _rows_of(chart, colour: str, column: int) -> list[int]:
    """The heights at which a colour is seen in one column of pixels."""
    image = chart.grab().toImage()
    wanted = chart.theme.colour(colour).name()
    return [y for y in range(image.height()) if image.pixelColor(column, y).name() == wanted]


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_bars_start_at_zero_and_are_in_proportion(theme: Theme, shown, mode: str) -> None:
    theme.set_mode(mode)
    series = Bars("Dagdelen", "count", ("Gegeven", "Genomen"), ("BRU",), ((30, 15),), ("school-1",))
    chart = shown(BarsChart(theme, series), 400, 300)
    chart.grab()
    rect = chart.marks[0].rect
    given = _rows_of(chart, "given", round(rect.left() + rect.width() * 0.25))
    taken = _rows_of(chart, "taken", round(rect.left() + rect.width() * 0.75))
    assert max(given) == pytest.approx(max(taken), abs=1)
    assert max(given) == pytest.approx(rect.bottom(), abs=2)
    assert len([y for y in given if y > rect.top()]) == pytest.approx(2 * len(taken), abs=3)


def test_balances_stand_at_both_sides_of_one_zero(theme: Theme, shown) -> None:
    series = Balances("Saldo", "cents", ("A", "B"), (100_000, -100_000))
    chart = shown(BalanceChart(theme, series), 600, 200)
    image = chart.grab().toImage()
    first, second = (round(mark.rect.center().y()) for mark in chart.marks)

    def columns(row: int, colour: str) -> list[int]:
        return [x for x in range(image.width()) if image.pixelColor(x, row).name() == theme.colour(colour).name()]

    blue, orange = columns(first, "given"), columns(second, "taken")
    assert min(blue) == pytest.approx(max(orange), abs=3)
    assert len(blue) == pytest.approx(len(orange), abs=2)


def test_a_scale_always_holds_zero() -> None:
    assert scale_for([7, 9], "count").low == 0
    assert scale_for([-700, -900], "cents").high == 0
    assert scale_for([], "cents").ticks()[0] == 0


def test_figures_are_written_by_their_unit() -> None:
    assert value_text(-12_350, "cents", is_signed=True) == "€\u00a0\u2212123,50"
    assert value_text(250, "hundredths") == "2,5"
    assert value_text(1_234, "count", is_signed=True) == "+1.234"
    assert tick_text(200_000, "cents") == "€\u00a02.000"


@pytest.mark.parametrize("kind", ["bars", "balances", "trend"])
def test_a_chart_is_walked_by_keyboard_and_said_in_words(theme: Theme, shown, qtbot, kind: str) -> None:
    made = {"bars": lambda: BarsChart(theme, bars()), "balances": lambda: BalanceChart(theme, balances())}
    chart = shown(made.get(kind, lambda: TrendChart(theme, trend()))(), 600, 400)
    face = QAccessible.queryAccessibleInterface(chart)
    assert face.text(QAccessible.Text.Name) == chart.series.title
    assert chart.series.labels[0] in face.text(QAccessible.Text.Description)
    with qtbot.waitActive(chart):
        chart.activateWindow()
    chart.setFocus()
    chart.grab()
    assert len(chart.marks) == len(chart.series.labels)
    qtbot.keyClick(chart, Qt.Key.Key_Right)
    qtbot.keyClick(chart, Qt.Key.Key_Right)
    assert chart.current == 1
    assert chart.accessibleDescription() == chart.marks[1].words
    qtbot.keyClick(chart, Qt.Key.Key_Left)
    with qtbot.waitSignal(chart.opened) as opened:
        qtbot.keyClick(chart, Qt.Key.Key_Return)
    assert opened.args == [chart.marks[0].id]


def test_a_click_leads_to_what_is_under_a_bar(theme: Theme, shown, qtbot) -> None:
    chart = shown(BalanceChart(theme, balances()), 600, 500)
    chart.grab()
    with qtbot.waitSignal(chart.opened) as opened:
        qtbot.mouseClick(chart, Qt.MouseButton.LeftButton, pos=chart.marks[2].rect.center().toPoint())
    assert opened.args == ["ANK"]


def test_new_figures_replace_the_old(theme: Theme, shown) -> None:
    chart = shown(BalanceChart(theme, balances()), 600, 500)
    chart.set_series(Balances("Leeg", "cents", (), ()))
    chart.grab()
    assert (chart.marks, chart.accessibleName()) == ([], "Leeg")


def test_a_line_stops_where_there_is_no_figure(theme: Theme, shown) -> None:
    series = Trend("Verloop", "count", ("aug", "sep", "okt"), (Line("A", (1, None, 3)),))
    chart = shown(TrendChart(theme, series), 500, 300)
    chart.grab()
    assert [mark.words for mark in chart.marks] == ["aug: A 1", "sep: ", "okt: A 3"]


def test_a_spark_says_from_where_to_where(theme: Theme, shown) -> None:
    spark = shown(Sparkline(theme, (None, 100, -12_350)), 120, 40)
    assert spark.accessibleName().startswith("Van €\u00a01,00 naar ")
    assert not spark.grab().isNull()


def test_series_that_do_not_fit_together_are_refused() -> None:
    with pytest.raises(ValueError, match="one value a name"):
        Bars("x", "count", ("a", "b"), ("l",), ((1,),))
    with pytest.raises(ValueError, match="one value a label"):
        Balances("x", "count", ("a",), ())
    with pytest.raises(ValueError, match="one value a label"):
        Trend("x", "count", ("a",), (Line("l", (1, 2)),))
    with pytest.raises(ValueError, match="one line a row"):
        Matrix("x", "count", ("a",), ("b",), ())
