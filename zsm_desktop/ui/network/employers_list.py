"""Employers: who holds the contact, when somebody was there last, what they offer; and the contacts themselves."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from zsm_desktop.domain.permissions import Permission, Role
from zsm_desktop.services.employer_rows import ContactMoment, EmployerRow
from zsm_desktop.services.employers import EmployerCard
from zsm_desktop.ui.network.employer_forms import ContactForm, EmployerForm
from zsm_desktop.ui.parts import layout
from zsm_desktop.ui.parts.button import Button
from zsm_desktop.ui.parts.columns import Column, folded
from zsm_desktop.ui.parts.empty import EmptyState
from zsm_desktop.ui.parts.facts import DetailPanel, FactList, Sides
from zsm_desktop.ui.parts.lines import Line, Lines
from zsm_desktop.ui.parts.models import ListModel
from zsm_desktop.ui.parts.search_field import SearchField
from zsm_desktop.ui.parts.strip import ConfirmStrip
from zsm_desktop.ui.parts.table import Table
from zsm_desktop.ui.parts.vacancy_form import VacancyForm
from zsm_desktop.ui.theme import Theme
from zsm_desktop.words import format as dutch
from zsm_desktop.words.employers import CONTACT, SIZE, STATE, WORK, places, work_span
from zsm_desktop.words.network_map import FEW

MOST_MOMENTS = 12
COLUMNS = (
    Column("name", "Werkgever", "name", width=170, stretch=3, is_strong=True,
           detail=lambda row: " · ".join(one for one in (row.city, SIZE[row.size], *row.sectors) if one)),
    Column("holder", "Contact bij", "holder", width=140, stretch=2, priority=3, is_name=True,
           detail=lambda row: row.holder_organisation),
    Column("last", "Laatst", "last_on", "date", width=112, priority=2, detail=lambda row: row.last_by),
    Column("next", "Volgende", "next_on", "date", width=112, detail=lambda row: "te laat" if row.is_overdue else "",
           tone=lambda row: "bad" if row.is_overdue else "neutral"),
    Column("vacancies", "Vacatures", "open_vacancies", "count", width=96, priority=4),
    Column("placements", "Aan het werk", "placements", "count", width=112, priority=5, none=FEW),
)  # fmt: skip


class EmployerPanel(DetailPanel):
    """`show_card` gives it the facts; what its buttons do is the list's."""

    def __init__(
        self, theme: Theme, desk: Any, *, call: Callable[[], object], edit: Callable[[], object],
        vacancy: Callable[[], object],
    ) -> None:  # fmt: skip
        super().__init__(theme, "Kies een werkgever", icon="building")
        self._desk = desk
        self.call = Button(theme, "Contact noteren", kind="primary", icon="note", key="Ctrl+T", on_click=call)
        self.edit = Button(theme, "Bewerken", icon="pencil", key="Ctrl+E", on_click=edit)
        self.vacancy = Button(theme, "Vacature", icon="plus", key="Ctrl+Shift+N", on_click=vacancy)
        self.set_acts(self.call, self.edit, self.vacancy)
        self.confirm = ConfirmStrip(theme)
        self.facts = FactList(theme)
        self.agreements = layout.label("", wrap=True, selectable=True)
        self.vacancies = Lines(theme, name="Vacatures")
        self.workers = Lines(theme, name="Wie er werkt")
        self.moments = layout.column(theme, gap=12)
        self._parts = {
            "vacancies": _part(theme, "Vacatures", self.vacancies),
            "workers": _part(theme, "Wie er werkt", self.workers),
            "moments": _part(theme, "Contacten", layout.holder(self.moments)),
        }
        for thing in (self.confirm, self.facts, self.agreements, *self._parts.values()):
            self.body.addWidget(thing)
        if not desk.actor.may(Permission.EDIT_CASES):
            self.acts.hide()

    def show_card(self, card: EmployerCard, edit_moment: Callable[[ContactMoment], object]) -> None:
        row, desk = card.row, self._desk
        self.confirm.hide()
        status, tone = ("te laat gebeld", "bad") if row.is_overdue else ("", "neutral")
        self.show_thing(row.name, " · ".join(one for one in (row.city, SIZE[row.size]) if one), status, tone)
        people = [" · ".join(part for part in (one.name, one.function, one.phone, one.email) if part)
                  for one in card.people]  # fmt: skip
        holder = f"{row.holder} ({row.holder_organisation})" if row.holder else "Nog niemand"
        self.facts.set_facts([
            ("Contact bij", holder),
            ("Daar", "\n".join(people)),
            ("Adres", ", ".join(part for part in (row.address, row.city) if part)),
            ("Telefoon", row.phone),
            ("Website", row.website),
            ("Sectoren", dutch.joined(row.sectors)),
            ("Volgende contact", dutch.date_medium(row.next_on) if row.next_on else ""),
            ("Aan het werk", FEW if row.placements is None else dutch.count(row.placements) if row.placements else ""),
        ])  # fmt: skip
        self.agreements.setText(row.agreements)
        self.agreements.setVisible(bool(row.agreements))
        vacancies = desk.vacancies.rows(row.id)
        self.vacancies.set_lines([
            Line(f"{one.title} ({one.number})", f"{STATE[one.state]} · {places(one.places_left, one.places)}",
                 "list-check", "good" if one.is_open else "neutral")
            for one in vacancies
        ])  # fmt: skip
        self._parts["vacancies"].setVisible(bool(vacancies))
        self._show_workers(row)
        layout.refill(self.moments, [self._moment(one, edit_moment) for one in card.moments[:MOST_MOMENTS]])
        self._parts["moments"].setVisible(bool(card.moments))

    def _show_workers(self, row: EmployerRow) -> None:
        """Pseudonyms, and only for who talks about pupils."""
        rows = self._desk.work_placements.of_employer(row.id) if self._desk.actor.sees_pseudonyms else ()
        self.workers.set_lines([
            Line(f"{one.pseudonym}: {WORK[one.status]}", " · ".join(filter(None, (one.number, work_span(one)))),
                 "user", "good" if one.is_standing else "neutral")
            for one in rows
        ])  # fmt: skip
        self._parts["workers"].setVisible(bool(rows))

    def _moment(self, moment: ContactMoment, edit: Callable[[ContactMoment], object]) -> QWidget:
        theme, actor = self._theme, self._desk.actor
        day = f"{dutch.WEEKDAYS[moment.contacted_on.weekday()][:2]} {dutch.date_medium(moment.contacted_on)}"
        head = f"{day}, {CONTACT[moment.kind]} door {moment.by_name}"
        is_own = actor.may(Permission.EDIT_CASES) and (
            actor.role is Role.SECRETARY or moment.by_organisation_id == actor.school_id
        )
        change = Button(theme, f"{head}: wijzigen", kind="icon", icon="pencil", on_click=lambda: edit(moment))
        title = layout.row(theme, layout.label(head, wrap=True), *([change] if is_own else []), gap=6)
        title.setStretch(0, 1)
        next_on = f"Volgende: {dutch.date_medium(moment.next_on)}" if moment.next_on else ""
        lines = [
            layout.label(text, role, wrap=True, selectable=True)
            for text, role in ((moment.by_organisation, "muted"), (moment.text, ""), (next_on, "muted"))
            if text
        ]
        return layout.holder(layout.column(theme, title, *lines, gap=2))


