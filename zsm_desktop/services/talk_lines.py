"""A line of the notes becomes an action, a decision or a bottleneck, and one of those a line of the notes again."""

from __future__ import annotations

from datetime import date
from typing import Literal

from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.talk import require_action, require_text
from zsm_desktop.models import ActionItem, Bottleneck, Decision
from zsm_desktop.services.bottlenecks import note_bottleneck
from zsm_desktop.services.drafts import OF_LINE, drop_draft
from zsm_desktop.services.live_rows import add_action_row, add_decision_row, notes_of, running_item, write_notes
from zsm_desktop.services.meetings import LEAD
from zsm_desktop.services.service import Service, act, opened
from zsm_desktop.store.work import Work

Kind = Literal["action", "decision", "bottleneck"]


class TalkLines(Service):
    @act("meeting.line_out", *LEAD, can_undo=True)
    def line_out(
        self,
        work: Work,
        item_id: str,
        kind: Kind,
        text: str,
        notes_left: str,
        *,
        owner: str = "",
        due_on: date | None = None,
        base: str | None = None,
    ) -> None:
        """One act: what the notes are without the line, and what the line has become; `owner` for an action.

        `base` as for `Live.keep_notes`.
        """
        item, meeting = running_item(work, item_id)
        write_notes(self.desk, work, meeting, item, notes_left, base)
        if kind == "action":
            text, owner = require_action(text, owner)
            work.made = add_action_row(self.desk, work, meeting, item, text, owner=owner, due_on=due_on)
            drop_draft(work, item.id, kind, OF_LINE)  # who and when was asked for in lines of its own
        elif kind == "decision":
            work.made = add_decision_row(self.desk, work, meeting, item, require_text(text)).id
        else:
            note_bottleneck(self.desk, work, meeting, item, title=require_text(text), description="")
        work.touch(kind, *([work.made] if work.made else []))
        work.touch("meeting", meeting.id)

    @act("meeting.line_back", *LEAD, can_undo=True)
    def line_back(self, work: Work, kind: Kind, row_id: str) -> None:
        """Its words under the notes of its point; what it was goes in the bin, a decision only as the last number."""
        row: ActionItem | Decision | Bottleneck | None
        if kind == "action":
            row = work.session.get(ActionItem, row_id)
        else:
            row = work.session.get(Decision, row_id) if kind == "decision" else work.session.get(Bottleneck, row_id)
        text = self._text_of(row)
        item_id = row.agenda_item_id if isinstance(row, ActionItem | Decision) else self._point_of(work, row)
        item, meeting = running_item(work, item_id or "")
        notes = notes_of(work, meeting, item).rstrip()
        write_notes(self.desk, work, meeting, item, f"{notes}\n{text}" if notes else text)
        if isinstance(row, Decision):
            self._take_out(work, row)
        elif row is not None:
            row.removed_at = work.at
        work.subject_id = row_id
        work.touch(kind, row_id)
        work.touch("meeting", meeting.id)

    def _text_of(self, row: ActionItem | Decision | Bottleneck | None) -> str:
        if row is None or (not isinstance(row, Decision) and row.removed_at is not None):
            raise RuleError("meeting.line_gone")
        if isinstance(row, Bottleneck):
            if row.status != "open":
                raise RuleError("meeting.line_busy")
            return row.title
        table = "action_item" if isinstance(row, ActionItem) else "decision"
        return row.open_text or opened(self.store.seal, table, row.id, "sealed_text", row.sealed_text)

    def _point_of(self, work: Work, row: Bottleneck | None) -> str | None:
        """A bottleneck does not keep the point it was noted at: the one of its case, in its meeting."""
        if row is None or row.case_id is None:
            raise RuleError("meeting.line_no_point")
        found = work.rows(
            "SELECT id FROM agenda_item WHERE meeting_id = ? AND case_id = ? AND removed_at IS NULL",
            (row.meeting_id, row.case_id),
        )
        return str(found[0][0]) if found else None

    def _take_out(self, work: Work, row: Decision) -> None:
        later = work.rows(
            "SELECT 1 FROM decision WHERE body_id = ? AND school_year = ? AND sequence > ? LIMIT 1",
            (row.body_id, row.school_year, row.sequence),
        )
        used = work.rows("SELECT 1 FROM placement WHERE decision_id = ? LIMIT 1", (row.id,))
        if later or used:
            raise RuleError("meeting.decision_stays", number=row.number)
        work.session.delete(row)
