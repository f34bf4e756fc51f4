"""What an employer was given for one young person: granting it, and what it went to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLineEdit, QWidget

from zsm_desktop.domain.employer_contributions import SPENT_ON, USUAL_CENTS
from zsm_desktop.services.employer_contributions import ContributionDraft, ContributionRow, SpendingDraft
from zsm_desktop.services.work_placement_rows import WorkRow
from zsm_desktop.ui.parts import layout
from zsm_desktop.ui.parts.field import Field
from zsm_desktop.ui.parts.form import FormDialog
from zsm_desktop.ui.parts.inputs import Choice, DateField, MoneyField, NoteField
from zsm_desktop.ui.parts.reading import again, cents_in, day_in, filled
from zsm_desktop.ui.theme import Theme
from zsm_desktop.words.employers import NO_WAGES, PURPOSE, spent_words
from zsm_desktop.words.labels import first_upper

if TYPE_CHECKING:
    from zsm_desktop.services.desk import Desk


class ContributionForm(FormDialog):
    """Once for one young person from the same fund."""

    def __init__(self, theme: Theme, window: QWidget, desk: Desk, work: WorkRow) -> None:
        title = f"Bijdrage voor {work.pseudonym} bij {work.employer}"
        super().__init__(theme, title, window, submit=self._save, do="Toekennen", width=560)
        self._desk, self._work = desk, work
        self.body.addWidget(layout.label(NO_WAGES, "muted", wrap=True))
        funds = [("", "Buiten de subsidies om"), *((row.id, row.name) for row in desk.funds.rows() if row.is_active)]
        purposes = [(key, first_upper(words)) for key, words in reversed(PURPOSE.items())]
        self.add_row(
            ("cents", Field(theme, "Bedrag", MoneyField(theme, USUAL_CENTS), is_required=True)),
            ("purpose", Field(theme, "Voor", Choice(theme, purposes))),
        )
        self.add("fund", "Uit", Choice(theme, funds))
        self.add_row(
            ("granted", Field(theme, "Toegekend op", DateField(theme, desk.day, desk.day), is_required=True)),
            ("due", Field(theme, "Verantwoorden voor", DateField(theme, desk.day))),
        )
        self.add("terms", "Voorwaarden", NoteField(theme, lines=2))
        self.field_of |= {
            "contribution.cents": "cents", "contribution.due": "due", "contribution.twice": "fund", "fund.none": "fund",
        }  # fmt: skip
        self.fields["cents"].editor.setFocus()

    def _save(self) -> None:
        draft = ContributionDraft(
            cents=filled(cents_in(self, "cents")),
            purpose=self.fields["purpose"].text,
            granted_on=filled(day_in(self, "granted")),
            fund_id=self.fields["fund"].text or None,
            due_on=day_in(self, "due"),
            terms=self.fields["terms"].text,
        )
        self._desk.employer_contributions.add(self._work.id, draft)


class SpendingForm(FormDialog):
    """What the employer accounts for, never more than is left and for what it was given."""

    def __init__(self, theme: Theme, window: QWidget, desk: Desk, row: ContributionRow) -> None:
        super().__init__(theme, f"Verantwoorden: {row.employer}", window, submit=self._save, do="Vastleggen", width=540)
        self._desk, self._id, self._version = desk, row.id, row.version
        said = spent_words(row.spent_cents, row.cents, row.rest_cents, is_settled=False)
        self.body.addWidget(layout.label(f"{said}. {NO_WAGES}", "muted", wrap=True))
        purposes = [(one.value, first_upper(PURPOSE[one])) for one in SPENT_ON if row.purpose in ("both", one.value)]
        self.add("name", "Waaraan", QLineEdit(), is_required=True)
        self.add_row(
            ("cents", Field(theme, "Bedrag", MoneyField(theme, row.rest_cents or None), is_required=True)),
            ("purpose", Field(theme, "Soort", Choice(theme, purposes))),
            ("day", Field(theme, "Wanneer", DateField(theme, desk.day, desk.day), is_required=True)),
        )
        self.field_of |= {
            "contribution.no_name": "name", "contribution.too_much": "cents", "contribution.cents": "cents",
            "contribution.other_purpose": "purpose", "contribution.early": "day",
        }  # fmt: skip
        self.fields["name"].editor.setFocus()

    def _save(self) -> None:
        draft = SpendingDraft(
            spent_on=filled(day_in(self, "day")),
            purpose=self.fields["purpose"].text,
            name=self.fields["name"].text,
            cents=filled(cents_in(self, "cents")),
        )
        self._desk.employer_contributions.account(self._id, self._version, draft)


def due_form(theme: Theme, window: QWidget, desk: Desk, row: ContributionRow) -> FormDialog:
    """By when it is accounted for, and on what terms."""

    def submit() -> None:
        due, terms = day_in(form, "due"), form.fields["terms"].text
        desk.employer_contributions.edit(row.id, form.row.version, due, terms)

    def values(row: ContributionRow) -> tuple[int, dict[str, object]]:
        return row.version, {"due": row.due_on, "terms": row.terms}

    form = FormDialog(theme, f"Bijdrage aan {row.employer}", window, submit=submit)
    form.add("due", "Verantwoorden voor", DateField(theme, desk.day)).editor.setFocus()
    form.add("terms", "Voorwaarden", NoteField(theme, lines=3))
    form.field_of["contribution.due"] = "due"
    form.edits(*values(row), lambda: values(again(desk.employer_contributions.rows(), row.id, "contribution.none")))
    return form
