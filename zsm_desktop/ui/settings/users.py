"""Who may open this network, in what role, and with which password."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLineEdit, QWidget

from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.permissions import ROLES_WITH_NAMES, Permission, Role
from zsm_desktop.services.users import UserRow
from zsm_desktop.ui.parts import layout
from zsm_desktop.ui.parts.button import Button
from zsm_desktop.ui.parts.field import Field
from zsm_desktop.ui.parts.flow import flow
from zsm_desktop.ui.parts.form import FormDialog
from zsm_desktop.ui.parts.inputs import Choice
from zsm_desktop.ui.parts.pill import Pill
from zsm_desktop.ui.parts.strip import ConfirmStrip
from zsm_desktop.ui.settings.actions import PeopleActs
from zsm_desktop.ui.theme import Theme
from zsm_desktop.words.labels import ROLE, first_upper, label

STRONG = "Een zin van vier of meer woorden is sterk en goed te onthouden."
BOUND_TO_SCHOOL = frozenset({Role.COORDINATOR, Role.DIRECTOR})
WHAT_ROLES_SEE = {
    Role.SECRETARY: "Mag alles en ziet alle casussen.",
    Role.COORDINATOR: "Werkt met de leerlingen van de eigen school en leidt besprekingen.",
    Role.DIRECTOR: "Ziet saldi en kengetallen en bevestigt leveringen; kan nooit een naam openen.",
    Role.READER: "Ziet aanbod, saldi en stuurgroep; kan nooit een naam openen.",
}


class UsersCard(QFrame):
    said = Signal(str, str)

    def __init__(
        self, theme: Theme, desk: Any, people: PeopleActs, attempt: Callable[[Callable[[], object]], bool]
    ) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self._theme, self._desk, self._people, self._attempt = theme, desk, people, attempt
        self.may_manage = desk.actor.may(Permission.MANAGE_USERS)
        self.rows = layout.column(theme, gap=12)
        self.confirm = ConfirmStrip(theme)
        self.add = Button(theme, "Gebruiker toevoegen", icon="plus", key="Ctrl+N", on_click=self.ask_new)
        if not self.may_manage:
            self.add.hide()
        self.password = Button(theme, "Mijn wachtwoord", icon="key", on_click=self.ask_password)
        acts = flow(theme, self.add, self.password, gap=10)
        title = layout.label("Gebruikers", "section")
        self.setLayout(layout.column(theme, title, self.rows, self.confirm, acts, None, gap=16, margins=20))

    def reload(self) -> None:
        while (item := self.rows.takeAt(0)) is not None:
            item.widget().hide()
            item.widget().deleteLater()
        for row in self._desk.users.rows():
            self.rows.addWidget(self._line(row))

    def _line(self, row: UserRow) -> QWidget:
        theme = self._theme
        is_me = row.id == self._desk.actor.user_id
        role = first_upper(label(ROLE, row.role.value))
        words = layout.column(
            theme, layout.label(row.name, "strong", wrap=True),
            layout.label(" · ".join(part for part in (role, row.school) if part), "muted", wrap=True), gap=2,
        )  # fmt: skip
        line = layout.row(theme, words, gap=10)
        line.setStretch(0, 1)
        if is_me:
            line.addWidget(Pill(theme, "dit bent u", "info"))
        elif not row.is_active:
            line.addWidget(Pill(theme, "geen toegang", "neutral"))
        elif self.may_manage:
            retire = Button(theme, "Toegang intrekken", kind="quiet", on_click=lambda: self._ask_retire(row))
            retire.setAccessibleName(f"Toegang van {row.name} intrekken")
            line.addWidget(retire)
        return layout.holder(line)

    def ask_new(self) -> FormDialog:
        theme = self._theme
        schools = [(school.id, school.name) for school in self._desk.network.schools()]
        roles = [(role.value, first_upper(label(ROLE, role.value))) for role in Role]
        dialog = FormDialog(
            theme, "Gebruiker toevoegen", self.window(), submit=lambda: self._add(dialog), do="Toevoegen", width=540
        )
        dialog.add("name", "Naam", QLineEdit(), is_required=True)
        role = Field(theme, "Rol", Choice(theme, roles))
        school = Field(theme, "School", Choice(theme, [("", "Geen"), *schools]))
        dialog.add_row(("role", role), ("school", school))
        means = layout.label("", "muted", wrap=True)
        dialog.body.addWidget(means)
        for name, words, hint in (
            ("password", "Wachtwoord", STRONG),
            ("again", "Wachtwoord, nog een keer", ""),
        ):
            dialog.add(name, words, _hidden(), hint=hint, is_required=True)
        dialog.field_of |= {
            "user.twice": "name", "user.school_needed": "school", "keys.password_short": "password",
            "user.not_same": "again",
        }  # fmt: skip

        def on_role(_at: int = 0) -> None:
            chosen = Role(role.text)
            means.setText(WHAT_ROLES_SEE[chosen])
            school.setEnabled(chosen in BOUND_TO_SCHOOL)

        role.editor.choose(Role.COORDINATOR.value)
        role.editor.currentIndexChanged.connect(on_role)
        on_role()
        dialog.open()
        dialog.fields["name"].editor.setFocus()
        return dialog

    def ask_password(self) -> FormDialog:
        dialog = FormDialog(
            self._theme, "Mijn wachtwoord wijzigen", self.window(), submit=lambda: self._change(dialog), do="Wijzigen"
        )
        for name, words, hint in (
            ("old", "Huidig wachtwoord", ""), ("password", "Nieuw wachtwoord", STRONG),
            ("again", "Nieuw wachtwoord, nog een keer", ""),
        ):  # fmt: skip
            dialog.add(name, words, _hidden(), hint=hint, is_required=True)
        dialog.field_of |= {
            "keys.wrong_password": "old", "keys.password_short": "password", "user.not_same": "again",
        }  # fmt: skip
        dialog.open()
        dialog.fields["old"].editor.setFocus()
        return dialog

    def _add(self, dialog: FormDialog) -> None:
        values = {name: field.text for name, field in dialog.fields.items()}
        password = _password(dialog)
        role = Role(values["role"])
        school_id = (values["school"] or None) if role in BOUND_TO_SCHOOL else None
        self._people.add(values["name"], role, school_id, password)
        names = "" if role in ROLES_WITH_NAMES else " Namen van leerlingen blijven voor deze rol gesloten."
        self.said.emit(f"{values['name']} kan het netwerk nu openen met het eigen wachtwoord.{names}", "good")

    def _change(self, dialog: FormDialog) -> None:
        self._people.change_password(dialog.fields["old"].editor.text(), _password(dialog))
        self.said.emit("Uw wachtwoord is gewijzigd.", "good")

    def _ask_retire(self, row: UserRow) -> None:
        def retire() -> None:
            if self._attempt(lambda: self._people.retire(row.id)):
                self.said.emit(f"{row.name} kan dit netwerk niet meer openen.", "good")

        self.confirm.ask(
            f"Toegang van {row.name} intrekken? Wat {row.name} heeft vastgelegd, blijft staan.", retire,
            yes="Intrekken", no="Laten staan",
        )  # fmt: skip


def _hidden() -> QLineEdit:
    editor = QLineEdit()
    editor.setEchoMode(QLineEdit.EchoMode.Password)
    return editor


def _password(dialog: FormDialog) -> str:
    """What was typed twice; blanks at its ends belong to it."""
    password = dialog.fields["password"].editor.text()
    if password != dialog.fields["again"].editor.text():
        raise RuleError("user.not_same")
    return password
