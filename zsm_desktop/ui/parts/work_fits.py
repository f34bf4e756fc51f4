"""Which cases fit a vacancy and which vacancies a case: a list to choose from, and on to proposing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from zsm_desktop.domain.permissions import Permission, Role
from zsm_desktop.services.vacancy_matches import CaseFit, VacancyFit
from zsm_desktop.services.vacancy_rows import VacancyRow
from zsm_desktop.ui.parts import layout
from zsm_desktop.ui.parts.button import Button
from zsm_desktop.ui.parts.columns import Column
from zsm_desktop.ui.parts.empty import EmptyState
from zsm_desktop.ui.parts.form import FormDialog
from zsm_desktop.ui.parts.models import ListModel
from zsm_desktop.ui.parts.table import Table
from zsm_desktop.ui.parts.work_forms import ProposeForm
from zsm_desktop.ui.theme import Theme
from zsm_desktop.words.employers import fits, km, lacks, places
from zsm_desktop.words.names import say

if TYPE_CHECKING:
    from zsm_desktop.services.desk import Desk

Done = Callable[[str], object]
"""Told in a sentence what was proposed."""
WHY = "Het best passende staat boven: sector, plaats, periode, afstand en dagen. Geld telt niet mee."


def _good(fit: Any) -> str:
    return fits(fit.match.fits)


def _bad(fit: Any) -> str:
    return lacks(fit.match.lacks)


CASES = (
    Column("who", "Casus", "pseudonym", width=130, stretch=2, is_strong=True, detail=lambda fit: fit.number),
    Column("school", "School", "school", width=150, stretch=2, is_name=True, detail=lambda fit: km(fit.km)),
    Column("fits", "Hoe het past", _good, width=250, stretch=4, detail=_bad),
)
VACANCIES = (
    Column("what", "Vacature", lambda fit: fit.row.title, width=160, stretch=3, is_strong=True,
           detail=lambda fit: f"{fit.row.number} · {places(fit.row.places_left, fit.row.places)}"),
    Column("where", "Werkgever", lambda fit: fit.row.employer, width=140, stretch=2, is_name=True,
           detail=lambda fit: " · ".join(part for part in (fit.row.city, km(fit.km)) if part)),
    Column("fits", "Hoe het past", _good, width=240, stretch=4, detail=_bad),
)  # fmt: skip


class FitsDialog(FormDialog):
    """`go` is told the row in hand once it was chosen with Enter or the button."""

    def __init__(
        self,
        theme: Theme,
        window: QWidget,
        title: str,
        table: Table,
        go: Callable[[Any], object],
    ) -> None:
        super().__init__(theme, title, window, submit=self._check, do="Voorstellen", width=760)
        self.table, self._go = table, go
        self.body.addWidget(layout.label(WHY, "muted", wrap=True))
        self.body.addWidget(layout.box(theme, table, height=300))
        table.opened.connect(lambda _id: self.try_submit())
        self.accepted.connect(lambda: self._go(self.chosen()))
        self.ok.setEnabled(bool(table.current_id()))
        table.setFocus()

    def chosen(self) -> Any:
        rows = self.table.rows
        return rows.row(rows.find(self.table.current_id()))

    def _check(self) -> None:
        self.chosen()


def cases_dialog(theme: Theme, window: QWidget, desk: Desk, vacancy: VacancyRow, done: Done) -> FitsDialog:
    """Cases that fit a vacancy."""
    rows = desk.vacancies.cases_for(vacancy.id)
    empty = EmptyState(
        theme, "Geen casussen", say(desk.nouns, "Er staat geen casus op de lijst die u mag zien."), icon="users"
    )
    place = (vacancy.employer_id, vacancy.id, f"{vacancy.employer}: {vacancy.title} ({vacancy.number})")

    def go(fit: CaseFit) -> None:
        propose(theme, window, desk, (fit.case_id, fit.pseudonym), place, done)

    dialog = FitsDialog(theme, window, f"Wie past bij {vacancy.title}?", _table(theme, CASES, rows, empty), go)
    if not may_propose(desk):
        dialog.ok.hide()
    dialog.open()
    return dialog


def vacancies_dialog(theme: Theme, window: QWidget, desk: Desk, case: tuple[str, str], done: Done) -> FitsDialog:
    """Vacancies that fit a case; or an employer without one."""
    rows = desk.vacancies.for_case(case[0])
    empty = EmptyState(
        theme, "Geen open vacatures", "Voeg een vacature toe bij Netwerk, Werkgevers, of kies zelf een werkgever.",
        icon="building",
    )  # fmt: skip

    def go(fit: VacancyFit) -> None:
        row = fit.row
        place = (row.employer_id, row.id, f"{row.employer}: {row.title} ({row.number})")
        propose(theme, window, desk, case, place, done)

    def other() -> None:
        dialog.reject()
        propose(theme, window, desk, case, None, done)

    table = _table(theme, VACANCIES, rows, empty, row_id=lambda fit: fit.row.id)
    dialog = FitsDialog(theme, window, f"Werk voor {case[1]}", table, go)
    dialog.other = Button(theme, "Zonder vacature", kind="quiet", icon="building", key="Ctrl+O", on_click=other)
    dialog.body.addLayout(layout.row(theme, dialog.other, None))
    dialog.open()
    return dialog


def propose(
    theme: Theme,
    window: QWidget,
    desk: Desk,
    case: tuple[str, str],
    place: tuple[str, str, str] | None,
    done: Done,
) -> ProposeForm:
    form = ProposeForm(theme, window, desk, case, place)
    form.accepted.connect(lambda: done(f"{case[1]} is voorgesteld{f' bij {place[2]}' if place else ''}."))
    form.open()
    return form


def may_propose(desk: Desk, school_id: str = "") -> bool:
    """Who places pupils, those of the own school."""
    actor = desk.actor
    is_own = not school_id or actor.role is Role.SECRETARY or actor.school_id == school_id
    return is_own and actor.may(Permission.EDIT_PLACEMENTS)


def _table(theme: Theme, columns: Sequence[Column], rows: Sequence, empty: EmptyState, **options: Any) -> Table:
    table = Table(theme, ListModel(columns, **options), name="Wat past", empty=empty)
    table.set_rows(rows)
    if rows:
        table.select_id(options.get("row_id", lambda row: row.id)(rows[0]))
    return table
