"""The offer in hand: what, where and when, its tariffs, and who is there now."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal

from zsm_desktop.domain.errors import RuleError
from zsm_desktop.services.offers import OfferCard, OfferRow, TariffRow
from zsm_desktop.services.placements import PlacementRow
from zsm_desktop.ui.parts import layout
from zsm_desktop.ui.parts.button import Button
from zsm_desktop.ui.parts.facts import DetailPanel, FactList
from zsm_desktop.ui.parts.field import sentence
from zsm_desktop.ui.parts.lines import Line, Lines
from zsm_desktop.ui.parts.strip import ConfirmStrip
from zsm_desktop.ui.theme import Theme
from zsm_desktop.words import format as dutch
from zsm_desktop.words.labels import OFFER_KIND, TARGET_GROUP, first_upper, label

WEEKDAY_NAMES = dict(zip(("ma", "di", "wo", "do", "vr"), dutch.WEEKDAYS, strict=False))


class OfferPanel(DetailPanel):
    """`edit`, `tariff` and `switch` ask the page for the act; `placement` sends the id of one to go to."""

    edit = Signal()
    tariff = Signal()
    switch = Signal()
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
        self.tariffs = Lines(theme, name="Tarieven", empty="Nog geen tarief: zonder tarief kan niet geleverd worden.")
        self.running = Lines(theme, name="Lopende trajecten", empty="Op dit moment loopt hier geen traject.")
        self.go = Button(theme, "Naar de trajecten", kind="quiet", icon="arrow-right", on_click=self._go)
        self.running_title = layout.label("Nu bezet door", "strong")
        things = (
            self.refusal, self.facts, self.description, layout.label("Tarieven", "strong"), self.tariffs,
            self.running_title, self.running, self.go, self.confirm, self.switch_button,
        )  # fmt: skip
        for thing in things:
            self.body.addWidget(thing)

    def show_card(self, card: OfferCard, placements: Sequence[PlacementRow] | None, refusal: RuleError | None) -> None:
        """`placements` None: this user may not see them, the number of seats taken says enough."""
        offer = card.offer
        self.show_thing(offer.name, f"{offer.school} · {offer.code}", "" if offer.is_active else "gestopt")
        self.facts.set_facts(_facts(offer))
        self.description.setText(card.description)
        self.description.setVisible(bool(card.description))
        self.tariffs.set_lines([self._tariff_line(tariff, card) for tariff in card.tariffs])
        self._show_placements(placements)
        for button in (self.edit_button, self.tariff_button, self.switch_button):
            button.setVisible(refusal is None)
        self.acts.setVisible(refusal is None)
        self.switch_button.set_words("Niet meer aanbieden" if offer.is_active else "Weer aanbieden")
        self.refusal.setText("" if refusal is None else sentence(refusal))
        self.refusal.setVisible(refusal is not None)

    def _show_placements(self, placements: Sequence[PlacementRow] | None) -> None:
        self._placements = tuple(placements or ())
        for widget in (self.running_title, self.running):
            widget.setVisible(placements is not None)
        self.go.setVisible(bool(self._placements))
        self.running.set_lines(
            [
                Line(row.pseudonym, f"{row.number} · {row.user} · t/m {dutch.date_short(row.ends_on)}", "user")
                for row in self._placements
            ]
        )

    def _tariff_line(self, tariff: TariffRow, card: OfferCard) -> Line:
        now = next((one.id for one in card.tariffs if one.valid_from <= self._today), None)
        state = "geldt nu" if tariff.id == now else "gaat nog in" if tariff.valid_from > self._today else "voorbij"
        used = ", al gebruikt" if tariff.is_used else ""
        return Line(
            f"{dutch.money(tariff.cents)} per {card.offer.unit}",
            f"vanaf {dutch.date_medium(tariff.valid_from)} · {state}{used}",
            "circle-check" if tariff.id == now else "clock" if tariff.valid_from > self._today else "history",
            "good" if tariff.id == now else "neutral",
            is_strong=tariff.id == now,
        )

    def _go(self) -> None:
        if self._placements:
            self.placement.emit(self._placements[0].offer_id)


def seats_text(offer: OfferRow) -> str:
    """ "2 van 6 vrij"; an offer without a limit says so."""
    if offer.seats is None:
        return "geen grens"
    return f"{offer.seats_free} van {offer.seats} vrij"


def days_text(offer: OfferRow) -> str:
    return dutch.joined(offer.weekdays) if offer.weekdays else "in overleg"


def _facts(offer: OfferRow) -> list[tuple[str, str]]:
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
        ("Waar", offer.place),
        ("Dagen", days),
        ("Wanneer", " ".join(part for part in span if part)),
        ("Plaatsen", seats_text(offer) if offer.seats is not None else f"geen grens, {offer.placements} bezet"),
        ("Tarief nu", tariff),
    ]
