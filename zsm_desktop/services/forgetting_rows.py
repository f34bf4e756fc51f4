"""Emptying the rows of pupils who are forgotten, and looking through all other texts for them, inside one act."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Table, select

from zsm_desktop.domain.calendar import SchoolYear
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.follow_ups import Status, due_day
from zsm_desktop.domain.forgetting import (
    CASE,
    DELIVERY,
    HELD,
    LEFT_OUT,
    LOOKED_THROUGH,
    OF_PUPIL,
    PLACEMENT,
    POINT,
    PUPIL,
    WORK,
    Clean,
    Held,
    Subject,
    cleaned_facts,
    cleaned_text,
    without_pupil,
)
from zsm_desktop.domain.privacy import forgotten_name
from zsm_desktop.domain.sealed import SealedBytes
from zsm_desktop.models import (
    AgendaItem,
    Attendance,
    Base,
    Case,
    Delivery,
    FollowUp,
    MinutesVersion,
    Outcome,
    Placement,
    Pupil,
    WorkPlacement,
)
from zsm_desktop.models.base import versioned_tables
from zsm_desktop.models.types import Sealed
from zsm_desktop.services.former_facts import NAMES
from zsm_desktop.services.minutes_kept import content_of, digest_of
from zsm_desktop.services.service import opened
from zsm_desktop.store.work import Work

AT_ONCE = 500
TYPED = ("reason", "to", *NAMES.values())
"""What people typed in a line of the logbook, sealed there as `services.service.sealed_fact` does."""
COUNTED_FROM = (10, 2)
"""Pupils are counted on the first of October, so before or after it is all that a day in a school year has to say."""


def subject_of(work: Work, *, pupils: Collection[str] = (), cases: Collection[str] = ()) -> Subject:
    """All that is these pupils', or only these cases with what was said of them."""
    session = work.session
    found: dict[str, Collection[str]] = {PUPIL: tuple(pupils)}
    found[CASE] = (*cases, *_ids(work, Case.id, Case.pupil_id, pupils))
    found[POINT] = _ids(work, AgendaItem.id, AgendaItem.case_id, found[CASE])
    found[PLACEMENT] = _ids(work, Placement.id, Placement.pupil_id, pupils)
    found[DELIVERY] = _ids(work, Delivery.id, Delivery.placement_id, found[PLACEMENT])
    found[WORK] = _ids(work, WorkPlacement.id, WorkPlacement.pupil_id, pupils)
    session.flush()
    return Subject(found)


def _ids(work: Work, wanted: Any, by: Any, of: Collection[str]) -> tuple[str, ...]:
    found: list[str] = []
    for some in batched(of):
        found += work.session.scalars(select(wanted).where(by.in_(some)))
    return tuple(found)


