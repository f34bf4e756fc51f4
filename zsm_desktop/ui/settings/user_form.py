"""The form of a user: who it is, in what role, for which school, and the password where one is needed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from PySide6.QtWidgets import QLineEdit, QWidget

from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.permissions import Role
from zsm_desktop.services.users import ROLES_OF_A_SCHOOL, UserRow
from zsm_desktop.ui.parts import layout
from zsm_desktop.ui.parts.ending import PasswordField
from zsm_desktop.ui.parts.field import Field
from zsm_desktop.ui.parts.form import FormDialog
from zsm_desktop.ui.parts.inputs import Choice
from zsm_desktop.ui.theme import Theme
from zsm_desktop.words.labels import ROLE, first_upper, label
from zsm_desktop.words.names import Say
from zsm_desktop.words.passwords import ADVICE

STRONG = ADVICE
STAYS = "Leeg: het wachtwoord blijft. Nodig als de rol namen van [leerlingen] gaat zien of niet meer mag zien."
WHAT_ROLES_SEE = {
    Role.SECRETARY: "Mag alles en ziet alle casussen.",
    Role.COORDINATOR: "Werkt met [de leerlingen] van de eigen school en leidt [besprekingen].",
    Role.BOOKKEEPER: "Houdt de boeken bij, verrekent en factureert; kan nooit een naam openen.",
    Role.DIRECTOR: "Ziet saldi en kengetallen en bevestigt leveringen; kan nooit een naam openen.",
    Role.READER: "Ziet aanbod, saldi en [stuurgroep]; kan nooit een naam openen.",
}
FIELD_OF = {
    "user.no_name": "name", "user.twice": "name", "user.school_needed": "school", "school.none": "school",
    "user.own_role": "role", "user.new_password": "password", "keys.password_short": "password",
    "user.not_same": "again",
}  # fmt: skip


class UserValues(NamedTuple):
    name: str
    role: Role
    school_id: str | None
    password: str


class UserForm(FormDialog):
    """A new user, or a change of one; `is_back` is who gets in, again or at last, with a new password."""

    def __init__(
        self,
        theme: Theme,
        window: QWidget,
        do: Callable[[UserValues], object],
        schools: Sequence[tuple[str, str]],
        before: UserRow | None = None,
        *,
        is_me: bool = False,
        is_back: bool = False,
        reread: Callable[[], UserRow] | None = None,
        say: Say,
    ) -> None:
        """`reread` reads `before` once more."""
        title = "Gebruiker toevoegen"
        if before is not None:
            again = "" if before.is_active else "weer "
            title = f"{before.name} {again}toegang geven" if is_back else f"{before.name} bewerken"
        words = "Toegang geven" if is_back else "Opslaan" if before else "Toevoegen"
        super().__init__(theme, title, window, submit=lambda: do(self.values()), do=words, width=540)
        self.field_of |= FIELD_OF
        self._say = say
        self._build(schools)
        if not is_me:
            self._build_password(is_needed=before is None or is_back)
        self._again, self._was_active = reread, before is not None and before.is_active
        self._fill(before, is_me=is_me)

    def _build(self, schools: Sequence[tuple[str, str]]) -> None:
        theme = self.theme
        roles = [(role.value, first_upper(self._say(label(ROLE, role.value)))) for role in Role]
        self.add("name", "Naam", QLineEdit(), is_required=True)
        self.add_row(
            ("role", Field(theme, "Rol", Choice(theme, roles))),
            ("school", Field(theme, "School", Choice(theme, [("", "Geen"), *schools]))),
        )
        self.means = layout.label("", "muted", wrap=True)
        self.body.addWidget(self.means)
        self.fields["role"].editor.currentIndexChanged.connect(lambda _at: self._on_role())

    def _build_password(self, *, is_needed: bool) -> None:
        words = "Wachtwoord" if is_needed else "Nieuw wachtwoord"
        hint = STRONG if is_needed else self._say(STAYS)
        self.add("password", words, PasswordField(self.theme), hint=hint, is_required=is_needed)
        self.add("again", f"{words}, nog een keer", PasswordField(self.theme), is_required=is_needed)

    def _fill(self, before: UserRow | None, *, is_me: bool) -> None:
        self.fields["role"].editor.choose(Role.COORDINATOR.value)
        if before is not None:
            self.edits(before.version, values_of(before), self._reread)
        self.fields["role"].editor.setEnabled(not is_me)
        self._on_role()
        self.fields["name"].editor.setFocus()

    def _reread(self) -> tuple[int, dict[str, object]]:
        """Raises RuleError("user.access_changed") when access was given or taken: this form would do the opposite."""
        row = self._again()
        if row.is_active != self._was_active:
            raise RuleError("user.access_changed", user=row.name)
        return row.version, values_of(row)

    def _on_role(self) -> None:
        chosen = Role(self.fields["role"].text)
        self.means.setText(self._say(WHAT_ROLES_SEE[chosen]))
        self.fields["school"].setEnabled(chosen in ROLES_OF_A_SCHOOL)

    def values(self) -> UserValues:
        """Raises RuleError("user.not_same") for two passwords that differ."""
        role = Role(self.fields["role"].text)
        school_id = (self.fields["school"].text or None) if role in ROLES_OF_A_SCHOOL else None
        password = typed_password(self) if "password" in self.fields else ""
        return UserValues(self.fields["name"].text, role, school_id, password)


def values_of(row: UserRow) -> dict[str, object]:
    return {"name": row.name, "role": row.role.value, "school": row.school_id}


def typed_password(dialog: FormDialog) -> str:
    """What was typed twice; blanks at its ends belong to it."""
    password = dialog.fields["password"].editor.text()
    if password != dialog.fields["again"].editor.text():
        raise RuleError("user.not_same")
    return password
