"""Which meetings of one kind there are, which of them is open, and its preparation; no Qt."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time
from typing import TYPE_CHECKING

from zsm_desktop.domain.calendar import HOME
from zsm_desktop.services.rights import MeetingRights

if TYPE_CHECKING:
    from zsm_desktop.services.changes import Changes
    from zsm_desktop.services.desk import Desk
    from zsm_desktop.services.meeting_facts import AttendanceRow, MeetingCard, MeetingRow
    from zsm_desktop.services.meetings import BodyRow

NO_RIGHTS = MeetingRights()
FACES = {"planned": "prepare", "running": "live", "finished": "minutes", "cancelled": "prepare"}


class Sitting:
    """`card` is the open meeting with what may be done with it, None when the list is shown.

    Acts raise RuleError and change nothing here.
    """

    def __init__(self, desk: Desk, kind: str) -> None:
        self.desk, self.kind = desk, kind
        self.card: MeetingCard | None = None
        self.rights = NO_RIGHTS

    @property
    def may_lead(self) -> bool:
        return self.rights.may_lead

    @property
    def meeting_id(self) -> str:
        return self.card.row.id if self.card else ""

    @property
    def status(self) -> str:
        """ "planned", "running", "finished" or "cancelled"; "" while none is open."""
        return self.card.row.status if self.card else ""

    def rows(self) -> tuple[MeetingRow, ...]:
        """What is to come or going on first, the nearest on top; then what was held, the latest on top."""
        found = self.desk.meetings.rows(self.kind)
        over = ("finished", "cancelled")
        ahead = sorted((row for row in found if row.status not in over), key=lambda row: (row.held_on, row.starts_at))
        return (*ahead, *(row for row in found if row.status in over))

    def open(self, meeting_id: str) -> None:
        """Reads a meeting; with "" goes back to the list."""
        if meeting_id:
            fetched(self, meeting_id)()
        else:
            self.card, self.rights = None, NO_RIGHTS

    def plan(
        self,
        body_id: str,
        *,
        held_on: date,
        starts_at: time,
        ends_at: time,
        place: str,
        chair_organisation_id: str = "",
    ) -> str:
        """The identifier of the new meeting."""
        made = self.desk.meetings.plan(
            body_id,
            held_on=held_on,
            starts_at=starts_at,
            ends_at=ends_at,
            place=place,
            chair_organisation_id=chair_organisation_id,
        )
        return made.made_id

    def start(self) -> Changes:
        return self.desk.live.start(self.meeting_id)

    def finish(self) -> Changes:
        return self.desk.live.finish(self.meeting_id)

    def add_item(self, title: str) -> str:
        return self.desk.meetings.add_item(self.meeting_id, title).made_id

    def remove_item(self, item_id: str) -> Changes:
        return self.desk.meetings.remove_item(item_id)

    def move_item(self, item_id: str, step: int) -> Changes:
        return self.desk.meetings.move_item(item_id, step)

    def set_present(self, attendance_id: str, *, is_present: bool) -> Changes:
        return self.desk.meetings.set_attendance(attendance_id, is_present=is_present)

    def add_person(self, name: str) -> Changes:
        return self.desk.meetings.add_person(self.meeting_id, name)

    def set_roles(self, **roles: str) -> Changes:
        return self.desk.meetings.set_roles(self.meeting_id, **roles)


def fetched(sitting: Sitting, meeting_id: str) -> Callable[[], None]:
    """Reads a meeting in any thread; what comes back opens it."""
    meetings = sitting.desk.meetings
    with sitting.desk.together() as ask:
        cards, found = ask(lambda: meetings.card(meeting_id)), ask(lambda: meetings.rights(meeting_id))
        card, rights = cards(), found()
    if is_taken(sitting.desk, meeting_id):
        card = sitting.desk.taken_notes.on_card(card)

    def put() -> None:
        sitting.card, sitting.rights = card, rights

    return put


def is_taken(desk: Desk, meeting_id: str) -> bool:
    """It was taken along, and this is the copy: what is written is kept on this computer."""
    return desk.taken is not None and desk.taken.meeting_id == meeting_id


def at_copy(sitting: Sitting) -> bool:
    return is_taken(sitting.desk, sitting.meeting_id)


def may_note(sitting: Sitting) -> bool:
    """Write at its points: who leads it, and at a copy who took it along."""
    return sitting.may_lead or at_copy(sitting)


def face_of(sitting: Sitting) -> str:
    """Which view its stand asks for; one that was taken along is written at before it has begun."""
    return "live" if at_copy(sitting) else FACES.get(sitting.status, "list")


def plannable(sitting: Sitting) -> tuple[BodyRow, ...]:
    """The bodies of which this user may plan a meeting of this kind."""
    return tuple(body for body in sitting.desk.meetings.bodies() if body.kind == sitting.kind and body.may_plan)


def set_mandated(sitting: Sitting, row: AttendanceRow) -> Changes:
    """Whether somebody may decide for the own school: the other way round than it stands."""
    return sitting.desk.live.set_presence(row.id, is_mandated=not row.is_mandated)


def leave(sitting: Sitting, row: AttendanceRow) -> Changes:
    """Left now, or back again."""
    now = sitting.desk.clock().astimezone(HOME).time().replace(second=0, microsecond=0)
    return sitting.desk.live.set_presence(row.id, left_at=None if row.left_at is not None else now)
