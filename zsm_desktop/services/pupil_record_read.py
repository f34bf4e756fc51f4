"""Reads the tables of one pupil's record as the models have them: whatever column is added comes along by itself."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from sqlalchemy import Boolean, Column, Date, Table, Time, select
from sqlalchemy.orm import Session

from zsm_desktop.domain.masking import KnownPupil
from zsm_desktop.domain.permissions import Permission
from zsm_desktop.models import Base, Organisation
from zsm_desktop.models.types import Cents, Quantity, Sealed, UtcTime, WholeNumber
from zsm_desktop.services.pupil_record import RecordColumn, RecordTable, Value
from zsm_desktop.services.pupil_record_people import Colleagues
from zsm_desktop.services.pupil_record_tables import LEFT_OUT, OWN, PEOPLE, PUPIL, TABLES, TEXTS, left_out
from zsm_desktop.services.service import opened

if TYPE_CHECKING:
    from zsm_desktop.domain.profiles import Profile
    from zsm_desktop.services.desk import Desk

_METADATA = Base.metadata.tables
_NAMED_BY = {"meeting": "number", "vacancy": "number", "import_batch": "file_name", "attendance": "name"}
"""What is said of a row elsewhere; of all others their name."""
_TYPED = frozenset({"import_batch"})
"""Whose name may say other pupils: of a file that somebody made."""
_IS_ORGANISATION = frozenset({"school", "employer"})
_IS_PERSON = frozenset({"contact", "user_account"})
_FOR_SECRETARY = frozenset({"pupil_request"})
_IN_RECORD = frozenset({PUPIL, *(one.table for one in TABLES)})


class Reader:
    """`ids` are the rows in the record by table, filled by `tables`; `people` and `mask` serve the rest of it."""

    def __init__(self, desk: Desk, session: Session, own: KnownPupil) -> None:
        self._desk, self._session, self._own = desk, session, own
        self.people = Colleagues(session)
        self.ids: dict[str, list[str]] = defaultdict(list)
        self._names: dict[tuple[str, str], str] = {}
        self._fields = {one.code: one for one in desk.profile.case_fields}

    def tables(self) -> tuple[RecordTable, ...]:
        self.ids[PUPIL].append(self._own.pupil_id)
        found: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
        found[PUPIL] = self._rows(_METADATA[PUPIL], "id", [self._own.pupil_id])
        for hangs in TABLES:
            if hangs.table in self._hidden():
                continue
            table, parents = _METADATA[hangs.table], self.ids[hangs.parent]
            rows = self._rows(table, hangs.column, parents)
            if hangs.table == "bottleneck":
                rows += self._rows(table, "id", [str(row["bottleneck_id"]) for row in found["bottleneck_case"]])
                rows = list({row["id"]: row for row in rows}.values())
            found[hangs.table] = rows
            if "id" in table.columns:
                self.ids[hangs.table] += [str(row["id"]) for row in rows]
        return tuple(self._read(name, rows) for name, rows in found.items() if rows)

    def mask(self, text: str) -> str:
        """`text` without other pupils and without names of people at work."""
        return self._desk.masks.hide_others(self.people.hide(text), self._own)

    def left_out(self) -> tuple[tuple[str, str, str], ...]:
        whole = [(name, "", reason) for name, reason in sorted(LEFT_OUT.items())]
        whole += [(name, "", "secretary") for name in sorted(self._hidden())]
        columns = [
            (name, column.name, reason)
            for name in sorted(_IN_RECORD)
            for column in _METADATA[name].columns
            if (reason := left_out(name, column.name))
        ]
        return (*whole, *columns)

    def _hidden(self) -> frozenset[str]:
        return frozenset() if self._desk.actor.may(Permission.KEEP_PRIVACY) else _FOR_SECRETARY

    def _rows(self, table: Table, column: str, ids: list[str]) -> list[Mapping[str, Any]]:
        rows: list[Mapping[str, Any]] = []
        for start in range(0, len(ids), 500):
            query = select(table).where(table.c[column].in_(ids[start : start + 500]))
            rows += [dict(row) for row in self._session.execute(query.order_by(*table.primary_key)).mappings()]
        return rows

    def _read(self, name: str, rows: list[Mapping[str, Any]]) -> RecordTable:
        columns = [one for one in _METADATA[name].columns if not left_out(name, one.name)]
        read = []
        for row in rows:
            values = {column.name: self._value(name, column, row) for column in columns}
            if name == "case_value":
                values |= self._of_profile(str(row["field"]), values)
            read.append(values)
        return RecordTable(name, tuple(RecordColumn(one.name, kind_of(one)) for one in columns), tuple(read))

    def _value(self, table: str, column: Column[Any], row: Mapping[str, Any]) -> Value:
        value, kind = row[column.name], kind_of(column)
        if value is None:
            return None
        if isinstance(column.type, Sealed):
            text = opened(self._desk.store.seal, table, str(row["id"]), column.name, value)
            return text if table in OWN else self.mask(text)
        where = f"{table}.{column.name}"
        if where in PEOPLE:
            return self.people.named(value) or self.mask(value)
        if where in TEXTS:
            return self.mask(value)
        if kind != "link":
            return value  # type: ignore[no-any-return]
        target = next(iter(column.foreign_keys)).column.table.name
        if target in _IS_PERSON:
            return self.people.of(value)
        if target == "attendance":
            name = self._name_of(target, value)
            return self.people.named(name) or self.mask(name)
        found = self._name_of(target, value)
        return self.mask(found) if target in _TYPED else found

    def _name_of(self, target: str, row_id: str) -> str:
        if (target, row_id) not in self._names:
            table = Organisation.__table__ if target in _IS_ORGANISATION else _METADATA[target]
            column = table.c[_NAMED_BY.get(target, "name")]
            self._names[target, row_id] = self._session.scalar(select(column).where(table.c.id == row_id)) or ""
        return self._names[target, row_id]

    def _of_profile(self, code: str, values: Mapping[str, Value]) -> dict[str, Value]:
        """What was chosen in the words of the profile; of a field it no longer has the codes stay."""
        field = self._fields.get(code)
        if field is None:
            return {}
        said: dict[str, Value] = {}
        for column in ("open_value", "sealed_value"):
            value = values[column]
            if isinstance(value, str) and field.choices:
                said[column] = ", ".join(field.name_of(one) for one in value.split(","))
            elif isinstance(value, str) and field.kind == "organisation":
                said[column] = self._name_of("organisation", value) or value
        return said


def kind_of(column: Column[Any]) -> str:
    """What a value of this column is; a link within the record stays an identifier."""
    if column.foreign_keys:
        target = next(iter(column.foreign_keys)).column.table.name
        return "id" if target in _IN_RECORD else "link"
    kind = column.type
    if column.primary_key and column.name == "id":
        return "id"
    for types, name in (
        ((Sealed,), "text"), ((Cents,), "cents"), ((Quantity,), "quantity"), ((UtcTime,), "moment"), ((Date,), "date"),
        ((Time,), "time"), ((Boolean,), "yes"), ((WholeNumber,), "number"),
    ):  # fmt: skip
        if isinstance(kind, types):
            return name
    return "number" if kind.python_type is int else "text"


def profile_names(profile: Profile) -> dict[str, str]:
    """What codes of the profile are called: its fields, phases, lists and roles."""
    return {
        **{f"field:{one.code}": one.name for one in profile.case_fields},
        **{f"phase:{one.code}": one.name for one in profile.phases},
        **{f"list:{one.code}": one.name for one in profile.lists},
        **{f"role:{one.code}": one.name for one in profile.roles},
    }
