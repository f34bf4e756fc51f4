"""The card of one organisation: where it is, who pays its invoices, how large it is, and whom to call."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit

from zsm_desktop.domain.permissions import Permission
from zsm_desktop.services.clusters import ClusterRow
from zsm_desktop.services.network import OrganisationCard, OrganisationDraft, SchoolDraft
from zsm_desktop.ui.network.contacts import ContactList
from zsm_desktop.ui.network.state import MemberRow
from zsm_desktop.ui.parts import layout
from zsm_desktop.ui.parts.button import Button
from zsm_desktop.ui.parts.facts import DetailPanel, FactList
from zsm_desktop.ui.parts.field import Field
from zsm_desktop.ui.parts.form import FormDialog
from zsm_desktop.ui.parts.inputs import Choice
from zsm_desktop.ui.theme import Theme
from zsm_desktop.words import format as dutch
from zsm_desktop.words.labels import ORGANISATION_KIND, SCHOOL_KIND, SCHOOL_KIND_SHORT, first_upper, label

NO_CLUSTER = ("", "Geen")
FIELDS = ("name", "street", "house_number", "postcode", "city", "phone", "website", "iban", "kvk_number")


def short_kind(row: MemberRow) -> str:
    return label(SCHOOL_KIND_SHORT, row.group) if row.kind == "school" else label(ORGANISATION_KIND, row.kind)


def kind_words(kind: str, group: str) -> str:
    return label(SCHOOL_KIND, group) if kind == "school" else label(ORGANISATION_KIND, kind)


class OrganisationPanel(DetailPanel):
    navigate = Signal(str, str)
    offered = Signal(str, str, object)

    def __init__(self, theme: Theme, desk: Any, attempt: Callable[[Callable[[], object]], bool]) -> None:
        super().__init__(theme, "Kies een school of organisatie", icon="building")
        self._desk = desk
        self.card: OrganisationCard | None = None
        self.may_edit = desk.actor.may(Permission.EDIT_NETWORK)
        self.edit = Button(theme, "Bewerken", icon="pencil", key="Ctrl+E", on_click=self.ask_edit)
        self.offers = Button(theme, "Aanbod", icon="school", on_click=lambda: self.navigate.emit("offers", ""))
        self.balance = Button(
            theme, "Saldo", icon="scale", on_click=lambda: self.navigate.emit("balances", self.card.id)
        )
        if not self.may_edit:
            self.edit.hide()
        self.set_acts(self.edit, self.offers, self.balance)
        self.facts = FactList(theme)
        self.contacts = ContactList(theme, desk, attempt)
        for thing in (self.facts, layout.line(), layout.label("Contactpersonen", "section"), self.contacts):
            self.body.addWidget(thing)

    def show_card(self, row: MemberRow, card: OrganisationCard) -> None:
        self.card = card
        subtitle = " · ".join(part for part in (first_upper(kind_words(row.kind, row.group)), card.city) if part)
        self.show_thing(card.name, subtitle)
        payer = card.board
        self.facts.set_facts([
            ("Adres", card.address),
            ("Plaats", f"{card.postcode} {card.city}".strip()),
            ("Telefoon", card.phone),
            ("Website", card.website),
            ("BRIN", card.brin),
            ("Code", card.code if card.code != card.brin else ""),
            ("Onderwijs", ", ".join(card.structures.split("/")) if card.structures else ""),
            ("Eiland", card.island),
            ("Cluster", card.cluster),
            ("Factuur naar", payer if card.kind == "school" else ""),
            ("Bevoegd gezag", card.board_number if card.kind == "board" else ""),
            ("KvK", card.kvk_number),
            ("IBAN", card.iban),
            ("Leerlingen", dutch.count(row.pupils) if row.pupils is not None else ""),
            ("Aanbod", dutch.count(row.offers) if row.offers is not None else ""),
        ])  # fmt: skip
        self.offers.setVisible(bool(row.offers))
        self.balance.setVisible(card.kind == "school")
        self.contacts.show_card(card, may_edit=self.may_edit)

    def ask_edit(self) -> FormDialog:
        card, network = self.card, self._desk.network
        before = OrganisationDraft(**{key: getattr(card, key) for key in FIELDS})
        school = SchoolFields(self._theme, card, self._desk.clusters.rows()) if card.school_kind else None

        def change(draft: OrganisationDraft) -> None:
            network.edit_organisation(card.id, draft, school.draft() if school else None)
            self.offered.emit(f"{draft.name} is bijgewerkt.", "good", ("Ongedaan maken", put_back))

        def put_back() -> None:
            network.edit_organisation(card.id, before, school.before if school else None)

        dialog = organisation_form(
            self._theme, f"{card.name} bewerken", self.window(), change,
            {key: getattr(card, key) for key in FIELDS}, school=school,
        )  # fmt: skip
        dialog.open()
        return dialog


class SchoolFields:
    """What only a school has, for its form; `before` is how it stands now."""

    def __init__(self, theme: Theme, card: OrganisationCard, clusters: Sequence[ClusterRow]) -> None:
        kinds = [(key, first_upper(words)) for key, words in SCHOOL_KIND.items()]
        self.before = SchoolDraft(card.school_kind, card.island, card.cluster_id or None)
        self.kind = Field(theme, "Soort school", Choice(theme, kinds))
        self.island = Field(theme, "Eiland", QLineEdit(card.island))
        self.cluster = Field(theme, "Cluster", Choice(theme, [NO_CLUSTER, *((one.id, one.name) for one in clusters)]))
        self.kind.editor.choose(card.school_kind)
        self.cluster.editor.choose(card.cluster_id)

    def draft(self) -> SchoolDraft:
        return SchoolDraft(self.kind.text, self.island.text, self.cluster.text or None)


def organisation_form(
    theme: Theme,
    title: str,
    window,
    do: Callable[[OrganisationDraft], object],
    values: dict[str, str],
    *,
    with_kind: bool = False,
    school: SchoolFields | None = None,
) -> FormDialog:
    """Name, address and numbers; with `with_kind` also what sort of organisation it is, and of a `school` its own."""

    def submit() -> None:
        asked = (*FIELDS, "kind") if with_kind else FIELDS
        do(OrganisationDraft(**{key: dialog.fields[key].text for key in asked}))

    dialog = FormDialog(theme, title, window, submit=submit, do="Toevoegen" if with_kind else "Opslaan", width=580)
    made = {key: Field(theme, words, QLineEdit(values.get(key, "")), hint=hint) for key, words, hint in (
        ("name", "Naam", ""), ("street", "Straat", ""), ("house_number", "Nummer", ""), ("postcode", "Postcode", ""),
        ("city", "Plaats", ""), ("phone", "Telefoon", ""), ("website", "Website", ""), ("iban", "IBAN", ""),
        ("kvk_number", "KvK-nummer", ""),
    )}  # fmt: skip
    made["name"].is_required = True
    dialog.body.addWidget(dialog.place("name", made["name"]))
    if with_kind:
        kinds = [
            (key, first_upper(words)) for key, words in ORGANISATION_KIND.items() if key not in {"school", "board"}
        ]
        dialog.add("kind", "Soort", Choice(theme, kinds))
    if school is not None:
        dialog.body.addWidget(dialog.place("school_kind", school.kind))
        dialog.add_row(("island", school.island), ("cluster", school.cluster))
    for pair in (("street", "house_number"), ("postcode", "city"), ("phone", "website"), ("iban", "kvk_number")):
        dialog.add_row(*((key, made[key]) for key in pair))
    dialog.field_of["network.organisation_without_name"] = "name"
    made["name"].editor.setFocus()
    return dialog
