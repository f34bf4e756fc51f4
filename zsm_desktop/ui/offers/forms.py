"""The form of an offer: what it is, where and when."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from zsm_desktop.services.offer_rows import WEEKDAYS
from zsm_desktop.services.offers import MOST_SHORT, TARGET_GROUPS, OfferCard, OfferDraft
from zsm_desktop.ui.offers.lists import kinds
from zsm_desktop.ui.offers.state import OffersState
from zsm_desktop.ui.parts import layout
from zsm_desktop.ui.parts.chip import ChipSet
from zsm_desktop.ui.parts.field import Field
from zsm_desktop.ui.parts.form import FormDialog
from zsm_desktop.ui.parts.inputs import Check, Choice, DateField, MoneyField, NoteField, unchosen
from zsm_desktop.ui.parts.reading import cents_in, day_in, whole_in
from zsm_desktop.ui.theme import Theme
from zsm_desktop.words.labels import TARGET_GROUP, first_upper, label
from zsm_desktop.words.names import say, saying

_FIELD_OF = {
    "offer.no_name": "name",
    "offer.no_school": "school",
    "offer.negative_seats": "seats",
    "offer.span": "ends_on",
    "offer.fixed": "unit",
    "offer.kind_used": "kind",
    "offer.contact": "contact",
    "offer.negative_cost": "outside",
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
            for name in ("school", "unit"):
                self.fields[name].editor.setEnabled(False)
                self.fields[name].put(getattr(before.offer, f"{name}_id"))
            self.edits(before.offer.version, values_of(before), self._reread)
        self.fields["name"].editor.setFocus()

    def _build(self, today: date) -> None:
        theme, state = self.theme, self._state
        groups = [(group, first_upper(label(TARGET_GROUP, group))) for group in TARGET_GROUPS]
        schools = state.schools() if self._before else unchosen(state.own_schools(), "Kies de school")
        self.add("name", "Naam", _line(), is_required=True, hint="Bijvoorbeeld: Lassen niveau 1")
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
            ("level", Field(theme, "Niveau", _line(), hint="Bijvoorbeeld: entree")),
        )
        self.add_row(
            ("place", Field(theme, "Plaats", _line())),
            (
                "certificate",
                Field(theme, "Certificaat", _line(), hint=say(state.desk.nouns, "Wat [een leerling] ermee haalt")),
            ),
        )
        self.days = ChipSet(theme, WEEKDAYS)
        days = self.place("days", Field(theme, "Dagen", self.days, hint="Geen dag gekozen: in overleg"))
        seats = self.place("seats", Field(theme, "Aantal plaatsen", QLineEdit(), hint="Leeg: geen grens"))
        pair = layout.row(theme, days, seats, gap=16)
        for at in (0, 1):
            pair.setStretch(at, 1)
            pair.itemAt(at).setAlignment(Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(pair)
        self.add_row(
            ("starts_on", Field(theme, "Beschikbaar vanaf", DateField(theme, today))),
            ("ends_on", Field(theme, "Tot en met", DateField(theme, today), hint="Daarna staat het als verlopen")),
        )
        self.waiting = Check(theme, "Met een wachtlijst als het vol is")
        self.waiting.setChecked(True)
        self.add("waiting", "Wachtlijst", self.waiting)
        self._build_rest()

    def _build_rest(self) -> None:
        theme, say = self.theme, saying(self._state.desk.nouns)
        self.add(
            "description", "Omschrijving", NoteField(theme, say("Wat leert of doet [een leerling] hier?"), lines=2)
        )
        provide = NoteField(theme, say("Waar zorgt de school van [de leerling] zelf voor?"), lines=2)
        self.add("to_provide", "Zelf regelen", provide, hint="Zoals vervoer, werkkleding of een begeleider")
        self.add_row(
            ("contact", Field(theme, "Vragen aan", Choice(theme))),
            (
                "outside",
                Field(theme, "Kosten van buiten", MoneyField(theme), hint="Zoals een examinator; ter informatie"),
            ),
        )
        school = self.fields["school"].editor
        school.activated.connect(lambda _at: self._fill_contacts())
        self._fill_contacts()

    def _fill_contacts(self) -> None:
        """Of the school that offers it."""
        before = self._before
        self.fields["contact"].editor.set_choices(
            self._state.contacts(before.offer.school_id if before else self.fields["school"].text)
        )

    def _reread(self) -> tuple[int, dict[str, object]]:
        """With the lists to choose from as they are by then."""
        card = self._state.desk.offers.card(self.made_id)
        self.fields["sector"].set_choices(self._state.sectors())
        self.fields["contact"].set_choices(self._state.contacts(card.offer.school_id))
        return card.offer.version, values_of(card)

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
            weekdays=self.days.value,
            seats=whole_in(self, "seats"),
            starts_on=day_in(self, "starts_on"),
            ends_on=day_in(self, "ends_on"),
            level=text["level"],
            certificate=text["certificate"],
            to_provide=text["to_provide"],
            contact_id=text["contact"] or None,
            outside_cost_cents=cents_in(self, "outside"),
            has_waiting_list=self.waiting.isChecked(),
        )
        changes = self._state.save(draft, self.made_id, self.row.version if self.row else 0)
        self.made_id = changes.made or self.made_id


def values_of(card: OfferCard) -> dict[str, object]:
    offer = card.offer
    return {
        "name": offer.name, "kind": offer.kind, "sector": offer.sector_id, "target": offer.target_group,
        "level": offer.level, "place": offer.place, "certificate": card.certificate, "days": tuple(offer.weekdays),
        "seats": "" if offer.seats is None else str(offer.seats), "starts_on": offer.starts_on,
        "ends_on": offer.ends_on, "waiting": offer.has_waiting_list, "description": card.description,
        "to_provide": card.to_provide, "contact": card.contact_id or "", "outside": card.outside_cost_cents,
    }  # fmt: skip


def _line() -> QLineEdit:
    editor = QLineEdit()
    editor.setMaxLength(MOST_SHORT)
    return editor
