"""Figures ready to be drawn, without a word of how: screen and paper draw the same ones."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Unit = Literal["cents", "hundredths", "count"]
"""What the whole numbers are: eurocents, hundredths of a quantity, or plain numbers."""


@dataclass(frozen=True, slots=True)
class Bars:
    """Groups of bars side by side, each from zero: per label one value for every name (for example given, taken)."""

    title: str
    unit: Unit
    names: tuple[str, ...]
    labels: tuple[str, ...]
    values: tuple[tuple[int, ...], ...]
    ids: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if len(self.values) != len(self.labels) or any(len(group) != len(self.names) for group in self.values):
            raise ValueError("bars: one group a label, one value a name")


@dataclass(frozen=True, slots=True)
class Balances:
    """One bar a label, to the right of zero when positive (gave more), to the left when negative (took more)."""

    title: str
    unit: Unit
    labels: tuple[str, ...]
    values: tuple[int, ...]
    ids: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if len(self.values) != len(self.labels):
            raise ValueError("balances: one value a label")


@dataclass(frozen=True, slots=True)
class Line:
    """None is a moment without a figure: the line stops there."""

    name: str
    values: tuple[int | None, ...]
    id: str = ""


@dataclass(frozen=True, slots=True)
class Trend:
    """Lines over moments in order, the labels in words as short as they are to be shown."""

    title: str
    unit: Unit
    labels: tuple[str, ...]
    lines: tuple[Line, ...]

    def __post_init__(self) -> None:
        if any(len(line.values) != len(self.labels) for line in self.lines):
            raise ValueError("trend: one value a label")


@dataclass(frozen=True, slots=True)
class Matrix:
    """Rows against columns (for example who gave to whom); None where there is nothing to say.

    `sums` names the row and the column of sums after the others, "" where there are none; `column_names` are what the
    columns stand for, where they are headed by codes.
    """

    title: str
    unit: Unit
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: tuple[tuple[int | None, ...], ...]
    row_ids: tuple[str, ...] = ()
    column_ids: tuple[str, ...] = ()
    column_names: tuple[str, ...] = ()
    sums: str = ""

    def with_sums(self) -> Matrix:
        """The same with the sums as a row and a column of their own, whose ids are ""."""
        if not self.sums:
            return self
        lines = [(*line, sum(value or 0 for value in line)) for line in self.cells]
        below = tuple(sum(line[at] or 0 for line in lines) for at in range(len(self.columns) + 1))
        return Matrix(
            self.title,
            self.unit,
            (*self.rows, self.sums),
            (*self.columns, self.sums),
            (*lines, below),
            (*self.row_ids, ""),
            (*self.column_ids, ""),
            (*(self.column_names or self.columns), self.sums),
        )

    def __post_init__(self) -> None:
        if len(self.cells) != len(self.rows) or any(len(line) != len(self.columns) for line in self.cells):
            raise ValueError("matrix: one line a row, one cell a column")
