"""What is written at a meeting that was taken along: kept beside the copy, on this computer, until the server has it.

`notes` and `keep_notes` answer as `Live` does, `rows` and `keep` as `Drafts` does.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import replace
from functools import cached_property, partial

from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.merging import merged
from zsm_desktop.domain.permissions import Permission
from zsm_desktop.services.changes import Changes
from zsm_desktop.services.drafts import KINDS, DraftRow
from zsm_desktop.services.forgetting_typed import is_of_forgotten
from zsm_desktop.services.meeting_facts import MeetingCard
from zsm_desktop.services.meetings import LEAD
from zsm_desktop.services.service import Service, read
from zsm_desktop.store import earlier_keys, taken_along
from zsm_desktop.store.kept_here import DRAFT, NOTES, KeptHere, KeptText
from zsm_desktop.store.place import is_on_server

SEPARATOR = "/"


class TakenNotes(Service):
    @cached_property
    def _here(self) -> KeptHere:
        return KeptHere(self.desk.folder, self.store.keys, partial(earlier_keys.of_network, self.store))

    @read(Permission.LEAD_MEETINGS)
    def on_card(self, card: MeetingCard) -> MeetingCard:
        """The card with the notes as they were typed here."""
        typed = self._here.rows()
        agenda = (replace(row, notes=_now(typed, row.id, row.notes)) for row in card.agenda)
        return replace(card, agenda=tuple(agenda))

    @read(Permission.LEAD_MEETINGS)
    def notes(self, item_id: str, base: str = "") -> str:  # noqa: ARG002 - nobody else writes here
        """Raises RuleError as `Live.notes`."""
        return _now(self._here.rows(), item_id, self.desk.live.notes(item_id))

    @read(Permission.LEAD_MEETINGS)
    def keep_notes(self, item_id: str, text: str, base: str | None = None) -> Changes:  # noqa: ARG002 - it is the copy's
        """What was typed so far, with what the copy says beside it: for the server that is what it builds on.

        Raises RuleError("taken.other") away from the meeting that was taken along, as `Live.notes`, and those of
        writing files.
        """
        stored = self.desk.live.notes(item_id)
        self._require_taken(item_id)
        row = self._row(NOTES, item_id, "", stored, text)
        self._keep(row, is_over=text == stored)
        return Changes(notes=text)

    @read(Permission.LEAD_MEETINGS)
    def rows(self, meeting_id: str) -> tuple[DraftRow, ...]:
        """What was half written, here and before it was taken along, the latest first."""
        typed = [_draft(one) for one in self._here.rows() if one.kind == DRAFT]
        places = {_place(row) for row in typed}
        here = [row for row in typed if row.words]
        before = [row for row in self.desk.drafts.rows(meeting_id) if _place(row) not in places]
        return tuple(sorted((*here, *before), key=lambda row: row.updated_at, reverse=True))

    @read(Permission.LEAD_MEETINGS)
    def keep(self, item_id: str, kind: str, words: Mapping[str, str], about_id: str = "") -> None:
        """Raises RuleError("draft.kind"), ("taken.other") and those of writing files."""
        if kind not in KINDS:
            raise RuleError("draft.kind", kind=kind)
        meeting_id = self._require_taken(item_id)
        place = (item_id, kind, about_id)
        stored = [dict(row.words) for row in self.desk.drafts.rows(meeting_id) if _place(row) == place]
        text = json.dumps(dict(words), ensure_ascii=False, sort_keys=True)
        row = self._row(DRAFT, item_id, f"{kind}/{about_id}", json.dumps(stored), text)
        self._keep(row, is_over=not words and not stored)

    @read(*LEAD)
    def bring_back(self, meeting_id: str) -> int:
        """At the server again: what was half written at this meeting's points goes among the drafts there.

        Where one stands there already, both stand in it: at how many points. What the server does not take stays here.
        """
        if not is_on_server(self.desk.folder) or self.desk.taken is not None:
            return 0
        joined: set[str] = set()
        of_meeting = "SELECT 1 FROM agenda_item WHERE id = ? AND meeting_id = ?"
        here = [
            one
            for one in self._here.rows()
            if one.kind == DRAFT
            and self.store.rows(of_meeting, (one.subject_id, meeting_id))
            and not is_of_forgotten(self.desk, one)
        ]
        for row in here:
            if row.is_emptied:
                self.desk.typed_here.empty(row)
        here = [row for row in here if not row.is_emptied]
        there = {_place(row): row.words for row in self.desk.drafts.rows(meeting_id)} if here else {}
        for row in here:
            typed = _draft(row)
            theirs = there.get(_place(typed), {})
            words = _both(theirs, typed.words)
            with suppress(RuleError):
                self.desk.drafts.keep(typed.item_id, typed.kind, words, typed.about_id)
                self._here.drop(row)
                there[_place(typed)] = words
                if any(_differ(theirs.get(field, ""), text) for field, text in typed.words.items()):
                    joined.add(typed.item_id)
        return len(joined)

    @read(*Permission)
    def waits(self, meeting_id: str) -> bool:
        """Something that was written at this meeting's points lies here still."""
        points = {
            point for (point,) in self.store.rows("SELECT id FROM agenda_item WHERE meeting_id = ?", (meeting_id,))
        }
        return any(row.kind in (NOTES, DRAFT) and row.subject_id in points for row in self._here.rows())

    def _keep(self, row: KeptText, *, is_over: bool) -> None:
        """In the place of all that was kept there, as that is what was typed on; `is_over`: nothing is typed now."""
        before = [one for one in self._here.rows() if one.place == row.place]
        if is_over:
            for one in before:
                self._here.drop(one)
            return
        self._here.keep(row, instead_of=before)
        taken = self.desk.taken
        if taken is not None and not taken.has_typed:
            self.desk.taken = taken_along.note_typed(self.desk.folder, taken)

    def _row(self, kind: str, item_id: str, field: str, base: str, text: str) -> KeptText:
        return KeptText(kind, item_id, field, base, text, self.desk.clock(), self.actor.user_id)

    def _require_taken(self, item_id: str) -> str:
        """The meeting."""
        found = self.store.rows("SELECT meeting_id FROM agenda_item WHERE id = ?", (item_id,))
        if self.desk.taken is None or found != [(self.desk.taken.meeting_id,)]:
            raise RuleError("taken.other")
        return self.desk.taken.meeting_id


def _now(rows: Iterable[KeptText], item_id: str, stored: str) -> str:
    """What stands at a point: what was typed there, on what the copy has by now."""
    for row in rows:
        if (row.kind, row.subject_id) == (NOTES, item_id):
            stored = merged(row.base, row.text, stored)
    return stored


def _draft(row: KeptText) -> DraftRow:
    kind, _, about_id = row.field.partition("/")
    return DraftRow(row.subject_id, kind, about_id, json.loads(row.text), row.at)


def _both(theirs: Mapping[str, str], mine: Mapping[str, str]) -> dict[str, str]:
    """Field by field; two that differ one after the other, for a person to choose."""
    found = {}
    for field in (*theirs, *(name for name in mine if name not in theirs)):
        one, other = theirs.get(field, ""), mine.get(field, "")
        found[field] = f"{one} {SEPARATOR} {other}" if _differ(one, other) else one or other
    return found


def _differ(one: str, other: str) -> bool:
    return bool(one and other and other not in one)


def _place(row: DraftRow) -> tuple[str, str, str]:
    return row.item_id, row.kind, row.about_id
