"""Before the dossier of another school: who it is from, and that it opens with a reason that is kept."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QLineEdit

from zsm_desktop.services.case_facts import CaseCard, CaseRow
from zsm_desktop.ui.parts.button import Button
from zsm_desktop.ui.parts.empty import EmptyState
from zsm_desktop.ui.parts.form import FormDialog
from zsm_desktop.ui.theme import Theme

CLOSED = "case.dossier_closed"
TEXT = "U mag dit dossier zien. Opent u het, dan komt in het logboek wie dat deed, wanneer en waarom."


class CaseGate(EmptyState):
    """Stands where the card will be; `opened` gets the card once the reason is written."""

    def __init__(self, theme: Theme, desk: Any, opened: Callable[[CaseCard], object]) -> None:
        self._desk, self._opened = desk, opened
        self.row: CaseRow | None = None
        self.open = Button(theme, "Dossier openen", kind="primary", icon="lock-open", key="Ctrl+E", on_click=self.ask)
        super().__init__(theme, "Casus van een andere school", TEXT, icon="lock", tone="neutral", action=self.open)

    def show_row(self, row: CaseRow) -> None:
        self.row = row
        self.title.setText(f"{row.pseudonym}, {row.school}")

    def ask(self) -> FormDialog | None:
        row = self.row
        if row is None:
            return None
        dialog = FormDialog(
            self._theme,
            f"Dossier van {row.pseudonym} openen",
            self.window(),
            submit=lambda: self._opened(self._desk.cases.open_dossier(row.id, dialog.fields["reason"].text)),
            do="Openen",
        )
        dialog.field_of["case.reason_needed"] = "reason"
        field = dialog.add("reason", "Waarom opent u dit dossier?", QLineEdit(), is_required=True)
        field.editor.setPlaceholderText("Bijvoorbeeld: voorbereiden van de bespreking van dinsdag")
        field.editor.setMaxLength(200)
        dialog.open()
        field.editor.setFocus()
        return dialog
