"""The facts of meetings as screens and papers get them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, time

from zsm_desktop.domain.quorum import Quorum, quorum
from zsm_desktop.domain.talk import is_only_taken_along
from zsm_desktop.services.case_facts import CaseRow
from zsm_desktop.services.minutes_content import NOT_KEPT


@dataclass(frozen=True, slots=True)
class MeetingRow:
    id: str
    number: str
    kind: str
    body: str
    held_on: date
    starts_at: time
    ends_at: time
    place: str
    status: str
    items: int
    cases: int
    decisions: int
    version: int = field(default=0, metadata=NOT_KEPT)
    chair_organisation: str = ""
    """Whose turn in the chair it is, "" where that does not go round."""


@dataclass(frozen=True, slots=True)
class AttendanceRow:
    id: str
    name: str
    organisation: str
    organisation_code: str
    is_present: bool
    is_mandated: bool = False
    left_at: time | None = None


@dataclass(frozen=True, slots=True)
class VoteRow:
    """What an organisation voted; `voice` is one of `domain.votes.Voice`."""

    organisation: str
    voice: str


@dataclass(frozen=True, slots=True)
class DecisionRow:
    """`withdrawn_by` and `withdraws` are numbers of decisions, "" for none; `votes` only with `manner` "vote"."""

    id: str
    number: str
    text: str
    decided_on: date
    body: str
    meeting_id: str
    meeting_number: str
    agenda_item_id: str
    case_id: str
    pseudonym: str
    withdrawn_by: str = ""
    withdraws: str = ""
    manner: str = "consensus"
    votes: tuple[VoteRow, ...] = ()


@dataclass(frozen=True, slots=True)
class ActionRow:
    """`reason` says why it was dropped, `body` and `kind` in which overleg it was agreed."""

    id: str
    text: str
    owner: str
    organisation: str
    due_on: date | None
    status: str
    done_on: date | None
    meeting_id: str
    meeting_number: str
    agenda_item_id: str
    case_id: str
    pseudonym: str
    is_overdue: bool
    reason: str = ""
    body: str = ""
    kind: str = ""


@dataclass(frozen=True, slots=True)
class BottleneckRow:
    """`cases` counts the cases it touches: outside the maatwerkbespreking shown as "<5" when few.

    `body` is where it lies when it went up, `home` where it was noted.
    """

    id: str
    number: int
    title: str
    description: str
    noted_on: date
    status: str
    escalated_on: date | None
    answer: str
    answered_on: date | None
    meeting_number: str
    kind: str = "other"
    asked: str = ""
    cases: int = 0
    schools: tuple[str, ...] = ()
    body: str = ""
    home: str = ""
    version: int = field(default=0, metadata=NOT_KEPT)

    def weeks_waiting(self, day: date) -> int:
        """Whole weeks from the day it was noted to its answer, or to today."""
        return ((self.answered_on or day) - self.noted_on).days // 7


@dataclass(frozen=True, slots=True)
class AgendaRow:
    """One point; `case` is set for a case, `outcome` and `placement` once there are any. `position` 0: no number.

    `origin` says why it is on the agenda, `minutes` is a time box set by hand; `reason_code` and `reason` why it could
    not be placed.
    """

    id: str
    position: int
    kind: str
    title: str
    status: str
    notes: str
    case: CaseRow | None
    bottleneck: BottleneckRow | None
    outcome: str
    placement: str
    origin: str = ""
    minutes: int | None = None
    reason_code: str = ""
    reason: str = ""

    @property
    def is_shut(self) -> bool:
        """A case that may not be discussed, and was not: it has no number and stands on no paper."""
        return self.case is not None and bool(self.case.missing) and not (self.outcome or self.notes)


def numbers_of(agenda: Sequence[AgendaRow]) -> dict[str, int]:
    """Point → its number, the same before the meeting, in it and in the minutes."""
    told = (row.id for row in agenda if not row.is_shut)
    return {item_id: number for number, item_id in enumerate(told, start=1)}


@dataclass(frozen=True, slots=True)
class MeetingCard:
    row: MeetingRow
    body_id: str
    chair: str
    note_taker: str
    attendance: tuple[AttendanceRow, ...]
    agenda: tuple[AgendaRow, ...]
    decisions: tuple[DecisionRow, ...]
    actions: tuple[ActionRow, ...]
    bottlenecks: tuple[BottleneckRow, ...]
    next_meeting: MeetingRow | None
    needed: int | None = None
    """How many must be there to decide; None: the body asks no number."""
    chairs: tuple[tuple[str, str], ...] = field(default=(), metadata=NOT_KEPT)
    """Who takes turns in the chair, by identifier and name; () where it does not go round."""
    chair_organisation_id: str = field(default="", metadata=NOT_KEPT)

    @property
    def quorum(self) -> Quorum:
        return quorum(((one.is_present, one.is_mandated, one.left_at) for one in self.attendance), self.needed)


def was_heard(card: MeetingCard, item: AgendaRow) -> bool:
    """Whether anything was said or agreed at a point, beyond the notes it brought from an earlier meeting."""
    agreed = {row.agenda_item_id for row in card.decisions} | {row.agenda_item_id for row in card.actions}
    return item.id in agreed or not is_only_taken_along(item.notes)
