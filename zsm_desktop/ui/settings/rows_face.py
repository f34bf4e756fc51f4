"""A face with a list of things to handle and beside it the one that is chosen: requests, and data breaches."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from zsm_desktop.ui.parts.facts import Yielding
from zsm_desktop.ui.parts.table import Table


class RowsFace(Yielding):
    """Subclasses make `table`, give the rows in `_read` and show the chosen one in `_show`."""

    table: Table

    def __init__(self) -> None:
        super().__init__()
        self._rows: dict[str, Any] = {}

    @property
    def row(self) -> Any:
        return self._rows.get(self.table.current_id())

    def reload(self) -> None:
        rows = tuple(self._read())
        self._rows = {row.id: row for row in rows}
        self.table.set_rows(rows)
        if rows and not self.table.current_id():
            self.table.select_id(rows[0].id)
        self._show()

    def _read(self) -> Iterable[Any]:
        raise NotImplementedError

    def _show(self) -> None:
        raise NotImplementedError

    def _on_written(self, row_id: str) -> None:
        """The new one is in sight at once."""
        self.reload()
        self.table.select_id(row_id)
