"""What belongs to a fixed point, in tables: results against targets, funds, and how the collaboration goes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from zsm_desktop.domain.calendar import SchoolYear
from zsm_desktop.services.steering_points import PointFacts
from zsm_desktop.ui.parts import layout
from zsm_desktop.ui.parts.cells import ROW_HEIGHT, TWO_LINE_HEIGHT
from zsm_desktop.ui.parts.columns import Column
from zsm_desktop.ui.parts.counting import COUNTING, Counting
from zsm_desktop.ui.parts.empty import EmptyState
from zsm_desktop.ui.parts.lines import Words
from zsm_desktop.ui.parts.models import ListModel
from zsm_desktop.ui.parts.table import HEADER_HEIGHT, Table
from zsm_desktop.ui.steering.state import SteeringState
from zsm_desktop.ui.theme import Theme
from zsm_desktop.words import points as words
from zsm_desktop.words.evaluations import hundredths
from zsm_desktop.words.format import percent
from zsm_desktop.words.labels import first_upper
from zsm_desktop.words.names import Say, saying
from zsm_desktop.words.outcomes import counted, value_text
from zsm_desktop.words.results import BOTTLENECK_KIND

TONES = {True: "good", False: "warn", None: "neutral"}


class Shown(NamedTuple):
    """One table with what stands above it."""

    title: str
    columns: tuple[Column, ...]
    rows: Sequence[Any]


def tables(facts: PointFacts, day: Any, say: Say) -> list[Shown]:
    """What there is to show of it; () when there is nothing."""
    made = {"results": _results, "funds": _funds, "collaboration": _collaboration, "vacancies": _vacancies}
    return [one for one in made[facts.kind](facts, day, say) if one.rows]


def _results(facts: PointFacts, _day: Any, _say: Say) -> list[Shown]:
    years = (
        Column("year", words.YEAR, lambda row: SchoolYear(row.year).label, width=110, stretch=1, is_strong=True),
        Column("leavers", words.LEAVERS, lambda row: counted(row.leavers), width=120),
        Column("placed", words.PLACED, lambda row: _share(row.placed), width=104),
        Column("lasting", words.LASTING, lambda row: _share(row.lasting), width=150, priority=2),
    )
    targets = (
        Column("name", words.INDICATOR, "name", width=180, stretch=2, is_strong=True),
        Column("value", words.OUTCOME, lambda row: value_text(row.value, row.unit), width=88),
        Column("target", words.TARGET, lambda row: "" if row.target is None else value_text(row.target, row.unit),
               width=76),
        Column("reached", words.STAND, lambda row: words.REACHED[row.is_reached], "pill", width=100,
               tone=lambda row: TONES[row.is_reached]),
    )  # fmt: skip
    title = f"Doelen voor {facts.target_year.label}" if facts.target_year is not None else ""
    return [Shown("", years, facts.years), Shown(title, targets, facts.indicators)]


def _funds(facts: PointFacts, _day: Any, _say: Say) -> list[Shown]:
    columns = (
        Column("name", words.FUND, "fund.name", width=210, stretch=1, is_strong=True, detail=_agreed),
        Column("granted", words.GRANTED, "money.granted_cents", "money", width=112, priority=3),
        Column("spent", words.SPENT, "money.spent_cents", "money", width=112, priority=2),
        Column("left", words.LEFT, "money.left_cents", "money", width=118),
    )
    return [Shown("", columns, facts.funds)]


def _collaboration(facts: PointFacts, day: Any, say: Say) -> list[Shown]:
    seen = facts.evaluation
    elements = (
        Column("text", words.ELEMENT, "text", width=240, stretch=1, is_strong=True),
        Column("mean", words.MEAN, lambda row: hundredths(row.mean), width=96),
    )
    waiting = (
        Column("title", words.POINT, "title", width=220, stretch=1, is_strong=True,
               detail=lambda row: first_upper(say(BOTTLENECK_KIND[row.kind]))),
        Column("waits", words.WAITS, lambda row: words.weeks(row.weeks_waiting(day)), width=96),
    )  # fmt: skip
    title = words.evaluation(seen.name, seen.top) if seen is not None else ""
    return [Shown(title, elements, seen.lowest if seen is not None else ()), Shown("", waiting, facts.open_points)]


def _vacancies(facts: PointFacts, _day: Any, _say: Say) -> list[Shown]:
    columns = (
        Column("title", words.VACANCY, "title", width=200, stretch=1, is_strong=True, detail=lambda row: row.number),
        Column("employer", words.EMPLOYER, "employer", width=170, stretch=1, priority=2),
        Column("left", words.LEFT_OPEN, "places_left", "count", width=110),
    )
    return [Shown("", columns, facts.vacancies)]


def note_of(facts: PointFacts, shown: Sequence[Shown]) -> str:
    if not shown or (facts.kind == "results" and not facts.years):
        return words.NOTHING[facts.kind]
    if facts.kind == "collaboration" and facts.evaluation is None:
        return words.NO_EVALUATION
    if facts.kind == "collaboration" and facts.evaluation is not None and not facts.evaluation.lowest:
        return words.TOO_FEW
    return words.SMALL if facts.kind == "results" else ""


class ShownPoint(QWidget):
    """Read beside the painting: hiding small groups takes a moment. `failed` brings what went wrong."""

    failed = Signal(object)

    def __init__(self, theme: Theme, state: SteeringState) -> None:
        super().__init__()
        self._theme, self._state, self._say = theme, state, saying(state.desk.nouns)
        self.counting = Counting(self, self.failed.emit)
        self.titles = [layout.label("", "strong", wrap=True) for _ in range(2)]
        self.tables = [
            Table(
                theme, ListModel([Column("none", "", "none")], row_id=lambda row: str(id(row))), name="Bij dit punt",
                empty=EmptyState(theme, "", "", tone="neutral"),
            )
            for _ in range(2)
        ]  # fmt: skip
        self.note = Words(theme, colour="muted")
        parts = [part for pair in zip(self.titles, self.tables, strict=True) for part in pair]
        self.setLayout(layout.column(theme, *parts, self.note, gap=8))

    def fill(self, kind: str) -> None:
        """Of the point on the table; another kind shows nothing here."""
        known = self._state.figures.known.get(kind)
        if known is not None:
            self._show(known)
            return
        for part in (*self.titles, *self.tables):
            part.hide()
        self.note.say(COUNTING)
        self.counting.ask(lambda: self._state.figures.read(kind), self._take, is_quick=False)

    def _take(self, facts: PointFacts) -> None:
        item = self._state.table.item
        self._state.figures.keep(facts)
        if item is not None and item.kind == facts.kind:
            self._show(facts)

    def _show(self, facts: PointFacts) -> None:
        found = tables(facts, self._state.desk.day, self._say)
        for at, (label, table) in enumerate(zip(self.titles, self.tables, strict=True)):
            one = found[at] if at < len(found) else Shown("", (), ())
            label.setText(one.title)
            label.setVisible(bool(one.title))
            table.setVisible(bool(one.rows))
            if one.rows:
                table.view.setAccessibleName(one.title or "Bij dit punt")
                table.set_rows(one.rows, one.columns)
                has_detail = any(column.detail for column in one.columns)
                height = HEADER_HEIGHT + (TWO_LINE_HEIGHT if has_detail else ROW_HEIGHT) * len(one.rows) + 12
                layout.box(self._theme, table, height=height)
        self.note.say(note_of(facts, found))


def _agreed(row: Any) -> str:
    return f"{words.RESULTS}: {words.results_of(len(row.results), row.on_course)}"


def _share(permille: int | None) -> str:
    return "–" if permille is None else percent(permille)
