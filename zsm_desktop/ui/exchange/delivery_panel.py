"""The delivery in hand, or how many are chosen, and what may be done with it; no pupil stands beside an amount."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal

from zsm_desktop.domain.calendar import home_day
from zsm_desktop.domain.deliveries import DeliveryStatus
from zsm_desktop.services.delivery_lists import DeliveryRow
from zsm_desktop.services.disputes import DisputeLine
from zsm_desktop.ui.parts import layout
from zsm_desktop.ui.parts.button import Button
from zsm_desktop.ui.parts.facts import DetailPanel, FactList
from zsm_desktop.ui.parts.lines import Line, Lines
from zsm_desktop.ui.theme import Theme
from zsm_desktop.words import format as dutch
from zsm_desktop.words.labels import DELIVERY_STATUS, DISPUTE_KIND, SETTLED_HOW, first_upper, label

TONES = {
    DeliveryStatus.ENTERED: "warn",
    DeliveryStatus.CONFIRMED: "good",
    DeliveryStatus.DISPUTED: "bad",
    DeliveryStatus.WITHDRAWN: "neutral",
}

LOOKS = {
    "disputed": ("alert-triangle", "bad"),
    "answered": ("note", "neutral"),
    "agreed": ("circle-check", "good"),
    "withdrawn": ("x", "neutral"),
    "corrected": ("pencil", "info"),
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
    answer = Signal()
    correct = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(
            theme, "Kies een levering", "Met Shift en de pijltjes kiest u er meer tegelijk.", icon="arrows-exchange"
        )
        self.confirm_button = Button(theme, "Bevestigen", kind="primary", key="Ctrl+Return", on_click=self.confirm.emit)
        self.dispute_button = Button(theme, "Betwisten", key="Ctrl+D", on_click=self.dispute.emit)
        self.withdraw_button = Button(theme, "Intrekken", kind="danger", key="Ctrl+Del", on_click=self.withdraw.emit)
        self.reverse_button = Button(theme, "Tegenboeking", kind="danger", key="Ctrl+R", on_click=self.reverse.emit)
        self.answer_button = Button(theme, "Antwoorden", key="Ctrl+T", on_click=self.answer.emit)
        self.correct_button = Button(theme, "Verbeteren", key="Ctrl+H", on_click=self.correct.emit)
        self.set_acts(self.confirm_button, self.dispute_button, self.answer_button, self.correct_button)
        self.facts = FactList(theme)
        self.dispute_title = layout.label("Betwist", "strong")
        self.talk = Lines(theme, name="Wat erover gezegd is")
        self.note = layout.label("", "small", wrap=True)
        things = (
            self.dispute_title, self.talk, self.note, self.facts, self.withdraw_button, self.reverse_button,
        )  # fmt: skip
        for thing in things:
            self.body.addWidget(thing)

    def show_row(self, row: DeliveryRow, talk: Sequence[DisputeLine], may: Mapping[str, bool], part: str = "") -> None:
        """`part` is what a fund bears of it, in words.

        `may` says of confirm, withdraw, answer and reverse whether this user may, whatever its state.
        """
        self.show_thing(row.offer, dutch.date_medium(row.delivered_on), status_text(row), status_tone(row))
        self.facts.set_facts(
            [
                ("Gaf", row.provider),
                ("Nam af", row.user),
                ("Aantal", quantity_text(row)),
                ("Aanwezig", f"{dutch.count(row.attended)} keer" if row.attended else ""),
                ("Tarief", f"{dutch.money(row.tariff_cents)} per {row.unit}"),
                ("Bedrag", dutch.money(row.amount_cents)),
                ("Subsidie", part),
                ("Traject", row.placement_number or "zonder leerling"),
                ("Opmerking", row.note),
                ("Bevestigd", label(SETTLED_HOW, row.settled_how) if row.settled_how else ""),
                ("Boeking", dutch.count(row.entry_number) if row.entry_number else ""),
                ("Teruggedraaid", f"door boeking {dutch.count(row.reversed_by)}" if row.reversed_by else ""),
            ]
        )
        is_disputed = row.status is DeliveryStatus.DISPUTED
        is_open = is_disputed or row.status is DeliveryStatus.ENTERED
        # What was disputed before its talk was kept has its reason only.
        said = [_said(line) for line in talk] or ([Line(row.dispute, icon="alert-triangle")] if row.dispute else [])
        self.talk.set_lines(said)
        self.dispute_title.setText("Betwist" if is_disputed else "Was betwist")
        for widget in (self.dispute_title, self.talk):
            widget.setVisible(bool(said))
        self.confirm_button.set_words("Alsnog akkoord" if is_disputed else "Bevestigen")
        self._offer_acts(
            {
                "confirm": may["confirm"] and is_open,
                "dispute": may["confirm"] and row.status is DeliveryStatus.ENTERED,
                "withdraw": may["withdraw"] and is_open,
                "answer": may["answer"] and is_disputed,
                "correct": may["withdraw"] and is_disputed,
                "reverse": may["reverse"] and row.entry_number is not None and row.reversed_by is None,
            }
        )
        self.note.setText(_note(row, may_confirm=may["confirm"]))
        self.note.setVisible(bool(self.note.text()))

    def show_many(self, rows: Sequence[DeliveryRow], confirmable: int) -> None:
        """Several chosen: only confirming is done in one go."""
        total = sum(row.amount_cents for row in rows)
        self.show_thing(f"{dutch.count(len(rows))} leveringen gekozen", f"Samen {dutch.money(total)}")
        self.facts.set_facts([])
        self.talk.hide()
        self.dispute_title.hide()
        self.confirm_button.set_words(f"{dutch.count(confirmable)} bevestigen")
        self._offer_acts({"confirm": bool(confirmable)})
        self.note.setText("" if confirmable else "Hier is niets bij dat u kunt bevestigen.")
        self.note.setVisible(not confirmable)

    def _offer_acts(self, offered: Mapping[str, bool]) -> None:
        buttons = {
            "confirm": self.confirm_button,
            "dispute": self.dispute_button,
            "answer": self.answer_button,
            "correct": self.correct_button,
            "withdraw": self.withdraw_button,
            "reverse": self.reverse_button,
        }
        for name, button in buttons.items():
            button.setVisible(offered.get(name, False))
        self.acts.setVisible(any(offered.get(name) for name in ("confirm", "dispute", "answer", "correct")))


def _said(line: DisputeLine) -> Line:
    who = f"{line.said_by}, {line.school}" if line.school else line.said_by
    text = line.text or first_upper(label(DISPUTE_KIND, line.kind))
    quiet = f"{who} · {dutch.date_medium(home_day(line.said_at))} · {label(DISPUTE_KIND, line.kind)}"
    icon, tone = LOOKS[line.kind]
    return Line(text, quiet, icon=icon, tone=tone)


def _note(row: DeliveryRow, *, may_confirm: bool) -> str:
    if row.status is DeliveryStatus.ENTERED and not may_confirm:
        return f"{row.user} bevestigt deze levering of maakt bezwaar. Tot die tijd telt ze niet mee in de saldi."
    if row.status is DeliveryStatus.DISPUTED:
        return (
            "Zolang de levering betwist is, telt ze niet mee in de saldi. "
            "De school die gaf antwoordt, verbetert of trekt in; de school die afnam gaat alsnog akkoord."
        )
    if row.reversed_by:
        return "Wat wel klopt, voert de school die gaf in als nieuwe levering."
    return ""
