"""Plans a meeting: which body, when and where; starts with what was usual last time."""

from __future__ import annotations

from collections.abc import Callable
from datetime import time

from PySide6.QtWidgets import QLineEdit, QWidget

from zsm_desktop.domain.errors import RuleError
from zsm_desktop.services.planning import NextPlan
from zsm_desktop.ui.parts import layout
from zsm_desktop.ui.parts.field import Field
from zsm_desktop.ui.parts.form import FormDialog
from zsm_desktop.ui.parts.inputs import Choice, DateField
from zsm_desktop.ui.parts.talk.sitting import Sitting, bodies_of
from zsm_desktop.ui.parts.typed_time import read_time, written
from zsm_desktop.ui.theme import Theme
from zsm_desktop.words.format import joined

USUAL_START, USUAL_END = time(13), time(15)
FIELD_OF = {
    "date.unreadable": "day",
    "meeting.no_day": "day",
    "time.unreadable": "starts",
    "meeting.ends_before_start": "ends",
}


def plan_form(theme: Theme, parent: QWidget, sitting: Sitting, made: Callable[[str], object]) -> FormDialog:
    """`made` gets the identifier of the new meeting."""
    bodies = bodies_of(sitting)
    body = Choice(theme, [(one.id, one.name) for one in bodies])
    day = DateField(theme, sitting.desk.day)
    starts, ends, place = QLineEdit(), QLineEdit(), QLineEdit()
    points = layout.label("", "muted", wrap=True)

    def start_with_usual() -> None:
        plan = sitting.desk.meetings.next_plan(body.key) if body.key else NextPlan()
        day.set_day(plan.held_on)
        starts.setText(written(plan.starts_at or USUAL_START))
        ends.setText(written(plan.ends_at or USUAL_END))
        place.setText(plan.place)
        points.setText(f"Komt mee van de vorige keer: {joined(plan.points)}." if plan.points else "")
        points.setVisible(bool(plan.points))

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
    form.body.addWidget(points)
    form.field_of = FIELD_OF
    body.currentIndexChanged.connect(lambda _at: start_with_usual())
    start_with_usual()
    day.setFocus()
    return form
