"""Rows for a table: a list that is all here, or pages fetched as they come into sight."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Sequence
from operator import attrgetter
from typing import Any, NamedTuple

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from zsm_desktop.ui.parts.columns import Column

COLUMN_ROLE = int(Qt.ItemDataRole.UserRole) + 1
ROW_ROLE = int(Qt.ItemDataRole.UserRole) + 2
Index = QModelIndex | QPersistentModelIndex

PAGE_ROWS = 200
KEPT_PAGES = 40


class Slice(NamedTuple):
    """Part of a long list, and how long the whole list is under the same filter."""

    rows: Sequence[Any]
    total: int


class Sort(NamedTuple):
    key: str
    is_descending: bool = False


Fetch = Callable[[int, int, Sort | None, str], Slice]
"""(offset, limit, sort, filter) → Slice."""


class RowModel(QAbstractTableModel):
    """What both kinds share; `row(at)` and `rowCount` are theirs to give."""

    def __init__(self, columns: Sequence[Column], *, row_id: Callable[[Any], str] = attrgetter("id")) -> None:
        super().__init__()
        self.columns = tuple(columns)
        self._row_id = row_id
        self.sorted_by: Sort | None = None

    def row(self, at: int) -> Any:
        raise NotImplementedError

    def id_at(self, at: int) -> str:
        return self._row_id(self.row(at))

    def find(self, row_id: str) -> int:
        """Where a row stands, −1 when it is not here."""
        return -1

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or not (0 <= index.row() < self.rowCount() and 0 <= index.column() < len(self.columns)):
            return None
        column, row = self.columns[index.column()], self.row(index.row())
        if role == COLUMN_ROLE:
            return column
        if role == ROW_ROLE:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return column.text(row)
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._all(row)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            detail = f", {column.detail(row)}" if column.detail else ""
            return f"{column.said}: {column.text(row)}{detail}"
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _align(column)
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self.columns[section].said
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _align(self.columns[section])
        return None

    def _all(self, row: Any) -> str:
        """Every column of the row, also those that are hidden for lack of room."""
        return "\n".join(f"{column.said}: {column.text(row)}" for column in self.columns if column.text(row))


class ListModel(RowModel):
    """All rows in memory, sorted here; for lists of at most some thousands."""

    def __init__(self, columns: Sequence[Column], rows: Sequence[Any] = (), **options: Any) -> None:
        super().__init__(columns, **options)
        self._rows: list[Any] = list(rows)
        self._given: list[Any] = list(rows)

    def set_rows(self, rows: Sequence[Any]) -> None:
        self.beginResetModel()
        self._given = list(rows)
        self._rows = self._in_order()
        self.endResetModel()

    def row(self, at: int) -> Any:
        return self._rows[at]

    def find(self, row_id: str) -> int:
        return next((at for at, row in enumerate(self._rows) if self._row_id(row) == row_id), -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._rows)

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        is_known = 0 <= column < len(self.columns)
        self.sorted_by = Sort(self.columns[column].key, order == Qt.SortOrder.DescendingOrder) if is_known else None
        self.layoutAboutToBeChanged.emit()
        before = self._rows
        self._rows = self._in_order()
        places = {id(row): at for at, row in enumerate(self._rows)}
        for old in self.persistentIndexList():
            self.changePersistentIndex(old, self.index(places[id(before[old.row()])], old.column()))
        self.layoutChanged.emit()

    def _in_order(self) -> list[Any]:
        if self.sorted_by is None:
            return list(self._given)
        column = next(one for one in self.columns if one.key == self.sorted_by.key)
        filled = [row for row in self._given if column.sort_key(row)[0] == 0]
        empty = [row for row in self._given if column.sort_key(row)[0] == 1]
        return sorted(filled, key=lambda row: column.sort_key(row)[1], reverse=self.sorted_by.is_descending) + empty


class PagedModel(RowModel):
    """Rows fetched a page at a time; sorting and filtering are the service's work, so that 100,000 rows stay quick."""

    def __init__(self, columns: Sequence[Column], fetch: Fetch, **options: Any) -> None:
        super().__init__(columns, **options)
        self._fetch = fetch
        self._filter = ""
        self._total = 0
        self._pages: OrderedDict[int, Sequence[Any]] = OrderedDict()

    @property
    def total(self) -> int:
        return self._total

    def reload(self) -> None:
        """Fetches the first page anew; raises what `fetch` raises and then leaves the list as it was."""
        first = self._fetch(0, PAGE_ROWS, self.sorted_by, self._filter)
        self.beginResetModel()
        self._pages.clear()
        self._pages[0] = first.rows
        self._total = first.total
        self.endResetModel()

    def set_filter(self, text: str) -> None:
        if text != self._filter:
            self._filter = text
            self.reload()

    def row(self, at: int) -> Any:
        number, place = divmod(at, PAGE_ROWS)
        if number not in self._pages:
            self._pages[number] = self._fetch(number * PAGE_ROWS, PAGE_ROWS, self.sorted_by, self._filter).rows
            while len(self._pages) > KEPT_PAGES:
                self._pages.popitem(last=False)
        self._pages.move_to_end(number)
        return self._pages[number][place]

    def find(self, row_id: str) -> int:
        """Looks only in what has been fetched."""
        for number, rows in self._pages.items():
            for place, row in enumerate(rows):
                if self._row_id(row) == row_id:
                    return number * PAGE_ROWS + place
        return -1

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else self._total

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        is_known = 0 <= column < len(self.columns)
        wanted = Sort(self.columns[column].key, order == Qt.SortOrder.DescendingOrder) if is_known else None
        if wanted != self.sorted_by:
            self.sorted_by = wanted
            self.reload()


def _align(column: Column) -> int:
    side = Qt.AlignmentFlag.AlignRight if column.is_right else Qt.AlignmentFlag.AlignLeft
    return int(side | Qt.AlignmentFlag.AlignVCenter)
