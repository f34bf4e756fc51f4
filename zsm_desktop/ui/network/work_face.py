"""Werkgevers: employers, vacancies, who works there, what they were given, and who calls whom this week."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from zsm_desktop.domain.permissions import Permission
from zsm_desktop.ui.network.at_work_list import AtWorkList
from zsm_desktop.ui.network.contributions_list import ContributionsList
from zsm_desktop.ui.network.employers_list import EmployersList
from zsm_desktop.ui.network.vacancies_list import VacanciesList
from zsm_desktop.ui.parts import layout
from zsm_desktop.ui.parts.button import Button
from zsm_desktop.ui.parts.chip import ChipRow
from zsm_desktop.ui.parts.columns import Column
from zsm_desktop.ui.parts.empty import EmptyState
from zsm_desktop.ui.parts.faces import Faces
from zsm_desktop.ui.parts.models import ListModel
from zsm_desktop.ui.parts.page import to_list
from zsm_desktop.ui.parts.table import Table
from zsm_desktop.ui.rooms import Tools
from zsm_desktop.ui.theme import Theme
from zsm_desktop.words import format as dutch
from zsm_desktop.words.employers import CONTACT

EMPLOYERS, VACANCIES, AT_WORK, GIVEN, WEEK = "employers", "vacancies", "at_work", "given", "week"
NAMES = {
    EMPLOYERS: "Werkgevers", VACANCIES: "Vacatures", AT_WORK: "Aan het werk", GIVEN: "Bijdragen",
    WEEK: "Wie belt wie",
}  # fmt: skip
NEW = {EMPLOYERS: "Werkgever toevoegen", VACANCIES: "Vacature toevoegen"}
WEEK_COLUMNS = (
    Column("day", "Dag", lambda line: f"{dutch.WEEKDAYS[line.day.weekday()]} {dutch.date_short(line.day)}", width=170,
           sort_by=lambda line: line.day),
    Column("who", "Wie", "who", width=150, stretch=2, is_strong=True, detail=lambda line: line.organisation),
    Column("employer", "Werkgever", "employer", width=170, stretch=3, is_name=True),
    Column("what", "Wat", lambda line: "van plan" if line.is_planned else CONTACT[line.kind], "pill", width=110,
           tone=lambda line: "info" if line.is_planned else "good"),
)  # fmt: skip


class WeekList(QWidget):
    """Who speaks with whom, a week at a time; `opened` names the employer."""

    opened = Signal(str)

    def __init__(self, theme: Theme, desk: Any, attempt: Callable[[Callable[[], object]], bool]) -> None:
        super().__init__()
        self._desk, self._attempt = desk, attempt
        self.day = desk.day
        self.back = Button(theme, "Week eerder", icon="chevron-left", key="Alt+Up", on_click=lambda: self.step(-1))
        self.on = Button(theme, "Week later", icon="chevron-right", key="Alt+Down", on_click=lambda: self.step(1))
        self.title = layout.label("", "section", wrap=True)
        empty = EmptyState(
            theme,
            "Niemand deze week",
            "Noteer bij een werkgever wie er belt (Ctrl+T); dan staat het hier.",
            icon="users",
        )
        self.table = Table(theme, ListModel(WEEK_COLUMNS, row_id=_line_id), name="Wie belt wie", empty=empty)
        self.table.opened.connect(lambda row_id: self.opened.emit(row_id.split("/")[0]))
        head = layout.row(theme, self.title, None, self.back, self.on)
        whole = layout.column(theme, head, self.table, gap=12)
        whole.setStretch(1, 1)
        self.setLayout(whole)
        self.setFocusProxy(self.table)

    def step(self, by: int) -> None:
        self.day += timedelta(days=7 * by)
        self._attempt(self.reload)

    def reload(self) -> None:
        first = self.day - timedelta(days=self.day.weekday())
        self.title.setText(f"Week van {dutch.date_medium(first)} tot en met {dutch.date_medium(first + timedelta(6))}")
        self.table.set_rows(self._desk.employers.week(self.day))


class WorkFace(QWidget):
    """`turned` when another list is in sight: what Ctrl+N makes may be something else now."""

    said = Signal(str, str)
    offered = Signal(str, str, object)
    went = Signal(str, str)
    turned = Signal()

    def __init__(self, tools: Tools, desk: Any, attempt: Callable[[Callable[[], object]], bool]) -> None:
        super().__init__()
        theme = tools.theme
        self.theme, self._desk, self._attempt = theme, desk, attempt
        self.may_edit = desk.actor.may(Permission.EDIT_CASES)
        self.employers, self.vacancies = EmployersList(theme, desk, attempt), VacanciesList(tools, desk, attempt)
        self.given, self.week = ContributionsList(theme, desk, attempt), WeekList(theme, desk, attempt)
        self.lists: dict[str, QWidget] = {EMPLOYERS: self.employers, VACANCIES: self.vacancies}
        if desk.actor.may(Permission.READ_CASES):
            self.at_work = AtWorkList(theme, desk, attempt)
            self.at_work.went.connect(self.went)
            self.lists[AT_WORK] = self.at_work
        self.lists |= {GIVEN: self.given, WEEK: self.week}
        self.which = ChipRow(theme, [(key, NAMES[key]) for key in self.lists], name="Welke lijst")
        self.faces = Faces(*self.lists.values())
        whole = layout.column(theme, self.which, self.faces, gap=12)
        whole.setStretch(1, 1)
        self.setLayout(whole)
        self.which.chosen.connect(self._on_list)
        for one in self.lists.values():
            if hasattr(one, "said"):
                one.said.connect(self.said)
        self.vacancies.paper.made.connect(self.offered)
        self.employers.made.connect(lambda vacancy_id: self.go_to(VACANCIES, vacancy_id))
        self.week.opened.connect(lambda employer_id: self.go_to(EMPLOYERS, employer_id))
        for key, by in (("Alt+PgDown", 1), ("Alt+PgUp", -1)):
            QShortcut(QKeySequence(key), self, lambda by=by: self.step(by))

    @property
    def new_words(self) -> str:
        """What Ctrl+N makes here, "" for nothing."""
        return NEW.get(self.which.current, "") if self.may_edit else ""

    def reload(self) -> None:
        """The list in sight; the others when they come in sight."""
        self.lists[self.which.current].reload()

    def show_list(self, key: str, item_id: str = "") -> None:
        """One of the lists, and a thing in it."""
        self.which.choose(key)
        shown = self.lists[key]
        if item_id and hasattr(shown, "open"):
            self._attempt(lambda: shown.open(item_id))

    def go_to(self, key: str, item_id: str = "") -> None:
        """From elsewhere to one of the lists: the keyboard goes along."""
        self.show_list(key, item_id)
        to_list(self.lists[key])

    def find(self) -> None:
        """By a word; only the employers are that many."""
        if self.which.current != EMPLOYERS:
            self.show_list(EMPLOYERS)
        self.employers.search.setFocus()
        self.employers.search.selectAll()

    def ask_new(self) -> QWidget | None:
        shown = self.lists[self.which.current]
        return shown.ask_new() if self.new_words else None

    def step(self, by: int) -> None:
        keys = list(self.lists)
        self.which.choose(keys[(keys.index(self.which.current) + by) % len(keys)])
        to_list(self.lists[self.which.current])

    def _on_list(self, key: str) -> None:
        self.faces.setCurrentWidget(self.lists[key])
        self._attempt(self.reload)
        self.turned.emit()


def _line_id(line: Any) -> str:
    return f"{line.employer_id}/{line.day}/{line.is_planned}/{line.who}"
