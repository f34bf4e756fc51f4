"""The people of one organisation: whom to call first, and who else."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QLineEdit, QWidget

from zsm_desktop.services.network import ContactRow, OrganisationCard
from zsm_desktop.ui.parts import layout
from zsm_desktop.ui.parts.button import Button
from zsm_desktop.ui.parts.field import Field
from zsm_desktop.ui.parts.flow import flow
from zsm_desktop.ui.parts.form import FormDialog
from zsm_desktop.ui.parts.pill import Pill
from zsm_desktop.ui.parts.strip import ConfirmStrip
from zsm_desktop.ui.theme import Theme

NOBODY = "Nog niemand. De eerste contactpersoon wordt vanzelf het vaste aanspreekpunt."


class ContactList(QWidget):
    """`attempt` is the page's: a refusal is said there."""

    def __init__(self, theme: Theme, desk: Any, attempt: Callable[[Callable[[], object]], bool]) -> None:
        super().__init__()
        self._theme, self._desk, self._attempt = theme, desk, attempt
        self._card: OrganisationCard | None = None
        self.rows = layout.column(theme, gap=14)
        self.confirm = ConfirmStrip(theme)
        self.add = Button(theme, "Contactpersoon toevoegen", icon="plus", key="Ctrl+T", on_click=self.ask_new)
        self.setLayout(layout.column(theme, self.rows, self.confirm, layout.row(theme, self.add, None), gap=14))

    def show_card(self, card: OrganisationCard, *, may_edit: bool) -> None:
        self._card = card
        while (item := self.rows.takeAt(0)) is not None:
            item.widget().hide()
            item.widget().deleteLater()
        for contact in card.contacts:
            self.rows.addWidget(self._line(contact, may_edit=may_edit))
        if not card.contacts:
            self.rows.addWidget(layout.label(NOBODY, "muted", wrap=True))
        self.add.setVisible(may_edit)

    def _line(self, contact: ContactRow, *, may_edit: bool) -> QWidget:
        theme = self._theme
        head = layout.row(theme, layout.label(contact.name, "strong", wrap=True), gap=8)
        head.setStretch(0, 1)
        if contact.is_fixed:
            head.addWidget(Pill(theme, "vast aanspreekpunt", "info"))
        reach = " · ".join(part for part in (contact.phone, contact.email) if part)
        lines = [layout.label(text, "muted", wrap=True, selectable=True) for text in (contact.function, reach) if text]
        whole = layout.column(theme, head, *lines, gap=2)
        if may_edit:
            acts = []
            if not contact.is_fixed:
                fix = Button(
                    theme, "Vast aanspreekpunt maken", kind="quiet",
                    on_click=lambda: self._attempt(lambda: self._desk.network.fix_contact(contact.id)),
                )  # fmt: skip
                fix.setAccessibleName(f"{contact.name} vast aanspreekpunt maken")
                acts.append(fix)
            remove = Button(theme, "Verwijderen", kind="quiet", on_click=lambda: self._ask_removal(contact))
            remove.setAccessibleName(f"{contact.name} verwijderen")
            whole.addWidget(flow(theme, *acts, remove, gap=0))
        return layout.holder(whole)

    def ask_new(self) -> FormDialog:
        card = self._card
        dialog = FormDialog(
            self._theme,
            f"Contactpersoon van {card.name}",
            self.window(),
            submit=lambda: self._add(dialog, card.id),
            do="Toevoegen",
        )
        dialog.add("name", "Naam", QLineEdit(), is_required=True)
        dialog.add("function", "Functie", QLineEdit())
        dialog.add_row(
            ("phone", Field(self._theme, "Telefoon", QLineEdit())), ("email", Field(self._theme, "E-mail", QLineEdit()))
        )
        dialog.field_of |= {
            "network.contact_twice": "name", "network.contact_without_name": "name", "network.email": "email",
        }  # fmt: skip
        dialog.open()
        dialog.fields["name"].editor.setFocus()
        return dialog

    def _add(self, dialog: FormDialog, organisation_id: str) -> None:
        values = {key: field.text for key, field in dialog.fields.items()}
        self._desk.network.add_contact(organisation_id, **values)

    def _ask_removal(self, contact: ContactRow) -> None:
        self.confirm.ask(
            f"{contact.name} van de lijst halen? In verslagen blijft de naam staan.",
            lambda: self._attempt(lambda: self._desk.network.remove_contact(contact.id)),
            yes="Verwijderen", no="Laten staan",
        )  # fmt: skip
