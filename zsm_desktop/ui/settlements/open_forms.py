"""Betaling invullen: what was paid on one document, by hand."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QWidget

from zsm_desktop.services.open_items import OpenRow
from zsm_desktop.ui.parts import layout
from zsm_desktop.ui.parts.field import Field
from zsm_desktop.ui.parts.form import FormDialog
from zsm_desktop.ui.parts.inputs import DateField, MoneyField
from zsm_desktop.ui.parts.reading import cents_in, day_in, filled
from zsm_desktop.ui.settlements.open_state import OpenState
from zsm_desktop.ui.theme import Theme
from zsm_desktop.words import format as dutch


class PaymentForm(FormDialog):
    """Begins with all that is open, paid today."""

    def __init__(self, theme: Theme, window: QWidget, state: OpenState, row: OpenRow) -> None:
        super().__init__(theme, f"Betaling op {row.number}", window, submit=self._save, do="Boeken", width=480)
        self._state, self._row = state, row
        self.field_of |= {
            "payment.too_much": "cents",
            "payment.no_amount": "cents",
            "payment.ahead": "day",
            "ledger.no_open_period": "day",
            "payment.long_note": "note",
        }
        words = f"{row.payer.name} betaalt aan {row.payee.name}. Open staat {dutch.money(row.open_cents)}."
        self.body.addWidget(layout.label(words, "muted", wrap=True))
        today = state.desk.day
        self.add_row(
            ("day", Field(theme, "Dag van betalen", DateField(theme, today, today), is_required=True)),
            ("cents", Field(theme, "Bedrag", MoneyField(theme, row.open_cents), is_required=True)),
        )
        self.add("note", "Notitie", QLineEdit(), hint="Bijvoorbeeld waar u de betaling zag.")
        self.fields["cents"].editor.setFocus()
        self.fields["cents"].editor.selectAll()

    def _save(self) -> None:
        self.paid_cents = filled(cents_in(self, "cents"))
        day = filled(day_in(self, "day"))
        self._state.desk.payments.enter(self._row.invoice_id, day, self.paid_cents, self.fields["note"].text)
