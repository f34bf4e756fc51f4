"""A form for each thing a fund is accountable for: a result, a condition, a report, what was paid and put in."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QLineEdit, QWidget

from zsm_desktop.domain.accountability import EXPENSE_KINDS
from zsm_desktop.services.accountability import (
    ConditionDraft,
    ContributionDraft,
    ExpenseDraft,
    ReportDraft,
    ResultDraft,
)
from zsm_desktop.ui.exchange.accountability_state import (
    CONDITIONS,
    CONTRIBUTIONS,
    EXPENSES,
    REPORTS,
    RESULTS,
    AccountabilityState,
)
from zsm_desktop.ui.parts.field import Field
from zsm_desktop.ui.parts.form import FormDialog
from zsm_desktop.ui.parts.inputs import Choice, DateField, MoneyField, NoteField, QuantityField, unchosen
from zsm_desktop.ui.parts.reading import cents_in, day_in, filled, hundredths_in, thousandths_in, whole_in
from zsm_desktop.ui.theme import Theme
from zsm_desktop.words.accountability import CONTRIBUTION_KIND, EXPENSE_KIND, amount_text
from zsm_desktop.words.labels import first_upper, label
from zsm_desktop.words.names import say

EXPENSES_OF = [(kind, first_upper(label(EXPENSE_KIND, kind))) for kind in EXPENSE_KINDS]
GIVEN_AS = [(kind, first_upper(words)) for kind, words in CONTRIBUTION_KIND.items()]
UNITS = [("number", "aantal"), ("share", "deel, in procenten")]
NO_NAME = "Schrijf geen naam van [een leerling]."
NO_PUPILS = "Dit komt zo in de verantwoording: geen naam van [een leerling], en geen aantal [leerlingen] onder de vijf."
FIELD_OF = {
    "fund_result.no_name": "name",
    "fund_result.agreed": "agreed",
    "fund_result.reached": "reached",
    "fund_result.counted": "reached",
    "fund_result.due": "due_on",
    "fund_result.indicator": "indicator",
    "fund_condition.no_text": "text",
    "fund_condition.early": "met_on",
    "fund_report.no_name": "name",
    "fund_report.early": "sent_on",
    "fund_expense.no_name": "name",
    "fund_expense.kind": "kind",
    "fund_expense.cents": "cents",
    "fund_contribution.no_name": "name",
    "fund_contribution.hours": "hours",
    "fund_contribution.cents": "cents",
    "fund_item.day": "day",
    "network.no_organisation": "organisation",
}


class ItemForm(FormDialog):
    """`part` names what it is of; a subclass builds its fields, says what a row holds, and sends it."""

    part, called = "", ("", "")
    width_asked = 560

    def __init__(self, theme: Theme, window: QWidget, state: AccountabilityState, row: Any = None) -> None:
        new, known = self.called
        super().__init__(
            theme, known if row else new, window, submit=self._save, do="Opslaan" if row else "Toevoegen",
            width=self.width_asked,
        )  # fmt: skip
        self._state, self._id = state, row.id if row else ""
        self.field_of |= FIELD_OF
        self.build()
        if row is not None:
            self.edits(row.version, self.values(row), self._reread)
        self.settle()
        next(iter(self.fields.values())).editor.setFocus()

    def build(self) -> None:
        raise NotImplementedError

    def values(self, row: Any) -> dict[str, object]:
        raise NotImplementedError

    def send(self, fund_id: str, item_id: str, version: int) -> Any:
        raise NotImplementedError

    def settle(self) -> None:
        """Fields that depend on another one."""

    def said(self, words: str) -> str:
        return say(self._state.desk.nouns, words)

    def text(self, name: str) -> str:
        return self.fields[name].text

    def _reread(self) -> tuple[int, dict[str, object]]:
        row = self._state.fresh(self.part, self._id)
        return row.version, self.values(row)

    def _save(self) -> None:
        changes = self.send(self._state.fund_id, self._id, self.row.version if self.row else 0)
        self._id = self._id or changes.made

    @property
    def made_id(self) -> str:
        return self._id

    def day(self, name: str, words: str, *, is_required: bool = False, hint: str = "") -> tuple[str, Field]:
        today = self._state.desk.day
        return name, Field(self.theme, words, DateField(self.theme, today), is_required=is_required, hint=hint)


class ResultForm(ItemForm):
    part, called = RESULTS, ("Nieuw resultaat", "Resultaat wijzigen")

    def build(self) -> None:
        theme, state = self.theme, self._state
        self.add("name", "Wat is afgesproken", QLineEdit(), is_required=True, hint=self.said(NO_PUPILS))
        self.add_row(
            ("indicator", Field(theme, "Hoe het geteld wordt", Choice(theme, state.ways_to_count()))),
            ("unit", Field(theme, "Als", Choice(theme, UNITS))),
        )
        self.add_row(
            ("agreed", Field(theme, "Afgesproken", QLineEdit(), is_required=True)),
            ("reached", Field(theme, "Bereikt", QLineEdit(), hint="Leeg: nog niet bekend")),
            self.day("due_on", "Uiterlijk", hint="Leeg: einde subsidie"),
        )
        self.add("note", "Toelichting", NoteField(theme, lines=2))
        self.fields["indicator"].editor.activated.connect(lambda _at: self.settle())

    def settle(self) -> None:
        """What the program counts has a unit of its own, and nothing to fill in."""
        is_entered = not self.text("indicator")
        if not is_entered:
            self.fields["unit"].editor.choose(self._state.unit_of(self.text("indicator"), ""))
            self.fields["reached"].editor.setText("")
        for name in ("unit", "reached"):
            self.fields[name].editor.setEnabled(is_entered)

    def values(self, row: Any) -> dict[str, object]:
        def shown(value: int | None) -> str:
            return "" if value is None else amount_text(value, row.unit).removesuffix("%")

        return {
            "name": row.name, "indicator": row.indicator, "unit": row.unit, "agreed": shown(row.agreed),
            "reached": "" if row.is_counted else shown(row.reached), "due_on": row.due_on, "note": row.note,
        }  # fmt: skip

    def send(self, fund_id: str, item_id: str, version: int) -> Any:
        indicator = self.text("indicator")
        unit = self._state.unit_of(indicator, self.text("unit"))
        draft = ResultDraft(
            name=self.text("name"),
            agreed=filled(self._amount("agreed", unit)),
            unit=unit,
            indicator=indicator or None,
            due_on=day_in(self, "due_on"),
            reached=self._amount("reached", unit),
            note=self.text("note"),
        )
        return self._state.desk.accountability.set_result(fund_id, item_id, version, draft)

    def _amount(self, name: str, unit: str) -> int | None:
        """A whole number, or thousandths of a percentage."""
        return whole_in(self, name) if unit == "number" else thousandths_in(self, name)


class ConditionForm(ItemForm):
    part, called = CONDITIONS, ("Nieuwe voorwaarde", "Voorwaarde wijzigen")

    def build(self) -> None:
        theme = self.theme
        self.add("text", "Voorwaarde", NoteField(theme, "Wat vraagt de gever?", lines=2), is_required=True)
        self.add_row(self.day("met_on", "Voldaan op", hint="Leeg: nog niet voldaan"))
        self.add("note", "Waaruit dat blijkt", NoteField(theme, lines=2))

    def values(self, row: Any) -> dict[str, object]:
        return {"text": row.text, "met_on": row.met_on, "note": row.note}

    def send(self, fund_id: str, item_id: str, version: int) -> Any:
        draft = ConditionDraft(self.text("text"), day_in(self, "met_on"), self.text("note"))
        return self._state.desk.accountability.set_condition(fund_id, item_id, version, draft)


class ReportForm(ItemForm):
    part, called = REPORTS, ("Nieuwe rapportage", "Rapportage wijzigen")

    def build(self) -> None:
        self.add("name", "Rapportage", QLineEdit(), is_required=True, hint="Bijvoorbeeld: tussenrapportage")
        self.add_row(
            self.day("due_on", "Uiterlijk", is_required=True, hint="Vanaf die dag staat zij op Vandaag"),
            self.day("sent_on", "Verstuurd op", hint="Leeg: nog niet verstuurd"),
        )

    def values(self, row: Any) -> dict[str, object]:
        return {"name": row.name, "due_on": row.due_on, "sent_on": row.sent_on}

    def send(self, fund_id: str, item_id: str, version: int) -> Any:
        draft = ReportDraft(self.text("name"), filled(day_in(self, "due_on")), day_in(self, "sent_on"))
        return self._state.desk.accountability.set_report(fund_id, item_id, version, draft)


class ExpenseForm(ItemForm):
    part, called = EXPENSES, ("Nieuwe uitgave", "Uitgave wijzigen")

    def build(self) -> None:
        theme = self.theme
        self.add("name", "Waarvoor", QLineEdit(), is_required=True, hint=self.said(NO_NAME))
        self.add_row(
            ("kind", Field(theme, "Soort", Choice(theme, EXPENSES_OF))),
            ("cents", Field(theme, "Bedrag", MoneyField(theme), is_required=True)),
            self.day("day", "Betaald op", is_required=True),
        )

    def values(self, row: Any) -> dict[str, object]:
        return {"name": row.name, "kind": row.kind, "cents": row.cents, "day": row.spent_on}

    def send(self, fund_id: str, item_id: str, version: int) -> Any:
        draft = ExpenseDraft(
            filled(day_in(self, "day")), self.text("kind"), self.text("name"), filled(cents_in(self, "cents"))
        )
        return self._state.desk.accountability.set_expense(fund_id, item_id, version, draft)


class ContributionForm(ItemForm):
    part, called = CONTRIBUTIONS, ("Nieuwe bijdrage", "Bijdrage wijzigen")
    width_asked = 620

    def build(self) -> None:
        theme, state = self.theme, self._state
        whose = unchosen(state.organisations(), "Kies wie iets inbracht")
        self.add_row(
            ("organisation", Field(theme, "Van", Choice(theme, whose), is_required=True)),
            self.day("day", "Op", is_required=True),
        )
        self.add("name", "Waaruit het bestond", QLineEdit(), is_required=True, hint=self.said(NO_NAME))
        self.add_row(
            ("kind", Field(theme, "Als", Choice(theme, GIVEN_AS))),
            ("hours", Field(theme, "Uren", QuantityField(theme))),
            ("rate", Field(theme, "Bedrag per uur", MoneyField(theme))),
            ("cents", Field(theme, "Bedrag", MoneyField(theme))),
        )
        self.fields["kind"].editor.activated.connect(lambda _at: self.settle())

    def settle(self) -> None:
        """Hours at an amount each, or an amount."""
        is_money = self.text("kind") == "money"
        for name in ("hours", "rate"):
            self.fields[name].editor.setEnabled(not is_money)
        self.fields["cents"].editor.setEnabled(is_money)

    def values(self, row: Any) -> dict[str, object]:
        return {
            "organisation": row.organisation_id, "day": row.given_on, "name": row.name, "kind": row.kind,
            "hours": row.hours, "rate": row.rate_cents, "cents": row.cents if row.kind == "money" else None,
        }  # fmt: skip

    def send(self, fund_id: str, item_id: str, version: int) -> Any:
        is_money = self.text("kind") == "money"
        hours = None if is_money else hundredths_in(self, "hours")
        draft = ContributionDraft(
            organisation_id=self.text("organisation"),
            given_on=filled(day_in(self, "day")),
            name=self.text("name"),
            cents=(cents_in(self, "cents") or 0) if is_money else 0,
            hours=hours if is_money else hours or 0,
            rate_cents=None if is_money else cents_in(self, "rate"),
        )
        return self._state.desk.accountability.set_contribution(fund_id, item_id, version, draft)


FORMS: dict[str, type[ItemForm]] = {
    one.part: one for one in (ResultForm, ConditionForm, ReportForm, ExpenseForm, ContributionForm)
}
