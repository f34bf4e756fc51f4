"""Who may open this network, in what role, and with which password."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QFrame, QWidget

from zsm_desktop.domain.calendar import home_day
from zsm_desktop.domain.permissions import ROLES_WITH_NAMES, Permission
from zsm_desktop.services.access import Access
from zsm_desktop.services.users import UserRow
from zsm_desktop.ui.parts import layout
from zsm_desktop.ui.parts.button import Button
from zsm_desktop.ui.parts.ending import PasswordField
from zsm_desktop.ui.parts.flow import flow
from zsm_desktop.ui.parts.form import FormDialog
from zsm_desktop.ui.parts.pill import Pill
from zsm_desktop.ui.parts.reading import again
from zsm_desktop.ui.parts.strength import watch_strength
from zsm_desktop.ui.parts.strip import ConfirmStrip
from zsm_desktop.ui.settings.actions import PeopleActs
from zsm_desktop.ui.settings.user_form import STRONG, WHAT_ROLES_SEE, UserForm, UserValues, typed_password
from zsm_desktop.ui.theme import Theme
from zsm_desktop.words import format as dutch
from zsm_desktop.words import keys as key_words
from zsm_desktop.words.handing_over import NO_PASSWORD
from zsm_desktop.words.labels import ROLE, first_upper, label
from zsm_desktop.words.names import say, saying

OFFICE = "Overdracht aan een opvolger"


class UsersCard(QFrame):
    said = Signal(str, str)
    retired = Signal(str)
    """Somebody was, in a sentence: who had a copy of the folder can still open that copy."""
    handing_over = Signal()

    def __init__(
        self,
        theme: Theme,
        desk: Any,
        people: PeopleActs,
        attempt: Callable[[Callable[[], object]], bool],
        *,
        on_server: bool = False,
    ) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self._theme, self._desk, self._people, self._attempt = theme, desk, people, attempt
        self._on_server = on_server
        self.may_manage = desk.actor.may(Permission.MANAGE_USERS)
        self.rows = layout.column(theme, gap=12)
        self.confirm = ConfirmStrip(theme)
        self.add = Button(theme, "Gebruiker toevoegen", icon="plus", key="Ctrl+N", on_click=self.ask_new)
        self.office = Button(theme, OFFICE, icon="users", key="Ctrl+Shift+Y", on_click=self.handing_over.emit)
        if not self.may_manage:
            self.add.hide()
            self.office.hide()
        self.password = Button(theme, "Mijn wachtwoord", icon="key", key="Ctrl+M", on_click=self.ask_password)
        acts = flow(theme, self.add, self.password, self.office, gap=10)
        title = layout.label("Gebruikers", "section")
        self.setLayout(layout.column(theme, title, self.rows, self.confirm, acts, None, gap=16, margins=20))

    def reload(self) -> None:
        while (item := self.rows.takeAt(0)) is not None:
            item.widget().hide()
            item.widget().deleteLater()
        without = self._people.without_entry()
        access = self._desk.access.of_users() if self.may_manage else {}
        for row in self._desk.users.rows():
            self.rows.addWidget(self._line(row, access.get(row.id, Access()), has_entry=row.id not in without))

    def _line(self, row: UserRow, access: Access, *, has_entry: bool) -> QWidget:
        theme = self._theme
        is_me = row.id == self._desk.actor.user_id
        role = first_upper(say(self._desk.nouns, label(ROLE, row.role.value)))
        said = [layout.label(" · ".join(part for part in (role, row.school) if part), "muted", wrap=True)]
        if self.may_manage:
            said.append(layout.label(say(self._desk.nouns, WHAT_ROLES_SEE[row.role]), "small", wrap=True))
            moments = [
                words.format(day=dutch.date_medium(home_day(moment)))
                for words, moment in ((key_words.SINCE, access.since), (key_words.LAST, access.last))
                if moment is not None
            ]
            said += [layout.label(first_upper("; ".join(moments)) + ".", "small", wrap=True)] if moments else []
        words = layout.column(theme, layout.label(row.name, "strong", wrap=True), *said, gap=2)
        if not has_entry:
            return self._waiting(row, words)
        line = layout.row(theme, words, gap=10)
        line.setStretch(0, 1)
        if is_me:
            line.addWidget(Pill(theme, "dit bent u", "info"))
        elif not row.is_active:
            line.addWidget(Pill(theme, "geen toegang", "neutral"))
        if self.may_manage and not row.is_active:
            readmit = Button(theme, "Weer toegang", kind="quiet", on_click=lambda: self.ask_edit(row))
            readmit.setAccessibleName(f"{row.name} weer toegang geven")
            line.addWidget(readmit)
        elif self.may_manage:
            line.addWidget(
                Button(theme, f"{row.name} bewerken", kind="icon", icon="pencil", on_click=lambda: self.ask_edit(row))
            )
        if self.may_manage and row.is_active and not is_me:
            line.addWidget(self._retirement(row))
        return layout.holder(line)

    def _waiting(self, row: UserRow, words: QBoxLayout) -> QWidget:
        """Somebody who cannot get in before a password was given; what there is to do goes on its own line."""
        admit = Button(self._theme, "Wachtwoord geven", on_click=lambda: self.ask_edit(row, is_back=True))
        admit.setAccessibleName(f"{row.name} een wachtwoord geven")
        line = layout.row(self._theme, words, Pill(self._theme, NO_PASSWORD, "warn"), gap=10)
        line.setStretch(0, 1)
        acts = flow(self._theme, admit, self._retirement(row), gap=10, is_right=True)
        return layout.holder(layout.column(self._theme, line, acts, gap=6))

    def _retirement(self, row: UserRow) -> Button:
        retire = Button(self._theme, "Toegang intrekken", kind="quiet", on_click=lambda: self.ask_retire(row))
        retire.setAccessibleName(f"Toegang van {row.name} intrekken")
        return retire

    def ask_new(self) -> UserForm:
        return self._open(self._add)

    def ask_edit(self, row: UserRow, *, is_back: bool = False) -> UserForm:
        """`is_back`: comes in only with a new password."""
        is_back = is_back or not row.is_active
        dialog = self._open(lambda values: self._edit(row, dialog.row.version, values), row, is_back=is_back)
        dialog.told.connect(lambda words: self.said.emit(words, "info"))
        return dialog

    def _open(
        self, do: Callable[[UserValues], object], row: UserRow | None = None, *, is_back: bool = False
    ) -> UserForm:
        schools = [(school.id, school.name) for school in self._desk.network.schools()]
        is_me = row is not None and row.id == self._desk.actor.user_id

        def reread() -> UserRow:
            return again(self._desk.users.rows(), row.id, "user.none")

        dialog = UserForm(
            self._theme,
            self.window(),
            do,
            schools,
            row,
            is_me=is_me,
            is_back=is_back,
            reread=reread,
            say=saying(self._desk.nouns),
        )
        if "password" in dialog.fields:
            name = dialog.fields["name"]
            watch_strength(dialog.fields["password"], lambda: (self._desk.network_name, name.text))
        dialog.open()
        return dialog

    def ask_password(self) -> FormDialog:
        dialog = FormDialog(
            self._theme, "Mijn wachtwoord wijzigen", self.window(), submit=lambda: self._change(dialog), do="Wijzigen"
        )
        for name, words, hint in (
            ("old", "Huidig wachtwoord", ""), ("password", "Nieuw wachtwoord", STRONG),
            ("again", "Nieuw wachtwoord, nog een keer", ""),
        ):  # fmt: skip
            dialog.add(name, words, PasswordField(self._theme), hint=hint, is_required=True)
        dialog.field_of |= {
            "keys.wrong_password": "old", "keys.password_short": "password", "user.not_same": "again",
        }  # fmt: skip
        watch_strength(dialog.fields["password"], lambda: (self._desk.network_name, self._desk.actor.name))
        dialog.open()
        dialog.fields["old"].editor.setFocus()
        return dialog

    def _add(self, values: UserValues) -> None:
        self._people.add(*values)
        self.said.emit(self._welcome(values), "good")

    def _edit(self, row: UserRow, version: int, values: UserValues) -> None:
        self._people.edit(row.id, version, *values)
        if values.password:
            said = self._welcome(values)
        elif values.name != row.name:
            said = f"{row.name} heet nu {values.name}; bij de eerstvolgende keer openen staat de oude naam er nog."
        else:
            said = f"{values.name} is bijgewerkt."
        self.said.emit(said, "good")

    def _change(self, dialog: FormDialog) -> None:
        self._people.change_password(dialog.fields["old"].editor.text(), typed_password(dialog))
        self.said.emit("Uw wachtwoord is gewijzigd.", "good")

    def ask_retire(self, row: UserRow) -> None:
        def retire() -> None:
            if self._attempt(lambda: self._people.retire(row.id)):
                self.retired.emit(key_words.RETIRED.format(user=row.name))

        words = key_words.RETIRE_THERE if self._on_server else key_words.RETIRE
        self.confirm.ask(words.format(user=row.name), retire, yes="Intrekken", no="Laten staan")

    def _welcome(self, values: UserValues) -> str:
        names = (
            ""
            if values.role in ROLES_WITH_NAMES
            else say(self._desk.nouns, " Namen van [leerlingen] blijven voor deze rol gesloten.")
        )
        address = " Geef ook het adres door: dat staat bij ‘Waar het netwerk staat’." if self._on_server else ""
        return f"{values.name} kan het netwerk nu openen met het eigen wachtwoord.{address}{names}"
