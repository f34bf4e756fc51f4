"""The facts of meetings as screens and papers get them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time

from zsm_desktop.services.case_facts import CaseRow


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


@dataclass(frozen=True, slots=True)
class AttendanceRow:
    id: str
    name: str
    organisation: str
    organisation_code: str
    is_present: bool


@dataclass(frozen=True, slots=True)
class DecisionRow:
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


@dataclass(frozen=True, slots=True)
class ActionRow:
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


@dataclass(frozen=True, slots=True)
class BottleneckRow:
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


@dataclass(frozen=True, slots=True)
class AgendaRow:
    """One point; `case` is set for a case, `outcome` and `placement` once there are any."""

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