class EmployersList(QWidget):
    """`said` is news for a toast with the way back or None; `made` the id of a vacancy."""

    said = Signal(str, str)
    made = Signal(str)

    def __init__(self, theme: Theme, desk: Any, attempt: Callable[[Callable[[], object]], bool]) -> None:
        super().__init__()
        self.theme, self._desk, self._attempt = theme, desk, attempt
        self.card: EmployerCard | None = None
        self._rows: tuple[EmployerRow, ...] = ()
        self.search = SearchField(theme, "Naam, plaats of sector", name="Zoeken bij werkgevers")
        layout.box(theme, self.search, width=220, max_width=320)
        empty = EmptyState(
            theme, "Nog geen werkgevers",
            "Voeg de bedrijven toe waar uw scholen contact mee hebben (Ctrl+N); dan belt niet iedereen hetzelfde.",
            icon="building",
        )  # fmt: skip
        empty.follow(self.search)
        self.table = Table(theme, ListModel(COLUMNS), name="Werkgevers", empty=empty)
        self.panel = EmployerPanel(theme, desk, call=self.ask_contact, edit=self.ask_edit, vacancy=self.ask_vacancy)
        whole = layout.column(
            theme, layout.row(theme, self.search, None), Sides(theme, self.table, self.panel, width=400), gap=12
        )
        whole.setStretch(1, 1)
        self.setLayout(whole)
        self.setFocusProxy(self.table)
        self.search.searched.connect(lambda _text: self._show_rows())
        self.table.chosen.connect(lambda row_id: self._attempt(lambda: self._show(row_id)))
        self.table.opened.connect(lambda _id: self.ask_contact())

    def reload(self) -> None:
        self._rows, self.card = self._desk.employers.rows(), None
        self._show_rows()

    def open(self, employer_id: str) -> None:
        if self.search.text():
            self.search.clear()
            self._show_rows()
        self.table.select_id(employer_id)
        self._show(employer_id)

    def ask_new(self) -> EmployerForm:
        form = EmployerForm(self.theme, self.window(), self._desk)
        form.accepted.connect(lambda: (self.reload(), self.open(form.made_id)))
        form.open()
        return form

    def ask_edit(self) -> EmployerForm | None:
        if self.card is None or not self._desk.actor.may(Permission.EDIT_CASES):
            return None
        form = EmployerForm(self.theme, self.window(), self._desk, self.card.row)
        form.told.connect(lambda words: self.said.emit(words, "info"))
        form.open()
        return form

    def ask_contact(self, moment: ContactMoment | None = None) -> ContactForm | None:
        if self.card is None or not self._desk.actor.may(Permission.EDIT_CASES):
            return None
        form = ContactForm(self.theme, self.window(), self._desk, self.card.row, moment)
        if moment is not None:
            form.told.connect(lambda words: self.said.emit(words, "info"))
            away = Button(self.theme, "Weghalen", kind="danger", icon="trash", key="Ctrl+Del")
            away.clicked.connect(lambda: (form.done(0), self._ask_away(moment)))
            form.body.addLayout(layout.row(self.theme, away, None))
        form.open()
        return form

    def ask_vacancy(self) -> VacancyForm | None:
        if self.card is None or not self._desk.actor.may(Permission.EDIT_CASES):
            return None
        form = VacancyForm(self.theme, self.window(), self._desk, employer_id=self.card.row.id)
        form.accepted.connect(lambda: self.made.emit(form.made_id))
        form.open()
        return form

    def _ask_away(self, moment: ContactMoment) -> None:
        self.panel.confirm.ask(
            f"Het contact van {dutch.date_medium(moment.contacted_on)} weghalen?",
            lambda: self._attempt(lambda: self._desk.employers.remove_contact(moment.id)),
            yes="Weghalen", no="Laten staan",
        )  # fmt: skip

    def _show_rows(self) -> None:
        wanted = folded(self.search.text().strip())
        rows = [row for row in self._rows if wanted in folded(f"{row.name} {row.city} {' '.join(row.sectors)}")]
        self.table.set_rows(rows)
        if rows and not self.table.current_id():
            self.table.select_id(rows[0].id)
        self._show(self.table.current_id())

    def _show(self, row_id: str) -> None:
        if not row_id:
            self.card = None
            self.panel.show_nothing()
            return
        if self.card is not None and self.card.row.id == row_id:
            return
        self.card = self._desk.employers.card(row_id)
        self.panel.show_card(self.card, self.ask_contact)


def _part(theme: Theme, title: str, inside: QWidget) -> QWidget:
    return layout.holder(layout.column(theme, layout.line(), layout.label(title, "section"), inside, gap=10))
