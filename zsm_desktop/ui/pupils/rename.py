"""Another name for a pupil, or the same spelled right; the name itself is not shown for it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QLineEdit, QWidget

from zsm_desktop.services.pupils import PupilRow
from zsm_desktop.ui.parts import layout
from zsm_desktop.ui.parts.field import Field
from zsm_desktop.ui.parts.form import FormDialog
from zsm_desktop.ui.theme import Theme

MEANS = (
    "Pseudoniem en nummer blijven. Wat de leerling eerder heette wordt bewaard, zodat het in oudere teksten afgedekt "
    "blijft."
)
MOST_NAME = 80
MOST_REASON = 200


def rename_form(theme: Theme, parent: QWidget, desk: Any, row: PupilRow, done: Callable[[], object]) -> FormDialog:
    def rename() -> None:
        desk.pupils.rename(row.id, *(form.fields[name].text for name in ("given", "family", "reason")))
        done()

    form = FormDialog(theme, f"Naam van {row.pseudonym} wijzigen", parent, submit=rename, do="Wijzigen")
    form.body.addWidget(layout.label(MEANS, "muted", wrap=True))
    given, family, reason = QLineEdit(), QLineEdit(), QLineEdit()
    for editor, most in ((given, MOST_NAME), (family, MOST_NAME), (reason, MOST_REASON)):
        editor.setMaxLength(most)
    form.add_row(
        ("given", Field(theme, "Roepnaam", given, is_required=True)),
        ("family", Field(theme, "Achternaam", family, is_required=True)),
    )
    form.add("reason", "Waarom verandert de naam?", reason, hint="Dit komt in het logboek.", is_required=True)
    reason.setPlaceholderText("Bijvoorbeeld: verkeerd gespeld")
    form.field_of |= {"pupil.no_name": "given", "pupil.rename_reason": "reason"}
    form.open()
    given.setFocus()
    return form
