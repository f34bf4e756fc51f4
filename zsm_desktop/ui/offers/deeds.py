"""What a user does with offers: make, change, stop, price and reserve one, and make the guide of them all."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from zsm_desktop.services.bookings import BookingRow
from zsm_desktop.services.catalogue import CatalogueChoice
from zsm_desktop.services.changes import Changes
from zsm_desktop.ui.offers.booking_form import BookingForm
from zsm_desktop.ui.offers.forms import OfferForm
from zsm_desktop.ui.offers.guide_form import GuideForm
from zsm_desktop.ui.offers.state import OffersState
from zsm_desktop.ui.offers.tariffs import TariffForm
from zsm_desktop.ui.parts import files
from zsm_desktop.ui.parts.strip import ConfirmStrip
from zsm_desktop.ui.theme import Theme
from zsm_desktop.ui.work import Workshop
from zsm_desktop.words import format as dutch
from zsm_desktop.words.labels import first_upper

Attempt = Callable[[Callable[[], object]], bool]


class OfferDeeds(QObject):
    """`made` sends the id of a new offer, `said` news for a toast; `strip` is where the page asks."""

    made = Signal(str)
    said = Signal(str, str)

    def __init__(
        self, page: QWidget, theme: Theme, state: OffersState, workshop: Workshop, attempt: Attempt, strip: ConfirmStrip
    ) -> None:
        super().__init__(page)
        self._page, self._theme, self._state = page, theme, state
        self._workshop, self._attempt, self._strip = workshop, attempt, strip

    def add(self) -> None:
        form = OfferForm(self._theme, self._page.window(), self._state, None, self._state.desk.day)
        form.accepted.connect(lambda: self.made.emit(form.made_id))
        form.open()

    def edit(self) -> None:
        if self._may_change():
            form = OfferForm(self._theme, self._page.window(), self._state, self._state.card, self._state.desk.day)
            form.told.connect(lambda words: self.said.emit(words, "info"))
            form.open()

    def set_tariff(self) -> None:
        card = self._state.card
        if card is not None and self._may_change():
            rows = self._state.tariffs(card.offer.id)
            TariffForm(self._theme, self._page.window(), self._state, card.offer, rows).open()

    def remove_tariff(self) -> None:
        card = self._state.card
        if card is None or not self._may_change():
            return
        latest = self._state.tariffs(card.offer.id)[0]
        self._strip.ask(
            f"Het tarief van {dutch.money(latest.cents)} vanaf {dutch.date_medium(latest.valid_from)} weghalen? "
            "Er is nog niet mee geleverd.",
            lambda: self._attempt(lambda: self._state.desk.tariffs.remove(latest.id)),
            yes="Weghalen", no="Laten staan",
        )  # fmt: skip

    def switch(self) -> None:
        """Stopping asks first; offering again is at once undone, so it does not."""
        card = self._state.card
        if card is None or not self._may_change():
            return
        offer = card.offer
        if not offer.is_active:
            self._attempt(lambda: self._state.switch(offer))
            return
        running = dutch.plural(offer.placements, "afgesproken traject gaat", "afgesproken trajecten gaan")
        more = f" {first_upper(running)} door tot het einde." if offer.placements else ""
        self._strip.ask(
            f"{offer.name} niet meer aanbieden?{more}",
            lambda: self._attempt(lambda: self._state.switch(offer)),
            yes="Stoppen", no="Laten staan",
        )  # fmt: skip

    def move_up(self) -> None:
        """Everyone in the waiting list who has a seat now."""
        card = self._state.card
        if card is not None:
            self._attempt(lambda: self._moved(self._state.desk.waiting_list.move_up(card.offer.id)))

    def book(self) -> None:
        card = self._state.card
        if card is not None and self._state.may_book(card.offer):
            form = BookingForm(self._theme, self._page.window(), self._state, card.offer)
            form.accepted.connect(lambda: self._booked(form))
            form.open()

    def cancel_booking(self, row: BookingRow) -> None:
        hours = dutch.time_span(row.starts_at, row.ends_at)
        self._strip.ask(
            f"De reservering van {row.school} op {dutch.date_long(row.day)}, {hours}, afzeggen?",
            lambda: self._attempt(lambda: self._state.desk.bookings.cancel(row.id)),
            yes="Afzeggen", no="Laten staan",
        )  # fmt: skip

    def ask_guide(self) -> None:
        form = GuideForm(self._theme, self._page.window(), self._state)
        form.accepted.connect(lambda: self._ask_folder(form.wanted, form.formats))
        form.open()

    def write_guide(self, folder: Path, wanted: CatalogueChoice, formats: tuple[str, ...]) -> None:
        """Beside the window; it can be stopped, and then nothing is written."""

        def job(progress) -> list[str]:
            from zsm_desktop.reports.catalogue import write

            made = write(self._state.desk, folder, wanted, formats=formats, say=progress.step)
            return [path.name for path in made.values()]

        self._workshop.run(
            "Gids van het aanbod", job,
            done=lambda names: self.said.emit(f"In {folder} staat nu {dutch.joined(names)}.", "good"),
            failed=lambda words: self.said.emit(words, "bad"),
        )  # fmt: skip

    def _ask_folder(self, wanted: CatalogueChoice, formats: tuple[str, ...]) -> None:
        files.ask_folder(
            self._page.window(), "Kies een map voor de gids", lambda folder: self.write_guide(folder, wanted, formats)
        )

    def _moved(self, changes: Changes) -> None:
        what = dutch.plural(len(changes.topics["placement"]), "traject", "trajecten")
        self.said.emit(f"Van de wachtlijst is {what} nu gevraagd.", "good")

    def _booked(self, form: BookingForm) -> None:
        self.said.emit(
            "Gereserveerd. Er is al iets op dit moment: spreek af wie er komt." if form.is_clash else "Gereserveerd.",
            "warn" if form.is_clash else "good",
        )

    def _may_change(self) -> bool:
        card = self._state.card
        return card is not None and self._attempt(lambda: self._state.demand(card.offer))
