"""Tables: models as Qt wants them, paging, sorting, columns that give way, the keyboard."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QAccessible

from tests.shots.gallery import CASE_COLUMNS, case_rows, matrix
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.ui.parts.columns import Column
from zsm_desktop.ui.parts.empty import EmptyState
from zsm_desktop.ui.parts.heat import HeatMatrix, MatrixModel
from zsm_desktop.ui.parts.models import PAGE_ROWS, ListModel, PagedModel, Slice, Sort
from zsm_desktop.ui.parts.table import Table, columns_that_fit
from zsm_desktop.ui.theme import Theme


@dataclass(frozen=True)
class School:
    id: str
    name: str | None
    cents: int
    since: date
    hundredths: int = 250


SCHOOLS = [
    School("a", "Zeehof", 1_200, date(2026, 3, 1)),
    School("b", "école Bleue", -12_350, date(2024, 9, 14)),
    School("c", None, 0, date(2025, 1, 2)),
    School("d", "Eben", 412_500, date(2026, 1, 5)),
]
COLUMNS = (
    Column("name", "School", "name", width=160, stretch=1),
    Column("cents", "Saldo", "cents", "balance", priority=2),
    Column("since", "Sinds", "since", "date", priority=3),
    Column("quantity", "Dagdelen", "hundredths", "quantity", priority=4),
)


class Fetches:
    """A service with many rows that counts how often it is asked."""

    def __init__(self, total: int) -> None:
        self.total = total
        self.asked: list[tuple[int, int, Sort | None, str]] = []

    def __call__(self, offset: int, limit: int, sort: Sort | None, wanted: str) -> Slice:
        self.asked.append((offset, limit, sort, wanted))
        total = self.total if not wanted else 3
        rows = [School(f"{at}", f"School {at}", at, date(2026, 1, 1)) for at in range(total)]
        return Slice(rows[offset : offset + limit], total)


def _table(theme: Theme, model) -> Table:
    empty = EmptyState(theme, "Nog geen scholen", "Voeg een school toe.")
    return Table(theme, model, name="Scholen", empty=empty)


def test_models_keep_to_what_qt_expects(qtmodeltester) -> None:
    for model in (ListModel(COLUMNS, SCHOOLS), PagedModel(COLUMNS, Fetches(3)), MatrixModel(matrix())):
        if isinstance(model, PagedModel):
            model.reload()
        assert model.rowCount() > 0
        qtmodeltester.check(model, force_py=True)


def test_cells_are_written_as_the_dutch_do() -> None:
    model = ListModel(COLUMNS, SCHOOLS)
    row = [model.index(1, at).data() for at in range(4)]
    assert row == ["école Bleue", "€\u00a0\u2212123,50", "14-09-2024", "2,5"]
    spoken = model.index(1, 1).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Saldo: €\u00a0\u2212123,50"
    assert model.index(2, 0).data() == ""
    assert model.index(9, 0).data() is None
    assert model.data(QModelIndex()) is None


@pytest.mark.parametrize(
    ("column", "order", "ids"),
    [
        (0, Qt.SortOrder.AscendingOrder, "dbac"),  # by the alphabet, whatever the accents; empty last
        (0, Qt.SortOrder.DescendingOrder, "abdc"),
        (1, Qt.SortOrder.AscendingOrder, "bcad"),
        (2, Qt.SortOrder.DescendingOrder, "adcb"),
    ],
)
def test_sorting_is_by_value_and_puts_empty_last(column: int, order: Qt.SortOrder, ids: str) -> None:
    model = ListModel(COLUMNS, SCHOOLS)
    kept = model.index(3, 0)
    model.sort(column, order)
    assert "".join(model.id_at(at) for at in range(4)) == ids
    assert kept.isValid()
    model.sort(-1)
    assert "".join(model.id_at(at) for at in range(4)) == "abcd"


def test_pages_come_when_they_are_looked_at() -> None:
    fetch = Fetches(100_000)
    model = PagedModel(COLUMNS, fetch)
    model.reload()
    assert (model.rowCount(), len(fetch.asked)) == (100_000, 1)
    assert model.index(90_000, 0).data() == "School 90000"
    assert fetch.asked[-1][:2] == (90_000 // PAGE_ROWS * PAGE_ROWS, PAGE_ROWS)
    assert model.index(90_001, 0).data() == "School 90001"
    assert len(fetch.asked) == 2


def test_sorting_and_filtering_are_the_service_s_work() -> None:
    fetch = Fetches(500)
    model = PagedModel(COLUMNS, fetch)
    model.reload()
    model.sort(1, Qt.SortOrder.DescendingOrder)
    assert fetch.asked[-1][2] == Sort("cents", is_descending=True)
    model.set_filter("brug")
    assert (fetch.asked[-1][3], model.rowCount()) == ("brug", 3)
    asked = len(fetch.asked)
    model.set_filter("brug")
    assert len(fetch.asked) == asked


def test_a_refused_fetch_leaves_the_list_as_it_was() -> None:
    fetch = Fetches(5)
    model = PagedModel(COLUMNS, fetch)
    model.reload()

    def refuse(*_about) -> Slice:
        raise RuleError("permission.missing")

    model._fetch = refuse
    with pytest.raises(RuleError):
        model.reload()
    assert (model.rowCount(), model.index(4, 0).data()) == (5, "School 4")


def test_the_least_important_column_gives_way_first() -> None:
    least, priorities = [150, 100, 100, 100], [1, 2, 4, 3]
    assert columns_that_fit(least, priorities, 450) == [True] * 4
    assert columns_that_fit(least, priorities, 449) == [True, True, False, True]
    assert columns_that_fit(least, priorities, 349) == [True, True, False, False]
    assert columns_that_fit(least, priorities, 10) == [True, False, False, False]
    assert columns_that_fit(least, [1, 1, 1, 1], 10) == [True] * 4


@pytest.mark.parametrize("width", [420, 640, 900, 1280])
def test_shown_columns_fill_the_table_and_are_never_cut(theme: Theme, shown, width: int) -> None:
    table = shown(_table(theme, ListModel(CASE_COLUMNS, case_rows())), width, 400)
    view = table.view
    visible = [at for at in range(len(CASE_COLUMNS)) if not view.isColumnHidden(at)]
    assert sum(view.columnWidth(at) for at in visible) == view.viewport().width()
    assert all(view.columnWidth(at) >= CASE_COLUMNS[at].least_width for at in visible)
    assert {0, 3} <= set(visible)
    assert not view.horizontalScrollBar().isVisible()
    assert "Kosten" in view.rows.index(0, 0).data(Qt.ItemDataRole.ToolTipRole)


@pytest.mark.parametrize("is_name", [True, False])
def test_names_that_begin_alike_still_differ_where_they_are_cut(theme: Theme, shown, is_name: bool) -> None:
    names = [f"Praktijkschool aan het {name}" for name in ("Duin", "Kanaal", "Strand")]
    schools = [School(name, name, 0, date(2026, 1, 1)) for name in names]
    column = Column("name", "School", "name", width=110, is_name=is_name, detail=lambda row: f"van {row.name}")
    view = shown(_table(theme, ListModel([column], schools)), 120, 400).view
    cells = [view.viewport().grab(view.visualRect(view.rows.index(at, 0))).toImage() for at in (1, 2)]
    assert (cells[0] != cells[1]) == is_name


def test_home_and_end_go_to_the_first_row_and_the_last(theme: Theme, shown, qtbot) -> None:
    """Also where the last was never fetched."""
    view = shown(_table(theme, PagedModel(COLUMNS, Fetches(5 * PAGE_ROWS)))).view
    view.rows.reload()
    view.select_id("2")
    qtbot.keyClick(view, Qt.Key.Key_End)
    assert view.current_id() == str(5 * PAGE_ROWS - 1)
    qtbot.keyClick(view, Qt.Key.Key_Home)
    assert view.current_id() == "0"
    assert [index.row() for index in view.selectionModel().selectedRows()] == [0]


def test_enter_opens_the_row_in_hand(theme: Theme, shown, qtbot) -> None:
    table = shown(_table(theme, ListModel(COLUMNS, SCHOOLS)))
    with qtbot.waitActive(table):
        table.activateWindow()
    table.setFocus()
    qtbot.waitUntil(lambda: table.current_id() == "a")
    with qtbot.waitSignal(table.chosen) as chosen:
        qtbot.keyClick(table.view, Qt.Key.Key_Down)
    assert chosen.args == ["b"]
    with qtbot.waitSignal(table.opened) as opened:
        qtbot.keyClick(table.view, Qt.Key.Key_Return)
    assert opened.args == ["b"]


def test_the_first_row_is_marked_when_the_keyboard_comes(theme: Theme, shown, qtbot) -> None:
    table = shown(_table(theme, ListModel(COLUMNS, SCHOOLS)))
    with qtbot.waitActive(table):
        table.activateWindow()
    table.setFocus()
    qtbot.waitUntil(table.view.hasFocus)
    assert [index.row() for index in table.view.selectionModel().selectedRows()] == [0]


def test_new_rows_keep_the_row_in_hand(theme: Theme, shown) -> None:
    table = shown(_table(theme, ListModel(COLUMNS, SCHOOLS)))
    assert table.select_id("d")
    table.set_rows([School("x", "Nieuw", 0, date(2026, 1, 1)), *SCHOOLS])
    assert table.current_id() == "d"
    table.set_rows(SCHOOLS[:2])
    assert table.current_id() in {"", "a", "b"}
    assert not table.select_id("d")


def test_an_empty_list_says_what_to_do(theme: Theme, shown) -> None:
    table = shown(_table(theme, ListModel(COLUMNS, [])))
    assert table.empty.isVisible()
    assert not table.view.isVisible()
    table.set_rows(SCHOOLS)
    assert table.view.isVisible()
    assert not table.empty.isVisible()


def test_rows_grow_with_the_zoom(theme: Theme, shown) -> None:
    table = shown(_table(theme, ListModel(COLUMNS, SCHOOLS)))
    before = table.view.rowHeight(0)
    theme.set_zoom(200)
    assert table.view.rowHeight(0) == 2 * before


def test_the_matrix_is_walked_by_keyboard_and_says_what_a_cell_means(theme: Theme, shown, qtbot) -> None:
    heat = shown(HeatMatrix(theme, matrix()), 1000, 600)
    with qtbot.waitActive(heat):
        heat.activateWindow()
    heat.setFocus()
    heat.setCurrentIndex(heat.model().index(0, 5))
    with qtbot.waitSignal(heat.opened) as opened:
        qtbot.keyClick(heat, Qt.Key.Key_Return)
    assert opened.args == ["BRU", "KRE"]
    spoken = heat.model().index(0, 5).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "De Brug → KRE: €\u00a0247,00"
    face = QAccessible.queryAccessibleInterface(heat)
    assert face.text(QAccessible.Text.Name) == "Wie leverde aan wie"
