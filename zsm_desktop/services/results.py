"""What meetings left behind, over all meetings: actions until done or dropped, decisions to look up or withdraw."""

from __future__ import annotations

from datetime import date

from sqlalchemy import or_, true
from sqlalchemy import text as plain

from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.permissions import Permission, Role
from zsm_desktop.domain.progress import MeetingStatus
from zsm_desktop.models import ActionItem, AgendaItem, Decision, Meeting
from zsm_desktop.services.action_filter import ActionFilter, action_ids, is_named
from zsm_desktop.services.bottleneck_agenda import is_above
from zsm_desktop.services.live_rows import add_decision_row
from zsm_desktop.services.meeting_facts import ActionRow, DecisionRow
from zsm_desktop.services.meeting_lists import Condition, action_rows, decision_rows
from zsm_desktop.services.meetings import LEAD, READ, open_meeting
from zsm_desktop.services.open_texts import text_in
from zsm_desktop.services.rights import ATTENDED, reader, require_leads, sees_cases
from zsm_desktop.services.service import Service, act, read, sealed
from zsm_desktop.store.work import Work

ACTION_STATUSES = ("open", "done", "dropped")
EVERYTHING = ActionFilter()


class Results(Service):
    @read(*READ)
    def actions(self, wanted: ActionFilter = EVERYTHING, *, text: str = "", limit: int = 500) -> tuple[ActionRow, ...]:
        """Those this user may see, the earliest due first; every word of `text` must stand in what, who or case."""
        found = action_ids(self.desk, wanted)
        with self.store.reading() as session:
            rows = action_rows(session, self.store.seal, self.desk.day, ActionItem.id.in_(found))
        words = text.casefold().split()
        hits = (row for row in rows if all(word in _said(row) for word in words))
        return tuple(row for row, _ in zip(hits, range(limit), strict=False))

    @read(*READ)
    def decisions(
        self, *, text: str = "", kind: str | None = None, year: int | None = None, body_id: str = "", limit: int = 500
    ) -> tuple[DecisionRow, ...]:
        """Decisions newest first; every word of `text` must stand in number or text (sealed texts are searched too).

        `year` is the year a school year starts in.
        """
        conditions: list[Condition] = [Meeting.kind.in_([k for k in self._kinds() if kind in (None, k)])]
        if year is not None:
            conditions.append(Decision.school_year == year)
        if body_id:
            conditions.append(Decision.body_id == body_id)
        with self.store.reading() as session:
            rows = decision_rows(session, self.store.seal, *conditions, self._may_read(), limit=None if text else limit)
        words = text.casefold().split()
        found = (row for row in rows if all(word in f"{row.number} {row.text}".casefold() for word in words))
        return tuple(row for row, _ in zip(found, range(limit), strict=False))

    @act("action.settle", *READ, can_undo=True)
    def settle_action(self, work: Work, action_id: str, *, status: str, on: date, reason: str = "") -> None:
        """Mark an action "done", "dropped" with its reason, or "open" again; by who leads there, or by its owner."""
        action = work.session.get(ActionItem, action_id)
        if action is None or action.removed_at is not None:
            raise RuleError("action.none")
        if status not in ACTION_STATUSES:
            raise RuleError("action.unknown_status")
        meeting = work.session.get_one(Meeting, action.meeting_id)
        may_read = self.actor.may(Permission.READ_MEETINGS if meeting.kind == "case" else Permission.READ_STEERING)
        if not may_read or not is_named(self.actor, action.owner_name):
            require_leads(work.session, self.actor, meeting)
        if status == "dropped" and not reason.strip():
            raise RuleError("action.reason_needed")
        action.status = status
        action.done_on = None if status == "open" else on
        why = text_in(self.desk, work, meeting, reason.strip()) if status == "dropped" else ""
        is_open = meeting.kind == "steering"
        action.open_reason = why or None if is_open else None
        action.sealed_reason = None if is_open else sealed(work, "action_item", action_id, "sealed_reason", why)
        work.subject_id = action_id
        work.facts = {"status": status}
        work.touch("action", action_id)

    @act("decision.withdraw", *LEAD, can_undo=True)
    def withdraw(self, work: Work, decision_id: str, item_id: str, text: str) -> None:
        """A new decision, at a point of a running meeting, that names the one it takes back; both say so from then on.

        By the body that took it, or by one above it. Raises RuleError("decision.none", "decision.withdrawn",
        "decision.other_body", "meeting.no_item", "meeting.not_running").
        """
        decision = work.session.get(Decision, decision_id)
        if decision is None:
            raise RuleError("decision.none")
        if decision.withdrawn_by_id is not None:
            later = work.session.get_one(Decision, decision.withdrawn_by_id)
            raise RuleError("decision.withdrawn", number=decision.number, by=later.number)
        item = work.session.get(AgendaItem, item_id)
        if item is None or item.removed_at is not None:
            raise RuleError("meeting.no_item")
        meeting = open_meeting(work, item.meeting_id)
        if meeting.status != MeetingStatus.RUNNING:
            raise RuleError("meeting.not_running")
        if not is_above(work.session, meeting.body_id, decision.body_id):
            raise RuleError("decision.other_body", number=decision.number)
        if not text.strip():
            raise RuleError("meeting.empty_text")
        made = add_decision_row(self.desk, work, meeting, item, text.strip())
        made.case_id = decision.case_id if meeting.kind == "case" else None
        work.session.flush()
        decision.withdrawn_by_id = made.id
        work.made = made.id
        work.facts = {"withdraws": decision.number}
        work.touch("decision", made.id, decision.id)
        work.touch("meeting", meeting.id)

    def _kinds(self) -> list[str]:
        may = self.actor.may
        return [
            *(["case"] if may(Permission.READ_MEETINGS) else []),
            *(["steering"] if may(Permission.READ_STEERING) else []),
        ]

    def _may_read(self) -> Condition:
        """Of a maatwerkbespreking: for those invited, and for who sees into the case it was about."""
        if self.actor.role is Role.SECRETARY:
            return true()
        values = reader(self.actor)
        attended = plain(ATTENDED).bindparams(user=values["user"], school=values["school"]).columns(Meeting.id)
        return or_(Meeting.kind != "case", Meeting.id.in_(attended), sees_cases(self.actor))


def _said(row: ActionRow) -> str:
    return f"{row.text} {row.owner} {row.organisation} {row.pseudonym} {row.meeting_number}".casefold()
