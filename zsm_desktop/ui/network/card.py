"""The card of one organisation: where it is, who pays its invoices, how large it is, and whom to call."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit

from zsm_desktop.domain.edits import Values
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.identifiers import CODES, shown_iban
from zsm_desktop.domain.letterheads import is_pale
from zsm_desktop.domain.permissions import Permission
from zsm_desktop.services.network import OrganisationCard, OrganisationDraft, SchoolDraft
from zsm_desktop.ui.network.contacts import ContactList
from zsm_desktop.ui.network.logo import LogoRow
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
OF_SCHOOL = {"school_kind": "school_kind", "island": "island", "cluster": "cluster_id"}
FIELDS = (
    "name", "street", "house_number", "postcode", "city", "phone", "website", "iban", "kvk_number", "vat_number",
    "rsin", "oin", "order_number", "reference", "colour",
)  # fmt: skip
PALE = "Deze kleur is op wit papier slecht te lezen; op stukken wordt zij donkerder."
COLOUR = "Voor de kop van facturen, zoals #1F5D8A."


def short_kind(row: MemberRow) -> str:
    return label(SCHOOL_KIND_SHORT, row.group) if row.kind == "school" else label(ORGANISATION_KIND, row.kind)


def kind_words(kind: str, group: str) -> str:
    return label(SCHOOL_KIND, group) if kind == "school" else label(ORGANISATION_KIND, kind)


class OrganisationPanel(DetailPanel):
    navigate = Signal(str, str)
    offered = Signal(str, str, object)
    told = Signal(str, str)

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
        self.logo = LogoRow(theme, desk, attempt)
        people = layout.label("Contactpersonen", "section")
        papers = layout.label("Logo op facturen", "section")
        for thing in (self.facts, layout.line(), people, self.contacts, layout.line(), papers, self.logo):
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
            ("Btw-nummer", card.vat_number),
            ("RSIN", card.rsin),
            ("OIN", card.oin),
            ("Inkoopnummer", card.order_number),
            ("Kenmerk", card.reference),
            ("Kleur", card.colour),
            ("IBAN", " · ".join(part for part in (shown_iban(card.iban), card.bank) if part)),
            ("Leerlingen", dutch.count(row.pupils) if row.pupils is not None else ""),
            ("Aanbod", dutch.count(row.offers) if row.offers is not None else ""),
        ])  # fmt: skip
        self.offers.setVisible(bool(row.offers))
        self.balance.setVisible(card.kind == "school")
        self.logo.show_card(card, may_edit=self.may_edit)
        self.contacts.show_card(card, may_edit=self.may_edit)

    def _clusters(self) -> list[tuple[str, str]]:
        return [NO_CLUSTER, *((one.id, one.name) for one in self._desk.clusters.rows())]

    def ask_edit(self) -> FormDialog:
        card, network = self.card, self._desk.network
        school = SchoolFields(self._theme, self._clusters()) if card.school_kind else None

        def change(draft: OrganisationDraft) -> None:
            version, before = dialog.row.version, dialog.row.stored
            network.edit_organisation(card.id, version, draft, school.draft() if school else None)

            def put_back() -> None:
                draft = OrganisationDraft(**{key: before[key] for key in FIELDS})
                network.edit_organisation(card.id, version + 1, draft, school_draft(before) if school else None)

            self.offered.emit(f"{draft.name} is bijgewerkt.", "good", ("Ongedaan maken", put_back))

        def reread() -> tuple[int, dict[str, object]]:
            now = network.card(card.id)
            if school is not None:
                school.cluster.set_choices(self._clusters())
            return now.version, values_of(now)

        title = f"{card.name} bewerken"
        dialog = organisation_form(self._theme, title, self.window(), change, {}, school=school)
        dialog.edits(card.version, values_of(card), reread)
        dialog.told.connect(lambda words: self.told.emit(words, "info"))
        dialog.open()
        return dialog


class SchoolFields:
    """What only a school has, for its form."""

    def __init__(self, theme: Theme, clusters: Sequence[tuple[str, str]]) -> None:
        kinds = [(key, first_upper(words)) for key, words in SCHOOL_KIND.items()]
        self.kind = Field(theme, "Soort school", Choice(theme, kinds))
        self.island = Field(theme, "Eiland", QLineEdit())
        self.cluster = Field(theme, "Cluster", Choice(theme, clusters))

    def draft(self) -> SchoolDraft:
        return SchoolDraft(self.kind.text, self.island.text, self.cluster.text or None)


def values_of(card: OrganisationCard) -> dict[str, object]:
    """By the fields of its form."""
    values: dict[str, object] = {key: getattr(card, key) for key in FIELDS}
    return values | ({key: getattr(card, name) for key, name in OF_SCHOOL.items()} if card.school_kind else {})


def school_draft(values: Values) -> SchoolDraft:
    kind, island, cluster = (str(values[key]) for key in OF_SCHOOL)
    return SchoolDraft(kind, island, cluster or None)


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
        ("kvk_number", "KvK-nummer", ""), ("vat_number", "Btw-nummer", ""),
        ("rsin", "RSIN", "Alleen nodig zonder btw-nummer."), ("oin", "OIN", "Alleen nodig zonder KvK-nummer."),
        ("order_number", "Inkoopnummer", "Wat deze organisatie op elke factuur wil zien."),
        ("reference", "Kenmerk", "Als er geen inkoopnummer is."), ("colour", "Kleur", COLOUR),
    )}  # fmt: skip
    made["colour"].edited.connect(lambda: _hint_colour(made["colour"]))
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
    dialog.body.addWidget(layout.label("Voor facturen", "section"))
    for pair in (("vat_number", "rsin"), ("oin", "colour"), ("order_number", "reference")):
        dialog.add_row(*((key, made[key]) for key in pair))
    dialog.field_of |= {"network.organisation_without_name": "name", "colour.shape": "colour"}
    dialog.field_of |= {f"network.long_{key}": key for key in ("order_number", "reference")}
    numbers = ("iban", "kvk_number", "vat_number", "rsin", "oin", "postcode")
    dialog.field_of |= {code: key for key in numbers for code in CODES[key].split()}
    made["name"].editor.setFocus()
    return dialog


def _hint_colour(field: Field) -> None:
    try:
        words = PALE if is_pale(field.text) else COLOUR
    except RuleError:
        words = COLOUR
    field.hint.setText(words)
