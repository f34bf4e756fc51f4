"""The notes of the points of a meeting on their way between the screen and the store; no Qt."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from zsm_desktop.domain.errors import RuleError
from zsm_desktop.services.changes import Changes
from zsm_desktop.services.typed_here import KEPT, NOTES
from zsm_desktop.ui.parts.talk.sitting import at_copy

if TYPE_CHECKING:
    from zsm_desktop.services.live import Live
    from zsm_desktop.services.meeting_facts import AgendaRow
    from zsm_desktop.services.taken_notes import TakenNotes
    from zsm_desktop.ui.parts.talk.table import OnTable

Noted = Callable[[Exception | None, str], object]
"""Hears how keeping notes went, and what the store has of them then."""


class Basis(NamedTuple):
    """What a text builds on: what its screen had from the store, or what it sent since, if the store has that."""

    stored: str
    sent: str


class Noting:
    """`unsaved` keeps typed notes by point until the store has them.

    Writing notes does not read the meeting again, so what was written is remembered until it is.
    """

    def __init__(self, table: OnTable) -> None:
        self._table = table
        self.unsaved: dict[str, str] = {}
        self.here: set[str] = set()
        """Points whose unsaved notes are kept on this computer."""
        self._built_on: dict[str, str] = {}
        self._had: dict[str, dict[str, str]] = {}
        """By point what the store had after a text that was sent, taken or not; for the thread that writes."""
        self._kept: dict[str, str] = {}
        self._kept_since: object = None

    @property
    def _notes(self) -> Live | TakenNotes:
        """What reads and keeps them."""
        sitting = self._table.sitting
        return sitting.desk.taken_notes if at_copy(sitting) else sitting.desk.live

    def of(self, row: AgendaRow) -> str:
        """What was typed last, also when the store does not have it yet."""
        return self.unsaved.get(row.id, self.stored_of(row))

    def stored_of(self, row: AgendaRow) -> str:
        """What the store had when the notes were last seen here."""
        if row.id in self.unsaved:
            return self._built_on.get(row.id, row.notes)
        return self._of_now().get(row.id, row.notes)

    def keep(self, item_id: str, text: str, basis: Basis, told: Noted) -> None:
        """Has the notes written; until the store has them the text stays in `unsaved`."""
        notes = self._notes

        def act(base: str) -> Changes:
            return Changes(notes=text) if text == base else notes.keep_notes(item_id, text, base)

        self.keep_along(item_id, text, basis, act, told)

    def keep_along(self, item_id: str, text: str, basis: Basis, act: Callable[[str], Changes], told: Noted) -> None:
        """The same by an act that writes the notes along; it is told what they build on."""
        self.unsaved[item_id] = text
        self._built_on[item_id] = basis.stored
        now, base, typed = [text], [basis.stored], self._table.sitting.desk.typed_here

        def keep() -> None:
            base[0] = self._had.get(item_id, {}).get(basis.sent, basis.stored)
            self._had[item_id] = {basis.sent: base[0], text: base[0]}
            try:
                now[0] = act(base[0]).notes
            except RuleError as error:
                raise typed.instead(error, NOTES, item_id, "", base[0], text) from error
            self._had[item_id] = {text: text}
            typed.arrived(NOTES, item_id, "")

        def heard(error: Exception | None) -> None:
            self.here.discard(item_id)
            if isinstance(error, RuleError) and error.code == KEPT:
                self.here.add(item_id)
            if self.unsaved.get(item_id) == text:
                self._built_on[item_id] = base[0]
                if error is None:
                    del self.unsaved[item_id]
            if error is None:
                self._of_now()[item_id] = now[0]
            told(error, now[0])

        self._table.write(keep, heard)

    def retry(self) -> None:
        """The server is there again: what it could not be given at other points is on its way now."""
        for item_id in (self.here & self.unsaved.keys()) - {self._table.item_id}:
            text = self.unsaved[item_id]
            self.keep(item_id, text, Basis(self._built_on[item_id], text), lambda _error, _now: None)

    def follow(self, item_id: str, text: str, told: Callable[[str], object]) -> None:
        """Reads what others made of the notes that stand here as `text`."""
        notes, found = self._notes, [text]

        def read() -> None:
            found[0] = notes.notes(item_id, text)

        def heard(error: Exception | None) -> None:
            if error is None and item_id not in self.unsaved:
                self._of_now()[item_id] = found[0]
                told(found[0])

        self._table.write(read, heard)

    def _of_now(self) -> dict[str, str]:
        """What was written since the meeting was read."""
        if self._kept_since is not self._table.sitting.card:
            self._kept.clear()
            self._kept_since = self._table.sitting.card
        return self._kept
