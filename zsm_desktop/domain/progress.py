"""How a case moves from entered to off the list, and what a discussion can end in."""

from __future__ import annotations

from enum import StrEnum

from zsm_desktop.domain.errors import RuleError


class CaseStatus(StrEnum):
    ENTERED = "entered"
    ON_AGENDA = "on_agenda"
    RUNNING = "running"
    CLOSED = "closed"


class DiscussionOutcome(StrEnum):
    PLACED = "placed"
    FIND_OUT = "find_out"
    OTHER_HELP = "other_help"
    KEEP_AT_SCHOOL = "keep_at_school"
    TO_EMPLOYER = "to_employer"
    NOT_PLACEABLE = "not_placeable"
    OFF_LIST = "off_list"


class MeetingStatus(StrEnum):
    PLANNED = "planned"
    RUNNING = "running"
    FINISHED = "finished"


_AFTER = {
    DiscussionOutcome.PLACED: CaseStatus.RUNNING,
    DiscussionOutcome.FIND_OUT: CaseStatus.RUNNING,
    DiscussionOutcome.OTHER_HELP: CaseStatus.RUNNING,
    DiscussionOutcome.KEEP_AT_SCHOOL: CaseStatus.CLOSED,
    DiscussionOutcome.TO_EMPLOYER: CaseStatus.RUNNING,
    DiscussionOutcome.NOT_PLACEABLE: CaseStatus.RUNNING,
    DiscussionOutcome.OFF_LIST: CaseStatus.CLOSED,
}
_NEXT_MEETING = {
    MeetingStatus.PLANNED: MeetingStatus.RUNNING,
    MeetingStatus.RUNNING: MeetingStatus.FINISHED,
}


def status_after(outcome: DiscussionOutcome) -> CaseStatus:
    """A running case comes back "until off the list"."""
    return _AFTER[outcome]


def require_running(status: MeetingStatus) -> None:
    """Raise RuleError("meeting.not_running"): what is said in a meeting is recorded while it runs."""
    if status is not MeetingStatus.RUNNING:
        raise RuleError("meeting.not_running", status=status.value)


def next_status(status: MeetingStatus) -> MeetingStatus:
    """Raise RuleError("meeting.finished") for a meeting that is over."""
    if status not in _NEXT_MEETING:
        raise RuleError("meeting.finished")
    return _NEXT_MEETING[status]
