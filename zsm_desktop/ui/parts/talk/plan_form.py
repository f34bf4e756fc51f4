"""Plans a meeting, or another day for one: which body, when and where; starts with what was usual last time."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QLineEdit, QWidget

from zsm_desktop.domain.errors import RuleError
from zsm_desktop.services.planning import PROPOSALS, NextPlan
from zsm_desktop.ui.parts import layout
from zsm_desktop.ui.parts.button import Button
from zsm_desktop.ui.parts.field import Field
from zsm_desktop.ui.parts.form import FormDialog
from zsm_desktop.ui.parts.inputs import Choice, DateField
from zsm_desktop.ui.parts.talk.sitting import Sitting, plannable
from zsm_desktop.ui.parts.typed_time import read_time, written
from zsm_desktop.ui.theme import Theme
from zsm_desktop.words.format import WEEKDAYS, date_brief, date_long, joined
from zsm_desktop.words.names import say

if TYPE_CHECKING:
    from zsm_desktop.services.meeting_facts import MeetingRow

OFF = "Gaat niet door"
USUAL_START, USUAL_END = time(13), time(15)
FIELD_OF = {
    "date.unreadable": "day",
    "meeting.no_day": "day",
    "meeting.day_far": "day",
    "time.unreadable": "starts",
    "meeting.ends_before_start": "ends",
}


class Proposals(QWidget):
    """Days in the rhythm of the body, outside the school holidays: a key takes one."""

    def __init__(self, theme: Theme, day: DateField) -> None:
        super().__init__()
        self._day = day
        self.days: tuple[date, ...] = ()
        self.buttons = [
            Button(theme, "", key=f"Alt+{at + 1}", on_click=lambda at=at: self.take(at)) for at in range(PROPOSALS)
        ]
        words = layout.label("In het ritme, buiten de schoolvakanties", "small", wrap=True)
        self.setLayout(layout.column(theme, words, layout.row(theme, *self.buttons, None, gap=8), gap=6))

    def show_days(self, days: tuple[date, ...]) -> None:
        self.days = days
        self.setVisible(bool(days))
        for at, button in enumerate(self.buttons):
            button.setVisible(at < len(days))
            if at < len(days):
                button.set_words(f"{WEEKDAYS[days[at].weekday()][:2]} {date_brief(days[at])}")
                button.setAccessibleName(date_long(days[at]))

    def take(self, at: int) -> None:
        if at < len(self.days):
            self._day.set_day(self.days[at])
            self._day.setFocus()


class Moment:
    """The fields that say when and where, the same in both forms."""

    def __init__(self, theme: Theme, today: date) -> None:
        self._theme = theme
        self.day = DateField(theme, today)
        self.starts, self.ends, self.place = QLineEdit(), QLineEdit(), QLineEdit()

    def add_to(self, form: FormDialog) -> None:
        theme = self._theme
        form.add("day", "Datum", self.day, hint="Bijvoorbeeld 14-9, 14 september of +7", is_required=True)
        form.add_row(
            ("starts", Field(theme, "Begint", self.starts, is_required=True)),
            ("ends", Field(theme, "Eindigt", self.ends, is_required=True)),
        )
        form.add("place", "Plaats", self.place)
        form.field_of = dict(FIELD_OF)

    def fill(self, held_on: date | None, starts_at: time, ends_at: time, place: str) -> None:
        self.day.set_day(held_on)
        self.starts.setText(written(starts_at))
        self.ends.setText(written(ends_at))
        self.place.setText(place)

    def values(self) -> dict[str, Any]:
        """As the services take them; raises RuleError for what cannot be read."""
        held_on = self.day.day
        if held_on is None:
            raise RuleError("meeting.no_day")
        return {
            "held_on": held_on,
            "starts_at": read_time(self.starts.text()),
            "ends_at": read_time(self.ends.text()),
            "place": self.place.text(),
        }


def plan_form(theme: Theme, parent: QWidget, sitting: Sitting, made: Callable[[str], object]) -> FormDialog:
    """`made` gets the identifier of the new meeting. Raises RuleError("meeting.no_body") when there is none to plan."""
    bodies = plannable(sitting)
    if not bodies:
        raise RuleError("meeting.no_body")
    body = Choice(theme, [(one.id, one.name) for one in bodies])
    moment = Moment(theme, sitting.desk.day)
    proposals = Proposals(theme, moment.day)
    points = layout.label("", "muted", wrap=True)
    chair = Choice(theme)
    turn = Field(theme, "Voorzitter deze keer", chair, hint="Wie het langst geleden aan de beurt was, staat er vast.")

    def start_with_usual() -> None:
        plan = sitting.desk.meetings.next_plan(body.key) if body.key else NextPlan()
        moment.fill(plan.held_on, plan.starts_at or USUAL_START, plan.ends_at or USUAL_END, plan.place)
        proposals.show_days(plan.days)
        points.setText(f"Komt mee van de vorige keer: {joined(plan.points)}." if plan.points else "")
        points.setVisible(bool(plan.points))
        chair.set_choices(plan.chairs)
        chair.choose(plan.chair_organisation_id)
        turn.setVisible(bool(plan.chairs))

    title = "[Maatwerkbespreking] plannen" if sitting.kind == "case" else "[Stuurgroep] plannen"
    form = FormDialog(
        theme,
        say(sitting.desk.nouns, title),
        parent,
        submit=lambda: made(sitting.plan(body.key, **moment.values(), chair_organisation_id=chair.key)),
        do="Plannen",
    )
    if len(bodies) > 1:
        form.add("body", "Overleg", body)
    form.body.addWidget(proposals)
    moment.add_to(form)
    form.body.addWidget(form.place("chair", turn))
    form.body.addWidget(points)
    body.currentIndexChanged.connect(lambda _at: start_with_usual())
    start_with_usual()
    moment.day.setFocus()
    return form


def reschedule_form(
    theme: Theme, parent: QWidget, sitting: Sitting, moved: Callable[[], object], cancel: Callable[[], object]
) -> FormDialog:
    """Another day, hour or place for the open meeting; `cancel` when it does not take place at all."""
    row = sitting.card.row
    moment = Moment(theme, sitting.desk.day)

    def submit() -> None:
        sitting.desk.meetings.reschedule(row.id, form.row.version, **moment.values())
        moved()

    form = FormDialog(theme, "Overleg wijzigen", parent, submit=submit, do="Wijzigen")
    moment.add_to(form)
    form.edits(*_moment_of(row), lambda: _moment_of(sitting.desk.meetings.card(row.id).row))

    def call_off() -> None:
        form.accept()
        cancel()

    def ask() -> None:
        said = f"{row.number} gaat dan niet door; wat op de agenda staat, wacht op een volgend overleg."
        form.confirm.ask(said, call_off, yes=OFF, no="Laten staan")

    off = Button(theme, OFF, kind="danger", icon="x", key="Alt+G", on_click=ask)
    form.body.addLayout(layout.row(theme, off, None))
    moment.day.selectAll()
    moment.day.setFocus()
    return form


def _moment_of(row: MeetingRow) -> tuple[int, dict[str, object]]:
    starts, ends = written(row.starts_at), written(row.ends_at)
    return row.version, {"day": row.held_on, "starts": starts, "ends": ends, "place": row.place}
