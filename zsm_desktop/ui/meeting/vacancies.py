"""The point where vacancies are exchanged: what is open, new ones first, one more by key, and who fits by key."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.permissions import Permission
from zsm_desktop.services.vacancy_rows import VacancyRow
from zsm_desktop.ui.parts import layout
from zsm_desktop.ui.parts.button import Button
from zsm_desktop.ui.parts.columns import Column
from zsm_desktop.ui.parts.empty import EmptyState
from zsm_desktop.ui.parts.field import sentence
from zsm_desktop.ui.parts.flow import flow
from zsm_desktop.ui.parts.models import ListModel
from zsm_desktop.ui.parts.table import Table
from zsm_desktop.ui.parts.vacancy_form import VacancyForm
from zsm_desktop.ui.parts.work_fits import FitsDialog, cases_dialog, may_propose, vacancies_dialog
from zsm_desktop.words.employers import VACANCY, days, places
from zsm_desktop.words.format import date_medium

if TYPE_CHECKING:
    from zsm_desktop.ui.meeting.page import MeetingPage

KIND = "vacancies"
MATCH, ADD = "Ctrl+M", "Ctrl+J"
KEYS = (
    (MATCH, "Bij vacatures: wie past? Ook Enter in de lijst; bij een casus: welk werk past"),
    (ADD, "Bij vacatures: een vacature erbij"),
)
COLUMNS = (
    Column("title", "Vacature", "title", width=170, stretch=3, is_strong=True,
           detail=lambda row: " · ".join(part for part in (row.number, VACANCY[row.kind], row.sector) if part)),
    Column("employer", "Werkgever", "employer", width=140, stretch=2, is_name=True, detail=lambda row: row.city),
    Column("places", "Plaats", lambda row: places(row.places_left, row.places), width=140, stretch=1, priority=2,
           detail=lambda row: f"t/m {date_medium(row.open_until)}" if row.open_until else days(row.weekdays)),
    Column("new", "", lambda row: "nieuw" if row.is_new else "", "pill", width=84, tone=lambda _row: "info"),
)  # fmt: skip


class VacanciesPoint(QWidget):
    """Shown in the place of a case; nothing of it goes to the wall."""

    def __init__(self, page: MeetingPage) -> None:
        super().__init__()
        theme = page.theme
        self._page, self._desk = page, page.state.desk
        self._rows: tuple[VacancyRow, ...] = ()
        self.match = Button(theme, "Wie past?", icon="users", key=MATCH, on_click=self.ask_match)
        self.of_case = Button(
            theme, "Werk bij een werkgever", kind="quiet", icon="building", key=MATCH, on_click=self.ask_work
        )
        """Stands with the offers of a case."""
        self.add = Button(theme, "Vacature erbij", icon="plus", key=ADD, on_click=self.ask_new)
        empty = EmptyState(
            theme, "Nog geen open vacatures", f"Heeft iemand een plaats gehoord? Zet haar erbij ({ADD}).",
            icon="list-check",
        )  # fmt: skip
        self.table = Table(theme, ListModel(COLUMNS), name="Open vacatures", empty=empty)
        self.table.opened.connect(lambda _id: self.ask_match())
        self.asked = layout.label("", wrap=True)
        self.table.chosen.connect(lambda _id: self._say())
        box = layout.box(theme, self.table, height=290)
        self.setLayout(layout.column(theme, flow(theme, self.match, self.add, gap=8), box, self.asked, gap=10))
        self.hide()

    @property
    def is_on(self) -> bool:
        item = self._page.table.item
        return item is not None and item.kind == KIND

    def fill(self) -> None:
        """Read where this is the point on the table."""
        item = self._page.table.item
        is_case = item is not None and item.case is not None and not item.case.missing
        self.of_case.setVisible(is_case and may_propose(self._desk, item.case.school_id))
        self.setVisible(self.is_on)
        if not self.is_on:
            return
        try:
            self._rows = self._desk.vacancies.at_meeting(self._page.sitting.meeting_id)
        except RuleError as error:
            self._page.notify.emit(sentence(error), "bad")
            return
        self.table.set_rows(self._rows)
        if self._rows and not self.table.current_id():
            self.table.select_id(self._rows[0].id)
        self.add.setVisible(self._desk.actor.may(Permission.EDIT_CASES))
        self.match.setVisible(bool(self._rows))
        self._say()

    @property
    def row(self) -> VacancyRow | None:
        return next((one for one in self._rows if one.id == self.table.current_id()), None)

    def ask_match(self) -> FitsDialog | None:
        """Cases that fit the one in hand; what is chosen is proposed there."""
        row = self.row
        if row is None:
            return None
        page = self._page
        return cases_dialog(page.theme, page.window(), self._desk, row, partial(_told, page))

    def ask_work(self) -> FitsDialog | None:
        """Vacancies that fit the case on the table."""
        page, item = self._page, self._page.table.item
        if item is None or item.case is None:
            return None
        case = (item.case.id, item.case.pseudonym)
        return vacancies_dialog(page.theme, page.window(), self._desk, case, partial(_told, page))

    def ask_new(self) -> VacancyForm:
        form = VacancyForm(self._page.theme, self._page.window(), self._desk)
        form.accepted.connect(lambda: (self.fill(), self.table.select_id(form.made_id)))
        form.open()
        return form

    def _say(self) -> None:
        row = self.row
        self.asked.setText(row.requirements if row is not None else "")
        self.asked.setVisible(bool(self.asked.text()))


def _told(page: MeetingPage, text: str) -> None:
    page.notify.emit(text, "good")