class Eraser:
    """Counts the values it makes go in `changed`, by the identifier of whose row it was where that is known."""

    def __init__(self, work: Work, subject: Subject, clean: Clean) -> None:
        self._work, self._subject, self._clean = work, subject, clean
        self.changed = 0

    def empty(self) -> None:
        """The rows that are the pupils' own."""
        for held in HELD:
            for ids in batched(self._subject.of(held.kind)):
                self._empty(held, ids)

    def _empty(self, held: Held, ids: Collection[str]) -> None:
        table = Base.metadata.tables[held.table]
        where = table.c[held.column].in_(ids)
        if held.is_removed:
            said = [one for one in table.c if isinstance(one.type, Sealed)] or list(table.primary_key)
            rows = self._work.session.execute(select(*said).where(where)).all()
            self.changed += sum(value is not None for row in rows for value in row)
            self._work.session.execute(table.delete().where(where))
            return
        columns = (*held.emptied, *held.left_out)
        for key, row in self._rows(table, columns, where):
            values: dict[str, object] = {
                name: empty for name, empty in held.emptied.items() if row[name] not in (None, "", empty)
            }
            values |= {name: self._put(table, key, name, LEFT_OUT) for name in held.left_out if row[name]}
            self._write(table, key, values)

    def look_through(self, tell: Clean | None = None) -> None:
        """All other texts, for what names the pupils."""
        for name, columns in LOOKED_THROUGH.items():
            if tell is not None:
                tell(name)
            table = Base.metadata.tables[name]
            for key, row in self._rows(table, columns, None):
                values = {}
                for column in columns:
                    text = self._text(table, key, column, row[column])
                    if text and (clean := cleaned_text(text, self._clean)) != text:
                        values[column] = self._put(table, key, column, clean)
                self._write(table, key, values)

    def _rows(
        self, table: Table, columns: Collection[str], where: ColumnElement[bool] | None
    ) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
        """The key of each row, and its values."""
        keys = [one.name for one in table.primary_key]
        query = select(*(table.c[name] for name in dict.fromkeys((*keys, *columns))))
        query = query.where(where) if where is not None else query
        for row in self._work.session.execute(query).mappings().all():
            yield {name: row[name] for name in keys}, dict(row)

    def _text(self, table: Table, key: Mapping[str, Any], column: str, value: Any) -> str:
        if isinstance(table.c[column].type, Sealed):
            return opened(self._work.seal, table.name, key["id"], column, value)
        return str(value or "")

    def _put(self, table: Table, key: Mapping[str, Any], column: str, text: str) -> object:
        kind = table.c[column].type
        if isinstance(kind, Sealed):
            return self._work.seal.seal(table.name, key["id"], column, text)
        most = getattr(kind, "length", None)
        return text[:most] if most else text

    def _write(self, table: Table, key: Mapping[str, Any], values: Mapping[str, object]) -> None:
        if not values:
            return
        self.changed += len(values)
        if table.name == Attendance.__tablename__:
            values = {"name": self._free_name(key["id"], str(values["name"]))}
        newer = {"version": table.c.version + 1} if table.name in versioned_tables() else {}
        same = [table.c[name] == value for name, value in key.items()]
        self._work.session.execute(table.update().where(*same).values({**values, **newer}))

    def _free_name(self, row_id: str, name: str) -> str:
        """Nobody is at a meeting twice by one name, also not two who were called otherwise before."""
        meeting = select(Attendance.meeting_id).where(Attendance.id == row_id).scalar_subquery()
        there = select(Attendance.name).where(Attendance.meeting_id == meeting, Attendance.id != row_id)
        taken, free, number = set(self._work.session.scalars(there)), name, 2
        while free in taken:
            free, number = f"{name} ({number})", number + 1
        return free

    def minutes(self) -> None:
        """Minutes that were laid down: what was said of the pupils, and wherever else they are named."""
        work = self._work
        for row in work.session.scalars(select(MinutesVersion)):
            content = content_of(work.seal, row)
            plain = without_pupil(content, self._subject, self._clean)
            is_open = row.open_content is not None
            if plain != content:
                if is_open:
                    row.open_content = plain
                else:
                    row.sealed_content = work.seal.seal("minutes_version", row.id, "sealed_content", plain)
                row.redacted_at, row.redacted_digest = work.at, digest_of(plain)
                self.changed += 1
            if row.open_note and (note := self._clean(row.open_note)) != row.open_note:
                row.open_note = note
                self.changed += 1
            note = opened(work.seal, "minutes_version", row.id, "sealed_note", row.sealed_note)
            if note and (clean := self._clean(note)) != note:
                row.sealed_note = work.seal.seal("minutes_version", row.id, "sealed_note", clean)
                self.changed += 1
        work.session.flush()

    def log(self) -> None:
        """The logbook says what was done to whom, by an identifier; what was typed about it goes."""
        own = {one for ids in self._subject.ids.values() for one in ids}
        table = Base.metadata.tables["audit_event"]
        query = select(table.c.number, table.c.subject_id, table.c.facts).where(table.c.facts.is_not(None))
        for number, subject_id, text in self._work.session.execute(query).all():
            facts = json.loads(text)
            typed = {name: said for name in TYPED if (said := self._typed(subject_id, facts, name)) is not None}
            kept = {name: facts.pop(name) for name in typed}
            facts = cleaned_facts(facts, self._clean)
            for name, before in typed.items():
                if subject_id not in own:
                    clean = self._clean(before)
                    sealed = self._work.seal.seal("audit_event", subject_id, name, clean).hex()
                    facts[name] = kept[name] if clean == before else sealed
            said = json.dumps(facts, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
            if said != text:
                self._work.session.execute(table.update().where(table.c.number == number).values(facts=said))
                self.changed += 1

    def _typed(self, subject_id: str | None, facts: Any, name: str) -> str | None:
        """What was typed and sealed in a line, None where nothing was."""
        said = facts.get(name) if isinstance(facts, dict) else None
        if not isinstance(said, str) or not subject_id:
            return None
        try:
            return self._work.seal.open("audit_event", subject_id, name, SealedBytes.fromhex(said))
        except (ValueError, RuleError):
            return None

    def pupils(self, day: date) -> None:
        """The rows of the pupils themselves: who it was goes, that there was one stays."""
        session = self._work.session
        for ids in batched(self._subject.of(PUPIL)):
            for outcome in session.scalars(select(Outcome).where(Outcome.pupil_id.in_(ids))):
                outcome.left_on = by_year(outcome.left_on)
            for later in session.scalars(select(FollowUp).where(FollowUp.pupil_id.in_(ids))):
                if later.status == Status.OPEN and later.due_on > day:
                    session.delete(later)  # nobody will be asked, which is how it counts already
            session.flush()
            for pupil in session.scalars(select(Pupil).where(Pupil.id.in_(ids))):
                self.changed += sum(getattr(pupil, column) is not None for column in OF_PUPIL)
                for column in OF_PUPIL:
                    setattr(pupil, column, None)
                self._coarsen(pupil, by_year(pupil.left_on or day))
                pupil.pseudonym, pupil.anonymised_on = forgotten_name(pupil.sequence), day
            session.flush()

    def _coarsen(self, pupil: Pupil, left_on: date) -> None:
        pupil.enrolled_on = by_year(pupil.enrolled_on) if pupil.enrolled_on is not None else None
        pupil.left_on = max(left_on, pupil.enrolled_on or left_on)
        later = select(FollowUp).where(FollowUp.pupil_id == pupil.id)
        for row in self._work.session.scalars(later):
            row.due_on = min(row.due_on, due_day(left_on, row.months))


def by_year(day: date) -> date:
    """A day that says which school year it was in, and on which side of the day pupils are counted on."""
    year = SchoolYear.of(day)
    counted_from = date(year.start_year, *COUNTED_FROM)
    return counted_from if day >= counted_from else year.first_day


def batched(ids: Collection[str]) -> Iterator[Sequence[str]]:
    """As many at a time as one question may name."""
    every = tuple(ids)
    return (every[at : at + AT_ONCE] for at in range(0, len(every), AT_ONCE))
