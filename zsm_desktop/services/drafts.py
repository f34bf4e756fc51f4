"""What somebody is typing in a running meeting before it is laid down, kept at every pause like the notes.

A draft is its writer's alone: no card, paper or wall reads this table. It goes in the act that lays its text down, and
with the meeting when that is closed.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import ColumnElement, func, select

from zsm_desktop.domain.errors import RuleError
from zsm_desktop.models import AgendaItem, Bottleneck, Case, Draft, Meeting
from zsm_desktop.services.known import known
from zsm_desktop.services.live_rows import require_discussable, running_item
from zsm_desktop.services.meetings import LEAD
from zsm_desktop.services.rights import require_leads
from zsm_desktop.services.service import Service, act, opened, read

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from zsm_desktop.store.work import Work

DESCRIBE = "describe"
"""The one kind that is about a bottleneck there is already, and not about the point."""
OF_LINE = "line"
"""Stands for what it is about where an action is made of a line of the notes."""
KINDS = frozenset({"action", "decision", "bottleneck", "answer", "close", "wall", "reason", DESCRIBE})


@dataclass(frozen=True, slots=True)
class DraftRow:
    """`words` by the name of the field they stand in; `about_id` "" unless it is the form of a bottleneck."""

    item_id: str
    kind: str
    about_id: str
    words: Mapping[str, str]
    updated_at: datetime


class Drafts(Service):
    @read(*LEAD)
    def rows(self, meeting_id: str) -> tuple[DraftRow, ...]:
        """What this user was typing at the points of a meeting, the latest first; of nobody else."""
        with self.store.reading() as session:
            self._led(session, meeting_id)
            own = select(Draft).where(_at_points_of(meeting_id), Draft.user_id == self.actor.user_id)
            found = session.scalars(own.order_by(Draft.updated_at.desc(), Draft.id.desc()))
            read_back = ((row, opened(self.store.seal, "draft", row.id, "words", row.words)) for row in found)
            return tuple(
                DraftRow(row.agenda_item_id, row.kind, row.about_id, json.loads(text), row.updated_at)
                for row, text in read_back
                if text
            )

    @read(*LEAD)
    def by_others(self, meeting_id: str) -> int:
        """How many there are of other users: closing the meeting ends those too."""
        with self.store.reading() as session:
            self._led(session, meeting_id)
            others = select(func.count()).where(_at_points_of(meeting_id), Draft.user_id != self.actor.user_id)
            return session.scalar(others) or 0

    @act("meeting.draft", *LEAD)
    def keep(
        self,
        work: Work,
        item_id: str,
        kind: str,
        words: Mapping[str, str],
        about_id: str = "",
        *,
        instead_of: Collection[Mapping[str, str]] | None = None,
    ) -> None:
        """What is typed so far, one row per place; no words: nothing is being typed there any more.

        With `instead_of` no words take away only one of these.
        Raises RuleError("draft.kind", "bottleneck.none"), and as the notes of the point would.
        """
        item, _ = running_item(work, item_id)
        if kind not in KINDS:
            raise RuleError("draft.kind", kind=kind)
        if kind == DESCRIBE:
            known(work, Bottleneck, about_id, "bottleneck.none")
        work.subject_id = item.id
        place = {"user_id": work.actor.user_id, "agenda_item_id": item.id, "kind": kind, "about_id": about_id}
        if not words:
            if instead_of is None or _words_at(work, place) in instead_of:
                drop_draft(work, item.id, kind, about_id)
            return
        if item.case_id is not None:
            require_discussable(work, work.session.get_one(Case, item.case_id), self.desk.day)
        row = work.session.scalars(select(Draft).filter_by(**place)).one_or_none()
        if row is None:
            row = Draft(id=work.new_id(), **place)
            work.session.add(row)
        text = json.dumps(dict(words), ensure_ascii=False, sort_keys=True)
        row.words, row.updated_at = work.seal.seal("draft", row.id, "words", text), work.at

    def _led(self, session: Session, meeting_id: str) -> None:
        meeting = session.get(Meeting, meeting_id)
        if meeting is None:
            raise RuleError("meeting.none")
        require_leads(session, self.actor, meeting)


def _words_at(work: Work, place: Mapping[str, str]) -> Mapping[str, str]:
    row = work.session.scalars(select(Draft).filter_by(**place)).one_or_none()
    text = opened(work.seal, "draft", row.id, "words", row.words) if row is not None else ""
    return json.loads(text) if text else {}


def drop_draft(work: Work, item_id: str, kind: str, about_id: str = "") -> None:
    """What stood there is laid down, or taken away. Beside the session: taking an act back leaves drafts alone."""
    work.run(
        "DELETE FROM draft WHERE user_id = ? AND agenda_item_id = ? AND kind = ? AND about_id = ?",
        [(work.actor.user_id, item_id, kind, about_id)],
    )


def drop_draft_about(work: Work, bottleneck_id: str, kind: str) -> None:
    """As `drop_draft`, wherever this bottleneck lay on the table."""
    work.run(
        "DELETE FROM draft WHERE user_id = ? AND kind = ? AND (about_id = ? OR agenda_item_id IN "
        "(SELECT id FROM agenda_item WHERE bottleneck_id = ?))",
        [(work.actor.user_id, kind, bottleneck_id, bottleneck_id)],
    )


def drop_draft_at(work: Work, case_id: str, kind: str) -> None:
    """As `drop_draft`, wherever this case lies on the table."""
    work.run(
        "DELETE FROM draft WHERE user_id = ? AND kind = ? AND agenda_item_id IN "
        "(SELECT id FROM agenda_item WHERE case_id = ?)",
        [(work.actor.user_id, kind, case_id)],
    )


def drop_drafts_of(work: Work, meeting_id: str) -> None:
    """The meeting is over: of everybody, at all its points."""
    work.run(
        "DELETE FROM draft WHERE agenda_item_id IN (SELECT id FROM agenda_item WHERE meeting_id = ?)", [(meeting_id,)]
    )


def _at_points_of(meeting_id: str) -> ColumnElement[bool]:
    return Draft.agenda_item_id.in_(select(AgendaItem.id).where(AgendaItem.meeting_id == meeting_id))
