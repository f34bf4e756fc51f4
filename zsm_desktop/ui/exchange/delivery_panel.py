"""The delivery in hand, or how many are chosen, and what may be done with it; no pupil stands beside an amount."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal

from zsm_desktop.domain.deliveries import DeliveryStatus
from zsm_desktop.services.delivery_lists import DeliveryRow
from zsm_desktop.ui.parts import layout
from zsm_desktop.ui.parts.button import Button
from zsm_desktop.ui.parts.facts import DetailPanel, FactList
from zsm_desktop.ui.theme import Theme
from zsm_desktop.words import format as dutch
from zsm_desktop.words.labels import DELIVERY_STATUS, label

TONES = {
    DeliveryStatus.ENTERED: "warn",
    DeliveryStatus.CONFIRMED: "good",
    DeliveryStatus.DISPUTED: "bad",
    DeliveryStatus.WITHDRAWN: "neutral",
}


def status_text(row: DeliveryRow) -> str:
    return "teruggedraaid" if row.reversed_by else label(DELIVERY_STATUS, row.status.value)


def status_tone(row: DeliveryRow) -> str:
    return "neutral" if row.reversed_by else TONES[row.status]


def quantity_text(row: DeliveryRow) -> str:
    unit = row.unit if row.quantity_hundredths == 100 else row.unit_plural
    return f"{dutch.quantity(row.quantity_hundredths)} {unit}"


class DeliveryPanel(DetailPanel):
    """Signals ask the face for the act on what is chosen in the list."""

    confirm = Signal()
    dispute = Signal()
    withdraw = Signal()
    reverse = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(
            theme, "Kies een levering", "Met Shift en de pijltjes kiest u er meer tegelijk.", icon="arrows-exchange"
        )
        self.confirm_button = Button(theme, "Bevestigen", kind="primary", key="Ctrl+Return", on_click=self.confirm.emit)
        self.dispute_button = Button(theme, "Betwisten", key="Ctrl+D", on_click=self.dispute.emit)
        self.withdraw_button = Button(theme, "Intrekken", kind="danger", key="Ctrl+Del", on_click=self.withdraw.emit)
        self.reverse_button = Button(theme, "Tegenboeking", kind="danger", key="Ctrl+R", on_click=self.reverse.emit)
        self.set_acts(self.confirm_button, self.dispute_button)
        self.facts = FactList(theme)
        self.dispute_title = layout.label("Betwist omdat", "strong")
        self.reason = layout.label("", wrap=True, selectable=True)
        self.note = layout.label("", "small", wrap=True)
        things = (
            self.facts, self.dispute_title, self.reason, self.note, self.withdraw_button, self.reverse_button,
        )  # fmt: skip
        for thing in things:
            self.body.addWidget(thing)

    def show_row(self, row: DeliveryRow, *, may_confirm: bool, may_withdraw: bool, may_reverse: bool) -> None:
        self.show_thing(row.offer, dutch.date_medium(row.delivered_on), status_text(row), status_tone(row))
        self.facts.set_facts(
            [
                ("Gaf", row.provider),
                ("Nam af", row.user),
                ("Aantal", quantity_text(row)),
                ("Tarief", f"{dutch.money(row.tariff_cents)} per {row.unit}"),
                ("Bedrag", dutch.money(row.amount_cents)),
                ("Traject", row.placement_number or "zonder leerling"),
                ("Boeking", dutch.count(row.entry_number) if row.entry_number else ""),
                ("Teruggedraaid", f"door boeking {dutch.count(row.reversed_by)}" if row.reversed_by else ""),
            ]
        )
        is_open = row.status in {DeliveryStatus.ENTERED, DeliveryStatus.DISPUTED}
        self.reason.setText(row.dispute)
        self.dispute_title.setText("Betwist omdat" if is_open else "Was betwist omdat")
        for widget in (self.dispute_title, self.reason):
            widget.setVisible(bool(row.dispute))
        self.confirm_button.set_words("Bevestigen")
        self._offer_acts(
            confirm=may_confirm and is_open,
            dispute=may_confirm and row.status is DeliveryStatus.ENTERED,
            withdraw=may_withdraw and is_open,
            reverse=may_reverse and row.entry_number is not None and row.reversed_by is None,
        )
        self.note.setText(_note(row, may_confirm=may_confirm))
        self.note.setVisible(bool(self.note.text()))

    def show_many(self, rows: Sequence[DeliveryRow], confirmable: int) -> None:
        """Several chosen: only confirming is done in one go."""
        total = sum(row.amount_cents for row in rows)
        self.show_thing(f"{dutch.count(len(rows))} leveringen gekozen", f"Samen {dutch.money(total)}")
        self.facts.set_facts([])
        self.reason.hide()
        self.dispute_title.hide()
        self.confirm_button.set_words(f"{dutch.count(confirmable)} bevestigen")
        self._offer_acts(confirm=bool(confirmable))
        self.note.setText("" if confirmable else "Hier is niets bij dat u kunt bevestigen.")
        self.note.setVisible(not confirmable)

    def _offer_acts(
        self, *, confirm: bool = False, dispute: bool = False, withdraw: bool = False, reverse: bool = False
    ) -> None:
        self.confirm_button.setVisible(confirm)
        self.dispute_button.setVisible(dispute)
        self.withdraw_button.setVisible(withdraw)
        self.reverse_button.setVisible(reverse)
        self.acts.setVisible(confirm or dispute)


def _note(row: DeliveryRow, *, may_confirm: bool) -> str:
    if row.status is DeliveryStatus.ENTERED and not may_confirm:
        return f"{row.user} bevestigt deze levering of maakt bezwaar. Tot die tijd telt ze niet mee in de saldi."
    if row.status is DeliveryStatus.DISPUTED:
        return (
            "Zolang de levering betwist is, telt ze niet mee in de saldi. "
            "Overleg samen: trek haar in en voer haar goed in, of bevestig haar alsnog."
        )
    if row.reversed_by:
        return "Wat wel klopt, voert de school die gaf in als nieuwe levering."
    return ""
