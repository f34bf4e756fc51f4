"""The tariffs of the offer in hand: through the years, what they are made of, and the form of a new one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from zsm_desktop.domain.errors import RuleError
from zsm_desktop.services.offer_rows import OfferRow
from zsm_desktop.services.tariffs import TariffDraft, TariffRow
from zsm_desktop.ui.offers.state import OffersState
from zsm_desktop.ui.parts import layout
from zsm_desktop.ui.parts.button import Button
from zsm_desktop.ui.parts.conflict import CONFLICT
from zsm_desktop.ui.parts.field import Field, sentence
from zsm_desktop.ui.parts.form import FormDialog
from zsm_desktop.ui.parts.inputs import Choice, DateField, MoneyField
from zsm_desktop.ui.parts.lines import Line, Lines
from zsm_desktop.ui.parts.reading import cents_in, day_in, filled
from zsm_desktop.ui.theme import Theme
from zsm_desktop.words import format as dutch
from zsm_desktop.words.names import say
from zsm_desktop.words.tariffs import agreed_text, basis_text, span_text

PARTS = (("wage", "Loonkosten"), ("materials", "Materiaal"), ("overhead", "Overhead"))
FIELD_OF = {
    "tariff.negative": "cents",
    "tariff.meanwhile": "cents",
    "tariff.used": "valid_from",
    "tariff.too_late": "valid_from",
    "tariff.long_agreed_by": "agreed_by",
    "decision.none": "decision",
}
IN_ORDER = Line("Kosten en tarief zijn gelijk; de overhead is niet boven de 5%.", icon="circle-check", tone="good")
NO_BASIS = Line(
    "Zonder kosten is later niet te zien waaruit het tarief bestaat. Dat mag: sluit het aan bij wat is afgesproken.",
    icon="info-circle",
)


class TariffHistory(QWidget):
    """`remove` asks to take back the latest one, which nobody used yet."""

    remove = Signal()

    def __init__(self, theme: Theme, today: date) -> None:
        super().__init__()
        self._today = today
        self.lines = Lines(theme, name="Tarieven", empty="Nog geen tarief: zonder tarief kan niet geleverd worden.")
        self.remove_button = Button(
            theme, "Ongebruikt tarief weghalen", kind="quiet", key="Ctrl+D", on_click=self.remove.emit
        )
        title = layout.label("Tarieven", "strong")
        self.setLayout(layout.column(theme, title, self.lines, self.remove_button, gap=8))

    def show_rows(self, rows: Sequence[TariffRow], unit: str, *, may_edit: bool) -> None:
        now = next((row.id for row in rows if row.valid_from <= self._today), None)
        self.lines.set_lines([self._line(row, unit, is_now=row.id == now) for row in rows])
        self.remove_button.setVisible(may_edit and bool(rows) and not rows[0].is_used)

    def _line(self, row: TariffRow, unit: str, *, is_now: bool) -> Line:
        is_later = row.valid_from > self._today
        state = "geldt nu" if is_now else "gaat nog in" if is_later else "voorbij"
        used = f", gebruikt sinds {dutch.date_medium(row.used_since)}" if row.used_since else ""
        quiet = [
            f"{span_text(row.valid_from, row.last_day)} · {state}{used}",
            basis_text(row.basis) or "kosten niet opgegeven",
            agreed_text(row.agreed_by, row.decision_number),
        ]
        return Line(
            f"{dutch.money(row.cents)} per {unit}",
            "\n".join(part[:1].upper() + part[1:] for part in quiet if part),
            "circle-check" if is_now else "clock" if is_later else "history",
            "good" if is_now else "neutral",
            is_strong=is_now,
        )


class TariffForm(FormDialog):
    """A tariff from a day on; the ones before it stay what they were. Warnings come while typing and stop nothing."""

    def __init__(
        self, theme: Theme, window: QWidget, state: OffersState, offer: OfferRow, rows: Sequence[TariffRow]
    ) -> None:
        super().__init__(theme, "Nieuw tarief", window, submit=self._save, do="Vastleggen", width=620)
        self._state, self._offer = state, offer
        self._seen = {row.valid_from: row.version for row in rows}
        self.field_of |= FIELD_OF
        self._build(rows)
        for field in self.fields.values():
            field.edited.connect(self._warn)
        self.fields["cents"].editor.setFocus()
        self._warn()

    def _build(self, rows: Sequence[TariffRow]) -> None:
        theme, today, offer = self.theme, self._state.desk.day, self._offer
        now = offer.tariff_cents
        hint = f"Nu {dutch.money(now)}" if now is not None else "Er is nog geen tarief"
        money = Field(theme, f"Tarief per {offer.unit}", MoneyField(theme), is_required=True, hint=hint)
        first = today if not rows else None
        day = Field(
            theme, "Geldt vanaf", DateField(theme, today, first), is_required=True,
            hint="Leveringen van vóór deze dag houden hun eigen tarief.",
        )  # fmt: skip
        self.add_row(("cents", money), ("valid_from", day))
        self.body.addWidget(layout.label(f"Wat één {offer.unit} de school kost (mag leeg blijven)", "strong"))
        self.add_row(*((name, Field(theme, words, MoneyField(theme))) for name, words in PARTS))
        self.findings = Lines(theme, name="Let op")
        self.body.addWidget(self.findings)
        agreed = Field(
            theme, "Afgesproken door", QLineEdit(), hint=say(self._state.desk.nouns, "Bijvoorbeeld: [de stuurgroep]")
        )
        decision = Field(theme, "Vastgelegd in besluit", Choice(theme, self._state.decisions()))
        self.add_row(("agreed_by", agreed), ("decision", decision))

    def _warn(self) -> None:
        """What the figures typed so far would say; unreadable ones are told of when the form is sent."""
        try:
            draft = self._draft()
        except (RuleError, LookupError):
            self.findings.set_lines([])
            return
        if not draft.basis.is_given:
            self.findings.set_lines([NO_BASIS])
            return
        try:
            found = self._state.desk.tariffs.preview(draft).findings
        except RuleError as error:
            self.findings.set_lines([Line(sentence(error), icon="alert-triangle", tone="bad")])
            return
        self.findings.set_lines(
            [Line(sentence(one), icon="alert-triangle", tone="warn") for one in found] or [IN_ORDER]
        )

    def _draft(self) -> TariffDraft:
        return TariffDraft(
            offer_id=self._offer.id,
            cents=filled(cents_in(self, "cents")),
            valid_from=filled(day_in(self, "valid_from")),
            wage_cents=cents_in(self, "wage"),
            materials_cents=cents_in(self, "materials"),
            overhead_cents=cents_in(self, "overhead"),
            agreed_by=self.fields["agreed_by"].text,
            decision_id=self.fields["decision"].text or None,
        )

    def _save(self) -> None:
        draft = self._draft()
        try:
            self._state.desk.tariffs.set(draft, self._seen.get(draft.valid_from, 0))
        except RuleError as error:
            if error.code != CONFLICT:
                raise
            rows = {row.valid_from: row for row in self._state.tariffs(self._offer.id)}
            self._seen = {day: row.version for day, row in rows.items()}
            if draft.valid_from not in rows:
                self._save()
            else:
                theirs = rows[draft.valid_from].cents
                raise RuleError("tariff.meanwhile", tariff=theirs, day=draft.valid_from) from error
