"""Small forms of this room: a last day, a reason."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QWidget

from zsm_desktop.services.placements import PlacementRow
from zsm_desktop.ui.parts import layout
from zsm_desktop.ui.parts.form import FormDialog
from zsm_desktop.ui.parts.inputs import DateField, NoteField
from zsm_desktop.ui.parts.reading import day_in, filled
from zsm_desktop.ui.theme import Theme
from zsm_desktop.words import format as dutch


class EndForm(FormDialog):
    """`submit(last_day)` ends a placement before its planned last day."""

    def __init__(
        self, theme: Theme, window: QWidget, row: PlacementRow, today: date, submit: Callable[[date], object]
    ) -> None:
        super().__init__(
            theme, "Traject eerder beëindigen", window, do="Beëindigen", width=420,
            submit=lambda: submit(filled(day_in(self, "last_day"))),
        )  # fmt: skip
        self.field_of |= {"placement.end_outside": "last_day", "placement.delivered_later": "last_day"}
        self.body.addWidget(layout.label(f"{row.pseudonym} · {row.offer} bij {row.provider}", "muted", wrap=True))
        first = min(max(today, row.starts_on), row.ends_on)
        self.add(
            "last_day", "Laatste dag", DateField(theme, today, first), is_required=True,
            hint=f"Gepland tot en met {dutch.date_medium(row.ends_on)}. Wat al geleverd is, blijft staan.",
        )  # fmt: skip
        self.fields["last_day"].editor.setFocus()


class ReasonForm(FormDialog):
    """`submit(reason)`; the reason is read by others, so the form says to whom and warns against names."""

    def __init__(
        self,
        theme: Theme,
        window: QWidget,
        title: str,
        about: str,
        *,
        do: str,
        codes: tuple[str, ...],
        submit: Callable[[str], object],
        hint: str,
    ) -> None:
        super().__init__(
            theme, title, window, do=do, width=460, kind="danger", submit=lambda: submit(self.fields["reason"].text)
        )
        self.field_of |= dict.fromkeys(codes, "reason")
        self.body.addWidget(layout.label(about, "muted", wrap=True))
        note = NoteField(theme, "Wat klopt er niet?", lines=3)
        note.finished.connect(self.try_submit)
        self.add("reason", "Reden", note, hint=hint, is_required=True)
        note.setFocus()
