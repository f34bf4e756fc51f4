"""The count of one year's leavers, with what of it this reader may see; worked out once for the same leavers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from zsm_desktop.domain.outcomes import thousandths
from zsm_desktop.domain.suppression import Cell, Person, hidden_cells
from zsm_desktop.services.leaver_rows import MARKS, MISSED_MARK, PLACED_MARK, Counting, bearing_funds, leavers
from zsm_desktop.services.profiles import profile_of

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from zsm_desktop.services.desk import Desk


class Run:
    """All that is counted of one year's leavers, and what of it is not shown to this reader."""

    def __init__(self, people: Sequence[Person], counting: Counting, hidden: frozenset[Cell]) -> None:
        self.counts: Counter[Cell] = counting.published.counts(people)
        self.hidden = hidden

    def shown(self, *cell: tuple[int, str]) -> int | None:
        return None if cell in self.hidden else self.counts[cell]

    def share(self, part: int | None, rest: int | None) -> int | None:
        return None if part is None or rest is None else thousandths(part, part + rest)

    def values(self, column: int) -> list[str]:
        return [value for cell in self.counts if len(cell) == 1 for (of, value) in cell if of == column]

    def placed(self, *cell: tuple[int, str]) -> int | None:
        return self.share(self.shown(*cell, (MARKS, PLACED_MARK)), self.shown(*cell, (MARKS, MISSED_MARK)))


class Runs:
    """Those of one desk."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self._kept: dict[int, tuple[list[Person], Counting, frozenset[Cell]]] = {}

    def of(self, session: Session, year: int, *, is_paper: bool) -> Run:
        counting = Counting.of(profile_of(session).indicators, bearing_funds(session))
        people = leavers(session, year, self.desk.day, counting)
        if self.desk.actor.sees_small_groups(is_paper=is_paper):
            return Run(people, counting, frozenset())
        return Run(people, counting, self._hidden(year, people, counting))

    def _hidden(self, year: int, people: list[Person], counting: Counting) -> frozenset[Cell]:
        """It takes some tenths of a second."""
        people.sort()
        kept = self._kept.get(year)
        if kept is None or kept[:2] != (people, counting):
            kept = self._kept[year] = people, counting, hidden_cells(people, counting.published)
        return kept[2]
