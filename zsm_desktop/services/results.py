"""What meetings left behind, over all meetings: actions until done, decisions to look up, bottlenecks that go up."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ColumnElement, func, or_, select

from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.permissions import Permission
from zsm_desktop.models import ActionItem, AgendaItem, Bottleneck, Meeting
from zsm_desktop.services.meeting_facts import ActionRow, BottleneckRow, DecisionRow
from zsm_desktop.services.meeting_lists import action_rows, bottleneck_rows, decision_rows
from zsm_desktop.services.meetings import LEAD, READ, require_lead
from zsm_desktop.services.service import Service, act, read
from zsm_desktop.store.work import Work

ACTION_STATUSES = ("open", "done", "dropped")


class Results(Service):
    @read(*READ)
    def actions(
        self, *, status: str | None = "open", owner: str | None = None, limit: int = 500
    ) -> tuple[ActionRow, ...]:
        """Actions of the meetings this user may read, the earliest due first."""
        conditions: list[ColumnElement[bool]] = [Meeting.kind.in_(self._kinds())]
        if status is not None:
            conditions.append(ActionItem.status == status)
        if owner is not None:
            conditions.append(ActionItem.owner_name == owner)
        with self.store.reading() as session:
            return action_rows(session, self.store.seal, self.desk.day, *conditions, limit=limit)

    @read(*READ)
    def decisions(self, *, text: str = "", kind: str | None = None, limit: int = 500) -> tuple[DecisionRow, ...]:
        """Decisions newest first; every word of `text` must stand in number or text (sealed texts are searched too)."""
        kinds = [k for k in self._kinds() if kind in (None, k)]
        with self.store.reading() as session:
            rows = decision_rows(session, self.store.seal, Meeting.kind.in_(kinds), limit=None if text else limit)
        words = text.lower().split()
        found = (row for row in rows if all(word in f"{row.number} {row.text}".lower() for word in words))
        return tuple(row for row, _ in zip(found, range(limit), strict=False))

    @read(*READ)
    def bottlenecks(self, *, statuses: tuple[str, ...] = ()) -> tuple[BottleneckRow, ...]:
        """Newest first. Who may not read maatwerkbesprekingen sees what was sent up from them, and no more."""
        conditions: list[ColumnElement[bool]] = [Bottleneck.status.in_(statuses)] if statuses else []
        if not self.actor.may(Permission.READ_MEETINGS):
            conditions.append(or_(Bottleneck.status != "open", Meeting.kind == "steering"))
        with self.store.reading() as session:
            return bottleneck_rows(session, *conditions)

    @act("action.settle", *LEAD)
    def settle_action(self, work: Work, action_id: str, *, status: str, on: date) -> None:
        """Mark an action "done" or "dropped", or "open" again."""
        action = work.session.get(ActionItem, action_id)
        if action is None:
            raise RuleError("action.none")
        if status not in ACTION_STATUSES:
            raise RuleError("action.unknown_status")
        require_lead(work, work.session.get_one(Meeting, action.meeting_id).kind)
        action.status = status
        action.done_on = None if status == "open" else on
        work.subject_id = action_id
        work.facts = {"status": status}
        work.touch("action", action_id)

    @act("bottleneck.escalate", Permission.LEAD_MEETINGS)
    def escalate(self, work: Work, bottleneck_id: str) -> None:
        """To the stuurgroep: on the agenda of its next meeting if one is planned, else on the one planned next."""
        bottleneck = _unsettled(work, bottleneck_id)
        if bottleneck.status != "open":
            raise RuleError("bottleneck.not_open", number=bottleneck.number)
        bottleneck.status, bottleneck.escalated_on = "escalated", self.desk.day
        planned = select(Meeting).where(
            Meeting.kind == "steering", Meeting.status == "planned", Meeting.held_on >= self.desk.day
        )
        meeting = work.session.scalars(planned.order_by(Meeting.held_on).limit(1)).one_or_none()
        if meeting is not None:
            last = select(func.max(AgendaItem.position)).where(AgendaItem.meeting_id == meeting.id)
            work.session.add(
                AgendaItem(
                    id=work.new_id(),
                    meeting_id=meeting.id,
                    position=(work.session.scalar(last) or 0) + 1,
                    kind="bottleneck",
                    title=bottleneck.title,
                    bottleneck_id=bottleneck.id,
                    status="open",
                )
            )
            work.touch("meeting", meeting.id)
        work.subject_id = bottleneck_id
        work.touch("bottleneck", bottleneck_id)

    @act("bottleneck.answer", Permission.LEAD_STEERING)
    def answer(self, work: Work, bottleneck_id: str, text: str) -> None:
        """What the stuurgroep says to it; it goes back to the maatwerkbespreking."""
        bottleneck = _unsettled(work, bottleneck_id)
        if bottleneck.status == "open":
            raise RuleError("bottleneck.not_sent_up", number=bottleneck.number)
        if not text.strip():
            raise RuleError("meeting.empty_text")
        bottleneck.status, bottleneck.answer, bottleneck.answered_on = "answered", text.strip(), self.desk.day
        work.subject_id = bottleneck_id
        work.touch("bottleneck", bottleneck_id)

    @act("bottleneck.close", Permission.LEAD_STEERING)
    def close_bottleneck(self, work: Work, bottleneck_id: str, text: str = "") -> None:
        """Done with: `text` says how and comes under what was answered before; one of the two there must be."""
        bottleneck = _unsettled(work, bottleneck_id)
        said = [part for part in (bottleneck.answer, text.strip()) if part]
        if not said:
            raise RuleError("bottleneck.no_answer", number=bottleneck.number)
        if text.strip():
            bottleneck.answer, bottleneck.answered_on = "\n".join(said), self.desk.day
        bottleneck.status = "closed"
        work.subject_id = bottleneck_id
        work.touch("bottleneck", bottleneck_id)

    def _kinds(self) -> list[str]:
        may = self.actor.may
        return [
            *(["case"] if may(Permission.READ_MEETINGS) else []),
            *(["steering"] if may(Permission.READ_STEERING) else []),
        ]


def _unsettled(work: Work, bottleneck_id: str) -> Bottleneck:
    bottleneck = work.session.get(Bottleneck, bottleneck_id)
    if bottleneck is None:
        raise RuleError("bottleneck.none")
    if bottleneck.status == "closed":
        raise RuleError("bottleneck.closed", number=bottleneck.number)
    return bottleneck
