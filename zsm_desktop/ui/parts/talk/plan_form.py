"""Plans a meeting: which body, when and where; starts with what was usual last time."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from PySide6.QtWidgets import QLineEdit, QWidget

from zsm_desktop.domain.errors import RuleError
from zsm_desktop.ui.parts.field import Field
from zsm_desktop.ui.parts.form import FormDialog
from zsm_desktop.ui.parts.inputs import Choice, DateField
from zsm_desktop.ui.parts.talk.sitting import Sitting, bodies_of
from zsm_desktop.ui.parts.typed_time import read_time, written
from zsm_desktop.ui.theme import Theme

USUAL_WEEKS = {"case": 4, "steering": 12}


def plan_form(theme: Theme, parent: QWidget, sitting: Sitting, made: Callable[[str], object]) -> FormDialog:
    """`made` gets the identifier of the new meeting."""
    bodies = bodies_of(sitting)
    latest = max(sitting.rows(), key=lambda row: row.held_on, default=None)
    body = Choice(theme, [(one.id, one.name) for one in bodies])
    day = DateField(theme, sitting.desk.day)
    starts, ends, place = QLineEdit("13.00"), QLineEdit("15.00"), QLineEdit()
    if latest is not None:
        later = latest.held_on + timedelta(weeks=USUAL_WEEKS[sitting.kind])
        day.set_day(later if later > sitting.desk.day else None)
        starts.setText(written(latest.starts_at))
        ends.setText(written(latest.ends_at))
        place.setText(latest.place)

    def submit() -> None:
        held_on = day.day
        if held_on is None:
            raise RuleError("meeting.no_day")
        made_id = sitting.plan(
            body.key,
            held_on=held_on,
            starts_at=read_time(starts.text()),
            ends_at=read_time(ends.text()),
            place=place.text(),
        )
        made(made_id)

    title = "Maatwerkbespreking plannen" if sitting.kind == "case" else "Stuurgroep plannen"
    form = FormDialog(theme, title, parent, submit=submit, do="Plannen")
    if len(bodies) > 1:
        form.add("body", "Overleg", body)
    form.add("day", "Datum", day, hint="Bijvoorbeeld 14-9, 14 september of +7", is_required=True)
    form.add_row(
        ("starts", Field(theme, "Begint", starts, is_required=True)),
        ("ends", Field(theme, "Eindigt", ends, is_required=True)),
    )
    form.add("place", "Plaats", place)
    form.field_of = {
        "date.unreadable": "day",
        "meeting.no_day": "day",
        "time.unreadable": "starts",
        "meeting.ends_before_start": "ends",
    }
    day.setFocus()
    return form
