"""What was thrown away in a meeting, and putting it back: nothing of it is gone before the pupil's data are."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import select

from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.permissions import Permission
from zsm_desktop.models import ActionItem, AgendaItem, Bottleneck, Case, Meeting, Pupil
from zsm_desktop.services.agenda_build import renumber
from zsm_desktop.services.agendas import items_of, next_position
from zsm_desktop.services.meetings import LEAD, open_meeting
from zsm_desktop.services.rights import require_attends
from zsm_desktop.services.service import Service, act, opened, read
from zsm_desktop.store.seal import Sealer
from zsm_desktop.store.work import Work


@dataclass(frozen=True, slots=True)
class Thrown:
    """`kind` is item, action or bottleneck; a case goes by its pseudonym, and back by adding it (`case_id`) again."""

    id: str
    kind: str
    text: str
    removed_at: datetime | None
    case_id: str = ""


class Bin(Service):
    @read(Permission.READ_MEETINGS)
    def rows(self, meeting_id: str) -> tuple[Thrown, ...]:
        """What was thrown away of one meeting, the latest first."""
        seal = self.store.seal
        with self.store.reading() as session:
            meeting = session.get(Meeting, meeting_id)
            if meeting is None:
                raise RuleError("meeting.none")
            require_attends(session, self.actor, meeting)
            items = (
                select(AgendaItem, Pupil.pseudonym)
                .outerjoin(Case, Case.id == AgendaItem.case_id)
                .outerjoin(Pupil, Pupil.id == Case.pupil_id)
                .where(AgendaItem.meeting_id == meeting_id, AgendaItem.removed_at.is_not(None))
            )
            gone = (ActionItem.meeting_id == meeting_id, ActionItem.removed_at.is_not(None))
            lost = (Bottleneck.meeting_id == meeting_id, Bottleneck.removed_at.is_not(None))
            found = [
                *(_item(item, pseudonym) for item, pseudonym in session.execute(items)),
                *(_action(row, seal) for row in session.scalars(select(ActionItem).where(*gone))),
                *(
                    Thrown(row.id, "bottleneck", row.title, row.removed_at)
                    for row in session.scalars(select(Bottleneck).where(*lost))
                ),
            ]
        return tuple(sorted(found, key=_moment, reverse=True))

    @act("bin.remove_action", *LEAD, can_undo=True)
    def remove_action(self, work: Work, action_id: str) -> None:
        row = work.session.get(ActionItem, action_id)
        if row is None or row.removed_at is not None:
            raise RuleError("action.none")
        _require_open(work, row)
        row.removed_at = work.at
        work.subject_id = action_id
        work.touch("action", action_id)

    @act("bin.remove_bottleneck", *LEAD, can_undo=True)
    def remove_bottleneck(self, work: Work, bottleneck_id: str) -> None:
        """One that has not gone up yet; what the directors have before them is closed, not thrown away."""
        row = work.session.get(Bottleneck, bottleneck_id)
        if row is None or row.removed_at is not None:
            raise RuleError("bottleneck.none")
        _require_open(work, row)
        if row.status != "open":
            raise RuleError("bin.bottleneck_up")
        row.removed_at = work.at
        work.subject_id = bottleneck_id
        work.touch("bottleneck", bottleneck_id)

    @act("bin.put_back", *LEAD, can_undo=True)
    def put_back(self, work: Work, kind: str, row_id: str) -> None:
        """Out of the bin; a point comes back at the end of its agenda, a case only where it may stand on it."""
        if kind == "item":
            self._put_item_back(work, row_id)
        else:
            row: ActionItem | Bottleneck | None = (
                work.session.get(ActionItem, row_id) if kind == "action" else work.session.get(Bottleneck, row_id)
            )
            if row is None or row.removed_at is None:
                raise RuleError("bin.gone")
            _require_open(work, row)
            row.removed_at = None
            work.touch("action" if kind == "action" else "bottleneck", row_id)
        work.subject_id = row_id

    def _put_item_back(self, work: Work, item_id: str) -> None:
        item = work.session.get(AgendaItem, item_id)
        if item is None or item.removed_at is None:
            raise RuleError("bin.gone")
        meeting = open_meeting(work, item.meeting_id)
        if item.case_id is not None:
            raise RuleError("bin.case_by_adding")
        item.position = next_position(work.session, meeting.id)
        item.removed_at = None
        work.session.flush()
        renumber(items_of(work.session, meeting.id))
        work.touch("meeting", meeting.id)


def _require_open(work: Work, row: ActionItem | Bottleneck) -> None:
    """The meeting it came up in still takes it; a bottleneck without one is older than that was kept."""
    if row.meeting_id is not None:
        open_meeting(work, row.meeting_id)


def _moment(row: Thrown) -> datetime:
    return row.removed_at or datetime.min.replace(tzinfo=UTC)


def _item(item: AgendaItem, pseudonym: str | None) -> Thrown:
    return Thrown(item.id, "item", pseudonym or item.title, item.removed_at, item.case_id or "")


def _action(row: ActionItem, seal: Sealer) -> Thrown:
    text = row.open_text or opened(seal, "action_item", row.id, "sealed_text", row.sealed_text)
    return Thrown(row.id, "action", text, row.removed_at)
