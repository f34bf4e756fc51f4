"""The offer in hand: what, where and when, its tariffs, and who is there now."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal

from zsm_desktop.domain.errors import RuleError
from zsm_desktop.services.bookings import BookingWeek
from zsm_desktop.services.offer_rows import OfferRow
from zsm_desktop.services.offers import OfferCard
from zsm_desktop.services.placement_rows import PlacementRow
from zsm_desktop.services.tariffs import TariffRow
from zsm_desktop.services.vat import VatTreatment
from zsm_desktop.services.waiting_list import FreeSeat
from zsm_desktop.ui.offers.bookings import BookingWeekView
from zsm_desktop.ui.offers.tariffs import TariffHistory
from zsm_desktop.ui.parts import layout
from zsm_desktop.ui.parts.button import Button
from zsm_desktop.ui.parts.facts import DetailPanel, FactList
from zsm_desktop.ui.parts.field import sentence
from zsm_desktop.ui.parts.lines import Line, Lines
from zsm_desktop.ui.parts.strip import ConfirmStrip
from zsm_desktop.ui.theme import Theme
from zsm_desktop.words import format as dutch
from zsm_desktop.words.exchange import placement_state
from zsm_desktop.words.labels import OFFER_KIND, TARGET_GROUP, first_upper, label
from zsm_desktop.words.tariffs import vat_text

WEEKDAY_NAMES = dict(zip(("ma", "di", "wo", "do", "vr"), dutch.WEEKDAYS, strict=False))


class OfferPanel(DetailPanel):
    """`edit`, `tariff`, `switch` and `move_up` ask the page for the act; `placement` sends the id of one to go to.

    The panel's `history` asks for one more: to take back a tariff nobody used.
    """

    edit = Signal()
    tariff = Signal()
    switch = Signal()
    move_up = Signal()
    placement = Signal(str)

    def __init__(self, theme: Theme, today: date) -> None:
        super().__init__(
            theme, "Kies een aanbod", "Hier ziet u wat het is, wat het kost en wie er nu is.", icon="school"
        )
        self._today = today
        self._placements: tuple[PlacementRow, ...] = ()
        self.edit_button = Button(theme, "Wijzigen", key="Ctrl+E", on_click=self.edit.emit)
        self.tariff_button = Button(theme, "Tarief", key="Ctrl+T", on_click=self.tariff.emit)
        self.switch_button = Button(
            theme, "Niet meer aanbieden", kind="danger", key="Ctrl+Del", on_click=self.switch.emit
        )
        self.set_acts(self.edit_button, self.tariff_button)
        self.refusal = layout.label("", "small", wrap=True)
        self.confirm = ConfirmStrip(theme)
        self.facts = FactList(theme)
        self.description = layout.label("", wrap=True)
        self.history = TariffHistory(theme, today)
        self.tariffs = self.history.lines
        self.bookings = BookingWeekView(theme, today)
        self.free = layout.label("", wrap=True)
        self.move_up_button = Button(
            theme, "Laten doorschuiven", icon="arrow-right", key="Ctrl+Return", on_click=self.move_up.emit
        )
        self.running = Lines(theme, name="Wie een plaats bezet", empty="Niemand houdt hier een plaats bezet.")
        self.elsewhere = layout.label("", "small", wrap=True)
        self.go = Button(theme, "Naar de trajecten", kind="quiet", icon="arrow-right", key="Ctrl+J", on_click=self._go)
        self.running_title = layout.label("Houdt nu of later een plaats bezet", "strong")
        things = (
            self.refusal, self.free, self.move_up_button, self.facts, self.description, self.bookings, self.history,
            self.running_title, self.running, self.elsewhere, self.go, self.confirm, self.switch_button,
        )  # fmt: skip
        for thing in things:
            self.body.addWidget(thing)

    def show_card(
        self,
        card: OfferCard,
        tariffs: Sequence[TariffRow],
        vat: VatTreatment,
        placements: Sequence[PlacementRow] | None,
        refusal: RuleError | None,
    ) -> None:
        """`placements` None: this user may not see them, the number of seats taken says enough."""
        offer = card.offer
        self.show_thing(offer.name, f"{offer.school} · {offer.code}", status_text(offer))
        self.facts.set_facts([*_facts(card), ("Btw", _vat(vat))])
        self.description.setText(card.description)
        self.description.setVisible(bool(card.description))
        self.history.show_rows(tariffs, offer.unit, may_edit=refusal is None)
        self._show_placements(placements, offer.placements)
        for button in (self.edit_button, self.tariff_button, self.switch_button):
            button.setVisible(refusal is None)
        self.acts.setVisible(refusal is None)
        self.switch_button.set_words("Niet meer aanbieden" if offer.is_active else "Weer aanbieden")
        self.refusal.setText("" if refusal is None else sentence(refusal))
        self.refusal.setVisible(refusal is not None)

    def show_bookings(self, week: BookingWeek | None, clashes: Sequence[date], *, may_book: bool) -> None:
        """None for an offer without hours of its own."""
        self.bookings.setVisible(week is not None)
        if week is not None:
            self.bookings.show_week(week, tuple(clashes), may_book=may_book)

    def show_next_up(self, seat: FreeSeat | None, *, may_move: bool) -> None:
        """Who waits while a seat is free now; None for nobody."""
        words = f"Plek vrij vanaf {dutch.date_medium(seat.first_day)}. " if seat else ""
        self.free.setText(f"{words}Eerste op de wachtlijst: {seat.called}, {seat.user}." if seat else "")
        self.free.setVisible(seat is not None)
        self.move_up_button.setVisible(seat is not None and may_move)

    def _show_placements(self, placements: Sequence[PlacementRow] | None, count: int) -> None:
        """`count` is that of all schools."""
        self._placements = tuple(placements or ())
        others = count - len(self._placements) if placements is not None else 0
        one = f"{dutch.plural(others, 'traject staat', 'trajecten staan')} hier niet: "
        self.elsewhere.setText(f"{one}{'dat is' if others == 1 else 'die zijn'} van andere scholen.")
        self.elsewhere.setVisible(others > 0)
        for widget in (self.running_title, self.running):
            widget.setVisible(placements is not None)
        self.go.setVisible(bool(self._placements))
        self.running.set_lines(
            [
                Line(
                    row.called,
                    f"{row.number} · {row.user} · t/m {dutch.date_short(row.ends_on)} · "
                    f"{placement_state(row.status, row.starts_on, self._today)}",
                    "user",
                )
                for row in self._placements
            ]
        )

    def _go(self) -> None:
        if self._placements:
            self.placement.emit(self._placements[0].offer_id)


def seats_text(offer: OfferRow) -> str:
    """ "2 van 6 vrij"; an offer without a limit says so."""
    if offer.seats is None:
        return "geen grens"
    return f"{offer.seats_free} van {offer.seats} vrij"


def status_text(offer: OfferRow) -> str:
    """ "gestopt", "verlopen"; "" for what is offered now or later."""
    if not offer.is_active:
        return "gestopt"
    return "verlopen" if offer.is_expired else ""


def distance_text(km: int) -> str:
    """As the crow flies between postcode areas, so never to the metre."""
    return f"ongeveer {km} km" if km else "vlakbij"


def days_text(offer: OfferRow) -> str:
    return dutch.joined(offer.weekdays) if offer.weekdays else "in overleg"


def _vat(vat: VatTreatment) -> str:
    """What holds today, and why; until somebody looked, that it must be looked at."""
    words = vat_text(vat.treatment, vat.permille)
    return f"{words}: {vat.ground}" if vat.ground else words


def _facts(card: OfferCard) -> list[tuple[str, str]]:
    offer, outside = card.offer, card.outside_cost_cents
    tariff = (
        "nog niet vastgelegd" if offer.tariff_cents is None else f"{dutch.money(offer.tariff_cents)} per {offer.unit}"
    )
    span = [
        f"vanaf {dutch.date_medium(offer.starts_on)}" if offer.starts_on else "",
        f"tot en met {dutch.date_medium(offer.ends_on)}" if offer.ends_on else "",
    ]
    days = dutch.joined(WEEKDAY_NAMES[day] for day in offer.weekdays) if offer.weekdays else "in overleg"
    return [
        ("Soort", first_upper(label(OFFER_KIND, offer.kind))),
        ("Sector", offer.sector),
        ("Doelgroep", first_upper(label(TARGET_GROUP, offer.target_group))),
        ("Niveau", offer.level),
        ("Waar", offer.place),
        ("Afstand", "" if offer.km is None else distance_text(offer.km)),
        ("Dagen", days),
        ("Wanneer", " ".join(part for part in span if part)),
        ("Plaatsen", seats_text(offer) if offer.seats is not None else f"geen grens, {offer.placements} bezet"),
        ("Wachtlijst", "" if offer.seats is None else "ja" if offer.has_waiting_list else "nee"),
        ("Certificaat", card.certificate),
        ("Zelf regelen", card.to_provide),
        ("Vragen aan", card.contact),
        ("Tarief nu", tariff),
        ("Van buiten", f"{dutch.money(outside)} per {offer.unit}, in het tarief begrepen" if outside else ""),
    ]
