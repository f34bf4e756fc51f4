"""Rows as an act found them and as it left them, so that it can be taken back while nothing else has changed them.

Only what goes through the session is seen; an act that writes plain SQL or in bulk has no images and no undo.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Table, event, inspect, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import InstanceState, ORMExecuteState, Session, UOWTransaction

from zsm_desktop.domain.errors import RuleError
from zsm_desktop.models import Base
from zsm_desktop.models.base import versioned_tables

Values = Mapping[str, Any]
Key = tuple[str, tuple[object, ...]]

MeetingState = tuple[str, str]
"""Its status, and the stage of its minutes."""

NUMBERED = {
    "decision": ("body_id", "school_year", "sequence"),
    "meeting": ("body_id", "school_year", "sequence"),
}
"""Tables whose numbers run on without a gap: only the last row of a series can be taken out again."""

FOLLOWED = {
    "action_item": frozenset({"status", "done_on", "open_reason", "sealed_reason"}),
    "decision": frozenset({"withdrawn_by_id"}),
    "bottleneck": frozenset(
        {"title", "description", "kind", "asked", "status", "escalated_on", "answer", "answered_on", "body_id"}
    ),
}
"""What happens to a row of a meeting whatever became of the meeting itself: the rest was said in it."""

GROWING = {"case_discussion": ("outcome", "reason", "reason_code")}
"""Tables whose rows get notes at every pause, whoever made the row; and what acts that can be taken back fill in."""


@dataclass(frozen=True, slots=True)
class RowImage:
    """One row: `before` None when the act made it, `after` None when the act removed it."""

    table: str
    before: Values | None
    after: Values | None

    def turned(self) -> RowImage:
        return RowImage(self.table, self.after, self.before)


class Recorder:
    """Listens to one session; `images` is what it changed, each row once, in the order they were first touched."""

    def __init__(self, session: Session) -> None:
        self.is_whole = True
        self._before: dict[Key, Values | None] = {}
        self._after: dict[Key, Values | None] = {}
        event.listen(session, "after_flush", self._flushed)
        event.listen(session, "do_orm_execute", self._executed)

    @property
    def images(self) -> tuple[RowImage, ...]:
        if not self.is_whole:
            return ()
        pairs = ((key[0], _of_version(key[0], self._before[key], self._after[key])) for key in self._before)
        return tuple(RowImage(table, before, after) for table, (before, after) in pairs if before != after)

    def _executed(self, state: ORMExecuteState) -> None:
        if state.is_insert or state.is_update or state.is_delete:
            self.is_whole = False

    def _flushed(self, session: Session, _context: UOWTransaction) -> None:
        for thing in session.new:
            self._note(inspect(thing), is_new=True)
        for thing in session.dirty:
            self._note(inspect(thing))
        for thing in session.deleted:
            self._note(inspect(thing), is_gone=True)

    def _note(self, state: InstanceState[Any], *, is_new: bool = False, is_gone: bool = False) -> None:
        table: Table = state.mapper.local_table  # type: ignore[assignment]
        key: Key = (table.name, tuple(state.mapper.primary_key_from_instance(state.obj())))
        is_first = key not in self._before
        now: dict[str, Any] = {}
        was: dict[str, Any] = {}
        for attribute in state.mapper.column_attrs:
            if is_gone and not is_first:
                break  # how it was is known, and now there is nothing left to read
            column = attribute.columns[0]
            seen = state.attrs[attribute.key]
            history = seen.history if is_new else seen.load_history()
            kept = history.added or history.unchanged
            if (is_new and not kept and column.server_default is not None) or (
                is_first and not is_new and history.added and not history.deleted
            ):
                raise LookupError(f"{table.name}.{column.name} was written unread: it could not be taken back")
            now[column.name] = kept[0] if kept else None
            was[column.name] = history.deleted[0] if history.deleted else now[column.name]
        self._before.setdefault(key, None if is_new else was)
        self._after[key] = None if is_gone else now


def _of_version(table: str, before: Values | None, after: Values | None) -> tuple[Values | None, Values | None]:
    """That a row got a higher version is nothing that happened to it."""
    if before is not None and after is not None and table in versioned_tables():
        before = {**before, "version": after["version"]}
    return before, after


def meetings_of(connection: Connection, images: Iterable[RowImage]) -> frozenset[str]:
    """The meetings these rows were said in; not those of which only something followed."""
    found: set[str] = set()
    items: set[str] = set()
    for image in images:
        row = image.after or image.before or {}
        if _only_followed(image):
            continue
        if image.table == "meeting":
            found.add(row["id"])
        elif row.get("meeting_id"):
            found.add(row["meeting_id"])
        elif row.get("agenda_item_id"):
            items.add(row["agenda_item_id"])
    item = Base.metadata.tables["agenda_item"]
    found.update(connection.scalars(select(item.c.meeting_id).where(item.c.id.in_(items))) if items else ())
    return frozenset(found)


def meeting_states(connection: Connection, ids: Collection[str]) -> dict[str, MeetingState | None]:
    """How far each of these meetings is, None for one that is not there."""
    if not ids:
        return {}
    meeting = Base.metadata.tables["meeting"]
    rows = connection.execute(select(meeting.c.id, meeting.c.status, meeting.c.stage).where(meeting.c.id.in_(ids)))
    found = {row.id: (row.status, row.stage) for row in rows}
    return {each: found.get(each) for each in ids}


def _only_followed(image: RowImage) -> bool:
    if image.before is None or image.after is None:
        return False
    changed = {column for column in image.after if image.after[column] != image.before[column]}
    return changed <= FOLLOWED.get(image.table, frozenset())


def put_back(connection: Connection, images: Iterable[RowImage]) -> None:
    """Set every row back to its `before`.

    Raises RuleError("undo.changed") when what the act changed of a row is no longer as it left it, ("undo.in_use")
    when something made since hangs on a row that would go, ("undo.later_number", "undo.later_meeting") when that
    would leave a gap in a series.
    """
    wanted = [_grown(connection, image) for image in images]
    for image in wanted:
        _require_unchanged(connection, image)
    order = {table.name: place for place, table in enumerate(Base.metadata.sorted_tables)}
    wanted.sort(key=lambda image: order[image.table])
    try:
        for image in wanted:
            if image.after is None and image.before is not None:
                connection.execute(_table(image).insert().values(dict(image.before)))
        for image in wanted:
            if image.before is not None and image.after is not None:
                _set_back(connection, image, image.before, image.after)
        for image in reversed(wanted):
            if image.before is None and image.after is not None:
                _require_last(connection, image)
                connection.execute(_table(image).delete().where(*_same_row(image)))
    except IntegrityError as error:
        raise RuleError("undo.in_use") from error


def _grown(connection: Connection, image: RowImage) -> RowImage:
    """A row that others have written on since stays; only what the act filled in is emptied, or filled again."""
    own = GROWING.get(image.table)
    if own is None or (image.before is not None and image.after is not None):
        return image
    row = connection.execute(_table(image).select().where(*_same_row(image))).mappings().one_or_none()
    if row is None or (image.after is not None and all(row[column] == value for column, value in image.after.items())):
        return image
    found, filled = dict(row), image.before or image.after or {}
    is_filled = all(found[column] == filled[column] for column in own)
    is_empty = all(found[column] is None for column in own)
    if not (is_filled if image.before is None else is_empty):
        raise RuleError("undo.changed")
    wanted = {column: None if image.before is None else filled[column] for column in own}
    return RowImage(image.table, {**found, **wanted}, found)


def _set_back(connection: Connection, image: RowImage, before: Values, after: Values) -> None:
    values = {column: value for column, value in before.items() if value != after[column]}
    if image.table in versioned_tables():
        values["version"] = _table(image).c.version + 1  # whoever still has the row open must read it again
    connection.execute(_table(image).update().where(*_same_row(image)).values(values))


def _table(image: RowImage) -> Table:
    return Base.metadata.tables[image.table]


def _same_row(image: RowImage) -> list[Any]:
    values = image.after or image.before or {}
    return [column == values[column.name] for column in _table(image).primary_key]


def _require_unchanged(connection: Connection, image: RowImage) -> None:
    table = _table(image)
    found = connection.execute(table.select().where(*_same_row(image))).mappings().one_or_none()
    expected = image.after
    if found is None or expected is None:
        if found is not None or expected is not None:
            raise RuleError("undo.changed")
        return
    own = set(expected) if image.before is None else {c for c in expected if expected[c] != image.before[c]}
    if image.table in versioned_tables():
        own.discard("version")
    if any(found[column] != expected[column] for column in own):
        raise RuleError("undo.changed")


def _require_last(connection: Connection, image: RowImage) -> None:
    series = NUMBERED.get(image.table)
    if series is None or image.after is None:
        return
    table, row = _table(image), image.after
    *same, number = series
    later = table.select().where(*(table.c[column] == row[column] for column in same), table.c[number] > row[number])
    if connection.execute(later.limit(1)).first() is not None:
        raise RuleError("undo.later_meeting" if image.table == "meeting" else "undo.later_number")
