"""Asks before an act on deliveries and does it: confirm and book, dispute, withdraw, reverse."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from zsm_desktop.services.delivery_lists import DeliveryRow
from zsm_desktop.ui.exchange.delivery_panel import quantity_text
from zsm_desktop.ui.exchange.forms import DeliveryForm, ReasonForm
from zsm_desktop.ui.exchange.state import DeliveriesState, DeliveryActs
from zsm_desktop.ui.parts.strip import ConfirmStrip
from zsm_desktop.ui.theme import Theme
from zsm_desktop.words import format as dutch

if TYPE_CHECKING:
    from zsm_desktop.services.changes import Changes
    from zsm_desktop.services.silence import SilencePreview

Attempt = Callable[[Callable[[], object]], bool]
MOST_NAMED = 3
BOOKED_FOR_EVER = "Wat geboekt is, verandert niet meer; een fout wordt later teruggedraaid met een tegenboeking."


class Deeds(QObject):
    """`strip` is the question in the page; `said` is news for a toast."""

    said = Signal(str, str)

    def __init__(self, face: QWidget, theme: Theme, acts: DeliveryActs, attempt: Attempt) -> None:
        super().__init__(face)
        self._face, self._theme, self._acts, self._attempt = face, theme, acts, attempt
        self.strip = ConfirmStrip(theme)

    def enter_one(self) -> None:
        """A delivery without a placement."""
        DeliveryForm(self._theme, self._face.window(), self._acts, self._acts.desk.day).open()

    def confirm_silent(self, shown: SilencePreview) -> None:
        self.strip.ask(
            f"{_worth(shown.count, shown.cents)} door stilzwijgen bevestigen en boeken? De scholen "
            f"antwoordden niet binnen de termijn die in hun bevestigingsbestand stond. {BOOKED_FOR_EVER}",
            lambda: self._attempt(lambda: self._booked(self._acts.confirm_silent(shown))),
            yes="Boeken",
            no="Nog niet",
        )

    def confirm(self, rows: Sequence[DeliveryRow]) -> None:
        if rows:
            self._ask(rows)

    def confirm_all(self, state: DeliveriesState) -> None:
        """Everything the filter shows that waits for this user, however long the list is."""
        rows = state.waiting_rows()
        if rows:
            self._ask(rows, state.shown_count() - len(rows))

    def dispute(self, row: DeliveryRow | None) -> None:
        if row is not None:
            self._reason(
                "Levering betwisten",
                row,
                lambda reason: self._done(
                    self._acts.dispute(row.id, reason), f"Betwist. {row.provider} ziet uw reden bij de levering."
                ),
                do="Betwisten",
                codes=("delivery.no_reason", "delivery.long_reason"),
                hint=f"{row.provider} leest dit. Schrijf geen naam van een leerling.",
            )

    def withdraw(self, row: DeliveryRow | None) -> None:
        if row is not None:
            self.strip.ask(
                f"{row.offer} van {dutch.date_medium(row.delivered_on)} intrekken? De levering telt dan niet meer mee.",
                lambda: self._attempt(lambda: self._done(self._acts.withdraw(row.id), "De levering is ingetrokken.")),
                yes="Intrekken",
                no="Laten staan",
            )

    def reverse(self, row: DeliveryRow | None) -> None:
        number = row.entry_number if row else None
        if row is not None and number is not None:
            self._reason(
                f"Boeking {dutch.count(number)} terugdraaien",
                row,
                lambda reason: self._done(
                    self._acts.reverse(number, reason), f"Boeking {dutch.count(number)} is teruggedraaid."
                ),
                do="Tegenboeking maken",
                codes=("ledger.no_reason",),
                hint="De oude boeking blijft staan; de nieuwe noemt haar en heft haar op.",
            )

    def _done(self, _changes: Changes, words: str) -> None:
        self.said.emit(words, "good")

    def _reason(
        self,
        title: str,
        row: DeliveryRow,
        submit: Callable[[str], object],
        *,
        do: str,
        codes: tuple[str, ...],
        hint: str,
        **how: Any,
    ) -> None:
        """`how` is what else `ReasonForm` may be told."""
        day, amount = dutch.date_medium(row.delivered_on), dutch.money(row.amount_cents)
        about = f"{row.offer}, {day}: {quantity_text(row)}, {amount}"
        window = self._face.window()
        ReasonForm(self._theme, window, title, about, do=do, codes=codes, submit=submit, hint=hint, **how).open()

    def _ask(self, rows: Sequence[DeliveryRow], others: int = 0) -> None:
        """`others` are in the list too and stay as they are."""
        ids, cents = [row.id for row in rows], sum(row.amount_cents for row in rows)
        words = f"{_worth(len(rows), cents)} bevestigen en boeken: {_named(rows)}? "
        if others:
            words += (
                f"Dat is {dutch.count(len(rows))} van de {dutch.count(len(rows) + others)} in deze lijst; "
                "de rest wacht op een andere school of is al bevestigd, betwist of ingetrokken. "
            )
        self.strip.ask(
            words + BOOKED_FOR_EVER,
            lambda: self._attempt(lambda: self._booked(self._acts.confirm(ids))),
            yes="Bevestigen",
            no="Nog niet",
        )

    def _booked(self, changes: Changes) -> None:
        """What funds bear less or more of other deliveries is booked behind the deliveries themselves."""
        count = len(changes.topics.get("delivery", ()))
        numbers = sorted(int(number) for number in changes.topics.get("entry", ()))
        if not numbers:
            return
        what = dutch.plural(count, "levering", "leveringen")
        said = [f"{what} bevestigd en geboekt als boeking {_span(numbers[:count])}."]
        if numbers[count:]:
            said.append(f"Wat subsidies dragen, verschoof mee in boeking {_span(numbers[count:])}.")
        self.said.emit(" ".join(said), "good")


def _worth(count: int, cents: int) -> str:
    """ "1 levering van € 24,70"; "2 leveringen van samen € 49,40"."""
    what = dutch.plural(count, "levering", "leveringen")
    return f"{what} van {'' if count == 1 else 'samen '}{dutch.money(cents)}"


def _named(rows: Sequence[DeliveryRow]) -> str:
    """ "Techniek van Duin, gebruikt door Zeeuw op 1 oktober 2026"; of more only the schools."""
    providers, users = (_schools(names) for names in ([row.provider for row in rows], [row.user for row in rows]))
    if len(rows) == 1:
        return f"{rows[0].offer} van {providers}, gebruikt door {users} op {dutch.date_medium(rows[0].delivered_on)}"
    return f"van {providers}, gebruikt door {users}"


def _schools(names: Sequence[str]) -> str:
    known = sorted(set(names))
    return dutch.joined(known) if len(known) <= MOST_NAMED else f"{dutch.count(len(known))} scholen"


def _span(numbers: Sequence[int]) -> str:
    first, last = dutch.count(numbers[0]), dutch.count(numbers[-1])
    return first if len(numbers) == 1 else f"{first} tot en met {last}"
