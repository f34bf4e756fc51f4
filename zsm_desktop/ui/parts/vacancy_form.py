"""The form of a vacancy, wherever somebody hears of one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLineEdit, QWidget

from zsm_desktop.services.vacancies import VacancyDraft
from zsm_desktop.services.vacancy_rows import VacancyRow
from zsm_desktop.ui.parts.chip import ChipSet
from zsm_desktop.ui.parts.field import Field
from zsm_desktop.ui.parts.form import FormDialog
from zsm_desktop.ui.parts.inputs import Choice, DateField, NoteField, QuantityField
from zsm_desktop.ui.parts.reading import again, day_in, filled, hundredths_in, whole_in
from zsm_desktop.ui.theme import Theme
from zsm_desktop.words.employers import VACANCY
from zsm_desktop.words.labels import first_upper

if TYPE_CHECKING:
    from zsm_desktop.services.desk import Desk

DAYS = ("ma", "di", "wo", "do", "vr")


class VacancyForm(FormDialog):
    def __init__(
        self, theme: Theme, window: QWidget, desk: Desk, row: VacancyRow | None = None, employer_id: str = ""
    ) -> None:
        title = f"{row.number} wijzigen" if row is not None else "Vacature toevoegen"
        super().__init__(theme, title, window, submit=self._save, do="Opslaan" if row else "Toevoegen", width=620)
        self._desk, self._before = desk, row
        self.made_id = row.id if row is not None else ""
        self._build(theme, employer_id)
        self.field_of |= {
            "vacancy.no_title": "title", "vacancy.places": "places", "vacancy.half_days": "half_days",
            "vacancy.span": "until", "employer.none": "employer", "employer.long_text": "requirements",
        }  # fmt: skip
        if row is not None:
            self.edits(*_vacancy_values(row), self._reread)
        self.fields["title" if employer_id or row is not None else "employer"].editor.setFocus()

    def _build(self, theme: Theme, employer_id: str) -> None:
        desk = self._desk
        kinds = [(key, first_upper(words)) for key, words in VACANCY.items()]
        employers = [("", "Kies een werkgever"), *((one.id, one.name) for one in desk.employers.rows())]
        sectors = [("", "Geen"), *((one.id, one.name) for one in desk.sectors.rows())]
        holders = [
            ("", "Niet gezegd"),
            *((one.id, f"{one.name} ({one.organisation})") for one in desk.employers.holders()),
        ]
        self.add("employer", "Werkgever", Choice(theme, employers), is_required=True)
        self.fields["employer"].put(employer_id)
        self.add("title", "Wat voor werk", QLineEdit(), is_required=True)
        self.add_row(
            ("kind", Field(theme, "Soort", Choice(theme, kinds))),
            ("sector", Field(theme, "Sector", Choice(theme, sectors))),
            ("places", Field(theme, "Aantal plaatsen", QLineEdit("1"), is_required=True)),
        )
        self.add_row(
            ("from", Field(theme, "Open vanaf", DateField(theme, desk.day, desk.day), is_required=True)),
            ("until", Field(theme, "Tot en met", DateField(theme, desk.day), hint="Leeg: tot zij vervuld is.")),
            ("half_days", Field(theme, "Dagdelen per week", QuantityField(theme))),
        )
        self.add("days", "Op welke dagen", ChipSet(theme, DAYS), hint="Niets gekozen: elke dag kan.")
        self.add("requirements", "Wat wordt gevraagd", NoteField(theme, lines=3))
        self.add("brought", "Wie bracht hem in", Choice(theme, holders))

    def _save(self) -> None:
        text = {name: field.text for name, field in self.fields.items()}
        draft = VacancyDraft(
            employer_id=text["employer"],
            kind=text["kind"],
            title=text["title"],
            places=filled(whole_in(self, "places")),
            open_from=filled(day_in(self, "from")),
            open_until=day_in(self, "until"),
            sector_id=text["sector"] or None,
            requirements=text["requirements"],
            weekdays=tuple(self.fields["days"].value),
            half_days_hundredths=hundredths_in(self, "half_days"),
            brought_by_id=text["brought"] or None,
        )
        if self._before is None:
            self.made_id = self._desk.vacancies.add(draft).made_id
        else:
            self._desk.vacancies.edit(self._before.id, self.row.version, draft)

    def _reread(self) -> tuple[int, dict[str, object]]:
        return _vacancy_values(again(self._desk.vacancies.rows(), self.made_id, "vacancy.none"))


def _vacancy_values(row: VacancyRow) -> tuple[int, dict[str, object]]:
    values: dict[str, object] = {
        "employer": row.employer_id, "title": row.title, "kind": row.kind, "sector": row.sector_id or "",
        "places": str(row.places), "from": row.open_from, "until": row.open_until, "days": row.weekdays,
        "half_days": row.half_days_hundredths, "requirements": row.requirements, "brought": row.brought_by_id or "",
    }  # fmt: skip
    return row.version, values
