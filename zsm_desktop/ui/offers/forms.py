"""The forms of an offer: what it is, and what it costs from a day on."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from zsm_desktop.domain.permissions import Role
from zsm_desktop.services.offers import TARGET_GROUPS, WEEKDAYS, OfferCard, OfferDraft, OfferRow
from zsm_desktop.ui.offers.state import OffersState, kinds
from zsm_desktop.ui.parts import layout
from zsm_desktop.ui.parts.chip import Chip
from zsm_desktop.ui.parts.field import Field
from zsm_desktop.ui.parts.flow import flow
from zsm_desktop.ui.parts.form import FormDialog
from zsm_desktop.ui.parts.inputs import Choice, DateField, MoneyField, NoteField
from zsm_desktop.ui.parts.reading import cents_in, day_in, filled, whole_in
from zsm_desktop.ui.theme import Theme
from zsm_desktop.words import format as dutch
from zsm_desktop.words.labels import TARGET_GROUP, first_upper, label

_FIELD_OF = {
    "offer.no_name": "name",
    "offer.no_school": "school",
    "offer.negative_seats": "seats",
    "offer.span": "ends_on",
    "offer.fixed": "unit",
}


class OfferForm(FormDialog):
    """A new offer, or a change of one; school and unit of an offer stay as they are."""

    def __init__(
        self, theme: Theme, window: QWidget, state: OffersState, before: OfferCard | None, today: date
    ) -> None:
        super().__init__(
            theme,
            "Aanbod wijzigen" if before else "Nieuw aanbod",
            window,
            submit=self._save,
            do="Opslaan" if before else "Toevoegen",
            width=640,
        )
        self._state, self._before = state, before
        self.made_id = before.offer.id if before else ""
        self.field_of |= _FIELD_OF
        self._build(today)
        if before is not None:
            self._fill(before.offer, before.description)
        self.fields["name"].editor.setFocus()

    def _build(self, today: date) -> None:
        theme, state = self.theme, self._state
        groups = [(group, first_upper(label(TARGET_GROUP, group))) for group in TARGET_GROUPS]
        schools = state.schools() if self._before else _own_schools(state)
        self.add("name", "Naam", QLineEdit(), is_required=True, hint="Bijvoorbeeld: Lassen niveau 1")
        self.add_row(
            ("school", Field(theme, "School die het aanbiedt", Choice(theme, schools), is_required=True)),
            ("unit", Field(theme, "Eenheid", Choice(theme, state.units()), is_required=True)),
        )
        self.add_row(
            ("kind", Field(theme, "Soort", Choice(theme, kinds()))),
            ("sector", Field(theme, "Sector", Choice(theme, state.sectors()))),
        )
        self.add_row(
            ("target", Field(theme, "Doelgroep", Choice(theme, groups))),
            ("place", Field(theme, "Plaats", QLineEdit())),
        )
        self.days = {day: Chip(theme, day) for day in WEEKDAYS}
        for chip in self.days.values():
            chip.clicked.connect(self._on_edit)
        days = Field(theme, "Dagen", flow(theme, *self.days.values(), gap=8), hint="Geen dag gekozen: in overleg")
        seats = self.place("seats", Field(theme, "Aantal plaatsen", QLineEdit(), hint="Leeg: geen grens"))
        pair = layout.row(theme, days, seats, gap=16)
        for at in (0, 1):
            pair.setStretch(at, 1)
            pair.itemAt(at).setAlignment(Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(pair)
        self.add_row(
            ("starts_on", Field(theme, "Beschikbaar vanaf", DateField(theme, today))),
            ("ends_on", Field(theme, "Tot en met", DateField(theme, today))),
        )
        self.add("description", "Omschrijving", NoteField(theme, "Wat leert of doet een leerling hier?", lines=2))

    def _fill(self, offer: OfferRow, description: str) -> None:
        texts = {"name": offer.name, "place": offer.place, "seats": "" if offer.seats is None else str(offer.seats)}
        for name, text in texts.items():
            self.fields[name].editor.setText(text)
        chosen = {
            "school": offer.school_id, "unit": offer.unit_id, "kind": offer.kind, "sector": offer.sector_id,
            "target": offer.target_group,
        }  # fmt: skip
        for name, key in chosen.items():
            self.fields[name].editor.choose(key)
        for name in ("school", "unit"):
            self.fields[name].editor.setEnabled(False)
        for day in offer.weekdays:
            self.days[day].setChecked(True)
        self.fields["starts_on"].editor.set_day(offer.starts_on)
        self.fields["ends_on"].editor.set_day(offer.ends_on)
        self.fields["description"].editor.setPlainText(description)
        self._is_edited = False

    def _save(self) -> None:
        text = {name: field.text for name, field in self.fields.items()}
        offer = self._before.offer if self._before else None
        draft = OfferDraft(
            school_id=offer.school_id if offer else text["school"],
            sector_id=text["sector"],
            unit_id=offer.unit_id if offer else text["unit"],
            name=text["name"],
            kind=text["kind"],
            target_group=text["target"],
            description=text["description"],
            place=text["place"],
            weekdays=tuple(day for day, chip in self.days.items() if chip.isChecked()),
            seats=whole_in(self, "seats"),
            starts_on=day_in(self, "starts_on"),
            ends_on=day_in(self, "ends_on"),
        )
        changes = self._state.save(draft, offer)
        self.made_id = changes.made or self.made_id


class TariffForm(FormDialog):
    """A tariff from a day on; the ones before it stay what they were."""

    def __init__(self, theme: Theme, window: QWidget, state: OffersState, card: OfferCard, today: date) -> None:
        super().__init__(theme, "Nieuw tarief", window, submit=self._save, do="Vastleggen", width=420)
        self._state, self._offer_id = state, card.offer.id
        self.field_of |= {
            "tariff.negative": "cents",
            "tariff.used": "valid_from",
            "tariff.too_late": "valid_from",
        }
        now = card.offer.tariff_cents
        hint = f"Nu {dutch.money(now)}" if now is not None else "Er is nog geen tarief"
        self.add("cents", f"Tarief per {card.offer.unit}", MoneyField(theme), is_required=True, hint=hint)
        first = today if not card.tariffs else None
        self.add(
            "valid_from", "Geldt vanaf", DateField(theme, today, first), is_required=True,
            hint="Leveringen van vóór deze dag houden hun eigen tarief.",
        )  # fmt: skip
        self.fields["cents"].editor.setFocus()

    def _save(self) -> None:
        cents, valid_from = filled(cents_in(self, "cents")), filled(day_in(self, "valid_from"))
        self._state.desk.offers.set_tariff(self._offer_id, cents, valid_from)


def _own_schools(state: OffersState) -> list[tuple[str, str]]:
    """Those for which this user may make an offer."""
    actor = state.desk.actor
    return [one for one in state.schools() if actor.role is Role.SECRETARY or one[0] == actor.school_id]
