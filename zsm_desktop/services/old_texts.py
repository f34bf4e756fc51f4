"""Texts directors read that were kept before names were masked there, or by somebody who cannot look for names.

Directors hold no second key: at their desk nothing can be masked. So it is done where the next one works who can.
What final minutes state stays: it never changes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.masking import Hidden
from zsm_desktop.domain.permissions import Permission
from zsm_desktop.services.open_texts import open_person, open_text
from zsm_desktop.services.service import Service, act, read

if TYPE_CHECKING:
    from zsm_desktop.store.work import Work

_OF_STEERING = "meeting_id IN (SELECT id FROM meeting WHERE kind = 'steering')"
_NOT_FINAL = "meeting_id IN (SELECT id FROM meeting WHERE kind = 'steering' AND stage <> 'final')"
_WITH_STEERING = "body_id IN (SELECT id FROM meeting_body WHERE kind = 'steering')"
_WENT_UP = f"escalated_on IS NOT NULL OR {_WITH_STEERING} OR (body_id IS NULL AND {_OF_STEERING})"
_KEPT = (
    ("meeting", "place", "kind = 'steering'"),
    ("agenda_item", "title", _NOT_FINAL),
    ("agenda_item", "open_notes", _NOT_FINAL),
    ("decision", "open_text", _NOT_FINAL),
    ("action_item", "open_text", _NOT_FINAL),
    ("action_item", "owner_name", _NOT_FINAL),
    ("action_item", "open_reason", _OF_STEERING),
    ("amendment", "open_text", _NOT_FINAL),
    ("bottleneck", "title", _WENT_UP),
    ("bottleneck", "description", _WENT_UP),
    ("bottleneck", "asked", _WENT_UP),
    ("bottleneck", "answer", _WENT_UP),
    *(
        (table, column, "1 = 1")
        for table, columns in (
            ("fund_result", "name note"),
            ("fund_condition", "text note"),
            ("fund_report", "name"),
            ("fund_expense", "name"),
            ("fund_contribution", "name"),
        )
        for column in columns.split()
    ),
)
_TOPICS = {
    **dict.fromkeys(("fund_result", "fund_condition", "fund_report", "fund_expense", "fund_contribution"), "fund"),
    "agenda_item": "meeting",
    "action_item": "action",
    "amendment": "meeting",
}


class _Found(NamedTuple):
    table: str
    column: str
    id: str
    text: str


class _Heard:
    """Where the mask says what it hid, as an act has it."""

    def __init__(self) -> None:
        self.hidden: list[Hidden] = []


class OldTexts(Service):
    @read(Permission.LEAD_STEERING)
    def count(self) -> int:
        """Texts with something in them that directors may not read; 0 for who cannot look for names."""
        if not self.desk.masks.knows_names():
            return 0
        return sum(1 for _one in self._found(self.store.rows, _Heard()))

    @act("texts.hide_names", Permission.LEAD_STEERING)
    def hide(self, work: Work) -> None:
        """Mask them where they are kept. Raises RuleError("seal.no_key")."""
        if not work.seal.may_open:
            raise RuleError("seal.no_key")
        from zsm_desktop.models.base import versioned_tables

        for one in list(self._found(work.rows, work)):
            newer = ", version = version + 1" if one.table in versioned_tables() else ""
            work.run(f"UPDATE {one.table} SET {one.column} = ?{newer} WHERE id = ?", [(one.text, one.id)])  # noqa: S608
            work.touch(_TOPICS.get(one.table, one.table), one.id)

    def _found(self, rows: Callable[..., list[Any]], heard: Any) -> Iterator[_Found]:
        for table, column, where in _KEPT:
            kept = f"SELECT id, {column} FROM {table} WHERE {column} <> '' AND ({where})"  # noqa: S608
            for row_id, text in rows(kept, ()):
                hide = open_person if column == "owner_name" else open_text
                masked = hide(self.desk, heard, text)
                if masked != text:
                    yield _Found(table, column, row_id, masked)
