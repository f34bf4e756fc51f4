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


class NotPlaceable(StrEnum):
    """Why a pupil could not be placed."""

    NO_OFFER = "no_offer"
    NO_SEAT = "no_seat"
    TOO_FAR = "too_far"
    LEVEL = "level"
    NO_TRANSPORT = "no_transport"
    BEHAVIOUR = "behaviour"
    CONSENT = "consent"
    OTHER = "other"


UNANSWERED = frozenset(
    {
        NotPlaceable.NO_OFFER,
        NotPlaceable.NO_SEAT,
        NotPlaceable.TOO_FAR,
        NotPlaceable.LEVEL,
        NotPlaceable.NO_TRANSPORT,
    }
)
"""Reasons that lie in what the network offers: what was asked is then kept as a need."""


class MeetingStatus(StrEnum):
    PLANNED = "planned"
    RUNNING = "running"
    FINISHED = "finished"
    CANCELLED = "cancelled"


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


def reason_of(code: str, text: str) -> NotPlaceable:
    """The coded reason; RuleError("meeting.reason_needed") without one, ("meeting.reason_text") for other unexplained.

    Text alone counts as another reason.
    """
    if code not in set(NotPlaceable):
        if code or not text.strip():
            raise RuleError("meeting.reason_needed")
        return NotPlaceable.OTHER
    if code == NotPlaceable.OTHER and not text.strip():
        raise RuleError("meeting.reason_text")
    return NotPlaceable(code)


def require_running(status: MeetingStatus) -> None:
    """Raise RuleError("meeting.not_running"): what is said in a meeting is recorded while it runs."""
    if status is not MeetingStatus.RUNNING:
        raise RuleError("meeting.not_running", status=status.value)


def next_status(status: MeetingStatus) -> MeetingStatus:
    """Raise RuleError("meeting.finished") for a meeting that is over."""
    if status not in _NEXT_MEETING:
        raise RuleError("meeting.finished")
    return _NEXT_MEETING[status]
