"""The placement in hand: how it stands, what is agreed and used, what changed, and what may be done with it."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QProgressBar

from zsm_desktop.domain.calendar import home_day, month_start
from zsm_desktop.services.placement_rows import PlacementRow
from zsm_desktop.services.placements import ChangeRow, PlacementCard
from zsm_desktop.ui.exchange.placement_ticks import PlacementTicks
from zsm_desktop.ui.parts import layout
from zsm_desktop.ui.parts.button import Button
from zsm_desktop.ui.parts.facts import DetailPanel, FactList
from zsm_desktop.ui.parts.flow import flow
from zsm_desktop.ui.parts.lines import Line, Lines
from zsm_desktop.ui.parts.strip import ConfirmStrip
from zsm_desktop.ui.theme import Theme
from zsm_desktop.words import format as dutch
from zsm_desktop.words.exchange import placement_change_text, placement_state
from zsm_desktop.words.labels import END_REASON, label

TONES = {
    "proposed": "warn",
    "waiting": "info",
    "running": "good",
    "refused": "bad",
    "ended": "neutral",
    "cancelled": "neutral",
}


def amount_text(hundredths: int, row: PlacementRow) -> str:
    return f"{dutch.quantity(hundredths)} {row.unit if hundredths == 100 else row.unit_plural}"


def used_text(row: PlacementRow) -> str:
    return f"{dutch.quantity(row.used_hundredths)} van {amount_text(row.planned_hundredths, row)}"


def state_tone(row: PlacementRow, day: date) -> str:
    return "info" if row.status == "running" and row.starts_on > day else TONES[row.status]


WITHOUT_BASIS = (
    "Dit traject loopt door zonder geldige toestemming. Overleg met {provider} en beëindig het, of leg opnieuw "
    "toestemming vast."
)
IN_SIGHT = ("move_up", "accept", "refuse", "end", "change")
BELOW = ("plan", "sign", "consent")


class PlacementPanel(DetailPanel):
    """`act` asks for what a button says, by its name in `buttons`; `deliveries` for those of this placement."""

    act = Signal(str)
    deliveries = Signal()

    def __init__(self, theme: Theme, day: date, strip: ConfirmStrip) -> None:
        super().__init__(
            theme, "Kies een traject", "Hier ziet u wat is afgesproken en wat ervan is gebruikt.", icon="users"
        )
        self._day = day
        self.buttons = {
            name: Button(theme, words, kind=kind, key=key, on_click=lambda name=name: self.act.emit(name))
            for name, words, kind, key in (
                ("move_up", "Nu vragen", "primary", "Ctrl+Return"),
                ("accept", "Toezeggen", "primary", "Ctrl+Return"),
                ("refuse", "Afwijzen", "normal", "Ctrl+D"),
                ("end", "Eerder beëindigen", "normal", "Ctrl+E"),
                ("change", "Wijzigen", "normal", "Ctrl+H"),
                ("plan", "Plan per maand", "normal", "Ctrl+J"),
                ("sign", "Overeenkomst", "normal", "Ctrl+T"),
                ("consent", "Toestemming", "normal", "Ctrl+G"),
                ("take_back", "Laten vervallen", "danger", "Ctrl+Del"),
            )
        }
        self.end_button, self.cancel_button = self.buttons["end"], self.buttons["take_back"]
        self.list_button = Button(
            theme, "Leveringen van dit traject", kind="quiet", icon="arrow-right", on_click=self.deliveries.emit
        )
        self.set_acts(*(self.buttons[name] for name in IN_SIGHT))
        self.more = flow(theme, *(self.buttons[name] for name in BELOW), gap=8)
        self.ticks = PlacementTicks(theme)
        self.ticks.act.connect(self.act)
        self.refusal = layout.label("", "small", wrap=True)
        self.use = QProgressBar()
        self.use.setTextVisible(False)
        self.use_words = layout.label("", "muted", wrap=True)
        self.facts = FactList(theme)
        self.changes_title = layout.label("Wat er veranderde", "strong")
        self.changes = Lines(theme, name="Wat er veranderde")
        self.confirm = strip
        things = (
            self.refusal, self.use_words, self.use, self.ticks, self.more, self.facts, self.list_button, self.confirm,
            self.cancel_button, self.changes_title, self.changes,
        )  # fmt: skip
        for thing in things:
            self.body.addWidget(thing)

    def show_card(self, card: PlacementCard, may: Collection[str], refusal: str, *, has_deliveries: bool) -> None:
        """`may` names what this user may do with it as it stands (PlacementsState.may)."""
        row = card.row
        self.confirm.hide()
        state = placement_state(row.status, row.starts_on, self._day)
        self.show_thing(row.called, row.number, state, state_tone(row, self._day))
        left = max(0, row.planned_hundredths - row.used_hundredths)
        self.use.setRange(0, max(1, row.planned_hundredths))
        self.use.setValue(min(row.used_hundredths, row.planned_hundredths))
        self.use.setAccessibleName(f"Gebruikt: {used_text(row)}")
        self.use_words.setText(f"{used_text(row)} gebruikt, nog {amount_text(left, row)}")
        self.facts.set_facts(_facts(card))
        may_take_back = "cancel" in may or "withdraw" in may
        offered = {*may, "take_back"} if may_take_back else set(may)
        for name, button in self.buttons.items():
            button.setVisible(name in offered)
        self.cancel_button.set_words("Vraag intrekken" if "withdraw" in may else "Laten vervallen")
        self.acts.setVisible(not offered.isdisjoint(IN_SIGHT))
        self.more.setVisible(not offered.isdisjoint(BELOW))
        self.ticks.show_card(card, may)
        stands = row.status in ("proposed", "waiting", "running")
        words = refusal if stands else ""
        if not words and row.status == "proposed" and "accept" not in may:
            words = f"{row.provider} antwoordt. Tot die tijd houdt het traject een plaats vrij."
        elif not words and row.status == "running" and card.sharing is not None and card.sharing.missing:
            words = WITHOUT_BASIS.format(provider=row.provider) if "consent" in may else ""
        elif not words and row.status == "waiting":
            words = (
                f"Er is een plaats vrij vanaf {dutch.date_medium(card.seat_from)}."
                if card.seat_from
                else "Komt er een plaats vrij, dan kan dit traject worden gevraagd, in de volgorde van de lijst."
            )
        self.refusal.setText(words)
        self.refusal.setVisible(bool(words))
        self.list_button.setVisible(has_deliveries and bool(row.used_hundredths))
        self.changes.set_lines([_line(one) for one in card.changes])
        for widget in (self.changes_title, self.changes):
            widget.setVisible(bool(card.changes))


def _facts(card: PlacementCard) -> list[tuple[str, str]]:
    row = card.row
    answer = dutch.date_medium(row.answered_on) if row.answered_on else ""
    plan = [f"{dutch.month(month_start(month))} {dutch.quantity(planned)}" for month, planned in card.months.items()]
    return [
        ("Wachtlijst", f"plaats {row.queue_place} voor dit aanbod" if row.queue_place else ""),
        ("Leerling", row.pupil_code if row.pseudonym else ""),
        ("Van school", row.user),
        ("Volgt", row.offer),
        ("Bij", row.provider),
        ("Van", dutch.date_medium(row.starts_on)),
        ("Tot en met", dutch.date_medium(row.ends_on)),
        ("Plan", ", ".join(plan)),
        ("Antwoord", " · ".join(part for part in (answer, row.answer_reason) if part)),
        ("Eerder geëindigd", label(END_REASON, row.end_reason) if row.end_reason else ""),
        ("Besluit", row.decision_number),
        ("Casus", row.case_number),
    ]


def _line(one: ChangeRow) -> Line:
    day = dutch.date_medium(home_day(one.changed_at))
    quiet = " · ".join(part for part in (one.reason, one.changed_by, day) if part)
    return Line(placement_change_text(one.field, one.old, one.new), quiet, icon="history")
