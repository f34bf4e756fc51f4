"""Forms for a pupil at an employer, wherever they are opened: proposing, each step on, its end, corrections."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from zsm_desktop.services.work_placement_rows import WorkRow
from zsm_desktop.services.work_placements import WorkDraft, WorkTerms
from zsm_desktop.ui.parts import layout
from zsm_desktop.ui.parts.field import Field
from zsm_desktop.ui.parts.form import FormDialog
from zsm_desktop.ui.parts.inputs import Check, Choice, DateField, NoteField, QuantityField
from zsm_desktop.ui.parts.reading import day_in, filled, hundredths_in
from zsm_desktop.ui.theme import Theme
from zsm_desktop.words.employers import WORK_END
from zsm_desktop.words.labels import first_upper
from zsm_desktop.words.names import say

if TYPE_CHECKING:
    from zsm_desktop.services.desk import Desk

TOLD = "{who} weet dat deze werkgever dit hoort, en zo nodig de ouders ook"
WHY_TOLD = "Toestemming bij een casus geldt voor scholen. Een werkgever hoort niets voordat dit gezegd is."


class ProposeForm(FormDialog):
    """`place` is (employer, vacancy or "") with the words for both; without one it is chosen here."""

    def __init__(
        self,
        theme: Theme,
        window: QWidget,
        desk: Desk,
        case: tuple[str, str],
        place: tuple[str, str, str] | None = None,
    ) -> None:
        case_id, who = case
        super().__init__(theme, f"{who} voorstellen", window, submit=self._save, do="Voorstellen", width=540)
        self._desk, self._case_id, self._place = desk, case_id, place
        if place is not None:
            self.body.addWidget(layout.label(f"Bij {place[2]}.", wrap=True))
        else:
            choices = [("", "Kies een werkgever"), *((row.id, row.name) for row in desk.employers.rows())]
            self.add("employer", "Werkgever", Choice(theme, choices), is_required=True)
        hint = say(desk.nouns, "Blijft bij wie in het dossier van [de leerling] mag.")
        self.add("note", "Notitie", NoteField(theme, lines=3), hint=hint)
        self.told = Check(theme, TOLD.format(who=who))
        self.add("told", "Verteld", self.told, hint=WHY_TOLD)
        self.field_of |= {"work.not_told": "told", "work.long_note": "note", "employer.none": "employer"}
        self.fields["note" if place is not None else "employer"].editor.setFocus()

    def _save(self) -> None:
        employer_id, vacancy_id, _ = self._place or (self.fields["employer"].text, "", "")
        self._desk.work_placements.propose(
            WorkDraft(
                case_id=self._case_id,
                employer_id=employer_id,
                vacancy_id=vacancy_id or None,
                note=self.fields["note"].text,
                is_told=self.told.isChecked(),
            )
        )


def trial_form(theme: Theme, window: QWidget, desk: Desk, row: WorkRow) -> FormDialog:
    """From proposal to trial."""

    def submit() -> None:
        desk.work_placements.start_trial(row.id, filled(day_in(form, "first")), day_in(form, "last"))

    title = f"{row.pseudonym}: proefplaatsing bij {row.employer}"
    form = FormDialog(theme, title, window, submit=submit, do="Vastleggen")
    _ask_span(form, desk.day)
    return form


def contract_form(theme: Theme, window: QWidget, desk: Desk, row: WorkRow) -> FormDialog:
    """Days and hours of a contract."""

    def submit() -> None:
        first, last, hours = filled(day_in(form, "first")), day_in(form, "last"), hundredths_in(form, "hours")
        desk.work_placements.sign_contract(row.id, first, last, hours)

    title = f"{row.pseudonym}: contract bij {row.employer}"
    form = FormDialog(theme, title, window, submit=submit, do="Vastleggen")
    _ask_span(form, desk.day)
    form.add("hours", "Uren per week", QuantityField(theme, row.weekly_hours))
    form.field_of["work.hours"] = "hours"
    return form


def end_form(theme: Theme, window: QWidget, desk: Desk, row: WorkRow) -> FormDialog:
    """When it ended and why; of what was only proposed that it does not go on."""

    def submit() -> None:
        desk.work_placements.end(row.id, filled(day_in(form, "day")), form.fields["reason"].text)

    is_off = row.status == "proposed"
    title = f"{row.pseudonym}: {'gaat niet door' if is_off else 'beëindigen'} bij {row.employer}"
    form = FormDialog(theme, title, window, submit=submit, do="Gaat niet door" if is_off else "Beëindigen")
    reasons = [("", "Kies een reden"), *((key, first_upper(words)) for key, words in WORK_END.items())]
    form.add("reason", "Reden", Choice(theme, reasons), is_required=True).editor.setFocus()
    form.add("day", "Wanneer" if is_off else "Laatste dag", DateField(theme, desk.day, desk.day), is_required=True)
    form.field_of |= {"work.reason": "reason", "work.ended_early": "day"}
    return form


def terms_form(theme: Theme, window: QWidget, desk: Desk, row: WorkRow) -> FormDialog:
    """Days, hours and note of one that stands, put right."""

    def submit() -> None:
        days = {name: day_in(form, name) for name in ("trial_from", "trial_until", "contract_from", "contract_until")}
        terms = WorkTerms(**days, weekly_hours=hundredths_in(form, "hours"), note=form.fields["note"].text)
        desk.work_placements.change(row.id, form.row.version, terms)

    def now() -> tuple[int, dict[str, object]]:
        found = next((one for one in desk.work_placements.of_employer(row.employer_id) if one.id == row.id), row)
        return _values(found)

    form = FormDialog(theme, f"{row.pseudonym} bij {row.employer}", window, submit=submit, width=560)
    for kind, words in (("trial", "Proefplaatsing"), ("contract", "Contract")):
        form.add_row(
            (f"{kind}_from", Field(theme, f"{words} vanaf", DateField(theme, desk.day))),
            (f"{kind}_until", Field(theme, "Tot en met", DateField(theme, desk.day), of=words)),
        )
    form.add("hours", "Uren per week", QuantityField(theme))
    form.add("note", "Notitie", NoteField(theme, lines=4))
    form.field_of |= {"work.hours": "hours", "work.long_note": "note", "work.span": "trial_until"}
    form.edits(*_values(row), now)
    form.fields["note"].editor.setFocus()
    return form


STEPS: dict[str, Callable[[Theme, QWidget, Desk, WorkRow], FormDialog]] = {
    "trial": trial_form,
    "contract": contract_form,
    "end": end_form,
    "terms": terms_form,
}


def _ask_span(form: FormDialog, day: date) -> None:
    first = Field(form.theme, "Vanaf", DateField(form.theme, day, day), is_required=True)
    last = Field(form.theme, "Tot en met", DateField(form.theme, day), hint="Leeg: nog niet bekend.")
    form.add_row(("first", first), ("last", last))
    form.field_of |= {"work.span": "last", "work.before_trial": "first"}
    first.editor.setFocus()


def _values(row: WorkRow) -> tuple[int, dict[str, object]]:
    return row.version, {
        "trial_from": row.trial_from,
        "trial_until": row.trial_until,
        "contract_from": row.contract_from,
        "contract_until": row.contract_until,
        "hours": row.weekly_hours,
        "note": row.note,
    }
